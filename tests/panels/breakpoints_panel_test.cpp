// SPDX-License-Identifier: MIT
#include "panels/breakpoints_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/schedule_panel.h"
#include "panels/slots_panel.h"
#include "panels/state_panel.h"
#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

void add(Session& session, const std::string& text, const char* group = "") {
    Breakpoint breakpoint;
    breakpoint.condition = Condition::parse(text).value();
    breakpoint.group = group;
    REQUIRE_FALSE(session.apply(AddBreakpoint{std::move(breakpoint)}));
}

}  // namespace

TEST_CASE("Breakpoints: an empty list teaches with an example and its keys", "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1200, 300});
    open_state(driver.session, "played");
    const std::string words = driver.text();
    CHECK(words.find("No breakpoints") != std::string::npos);
    CHECK(words.find("F9") != std::string::npos);
    CHECK(words.find("for example") != std::string::npos);
    driver.click("New breakpoint…");
    CHECK(driver.pushed(CommandId::NewBreakpoint));
}

TEST_CASE("Breakpoints: rows have check boxes, a click selects the target and the breakpoint",
          "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1200, 300});
    open_state(driver.session, "played");
    add(driver.session, "change sum");
    add(driver.session, "change sumo");
    driver.frames(2);
    CHECK(driver.text().find("sum changes") != std::string::npos);
    CHECK(driver.text().find("there is no slot") != std::string::npos);
    driver.click("row 1/enabled");
    REQUIRE(driver.last<EnableBreakpoint>() != nullptr);
    CHECK_FALSE(driver.last<EnableBreakpoint>()->is_enabled);
    CHECK(driver.last<SelectBreakpoint>() == nullptr);
    driver.apply_outbox();
    CHECK_FALSE(driver.session.breakpoints()[0].is_enabled);
    driver.frames(30);
    driver.click("row 1");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
    REQUIRE(driver.last<SelectBreakpoint>() != nullptr);
    driver.apply_outbox();
    driver.frames(30);
    driver.double_click("row 2");
    REQUIRE(driver.last<OpenBreakpointEditor>() != nullptr);
    CHECK(driver.last<OpenBreakpointEditor>()->id == 2);
}

TEST_CASE("Breakpoints: a group is switched off as one", "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1200, 400});
    open_state(driver.session, "played");
    add(driver.session, "change sum", "levels");
    add(driver.session, "frame 3", "levels");
    driver.frames(2);
    driver.click("group levels/enabled");
    REQUIRE(driver.last<EnableBreakpointGroup>() != nullptr);
    driver.apply_outbox();
    CHECK_FALSE(driver.session.breakpoints().has_active());
    CHECK(driver.text().find("2 breakpoints, off") != std::string::npos);
}

TEST_CASE("Breakpoints: the editor says what is wrong while typing, Enter sets, and Esc leaves",
          "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1200, 300});
    open_state(driver.session, "played");
    driver.ui.apply(OpenBreakpointEditor{});
    driver.frames(3);
    REQUIRE(driver.sees("Editor/Condition"));
    CHECK_FALSE(driver.is_enabled("Editor/Set"));
    driver.type("Editor/Condition", "change sumo");
    driver.frames(2);
    CHECK(driver.sees("Editor/Condition error"));
    CHECK(driver.text().find("did you mean") != std::string::npos);
    driver.key(ImGuiKey_Enter);
    driver.frames(2);
    CHECK(driver.last<AddBreakpoint>() == nullptr);
    REQUIRE(driver.sees("Editor/Condition"));
    // Enter gave the caret back to the field; what is typed now takes the place of the wrong word.
    driver.key(ImGuiKey_End);
    driver.key(ImGuiKey_Backspace);
    driver.frames(2);
    CHECK(driver.sees("Editor/Preview"));
    driver.key(ImGuiKey_Enter);
    driver.frames(2);
    REQUIRE(driver.last<AddBreakpoint>() != nullptr);
    CHECK(driver.last<AddBreakpoint>()->breakpoint.condition.to_text() == "change sum");
    CHECK_FALSE(driver.sees("Editor/Condition"));
    driver.apply_outbox();
    driver.ui.apply(OpenBreakpointEditor{1, {}});
    driver.frames(3);
    CHECK(driver.sees("Editor/Condition"));
    driver.key(ImGuiKey_Escape);
    driver.frames(2);
    CHECK_FALSE(driver.sees("Editor/Condition"));
    CHECK(driver.outbox.items().empty());
}

TEST_CASE("Breakpoints: what the editor begins with asks for no names, and the first key does",
          "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1200, 300});
    open_state(driver.session, "played");
    driver.ui.apply(OpenBreakpointEditor{std::nullopt, "change s"});
    driver.frames(4);
    REQUIRE(driver.sees("Editor/Condition"));
    CHECK(driver.count("Editor/Suggestions/") == 0);
    driver.key(ImGuiKey_End);
    ImGui::GetIO().AddInputCharactersUTF8("u");
    driver.frames(3);
    CHECK(driver.sees("Editor/Suggestions/sum"));
}

TEST_CASE("Breakpoints: kinds are chosen, and log-only ones have a message", "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {1300, 700});
    open_state(driver.session, "played");
    driver.ui.apply(SelectSlot{2});
    add(driver.session, "frame 4");
    driver.ui.apply(OpenBreakpointEditor{1, {}});
    driver.frames(3);
    driver.click("Editor/Kind");
    driver.frames(2);
    driver.click("Editor/Kinds/Unchanged for frames");
    driver.frames(3);
    driver.click("Editor/Log only");
    driver.type("Editor/Message", "still {sum}");
    driver.type("Editor/Ignore first", "2");
    driver.type("Editor/Group", "stuck");
    driver.click("Editor/Save");
    driver.frames(2);
    REQUIRE(driver.last<ReplaceBreakpoint>() != nullptr);
    const Breakpoint& saved = driver.last<ReplaceBreakpoint>()->breakpoint;
    CHECK(saved.id == 1);
    CHECK(saved.condition.to_text() == "unchanged sum 10");
    CHECK(saved.is_log_only);
    CHECK(saved.message == "still {sum}");
    CHECK(saved.ignore_hits == 2);
    CHECK(saved.group == "stuck");
}

TEST_CASE("Breakpoints: thousands draw only the rows in view, and the one that stopped comes into it",
          "[panels][breakpoints]") {
    PanelDriver driver(make_breakpoints_panel(), "Breakpoints", {900, 300});
    open_state(driver.session, "before the first frame");
    for (int i = 1; i <= 3000; ++i) add(driver.session, "frame " + std::to_string(i == 2500 ? 2 : i + 10));
    driver.frames(3);
    CHECK(driver.count("row ") < 100);
    CHECK_FALSE(driver.sees("row 2500"));
    REQUIRE_FALSE(driver.session.apply(Play{}));
    driver.session.run(1000, [] { return true; });
    REQUIRE(driver.session.stopped_at().has_value());
    driver.frames(3);
    CHECK(driver.sees("row 2500"));
}

TEST_CASE("Breakpoints: a click beside a step, a slot or a state cell sets one and takes it away",
          "[panels][breakpoints]") {
    const auto toggles = [](std::unique_ptr<Panel> panel, const char* title, const char* label, const char* condition) {
        INFO(title);
        PanelDriver driver(std::move(panel), title, {700, 400});
        open_state(driver.session, "played");
        driver.frames(2);
        driver.click(label);
        REQUIRE(driver.last<AddBreakpoint>() != nullptr);
        CHECK(driver.last<AddBreakpoint>()->breakpoint.condition.to_text().starts_with(condition));
        CHECK(driver.last<SelectSlot>() == nullptr);
        driver.apply_outbox();
        driver.frames(2);
        driver.click(label);
        REQUIRE(driver.last<RemoveBreakpoint>() != nullptr);
        driver.apply_outbox();
        CHECK(driver.session.breakpoints().size() == 0);
    };
    toggles(make_schedule_panel(), "Schedule", "row 2/break", "step ");
    toggles(make_slots_panel(), "Slots", "row 2/break", "change sum");
    toggles(make_state_panel(), "State", "row 0/break", "cell \"delay1.buffer\"");
}

TEST_CASE("Breakpoints: the menu of a slot offers breaks and searches", "[panels][breakpoints]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 700});
    open_state(driver.session, "played");
    driver.frames(2);
    driver.right_click("row 2");
    driver.apply_outbox();
    driver.frames(2);
    REQUIRE(driver.sees("break"));
    driver.click("break");
    CHECK(driver.pushed(CommandId::ToggleBreakpoint));
    driver.clear();
    driver.right_click("row 2");
    driver.apply_outbox();
    driver.frames(2);
    driver.click("Find all in the recording");
    driver.frames(3);
    driver.click("find-changes");
    CHECK(driver.pushed(CommandId::FindChanges));
}
