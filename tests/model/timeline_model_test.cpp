// SPDX-License-Identifier: MIT
#include "model/timeline_model.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

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
        const auto ticks = timeline_ticks({0, static_cast<double>(last)}, 900, 80);
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
    CHECK(timeline_ticks({0, 100}, 0, 80).empty());
    CHECK(timeline_ticks({0, 100}, -5, 80).empty());
    const auto inside = timeline_ticks({1000.5, 1100.5}, 900, 80);
    REQUIRE_FALSE(inside.empty());
    CHECK(inside.front().frame > 1000);
    CHECK(inside.back().frame <= 1100);
}

TEST_CASE("Timeline: marks on one pixel are one mark with their count", "[model][timeline]") {
    const std::vector<FrameNumber> frames{0, 1, 50, 100};
    const auto marks = frame_marks(frames, {0, 100}, 10);
    REQUIRE(marks.size() == 3);
    CHECK(marks[0] == TimelineMark{0, 2, 0});
    CHECK(marks[1] == TimelineMark{5, 1, 2});
    CHECK(marks[2] == TimelineMark{10, 1, 3});
    CHECK(frame_marks(frames, {0, 100}, 0).empty());
    const auto zoomed_in = frame_marks(frames, {40, 60}, 10);
    REQUIRE(zoomed_in.size() == 1);
    CHECK(zoomed_in[0] == TimelineMark{5, 1, 2});
    CHECK(nearest_mark(marks, 6, 1.5)->x == 5);
    CHECK(nearest_mark(marks, 3, 1.5) == nullptr);
}

TEST_CASE("Timeline: a million marks cost as many looks as the pixels need", "[model][timeline]") {
    std::size_t looks = 0;
    const auto marks = merged_marks(
        1'000'000,
        [&](std::size_t i) {
            ++looks;
            return static_cast<FrameNumber>(i);
        },
        {0, 1'000'000}, 1000);
    CHECK(marks.size() == 1000);
    std::uint64_t all = 0;
    for (const TimelineMark& mark : marks) all += mark.count;
    CHECK(all == 1'000'000);
    CHECK(looks < 1000 * 40);
}

TEST_CASE("Timeline: zooming keeps the place under the pointer, panning stays in the recording", "[model][timeline]") {
    const FrameNumber newest = 10'000;
    const TimelineSpan whole = whole_span(newest);
    const double width = 1000;
    for (const double x : {0.0, 250.0, 730.0, 1000.0}) {
        const double before = whole.first + x / width * whole.length();
        TimelineSpan span = whole;
        for (int i = 0; i < 6; ++i) span = zoomed(span, 0.7, x, width, newest);
        CHECK(span.length() < whole.length() * 0.2);
        CHECK(std::abs(span.first + x / width * span.length() - before) < 1e-6);
        CHECK(frame_at(span, x, width) == static_cast<FrameNumber>(std::llround(before)));
    }
    TimelineSpan span = zoomed(whole, 1e-9, 500, width, newest);
    CHECK(span.length() == kFewestFrames);
    CHECK(panned(span, -1e9, newest).first == 0);
    CHECK(panned(span, 1e9, newest).last == whole.last);
    CHECK(zoomed(span, 1e9, 500, width, newest) == whole);
}

TEST_CASE("Timeline: a span moves to show a frame, and not when it shows it already", "[model][timeline]") {
    const TimelineSpan span{100, 200};
    CHECK(revealing(span, 150, 1000) == span);
    for (const FrameNumber frame : {0ULL, 99ULL, 201ULL, 999ULL}) {
        const TimelineSpan moved = revealing(span, frame, 1000);
        INFO(frame);
        CHECK(moved.length() == 100);
        CHECK(moved.first <= static_cast<double>(frame));
        CHECK(moved.last >= static_cast<double>(frame));
    }
}

TEST_CASE("Timeline: memory is said in the unit of the budget", "[model][timeline]") {
    HistoryUse use;
    use.keyframes = 40'000'000;
    use.budget = std::size_t{512} << 20;
    CHECK(budget_words(use) == "38.1 of 512 MiB");
    use.keyframes = std::size_t{300} << 20;
    CHECK(budget_words(use) == "300 of 512 MiB");
    HistoryUse small;
    small.log = 15 << 10;
    small.budget = std::size_t{512} << 20;
    CHECK(budget_words(small) == "15 KiB of 512 MiB");
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

TEST_CASE("Timeline: times are printed in the unit that fits", "[model][timeline]") {
    CHECK(time_words(0.5) == "0.5 ms");
    CHECK(time_words(2133.3333) == "2133.3 ms");
    CHECK(time_words(12500) == "12.50 s");
    CHECK(time_words(187500) == "3 min 07.5 s");
    CHECK(time_words(-187500) == "-3 min 07.5 s");
}
