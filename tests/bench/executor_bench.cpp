// SPDX-License-Identifier: MIT
// The executor rows of the benchmark: frames per second and nanoseconds per slot write, without any observer.
#include "bench/executor_bench.h"

#include "bench/bench_programs.h"
#include "slotscope/executor.h"

namespace slotscope::bench {

void run_frames(benchmark::State& state, const ProgramPtr& program) {
    auto created = Executor::create(program);
    if (!created) {
        state.SkipWithError("the program was rejected");
        return;
    }
    Executor executor = std::move(created).value();
    double t = 0;
    for (auto _ : state) {
        if (executor.run_frame(t)) {
            state.SkipWithError("a frame faulted");
            break;
        }
        t += 1000.0 / 60;
    }
    const auto writes = static_cast<double>(executor.state().values.write_count());
    state.counters["frames/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["s/write"] =
        benchmark::Counter(writes, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

namespace {

/// Every shape at every size.
const bool kRegistered = [] {
    for (const ProgramShape& shape : kProgramShapes) {
        const auto run = [make = shape.make](benchmark::State& state) {
            run_frames(state, make(static_cast<std::size_t>(state.range(0))));
        };
        benchmark::RegisterBenchmark((std::string("executor/") + shape.name).c_str(), run)
            ->Arg(100)
            ->Arg(1000)
            ->Arg(10000);
    }
    return true;
}();

}  // namespace

}  // namespace slotscope::bench
