// SPDX-License-Identifier: MIT
// Problem: the cost of recording is a few percent of a frame, and a shared machine's noise is more. Approach: the bare
// executor and the session take turns in short pieces of the same frames, CPU time of the thread is compared, and the best
// and the median of the turns' ratios are told with the quartiles around them.
#include "bench/recording_bench.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

#include "bench/bench_programs.h"
#include "slotscope/session.h"

namespace slotscope::bench {
namespace {

constexpr int kTurns = 41;
/// Slots written in one turn: some ten milliseconds of work.
constexpr std::size_t kSlotsPerTurn = 4'000'000;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double timed(Work work) {
    const double start = cpu_seconds();
    work();
    return cpu_seconds() - start;
}

double at(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// The two sides: the same program, the same frames.
class Sides {
public:
    Sides(const ProgramPtr& program, bool with_breakpoint) : bare_(Executor::create(program).value()) {
        LoadedProgram loaded;
        loaded.program = program;
        session_.apply(OpenProgram{std::move(loaded), {}});
        session_.apply(SetSpeed{0});
        if (!with_breakpoint) return;
        Breakpoint never;
        never.condition = Condition::parse("#4 > 1e300").value();
        session_.apply(AddBreakpoint{std::move(never)});
    }
    double run_bare(FrameNumber frames) {
        return timed([&] {
            for (FrameNumber i = 0; i < frames; ++i) bare_.run_frame(static_cast<double>(next_++) * 1000 / 60);
        });
    }
    double run_recorded(FrameNumber frames) {
        return timed([&] {
            session_.apply(Play{frames});
            session_.run(0, [] { return true; });
        });
    }
    [[nodiscard]] const Session& session() const { return session_; }

private:
    Executor bare_;
    Session session_;
    std::uint64_t next_ = 0;
};

struct Cost {
    double bare_ns = 0, recorded_ns = 0;   ///< per frame, the best
    double median = 0, low = 0, high = 0;  ///< of the ratios, with quartiles
};

Cost cost_of(Sides& sides, FrameNumber frames, int turns) {
    std::vector<double> bare, recorded, ratios;
    for (int turn = 0; turn < turns; ++turn) {
        // Whoever comes second finds the machine as the first left it: they take turns in that too.
        const bool is_bare_first = turn % 2 == 0;
        if (is_bare_first) bare.push_back(sides.run_bare(frames));
        recorded.push_back(sides.run_recorded(frames));
        if (!is_bare_first) bare.push_back(sides.run_bare(frames));
        ratios.push_back(recorded.back() / bare.back());
    }
    const double per_frame = 1e9 / static_cast<double>(frames);
    return {at(bare, 0) * per_frame, at(recorded, 0) * per_frame, at(ratios, 0.5), at(ratios, 0.25), at(ratios, 0.75)};
}

void print(const char* what, std::size_t slots, const Cost& cost) {
    std::printf("%-34s %6zu slots: bare %9.1f ns, recorded %9.1f ns a frame; best %+6.2f %%, median %+6.2f %% "
                "(quartiles %+.2f to %+.2f)\n",
                what, slots, cost.bare_ns, cost.recorded_ns, (cost.recorded_ns / cost.bare_ns - 1) * 100,
                (cost.median - 1) * 100, (cost.low - 1) * 100, (cost.high - 1) * 100);
    std::fflush(stdout);
}

}  // namespace

int measure_recording() {
    for (const std::size_t slots : {100, 1000, 10000}) {
        const ProgramPtr program = mixed_program(slots);
        for (const bool with_breakpoint : {false, true}) {
            Sides sides(program, with_breakpoint);
            cost_of(sides, kSlotsPerTurn / slots, 2);  // caches, allocators
            print(with_breakpoint ? "inputs, keyframes, one breakpoint" : "inputs, keyframes, hashes", slots,
                  cost_of(sides, kSlotsPerTurn / slots, kTurns));
        }
    }
    Sides sides(mixed_program(1000), false);
    for (FrameNumber length = 1000; length <= 1'000'000; length *= 10) {
        const FrameNumber done = sides.session().newest_frame();
        constexpr int kParts = 9;
        const Cost cost = cost_of(sides, (length - done) / kParts, kParts);
        std::printf("up to frame %zu: %zu KiB, ", static_cast<std::size_t>(length),
                    sides.session().history().use().total() >> 10);
        print("", 1000, cost);
    }
    return 0;
}

}  // namespace slotscope::bench
