// SPDX-License-Identifier: MIT
// The frame hash against a plain copy of the bytes that it reads: slot values, write records and state.
#include <benchmark/benchmark.h>
#include <cstring>
#include <vector>

#include "bench/bench_programs.h"
#include "slotscope/executor.h"
#include "slotscope/frame_hash.h"

namespace {

using namespace slotscope;

/// A runtime of `slots` f64 slots after a frame.
Executor after_a_frame(std::int64_t slots) {
    Executor executor = std::move(Executor::create(bench::mixed_program(static_cast<std::size_t>(slots))).value());
    executor.run_frame(1000.0 / 60);
    return executor;
}

std::size_t bytes_of(const RuntimeState& runtime) {
    return runtime.values.f64().size_bytes() + runtime.values.records().size_bytes() +
           runtime.state.f64.size() * sizeof(double);
}

void hash_frame(benchmark::State& state) {
    const Executor executor = after_a_frame(state.range(0));
    FrameHasher hasher;
    for (auto _ : state) benchmark::DoNotOptimize(hasher.hash(executor.state()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes_of(executor.state())));
}

void copy_frame(benchmark::State& state) {
    const Executor executor = after_a_frame(state.range(0));
    const RuntimeState& runtime = executor.state();
    std::vector<std::byte> copy(bytes_of(runtime));
    for (auto _ : state) {
        std::byte* to = copy.data();
        const auto append = [&to](const auto& elements) {
            std::memcpy(to, elements.data(), elements.size() * sizeof elements[0]);
            to += elements.size() * sizeof elements[0];
        };
        append(runtime.values.f64());
        append(runtime.values.records());
        if (!runtime.state.f64.empty()) append(runtime.state.f64);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(copy.size()));
}

}  // namespace

BENCHMARK(hash_frame)->Name("hash/frame")->Arg(1000)->Arg(10000);
BENCHMARK(copy_frame)->Name("hash/memcpy_of_the_same")->Arg(1000)->Arg(10000);
