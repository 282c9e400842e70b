// SPDX-License-Identifier: MIT
// The rows of values over the whole recording: how fast they are filled, per slot and frame, beside the bare executor's
// frames (history/bare_executor), and what reading them costs.
#include <memory>
#include <random>

#include <benchmark/benchmark.h>

#include "bench/bench_programs.h"
#include "slotscope/session.h"

namespace {

using namespace slotscope;

bool always() { return true; }

std::unique_ptr<Session> recorded(std::size_t slots, FrameNumber frames) {
    auto session = std::make_unique<Session>();
    LoadedProgram program;
    program.program = bench::mixed_program(slots);
    session->apply(OpenProgram{std::move(program), {}});
    session->apply(SetSpeed{0});
    session->apply(Play{frames});
    while (session->is_playing()) session->run(0, always);
    return session;
}

void settle(Session& session) {
    while (session.is_busy()) session.run(0, always);
}

void count(benchmark::State& state, double values) {
    state.counters["s/value"] =
        benchmark::Counter(values, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// Replay and summaries of all slots, nothing asked for.
void fill_summaries(benchmark::State& state) {
    const auto slots = static_cast<std::size_t>(state.range(0));
    const FrameNumber frames = 40'000'000 / slots;  // the window around the cursor weighs little
    const auto session = recorded(slots, frames);
    settle(*session);
    for (auto _ : state) {
        session->apply(SetHistoryBudget{0});
        session->apply(SetHistoryBudget{History::kDefaultBudget});
        settle(*session);
    }
    count(state, static_cast<double>(frames) * static_cast<double>(session->slots().size()));
}

/// Replay and columns of 40 slots, as a raster asks for them.
void fill_columns(benchmark::State& state) {
    const auto slots = static_cast<std::size_t>(state.range(0));
    constexpr FrameNumber kFrames = 16 * kChunkFrames;
    constexpr std::size_t kRows = 40;
    const auto session = recorded(slots, kFrames - 1);
    std::vector<SlotId> rows;
    for (std::size_t i = 0; i < kRows; ++i) rows.push_back(session->slots()[static_cast<SlotIndex>(i)].slot);
    settle(*session);
    for (auto _ : state) {
        session->apply(SetHistoryBudget{0});
        session->apply(SetHistoryBudget{History::kDefaultBudget});
        session->apply(RequestValues{});  // forgets the last request, which was the same
        session->apply(RequestValues{{ValueViewer::Raster, rows, 0, kFrames - 1, kFrames}});
        while (session->slot_history().column_at(rows.back(), kFrames - 1) == nullptr)
            session->run(0, [] { return false; });
    }
    state.counters["s/frame"] = benchmark::Counter(
        static_cast<double>(kFrames), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    count(state, static_cast<double>(kFrames) * kRows);
}

/// A plot of 1,000 pixels over so many frames of a recording of a million.
void read_plot(benchmark::State& state, bool only_marks) {
    static const auto session = [] {
        auto made = recorded(100, 1'000'000);
        made->apply(AddWatch{{0, Expression::parse("#5").value()}});
        settle(*made);
        return made;
    }();
    const auto frames = static_cast<FrameNumber>(state.range(0));
    std::mt19937_64 random(3);
    for (auto _ : state) {
        const FrameNumber first = random() % (1'000'001 - frames);
        benchmark::DoNotOptimize(session->read_values({5, first, first + frames - 1, 1000, only_marks}));
    }
}

/// A condition over a million frames of one slot: columns, and the same by replay.
void find_hits(benchmark::State& state, bool has_columns) {
    constexpr FrameNumber kFrames = 200'000;
    const auto session = recorded(100, kFrames);
    session->apply(SetHistoryBudget{has_columns ? History::kDefaultBudget : 0});
    session->apply(AddWatch{{0, Expression::parse("#5").value()}});
    settle(*session);
    const auto condition = Condition::parse("crosses #5 1e300");
    if (!condition) return state.SkipWithError(condition.error().message.c_str());
    for (auto _ : state) {
        session->apply(FindHits{*condition, std::nullopt});
        session->finish_work();
    }
    count(state, static_cast<double>(kFrames));
}

}  // namespace

BENCHMARK(fill_summaries)
    ->Name("values/fill_summaries")
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(fill_columns)->Name("values/fill_40_columns")->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_plot, values, false)
    ->Name("values/read_1000_steps")
    ->Arg(1000)
    ->Arg(50'000)
    ->Arg(500'000)
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(read_plot, marks, true)
    ->Name("values/read_1000_steps_of_marks")
    ->Arg(1000)
    ->Arg(50'000)
    ->Arg(1'000'000);
BENCHMARK_CAPTURE(find_hits, columns, true)->Name("values/find_hits_in_columns")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find_hits, replay, false)->Name("values/find_hits_by_replay")->Unit(benchmark::kMillisecond);
