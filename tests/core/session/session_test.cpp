// SPDX-License-Identifier: MIT
#include "slotscope/session.h"

#include "core/session/session_fixtures.h"
#include "core/session/session_test_access.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

bool always() { return true; }

}  // namespace

TEST_CASE("Session: without a program every action but opening is an error and changes nothing", "[core][session]") {
    Session session;
    CHECK_FALSE(session.has_program());
    CHECK(session.apply(StepFrame{}).has_value());
    CHECK(session.apply(StepSchedule{}).has_value());
    CHECK(session.apply(Restart{}).has_value());
    CHECK(session.apply(Play{}).has_value());
    CHECK_FALSE(session.is_playing());
    CHECK(session.run(1000, always) == 0);
    CHECK(session.memory_bytes() == 0);
}

TEST_CASE("Session: a program opens at frame 0 with its slots as initialised", "[core][session]") {
    Session session;
    const std::uint64_t revision = session.revision();
    open(session, counter());
    CHECK(session.revision() != revision);
    CHECK(session.path() == "some/where.json");
    CHECK(session.cursor() == Cursor{0, 4});
    CHECK(session.step_state(0) == StepState::NotRun);
    CHECK(session.slot_names().at(session.slots().find(4)) == "count");
    CHECK(session.values().status(session.slots().find(4)) == WriteStatus::Never);
}

TEST_CASE("Session: stepping frames runs them at k * 1000 / fps", "[core][session]") {
    Session session;
    open(session, counter());
    for (int frame = 1; frame <= 3; ++frame) {
        REQUIRE_FALSE(session.apply(StepFrame{}));
        CHECK(session.cursor() == Cursor{static_cast<FrameNumber>(frame), 4});
        CHECK(session.t_abs_ms() == (frame - 1) * 1000.0 / 60);
        CHECK(value(session, 4) == frame);
    }
    CHECK(session.previous_value(session.slots().find(4)).to_number() == 2);
    CHECK(session.recent().frame_count() == 4);
}

TEST_CASE("Session: stepping the schedule moves the cursor inside the frame, and a frame step finishes it",
          "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(session.cursor() == Cursor{1, 1});
    CHECK(session.is_in_frame());
    CHECK(session.step_state(0) == StepState::Done);
    CHECK(session.step_state(1) == StepState::Next);
    CHECK(session.step_state(2) == StepState::NotRun);
    CHECK(value(session, 4) == 0);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.cursor() == Cursor{1, 4});
    CHECK_FALSE(session.is_in_frame());
    CHECK(value(session, 4) == 1);
    for (int i = 0; i < 4; ++i) REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(session.cursor() == Cursor{2, 4});
}

TEST_CASE("Session: playing runs the frames that real time owes, and no more than it can catch up", "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(Play{}));
    CHECK(session.run(0, always) == 1);
    CHECK(session.run(1000.0 / 60, always) == 1);
    CHECK(session.run(8, always) == 0);
    CHECK(session.run(10, always) == 1);
    CHECK(session.run(60'000, always) <= 8);
    REQUIRE_FALSE(session.apply(Pause{}));
    CHECK(session.run(1000, always) == 0);
}

TEST_CASE("Session: speed scales playing, and speed 0 runs until told to stop", "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(SetSpeed{0.25}));
    REQUIRE_FALSE(session.apply(Play{}));
    CHECK(session.run(0, always) == 1);
    CHECK(session.run(1000.0 / 60, always) == 0);
    CHECK(session.run(3 * 1000.0 / 60 + 1, always) == 1);
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    // How many frames run from one question to the next is the session's affair, but it is more than one and not many.
    int left = 500;
    const std::uint64_t frames = session.run(1, [&] { return --left > 0; });
    CHECK(frames > 501);
    CHECK(frames < 500 * 2'000);
    SessionTestAccess::ask_after_steps(session, 1);
    left = 500;
    CHECK(session.run(1, [&] { return --left > 0; }) == 501);
    CHECK(session.apply(SetSpeed{-1}).has_value());
}

TEST_CASE("Session: a counted play stops by itself", "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{25}));
    CHECK(session.run(1, always) == 25);
    CHECK_FALSE(session.is_playing());
    CHECK(session.cursor().frame == 25);
}

TEST_CASE("Session: playing stops at a fault, with the cursor at the failing step", "[core][session]") {
    Session session;
    open(session, faulty());
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{}));
    session.run(1, always);
    CHECK_FALSE(session.is_playing());
    REQUIRE(session.current_fault().has_value());
    CHECK(session.current_fault()->step == 4);
    CHECK(session.cursor() == Cursor{session.current_fault()->frame, 4});
    CHECK(session.step_state(3) == StepState::Done);
    CHECK(session.step_state(4) == StepState::Faulted);
    CHECK(session.fault_count() == 1);
}

TEST_CASE("Session: faults are counted when playing goes on past them, and the next sound frame clears the current one",
          "[core][session]") {
    Session session;
    open(session, faulty());
    REQUIRE_FALSE(session.apply(SetStopAtFaults{false}));
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{61}));
    session.run(1, always);
    CHECK(session.cursor().frame == 61);
    CHECK(session.fault_count() == 29);  // frames whose phase is above 0.5: 32 to 60
    CHECK(session.faults().size() == 29);
    CHECK_FALSE(session.current_fault().has_value());
    CHECK(value(session, 4) == 61);
}

TEST_CASE("Session: scripted times are used in order, and then there are no more frames", "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(SetFrameSource{FrameSourceKind::Scripted, {5, -3, 1e6}}));
    for (const double t : {5.0, -3.0, 1e6}) {
        REQUIRE_FALSE(session.apply(StepFrame{}));
        CHECK(session.t_abs_ms() == t);
    }
    CHECK(session.apply(StepFrame{}).has_value());
    CHECK(session.cursor().frame == 3);
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{}));
    CHECK(session.run(1, always) == 0);
    CHECK_FALSE(session.is_playing());
    CHECK(session.apply(SetFrameSource{FrameSourceKind::Scripted, {}}).has_value());
}

TEST_CASE("Session: a paused source runs frames at the same time", "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    const double t = session.t_abs_ms();
    REQUIRE_FALSE(session.apply(SetFrameSource{FrameSourceKind::Paused, {}}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.t_abs_ms() == t);
    CHECK(value(session, 4) == 3);
}

TEST_CASE("Session: another frame rate goes on from the present time", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 61; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.t_abs_ms() == 1000);
    REQUIRE_FALSE(session.apply(SetFps{30}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.t_abs_ms() > 1000);
    CHECK(session.t_abs_ms() < 1070);
    CHECK(session.apply(SetFps{0}).has_value());
    CHECK(session.fps() == 30);
}

TEST_CASE("Session: restart gives frame 0 of the same program", "[core][session]") {
    Session session;
    open(session, faulty());
    for (int i = 0; i < 40; ++i) session.apply(StepFrame{});
    CHECK(session.fault_count() > 0);
    REQUIRE_FALSE(session.apply(Restart{}));
    CHECK(session.cursor().frame == 0);
    CHECK(session.fault_count() == 0);
    CHECK(value(session, 4) == 0);
    CHECK(session.path() == "some/where.json");
}

TEST_CASE("Session: a swap keeps the frame number, also in the middle of a frame", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 5; ++i) session.apply(StepFrame{});
    session.apply(StepSchedule{});
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(faulty()), "other.json"}));
    CHECK(session.cursor().frame == 6);
    CHECK(session.path() == "other.json");
    CHECK(session.slots().size() == 7);
    CHECK(session.previous_value(session.slots().find(6)).to_number() == 0);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.cursor().frame == 7);
}

TEST_CASE("Session: no step of a program that was just swapped in is done", "[core][session][swap]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE(session.step_state(0) == StepState::Done);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(rings()), "rings.json"}));
    const auto steps = static_cast<StepIndex>(session.program().steps.size());
    for (StepIndex step = 0; step < steps; ++step) CHECK(session.step_state(step) == StepState::NotRun);
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(session.step_state(0) == StepState::Done);
    CHECK(session.step_state(1) == StepState::Next);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.step_state(steps - 1) == StepState::Done);
    REQUIRE_FALSE(session.apply(StepBack{}));
    CHECK(session.cursor().frame == 3);
    CHECK(session.step_state(0) == StepState::Done);  // of the program before: the swap lies behind that frame
}

TEST_CASE("Session: opening another program replaces everything, closing leaves nothing", "[core][session]") {
    Session session;
    open(session, faulty());
    for (int i = 0; i < 40; ++i) session.apply(StepFrame{});
    open(session, counter());
    CHECK(session.fault_count() == 0);
    CHECK(session.cursor().frame == 0);
    CHECK(session.recent().frame_count() == 1);
    REQUIRE_FALSE(session.apply(CloseProgram{}));
    CHECK_FALSE(session.has_program());
    CHECK(session.path().empty());
}
