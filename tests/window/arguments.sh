#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# arguments.sh EXECUTABLE PROJECT WITH_XVFB: exit codes and messages of the command line.
set -uo pipefail
app=$1 project=$2 with_xvfb=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# expect STATUS PATTERN COMMAND...: runs it; its status must be STATUS and its output match PATTERN.
expect() {
  local status=$1 pattern=$2 got=0
  shift 2
  timeout 60 "$@" >"$work/out" 2>&1 || got=$?
  if [[ $got -ne $status ]] || { [[ -n $pattern ]] && ! grep -qE "$pattern" "$work/out"; }; then
    echo "FAIL (status $got, expected $status and /$pattern/): $*"
    cat "$work/out"
    failures=$((failures + 1))
  fi
}

demo=$project/assets/programs/slew.json
printf 'wait 1\nexpect frame 12\nquit\n' >"$work/wrong.script"
printf 'wait 1\nfrobnicate\n' >"$work/broken.script"
expect 0 'script' "$app" --help
expect 0 '^slotscope|[0-9]+\.[0-9]+' "$app" --version
expect 1 'frame' "$with_xvfb" "$app" "$demo" --settings none --script "$work/wrong.script"
expect 2 'frobnicate' "$with_xvfb" "$app" "$demo" --settings none --script "$work/broken.script"
expect 3 'isplay' env -u DISPLAY -u WAYLAND_DISPLAY "$app" "$demo" --settings none
expect 1 'screenshot|write|open' "$with_xvfb" "$app" "$demo" --settings none --frames 2 --screenshot "$work/no/such/folder/shot.png"
expect 0 '' "$with_xvfb" "$app" "$demo" --settings none --frames 5 --size 640x400 --screenshot "$work/shot.png"
[[ -s $work/shot.png ]] || { echo "FAIL: no screenshot"; failures=$((failures + 1)); }
exit $((failures > 0))
