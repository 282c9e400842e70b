// SPDX-License-Identifier: MIT
#include "model/mode.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Mode: live at the newest frame, replay anywhere before it", "[model][mode]") {
    Session session;
    open_state(session, "played");
    CHECK(mode_of(session) == Mode::Live);
    REQUIRE_FALSE(session.apply(StepBack{}));
    CHECK(mode_of(session) == Mode::Replay);
    CHECK(mode_sentence(session).find("Frame 199 of 200") != std::string::npos);
    REQUIRE_FALSE(session.apply(GoToEnd{}));
    CHECK(mode_of(session) == Mode::Live);
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(mode_of(session) == Mode::Live);
}

TEST_CASE("Mode: edited while a value set by hand is shown, also when it is replayed", "[model][mode]") {
    Session session;
    open_state(session, "inside a frame");  // frame 3, two steps
    CHECK(wholeness_of(session) == Wholeness::Whole);
    REQUIRE_FALSE(session.apply(EditSlot{2, 5.0}));
    CHECK(wholeness_of(session) == Wholeness::Edited);
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(wholeness_of(session) == Wholeness::Edited);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.cursor().frame == 4);
    CHECK(wholeness_of(session) == Wholeness::Whole);
    REQUIRE_FALSE(session.apply(SeekTo{3, 1}));
    CHECK(wholeness_of(session) == Wholeness::Whole);
    REQUIRE_FALSE(session.apply(SeekTo{3, 3}));
    CHECK(wholeness_of(session) == Wholeness::Edited);
    CHECK(mode_of(session) == Mode::Replay);
}

TEST_CASE("Mode: an edit between frames is shown until the next frame runs or it is undone", "[model][mode]") {
    Session session;
    open_state(session, "one frame");
    REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 2, 9}));
    CHECK(wholeness_of(session) == Wholeness::Edited);
    CHECK(edit_sentence(session, EditState{StateStorage::F64, 2, 9}) == "f64[2] of the state set to 9 in frame 1.");
    REQUIRE_FALSE(session.apply(UndoEdit{}));
    CHECK(wholeness_of(session) == Wholeness::Whole);
    REQUIRE_FALSE(session.apply(SetDelta{DeltaMode::Fixed60}));  // an input, but no value
    CHECK(wholeness_of(session) == Wholeness::Whole);
    CHECK(edit_sentence(session, StepFrame{}).empty());
}

TEST_CASE("Mode: a fault says itself", "[model][mode]") {
    Session session;
    open_state(session, "faulted");
    CHECK(wholeness_of(session) == Wholeness::Faulted);
    CHECK(wholeness_sentence(session) == session.current_fault()->message);
}
