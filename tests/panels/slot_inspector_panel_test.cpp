// SPDX-License-Identifier: MIT
#include "panels/slot_inspector_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Slot inspector: without a selection it says how to make one", "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {400, 900});
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK(driver.text().find("No slot selected") != std::string::npos);
    driver.click("Find…");
    CHECK(driver.pushed(CommandId::FindAnything));
}

TEST_CASE("Slot inspector: writer, its inputs and the readers are links", "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {400, 1200});
    open_state(driver.session, "played");
    driver.ui.apply(SelectSlot{2});
    driver.frames(2);
    CHECK(driver.sees("value"));
    CHECK(driver.sees("bits"));
    CHECK(driver.sees("history"));
    driver.click("step 1");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 1);
    driver.click("reads/slot 1");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 1);
    driver.click("step 2");
    CHECK(driver.last<SelectStep>()->step == 2);
}

TEST_CASE("Slot inspector: a slot that the program does not have is named", "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {400, 900});
    open_state(driver.session, "one frame");
    driver.ui.apply(SelectSlot{4711});
    driver.frames(2);
    CHECK(driver.text().find("Not in this program") != std::string::npos);
}

TEST_CASE("Slot inspector: a slot that faults in every frame names both writers", "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {400, 900});
    open_state(driver.session, "faulted");
    driver.ui.apply(SelectSlot{2});
    driver.frames(2);
    CHECK(driver.sees("step 1"));
    CHECK(driver.sees("step 2"));
}

TEST_CASE("Slot inspector: a buffer has plot, histogram and a table whose rows select its elements",
          "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {420, 1200});
    open_dots(driver.session, 500, 1);
    driver.ui.apply(SelectSlot{4});
    driver.frames(2);
    CHECK(driver.sees("buffer/elements"));
    CHECK(driver.sees("buffer/histogram"));
    CHECK(driver.sees("buffer/row 0"));
    CHECK_FALSE(driver.sees("buffer/row 400"));
    driver.click("buffer/row 3");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 4);
    CHECK(driver.last<SelectSlot>()->element == 3U);
    driver.ui.apply(SelectSlot{4, 400});
    driver.frames(3);
    CHECK(driver.sees("buffer/row 400"));
}

TEST_CASE("Slot inspector: a render frame says what is in it, and can be opened as it is", "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {420, 1200});
    open_dots(driver.session, 12, 1);
    driver.ui.apply(SelectSlot{2});
    driver.frames(2);
    CHECK(driver.text().find("instances2d, 12") != std::string::npos);
    driver.frames(1);  // text() opens trees
    CHECK_FALSE(driver.sees("buffer/value/passes"));
    driver.click("buffer/As it is");
    driver.frames(2);
    CHECK(driver.sees("buffer/value/passes"));
}

TEST_CASE("Slot inspector: the whole recording is plotted; the wheel zooms, a click goes there",
          "[panels][inspector]") {
    PanelDriver driver(make_slot_inspector_panel(), "Slot", {400, 900});
    open_state(driver.session, "played");
    driver.ui.apply(SelectSlot{2});
    driver.frames(2);
    REQUIRE(driver.sees("whole"));
    REQUIRE(driver.last<RequestValues>() != nullptr);
    CHECK(driver.last<RequestValues>()->request.viewer == ValueViewer::Plot);
    CHECK(driver.last<RequestValues>()->request.slots == std::vector<SlotId>{2});
    driver.apply_outbox();
    while (driver.session.is_busy()) driver.session.run(0, [] { return true; });
    driver.frames(2);
    CHECK(driver.outbox.items().empty());
    CHECK(driver.text().find("0 to 200") != std::string::npos);
    driver.wheel("whole", 6);
    driver.frames(2);
    CHECK(driver.sees("Show all"));
    CHECK(driver.text().find("0 to 200") == std::string::npos);
    driver.click("Show all");
    driver.frames(2);
    CHECK_FALSE(driver.sees("Show all"));
    driver.clear();
    driver.click("whole");
    REQUIRE(driver.last<SeekTo>() != nullptr);
    CHECK(driver.last<SeekTo>()->frame > 60);
    CHECK(driver.last<SeekTo>()->frame < 120);  // the labels at the right are no frames
}
