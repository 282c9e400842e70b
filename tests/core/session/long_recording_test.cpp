// SPDX-License-Identifier: MIT
// Long recordings of a wide program: the process keeps to the budget, and every frame is reached and is what it was. A
// shorter one with every test run; a million frames on demand:
//   SLOTSCOPE_LONG_FRAMES=1000000 ctest -R core.long_recording
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "core/session/session_fixtures.h"
#include "slotscope/frame_hash.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

#if defined(__SANITIZE_ADDRESS__)
// Its allocator keeps what is freed, and pads what is not.
constexpr bool kMeasuresProcess = false;
constexpr FrameNumber kFrames = 3'000;
#else
constexpr bool kMeasuresProcess = true;
constexpr FrameNumber kFrames = 40'000;
#endif

/// What the process may take beside the budget: the scout (a second runtime), the allocator's own blocks and holes, the
/// stacks of a first call. The same for a thousand frames and for a million.
constexpr std::size_t kSlack = std::size_t{8} << 20;

FrameNumber frames_to_run() {
    const char* const text = std::getenv("SLOTSCOPE_LONG_FRAMES");
    return text == nullptr ? kFrames : std::strtoull(text, nullptr, 10);
}

/// Bytes of the process in memory; 0 where the system does not tell.
std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    statm >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// 1,000 slots: arithmetic over slots, and 60 delay lines and integrators in signals. Nearly all change in every frame.
ProgramBuilder wide_with_state() {
    ProgramBuilder b("wide");
    b.time_model_loop(4000);
    b.f64(0, "t").f64(1, "model").f64(2, "phase").f64(3, "half");
    b.time_derive(0, 1, 2);
    b.node_step(0, {}, {3}, static_cast<double>(b.constant(0.5)));
    SlotId slot = 4;
    for (; slot < 940; ++slot) {
        constexpr std::int32_t kOpcodes[] = {100, 102, 131};
        b.f64(slot).node_step(kOpcodes[slot % 3], {slot % 7 == 0 ? SlotId{2} : slot - 1, 3}, {slot});
    }
    std::vector<SignalOutput> outputs;
    for (int i = 0; slot < 1000; ++slot, ++i) {
        const std::string node = "n" + std::to_string(i);
        Ref signal = b.sig_input(slot - 500);
        if (i % 2 == 0) {
            const auto ring = static_cast<double>(b.cell(node, "ring", StateStorage::F64, 22));
            b.cell(node, "writeIdx", StateStorage::I32, 1);
            signal = b.sig_stateful(StatefulOp::DelayFrames, signal, {{"delayFrames", 20}, {"stateOffset", ring}});
        } else {
            const auto sum = static_cast<double>(b.cell(node, "acc", StateStorage::F64, 1));
            signal = b.sig_stateful(StatefulOp::Integrate, signal, {{"stateOffset", sum}});
        }
        b.f64(slot);
        outputs.push_back({signal, slot});
    }
    b.signal_eval(outputs);
    return b;
}

/// Hashes of some frames, by running forward only: all of the last 300, and others at random.
std::map<FrameNumber, std::uint64_t> truth_of(const ProgramBuilder& builder, FrameNumber frames) {
    std::map<FrameNumber, std::uint64_t> truth;
    std::mt19937_64 random(9);
    for (FrameNumber frame = frames - std::min<FrameNumber>(300, frames - 1); frame <= frames; ++frame)
        truth[frame] = 0;
    for (int i = 0; i < 200; ++i) truth[1 + random() % frames] = 0;
    Executor executor = Executor::create(builder.build().value()).value();
    FrameHasher hasher;
    auto next = truth.begin();
    for (FrameNumber frame = 1; frame <= frames; ++frame) {
        executor.run_frame(static_cast<double>(frame - 1) * 1000 / 60);
        if (next->first == frame) (next++)->second = hasher.hash(executor.state()).combined();
    }
    return truth;
}

/// Memory while frames are recorded, against a budget.
class Watchman {
public:
    explicit Watchman(const Session& session) : session_(session), before_(resident_bytes()) {}
    void check(std::size_t budget) {
        const std::size_t used = session_.history().use().total();
        const std::size_t grown = resident_bytes() - std::min(before_, resident_bytes());
        most_ = std::max(most_, grown);
        CAPTURE(session_.newest_frame(), budget, used, grown);
        REQUIRE(used <= budget);
        if (kMeasuresProcess) REQUIRE(grown <= budget + kSlack);
    }
    [[nodiscard]] std::size_t grown() const { return resident_bytes() - std::min(before_, resident_bytes()); }
    [[nodiscard]] std::size_t most() const { return most_; }

private:
    const Session& session_;
    std::size_t before_;
    std::size_t most_ = 0;
};

void record(Session& session, FrameNumber frames, Watchman& watchman, std::size_t budget) {
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    while (session.newest_frame() < frames) {
        REQUIRE_FALSE(session.apply(Play{std::min<FrameNumber>(frames - session.newest_frame(), frames / 40 + 1)}));
        session.run(0, [] { return true; });
        watchman.check(budget);
    }
}

void check_frame(const Session& session, FrameNumber frame, std::uint64_t truth) {
    CAPTURE(frame);
    REQUIRE(session.cursor().frame == frame);
    REQUIRE(frame_hash(session.executor().state()) == truth);
}

void check_places(Session& session, const std::map<FrameNumber, std::uint64_t>& truth) {
    for (int back = 0; back < 299; ++back) {
        check_frame(session, session.cursor().frame, truth.at(session.cursor().frame));
        REQUIRE_FALSE(session.apply(StepBack{}));
        session.finish_work();
    }
    std::vector<FrameNumber> frames;
    for (const auto& [frame, hash] : truth) frames.push_back(frame);
    std::ranges::shuffle(frames, std::mt19937(4));
    for (const FrameNumber frame : frames) {
        // Also by way of its middle.
        if (frame % 2 == 0) {
            REQUIRE_FALSE(session.apply(SeekTo{frame, 400}));
            session.finish_work();
            REQUIRE(session.cursor() == Cursor{frame, 400});
            REQUIRE_FALSE(session.apply(StepFrame{}));
        } else {
            REQUIRE_FALSE(session.apply(SeekTo{frame}));
            session.finish_work();
        }
        check_frame(session, frame, truth.at(frame));
    }
    CHECK_FALSE(session.divergence().has_value());
}

}  // namespace

TEST_CASE("History: the process keeps to a tight and to the default budget, and every frame stays what it was",
          "[core][history]") {
    const ProgramBuilder builder = wide_with_state();
    const FrameNumber frames = frames_to_run();
    const auto truth = truth_of(builder, frames);
    constexpr std::size_t kTight = std::size_t{32} << 20;
    for (const std::size_t budget : {kTight, History::kDefaultBudget}) {
        Session session;
        open(session, builder);
        REQUIRE_FALSE(session.apply(SetHistoryBudget{budget}));
        Watchman watchman(session);
        const auto start = std::chrono::steady_clock::now();
        record(session, frames, watchman, budget);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        check_places(session, truth);
        watchman.check(budget);
        WARN(frames << " frames in " << taken.count() << " s, budget " << (budget >> 20) << " MiB: counted "
                    << (session.history().use().total() >> 10) << " KiB, the process grew by at most "
                    << (watchman.most() >> 10) << " KiB");
        // What a smaller budget takes away goes back to the system at once.
        REQUIRE_FALSE(session.apply(SetHistoryBudget{budget / 8}));
        watchman.check(budget / 8);
        REQUIRE_FALSE(session.apply(Play{frames / 40}));
        session.run(0, [] { return true; });
        watchman.check(budget / 8);
    }
}
