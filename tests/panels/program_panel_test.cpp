// SPDX-License-Identifier: MIT
#include "panels/program_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Program: facts stand beside the signals, and a click selects one", "[panels][program]") {
    PanelDriver driver(make_program_panel(), "Program", {1400, 400});
    open_state(driver.session, "one frame");
    driver.frames(2);
    const std::string words = driver.text();
    CHECK(words.find("infinite") != std::string::npos);
    REQUIRE(driver.sees("signal 1"));
    driver.click("signal 1");
    REQUIRE(driver.last<SelectSignal>() != nullptr);
    CHECK(driver.last<SelectSignal>()->signal == 1);
}

TEST_CASE("Program: narrow, it begins with the overview and keeps the tables behind chips", "[panels][program]") {
    PanelDriver driver(make_program_panel(), "Program", {500, 600});
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK_FALSE(driver.sees("signal 0"));
    driver.click("State");
    driver.frames(2);
    driver.click("cell 0");
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->cell == 0);
}

TEST_CASE("Program: signals are filtered by their words", "[panels][program]") {
    PanelDriver driver(make_program_panel(), "Program", {1400, 400});
    open_state(driver.session, "one frame");
    driver.frames(2);
    driver.type("Program/filter/Text", "stateful");
    driver.frames(2);
    CHECK(driver.count("signal ") == 1);
}
