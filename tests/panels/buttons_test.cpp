// SPDX-License-Identifier: MIT
#include "widgets/buttons.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/widget_driver.h"
#include "widgets/chip_row.h"
#include "widgets/scoped.h"
#include "widgets/table.h"

using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Button: a click presses it once", "[panels][widgets]") {
    int pressed = 0;
    PanelDriver driver(widgets([&] { pressed += button("Go##id") ? 1 : 0; }));
    driver.frames(3);
    CHECK(pressed == 0);
    driver.click("Go");
    CHECK(pressed == 1);
}

TEST_CASE("Button: a disabled one is reported as such and cannot be pressed", "[panels][widgets]") {
    int pressed = 0;
    PanelDriver driver(widgets([&] {
        pressed += button("Go", {.enabled = false, .reason = "Not now."}) ? 1 : 0;
        pressed += icon_button(Glyph::Play, "Play", {.enabled = false}) ? 1 : 0;
    }));
    CHECK_FALSE(driver.is_enabled("Go"));
    CHECK_FALSE(driver.is_enabled("Play"));
    driver.click("Go");
    driver.click("Play");
    CHECK(pressed == 0);
}

TEST_CASE("Button: hovering a disabled one says why", "[panels][widgets]") {
    PanelDriver driver(widgets([] { button("Go", {.enabled = false, .tooltip = "Starts.", .reason = "Not now."}); }));
    const int before = ImGui::GetDrawData()->CmdListsCount;
    driver.hover("Go");
    CHECK(ImGui::GetDrawData()->CmdListsCount > before);  // a tooltip is a window of its own
}

TEST_CASE("Chip: toggles and shows its count", "[panels][widgets]") {
    bool on = false;
    PanelDriver driver(widgets([&] {
        if (chip("changed", {.on = on, .count = 5})) on = !on;
    }));
    driver.click("changed");
    CHECK(on);
    driver.click("changed");
    CHECK_FALSE(on);
}

TEST_CASE("Link: acts on a click under its own or a given label", "[panels][widgets]") {
    int pressed = 0;
    PanelDriver driver(widgets([&] {
        pressed += link("step 7") ? 1 : 0;
        pressed += link("3", Tone::Dim, nullptr, "faults") ? 10 : 0;
    }));
    driver.click("step 7");
    CHECK(pressed == 1);
    driver.click("faults");
    CHECK(pressed == 11);
}

TEST_CASE("Link: in a table's row it takes the press, and elsewhere the row does", "[panels][widgets]") {
    constexpr Column kColumns[] = {{"Name", 10}, {"Link"}};
    int pressed = 0, row_clicked = 0;
    PanelDriver driver(widgets([&] {
        DataTable table("rows", kColumns, {.rows = 2});
        table.for_each_visible([&](int row) {
            row_clicked +=
                table.row(static_cast<std::uint64_t>(row), {.probe = "row " + std::to_string(row)}).clicked ? 1 : 0;
            table.cell();
            table.text("words");
            table.cell();
            if (link("same words", Tone::Accent, nullptr, "link " + std::to_string(row))) pressed += row == 0 ? 1 : 10;
        });
    }));
    driver.click("link 1");
    CHECK(pressed == 10);
    CHECK(row_clicked == 0);
    driver.click("link 0");
    CHECK(pressed == 11);
    CHECK(row_clicked == 0);
}

TEST_CASE("Search field: typing changes the text, the cross clears it", "[panels][widgets]") {
    std::string query;
    int changes = 0;
    PanelDriver driver(widgets([&] { changes += search_field("filter", query, {.matches = 1, .total = 9}) ? 1 : 0; }));
    CHECK_FALSE(driver.sees("filter/Clear"));
    driver.type("filter/Text", "sin");
    CHECK(query == "sin");
    CHECK(changes >= 1);
    driver.click("filter/Clear");
    CHECK(query.empty());
    driver.frames(3);
    CHECK(query.empty());  // the field does not bring it back
    CHECK_FALSE(driver.sees("filter/Clear"));
}

TEST_CASE("Drop button: opens its popup, whose items act and close it", "[panels][widgets]") {
    std::string chosen;
    PanelDriver driver(widgets([&] {
        drop_button("Rate", "rates");
        if (const scoped::Popup popup("rates"); popup)
            for (const char* rate : {"24", "60"})
                if (menu_item({.label = rate, .enabled = std::string(rate) != "24"})) chosen = rate;
    }));
    CHECK_FALSE(driver.sees("60"));
    driver.click("Rate");
    REQUIRE(driver.sees("60"));
    CHECK_FALSE(driver.is_enabled("24"));
    driver.click("24");
    CHECK(chosen.empty());
    driver.click("60");
    CHECK(chosen == "60");
    CHECK_FALSE(driver.sees("60"));
}

TEST_CASE("Chips: side by side where they have room, behind one button where they would take too much of it",
          "[panels][widgets]") {
    std::optional<std::size_t> pressed;
    bool is_on = false;
    std::string text;
    PanelDriver driver(widgets([&] {
        search_field("filter", text, {.width = em(12)});
        const Chip chips[] = {{"changed", {.on = is_on, .count = 12}}, {"written", {.count = 3}}, {"never", {}}};
        if (const auto now = chip_row("Kinds", chips)) {
            pressed = now;
            if (*now == 0) is_on = !is_on;
        }
    }));
    driver.resize({800, 400});
    driver.frames(2);
    CHECK_FALSE(driver.sees("Kinds"));
    driver.click("never");
    CHECK(pressed == 2);
    driver.resize({220, 600});  // several lines, but high enough
    driver.frames(2);
    CHECK_FALSE(driver.sees("Kinds"));
    driver.click("written");
    CHECK(pressed == 1);
    driver.resize({220, 150});
    driver.frames(2);
    REQUIRE(driver.sees("Kinds"));
    CHECK_FALSE(driver.sees("changed"));
    driver.click("Kinds");
    driver.frames(2);
    driver.click("Kinds/changed");
    CHECK(pressed == 0);
    driver.frames(2);
    CHECK(is_on);
    CHECK(driver.sees("Kinds"));
    driver.resize({800, 400});
    driver.frames(2);
    driver.click("changed");
    CHECK_FALSE(is_on);
}
