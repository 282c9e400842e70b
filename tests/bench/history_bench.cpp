// SPDX-License-Identifier: MIT
// The history rows of the benchmark: what recording costs beside the bare executor, and how long moving in a recording of
// a million frames takes. Latencies are of single actions, as counters p50 and p99 in seconds.
#include <algorithm>
#include <chrono>
#include <memory>
#include <random>

#include <benchmark/benchmark.h>

#include "bench/bench_programs.h"
#include "slotscope/session.h"

namespace {

using namespace slotscope;

constexpr FrameNumber kLongRun = 1'000'000;

bool always() { return true; }

LoadedProgram loaded(ProgramPtr program) {
    LoadedProgram result;
    result.program = std::move(program);
    return result;
}

/// A session that has run so many frames as fast as it can.
std::unique_ptr<Session> record(const ProgramPtr& program, FrameNumber frames) {
    auto session = std::make_unique<Session>();
    session->apply(OpenProgram{loaded(program), {}});
    session->apply(SetSpeed{0});
    if (frames > 0) {
        session->apply(Play{frames});
        session->run(0, always);
    }
    return session;
}

/// The long recording, made once for all rows that move in it.
Session& long_recording() {
    static const auto session = record(bench::mixed_program(1000), kLongRun);
    return *session;
}

void bare_executor(benchmark::State& state) {
    auto executor = Executor::create(bench::mixed_program(static_cast<std::size_t>(state.range(0))));
    std::uint64_t k = 0;
    for (auto _ : state) executor->run_frame(static_cast<double>(k++) * 1000 / 60);
    state.counters["frames/s"] = benchmark::Counter(1, benchmark::Counter::kIsIterationInvariantRate);
}

/// Every frame and step stays reachable: inputs, keyframes, hashes.
void recording(benchmark::State& state) {
    const auto session = record(bench::mixed_program(static_cast<std::size_t>(state.range(0))), 0);
    constexpr std::uint64_t kFrames = 1000;
    for (auto _ : state) {
        session->apply(Play{kFrames});
        session->run(0, always);
    }
    state.counters["frames/s"] =
        benchmark::Counter(static_cast<double>(kFrames), benchmark::Counter::kIsIterationInvariantRate);
    const HistoryUse use = session->history().use();
    state.counters["MiB"] = static_cast<double>(use.total()) / (1 << 20);
}

/// Times each action; the slowest of a hundred is what the hand feels.
template <class Act>
void time_each(benchmark::State& state, Act act) {
    std::vector<double> seconds;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        act();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        seconds.push_back(taken.count());
        state.SetIterationTime(taken.count());
    }
    std::ranges::sort(seconds);
    state.counters["p50"] = seconds[seconds.size() / 2];
    state.counters["p99"] = seconds[seconds.size() * 99 / 100];
}

void step_back(benchmark::State& state) {
    Session& session = long_recording();
    session.apply(GoToEnd{});
    session.finish_work();
    time_each(state, [&] {
        session.apply(StepBack{});
        session.finish_work();
    });
}

void step_back_a_step(benchmark::State& state) {
    Session& session = long_recording();
    session.apply(GoToEnd{});
    session.finish_work();
    time_each(state, [&] {
        session.apply(StepScheduleBack{});
        session.finish_work();
    });
}

void seek_anywhere(benchmark::State& state) {
    Session& session = long_recording();
    std::mt19937_64 random(3);
    time_each(state, [&] {
        session.apply(SeekTo{random() % kLongRun + 1});
        session.finish_work();
    });
    const HistoryUse use = session.history().use();
    state.counters["MiB"] = static_cast<double>(use.total()) / (1 << 20);
    state.counters["keyframes"] = static_cast<double>(session.history().keyframe_frames().size());
}

}  // namespace

BENCHMARK(bare_executor)->Name("history/bare_executor")->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(recording)->Name("history/recording")->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(seek_anywhere)->Name("history/seek_in_1e6_frames")->UseManualTime()->Iterations(2000);
BENCHMARK(step_back)->Name("history/step_back_in_1e6_frames")->UseManualTime()->Iterations(5000);
BENCHMARK(step_back_a_step)->Name("history/step_back_schedule_in_1e6_frames")->UseManualTime()->Iterations(2000);
