// SPDX-License-Identifier: MIT
// What is watched, as the session goes about in time: always what running forward from the start gave.
#include <map>
#include <random>

#include "core/session/session_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr const char* kTexts[] = {"count",
                                  "count * 2 - t",
                                  "prev(count) + prev(prev(prev(sum)))",
                                  "cell(\"delay1.ring\")[3]",
                                  "ring(\"delay1.ring\")[-2]",
                                  "changed(delayed) ? frame : -1",
                                  "no.such.slot"};

bool always() { return true; }

void settle(Session& session) {
    while (session.is_busy()) session.run(0, always);
}

void watch(Session& session, const char* text) {
    REQUIRE_FALSE(session.apply(AddWatch{{0, Expression::parse(text).value()}}));
}

void watch_all(Session& session) {
    for (const char* text : kTexts) watch(session, text);
}

/// By frame and watch, each frame from frame 0 on.
using Truth = std::map<FrameNumber, std::vector<std::optional<double>>>;

void note(const Session& session, Truth& truth) {
    auto& row = truth[session.cursor().frame];
    row.clear();
    for (std::size_t i = 0; i < session.watches().size(); ++i) row.push_back(session.watch_value(i));
}

Truth run_forward(Session& session, FrameNumber frames) {
    Truth truth;
    note(session, truth);
    for (FrameNumber i = 0; i < frames; ++i) {
        REQUIRE_FALSE(session.apply(StepFrame{}));
        note(session, truth);
    }
    return truth;
}

void require_true(const Session& session, const Truth& truth) {
    const FrameNumber here = session.cursor().frame;
    for (std::size_t i = 0; i < session.watches().size(); ++i) {
        CAPTURE(here, session.watches()[i].expression.to_text());
        if (!session.is_in_frame()) REQUIRE(session.watch_value(i) == truth.at(here)[i]);
        if (here > 0) REQUIRE(session.watch_before(i) == truth.at(here - 1)[i]);
        const auto samples = session.watch_values().samples(i, 300);
        for (std::size_t k = 0; k < samples.values.size(); ++k)
            REQUIRE(samples.values[k] == truth.at(samples.first + k)[i]);
        const bool is_kept = i != 0 && session.watches().evaluator(i) != nullptr;
        // As far back as recent values go, but for what looks back beyond frame 0.
        const FrameNumber last = session.is_in_frame() ? here - 1 : here;
        if (is_kept && last > 10) REQUIRE(samples.values.size() >= std::min<FrameNumber>(last - 5, 250));
    }
}

}  // namespace

TEST_CASE("Session watches: anywhere and on any way there they are what running forward gave", "[core][watch]") {
    Session session;
    open(session, rings());
    watch_all(session);
    settle(session);
    const Truth truth = run_forward(session, 900);
    require_true(session, truth);
    CHECK(truth.at(900)[6] == std::nullopt);
    CHECK(truth.at(2)[2] == std::nullopt);
    CHECK(truth.at(3)[2].has_value());
    std::mt19937_64 random(3);
    for (int i = 0; i < 150; ++i) {
        switch (random() % 6) {
            case 0: static_cast<void>(session.apply(StepBack{})); break;
            case 1: static_cast<void>(session.apply(StepScheduleBack{})); break;
            case 2:
                if (session.cursor().frame < 899) REQUIRE_FALSE(session.apply(StepSchedule{}));
                break;
            case 3: REQUIRE_FALSE(session.apply(SeekTo{random() % 900, static_cast<StepIndex>(random() % 6)})); break;
            default: REQUIRE_FALSE(session.apply(SeekTo{random() % 900})); break;
        }
        session.finish_work();
        settle(session);
        require_true(session, truth);
    }
}

TEST_CASE("Session watches: playing as fast as possible comes to the same", "[core][watch]") {
    Session stepped, played;
    open(stepped, rings());
    open(played, rings());
    watch_all(stepped);
    watch_all(played);
    settle(stepped);
    const Truth truth = run_forward(stepped, 700);
    REQUIRE_FALSE(played.apply(SetSpeed{0}));
    REQUIRE_FALSE(played.apply(Play{700}));
    while (played.is_playing()) played.run(0, always);
    settle(played);
    require_true(played, truth);
    REQUIRE_FALSE(played.apply(SetSpeed{1}));
    REQUIRE_FALSE(played.apply(SeekTo{650}));
    REQUIRE_FALSE(played.apply(Play{30}));
    while (played.is_playing()) played.run(20, always);
    CHECK(played.cursor().frame == 680);
    settle(played);
    require_true(played, truth);
}

TEST_CASE("Session watches: one that is added later knows the past too", "[core][watch]") {
    Session before, after;
    open(before, rings());
    open(after, rings());
    watch_all(before);
    settle(before);
    const Truth truth = run_forward(before, 400);
    for (int i = 0; i < 400; ++i) REQUIRE_FALSE(after.apply(StepFrame{}));
    settle(after);
    const std::uint64_t recent = after.recent().frame_count();
    watch_all(after);
    CHECK_FALSE(after.watch_before(2));  // nothing is made up
    CHECK(after.recent().frame_count() >= std::min<std::uint64_t>(recent, 256));
    settle(after);
    require_true(after, truth);
    // In another order, and with one less.
    REQUIRE_FALSE(after.apply(MoveWatch{7, 0}));
    REQUIRE_FALSE(after.apply(RemoveWatch{7}));
    settle(after);
    require_true(after, truth);
    CHECK(after.apply(RemoveWatch{7}));
    CHECK(after.apply(MoveWatch{70, 0}));
    CHECK(after.apply(ReplaceWatch{{70, Expression::parse("1").value()}}));
}

TEST_CASE("Session watches: an edit at the cursor is seen at once, and what follows follows from it", "[core][watch]") {
    Session session;
    open(session, rings());
    watch(session, "count * 10");
    watch(session, "prev(count)");
    for (int i = 0; i < 20; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    settle(session);
    CHECK(session.watch_value(0) == 200.0);
    REQUIRE_FALSE(session.apply(EditSlot{4, Value(100.0)}));
    CHECK(session.watch_value(0) == 1000.0);
    CHECK(session.watch_value(1) == 19.0);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.watch_value(0) == 1010.0);
    REQUIRE_FALSE(session.apply(SeekTo{10}));
    session.finish_work();
    settle(session);
    CHECK(session.watch_value(1) == 9.0);
}

TEST_CASE("Session watches: a swap binds them to the new program and keeps those that do not fit", "[core][watch]") {
    Session session;
    open(session, rings());
    watch(session, "sum");
    watch(session, "sum + count");
    watch(session, "prev(count)");
    for (int i = 0; i < 20; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    settle(session);
    CHECK(session.slot_history().watched() == std::vector<SlotId>{7});
    const std::uint64_t revision = session.watches_revision();
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(counter()), "other.json"}));
    settle(session);
    CHECK(session.watches_revision() == revision);  // the list is the same
    CHECK(session.watches().error(0).has_value());
    CHECK(session.watches().error(1).has_value());
    CHECK_FALSE(session.watch_value(1));
    CHECK_FALSE(session.watch_before(0));
    CHECK(session.slot_history().watched().empty());
    for (int i = 0; i < 5; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.watch_value(2) == value(session, 4) - 1);
    REQUIRE_FALSE(session.apply(SeekTo{10}));
    session.finish_work();
    settle(session);
    CHECK_FALSE(session.watches().error(1));
    CHECK(session.watch_value(1) == value(session, 7) + 10);
    CHECK(session.slot_history().watched() == std::vector<SlotId>{7});
    REQUIRE_FALSE(session.apply(CloseProgram{}));
    CHECK(session.watches().size() == 3);
    open(session, rings());
    CHECK_FALSE(session.watches().error(1));
}

TEST_CASE("Session watches: thousands stay within the budget", "[core][watch]") {
    Session session;
    open(session, rings());
    constexpr std::size_t kBudget = std::size_t{4} << 20;
    REQUIRE_FALSE(session.apply(SetHistoryBudget{kBudget}));
    WatchSet set;
    for (std::size_t i = 0; i < limits::kMaxWatches; ++i)
        REQUIRE(set.add({0, Expression::parse("count + " + std::to_string(i)).value()}));
    REQUIRE_FALSE(session.apply(SetWatches{std::move(set)}));
    CHECK(session.apply(AddWatch{{0, Expression::parse("t").value()}}));
    for (int i = 0; i < 50; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    settle(session);
    CHECK(session.watch_values().bytes() <= kBudget / 8 / 2);
    CHECK(session.watch_values().frame_count() > 1);
    CHECK(session.watch_value(9999) == 50.0 + 9999.0);
    CHECK(session.watch_before(9999) == 49.0 + 9999.0);
    CHECK(session.history().use().total() <= kBudget);
}

TEST_CASE("Session watches: watching does not take away where it stopped", "[core][watch]") {
    Session session;
    open(session, rings());
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse("frame 5").value();
    REQUIRE_FALSE(session.apply(AddBreakpoint{breakpoint}));
    REQUIRE_FALSE(session.apply(Play{}));
    while (session.is_playing()) session.run(20, always);
    REQUIRE(session.stopped_at());
    watch(session, "count");
    CHECK(session.stopped_at());
    REQUIRE_FALSE(session.apply(RemoveWatch{1}));
    CHECK(session.stopped_at());
}

TEST_CASE("Session: going to where a condition holds, and back, says nothing of breakpoints", "[core][watch]") {
    Session session;
    open(session, rings());
    const auto condition = [&](const char* text) { return parse_condition(text, session.symbols()).value(); };
    REQUIRE_FALSE(session.apply(Play{100}));
    while (session.is_playing()) session.run(1000, always);
    const Condition tens = condition("count % 10 == 0 && count > 0");
    // First to the step of this very frame that made it hold.
    for (const FrameNumber expected : {100U, 90U, 80U}) {
        REQUIRE_FALSE(session.apply(GoToCondition{tens, false}));
        session.finish_work();
        CHECK(session.cursor().frame == expected);
        CHECK(session.cursor().step == 3);
        CHECK_FALSE(session.stopped_at());
    }
    REQUIRE_FALSE(session.apply(GoToCondition{tens, true}));
    session.finish_work();
    CHECK(session.cursor().frame == 90);
    REQUIRE_FALSE(session.apply(GoToCondition{condition("count > 1000"), true, "great number"}));
    session.finish_work();
    CHECK(session.cursor().frame == 90);
    CHECK(session.message().find("great number") != std::string::npos);
    CHECK(session.breakpoints().size() == 0);
    Condition unknown = Condition::parse("change nowhere").value();
    CHECK(session.apply(GoToCondition{std::move(unknown), true}));
}

// --- What is frozen -------------------------------------------------------------------------------------------------

TEST_CASE("Frozen values: they stay what they were, wherever the session goes and whatever it becomes",
          "[core][watch][frozen]") {
    Session session;
    CHECK(session.frozen() == nullptr);
    CHECK(session.apply(FreezeValues{}));
    open(session, rings());
    watch(session, "count * 2");
    watch(session, "prev(count)");
    for (int i = 0; i < 20; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    settle(session);
    const StateBuffer state = session.state();
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    const auto require_frozen = [&] {
        REQUIRE(session.frozen() != nullptr);
        const FrozenValues& frozen = *session.frozen();
        CHECK(frozen.cursor == Cursor{20, session.program().steps.empty() ? 0 : frozen.cursor.step});
        CHECK(*frozen.values.slot(4)->number() == 20);
        CHECK(frozen.values.element(session.program().state_layout.cells[0], 3) == state.at(StateStorage::F64, 3));
        CHECK(frozen.watches == std::map<WatchId, double>{{1, 40.0}, {2, 19.0}});
    };
    require_frozen();
    for (const FrameNumber frame : {3U, 20U, 0U}) {
        REQUIRE_FALSE(session.apply(SeekTo{frame}));
        session.finish_work();
        require_frozen();
    }
    // An edit in the past makes another frame 20; a restart forgets the recording.
    REQUIRE_FALSE(session.apply(EditSlot{4, Value(500.0)}));
    REQUIRE_FALSE(session.apply(Play{30}));
    while (session.is_playing()) session.run(1000, always);
    require_frozen();
    REQUIRE_FALSE(session.apply(Restart{}));
    require_frozen();
    CHECK(session.message().empty());
    open(session, rings());  // the same file again
    require_frozen();
    REQUIRE_FALSE(session.apply(ClearFrozen{}));
    CHECK(session.frozen() == nullptr);
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    REQUIRE_FALSE(session.apply(CloseProgram{}));
    CHECK(session.frozen() == nullptr);
}

TEST_CASE("Frozen values: those of an expression go with it", "[core][watch][frozen]") {
    Session session;
    open(session, rings());
    watch(session, "count * 2");
    watch(session, "count * 3");
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    REQUIRE_FALSE(session.apply(ReplaceWatch{{1, Expression::parse("count*2").value(), NumberForm::Hex}}));
    CHECK(session.frozen()->watches.contains(1));  // another form of the same
    REQUIRE_FALSE(session.apply(ReplaceWatch{{1, Expression::parse("count * 4").value()}}));
    CHECK_FALSE(session.frozen()->watches.contains(1));
    CHECK(session.frozen()->watches.contains(2));
    REQUIRE_FALSE(session.apply(SetWatches{}));
    CHECK(session.frozen()->watches.empty());
}

TEST_CASE("Session watches: every change can be taken back, in one order with breakpoints and edits",
          "[core][watch][undo]") {
    Session session;
    open(session, rings());
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(session.next_undo() == Undoable::Nothing);
    CHECK(session.apply(UndoWatches{}).has_value());
    std::vector<std::string> states{session.watches().to_json()};
    const auto did = [&](Action action) {
        REQUIRE_FALSE(session.apply(std::move(action)));
        states.push_back(session.watches().to_json());
        REQUIRE(states.back() != states[states.size() - 2]);
    };
    did(AddWatch{{0, Expression::parse("count").value()}});
    did(AddWatch{{0, Expression::parse("sum").value()}});
    did(AddWatch{{0, Expression::parse("no.such.slot").value()}, 0});
    did(ReplaceWatch{{2, Expression::parse("sum").value(), NumberForm::Hex}});
    did(MoveWatch{2, 0});
    CHECK(session.apply(RemoveWatch{77}).has_value());
    did(RemoveWatch{1});
    did(SetWatches{});
    while (states.size() > 1) {
        states.pop_back();
        REQUIRE(session.next_undo() == Undoable::Watches);
        const std::uint64_t revision = session.watches_revision();
        REQUIRE_FALSE(session.apply(UndoWatches{}));
        CHECK(session.watches().to_json() == states.back());
        CHECK(session.watches_revision() > revision);
    }
    CHECK(session.next_undo() == Undoable::Nothing);

    watch(session, "count");
    CHECK(session.watches()[0].id == 4);  // three were given
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse("frame 5").value();
    REQUIRE_FALSE(session.apply(AddBreakpoint{breakpoint}));
    REQUIRE_FALSE(session.apply(EditSlot{4, 7.0}));
    watch(session, "sum");
    for (const Undoable next : {Undoable::Watches, Undoable::Edit, Undoable::Breakpoints, Undoable::Watches}) {
        REQUIRE(session.next_undo() == next);
        if (next == Undoable::Edit) REQUIRE_FALSE(session.apply(UndoEdit{}));
        else if (next == Undoable::Watches) REQUIRE_FALSE(session.apply(UndoWatches{}));
        else REQUIRE_FALSE(session.apply(UndoBreakpoints{}));
    }
    CHECK(session.watches().size() == 0);
    // What is read of a program that is opened is not a change that a person made.
    watch(session, "count");
    REQUIRE_FALSE(session.apply(SetWatches{{}, true}));
    CHECK(session.next_undo() == Undoable::Nothing);
}

TEST_CASE("Session watches: those that came back have their values, and frozen ones only of the same expression",
          "[core][watch][undo][frozen]") {
    Session session;
    open(session, rings());
    watch(session, "count * 2");
    watch(session, "count * 3");
    for (int i = 0; i < 4; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(ReplaceWatch{{1, Expression::parse("count * 5").value()}}));
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    REQUIRE_FALSE(session.apply(RemoveWatch{2}));
    REQUIRE_FALSE(session.apply(UndoWatches{}));
    CHECK(session.frozen()->watches.contains(2));
    REQUIRE_FALSE(session.apply(UndoWatches{}));
    CHECK_FALSE(session.frozen()->watches.contains(1));  // what is frozen there was of count * 5
    CHECK(session.watch_value(0) == 8);
    settle(session);
    CHECK(session.watch_before(0) == 6);
}

TEST_CASE("Frozen values: inside a frame they are of that place", "[core][watch][frozen]") {
    Session session;
    open(session, rings());
    REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    CHECK(session.frozen()->is_in_frame);
    CHECK(session.frozen()->cursor == Cursor{2, 1});
    CHECK(*session.frozen()->values.slot(4)->number() == 1);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(*session.frozen()->values.slot(4)->number() == 1);
    CHECK(value(session, 4) == 2);
}

TEST_CASE("Frozen values: a swap to other slots ends them, with a word; one to the same slots does not",
          "[core][watch][frozen]") {
    Session session;
    open(session, rings());
    for (int i = 0; i < 5; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    REQUIRE_FALSE(session.apply(EditConstant{ConstKind::F64, 0, Value(2.0)}));
    REQUIRE(session.frozen() != nullptr);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(rings()), "same.json"}));
    REQUIRE(session.frozen() != nullptr);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(counter()), "other.json"}));
    CHECK(session.frozen() == nullptr);
    CHECK(session.message().find("frame 5") != std::string::npos);
    // What is frozen behind a swap is hidden before it, and there again behind it.
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    REQUIRE(session.frozen() != nullptr);
    REQUIRE_FALSE(session.apply(SeekTo{2}));
    session.finish_work();
    CHECK(session.frozen() == nullptr);
    REQUIRE_FALSE(session.apply(GoToEnd{}));
    session.finish_work();
    CHECK(session.frozen() != nullptr);
}
