// SPDX-License-Identifier: MIT
#include "panels/slots_panel.h"

#include <catch2/catch_test_macros.hpp>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

TEST_CASE("Slots: a click selects the slot, a double click goes to its writer", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "one frame");
    driver.frames(2);
    driver.click("row 2");
    REQUIRE(driver.last<SelectSlot>() != nullptr);
    CHECK(driver.last<SelectSlot>()->slot == 2);
    CHECK(driver.last<SelectStep>() == nullptr);
    driver.double_click("row 2");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step == 1);
}

TEST_CASE("Slots: typing filters, and what nothing matches offers to show all", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "one frame");
    driver.frames(2);
    CHECK(driver.count("row ") == 6);
    driver.type("Slots/filter/Text", "sum");
    CHECK(driver.count("row ") == 1);
    CHECK(driver.sees("row 2"));
    driver.type("Slots/filter/Text", " nonsense");
    CHECK(driver.count("row ") == 0);
    driver.click("Show all");
    driver.frames(2);
    CHECK(driver.count("row ") == 6);
}

TEST_CASE("Slots: chips choose kinds, and a selected step narrows to its slots", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "one frame");
    driver.frames(2);
    driver.click("never");
    CHECK(driver.count("row ") == 1);
    CHECK(driver.sees("row 5"));
    driver.click("never");
    CHECK(driver.count("row ") == 6);
    driver.ui.apply(SelectStep{1});
    driver.frames(2);
    CHECK(driver.count("row ") == 6);
    CHECK(driver.count("of step 1") == 1);
}

TEST_CASE("Slots: only rows in view are drawn, and a selection far away is scrolled to", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "100,000 slots");
    driver.frames(2);
    CHECK(driver.count("row ") < 60);
    CHECK_FALSE(driver.sees("row 70000"));
    driver.ui.apply(SelectSlot{70'000});
    driver.frames(3);
    CHECK(driver.sees("row 70000"));
}

TEST_CASE("Slots: the menu copies and offers the commands that apply", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "played");
    driver.frames(2);
    driver.right_click("row 3");
    driver.apply_outbox();
    driver.frames(2);
    CHECK(driver.ui.selection().slot == SlotId{3});
    CHECK(driver.is_enabled("go-writer"));
    driver.click("Copy as JSON");
    REQUIRE(driver.last<CopyText>() != nullptr);
    CHECK_FALSE(driver.last<CopyText>()->text.empty());
}

TEST_CASE("Slots: a click on a header sorts, a second one turns it round", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "played");
    driver.frames(2);
    driver.click("header/Name");
    CHECK(driver.panel().settings().print()[2].second == "1");
    CHECK(driver.panel().settings().print()[3].second == "no");
    driver.click("header/Name");
    CHECK(driver.panel().settings().print()[3].second == "yes");
}

TEST_CASE("Slots: at every width name and value stay, and what is shown of the status is whole", "[panels][slots]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 600});
    open_state(driver.session, "one frame");
    std::string before;
    for (float width = 1400; width > 200; width -= 25) {
        INFO("width " << width);
        driver.resize({width, 600});
        driver.frames(2);
        CHECK(driver.sees("header/Name"));
        CHECK(driver.sees("header/Value"));
        // Narrower windows never show more.
        std::string shown;
        for (const char* column : {"Status", "Change", "Written by", "Type", "Order"})
            shown += driver.sees("header/" + std::string(column)) ? 'x' : '-';
        INFO(before << " then " << shown);
        for (std::size_t i = 0; i < before.size(); ++i) CHECK((before[i] == 'x' || shown[i] == '-'));
        before = shown;
        const std::string words = driver.text();
        INFO(words);
        for (const char* cut : {"c…", "ch…", "cha…", "chan…", "chang…", "change…", "nev…", "neve…"})
            CHECK(words.find(cut) == std::string::npos);
    }
    CHECK(before == "-----");
}

TEST_CASE("Slots: frozen values are two columns that say of which frame, sorted by how far they moved",
          "[panels][slots][frozen]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 500});
    open_state(driver.session, "played");
    driver.frames(2);
    CHECK_FALSE(driver.sees("header/Since 200"));
    REQUIRE_FALSE(driver.session.apply(FreezeValues{}));
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(driver.session.apply(StepFrame{}));
    driver.frames(2);
    REQUIRE(driver.sees("header/Frame 200"));
    driver.click("header/Since 200");
    driver.click("header/Since 200");
    driver.frames(3);
    // "twice" (slot 3) has moved twice as far as "sum" (slot 2); "forgotten" (slot 5) not at all.
    const std::string words = driver.text();
    const std::size_t twice = words.find("twice"), sum = words.find("sum"), forgotten = words.find("forgotten");
    REQUIRE(twice != std::string::npos);
    CHECK(twice < sum);
    CHECK(sum < forgotten);
    REQUIRE_FALSE(driver.session.apply(ClearFrozen{}));
    driver.frames(2);
    CHECK_FALSE(driver.sees("header/Since 200"));
    // The order that has no column any more is that of the numbers.
    driver.hover("row 5");  // a tooltip of the header would be all that is said
    const std::string after = driver.text();
    CHECK(after.find("sum") < after.find("twice"));
    // Narrow panels keep the change at least.
    REQUIRE_FALSE(driver.session.apply(FreezeValues{}));
    driver.resize({400, 500});
    driver.frames(3);
    CHECK(driver.sees("header/Since 203"));
    CHECK_FALSE(driver.sees("header/Frame 203"));
}

TEST_CASE("Slots: objects that are others than the frozen ones are marked as such", "[panels][slots][frozen]") {
    PanelDriver driver(make_slots_panel(), "Slots", {1200, 500});
    open_dots(driver.session, 10, 2);
    REQUIRE_FALSE(driver.session.apply(FreezeValues{}));
    driver.frames(2);
    CHECK(driver.text().find("≠") == std::string::npos);
    REQUIRE_FALSE(driver.session.apply(EditSlot{4, Value(TypedArray{ElementType::F32, std::vector<float>{1, 2}})}));
    driver.frames(2);
    CHECK(driver.text().find("≠") != std::string::npos);
}
