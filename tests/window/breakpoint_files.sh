#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# breakpoint_files.sh EXECUTABLE PROJECT WITH_XVFB: breakpoints set by real keys and clicks are kept per program; a broken file is
# kept aside and told; with no settings nothing is written.
set -euo pipefail
# shellcheck source=talk.sh
source "$(dirname "${BASH_SOURCE[0]}")/talk.sh"
command -v xdotool >/dev/null || { echo "xdotool is not installed (Debian package: xdotool)"; exit 1; }
run_under_xvfb "$@"

settings=$work/config/settings
cat >"$work/set.script" <<SCRIPT
open $project/assets/programs/delay-lines.json
command speed-max
select slot 14
pointer person
say open
await 60s toast Breakpoint 1 set: echo3.out changes.
say set
await 60s frame 22
await 60s playing no
say stopped
await 60s frame 23
await 60s playing no
say stopped again
await 60s frame 22
await 60s status Stopped in frame 22 after step 9
where Schedule/row 3/break
await 60s over Schedule/row 3/break
wait 3
say over it
await 60s toast Breakpoint 2 set
quit
SCRIPT
start_app --size 1400x900 --script "$work/set.script"
hear open
window=$(timeout 60 xdotool search --sync --onlyvisible --name Slotscope | head -n 1)
xdotool windowfocus --sync "$window" key F9
hear set
xdotool key F5
hear stopped
xdotool key F5
hear "stopped again"
xdotool key shift+F5
hear "Schedule/row 3/break"
xdotool mousemove --window "$window" "${heard%% *}" "$(cut -d ' ' -f 2 <<<"$heard")"
hear "over it"
xdotool click 1
wait "$app_pid"

kept=("$work"/config/breakpoints/delay-lines-*.json)
[[ ${#kept[@]} -eq 1 && -s ${kept[0]} ]] || { echo "FAIL: the breakpoints were not kept"; exit 1; }

# ImGui's own file lies there too, under its own name.
[[ -s $work/config/imgui.ini ]] || { echo "FAIL: imgui.ini is not beside the settings"; exit 1; }

# Another run has them again, and only this program has.
cat >"$work/again.script" <<SCRIPT
open $project/assets/programs/slew.json
panel breakpoints
wait 3
expect unseen Breakpoints/row 1
open $project/assets/programs/delay-lines.json
wait 3
expect seen Breakpoints/row 1
expect seen Breakpoints/row 2
quit
SCRIPT
timeout 120 "$app" --settings "$settings" --script "$work/again.script"

# A program that is swapped in has them from then on too, and keeps what is set then; the first keeps its own. Bookmarks come
# back with the program that they were set in, also before their frames have run.
cat >"$work/swap.script" <<SCRIPT
open $project/assets/programs/hot-swap-a.json
command run-10
await 60s playing no
command bookmark
select slot 4
command break-change
key Ctrl+Shift+O
wait 3
type hot-swap-b
wait 3
key Enter
await 60s toast was swapped in
select slot 13
command break-change
wait 3
quit
SCRIPT
timeout 120 "$app" --settings "$settings" --script "$work/swap.script"
cat >"$work/swapped.script" <<SCRIPT
open $project/assets/programs/hot-swap-a.json
panel breakpoints
wait 3
expect seen Breakpoints/row 1
expect unseen Breakpoints/row 2
panel timeline
wait 3
expect seen Timeline/Bookmarks
command next-bookmark
quit
SCRIPT
if timeout 120 "$app" --settings "$settings" --script "$work/swapped.script" 2>"$work/said.txt"; then
  echo "FAIL: a bookmark of a frame that has not run was gone to"
  exit 1
fi
grep -q "which has not run yet" "$work/said.txt" || { cat "$work/said.txt"; exit 1; }
printf 'open %s\npanel breakpoints\nwait 3\nexpect seen Breakpoints/row 1\nexpect seen Breakpoints/row 2\nquit\n' \
  "$project/assets/programs/hot-swap-b.json" >"$work/b.script"
timeout 120 "$app" --settings "$settings" --script "$work/b.script"

echo '{"version":1,"breakpoints":[{"id":1,"condition":"change"' >"${kept[0]}"
cat >"$work/broken.script" <<SCRIPT
open $project/assets/programs/delay-lines.json
wait 2
expect toast The breakpoints of delay-lines.json could not be read
panel breakpoints
wait 3
expect unseen Breakpoints/row 1
quit
SCRIPT
timeout 120 "$app" --settings "$settings" --script "$work/broken.script"
grep -q '"condition":"change"' "${kept[0]}.broken" || { echo "FAIL: the broken file is lost"; exit 1; }

rm -r "$work/config"
printf 'open %s\nselect slot 14\nkey F9\nwait 5\nquit\n' "$project/assets/programs/delay-lines.json" >"$work/none.script"
HOME=$work/home XDG_CONFIG_HOME=$work/config timeout 120 "$app" --settings none --script "$work/none.script"
[[ ! -e $work/config && ! -e $work/home ]] || { echo "FAIL: something was written without settings"; exit 1; }
