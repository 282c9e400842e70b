#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# picture.sh EXECUTABLE PROJECT WITH_XVFB: the same program, size and frames give the same picture, byte for byte, and
# another frame gives another one.
set -euo pipefail
app=$1 project=$2 with_xvfb=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shot NAME FRAMES
shot() {
  printf 'open %s\nwait 3\ncommand speed-max\ncommand run-100\nwait 10\n%sclick Slots/row 14\nwait 5\nscreenshot %s\nquit\n' \
    "$project/assets/programs/delay-lines.json" "$2" "$work/$1.png" >"$work/$1.script"
  timeout 60 "$with_xvfb" "$app" --settings none --size 1280x720 --script "$work/$1.script"
}

shot first ''
shot again ''
shot other $'command step\nwait 2\n'
cmp "$work/first.png" "$work/again.png" || { echo "two runs gave different pictures"; exit 1; }
if cmp -s "$work/first.png" "$work/other.png"; then
  echo "another frame gave the same picture"
  exit 1
fi
