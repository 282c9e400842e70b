// SPDX-License-Identifier: MIT
// The input log, keyframes and the budget.
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "core/session/session_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// A session that has run so many frames as fast as it can.
void run_frames(Session& session, std::uint64_t frames) {
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{frames}));
    session.run(0, [] { return true; });
}

/// A program of `slots` numeric slots, all written in every frame.
ProgramBuilder wide(SlotId slots) {
    ProgramBuilder b("wide");
    b.time_model_loop(4000);
    b.f64(0, "t").f64(1, "model").f64(2, "phase");
    b.time_derive(0, 1, 2);
    for (SlotId slot = 3; slot < slots; ++slot) b.f64(slot).node_step(100, {slot - 1, 0}, {slot});
    return b;
}

}  // namespace

TEST_CASE("Frame times: any mixture of sources is told back exactly, also after truncation", "[core][history]") {
    std::mt19937_64 random(1);
    for (int round = 0; round < 50; ++round) {
        FrameTimes times;
        std::vector<double> truth;
        std::uint64_t position = 0;
        double fps = 60;
        const auto push_some = [&] {
            const int kind = static_cast<int>(random() % 4);
            if (kind == 2) fps = 24 + static_cast<double>(random() % 100);
            for (std::uint64_t i = random() % 40; i > 0; --i) {
                if (kind == 0 && !truth.empty()) {
                    times.push(truth.back());
                    truth.push_back(truth.back());
                } else if (kind == 1) {
                    truth.push_back(static_cast<double>(random() % 1000) / 7);
                    times.push(truth.back());
                } else {
                    truth.push_back(static_cast<double>(position) * 1000 / fps);
                    times.push(FrameTimes::Fixed{position++, fps});
                }
            }
        };
        for (int part = 0; part < 12; ++part) {
            push_some();
            if (part % 4 == 3) {
                const std::size_t left = truth.empty() ? 0 : random() % truth.size();
                times.truncate(left);
                truth.resize(left);
            }
        }
        REQUIRE(times.count() == truth.size());
        for (std::size_t i = 0; i < truth.size(); ++i) REQUIRE(times.of(i + 1) == truth[i]);
    }
}

TEST_CASE("Frame times: a fixed rate and a standing clock cost nothing per frame", "[core][history]") {
    FrameTimes times;
    for (std::uint64_t i = 0; i < 100'000; ++i) times.push(FrameTimes::Fixed{i, 60});
    for (int i = 0; i < 100'000; ++i) times.push(1.5);
    CHECK(times.bytes() < 1000);
    CHECK(times.of(100'000) == 99'999.0 * 1000 / 60);
    CHECK(times.of(200'000) == 1.5);
}

TEST_CASE("History: the budget is obeyed while frames are recorded, and every frame stays reachable",
          "[core][history]") {
    constexpr std::size_t kBudget = std::size_t{512} << 10;
    Session session;
    open(session, wide(200));
    REQUIRE_FALSE(session.apply(SetHistoryBudget{kBudget}));
    for (int i = 0; i < 40; ++i) {
        run_frames(session, 1000);
        REQUIRE(session.history().use().total() <= kBudget);
    }
    const std::vector<FrameNumber> keyframes = session.history().keyframe_frames();
    CAPTURE(keyframes.size(), session.history().use().keyframes, session.history().use().log,
            session.history().spacing());
    CHECK(keyframes.size() > 30);
    CHECK(keyframes.front() == 0);
    CHECK(std::ranges::is_sorted(keyframes));
    // Recent frames are denser than old ones.
    const auto middle = std::ranges::lower_bound(keyframes, FrameNumber{20'000});
    CHECK(keyframes.end() - middle > middle - keyframes.begin());
    for (const FrameNumber frame : {1, 777, 20'000, 39'999, 40'000}) {
        REQUIRE_FALSE(session.apply(SeekTo{frame}));
        session.finish_work();
        CHECK(session.t_abs_ms() == static_cast<double>(frame - 1) * 1000 / 60);
    }
    CHECK_FALSE(session.divergence().has_value());
}

TEST_CASE("History: a smaller budget gives memory back at once, and one of nothing keeps the beginning",
          "[core][history]") {
    Session session;
    open(session, wide(100));
    run_frames(session, 20'000);
    const std::size_t before = session.history().use().total();
    REQUIRE_FALSE(session.apply(SetHistoryBudget{before / 4}));
    CHECK(session.history().use().total() <= before / 4);
    REQUIRE_FALSE(session.apply(SetHistoryBudget{0}));
    CHECK(session.history().keyframe_frames() == std::vector<FrameNumber>{0});
    REQUIRE_FALSE(session.apply(SeekTo{19'000}));
    session.finish_work();
    CHECK(session.t_abs_ms() == 18'999.0 * 1000 / 60);
    run_frames(session, 10);
    CHECK(session.history().keyframe_frames() == std::vector<FrameNumber>{0});
}

TEST_CASE("History: what happened in a frame is known of recent frames after a jump", "[core][history]") {
    Session session;
    open(session, counter());
    run_frames(session, 1000);
    REQUIRE_FALSE(session.apply(SeekTo{700}));
    session.finish_work();
    while (session.is_busy()) session.run(0, [] { return true; });
    const auto samples = session.recent().samples(session.slots().find(4), 100);
    REQUIRE(samples.size() == 100);
    for (std::size_t i = 0; i < 100; ++i) {
        CHECK(samples[i].frame == 601 + i);
        CHECK(samples[i].value == static_cast<double>(601 + i));
        CHECK(samples[i].status == WriteStatus::Changed);
    }
}

TEST_CASE("History: recent values come back after playing as fast as possible, however often", "[core][history]") {
    Session session;
    open(session, counter());
    for (int round = 1; round <= 3; ++round) {
        run_frames(session, 500);
        while (session.is_busy()) session.run(0, [] { return true; });
        const auto samples = session.recent().samples(session.slots().find(4), 50);
        REQUIRE(samples.size() == 50);
        CHECK(samples.back().frame == static_cast<FrameNumber>(500 * round));
        CHECK(samples.front().value == 500 * round - 49);
    }
}

TEST_CASE("History: the recent values count against the budget, and keep to their part of it", "[core][history]") {
    constexpr std::size_t kBudget = std::size_t{1} << 20;
    Session session;
    open(session, wide(500));
    REQUIRE_FALSE(session.apply(SetHistoryBudget{kBudget}));
    for (int i = 0; i < 400; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.recent().frame_count() > 0);
    CHECK(session.history().use().other >= session.recent().bytes());
    CHECK(session.recent().bytes() <= kBudget / 8);
    CHECK(session.history().use().total() <= kBudget);
    REQUIRE_FALSE(session.apply(SetHistoryBudget{kBudget / 4}));
    CHECK(session.history().use().total() <= kBudget / 4);
}
