// SPDX-License-Identifier: MIT
#include "panels/welcome_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"

using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Welcome: a demo opens with a click, wherever there is room for its card", "[panels][welcome]") {
    PanelDriver driver(make_welcome_panel(), "Welcome", {1600, 900});
    driver.ui.add_demo(
        {"/demo/delay-lines.json", "delay-lines", "Delay lines of several lengths, fed by a pulse.", 12, 9});
    driver.ui.add_demo({"/demo/lfo.json", "lfo", "", 3, 2});
    for (const ImVec2 size : {ImVec2(1600, 900), ImVec2(500, 600)}) {
        driver.resize(size);
        driver.frames(3);
        driver.clear();
        driver.click("Demo/lfo");
        REQUIRE(driver.last<OpenFile>() != nullptr);
        CHECK(driver.last<OpenFile>()->path == "/demo/lfo.json");
    }
}

TEST_CASE("Welcome: a recent file opens with a click on its name", "[panels][welcome]") {
    PanelDriver driver(make_welcome_panel(), "Welcome", {1600, 900});
    driver.ui.remember_file("/far/away/patch.json");
    driver.frames(3);
    driver.click("Recent/patch.json");
    REQUIRE(driver.last<OpenFile>() != nullptr);
    CHECK(driver.last<OpenFile>()->path == "/far/away/patch.json");
}

TEST_CASE("Welcome: says where demos are when there are none, and offers to open a file", "[panels][welcome]") {
    PanelDriver driver(make_welcome_panel(), "Welcome", {1600, 900});
    CHECK(driver.text().find("assets/programs") != std::string::npos);
    driver.click("Open program…");
    CHECK(driver.pushed(CommandId::Open));
}
