#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# real_input.sh EXECUTABLE PROJECT WITH_XVFB: keys and clicks that come from the X server, as a person's do.
set -euo pipefail
app=$1 project=$2 with_xvfb=$3
command -v xdotool >/dev/null || { echo "xdotool is not installed (Debian package: xdotool)"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The script only waits and checks; everything it checks was done with the keyboard and the mouse.
printf 'open %s\nwait 400\nexpect frame 3\nexpect step 2\nexpect selected slot 14\nquit\n' \
  "$project/assets/programs/delay-lines.json" >"$work/check.script"

cat >"$work/drive" <<'DRIVE'
set -euo pipefail
"$1" --settings none --size 1200x800 --script "$2" &
app=$!
window=$(timeout 20 xdotool search --sync --onlyvisible --name Slotscope | head -n 1)
sleep 1
xdotool windowfocus "$window" mousemove --window "$window" 600 400
sleep 0.3
xdotool key F10
sleep 0.2
xdotool key Right
sleep 0.2
xdotool key F11
sleep 0.2
xdotool key F11
sleep 0.2
xdotool key ctrl+p
sleep 0.4
xdotool type --delay 40 'echo3.out'
sleep 0.3
xdotool key Return
wait "$app"
DRIVE
timeout 90 "$with_xvfb" bash "$work/drive" "$app" "$work/check.script"
