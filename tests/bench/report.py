#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the benchmark executable, the peer (where node is present) and the load measurement, and prints one table.

    report.py BENCH FOLDER        BENCH: the executable; FOLDER: where programs and raw results go

Figures are minimums over short runs, ours before and after the peer's, so that they compare on a shared machine too.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

# The reference JavaScript runtime on node, as DESIGN gives it for the machine that it was measured on. Constants, not
# measured in this run.
REFERENCE_NS_PER_SLOT_WRITE = 300
REFERENCE_NS_PER_RAW_STORE_WRITE = 46
REFERENCE_NS_PER_READ = 20

TARGET_EXECUTOR_NS = REFERENCE_NS_PER_SLOT_WRITE / 50
TARGET_STORE_WRITE_NS = 1.5
TARGET_LOAD_SECONDS = 0.5
TARGET_LOAD_MEMORY = 4  # times the file's size

# Memory that one slot write of the executor moves: a step (32), two operands (16), the cell (8 read, 8 written), the write
# record (16 read, 16 written).
EXECUTOR_BYTES = 32 + 16 + 16 + 32
STORE_BYTES = 16 + 32

# Benchmarks that the table is made of; the others are printed as Google Benchmark prints them.
TABLE_ROWS = "^(executor|limit|store|column/(encode|decode|record|mixed))"

RUNS = ["--benchmark_min_time=0.05", "--benchmark_repetitions=3", "--benchmark_format=json"]


def run_bench(bench, name_filter):
    out = subprocess.run([bench, *RUNS, f"--benchmark_filter={name_filter}"], check=True, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
    best = {}
    for row in json.loads(out.stdout)["benchmarks"]:
        if row["run_type"] != "iteration" or row.get("error_occurred"):
            continue
        counters = [row[key] for key in ("s/write", "s/slot", "s/byte", "s/value") if key in row]
        ns = counters[0] * 1e9 if counters else row["cpu_time"]
        best[row["name"]] = min(best.get(row["name"], ns), ns)
    return best


def run_peer(folder, files):
    node = shutil.which("node")
    if node is None:
        print("node is not installed: no peer figures", file=sys.stderr)
        return {}
    peer = Path(__file__).with_name("peer.mjs")
    out = subprocess.run([node, peer, *files], check=True, stdout=subprocess.PIPE, cwd=folder, text=True)
    return {row["file"]: row for row in map(json.loads, out.stdout.splitlines())}


def least(a, b):
    return {key: min(a.get(key, value), value) for key, value in {**a, **b}.items()}


def measure_load(bench, file):
    runs = [json.loads(subprocess.run([bench, f"--measure_load={file}"], check=True, stdout=subprocess.PIPE).stdout)
            for _ in range(5)]
    return min(run["cpu_seconds"] for run in runs), max(run["peak_bytes"] for run in runs), runs[0]["bytes"]


def table(rows):
    head = ("row", "ours", "target", "", "peer", "peer/ours", "reference/ours", "limit", "ours/limit")
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    for number, line in enumerate(lines):
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                        for i, (cell, width) in enumerate(zip(line, widths))).rstrip())
        if number == 0:
            print("-" * (sum(widths) + 2 * len(widths) - 2))


def ns(value):
    return f"{value:.2f} ns"


def verdict(value, target):
    return "met" if value <= target else "missed"


def row(name, ours, target=None, peer=None, reference=None, limit=None):
    return (name, ns(ours), f"<= {ns(target)}" if target else "", verdict(ours, target) if target else "",
            ns(peer) if peer else "", f"{peer / ours:.1f}" if peer else "", f"{reference / ours:.0f}" if reference else "",
            ns(limit) if limit else "", f"{ours / limit:.1f}" if limit else "")


def print_columns(bench, ours):
    """Columns of history: speed by scheme, the cost of recording, and bits per value beside zstd's on the same data."""
    root = Path(__file__).resolve().parents[2]
    files = sorted(str(path) for folder in ("assets/programs", "tests/conformance/data") for path in (root / folder).rglob("*.json*")
                   if path.suffix in (".json", ".gz") and not path.name.endswith(".jsonl.gz"))
    out = subprocess.run([bench, "--measure_columns", *files], check=True, stdout=subprocess.PIPE)
    sizes = json.loads(out.stdout)
    print("\ncolumns of history            encode      decode")
    for scheme in ("constant", "runs", "alp", "alp_rd", "zstd", "raw"):
        encode, decode = ours[f"column/encode/{scheme}"], ours[f"column/decode/{scheme}"]
        print(f"  {scheme:<20} {encode:>8.2f} ns {decode:>8.3f} ns per value")
    for slots in (100, 1000, 10000):
        print(f"recording {slots} slots: {ours[f'column/record/{slots}']:.2f} ns per slot and frame (target <= 1)")
    for slots in (1000, 10000):
        bare, recorded = ours[f"column/mixed_bare/{slots}"], ours[f"column/mixed_recorded/{slots}"]
        print(f"mixed program of {slots} slots: {bare:.2f} ns per slot and frame bare, {recorded:.2f} recorded on the same thread")
    for name, text in (("varying", "columns that vary"), ("all", "all columns")):
        size = sizes[name]
        print(f"{text}: {size['values']:.3g} values, {size['ours']:.2f} bits each; zstd -3 {size['zstd_chunk']:.2f} by chunk of 1024, "
              f"{size['zstd_column']:.2f} by whole column")
    print(f"mean over columns that vary: {sizes['varying_mean_of_columns']:.2f} bits; chunks by scheme: {sizes['chunks']}")
    print("published, on other data: ALP 21.7 bits mean, zstd 22.1, Chimp128 28.6, Gorilla 41.6")


def main():
    bench, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([bench, f"--write_programs={folder}"], check=True)
    programs = json.loads((folder / "index.json").read_text())

    ours = run_bench(bench, TABLE_ROWS)
    peer = run_peer(folder, programs)
    ours = least(ours, run_bench(bench, "^(executor|limit|store/write)"))
    (folder / "results.json").write_text(json.dumps({"ours": ours, "peer": peer}, indent=1))
    seconds, peak, file_bytes = measure_load(bench, folder / "big.json")

    copy_ns = {size: ours[f"limit/copy/{size}"] for size in (16 << 10, 64 << 10, 64 << 20)}
    rows = []
    shown = set()
    for file, program in programs.items():
        name = program["row"]
        slots = int(name.rsplit("/", 1)[1])
        traffic = EXECUTOR_BYTES * copy_ns[(16 << 10) if slots < 1000 else (64 << 10)]
        limit = max(traffic, ours[name.replace("executor", "limit")])
        rows.append(row(f"{name}: per slot write", ours[name], TARGET_EXECUTOR_NS, peer.get(file, {}).get("ns_per_write"),
                        REFERENCE_NS_PER_SLOT_WRITE, limit))
        shown.add(name)
        if file in peer and peer[file]["hash"] != program["hash"]:
            print(f"{file}: the peer computed other values: the comparison means nothing", file=sys.stderr)
            return 1
    for slots, copied in ((1000, 16 << 10), (10000, 64 << 10), (1000000, 64 << 20)):
        name = f"store/write_f64_run/{slots}"
        target = TARGET_STORE_WRITE_NS if slots < 1000000 else None
        rows.append(row(f"{name}: with tracking", ours[name], target, None, REFERENCE_NS_PER_RAW_STORE_WRITE,
                        STORE_BYTES * copy_ns[copied]))
        shown.add(name)
    for name in ("store/write_f64_by_row/1000", "store/write_f64_by_slot/1000"):
        rows.append(row(name, ours[name], TARGET_STORE_WRITE_NS, None, REFERENCE_NS_PER_RAW_STORE_WRITE))
        shown.add(name)
    rows.append(row("store/read_number_by_row/1000", ours["store/read_number_by_row/1000"], None, None, REFERENCE_NS_PER_READ))
    for slots in (100, 10000, 1000000):
        rows.append(row(f"store/clear/{slots}: per frame, O(1)", ours[f"store/clear/{slots}"]))
    megabytes = file_bytes / 1e6
    rows.append((f"load a {megabytes:.0f} MB program, CPU time", f"{seconds:.3f} s", f"<= {TARGET_LOAD_SECONDS} s",
                 verdict(seconds, TARGET_LOAD_SECONDS), "", "", "", "", ""))
    rows.append(("  its peak memory / file size", f"{peak / file_bytes:.2f}", f"<= {TARGET_LOAD_MEMORY}",
                 verdict(peak / file_bytes, TARGET_LOAD_MEMORY), "", "", "", "", ""))
    print()
    table(rows)
    print_columns(bench, ours)
    print("\nrecording beside the bare executor, in turns, CPU time:", flush=True)
    subprocess.run([bench, "--measure_recording"], check=True)
    print(f"""
peer: tests/bench/peer.mjs on node, in this run; it computed the same bits. reference: constants from the design, about
{REFERENCE_NS_PER_SLOT_WRITE} ns per slot write, {REFERENCE_NS_PER_RAW_STORE_WRITE} ns per raw store write, {REFERENCE_NS_PER_READ} ns per read, not measured here. limit: the larger of the bytes moved
({EXECUTOR_BYTES} per slot write, {STORE_BYTES} per raw write) at this run's memcpy speed and the same arithmetic compiled over a plain array.
All results: {folder / 'results.json'}; single rows: ./dev bench --benchmark_filter=REGEX""")
    print("\nThe other rows:", flush=True)
    subprocess.run([bench, f"--benchmark_filter=-{TABLE_ROWS}"], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
