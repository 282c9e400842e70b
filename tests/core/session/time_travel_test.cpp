// SPDX-License-Identifier: MIT
// Every place of a recording is reached by any path and holds what it held when it ran: compared with a run that stored
// everything.
#include <random>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/session/session_fixtures.h"
#include "slotscope/frame_hash.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// What a place holds: a hash of slots, marks and state, and whether it faulted.
struct Truth {
    std::uint64_t hash = 0;
    bool has_fault = false;
    std::vector<std::uint64_t> previous;
    friend bool operator==(const Truth&, const Truth&) = default;
};

Truth truth_here(const Session& session) {
    Truth truth{frame_hash(session.executor().state()), session.current_fault().has_value(), {}};
    for (SlotIndex i = 0; i < session.slots().size(); ++i)
        truth.previous.push_back(std::bit_cast<std::uint64_t>(session.previous_value(i).to_number()));
    return truth;
}

using Places = std::map<Cursor, Truth>;

/// As SeekTo names it: a frame that failed at a step has another end than the place before that step.
Cursor place_of(const Session& session) {
    return {session.cursor().frame, session.is_in_frame() ? session.cursor().step : kFrameEnd};
}

/// Steps through `frames` frames and stores every place.
Places step_through(Session& session, FrameNumber frames) {
    Places places;
    places[place_of(session)] = truth_here(session);
    while (session.cursor().frame < frames || session.is_in_frame()) {
        REQUIRE_FALSE(session.apply(StepSchedule{}));
        places[place_of(session)] = truth_here(session);
    }
    return places;
}

void check_place(Session& session, const Cursor& place, const Truth& truth) {
    REQUIRE_FALSE(session.apply(SeekTo{place.frame, place.step}));
    session.finish_work();
    INFO("frame " << place.frame << " step " << place.step);
    REQUIRE(place_of(session) == place);
    REQUIRE(truth_here(session) == truth);
}

void check_all_orders(Session& session, const Places& places) {
    for (const auto& [place, truth] : places) check_place(session, place, truth);
    for (auto at = places.rbegin(); at != places.rend(); ++at) check_place(session, at->first, at->second);
    std::vector<Cursor> shuffled;
    for (const auto& [place, truth] : places) shuffled.push_back(place);
    std::ranges::shuffle(shuffled, std::mt19937(11));
    if (shuffled.size() > 400) shuffled.resize(400);
    for (const Cursor& place : shuffled) check_place(session, place, places.at(place));
    CHECK_FALSE(session.divergence().has_value());
}

}  // namespace

TEST_CASE("Time travel: every step of every frame is what it was, in any order and under any budget",
          "[core][session]") {
    for (const auto& [name, builder] :
         {std::pair{"counter", counter()}, std::pair{"faulty", faulty()}, std::pair{"rings", rings()}}) {
        for (const std::size_t budget : {History::kDefaultBudget, std::size_t{64} << 10, std::size_t{1}}) {
            INFO(name << " with a budget of " << budget);
            Session session;
            open(session, builder);
            REQUIRE_FALSE(session.apply(SetHistoryBudget{budget}));
            // Without room for keyframes every place is run again from the beginning.
            const Places places = step_through(session, budget == 1 ? 25 : 90);
            check_all_orders(session, places);
        }
    }
}

TEST_CASE("Time travel: stepping back meets every place in reverse, and stepping on meets them again",
          "[core][session]") {
    const auto [name, builder] = GENERATE(std::pair{"faulty", faulty()}, std::pair{"rings", rings()});
    INFO(name);
    Session session;
    open(session, builder);
    const Places places = step_through(session, 120);
    for (auto at = std::next(places.rbegin()); at != places.rend(); ++at) {
        REQUIRE_FALSE(session.apply(StepScheduleBack{}));
        session.finish_work();
        // Before the first step of a frame lies the end of the frame before.
        REQUIRE(place_of(session) == at->first);
        REQUIRE(truth_here(session) == at->second);
    }
    CHECK(session.apply(StepScheduleBack{}).has_value());
    for (const auto& [place, truth] : places) {
        REQUIRE(place_of(session) == place);
        REQUIRE(truth_here(session) == truth);
        REQUIRE_FALSE(session.apply(StepSchedule{}));
    }
    CHECK(session.newest_frame() == 121);
}

TEST_CASE("Time travel: stepping back frames and going forward gives the recorded frames, then new ones",
          "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 100; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    for (int i = 0; i < 60; ++i) {
        REQUIRE_FALSE(session.apply(StepBack{}));
        CHECK(value(session, 4) == 99 - i);
        CHECK(session.previous_value(session.slots().find(4)).to_number() == 98 - i);
    }
    CHECK_FALSE(session.is_live());
    CHECK(session.newest_frame() == 100);
    for (int i = 0; i < 60; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.is_live());
    CHECK(session.newest_frame() == 100);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.newest_frame() == 101);
    CHECK(value(session, 4) == 101);
    CHECK(session.other_branches().empty());
}

TEST_CASE("Time travel: hot swaps and edits are part of the recording", "[core][session]") {
    Session session;
    open(session, counter());
    std::mt19937 random(5);
    Places places;
    const auto note = [&] { places[place_of(session)] = truth_here(session); };
    for (int i = 0; i < 90; ++i) {
        if (i == 30) REQUIRE_FALSE(session.apply(SwapProgram{loaded(rings()), "rings.json"}));
        if (i == 60) REQUIRE_FALSE(session.apply(SwapProgram{loaded(counter()), "counter.json"}));
        if (i % 7 == 3) {
            REQUIRE_FALSE(session.apply(StepSchedule{}));
            REQUIRE_FALSE(session.apply(StepSchedule{}));
            REQUIRE_FALSE(session.apply(EditSlot{3, static_cast<double>(random() % 100)}));
            if (i % 11 == 5 && !session.state().f64.empty())
                REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 2, 0.25 * i}));
            note();
        } else if (i % 11 == 5 && !session.state().f64.empty()) {
            REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 2, 0.25 * i}));
        }
        REQUIRE_FALSE(session.apply(StepFrame{}));
        note();
    }
    // Where an edit was made between frames, a place is what it was before the edit: those were noted before it.
    check_all_orders(session, places);
    REQUIRE_FALSE(session.apply(VerifyRecording{}));
    session.finish_work();
    CHECK(session.message().find("All 90") != std::string::npos);
}

TEST_CASE("Time travel: an edit in the past keeps the old future as a branch", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 80; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(SeekTo{40}));
    REQUIRE_FALSE(session.apply(EditSlot{4, 1000.0}));
    CHECK(session.is_live());
    CHECK(session.newest_frame() == 40);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(value(session, 4) == 1001);
    CHECK(session.t_abs_ms() == 40 * 1000.0 / 60);
    REQUIRE(session.other_branches().size() == 1);
    const std::uint32_t old = session.other_branches().front()->id;
    CHECK(session.other_branches().front()->newest() == 80);
    REQUIRE_FALSE(session.apply(SwitchBranch{old}));
    CHECK(session.cursor().frame == 80);
    CHECK(value(session, 4) == 80);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(value(session, 4) == 81);
    REQUIRE_FALSE(session.apply(SwitchBranch{session.other_branches().front()->id}));
    CHECK(value(session, 4) == 1001);
    REQUIRE_FALSE(session.apply(DropBranch{old}));
    CHECK(session.other_branches().empty());
    CHECK_FALSE(session.divergence().has_value());
}

TEST_CASE("Time travel: an edit can be taken back until something runs", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 5; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    const Truth before = truth_here(session);
    CHECK_FALSE(session.can_undo_edit());
    REQUIRE_FALSE(session.apply(EditSlot{4, -3.0}));
    CHECK(value(session, 4) == -3);
    CHECK(session.can_undo_edit());
    REQUIRE_FALSE(session.apply(UndoEdit{}));
    CHECK(truth_here(session) == before);
    CHECK_FALSE(session.can_undo_edit());
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    REQUIRE_FALSE(session.apply(EditSlot{4, 70.0}));
    REQUIRE_FALSE(session.apply(UndoEdit{}));
    CHECK(session.cursor() == Cursor{6, 1});
    REQUIRE_FALSE(session.apply(EditSlot{4, 70.0}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(value(session, 4) == 71);
    CHECK(session.apply(UndoEdit{}).has_value());
}

TEST_CASE("Time travel: nothing is built upon an edit that was taken back, nor upon a branch that was left",
          "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 80; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    const std::uint32_t first = session.history().branch().id;
    REQUIRE_FALSE(session.apply(SeekTo{40}));
    REQUIRE_FALSE(session.apply(EditSlot{4, 1000.0}));
    REQUIRE_FALSE(session.apply(UndoEdit{}));
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(SeekTo{42}));
    session.finish_work();
    CHECK(value(session, 4) == 42);
    REQUIRE_FALSE(session.apply(EditSlot{4, 5000.0}));
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(SwitchBranch{first}));
    CHECK(value(session, 4) == 80);
    for (const FrameNumber frame : {60, 46, 45, 43}) {
        REQUIRE_FALSE(session.apply(SeekTo{frame}));
        session.finish_work();
        CHECK(value(session, 4) == static_cast<double>(frame));
    }
    CHECK_FALSE(session.divergence().has_value());
}

TEST_CASE("Time travel: a constant is changed from the next frame on", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 10; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    const ConstRef one = session.program().constants.index.at(0);
    REQUIRE_FALSE(session.apply(EditConstant{one.kind, static_cast<std::uint32_t>(one.index), 5.0}));
    CHECK(value(session, 4) == 10);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(value(session, 4) == 15);
    REQUIRE_FALSE(session.apply(StepBack{}));
    REQUIRE_FALSE(session.apply(StepBack{}));
    CHECK(value(session, 4) == 9);
    CHECK(session.program().constants.resolve(one).to_number() == 1);
    REQUIRE_FALSE(session.apply(GoToEnd{}));
    CHECK(value(session, 4) == 15);
    CHECK(session.apply(EditConstant{ConstKind::F64, 99, 5.0}).has_value());
}

TEST_CASE("Time travel: to the previous and next write and change of a slot", "[core][session]") {
    Session session;
    open(session, faulty());  // slot 6 is written in the first half of every second
    REQUIRE_FALSE(session.apply(SetStopAtFaults{false}));
    for (int i = 0; i < 130; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(SeekTo{50}));
    REQUIRE_FALSE(session.apply(GoToWrite{6}));
    session.finish_work();
    CHECK(session.cursor().frame == 31);
    CHECK(session.values().status(session.slots().find(6)) == WriteStatus::Changed);
    REQUIRE_FALSE(session.apply(GoToWrite{6, true}));
    session.finish_work();
    CHECK(session.cursor().frame == 61);
    REQUIRE_FALSE(session.apply(GoToWrite{3, false, true}));  // the constant changed once, in the first frame
    session.finish_work();
    CHECK(session.cursor() == Cursor{1, 2});
    REQUIRE_FALSE(session.apply(GoToWrite{3, false, true}));
    session.finish_work();
    CHECK(session.cursor() == Cursor{1, 2});
    CHECK_FALSE(session.message().empty());
}

TEST_CASE("Time travel: to the step that changed a state element", "[core][session]") {
    Session session;
    open(session, rings());
    for (int i = 0; i < 40; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(GoToStateChange{StateStorage::I32, 0, 1, false}));
    session.finish_work();
    CHECK(session.cursor() == Cursor{40, 5});
    REQUIRE_FALSE(session.apply(StepScheduleBack{}));
    session.finish_work();
    CHECK(session.state().i32[0] == 39 % 8);
    REQUIRE_FALSE(session.apply(GoToStateChange{StateStorage::I32, 0, 1, false}));
    session.finish_work();
    CHECK(session.cursor() == Cursor{39, 5});
    REQUIRE_FALSE(session.apply(GoToStateChange{StateStorage::F64, 1, 8, true}));
    session.finish_work();
    CHECK(session.cursor() == Cursor{40, 5});
    REQUIRE_FALSE(session.apply(GoToStateChange{StateStorage::F64, 1, 8, true}));
    session.finish_work();
    CHECK(session.cursor() == Cursor{40, 5});
    CHECK(session.message() == "There is no later change of f64[1] in the recording");
    CHECK(session.apply(GoToStateChange{StateStorage::I32, 1000, 1, false}).has_value());
}

TEST_CASE("Time travel: playing backward stops at the beginning, and a loop repeats its range", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 20; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(PlayBackward{}));
    CHECK(session.is_playing_backward());
    session.run(1000.0 / 60, [] { return true; });
    CHECK(session.cursor().frame == 18);
    for (int i = 0; i < 40; ++i) session.run(1000.0 / 60, [] { return true; });
    CHECK(session.cursor().frame == 0);
    CHECK_FALSE(session.is_playing());
    CHECK(session.apply(SetLoop{FrameRange{5, 5}}).has_value());
    REQUIRE_FALSE(session.apply(SetLoop{FrameRange{5, 8}}));
    REQUIRE_FALSE(session.apply(Play{}));
    FrameNumber highest = 0;
    for (int i = 0; i < 40; ++i) {
        session.run(1000.0 / 60, [] { return true; });
        highest = std::max(highest, session.cursor().frame);
    }
    CHECK(highest == 8);
    CHECK(session.cursor().frame >= 5);
    CHECK(session.newest_frame() == 20);
}

TEST_CASE("Time travel: notes and faults are counted once, however often frames run", "[core][session]") {
    Session session;
    open(session, faulty());
    REQUIRE_FALSE(session.apply(SetStopAtFaults{false}));
    for (int i = 0; i < 61; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.fault_count() == 29);
    for (const FrameNumber frame : {10, 60, 35, 0}) REQUIRE_FALSE(session.apply(SeekTo{frame}));
    for (int i = 0; i < 61; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.fault_count() == 29);
    CHECK(session.newest_frame() == 61);
}

TEST_CASE("Time travel: an action ends a search and leaves the cursor where it was", "[core][session]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{600'000}));
    session.run(1, [] { return true; });
    REQUIRE_FALSE(session.apply(GoToWrite{3, false, true}));  // changed in frame 1 only: known at once
    session.finish_work();
    CHECK(session.cursor() == Cursor{1, 2});
    REQUIRE_FALSE(session.apply(GoToWrite{3, true, true}));  // never again: takes the whole recording
    REQUIRE(session.work().has_value());
    CHECK(session.work()->done < 1);
    int slices = 0;
    session.run(0, [&] { return ++slices < 100; });
    CHECK(session.is_busy());
    REQUIRE_FALSE(session.apply(Pause{}));
    CHECK_FALSE(session.work().has_value());
    CHECK(session.cursor() == Cursor{1, 2});
    CHECK(value(session, 3) == 1);
}
