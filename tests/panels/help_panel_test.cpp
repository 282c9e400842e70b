// SPDX-License-Identifier: MIT
#include "panels/help_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "model/command.h"
#include "panels/support/panel_driver.h"

using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Help: names every command of a menu", "[panels][help]") {
    PanelDriver driver(make_help_panel(), "Help", {1600, 3000});
    const std::string words = driver.text();
    for (const CommandSpec& spec : commands()) {
        if (spec.menu == Menu::None) continue;
        INFO(spec.title);
        CHECK(words.find(spec.title) != std::string::npos);
    }
}
