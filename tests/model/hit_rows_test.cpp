// SPDX-License-Identifier: MIT
// Found places and the log, as rows.
#include "model/hit_rows.h"

#include <catch2/catch_test_macros.hpp>

#include "model/log_rows.h"
#include "model/timeline_model.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

void find(Session& session, const char* text) {
    REQUIRE_FALSE(session.apply(FindHits{parse_condition(text, session.symbols()).value(), std::nullopt}));
    session.finish_work();
    REQUIRE(session.hits());
}

}  // namespace

TEST_CASE("Hit rows: a hit is told with step, what changed, and both values", "[model][hits]") {
    Session session;
    open_state(session, "played");
    find(session, "change sum");
    HitWords words;
    words.update(session);
    const HitText text = words.text(session, session.hits()->hits[3]);
    CHECK(text.step.starts_with("1 "));
    CHECK(text.what == "2 sum");
    CHECK(text.slot == SlotId{2});
    CHECK(text.step_index == StepIndex{1});
    CHECK(text.value == "133.33333333333334");
    CHECK(text.before == "100");
    CHECK(text.message.find("changed from 100 to") != std::string::npos);
    CHECK(hits_summary(session) == "199 hits in frames 1 to 200");
    CHECK(hits_as_text(session, words).find("5\t" + text.step + "\t2 sum\t100\t133.33333333333334\n") !=
          std::string::npos);
    find(session, "frame 7");
    words.update(session);
    CHECK(words.text(session, session.hits()->hits[0]).value.empty());
    CHECK(hits_summary(session) == "1 hit in frames 1 to 200");
    find(session, "cell \"delay1.buffer\"[3]");
    words.update(session);
    CHECK(words.text(session, session.hits()->hits[0]).what == "element 3");
}

TEST_CASE("Hit rows: hits of a program that was swapped out are told by numbers alone", "[model][hits]") {
    Session session;
    open_state(session, "played");
    LoadedProgram other;
    other.program = std::make_shared<Program>(session.program());
    REQUIRE_FALSE(session.apply(SwapProgram{std::move(other), {}}));
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    find(session, "change sum");
    HitWords words;
    words.update(session);
    REQUIRE(session.hits()->hits.size() > 199);
    CHECK_FALSE(words.text(session, session.hits()->hits[0]).slot);
    CHECK(words.text(session, session.hits()->hits[0]).step == "1");
    CHECK(words.text(session, session.hits()->hits.back()).slot == SlotId{2});
}

TEST_CASE("Hit rows: the places of hits are those of stops", "[model][hits]") {
    CHECK(place_of_hit({.frame = 5, .step = 3}).step == 4);
    CHECK(place_of_hit({.frame = 5, .step = 3, .is_before = true}).step == 3);
    CHECK(place_of_hit({.frame = 5}).step == kFrameEnd);
}

TEST_CASE("Hit rows: marks of 100,000 hits cost pixels at any zoom", "[model][hits][timeline]") {
    std::vector<ConditionHit> hits;
    for (FrameNumber frame = 1; frame <= 100'000; ++frame) hits.push_back({.frame = frame * 10});
    for (const double width : {1.0, 37.0, 1600.0}) {
        for (const TimelineSpan span :
             {TimelineSpan{0, 1'000'000}, TimelineSpan{500'000, 500'100}, TimelineSpan{999'990, 1'000'000}}) {
            INFO(width << " pixels, frames " << span.first << " to " << span.last);
            std::size_t looks = 0;
            const auto marks = merged_marks(
                hits.size(),
                [&](std::size_t i) {
                    ++looks;
                    return hits[i].frame;
                },
                span, width);
            CHECK(marks.size() <= static_cast<std::size_t>(width) + 1);
            CHECK(looks <= 40 * (static_cast<std::size_t>(width) + 2));
            std::uint64_t counted = 0, expected = 0;
            for (const TimelineMark& mark : marks) counted += mark.count;
            for (const ConditionHit& hit : hits) {
                const double x = std::floor(x_of(span, static_cast<double>(hit.frame), width));
                if (x >= 0 && x <= width) ++expected;
            }
            CHECK(counted == expected);
        }
    }
}

TEST_CASE("Log rows: all in order, or those with the words or of the breakpoint", "[model][log]") {
    Session session;
    open_state(session, "before the first frame");
    for (const char* message : {"Sum is {sum}", "twice {twice}"}) {
        Breakpoint breakpoint;
        breakpoint.condition = Condition::parse("write sum").value();
        breakpoint.is_log_only = true;
        breakpoint.message = message;
        REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
    }
    LogRows rows;
    rows.update(session, "");
    CHECK(rows.rows().empty());
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    rows.update(session, "");
    CHECK(rows.rows().size() == 6);
    rows.update(session, "sum IS");
    CHECK(rows.rows().size() == 3);
    rows.update(session, "#2");
    REQUIRE(rows.rows().size() == 3);
    CHECK(session.log()[rows.rows()[0]].message == "twice 0");
    rows.update(session, "sum nothing");
    CHECK(rows.rows().empty());
    REQUIRE_FALSE(session.apply(StepFrame{}));
    rows.update(session, "sum is");
    CHECK(rows.rows().size() == 4);
    CHECK(log_as_text(session, rows.rows()).starts_with("1 · 2\t1\tSum is 0\n"));
}
