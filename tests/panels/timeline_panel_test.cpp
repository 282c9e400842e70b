// SPDX-License-Identifier: MIT
#include "panels/timeline_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Timeline: says the frame, and where inside it the steps stand", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {1000, 220});
    open_state(driver.session, "inside a frame");
    driver.frames(2);
    const std::string words = driver.text();
    INFO(words);
    CHECK(words.find("Frame 3") != std::string::npos);
    CHECK(words.find("Step 2 of 4 next: 2") != std::string::npos);
    CHECK(driver.sees("Frames"));
    CHECK(driver.sees("Steps"));
}

TEST_CASE("Timeline: a click on a step's tick selects a step", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {200, 220});
    open_state(driver.session, "one frame");
    driver.frames(2);
    driver.click("Steps");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step < 4);
}

TEST_CASE("Timeline: faults are counted, and the count leads to the latest", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {1000, 220});
    open_state(driver.session, "faulted");
    driver.frames(2);
    driver.click("1 fault");
    CHECK(driver.pushed(CommandId::GoToFault));
}
