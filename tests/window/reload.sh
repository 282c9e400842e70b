#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# reload.sh EXECUTABLE PROJECT WITH_XVFB: a program that changes on disk is swapped in, or read again where that is chosen; a
# broken version is explained, the old one stays, and the explanation can be dismissed.
set -euo pipefail
# shellcheck source=talk.sh
source "$(dirname "${BASH_SOURCE[0]}")/talk.sh"
run_under_xvfb "$@"

cat >"$work/watch.script" <<'SCRIPT'
open patch.json
command step
expect frame 1
command run-10
await 10s frame 11
say running
await 60s toast swapped in
expect frame 11
expect program patch.json
expect seen Slots/row 16
expect unseen Slots/row 17
command show-program
wait 3
expect seen Program/Last swap
command on-change-reload
say opened
await 60s frame 0
expect program patch.json
expect seen Slots/row 17
command step
expect frame 1
say read again
await 60s panel problems
await 60s seen Problems/row 0
expect frame 1
expect seen Problems/Load errors
await 60s unseen Toasts/Text
click Problems/Dismiss errors
expect unseen Problems/Load errors
expect unseen Problems/Dismiss errors
say dismissed
await 60s frame 0
quit
SCRIPT
cp "$project/assets/programs/slew.json" "$work/patch.json"
start_app --script "$work/watch.script"
hear running
cp "$project/assets/programs/envelope.json" "$work/patch.json"
hear opened
cp "$project/assets/programs/slew.json" "$work/patch.json"
hear "read again"
echo '{ broken' >"$work/patch.json"
hear dismissed
cp "$project/assets/programs/envelope.json" "$work/patch.json"
wait "$app_pid"
