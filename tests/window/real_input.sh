#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# real_input.sh EXECUTABLE PROJECT WITH_XVFB: keys and clicks that come from the X server, as a person's do.
set -euo pipefail
# shellcheck source=talk.sh
source "$(dirname "${BASH_SOURCE[0]}")/talk.sh"
command -v xdotool >/dev/null || { echo "xdotool is not installed (Debian package: xdotool)"; exit 1; }
run_under_xvfb "$@"

# The script only waits and checks; everything it checks was done with the keyboard and the mouse.
cat >"$work/check.script" <<SCRIPT
open $project/assets/programs/delay-lines.json
pointer person
say open
await 60s frame 1
say one frame
await 60s frame 2
say two frames
await 60s frame 3
await 60s step 2
say two steps
await 60s overlay palette
wait 3
say palette
await 60s selected slot 14
await 60s overlay none
where Slots/row 11
await 60s over Slots/row 11
wait 3
say over it
await 60s selected slot 11
say clicked
await 60s selected step 6
expect panel schedule
where Transport/step
await 60s over Transport/step
wait 3
say over it
await 60s frame 4
quit
SCRIPT
start_app --size 1200x800 --script "$work/check.script"
hear open
window=$(timeout 60 xdotool search --sync --onlyvisible --name Slotscope | head -n 1)
# Moves the pointer to the place that was heard last, and clicks once the application has seen it there.
click() {
  xdotool mousemove --window "$window" "${heard%% *}" "$(cut -d ' ' -f 2 <<<"$heard")"
  hear "over it"
  xdotool click "$@" 1
}

xdotool windowfocus --sync "$window" key F10
hear "one frame"
xdotool key Right
hear "two frames"
xdotool key F11 key F11
hear "two steps"
xdotool key ctrl+p
hear palette
xdotool type --delay 20 echo3.out
xdotool key Return
hear "row 11"
click
hear clicked
xdotool click --repeat 2 --delay 40 1
hear Transport/step
click --repeat 2 --delay 100 # the rest of frame 3, then frame 4
wait "$app_pid"
