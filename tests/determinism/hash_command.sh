#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# hash_command.sh CLI PROJECT FOLDER: slotscope-cli hash and verify, as a shell sees them. FOLDER: to work in.
set -uo pipefail
cli=$(realpath "$1") project=$(realpath "$2")
mkdir -p "$3"
work=$(mktemp -d "$3/hash_command.XXXXXX")
trap 'rm -rf "$work"' EXIT
programs=$project/assets/programs
failures=0

# expect STATUS PATTERN COMMAND...: runs it; its status must be STATUS and its output match PATTERN.
expect() {
  local status=$1 pattern=$2 got=0
  shift 2
  "$@" >"$work/out" 2>&1 || got=$?
  if [[ $got -ne $status ]] || ! grep -qE -- "$pattern" "$work/out"; then
    echo "FAIL (status $got, expected $status and /$pattern/): $*"
    head -20 "$work/out"
    failures=$((failures + 1))
  fi
}

# A run verifies against itself; the file says how it was made.
expect 0 '^frame 90 [0-9a-f]{16} ' "$cli" hash "$programs/delay-lines.json" --frames 90 --fps 50 --delta fixed60
cp "$work/out" "$work/run.hashes"
expect 0 '^90 frames are the same' "$cli" verify "$programs/delay-lines.json" --hashes "$work/run.hashes"
gzip -k "$work/run.hashes"
expect 0 '^90 frames are the same' "$cli" verify "$programs/delay-lines.json" --hashes "$work/run.hashes.gz"

# An edited program differs from a frame on, at the slot that the edit reaches first.
sed 's/"delayFrames": *7/"delayFrames": 6/' "$programs/delay-lines.json" >"$work/edited.json"
cmp -s "$programs/delay-lines.json" "$work/edited.json" && { echo "FAIL: the edit found nothing"; failures=$((failures + 1)); }
expect 1 '^Frame 7: state cell [0-9]+ \(echo7' "$cli" verify "$work/edited.json" --hashes "$work/run.hashes"
expect 1 'not the text that the hashes were made of' "$cli" verify "$work/edited.json" --hashes "$work/run.hashes"

# Without hashes of single slots: the frame and the part, and how to get the slot.
expect 0 '^slots no$' "$cli" hash "$programs/delay-lines.json" --frames 90 --fps 50 --delta fixed60 --slots never
cp "$work/out" "$work/bare.hashes"
expect 1 '^Frame [0-9]+: .*--slots always' "$cli" verify "$work/edited.json" --hashes "$work/bare.hashes"

# Swaps: found beside the program, or given.
(cd "$programs" && "$cli" hash hot-swap-a.json --frames 60 --swap 30:hot-swap-b.json) >"$work/swap.hashes"
expect 0 '^60 frames are the same' "$cli" verify "$programs/hot-swap-a.json" --hashes "$work/swap.hashes"
expect 1 'After the swap|Frame 31' "$cli" verify "$programs/hot-swap-a.json" --hashes "$work/swap.hashes" --swap "30:$programs/slew.json"
expect 2 '--swap' "$cli" verify "$programs/hot-swap-a.json" --hashes "$work/swap.hashes" --swap "31:$programs/hot-swap-b.json"

# Only some frames, and the last.
expect 0 '^frame 25 ' "$cli" hash "$programs/slew.json" --frames 25 --every 10
[[ $(grep -c '^frame' "$work/out") -eq 3 ]] || { echo "FAIL: --every 10 of 25 frames gives 10, 20 and 25"; failures=$((failures + 1)); }

# Files that were damaged, and arguments.
head -c 3000 "$work/run.hashes" >"$work/cut.hashes"
expect 1 'cut.hashes:[0-9]+' "$cli" verify "$programs/delay-lines.json" --hashes "$work/cut.hashes"
expect 1 'slew.json:1:1: this is no hash file' "$cli" verify "$programs/slew.json" --hashes "$programs/slew.json"
expect 1 'nowhere' "$cli" verify "$programs/slew.json" --hashes "$work/nowhere"
expect 1 'nowhere' "$cli" hash "$work/nowhere.json"
expect 2 '--every' "$cli" hash "$programs/slew.json" --every 0
expect 2 'slots' "$cli" hash "$programs/slew.json" --slots maybe
expect 2 'hashes' "$cli" verify "$programs/slew.json"
expect 0 'Exits with 0' "$cli" verify --help

exit $((failures > 0))
