#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# watch_files.sh EXECUTABLE PROJECT WITH_XVFB: what is watched by real keys, and typed, is kept per program; a broken file is kept
# aside and told; what does not fit a swapped-in program stays.
set -euo pipefail
# shellcheck source=talk.sh
source "$(dirname "${BASH_SOURCE[0]}")/talk.sh"
command -v xdotool >/dev/null || { echo "xdotool is not installed (Debian package: xdotool)"; exit 1; }
run_under_xvfb "$@"

settings=$work/config/settings
cat >"$work/set.script" <<SCRIPT
open $project/assets/programs/delay-lines.json
select slot 14
panel watch
pointer person
say open
await 60s seen Watch/row 1
say watched
await 60s seen Watch/Preview
say typed
await 60s seen Watch/row 2
say added
await 60s unseen Watch/Preview
await 60s frame 1
say stepped
where Watch/row 1
await 60s over Watch/row 1
wait 3
say over it
wait 3
await 60s unseen Watch/row 1
say removed
await 60s frozen 1
say frozen
await 60s frame 2
where Slots/header/Since 1
await 60s over Slots/header/Since 1
wait 3
say over the header
wait 20
expect seen Slots/header/Frame 1
say sorted
await 60s frozen none
quit
SCRIPT
start_app --size 1600x900 --script "$work/set.script"
hear open
window=$(timeout 60 xdotool search --sync --onlyvisible --name Slotscope | head -n 1)
xdotool windowfocus --sync "$window" key w
hear watched
xdotool key shift+w
sleep 0.5
xdotool type --delay 20 'echo3.out * 2 + prev(frame)'
hear typed
xdotool key Return
hear added
xdotool key Escape key F10
hear stepped
hear "Watch/row 1"
xdotool mousemove --window "$window" "${heard%% *}" "$(cut -d ' ' -f 2 <<<"$heard")"
hear "over it"
xdotool click 1
sleep 0.3
xdotool key Delete
hear removed
xdotool key f
hear frozen
xdotool key F10
hear "Slots/header/Since 1"
xdotool mousemove --window "$window" "${heard%% *}" "$(cut -d ' ' -f 2 <<<"$heard")"
hear "over the header"
xdotool click 1
hear sorted
xdotool key shift+f
wait "$app_pid"

kept=("$work"/config/watches/delay-lines-*.json)
[[ ${#kept[@]} -eq 1 && -s ${kept[0]} ]] || { echo "FAIL: what is watched was not kept"; exit 1; }
grep -q 'echo3.out \* 2 + prev(frame)' "${kept[0]}" || { echo "FAIL: the expression was not kept"; exit 1; }

# Another run has it again; a program that does not fit leaves it in the list.
cat >"$work/again.script" <<SCRIPT
open $project/assets/programs/slew.json
panel watch
wait 3
expect unseen Watch/row 2
open $project/assets/programs/delay-lines.json
wait 3
expect seen Watch/row 2
quit
SCRIPT
timeout 120 "$app" --settings "$settings" --script "$work/again.script"

echo '{"version":1,"watches":[{"expression":"mix +"' >"${kept[0]}"
cat >"$work/broken.script" <<SCRIPT
open $project/assets/programs/delay-lines.json
wait 2
expect toast The watches of delay-lines.json could not be read
quit
SCRIPT
timeout 120 "$app" --settings "$settings" --script "$work/broken.script"
grep -q '"expression":"mix +"' "${kept[0]}.broken" || { echo "FAIL: the broken file is lost"; exit 1; }
