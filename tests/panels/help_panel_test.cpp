// SPDX-License-Identifier: MIT
#include "panels/help_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "model/command.h"
#include "model/condition_forms.h"
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

TEST_CASE("Help: tells every kind of condition, and every word and function of expressions", "[panels][help]") {
    for (const float width : {1600.0F, 500.0F}) {
        PanelDriver driver(make_help_panel(), "Help", {width, 3000});
        const std::string words = driver.text();
        if (width > 1000) {
            for (const ConditionForm& form : condition_forms()) {
                INFO(form.title);
                CHECK(words.find(form.help) != std::string::npos);
            }
        }
        for (std::string word : slotscope::expression_words()) {
            if (word.ends_with('(')) word.pop_back();
            if (word == "slot" || word == "or" || word == "and") continue;
            INFO(word);
            CHECK(words.find(word) != std::string::npos);
        }
    }
}
