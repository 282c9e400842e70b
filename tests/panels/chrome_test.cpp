// SPDX-License-Identifier: MIT
#include "widgets/chrome.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "panels/support/widget_driver.h"
#include "widgets/strip.h"

using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Tabs: a click selects, a right click asks for the menu", "[panels][widgets]") {
    TabsResponse last;
    const std::vector<Tab> tabs{{"Slots", "", 0, Tone::Dim}, {"Problems", "", 7, Tone::Fault}};
    PanelDriver driver(widgets([&] {
        const TabsResponse now = tab_strip("tabs", tabs, 0, 400, true);
        if (now.selected) last.selected = now.selected;
        if (now.menu) last.menu = now.menu;
        if (now.double_clicked) last.double_clicked = now.double_clicked;
    }));
    driver.click("Problems");
    CHECK(last.selected == 1);
    driver.right_click("Slots");
    CHECK(last.menu == 0);
    driver.double_click("Problems");
    CHECK(last.double_clicked == 1);
}

TEST_CASE("Splitter: reports how far it is dragged, and nothing when it is not", "[panels][widgets]") {
    float moved = 0;
    PanelDriver driver(widgets([&] { moved += splitter("gap", {200, 0}, {206, 300}, true); }));
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(203, 100);
    driver.frames(3);
    io.AddMousePosEvent(240, 100);
    driver.frames(2);
    CHECK(moved == 0);
    io.AddMousePosEvent(203, 100);
    driver.frames(2);
    io.AddMouseButtonEvent(0, true);
    driver.frames();
    io.AddMousePosEvent(250, 130);
    driver.frames(2);
    io.AddMouseButtonEvent(0, false);
    driver.frames();
    CHECK(moved == 47);
}

TEST_CASE("Toasts: each can be dismissed or followed", "[panels][widgets]") {
    ToastsResponse last;
    std::vector<ToastView> toasts{{7, ToastTone::Error, "Broken.", "Open problems"}};
    PanelDriver driver(widgets([&] {
        const ToastsResponse now = toast_stack(toasts, {780, 580});
        if (now.acted) last.acted = now.acted;
        if (now.dismissed) last.dismissed = now.dismissed;
    }));
    driver.frames(3);
    driver.click("Toasts/Open problems");
    CHECK(last.acted == 7);
    driver.click("Toasts/Dismiss");
    CHECK(last.dismissed == 7);
}

TEST_CASE("Strip: a click gives the cell under it; marks outside the strip are left out", "[panels][widgets]") {
    std::optional<int> clicked;
    const std::vector<StripCell> cells{
        {1.0, 0, true, false, false}, {-2.0, 0.5F, true, true, false}, {0, 1, false, false, true}};
    const std::vector<StripMark> marks{{0, Glyph::Down, Tone::Write, "W", false},
                                       {9, Glyph::DownHollow, Tone::Read, "3 f", true}};
    PanelDriver driver(widgets([&] {
        if (const auto response = strip("ring", cells, marks, {.seam_after = 1, .indices = true, .first_index = 5});
            response.clicked)
            clicked = response.clicked;
    }));
    driver.click("ring/6");
    CHECK(clicked == 1);
    driver.click("ring/7");
    CHECK(clicked == 2);
    CHECK_FALSE(driver.sees("ring/8"));
}

TEST_CASE("Strip: no cells and NaN are drawn without harm", "[panels][widgets]") {
    std::vector<StripCell> cells;
    PanelDriver driver(widgets([&] { strip("ring", cells, {}); }));
    driver.frames(2);
    CHECK_FALSE(driver.sees("ring"));
    cells.assign(3, StripCell{std::nan(""), 0, true, false, false});
    driver.frames(2);
    CHECK(driver.sees("ring"));
}
