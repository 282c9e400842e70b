// SPDX-License-Identifier: MIT
#include "panels/state_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("State: a click selects the cell, which then shows all its elements", "[panels][state]") {
    PanelDriver driver(make_state_panel(), "State");
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK_FALSE(driver.sees("element 0"));
    driver.click("row 0");
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->cell == 0);
    driver.apply_outbox();
    driver.frames(2);
    CHECK(driver.count("elements/") == 9);
    CHECK(driver.sees("element 0"));
    driver.click("elements/3");
    REQUIRE(driver.last<SelectCell>() != nullptr);
    CHECK(driver.last<SelectCell>()->element == 3U);
}

TEST_CASE("State: a cell leads to its ring and to the steps that touch it", "[panels][state]") {
    PanelDriver driver(make_state_panel(), "State");
    open_state(driver.session, "one frame");
    driver.ui.apply(SelectCell{0, std::nullopt});
    driver.frames(2);
    driver.click("ring");
    REQUIRE(driver.last<OpenPanel>() != nullptr);
    CHECK(driver.last<OpenPanel>()->panel == PanelId::Rings);
    driver.clear();
    driver.click("step 3");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 3);
}

TEST_CASE("State: a single number shows its value and bits", "[panels][state]") {
    PanelDriver driver(make_state_panel(), "State");
    open_state(driver.session, "one frame");
    driver.ui.apply(SelectCell{1, std::nullopt});
    CHECK(driver.text().find("00000001") != std::string::npos);  // write index 1 after one frame
}

TEST_CASE("State: cells of one owner are told apart also where the column of roles has no room", "[panels][state]") {
    PanelDriver driver(make_state_panel(), "State", {700, 400});
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK(driver.sees("header/Role"));
    CHECK(driver.text().find("delay1.") == std::string::npos);
    driver.resize({240, 400});
    driver.frames(2);
    CHECK_FALSE(driver.sees("header/Role"));
    CHECK(driver.sees("header/Owner"));
    CHECK(driver.sees("header/Value"));
    CHECK(driver.text().find("delay1.") != std::string::npos);
}

TEST_CASE("State: frozen values stand beside what they have become, elements as how many differ",
          "[panels][state][frozen]") {
    PanelDriver driver(make_state_panel(), "State", {1200, 400});
    open_state(driver.session, "played");
    driver.frames(2);
    CHECK_FALSE(driver.sees("header/Since 200"));
    REQUIRE_FALSE(driver.session.apply(FreezeValues{}));
    driver.frames(2);
    REQUIRE(driver.sees("header/Since 200"));
    CHECK(driver.text().find(" of ") == std::string::npos);
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(driver.session.apply(StepFrame{}));
    driver.frames(2);
    CHECK(driver.text().find("3 of 9") != std::string::npos);  // three writes into the ring
    driver.click("header/Since 200");
    driver.click("header/Since 200");
    driver.frames(2);
    REQUIRE_FALSE(driver.session.apply(ClearFrozen{}));
    driver.frames(2);
    CHECK_FALSE(driver.sees("header/Since 200"));
    CHECK(driver.sees("row 0"));
}
