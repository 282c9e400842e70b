// SPDX-License-Identifier: MIT
#include "model/breakpoint_draft.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Breakpoint draft: what is typed becomes the breakpoint, and back", "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    BreakpointDraft draft;
    draft.condition = "rises sum 0.5";
    draft.ignore_hits = " 3 ";
    draft.only_hit = "2";
    draft.message = "sum is {sum}";
    draft.group = " levels ";
    draft.is_log_only = true;
    const DraftCheck check = check_draft(draft, session);
    REQUIRE(check.breakpoint);
    CHECK(check.reason().empty());
    CHECK(check.preview == "Sum rises through 0.5.");
    CHECK(check.breakpoint->ignore_hits == 3);
    CHECK(check.breakpoint->only_hit == 2);
    CHECK(check.breakpoint->group == "levels");
    CHECK(check.breakpoint->is_log_only);
    const BreakpointDraft back = draft_of(*check.breakpoint);
    CHECK(back.condition == "rises sum 0.5");
    CHECK(back.ignore_hits == "3");
    CHECK(check_draft(back, session).breakpoint->message == "sum is {sum}");
    Breakpoint plain;
    plain.condition = Condition::parse("frame 2").value();
    CHECK(draft_of(plain).only_hit.empty());
}

TEST_CASE("Breakpoint draft: an error has its column, and the word that it is about", "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    struct Case {
        const char* text;
        std::uint32_t column, length;
    };
    const Case cases[] = {
        {"change smu", 8, 3},       {"sum > nowhere.at.all", 7, 14}, {"sum >", 6, 1},
        {"change #99", 8, 3},       {"change \"odd name\"", 8, 10},  {"sum > 3 )", 9, 1},
        {"unchanged sum 0", 15, 1},
    };
    for (const Case& c : cases) {
        INFO(c.text);
        BreakpointDraft draft;
        draft.condition = c.text;
        const DraftCheck check = check_draft(draft, session);
        REQUIRE(check.condition);
        CHECK(check.condition->column == c.column);
        CHECK(check.condition->length == c.length);
        CHECK_FALSE(check.breakpoint);
        CHECK(check.reason() == check.condition->message);
        CHECK((check.condition->message.ends_with('.') || check.condition->message.ends_with('?')));
    }
}

TEST_CASE("Breakpoint draft: each field has its own error, and an empty one none", "[model][breakpoints]") {
    Session session;
    open_state(session, "one frame");
    BreakpointDraft draft;
    const DraftCheck empty = check_draft(draft, session);
    CHECK(empty.is_empty);
    CHECK_FALSE(empty.condition);
    CHECK_FALSE(empty.breakpoint);
    CHECK_FALSE(empty.reason().empty());
    draft.condition = "frame 3";
    draft.message = "sum is {smu}";
    CHECK(check_draft(draft, session).message->column == 9);
    draft.message = "open {";
    CHECK(check_draft(draft, session).message->column == 6);
    draft.message.clear();
    draft.ignore_hits = "-1";
    CHECK(check_draft(draft, session).ignore_hits);
    draft.ignore_hits = "";
    draft.only_hit = "99999999999999999999";
    CHECK(check_draft(draft, session).only_hit);
    draft.only_hit = "";
    draft.group = std::string(300, 'g');
    CHECK(check_draft(draft, session).group);
    draft.group = "";
    CHECK(check_draft(draft, session).breakpoint);
    // Without a program the grammar alone is checked.
    Session closed;
    draft.condition = "change anything";
    CHECK(check_draft(draft, closed).breakpoint);
    draft.condition = "anything >";
    CHECK(check_draft(draft, closed).condition);
}
