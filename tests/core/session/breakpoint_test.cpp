// SPDX-License-Identifier: MIT
// Breakpoints in a session: playing, searching forward and back, and the list of all hits agree.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/session/session_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr FrameNumber kFrames = 140;

Condition condition(const Session& session, std::string_view text) {
    auto made = parse_condition(text, session.symbols());
    INFO(text);
    if (!made) FAIL(made.error().message);
    return std::move(made).value();
}

void add(Session& session, std::string_view text) {
    Breakpoint breakpoint;
    breakpoint.condition = condition(session, text);
    REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
}

Cursor place_of(const Session& session) {
    return {session.cursor().frame, session.is_in_frame() ? session.cursor().step : kFrameEnd};
}

/// Plays from where the cursor is to the next stop; nullopt when `kFrames` are over.
std::optional<Cursor> play_to_stop(Session& session) {
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(SetStopAtFaults{false}));
    const FrameNumber left = kFrames - session.cursor().frame + (session.is_in_frame() ? 1 : 0);
    if (left == 0) return std::nullopt;
    REQUIRE_FALSE(session.apply(Play{left}));
    session.run(0, [] { return true; });
    REQUIRE_FALSE(session.is_playing());
    return session.stopped_at() ? std::optional(place_of(session)) : std::nullopt;
}

std::vector<Cursor> all_stops_played(Session& session) {
    std::vector<Cursor> stops;
    while (const auto stop = play_to_stop(session)) {
        REQUIRE((stops.empty() || stops.back() < *stop));
        stops.push_back(*stop);
    }
    REQUIRE(session.newest_frame() == kFrames);
    return stops;
}

std::vector<Cursor> all_stops_searched(Session& session, bool is_forward) {
    REQUIRE_FALSE(session.apply(SeekTo{is_forward ? FrameNumber{0} : kFrames}));
    session.finish_work();
    std::vector<Cursor> stops;
    for (;;) {
        REQUIRE_FALSE(session.apply(GoToHit{is_forward}));
        session.finish_work();
        if (!session.stopped_at()) break;
        stops.push_back(place_of(session));
    }
    return stops;
}

const char* const kConditions[] = {
    "write guarded",
    "change count",
    "count == 17",
    "count > 100 && count <= 103",
    "nan any",
    "fault any",
    "stale guarded",
    "never guarded",
    "frame 90",
    "step 2",
    "before 2",
    "unwritten guarded 5",
    "unchanged one 20",
    "moved phase 0.9",
    "rises phase 0.5",
    "falls phase 0.5",
    "alternates phase 1",
    "period phase 1",
    "unset any",
    "unset guarded",
    "prev(count) % 30 == 0",
};

}  // namespace

TEST_CASE("Breakpoints: stops of a run, searches forward, and searches back read backwards are the same",
          "[core][session]") {
    for (const char* text : kConditions) {
        INFO(text);
        Session session;
        open(session, faulty());
        add(session, text);
        const std::vector<Cursor> played = all_stops_played(session);
        CHECK(all_stops_searched(session, true) == played);
        std::vector<Cursor> back = all_stops_searched(session, false);
        // The very end of the recording is where the search begins, so a hit there is not before it.
        std::ranges::reverse(back);
        if (!played.empty() && played.back() == Cursor{kFrames, kFrameEnd}) back.push_back(played.back());
        CHECK(back == played);
        CHECK_FALSE(session.divergence().has_value());
    }
}

TEST_CASE("Breakpoints: of several in one frame a search names the one that stops it", "[core][session]") {
    Session session;
    open(session, counter());
    for (int i = 0; i < 5; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    add(session, "write twice");  // number 1, in the frame's last step
    add(session, "write count");  // number 2, in the step before
    const auto search = [&session](bool is_forward) {
        REQUIRE_FALSE(session.apply(GoToHit{is_forward}));
        session.finish_work();
        return session.stopped_at() ? session.stopped_at()->breakpoint : 0;
    };
    REQUIRE_FALSE(session.apply(SeekTo{0}));
    for (int i = 0; i < 5; ++i) {
        CHECK(search(true) == 2);
        CHECK(search(true) == 1);
    }
    CHECK(search(true) == 0);
    CHECK(search(false) == 2);
    for (int i = 0; i < 4; ++i) {
        CHECK(search(false) == 1);
        CHECK(search(false) == 2);
    }
}

TEST_CASE("Breakpoints: a changed state cell stops behind the step that changed it, in every direction",
          "[core][session]") {
    Session session;
    open(session, rings());
    add(session, "cell \"delay1.ring\"[3]");
    const std::vector<Cursor> played = all_stops_played(session);
    REQUIRE(played.size() > 10);
    for (const Cursor& stop : played) CHECK(stop.step == 5);
    CHECK(all_stops_searched(session, true) == played);
    std::vector<Cursor> back = all_stops_searched(session, false);
    std::ranges::reverse(back);
    CHECK(back == played);
}

TEST_CASE("Breakpoints: the list of hits over the recording has the frames of the stops", "[core][session]") {
    for (const char* text : kConditions) {
        INFO(text);
        Session session;
        open(session, faulty());
        add(session, text);
        const std::vector<Cursor> played = all_stops_played(session);
        REQUIRE_FALSE(session.apply(FindHits{condition(session, text), {}}));
        session.finish_work();
        REQUIRE(session.hits().has_value());
        CHECK(session.hits()->is_complete);
        std::vector<FrameNumber> frames, expected;
        for (const ConditionHit& hit : session.hits()->hits) frames.push_back(hit.frame);
        for (const Cursor& stop : played) expected.push_back(stop.frame);
        CHECK(frames == expected);
        REQUIRE_FALSE(session.apply(FindHits{condition(session, text), FrameRange{50, 80}}));
        session.finish_work();
        std::erase_if(expected, [](FrameNumber frame) { return frame < 50 || frame > 80; });
        frames.clear();
        for (const ConditionHit& hit : session.hits()->hits) frames.push_back(hit.frame);
        CHECK(frames == expected);
    }
}

TEST_CASE("Breakpoints: log-only ones say their message and do not stop, once for each frame", "[core][session]") {
    Session session;
    open(session, counter());
    Breakpoint breakpoint;
    breakpoint.condition = condition(session, "count % 40 == 0");
    breakpoint.is_log_only = true;
    breakpoint.message = "count is {count} at {frame}";
    REQUIRE_FALSE(session.apply(AddBreakpoint{breakpoint}));
    CHECK_FALSE(play_to_stop(session).has_value());
    REQUIRE(session.log().size() == 3);
    CHECK(session.log()[1].message == "count is 80 at 80");
    REQUIRE_FALSE(session.apply(SeekTo{20}));
    CHECK_FALSE(play_to_stop(session).has_value());
    CHECK(session.log().size() == 3);
    CHECK(session.apply(GoToHit{true}) == std::nullopt);
    session.finish_work();
    CHECK_FALSE(session.stopped_at().has_value());
}

TEST_CASE("Breakpoints: they follow a hot swap by name, and a disabled one does nothing", "[core][session]") {
    Session session;
    open(session, counter());
    add(session, "count == 30");
    Breakpoint later;
    later.condition = Condition::parse("sum > 5").value();
    REQUIRE_FALSE(session.apply(AddBreakpoint{later}));
    CHECK(session.breakpoints().error(1).has_value());
    REQUIRE(play_to_stop(session) == Cursor{30, 3});
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(rings()), {}}));
    CHECK_FALSE(session.breakpoints().error(1).has_value());
    REQUIRE_FALSE(session.apply(EnableBreakpoint{session.breakpoints()[0].id, false}));
    REQUIRE(play_to_stop(session).has_value());
    CHECK(value(session, 7) > 5);
    REQUIRE_FALSE(session.apply(EnableBreakpoint{session.breakpoints()[0].id, true}));
    REQUIRE_FALSE(session.apply(EnableBreakpoint{session.breakpoints()[1].id, false}));
    REQUIRE_FALSE(session.apply(SeekTo{25}));
    session.finish_work();
    CHECK(play_to_stop(session) == Cursor{30, 3});
}

TEST_CASE("Breakpoints: playing backward stops where playing forward does, at any speed", "[core][session]") {
    for (const char* text : kConditions) {
        for (const double speed : {0.0, 1.0, 7.0}) {
            INFO(text << " at speed " << speed);
            Session session;
            open(session, faulty());
            add(session, text);
            const std::vector<Cursor> played = all_stops_played(session);
            REQUIRE_FALSE(session.apply(SetSpeed{speed}));
            std::vector<Cursor> back;
            while (session.cursor().frame > 0) {
                REQUIRE_FALSE(session.apply(PlayBackward{}));
                while (session.is_playing()) session.run(1000.0 / 60, [] { return true; });
                if (session.stopped_at()) back.push_back(place_of(session));
            }
            std::ranges::reverse(back);
            // Where playing begins does not stop it.
            if (!played.empty() && played.back() == Cursor{kFrames, kFrameEnd}) back.push_back(played.back());
            CHECK(back == played);
        }
    }
}

TEST_CASE("Breakpoints: playing backward finds the step that changed a state cell, and stays in its loop",
          "[core][session]") {
    Session session;
    open(session, rings());
    add(session, "cell \"delay1.ring\"[3]");
    const std::vector<Cursor> played = all_stops_played(session);
    REQUIRE(played.size() > 10);
    REQUIRE_FALSE(session.apply(SetSpeed{3}));
    for (std::size_t i = played.size(); i-- > 0;) {
        REQUIRE_FALSE(session.apply(PlayBackward{}));
        while (session.is_playing()) session.run(1000.0 / 60, [] { return true; });
        REQUIRE(session.stopped_at().has_value());
        CHECK(place_of(session) == played[i]);
    }
    const FrameNumber first = played[2].frame + 1, last = played[4].frame - 1;  // one stop inside
    REQUIRE_FALSE(session.apply(SetLoop{FrameRange{first, last}}));
    REQUIRE_FALSE(session.apply(SeekTo{last}));
    session.finish_work();
    for (int i = 0; i < 3; ++i) {
        REQUIRE_FALSE(session.apply(PlayBackward{}));
        for (int ticks = 0; session.is_playing() && ticks < 1000; ++ticks)
            session.run(1000.0 / 60, [] { return true; });
        CHECK(place_of(session) == played[3]);
    }
}

TEST_CASE("Breakpoints: their revision changes with them and not with their counts", "[core][session]") {
    Session session;
    open(session, counter());
    const std::uint64_t before = session.breakpoints_revision();
    add(session, "frame 3");
    const std::uint64_t added = session.breakpoints_revision();
    CHECK(added != before);
    REQUIRE(play_to_stop(session) == Cursor{3, kFrameEnd});
    CHECK(session.breakpoints().hit_count(0) == 1);
    CHECK(session.breakpoints_revision() == added);
    REQUIRE_FALSE(session.apply(EnableBreakpoint{session.breakpoints()[0].id, false}));
    CHECK(session.breakpoints_revision() != added);
}

TEST_CASE("Breakpoints: every change can be taken back, the last one first, and what failed is no change",
          "[core][session][breakpoints]") {
    Session session;
    open(session, counter());
    CHECK(session.next_undo() == Undoable::Nothing);
    CHECK(session.apply(UndoBreakpoints{}).has_value());
    std::vector<std::string> states{session.breakpoints().to_json()};
    const auto did = [&](Action action) {
        REQUIRE_FALSE(session.apply(std::move(action)));
        REQUIRE(session.breakpoints().to_json() != states.back());
        states.push_back(session.breakpoints().to_json());
    };
    Breakpoint one;
    one.condition = condition(session, "count == 3");
    one.group = "levels";
    did(AddBreakpoint{one});
    one.condition = condition(session, "count == 5");
    did(AddBreakpoint{one});
    one.id = 1;
    one.message = "here";
    did(ReplaceBreakpoint{one});
    did(EnableBreakpoint{2, false});
    did(EnableBreakpointGroup{"levels", false});
    CHECK(session.apply(RemoveBreakpoint{77}).has_value());
    CHECK(session.apply(EnableBreakpoint{77, false}).has_value());
    did(RemoveBreakpoint{1});
    did(EnableAllBreakpoints{true});
    did(RemoveAllBreakpoints{});
    while (states.size() > 1) {
        states.pop_back();
        REQUIRE(session.next_undo() == Undoable::Breakpoints);
        const std::uint64_t revision = session.breakpoints_revision();
        REQUIRE_FALSE(session.apply(UndoBreakpoints{}));
        CHECK(session.breakpoints().to_json() == states.back());
        CHECK(session.breakpoints_revision() > revision);
    }
    CHECK(session.next_undo() == Undoable::Nothing);
}

TEST_CASE("Breakpoints: those that came back work, count on, and leave no number to be given twice",
          "[core][session][breakpoints]") {
    Session session;
    open(session, counter());
    Breakpoint log;
    log.condition = condition(session, "write count");
    log.is_log_only = true;
    REQUIRE_FALSE(session.apply(AddBreakpoint{log}));
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(AddBreakpoint{log}));  // number 2
    for (int i = 0; i < 2; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE(session.breakpoints().hit_count(0) == 5);
    REQUIRE_FALSE(session.apply(UndoBreakpoints{}));
    REQUIRE(session.breakpoints().size() == 1);
    CHECK(session.breakpoints().hit_count(0) == 5);  // as it is, not as it was when the second was added
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.breakpoints().hit_count(0) == 6);
    REQUIRE_FALSE(session.apply(AddBreakpoint{log}));
    CHECK(session.breakpoints()[1].id == 3);
    // What is read of a program that is opened is not a change that a person made.
    REQUIRE_FALSE(session.apply(SetBreakpoints{{}, true}));
    CHECK(session.next_undo() == Undoable::Nothing);
}

TEST_CASE("Breakpoints: what is kept to take changes back is bounded, and the newest change is always there",
          "[core][session][breakpoints]") {
    SetUndo<BreakpointSet> undo;
    BreakpointSet set;
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse("frame 1").value();
    for (std::uint64_t i = 1; i <= SetUndo<BreakpointSet>::kMostSteps + 20; ++i) undo.remember(set, i);
    for (std::uint64_t i = SetUndo<BreakpointSet>::kMostSteps + 20; i > 20; --i) {
        REQUIRE(undo.order() == i);
        static_cast<void>(undo.take(set));
    }
    CHECK(undo.empty());
    std::string all = R"({"version":1,"breakpoints":[)";
    for (std::size_t i = 1; i <= limits::kMaxBreakpoints; ++i)
        all += (i > 1 ? "," : "") + std::string(R"({"id":)") + std::to_string(i) + R"(,"condition":"frame 1"})";
    BreakpointSet large = BreakpointSet::from_json(all + "]}").value();
    for (std::uint64_t i = 1; i <= 8; ++i) undo.remember(large, i);
    std::size_t kept = 0;
    for (; !undo.empty(); ++kept) CHECK(undo.take(large).size() == limits::kMaxBreakpoints);
    CHECK(kept == SetUndo<BreakpointSet>::kMostElements / limits::kMaxBreakpoints);
}

TEST_CASE("Breakpoints: the log is cleared without the breakpoints and without what is recorded",
          "[core][session][breakpoints]") {
    Session session;
    REQUIRE_FALSE(session.apply(ClearLog{}));  // also where nothing is open
    open(session, counter());
    Breakpoint log;
    log.condition = condition(session, "write count");
    log.is_log_only = true;
    log.message = std::string(1000, 'x');
    REQUIRE_FALSE(session.apply(AddBreakpoint{log}));
    for (int i = 0; i < 50; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE(session.log().size() == 50);
    const std::size_t other = session.history().use().other;
    REQUIRE_FALSE(session.apply(ClearLog{}));
    CHECK(session.log().empty());
    CHECK(session.history().use().other + 50 * 1000 <= other);
    CHECK(session.newest_frame() == 50);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.log().size() == 1);
}
