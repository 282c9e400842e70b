// SPDX-License-Identifier: MIT
#include "panels/output_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Output: a program without output is told what has one", "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {700, 500});
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK(driver.text().find("names no output") != std::string::npos);
}

TEST_CASE("Output: before the first frame it offers to run one", "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {700, 500});
    open_dots(driver.session, 3, 0);
    driver.frames(2);
    driver.click("Step frame");
    CHECK(driver.pushed(CommandId::StepFrame));
}

TEST_CASE("Output: clicking an instance selects its position and element, and shows what is behind it",
          "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {900, 700});
    open_dots(driver.session, 3, 1);
    driver.frames(2);
    driver.click("element 0.2");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 4);
    CHECK(driver.last<SelectSlot>()->element == 4U);
    driver.apply_outbox();
    driver.frames(2);
    CHECK(driver.sees("details/position"));
    CHECK(driver.sees("details/opacity"));
    driver.click("details/size");
    CHECK(driver.last<SelectSlot>()->slot == 5);
    CHECK_FALSE(driver.last<SelectSlot>()->element);
}

TEST_CASE("Output: a flick that is over within a frame moves the picture and selects nothing", "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {900, 700});
    open_dots(driver.session, 3, 1);
    driver.frames(2);
    REQUIRE(driver.sees("element 0.2"));
    driver.flick("element 0.2", {0, 690});
    CHECK_FALSE(driver.sees("element 0.2"));
    CHECK(driver.last<SelectSlot>() == nullptr);
}

TEST_CASE("Output: hovering an instance names its index and values", "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {900, 700});
    open_dots(driver.session, 3, 1);
    driver.frames(2);
    driver.hover("element 0.2");
    driver.frames(2);
    CHECK(driver.sees("card Instance 2 of 3"));
    CHECK(driver.sees("card position 111.4, 100"));
    CHECK(driver.sees("card size 20"));
    CHECK(driver.sees("card colour #ffffffff"));
}

TEST_CASE("Output: the buttons ask for a fit, and the panel follows", "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {900, 700});
    open_dots(driver.session, 3, 1);
    driver.frames(2);
    driver.click("1:1");
    CHECK(driver.pushed(CommandId::OutputActualSize));
    driver.ui.apply(FitOutput{OutputFit::ActualSize});
    driver.frames(2);
    CHECK(driver.text().find("100 %") != std::string::npos);
    driver.ui.apply(FitOutput{OutputFit::Viewport});
    driver.frames(2);
    CHECK(driver.text().find("100 %") == std::string::npos);
}

TEST_CASE("Output: 100,000 instances are drawn within a limit, and the limit is told", "[panels][output]") {
    PanelDriver driver(make_output_panel(), "Output", {1600, 1000});
    open_dots(driver.session, 100'000, 1);
    driver.ui.apply(FitOutput{OutputFit::ActualSize});
    driver.frames(2);
    // A renderer with short indices gets fewer.
    CHECK(ImGui::GetDrawData()->TotalVtxCount > 20'000);
    CHECK(ImGui::GetDrawData()->TotalVtxCount < 65'536);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    driver.frames(2);
    CHECK(ImGui::GetDrawData()->TotalVtxCount > 500'000);
    CHECK(ImGui::GetDrawData()->TotalVtxCount < 1'500'000);
    CHECK(driver.outbox.items().empty());
}
