// SPDX-License-Identifier: MIT
#include "panels/problems_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Problems: a click on a fault selects its step and slot, a double click opens the schedule",
          "[panels][problems]") {
    PanelDriver driver(make_problems_panel(), "Problems", {1600, 400});
    open_state(driver.session, "faulted");
    driver.frames(2);
    driver.click("row 0");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 2);
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
    driver.frames(2);
    driver.clear();
    driver.click("Open other step");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 1);
    driver.clear();
    const FrameNumber frame = driver.session.faults().front().frame;
    driver.click("Go to frame " + std::to_string(frame));
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->frame == frame);
    driver.frames(30);  // no longer part of a double click
    driver.double_click("row 0");
    REQUIRE(driver.last<OpenPanel>() != nullptr);
    CHECK(driver.last<OpenPanel>()->panel == PanelId::Schedule);
}

TEST_CASE("Problems: load errors show with line and column, also without a program", "[panels][problems]") {
    PanelDriver driver(make_problems_panel(), "Problems", {1200, 400});
    driver.ui.set_load_errors("/far/broken.json", {Error::parse("/far/broken.json", "Expected a comma.", 12, 7)});
    const std::string words = driver.text();
    CHECK(words.find("Expected a comma.") != std::string::npos);
    CHECK(words.find("broken.json:12:7") != std::string::npos);
    CHECK(driver.panel().count(driver.view()) == 1);
}

TEST_CASE("Problems: load errors can be dismissed, and only they", "[panels][problems]") {
    PanelDriver driver(make_problems_panel(), "Problems", {1600, 400});
    open_state(driver.session, "faulted");
    driver.frames(2);
    CHECK_FALSE(driver.sees("Dismiss errors"));
    driver.ui.set_load_errors("/far/broken.json", {Error::parse("/far/broken.json", "Expected a comma.", 12, 7)});
    driver.frames(2);
    CHECK(driver.count("row ") == 2);
    driver.click("Dismiss errors");
    REQUIRE(driver.last<DismissLoadErrors>() != nullptr);
    driver.ui.apply(DismissLoadErrors{});
    driver.frames(2);
    CHECK(driver.count("row ") == 1);
    CHECK_FALSE(driver.sees("Dismiss errors"));
}

TEST_CASE("Problems: chips filter, and what is listed can be copied", "[panels][problems]") {
    PanelDriver driver(make_problems_panel(), "Problems", {1600, 400});
    open_state(driver.session, "faulted");
    driver.ui.set_load_errors("/far/broken.json", {Error::parse("/far/broken.json", "Expected a comma.", 12, 7)});
    driver.frames(2);
    CHECK(driver.count("row ") == 2);
    driver.click("Load errors");
    driver.frames(2);
    CHECK(driver.count("row ") == 1);
    driver.click("Copy all");
    REQUIRE(driver.last<CopyText>() != nullptr);
    CHECK(driver.last<CopyText>()->text == "Load error: Expected a comma.\n  at broken.json:12:7\n");
}

TEST_CASE("Problems: a program without any says what would appear", "[panels][problems]") {
    PanelDriver driver(make_problems_panel(), "Problems", {1200, 400});
    open_state(driver.session, "played");
    CHECK(driver.text().find("No problems") != std::string::npos);
    CHECK(driver.panel().count(driver.view()) == 0);
}
