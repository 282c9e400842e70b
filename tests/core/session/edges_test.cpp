// SPDX-License-Identifier: MIT
// Places where moves, edits and searches meet: each of these went wrong once.
#include <catch2/catch_test_macros.hpp>

#include "core/session/session_fixtures.h"
#include "core/session/session_test_access.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

void do_all(Session& session, std::initializer_list<Action> actions) {
    for (const Action& action : actions) {
        REQUIRE_FALSE(session.apply(action));
        session.finish_work();
    }
}

void step_frames(Session& session, int count) {
    for (int i = 0; i < count; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

double previous(const Session& session, SlotId slot) {
    return session.previous_value(session.slots().find(slot)).to_number();
}

void break_at(Session& session, std::string_view condition, bool is_log_only = false) {
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse(condition).value();
    breakpoint.is_log_only = is_log_only;
    REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
}

}  // namespace

TEST_CASE("Edges: behind a swap the values before are those that the program began with, also after a jump",
          "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 5);
    do_all(session, {SwapProgram{loaded(rings()), "rings"}});
    const double sum = previous(session, 7);
    do_all(session, {SeekTo{2}, GoToEnd{}});
    CHECK(session.slots().size() == 8);
    CHECK(previous(session, 7) == sum);
    CHECK(previous(session, 4) == value(session, 4));
}

TEST_CASE("Edges: a search leaves a frame that is under way as it is", "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 5);
    do_all(session, {StepSchedule{}, StepSchedule{}, StepSchedule{}, GoToWrite{4, true, false}});
    CHECK(session.cursor() == Cursor{6, 3});
    CHECK(session.is_live());
    CHECK(session.history().finished() == 5);
    do_all(session, {GoToWrite{0, false, false}});
    CHECK(session.cursor() == Cursor{6, 1});
    CHECK(session.history().finished() == 5);
    do_all(session, {EditSlot{3, 10.0}, StepFrame{}});
    CHECK(session.other_branches().empty());
    CHECK(value(session, 4) == 6);  // step 1 writes 1 to slot 3 after the edit
    Condition condition = Condition::parse("write #4").value();
    do_all(session, {StepSchedule{}, FindHits{condition, {}}});
    CHECK(session.hits()->count == 6);
}

TEST_CASE("Edges: state that an edit between frames changed is found at the end of the next frame", "[core][session]") {
    Session session;
    open(session, rings());
    step_frames(session, 3);
    do_all(session, {EditState{StateStorage::F64, 6, 5.0}});  // not yet written by the ring
    step_frames(session, 1);
    do_all(session, {SeekTo{1}, GoToStateChange{StateStorage::F64, 6, 1, true}});
    CHECK(session.cursor().frame == 4);
    CHECK_FALSE(session.is_in_frame());
    do_all(session, {GoToEnd{}, StepSchedule{}, GoToStateChange{StateStorage::F64, 6, 1, false}});
    CHECK(session.cursor().frame == 4);
    CHECK_FALSE(session.is_in_frame());
}

TEST_CASE("Edges: of several breakpoints in the cursor's frame the next one beyond the cursor is found",
          "[core][session]") {
    Session session;
    open(session, counter());
    break_at(session, "step 0");
    break_at(session, "step 2");
    step_frames(session, 3);
    do_all(session, {SeekTo{2, 1}, GoToHit{true}});
    CHECK(session.cursor() == Cursor{2, 3});
    do_all(session, {SeekTo{2, 3}, GoToHit{false}});
    CHECK(session.cursor() == Cursor{2, 1});
}

TEST_CASE("Edges: a branch whose parent was dropped has none", "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 5);
    const std::uint32_t first = session.history().branch().id;
    do_all(session, {SeekTo{2}, EditSlot{4, 9.0}});
    CHECK(session.history().branch().parent == first);
    do_all(session, {DropBranch{first}});
    CHECK_FALSE(session.history().branch().parent.has_value());
}

TEST_CASE("Edges: the kind of time delta is that of the place", "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 3);
    do_all(session, {SetDelta{DeltaMode::Fixed60}});
    CHECK(session.delta() == DeltaMode::Fixed60);
    do_all(session, {UndoEdit{}});
    CHECK(session.delta() == DeltaMode::Actual);
    do_all(session, {SetDelta{DeltaMode::Fixed60}, StepFrame{}, SeekTo{1}});
    CHECK(session.delta() == DeltaMode::Actual);
    do_all(session, {SetDelta{DeltaMode::Fixed60}});  // an edit here, though it was made later already
    CHECK(session.other_branches().size() == 1);
    CHECK(session.delta() == DeltaMode::Fixed60);
}

TEST_CASE("Edges: an edit of a constant leaves the cursor where a frame failed", "[core][session]") {
    Session session;
    open(session, faulty());
    do_all(session, {SetSpeed{0}, Play{}});
    session.run(0, [] { return true; });
    REQUIRE(session.current_fault().has_value());
    const Cursor at = session.cursor();
    const ConstRef one = session.program().constants.index.at(0);
    do_all(session, {EditConstant{one.kind, static_cast<std::uint32_t>(one.index), 5.0}});
    CHECK(session.cursor() == at);
    CHECK(session.step_state(at.step) == StepState::Faulted);
}

TEST_CASE("Edges: a run over recorded frames that stops at a fault stops before the edits that follow it, at any speed",
          "[core][session]") {
    Session session;
    open(session, faulty());
    const auto play_to_fault = [&](double speed) {
        do_all(session, {SeekTo{0}, SetSpeed{speed}, Play{}});
        while (session.is_playing()) session.run(1000, [] { return true; });
        REQUIRE(session.current_fault().has_value());
    };
    play_to_fault(0);
    const FrameNumber frame = session.cursor().frame;
    do_all(session, {EditSlot{4, 70.0}, StepFrame{}});
    for (const double speed : {0.0, 4.0}) {
        play_to_fault(speed);
        CHECK(session.cursor().frame == frame);
        CHECK(value(session, 4) == static_cast<double>(frame));
    }
}

TEST_CASE("Edges: a swap goes on with a counted play, and does not turn playing backward around", "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 10);
    do_all(session, {Play{20}});
    session.run(0, [] { return true; });
    do_all(session, {SwapProgram{loaded(rings()), "rings"}});
    CHECK(session.is_playing());
    CHECK(session.frames_left() == 19);
    do_all(session, {PlayBackward{}, SwapProgram{loaded(counter()), "counter"}});
    CHECK_FALSE(session.is_playing());
}

TEST_CASE("Edges: in a loop a breakpoint before the place where playing began stops the second time round",
          "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 6);
    do_all(session, {SeekTo{3, 3}, SetLoop{FrameRange{2, 4}}, SetSpeed{0}});
    break_at(session, "count == 3");
    do_all(session, {Play{}});
    int left = 10;
    session.run(0, [&] { return --left > 0; });
    CHECK(session.cursor() == Cursor{3, 3});
    CHECK_FALSE(session.is_playing());
}

TEST_CASE("Edges: a frame that a jump finishes is logged once, and one that runs anew after an edit too",
          "[core][session]") {
    Session session;
    open(session, counter());
    break_at(session, "write #4", true);
    step_frames(session, 2);
    do_all(session, {StepSchedule{}, SeekTo{3}});
    REQUIRE(session.log().size() == 3);
    CHECK(session.log().back().frame == 3);
    do_all(session, {SeekTo{3, 1}, EditSlot{3, 4.0}, StepFrame{}});
    CHECK(session.log().size() == 3);
}

TEST_CASE("Edges: nothing diverges where the way back begins behind an edit", "[core][session]") {
    Session session;
    open(session, counter());
    SessionTestAccess::make_keyframes_dense(session, 2);  // a hash of every frame
    step_frames(session, 64);
    do_all(session, {EditSlot{4, 1000.0}, SeekTo{60}});
    step_frames(session, 6);
    do_all(session, {StepBack{}, StepBack{}, SeekTo{66}, StepBack{}});
    CHECK_FALSE(session.divergence().has_value());
    CHECK(value(session, 4) == 1001);
}

TEST_CASE("Edges: the values over the recording follow a swap also where something is edited right behind it",
          "[core][session]") {
    Session session;
    open(session, counter());
    step_frames(session, 3);
    do_all(session, {SwapProgram{loaded(rings()), "rings"}, EditSlot{4, 2.0}});
    step_frames(session, 3);
    while (session.is_busy()) session.run(0, [] { return true; });
    CHECK(session.are_values_whole());
    CHECK(session.slot_history().bytes() > 0);
}
