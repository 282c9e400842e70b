// SPDX-License-Identifier: MIT
// Problem: the cost of recording is a percent of a frame; a shared machine's noise is more, and so is where the stores of an
// executor happen to lie in memory, for as long as it lives. Approach: a bare executor, a second one as control, and the
// session take turns in short pieces of the same frames; CPU time of the thread is compared; of each side the best turn
// counts; and all of it is done on several instances that lie elsewhere in memory. Told is the median of the instances
// with the quartiles around it, of the session and of the control: what the control differs from 0 is noise.
#include "bench/recording_bench.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <vector>

#include "bench/bench_programs.h"
#include "slotscope/session.h"

namespace slotscope::bench {
namespace {

constexpr int kInstances = 9, kTurns = 31;
/// Slots written in one turn: some nine milliseconds of work.
constexpr std::size_t kSlotsPerTurn = 2'000'000;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double at(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Executors of the same program that run the same frames.
class Sides {
public:
    /// `seed`: where in memory they lie.
    Sides(const ProgramPtr& program, bool with_breakpoint, unsigned seed) {
        std::minstd_rand random(seed);
        const auto pad = [&] { padding_.emplace_back(16 * (random() % 512)); };
        pad();
        bare_.push_back({Executor::create(program).value()});
        pad();
        bare_.push_back({Executor::create(program).value()});
        pad();
        LoadedProgram loaded;
        loaded.program = program;
        session_.apply(OpenProgram{std::move(loaded), {}});
        session_.apply(SetSpeed{0});
        if (!with_breakpoint) return;
        Breakpoint never;
        never.condition = Condition::parse("#4 > 1e300").value();
        session_.apply(AddBreakpoint{std::move(never)});
    }
    static constexpr int kCount = 3;
    /// CPU seconds of that many frames. Side 0: the executor by itself, 1: another one, 2: in a session.
    double run(int side, FrameNumber frames) {
        const double start = cpu_seconds();
        if (side == 2) {
            session_.apply(Play{frames});
            session_.run(0, [] { return true; });
        } else {
            Bare& bare = bare_[static_cast<std::size_t>(side)];
            for (FrameNumber i = 0; i < frames; ++i)
                bare.executor.run_frame(static_cast<double>(bare.next++) * 1000 / 60);
        }
        return cpu_seconds() - start;
    }
    [[nodiscard]] const Session& session() const { return session_; }

private:
    struct Bare {
        Executor executor;
        std::uint64_t next = 0;
    };
    std::vector<std::vector<char>> padding_;
    std::vector<Bare> bare_;
    Session session_;
};

/// Seconds of the best turn of each side.
std::array<double, Sides::kCount> best_of(Sides& sides, FrameNumber frames, int turns) {
    std::array<double, Sides::kCount> best{1e9, 1e9, 1e9};
    for (int turn = 0; turn < turns; ++turn) {
        // Whoever comes next finds the machine as the last one left it: they take turns in that too.
        for (int i = 0; i < Sides::kCount; ++i) {
            const int side = (turn + i) % Sides::kCount;
            double& least = best[static_cast<std::size_t>(side)];
            least = std::min(least, sides.run(side, frames));
        }
    }
    return best;
}

/// One of the instances after the other: the bare side's seconds, and what the others took more, in percent.
struct Cost {
    std::vector<double> bare, recorded, control;

    void add(const std::array<double, Sides::kCount>& best) {
        bare.push_back(best[0]);
        // Of the two bare ones neither lies better in memory than the other.
        recorded.push_back((best[2] / std::sqrt(best[0] * best[1]) - 1) * 100);
        control.push_back((best[1] / best[0] - 1) * 100);
    }
};

void print(const char* what, std::size_t slots, FrameNumber frames, const Cost& cost) {
    std::printf("%-34s %6zu slots: bare %9.1f ns a frame; recorded %+6.2f %% (quartiles %+.2f to %+.2f), "
                "control %+.2f %% (%+.2f to %+.2f)\n",
                what, slots, at(cost.bare, 0.5) * 1e9 / static_cast<double>(frames), at(cost.recorded, 0.5),
                at(cost.recorded, 0.25), at(cost.recorded, 0.75), at(cost.control, 0.5), at(cost.control, 0.25),
                at(cost.control, 0.75));
    std::fflush(stdout);
}

}  // namespace

int measure_recording() {
    for (const std::size_t slots : {100, 1000, 10000}) {
        const ProgramPtr program = mixed_program(slots);
        for (const bool with_breakpoint : {false, true}) {
            Cost cost;
            for (unsigned instance = 1; instance <= kInstances; ++instance) {
                Sides sides(program, with_breakpoint, instance);
                best_of(sides, kSlotsPerTurn / slots, 2);  // caches, allocators
                cost.add(best_of(sides, kSlotsPerTurn / slots, kTurns));
            }
            print(with_breakpoint ? "inputs, keyframes, one breakpoint" : "inputs, keyframes, hashes", slots,
                  kSlotsPerTurn / slots, cost);
        }
    }
    const ProgramPtr program = mixed_program(1000);
    Sides sides(program, false, 1);
    for (FrameNumber length = 1000; length <= 1'000'000; length *= 10) {
        constexpr int kParts = 9;
        const FrameNumber done = sides.session().newest_frame();
        const FrameNumber frames = std::min<FrameNumber>((length - done) / kParts, kSlotsPerTurn / 1000);
        Cost cost;
        for (int part = 0; part < kParts; ++part)
            cost.add(best_of(sides, frames, static_cast<int>((length - done) / kParts / frames)));
        std::printf("up to frame %zu: %zu KiB, ", static_cast<std::size_t>(length),
                    sides.session().history().use().total() >> 10);
        print("", 1000, frames, cost);
    }
    return 0;
}

}  // namespace slotscope::bench
