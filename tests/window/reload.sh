#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# reload.sh EXECUTABLE PROJECT WITH_XVFB: a program that changes on disk is read again; a broken version is explained and
# the old one stays.
set -euo pipefail
app=$1 project=$2 with_xvfb=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$project/assets/programs/slew.json" "$work/patch.json"
printf 'open patch.json\nwait 5\ncommand step\nwait 200\nexpect frame 0\nexpect program patch.json\ncommand step\nwait 5\nexpect frame 1\nwait 200\nexpect frame 1\nexpect panel problems\nquit\n' >"$work/watch.script"
timeout 60 "$with_xvfb" "$app" --settings none --script "$work/watch.script" &
app_pid=$!
sleep 2
cp "$project/assets/programs/envelope.json" "$work/patch.json"
sleep 3
echo '{ broken' >"$work/patch.json"
wait "$app_pid"
