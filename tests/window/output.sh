#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# output.sh EXECUTABLE PROJECT WITH_XVFB: the picture under a person's mouse: hover, click, wheel, drag.
set -euo pipefail
# shellcheck source=talk.sh
source "$(dirname "${BASH_SOURCE[0]}")/talk.sh"
command -v xdotool >/dev/null || { echo "xdotool is not installed (Debian package: xdotool)"; exit 1; }
run_under_xvfb "$@"

# Slot 16 holds the places of the inner ring, two numbers per circle.
cat >"$work/check.script" <<SCRIPT
open $project/assets/programs/hue-ring.json
panel output
command step
command output-actual-size
pointer person
wait 3
expect seen Output/scale 100 %
where Output/element 1.0
await 60s over Output/element 1.0
wait 3
say over it
await 60s selected slot 16
await 60s seen Output/details/opacity
await 60s seen Slot/buffer/row 0
where Output/element 1.0
await 60s over Output/element 1.0
wait 3
say over it
await 60s seen Output/scale 115 %
await 60s over Output/element 1.0
say zoomed about the pointer
await 60s seen Output/scale 100 %
await 60s over Output/element 1.0
say back
await 60s unseen Output/element 1.0
say moved away
await 60s frame 2
quit
SCRIPT
start_app --size 1400x900 --script "$work/check.script"
hear "Output/element 1.0"
# A search fails when a window goes away under it, as those do that come and go at the start.
for try in $(seq 200); do
  window=$(xdotool search --onlyvisible --name Slotscope 2>/dev/null | head -n 1) && [[ -n $window ]] && break
  [[ $try -lt 200 ]] || { echo "FAIL: no window"; exit 1; }
  sleep 0.2
done
point() {
  x=${heard%% *}
  y=$(cut -d ' ' -f 2 <<<"$heard")
  xdotool mousemove --window "$window" "$x" "$y"
  hear "over it"
}

point
xdotool click 1
hear "Output/element 1.0"
point
xdotool click 4
hear "zoomed about the pointer"
xdotool click 5
hear back
# Far enough that the circle leaves the picture: in steps, as a hand moves.
xdotool mousedown 1
for step in 1 2 3 4 5 6 7 8; do xdotool mousemove --window "$window" $((x + step * 80)) $((y + step * 10)); done
xdotool mouseup 1
hear "moved away"
# The picture may be away before the hand is: only now may the application leave.
xdotool key F10
wait "$app_pid"
