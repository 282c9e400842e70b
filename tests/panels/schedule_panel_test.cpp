// SPDX-License-Identifier: MIT
#include "panels/schedule_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Schedule: a click selects the step, a click on a slot number that slot", "[panels][schedule]") {
    PanelDriver driver(make_schedule_panel(), "Schedule");
    open_state(driver.session, "inside a frame");
    driver.frames(2);
    driver.click("row 2");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 2);
    driver.clear();
    driver.click("row 1/writes 2");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
}

TEST_CASE("Schedule: the selected step shows what it read and wrote, and leads to it", "[panels][schedule]") {
    PanelDriver driver(make_schedule_panel(), "Schedule");
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK_FALSE(driver.sees("reads 2"));
    driver.click("row 3");
    driver.apply_outbox();
    driver.frames(2);
    CHECK(driver.sees("reads 2"));
    CHECK(driver.sees("writes 4"));
    CHECK(driver.text().find("Done in frame 1") != std::string::npos);
    driver.clear();
    driver.click("writes 4");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 4);
    driver.clear();
    driver.click("cell 0");
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->cell == 0);
}

TEST_CASE("Schedule: text and kind chips leave the steps that match", "[panels][schedule]") {
    PanelDriver driver(make_schedule_panel(), "Schedule");
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK(driver.count("row 3") > 0);
    driver.click("nodeEval");
    driver.frames(2);
    CHECK(driver.sees("row 1"));
    CHECK_FALSE(driver.sees("row 0"));
    CHECK_FALSE(driver.sees("row 3"));
    driver.click("nodeEval");
    driver.type("filter/Text", "writes:4");
    driver.frames(2);
    CHECK(driver.sees("row 3"));
    CHECK_FALSE(driver.sees("row 1"));
}

TEST_CASE("Schedule: follows the step that runs next, and draws only the rows in view", "[panels][schedule]") {
    PanelDriver driver(make_schedule_panel(), "Schedule", {420, 400});
    open_state(driver.session, "100,000 slots");
    driver.frames(3);
    CHECK(driver.sees("row 0"));
    CHECK(driver.count("row ") < 200);
    for (int i = 0; i < 60; ++i) REQUIRE_FALSE(driver.session.apply(StepSchedule{}));
    REQUIRE(driver.session.is_in_frame());
    driver.frames(3);
    CHECK(driver.sees("row " + std::to_string(driver.session.cursor().step)));
    CHECK_FALSE(driver.sees("row 0"));
}

TEST_CASE("Schedule: a fault shows at its step, with the sentence when the step is selected", "[panels][schedule]") {
    PanelDriver driver(make_schedule_panel(), "Schedule");
    open_state(driver.session, "faulted");
    driver.ui.apply(SelectStep{2});
    driver.frames(3);
    CHECK(driver.text().find("was written twice") != std::string::npos);
}
