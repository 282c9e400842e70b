// SPDX-License-Identifier: MIT
// The condition rows of the benchmark: the search over columns in values per second, expressions in seconds per
// evaluation, sets of breakpoints in seconds per breakpoint and frame, and the executor with and without one.
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/bench_programs.h"
#include "slotscope/breakpoints.h"
#include "slotscope/executor.h"

namespace {

using namespace slotscope;

/// Values from 0 to 1, longer than the caches of most machines when asked for 4 Mi.
std::vector<double> noise(std::size_t count) {
    std::mt19937_64 random(3);
    std::vector<double> values(count);
    for (double& value : values) value = static_cast<double>(random() >> 11) * 0x1p-53;
    return values;
}

void search(benchmark::State& state, const ColumnTest& test) {
    const std::vector<double> column = noise(static_cast<std::size_t>(state.range(0)));
    std::vector<std::size_t> hits;
    for (auto _ : state) {
        hits.clear();
        find_hits(test, column, 0.5, hits);
        benchmark::DoNotOptimize(hits.data());
    }
    state.counters["values/s"] =
        benchmark::Counter(static_cast<double>(column.size()), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["hits"] = static_cast<double>(hits.size());
}

/// Nothing: what reading the column takes.
void sum_of_column(benchmark::State& state) {
    const std::vector<double> column = noise(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        double sums[8] = {};  // so that additions do not wait for each other
        for (std::size_t i = 0; i + 8 <= column.size(); i += 8) {
            for (std::size_t k = 0; k < 8; ++k) sums[k] += column[i + k];
        }
        benchmark::DoNotOptimize(sums);
    }
    state.counters["values/s"] =
        benchmark::Counter(static_cast<double>(column.size()), benchmark::Counter::kIsIterationInvariantRate);
}

Executor executor_of(const ProgramPtr& program) { return Executor::create(program).value(); }

void count_each(benchmark::State& state, const char* name, double count) {
    state.counters[name] =
        benchmark::Counter(count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void evaluate(benchmark::State& state, const char* text) {
    Executor executor = executor_of(bench::chain_program(1000));
    const ProgramSymbols symbols(*executor.program(), executor.state().values.slots());
    auto evaluator = ExpressionEvaluator::create(Expression::parse(text).value(), symbols).value();
    std::optional<Fault> fault = executor.run_frame(0);
    evaluator.advance(FrameEnd::of(executor, fault));
    fault = executor.run_frame(16);
    const FrameEnd end = FrameEnd::of(executor, fault);
    for (auto _ : state) benchmark::DoNotOptimize(evaluator.value(end));
    count_each(state, "s/evaluation", 1);
}

/// `count` breakpoints of one text, where "#" stands for a slot of its own, over frames that the executor runs.
BreakpointSet set_of(std::string_view text, std::size_t count, std::size_t slots, const ProgramSymbols& symbols) {
    BreakpointSet set;
    for (std::size_t i = 0; i < count; ++i) {
        std::string own(text);
        const std::size_t mark = own.find('#');
        if (mark != std::string::npos) own.insert(mark + 1, std::to_string(6 + i % (slots - 6)));
        Breakpoint breakpoint;
        breakpoint.condition = Condition::parse(own).value();
        static_cast<void>(set.add(std::move(breakpoint)));
    }
    set.bind(symbols);
    return set;
}

/// Asks about one frame again and again, as a run without a hit does.
void ask(benchmark::State& state, const char* text) {
    constexpr std::size_t kSlots = 1000;
    Executor executor = executor_of(bench::chain_program(kSlots));
    const auto count = static_cast<std::size_t>(state.range(0));
    BreakpointSet set = set_of(text, count, kSlots, {*executor.program(), executor.state().values.slots()});
    const std::optional<Fault> fault = executor.run_frame(0);
    FrameEnd end = FrameEnd::of(executor, fault);
    std::vector<BreakpointHit> hits;
    for (auto _ : state) {
        ++end.frame;
        set.observe(end, hits);
        if (!hits.empty()) {
            state.SkipWithError("a breakpoint hit");
            break;
        }
    }
    count_each(state, "s/breakpoint", static_cast<double>(count));
}

/// Frames of 1,000 slots with breakpoints that do not hit; 0 of them is the bare executor, the peer.
void run_frames(benchmark::State& state, const char* text) {
    constexpr std::size_t kSlots = 1000;
    Executor executor = executor_of(bench::mixed_program(kSlots));
    BreakpointSet set = set_of(text, static_cast<std::size_t>(state.range(0)), kSlots,
                               {*executor.program(), executor.state().values.slots()});
    std::vector<BreakpointHit> hits;
    double t = 0;
    for (auto _ : state) {
        const std::optional<Fault> fault = executor.run_frame(t);
        t += 1000.0 / 60;
        if (set.has_active()) set.observe(FrameEnd::of(executor, fault), hits);
    }
    if (!hits.empty()) state.SkipWithError("a breakpoint hit");
    count_each(state, "s/frame", 1);
}

using Kind = ColumnTestKind;
constexpr std::int64_t kSmall = 1 << 16, kLarge = 1 << 22;

}  // namespace

BENCHMARK(sum_of_column)->Name("column/sum")->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(search, greater, ColumnTest{Kind::Greater, 2})
    ->Name("column/greater, none")
    ->Arg(kSmall)
    ->Arg(kLarge);
BENCHMARK_CAPTURE(search, outside, ColumnTest{Kind::Outside, -1, 2})->Name("column/outside, none")->Arg(kLarge);
BENCHMARK_CAPTURE(search, rare, ColumnTest{Kind::Greater, 0.99999})->Name("column/greater, 1e-5")->Arg(kLarge);
BENCHMARK_CAPTURE(search, half, ColumnTest{Kind::Greater, 0.5})->Name("column/greater, half")->Arg(kLarge);
BENCHMARK_CAPTURE(search, nan, ColumnTest{Kind::BecameNan})->Name("column/nan, none")->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(search, rises, ColumnTest{Kind::Rises, 2})->Name("column/rises, none")->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(search, crosses, ColumnTest{Kind::Crosses, 2})->Name("column/crosses, none")->Arg(kLarge);
BENCHMARK_CAPTURE(search, moved, ColumnTest{Kind::Moved, 1})->Name("column/moved, none")->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(search, changed, ColumnTest{Kind::Changed})->Name("column/changed, all")->Arg(kLarge);

BENCHMARK_CAPTURE(evaluate, compare, "#7 > 3")->Name("expression/#7 > 3");
BENCHMARK_CAPTURE(evaluate, edge, "#7 > 3 && prev(#7) <= 3")->Name("expression/#7 > 3 && prev(#7) <= 3");
BENCHMARK_CAPTURE(evaluate, long_one, "abs(#7 - #8) * 2 + max(#9, #10) > 3 || age(#11) > 2 && changed(#12)")
    ->Name("expression/19 nodes");

BENCHMARK_CAPTURE(ask, stale, "stale #")->Name("breakpoints/stale")->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK_CAPTURE(ask, predicate, "# > 1e300")->Name("breakpoints/slot > 1e300")->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK_CAPTURE(ask, edge, "# > 1e300 && frame > 3")->Name("breakpoints/expression")->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK_CAPTURE(ask, nan, "nan any")->Name("breakpoints/nan any of 1000 slots")->Arg(1);
BENCHMARK_CAPTURE(run_frames, predicate, "# > 1e300")->Name("breakpoints/frame of 1000 slots")->Arg(0)->Arg(1)->Arg(10);
BENCHMARK_CAPTURE(run_frames, nan, "nan any")->Name("breakpoints/frame of 1000 slots, nan any")->Arg(0)->Arg(1);
