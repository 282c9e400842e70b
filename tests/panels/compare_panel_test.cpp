// SPDX-License-Identifier: MIT
#include "panels/compare_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Compare panel: without a kept frame it offers to keep this one", "[panels][compare]") {
    PanelDriver driver(make_compare_panel(), "Compare", {800, 400});
    open_state(driver.session, "played");
    driver.frames(2);
    driver.click("Compare with this frame");
    CHECK(driver.pushed(CommandId::CompareHere));
}

TEST_CASE("Compare panel: what differs is listed and follows the cursor; all on request", "[panels][compare]") {
    PanelDriver driver(make_compare_panel(), "Compare", {800, 500});
    open_state(driver.session, "played");
    REQUIRE_FALSE(driver.session.apply(CompareWith{200}));
    driver.session.finish_work();
    driver.frames(2);
    CHECK(driver.text().find("Nothing differs") != std::string::npos);
    REQUIRE_FALSE(driver.session.apply(SeekTo{150}));
    driver.session.finish_work();
    driver.frames(2);
    CHECK(driver.sees("row sum"));
    CHECK_FALSE(driver.sees("row forgotten"));
    driver.click("row sum");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
    driver.click("all");
    driver.frames(2);
    CHECK(driver.sees("row forgotten"));
    driver.click("kept frame");
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->frame == 200);
    driver.type("filter/Text", "twice");
    driver.frames(2);
    CHECK(driver.count("row ") == 1);
}
