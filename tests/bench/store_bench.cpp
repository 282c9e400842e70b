// SPDX-License-Identifier: MIT
// The store rows of the benchmark. One iteration is one frame: clear, then every slot once, so that "s/slot" is the
// cost per write or read with everything that belongs to it. The plain array is the peer: the same loop without slots,
// tracking or single-writer rule, hence the bytes that any store has to move.
#include <algorithm>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "slotscope/value_store.h"

namespace {

using namespace slotscope;

std::shared_ptr<const SlotTable> slots_of(std::uint32_t count, Storage storage, SlotId distance = 1) {
    std::vector<SlotMeta> rows(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        rows[i].slot = i * distance;
        rows[i].storage = storage;
        rows[i].offset = i;
    }
    return std::make_shared<const SlotTable>(rows);
}

std::uint32_t slot_count(const benchmark::State& state) { return static_cast<std::uint32_t>(state.range(0)); }

void count_slots(benchmark::State& state) {
    state.counters["s/slot"] =
        benchmark::Counter(static_cast<double>(slot_count(state)),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void plain_array(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    std::vector<double> cells(count);
    double value = 1;
    for (auto _ : state) {
        value = 3 - value;
        for (std::uint32_t i = 0; i < count; ++i) { cells[i] = value; }
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

/// What a loop over f64 slots does.
void write_run(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    ValueStore store(slots_of(count, Storage::F64));
    double value = 1;
    for (auto _ : state) {
        value = 3 - value;
        store.clear();
        {
            ValueStore::WriteRun run(store);
            for (std::uint32_t i = 0; i < count; ++i) {
                run.set_writer(i);
                run.write_f64(i, i, value);
            }
        }
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

/// What a step with one f64 output does.
void write_by_row(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    ValueStore store(slots_of(count, Storage::F64));
    double value = 1;
    for (auto _ : state) {
        value = 3 - value;
        store.clear();
        for (std::uint32_t i = 0; i < count; ++i) {
            store.set_writer(i);
            store.write_f64(i, i, value);
        }
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

/// Every write as a value's own memory access, in an order that the hardware cannot foresee.
void write_by_row_shuffled(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    ValueStore store(slots_of(count, Storage::F64));
    std::vector<std::uint32_t> order(count);
    for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
    std::ranges::shuffle(order, std::mt19937(1));
    double value = 1;
    for (auto _ : state) {
        value = 3 - value;
        store.clear();
        for (const std::uint32_t i : order) { store.write_f64(i, i, value); }
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

void write_same_by_row(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    ValueStore store(slots_of(count, Storage::F64));
    for (auto _ : state) {
        store.clear();
        for (std::uint32_t i = 0; i < count; ++i) store.write_f64(i, i, 1.5);
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

void write_by_slot(benchmark::State& state, Storage storage, SlotId distance) {
    const std::uint32_t count = slot_count(state);
    ValueStore store(slots_of(count, storage, distance));
    double value = 1;
    for (auto _ : state) {
        value = 3 - value;
        store.clear();
        for (std::uint32_t i = 0; i < count; ++i) { store.write(i * distance, value); }
        benchmark::ClobberMemory();
    }
    count_slots(state);
}

void read_by_slot(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    const ValueStore store(slots_of(count, Storage::F64));
    for (auto _ : state) {
        for (std::uint32_t i = 0; i < count; ++i) benchmark::DoNotOptimize(*store.read(i).number());
    }
    count_slots(state);
}

void read_by_row(benchmark::State& state) {
    const std::uint32_t count = slot_count(state);
    const ValueStore store(slots_of(count, Storage::F64));
    for (auto _ : state) {
        for (std::uint32_t i = 0; i < count; ++i) benchmark::DoNotOptimize(store.number_at(i));
    }
    count_slots(state);
}

/// Constant time: the same figure for any number of slots.
void clear(benchmark::State& state) {
    ValueStore store(slots_of(slot_count(state), Storage::F64));
    for (auto _ : state) {
        store.clear();
        benchmark::ClobberMemory();
    }
}

}  // namespace

BENCHMARK(plain_array)->Name("store/plain_array")->Arg(1000)->Arg(10000)->Arg(1000000);
BENCHMARK(write_run)->Name("store/write_f64_run")->Arg(1000)->Arg(10000)->Arg(1000000);
BENCHMARK(write_by_row)->Name("store/write_f64_by_row")->Arg(1000)->Arg(10000)->Arg(1000000);
BENCHMARK(write_same_by_row)->Name("store/write_f64_unchanged_by_row")->Arg(1000)->Arg(10000);
BENCHMARK(write_by_row_shuffled)->Name("store/write_f64_shuffled_by_row")->Arg(1000)->Arg(10000)->Arg(1000000);
BENCHMARK_CAPTURE(write_by_slot, f64, Storage::F64, 1)->Name("store/write_f64_by_slot")->Arg(1000)->Arg(10000);
BENCHMARK_CAPTURE(write_by_slot, sparse, Storage::F64, 1000)
    ->Name("store/write_f64_by_sparse_slot")
    ->Arg(1000)
    ->Arg(10000);
BENCHMARK_CAPTURE(write_by_slot, f32, Storage::F32, 1)->Name("store/write_f32_by_slot")->Arg(1000);
BENCHMARK_CAPTURE(write_by_slot, i32, Storage::I32, 1)->Name("store/write_i32_by_slot")->Arg(1000);
BENCHMARK_CAPTURE(write_by_slot, object, Storage::Object, 1)->Name("store/write_object_by_slot")->Arg(1000);
BENCHMARK(read_by_slot)->Name("store/read_by_slot")->Arg(1000)->Arg(10000);
BENCHMARK(read_by_row)->Name("store/read_number_by_row")->Arg(1000)->Arg(10000);
BENCHMARK(clear)->Name("store/clear")->Arg(100)->Arg(10000)->Arg(1000000);
