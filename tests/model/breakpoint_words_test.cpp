// SPDX-License-Identifier: MIT
// Breakpoints in words, as rows and as marks.
#include "model/breakpoint_words.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "model/breakpoint_marks.h"
#include "model/breakpoint_rows.h"
#include "model/condition_forms.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

Condition condition(const char* text) {
    auto parsed = Condition::parse(text);
    INFO(text);
    REQUIRE(parsed);
    return std::move(parsed).value();
}

void add(Session& session, const char* text, const char* group = "") {
    Breakpoint breakpoint;
    breakpoint.condition = condition(text);
    breakpoint.group = group;
    REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
}

}  // namespace

TEST_CASE("Breakpoint words: every kind of condition reads as a sentence", "[model][breakpoints]") {
    Session session;
    open_state(session, "played");
    const std::pair<const char*, const char*> cases[] = {
        {"write sum", "sum is written"},
        {"change #2", "slot 2 sum changes"},
        {"nan sum", "sum becomes NaN"},
        {"inf sum", "sum becomes infinite"},
        {"nonfinite any", "any slot becomes NaN or infinite"},
        {"stale forgotten", "forgotten is not written in a frame"},
        {"never forgotten", "forgotten has never been written"},
        {"unchanged sum 1", "sum does not change for 1 frame"},
        {"unwritten sum 5", "sum is not written for 5 frames"},
        {"moved sum 0.25", "sum moves by more than 0.25 in a frame"},
        {"rises sum 0.5", "sum rises through 0.5"},
        {"falls sum -2", "sum falls through -2"},
        {"crosses sum 1e9", "sum crosses 1000000000"},
        {"alternates sum 6", "sum goes up and down for 6 frames"},
        {"period sum 2", "the period of sum changes by 2 frames or more"},
        {"unset sum", "a step reads sum before it was ever written"},
        {"unset any", "a step reads any slot before it was ever written"},
        {"cell \"delay1.buffer\"", "delay1.buffer changes"},
        {"cell \"delay1.buffer\"[3]", "delay1.buffer[3] changes"},
        {"cell 0[3..8]", "delay1.buffer[3 to 8] changes"},
        {"step 1", "after step 1 sum"},
        {"before 0", "before step 0"},
        {"fault any", "any fault"},
        {"fault \"second write\"", "fault: second write"},
        {"frame 1200", "end of frame 1,200"},
        {"sum > 3 && prev(sum) <= 3", "sum > 3 && prev(sum) <= 3"},
    };
    for (const auto& [text, words] : cases) {
        INFO(text);
        const std::string said = condition_words(condition(text), session);
        // Steps without a name of their own are called by what they are.
        if (std::string_view(text).starts_with("step") || std::string_view(text).starts_with("before"))
            CHECK(said.starts_with(std::string_view(words).substr(0, 12)));
        else CHECK(said == words);
    }
    // Names that the program does not have stand as they are written.
    CHECK(condition_words(condition("change nowhere"), session) == "nowhere changes");
    CHECK(condition_words(condition("step 99"), session) == "after step 99");
    Session empty;
    CHECK(condition_words(condition("change #7"), empty) == "slot 7 changes");
}

TEST_CASE("Breakpoint words: counts and deeds", "[model][breakpoints]") {
    Breakpoint breakpoint;
    CHECK(fires_words(breakpoint) == "every hit");
    CHECK(deed_words(breakpoint) == "stop");
    breakpoint.ignore_hits = 3;
    CHECK(fires_words(breakpoint) == "from the fourth hit on");
    breakpoint.only_hit = 2;
    CHECK(fires_words(breakpoint) == "the fifth hit only");
    breakpoint.is_log_only = true;
    breakpoint.message = "sum is {sum}";
    CHECK(deed_words(breakpoint) == "log: sum is {sum}");
}

TEST_CASE("Breakpoint words: a stop is told with frame, step, number and condition", "[model][breakpoints]") {
    Session session;
    open_state(session, "before the first frame");
    add(session, "sum > 60");
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{100}));
    session.run(0, [] { return true; });
    REQUIRE(session.stopped_at().has_value());
    CHECK(stop_step(session, *session.stopped_at()) == StepIndex{1});
    const std::string sentence = stop_sentence(session);
    CHECK(sentence.starts_with("Stopped in frame 3 after step 1"));
    CHECK(sentence.ends_with(": breakpoint 1, sum > 60"));
    CHECK(breakpoint_text(session, 0).is_stop);
    CHECK(breakpoint_text(session, 0).hits == "1");
    REQUIRE_FALSE(session.apply(RemoveBreakpoint{1}));
    add(session, "write delayed");
    add(session, "before 2");
    // The last step's own write stops at the end of the frame: it is the step nevertheless.
    REQUIRE_FALSE(session.apply(Play{1}));
    session.run(0, [] { return true; });
    REQUIRE(session.stopped_at().has_value());
    CHECK(stop_step(session, *session.stopped_at()) == StepIndex{3});
    REQUIRE_FALSE(session.apply(Play{1}));
    session.run(0, [] { return true; });
    CHECK(stop_sentence(session).find("frame 4 before step 2") != std::string::npos);
    REQUIRE_FALSE(session.apply(RemoveBreakpoint{2}));
    REQUIRE_FALSE(session.apply(RemoveBreakpoint{3}));
    add(session, "frame 9");
    REQUIRE_FALSE(session.apply(Play{100}));
    session.run(0, [] { return true; });
    CHECK(stop_sentence(session) == "Stopped at the end of frame 9: breakpoint 4, end of frame 9");
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(stop_sentence(session).empty());
}

TEST_CASE("Breakpoint words: those that do not fit the program are told in one sentence", "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    add(session, "change sum");
    CHECK(broken_breakpoints_sentence(session).empty());
    add(session, "change sumo");
    CHECK(broken_breakpoints_sentence(session).starts_with("Breakpoint 2 does not fit this program"));
    CHECK(broken_breakpoints_sentence(session).ends_with("did you mean \"sum\"?"));
    add(session, "step 77");
    CHECK(broken_breakpoints_sentence(session).starts_with("2 of 3 breakpoints do not fit this program"));
    CHECK_FALSE(breakpoint_text(session, 2).error.empty());
}

TEST_CASE("Breakpoint rows: groups have a line over their members, those of no group come first",
          "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    BreakpointRows rows;
    rows.update(session);
    CHECK(rows.rows().empty());
    add(session, "frame 1", "clock");
    add(session, "change sum");
    add(session, "frame 2", "other");
    add(session, "frame 3", "clock");
    rows.update(session);
    std::vector<std::optional<std::size_t>> positions;
    for (const BreakpointRow& row : rows.rows()) positions.push_back(row.position);
    CHECK(positions == std::vector<std::optional<std::size_t>>{1, std::nullopt, 0, 3, std::nullopt, 2});
    CHECK(rows.groups() == std::vector<std::string>{"", "clock", "other"});
    CHECK(rows.group_size(1) == 2);
    CHECK(rows.row_of(4, session.breakpoints()) == 3);
    CHECK_FALSE(rows.row_of(99, session.breakpoints()));
    REQUIRE_FALSE(session.apply(EnableBreakpointGroup{"clock", false}));
    CHECK(breakpoint_text(session, 0).is_silenced);
    CHECK_FALSE(breakpoint_text(session, 1).is_silenced);
    CHECK(breakpoints_as_text(session).find("2\tsum changes\tevery hit\tstop") != std::string::npos);
}

TEST_CASE("Breakpoint marks: each row knows what is set on it, also by number, and whether it works",
          "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    BreakpointMarks marks;
    marks.update(session);
    CHECK(marks.of_slot(2) == nullptr);
    add(session, "change sum");
    add(session, "write #2");
    add(session, "step 1");
    add(session, "cell \"delay1.buffer\"[3]");
    add(session, "sum > 1");
    add(session, "nan any");
    marks.update(session);
    const SlotIndex sum = session.slots().find(2);
    REQUIRE(marks.of_slot(sum) != nullptr);
    CHECK(marks.of_slot(sum)->count == 2);
    CHECK(marks.of_slot(sum)->newest == 2);
    CHECK(mark_sentence(*marks.of_slot(sum), session).find("And 1 more here") != std::string::npos);
    REQUIRE(marks.of_step(1) != nullptr);
    CHECK(marks.of_step(0) == nullptr);
    REQUIRE(marks.of_cell(0) != nullptr);
    for (const BreakpointId id : {1, 2}) REQUIRE_FALSE(session.apply(EnableBreakpoint{id, false}));
    marks.update(session);
    CHECK_FALSE(marks.of_slot(sum)->is_active);
    CHECK(marks.of_step(1)->is_active);
}

TEST_CASE("Condition forms: each makes a condition of itself that fits the program", "[model][breakpoints]") {
    Session session;
    open_state(session, "played");
    Selection selection;
    selection.slot = 3;
    selection.step = 2;
    selection.cell = 1;
    std::set<std::string_view> titles;
    for (const ConditionForm& form : condition_forms()) {
        INFO(form.title);
        titles.insert(form.title);
        const std::string text = text_of_form(form, nullptr, session, selection);
        INFO(text);
        const auto parsed = parse_condition(text, session.symbols());
        REQUIRE(parsed);
        CHECK(&form_of(*parsed) == &form);
        // From one kind to another and back nothing is lost that both have.
        for (const ConditionForm& other : condition_forms()) {
            const auto there = Condition::parse(text_of_form(other, &*parsed, session, selection));
            REQUIRE(there);
            CHECK(&form_of(*there) == &other);
        }
        CHECK_FALSE(form.help.empty());
    }
    CHECK(titles.size() == condition_forms().size());
    const Condition level = condition("rises sum 0.75");
    for (const ConditionForm& form : condition_forms())
        if (form.kind == ConditionKind::Crossed)
            CHECK(text_of_form(form, &level, session, selection).ends_with("sum 0.75"));
}

TEST_CASE("Condition forms: steps are named by their own name, else by number", "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    for (StepIndex step = 0; step < session.program().steps.size(); ++step) {
        const Condition made = step_condition(session, step, false);
        INFO(made.to_text());
        const auto found = session.symbols().find_step(made.target);
        REQUIRE(found);
        CHECK(*found == step);
    }
}

TEST_CASE("Breakpoint words: what is about to be removed is said, and nothing of what is not", "[model][breakpoints]") {
    Session session;
    open_state(session, "played");
    CHECK(removal_sentence(RemoveAllBreakpoints{}, session).empty());
    add(session, "change sum");
    CHECK(removal_sentence(RemoveAllBreakpoints{}, session) == "Breakpoint 1 removed: sum changes.");
    add(session, "write sum");
    CHECK(removal_sentence(RemoveAllBreakpoints{}, session) == "2 breakpoints removed.");
    CHECK(removal_sentence(RemoveBreakpoint{2}, session) == "Breakpoint 2 removed: sum is written.");
    CHECK(removal_sentence(RemoveBreakpoint{7}, session).empty());
    CHECK(removal_sentence(SetBreakpoints{{}, true}, session).empty());  // another program is opened
    CHECK(removal_sentence(EnableBreakpoint{1, false}, session).empty());
}
