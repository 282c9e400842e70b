// SPDX-License-Identifier: MIT
#include "model/timeline_model.h"

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr std::int32_t kAdd = 100;

void open_steps(Session& session, int steps, bool writes_twice = false) {
    ProgramBuilder b("steps");
    b.f64(0, "t").f64(1, "model").time_derive(0, 1);
    for (int i = 1; i < steps; ++i) {
        const SlotId slot = writes_twice && i > 2 ? 3 : static_cast<SlotId>(i + 1);
        b.f64(static_cast<SlotId>(i + 1)).node_step(kAdd, {0, 1}, {slot});
    }
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
}

Fault fault_at(FrameNumber frame) {
    Fault fault;
    fault.frame = frame;
    return fault;
}

}  // namespace

TEST_CASE("Timeline: the bar holds the newest frame and is never mostly empty once long", "[model][timeline]") {
    CHECK(timeline_last(0) == 50);
    for (FrameNumber newest : {51ULL, 99ULL, 100ULL, 128ULL, 999ULL, 1000ULL, 123456ULL, 1000000007ULL}) {
        INFO(newest);
        CHECK(timeline_last(newest) >= newest);
        CHECK(static_cast<double>(newest) >= 0.8 * static_cast<double>(timeline_last(newest)));
    }
    CHECK(timeline_last(101) == timeline_last(124));
}

TEST_CASE("Timeline: tick distances are 1, 2 or 5 times a power of ten and keep their gap", "[model][timeline]") {
    CHECK(tick_distance(100, 1000, 9) == 1);
    CHECK(tick_distance(100, 1000, 10) == 1);
    CHECK(tick_distance(100, 1000, 11) == 2);
    CHECK(tick_distance(100, 1000, 40) == 5);
    CHECK(tick_distance(1'000'000, 1000, 80) == 100'000);
    CHECK(tick_distance(100, 0, 80) == 1);
}

TEST_CASE("Timeline: ticks begin at 0, stay in the bar, and labelled ones are far enough apart", "[model][timeline]") {
    for (const FrameNumber last : {50ULL, 150ULL, 2500ULL, 1'000'000ULL}) {
        const auto ticks = timeline_ticks(last, 900, 80);
        INFO(last);
        REQUIRE_FALSE(ticks.empty());
        CHECK(ticks.front().frame == 0);
        CHECK(ticks.front().is_major);
        CHECK(ticks.back().frame <= last);
        CHECK(ticks.size() <= 900 / 4 + 1);
        FrameNumber before = 0;
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            if (!ticks[i].is_major) continue;
            CHECK(static_cast<double>(ticks[i].frame - before) * 900 / static_cast<double>(last) >= 80);
            before = ticks[i].frame;
        }
    }
    CHECK(timeline_ticks(100, 0, 80).empty());
    CHECK(timeline_ticks(100, -5, 80).empty());
}

TEST_CASE("Timeline: faults on one pixel are one mark with their count", "[model][timeline]") {
    const std::vector<Fault> faults{fault_at(0), fault_at(1), fault_at(50), fault_at(100)};
    const auto marks = fault_marks(faults, 100, 10);
    REQUIRE(marks.size() == 3);
    CHECK(marks[0].count == 2);
    CHECK(marks[0].first == 0);
    CHECK(marks[1].x == 5);
    CHECK(marks[1].first == 2);
    CHECK(marks[2].x == 10);
    CHECK(fault_marks(faults, 100, 0).empty());
}

TEST_CASE("Timeline: every step has a group, and the group under the cursor says next or faulted",
          "[model][timeline]") {
    Session session;
    open_steps(session, 10);
    for (const auto& group : step_groups(session, 100, 5)) CHECK(group.state == StepState::NotRun);
    for (int i = 0; i < 4; ++i) REQUIRE_FALSE(session.apply(StepSchedule{}));
    const auto each = step_groups(session, 100, 5);
    REQUIRE(each.size() == 10);
    CHECK(each[3].state == StepState::Done);
    CHECK(each[4].state == StepState::Next);
    CHECK(each[5].state == StepState::NotRun);
    const auto pairs = step_groups(session, 25, 5);
    REQUIRE(pairs.size() == 5);
    CHECK(pairs[2].state == StepState::Next);
    StepIndex covered = 0;
    for (const auto& group : pairs) {
        CHECK(group.first == covered);
        covered += group.count;
    }
    CHECK(covered == 10);

    Session faulted;
    open_steps(faulted, 6, true);
    REQUIRE_FALSE(faulted.apply(StepFrame{}));
    REQUIRE(faulted.current_fault());
    const auto groups = step_groups(faulted, 100, 5);
    CHECK(groups[faulted.current_fault()->step].state == StepState::Faulted);
    CHECK(groups.back().state == StepState::Skipped);
}

TEST_CASE("Timeline: times come from the frames that wrote them", "[model][timeline]") {
    Session session;
    open_steps(session, 2);
    CHECK(recent_times(session).empty());
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    const auto times = recent_times(session);
    REQUIRE(times.size() == 3);
    CHECK(time_of(times, 1) == 0.0);
    CHECK(time_of(times, 3) == 2 * 1000.0 / 60);
    CHECK_FALSE(time_of(times, 4));
}

TEST_CASE("Timeline: times are printed in the unit that fits", "[model][timeline]") {
    CHECK(time_words(0.5) == "0.5 ms");
    CHECK(time_words(2133.3333) == "2133.3 ms");
    CHECK(time_words(12500) == "12.50 s");
    CHECK(time_words(187500) == "3 min 07.5 s");
    CHECK(time_words(-187500) == "-3 min 07.5 s");
}
