// SPDX-License-Identifier: MIT
// The lists of found places and of what breakpoints said.
#include "panels/hits_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/log_panel.h"
#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"
#include "panels/timeline_panel.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

void find(Session& session, const char* text) {
    REQUIRE_FALSE(session.apply(FindHits{parse_condition(text, session.symbols()).value(), std::nullopt}));
    session.finish_work();
}

void log_every_frame(Session& session) {
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse("write sum").value();
    breakpoint.is_log_only = true;
    breakpoint.message = "sum is {sum}";
    REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
}

}  // namespace

TEST_CASE("Hits: a condition is typed and asked for, a wrong one is explained", "[panels][hits]") {
    PanelDriver driver(make_hits_panel(), "Hits", {1200, 300});
    open_state(driver.session, "played");
    driver.ui.apply(AskForHits{});
    driver.frames(3);
    CHECK(driver.text().find("Nothing searched for yet") != std::string::npos);
    driver.type("Condition", "sum >");
    driver.frames(2);
    CHECK(driver.sees("Condition error"));
    CHECK_FALSE(driver.is_enabled("Find"));
    driver.frames(40);  // no double click, which would select a word
    driver.type("Condition", " 3000");
    driver.frames(2);
    driver.key(ImGuiKey_Enter);
    driver.frames(1);
    REQUIRE(driver.last<FindHits>() != nullptr);
    driver.apply_outbox();
    driver.session.finish_work();
    driver.frames(2);
    CHECK(driver.text().find("109 hits in frames 1 to 200") != std::string::npos);
}

TEST_CASE("Hits: a click selects slot and step, a double click goes there", "[panels][hits]") {
    PanelDriver driver(make_hits_panel(), "Hits", {1200, 400});
    open_state(driver.session, "played");
    find(driver.session, "change sum");
    REQUIRE_FALSE(driver.session.apply(SeekTo{0}));
    driver.frames(3);
    driver.click("row 3");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 1);
    CHECK(driver.last<SeekTo>() == nullptr);
    driver.frames(30);
    driver.double_click("row 3");
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->frame == 5);
    CHECK(driver.last<SeekTo>()->step == 2);
    driver.apply_outbox();
    driver.session.finish_work();
    CHECK(driver.session.cursor() == Cursor{5, 2});
}

TEST_CASE("Hits: a search that goes on shows how far it is, and one that was ended says so", "[panels][hits]") {
    PanelDriver driver(make_hits_panel(), "Hits", {1200, 400});
    open_state(driver.session, "before the first frame");
    REQUIRE_FALSE(driver.session.apply(SetSpeed{0}));
    REQUIRE_FALSE(driver.session.apply(Play{700'000}));
    driver.session.run(0, [] { return true; });
    REQUIRE_FALSE(driver.session.apply(FindHits{Condition::parse("change sum").value(), std::nullopt}));
    driver.session.run(0, [] { return false; });
    REQUIRE(driver.session.work());
    driver.frames(2);
    CHECK(driver.sees("Work"));
    CHECK(driver.count("row ") > 0);
    CHECK(driver.count("row ") < 100);
    driver.click("Cancel");
    CHECK(driver.pushed(CommandId::Cancel));
    REQUIRE_FALSE(driver.session.apply(Pause{}));
    driver.frames(2);
    CHECK(driver.text().find("the search was ended there") != std::string::npos);
    CHECK_FALSE(driver.sees("Work"));
}

TEST_CASE("Hits: 100,000 of them are listed by the rows in view, and the list says when there are more",
          "[panels][hits]") {
    PanelDriver driver(make_hits_panel(), "Hits", {1200, 400});
    open_state(driver.session, "before the first frame");
    REQUIRE_FALSE(driver.session.apply(SetSpeed{0}));
    REQUIRE_FALSE(driver.session.apply(Play{110'000}));
    driver.session.run(0, [] { return true; });
    find(driver.session, "change sum");
    driver.frames(3);
    CHECK(driver.count("row ") < 100);
    CHECK(driver.text().find("109,999 hits in frames 1 to 110,000, the first 100,000 listed") != std::string::npos);
    REQUIRE_FALSE(driver.session.apply(SeekTo{90'000}));
    driver.session.finish_work();
    driver.frames(3);
    CHECK(driver.sees("row 89998"));
}

TEST_CASE("Hits: nothing found is said in a sentence", "[panels][hits]") {
    PanelDriver driver(make_hits_panel(), "Hits", {1200, 400});
    open_state(driver.session, "played");
    find(driver.session, "write forgotten");
    CHECK(driver.text().find("It held in no frame from 1 to 200.") != std::string::npos);
}

TEST_CASE("Hits: the timeline marks them and a click on a mark goes to the place", "[panels][hits]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {800, 200});
    open_state(driver.session, "played");
    find(driver.session, "frame 50");  // a quarter of the 200 frames
    driver.frames(2);
    driver.click("Quarter");
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->frame == 50);
    find(driver.session, "step 1");
    driver.frames(2);
    driver.clear();
    driver.click("Quarter");
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->step == 2);
}

TEST_CASE("Log: the newest line is in view while frames run, and a click goes to the place", "[panels][log]") {
    PanelDriver driver(make_log_panel(), "Log", {900, 300});
    open_state(driver.session, "before the first frame");
    CHECK(driver.text().find("Nothing was said yet") != std::string::npos);
    log_every_frame(driver.session);
    for (int i = 0; i < 50; ++i) {
        REQUIRE_FALSE(driver.session.apply(StepFrame{}));
        driver.frames(1);
    }
    driver.frames(2);
    CHECK(driver.sees("row 49"));
    CHECK_FALSE(driver.sees("row 0"));
    CHECK(driver.panel().count(driver.view()) == 50);
    driver.click("row 48");
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->frame == 49);
    CHECK(driver.last<SeekTo>()->step == 2);
}

TEST_CASE("Log: whoever scrolls away is left there until they ask for the newest", "[panels][log]") {
    PanelDriver driver(make_log_panel(), "Log", {900, 300});
    open_state(driver.session, "before the first frame");
    log_every_frame(driver.session);
    for (int i = 0; i < 60; ++i) REQUIRE_FALSE(driver.session.apply(StepFrame{}));
    driver.frames(3);
    driver.wheel("row 59", 100);
    driver.frames(3);
    CHECK(driver.sees("row 0"));
    REQUIRE_FALSE(driver.session.apply(StepFrame{}));
    driver.frames(3);
    CHECK(driver.sees("row 0"));
    driver.click("Newest");
    driver.frames(3);
    CHECK(driver.sees("row 60"));
}

TEST_CASE("Log: words filter, and what is listed can be copied", "[panels][log]") {
    PanelDriver driver(make_log_panel(), "Log", {900, 300});
    open_state(driver.session, "before the first frame");
    log_every_frame(driver.session);
    for (int i = 0; i < 4; ++i) REQUIRE_FALSE(driver.session.apply(StepFrame{}));
    driver.frames(2);
    driver.type("filter/Text", "is 100");
    driver.frames(2);
    CHECK(driver.count("row ") == 1);
    driver.click("Copy all");
    REQUIRE(driver.last<CopyText>() != nullptr);
    CHECK(driver.last<CopyText>()->text == "4 · 2\t1\tsum is 100\n");
}
