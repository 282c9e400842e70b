// SPDX-License-Identifier: MIT
#include "panels/raster_panel.h"

#include <catch2/catch_test_macros.hpp>
#include <ctime>
#include <memory>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

/// 200 frames of a ring program, everything that the panel asks for filled.
std::unique_ptr<PanelDriver> played() {
    auto driver = std::make_unique<PanelDriver>(make_raster_panel(), "Raster", ImVec2(1000, 500));
    open_state(driver->session, "played");
    driver->frames(2);
    driver->apply_outbox();
    while (driver->session.is_busy()) driver->session.run(0, [] { return true; });
    driver->frames(2);
    driver->clear();
    return driver;
}

}  // namespace

TEST_CASE("Raster panel: it asks once for what it shows, and again when it shows something else", "[panels][raster]") {
    PanelDriver driver(make_raster_panel(), "Raster", ImVec2(1000, 500));
    open_state(driver.session, "played");
    driver.frames(1);
    const RequestValues* wanted = driver.last<RequestValues>();
    REQUIRE(wanted != nullptr);
    CHECK(wanted->request.viewer == ValueViewer::Raster);
    CHECK(wanted->request.slots == std::vector<SlotId>{0, 1, 2, 3, 4, 5});
    CHECK(wanted->request.first == 0);
    CHECK(wanted->request.last >= 200);
    driver.apply_outbox();
    driver.frames(3);
    CHECK(driver.outbox.items().empty());
    driver.hold(ImGuiMod_Ctrl, true);
    driver.wheel("Ruler", 5);
    driver.hold(ImGuiMod_Ctrl, false);
    driver.frames(1);
    REQUIRE(driver.last<RequestValues>() != nullptr);
    CHECK(driver.last<RequestValues>()->request.last - driver.last<RequestValues>()->request.first < 150);
}

TEST_CASE("Raster panel: rows have the names of the slots, a click selects, a double click goes to the frame",
          "[panels][raster]") {
    auto driver = played();
    CHECK(driver->count("row ") == 6);
    driver->click("row 4");
    REQUIRE(driver->last<SelectSlot>() != nullptr);
    CHECK(driver->last<SelectSlot>()->slot == 4);
    driver->clear();
    driver->click("cells 3");
    REQUIRE(driver->last<SelectSlot>() != nullptr);
    CHECK(driver->last<SelectSlot>()->slot == 3);
    CHECK(driver->last<SeekTo>() == nullptr);
    driver->double_click("cells 2");
    REQUIRE(driver->last<SeekTo>() != nullptr);
    CHECK(driver->last<SeekTo>()->frame == 100);  // the middle of 200
    CHECK(driver->last<LeavePlace>() != nullptr);
}

TEST_CASE("Raster panel: hovering tells slot, frame and value", "[panels][raster]") {
    auto driver = played();
    driver->hover("cells 2");
    driver->frames(40);
    const std::string words = driver->text();
    INFO(words);
    CHECK(words.find("2 sum") != std::string::npos);
    CHECK(words.find("Frame 100") != std::string::npos);
    CHECK(words.find("written, changed") != std::string::npos);
}

TEST_CASE("Raster panel: the ruler goes to the frame under it, and dragging the cells pans a part",
          "[panels][raster]") {
    auto driver = played();
    driver->click("Ruler");
    REQUIRE(driver->last<SeekTo>() != nullptr);
    CHECK(driver->last<SeekTo>()->frame == 100);
    driver->clear();
    CHECK_FALSE(driver->is_enabled("Show all"));
    driver->wheel("cells 3", 8);  // six rows do not scroll: the wheel is the raster's
    driver->frames(2);
    CHECK(driver->is_enabled("Show all"));
    CHECK_FALSE(driver->sees("Cursor"));  // frame 200 is outside
    driver->drag("cells 3", "row 3");
    CHECK(driver->last<SelectSlot>() == nullptr);
    driver->click("Show all");
    driver->frames(2);
    CHECK(driver->sees("Cursor"));
}

TEST_CASE("Raster panel: the whole legend is there at every width, in words where they have room", "[panels][raster]") {
    auto driver = played();
    for (const float width : {300.0F, 420.0F, 560.0F, 700.0F, 1000.0F}) {
        INFO("width " << width);
        driver->resize({width, 500});
        driver->frames(2);
        for (const char* entry : {"changed", "same value", "not written", "NaN", "not yet seen"})
            CHECK(driver->sees(std::string("Raster/") + entry));
    }
    CHECK(driver->text().find("not yet seen") != std::string::npos);
    driver->resize({420, 500});
    driver->frames(2);
    CHECK(driver->text().find("not yet seen") == std::string::npos);
    driver->hover("Raster/not yet seen");
    driver->frames(40);
    CHECK(driver->text().find("not yet seen") != std::string::npos);
}

TEST_CASE("Raster panel: keys zoom around the cursor, and back to the whole recording", "[panels][raster]") {
    auto driver = played();
    REQUIRE_FALSE(driver->session.apply(SeekTo{50}));
    driver->frames(2);
    const auto zoom = [&](FrameZoom what) {
        driver->ui.apply(ZoomFrames{PanelId::Raster, what});
        driver->frames(2);
    };
    for (int i = 0; i < 6; ++i) zoom(FrameZoom::In);
    CHECK(driver->sees("Cursor"));
    driver->double_click("cells 2");
    REQUIRE(driver->last<SeekTo>() != nullptr);
    // The middle of the cells is near the cursor's frame now, and was frame 100 before.
    CHECK(driver->last<SeekTo>()->frame < 70);
    CHECK(driver->last<SeekTo>()->frame > 30);
    CHECK(driver->is_enabled("Show all"));
    zoom(FrameZoom::Out);
    CHECK(driver->is_enabled("Show all"));
    zoom(FrameZoom::All);
    CHECK_FALSE(driver->is_enabled("Show all"));
    // What is asked of another panel is not for this one.
    driver->ui.apply(ZoomFrames{PanelId::Timeline, FrameZoom::In});
    driver->frames(2);
    CHECK_FALSE(driver->is_enabled("Show all"));
}

TEST_CASE("Raster panel: rows get lower and taller by keys and wheel, and keep their height between runs",
          "[panels][raster]") {
    PanelDriver driver(make_raster_panel(), "Raster", ImVec2(1000, 500));
    open_state(driver.session, "100,000 slots");
    driver.frames(2);
    const int before = driver.count("row ");
    for (int i = 0; i < 4; ++i) {
        driver.ui.apply(ZoomFrames{PanelId::Raster, FrameZoom::Lower});
        driver.frames(2);
    }
    const int lower = driver.count("row ");
    CHECK(lower > 3 * before / 2);
    const Keyed kept = driver.panel().settings().print();
    driver.hold(ImGuiMod_Alt, true);
    driver.wheel("row 3", 6);
    driver.hold(ImGuiMod_Alt, false);
    driver.frames(2);
    CHECK(driver.count("row ") < before);
    CHECK(driver.sees("row 3"));  // what is under the mouse stays there
    for (const auto& [key, value] : kept) CHECK(driver.panel().settings().set(key, value));
    driver.frames(2);
    CHECK(driver.count("row ") == lower);
}

TEST_CASE("Raster panel: the menu of a cell compares with its frame", "[panels][raster]") {
    auto driver = played();
    driver->right_click("cells 2");
    driver->frames(2);
    driver->click("Raster menu/Compare with this frame");
    REQUIRE(driver->last<CompareWith>() != nullptr);
    CHECK(driver->last<CompareWith>()->frame == 100);
}

TEST_CASE("Raster panel: the filter leaves rows out", "[panels][raster]") {
    auto driver = played();
    driver->type("filter/Text", "delayed");
    driver->frames(2);
    CHECK(driver->count("row ") == 1);
    CHECK(driver->sees("row 4"));
}

TEST_CASE("Raster panel: of 100,000 slots it draws those that are visible, and asks for few more", "[panels][raster]") {
    PanelDriver driver(make_raster_panel(), "Raster", ImVec2(1600, 900));
    open_state(driver.session, "100,000 slots");
    REQUIRE_FALSE(driver.session.apply(SetSpeed{0}));
    REQUIRE_FALSE(driver.session.apply(Play{3000}));
    while (driver.session.is_playing()) driver.session.run(0, [] { return true; });
    driver.frames(2);
    CHECK(driver.count("row ") < 70);
    CHECK(driver.count("row ") > 30);
    REQUIRE(driver.last<RequestValues>() != nullptr);
    CHECK(driver.last<RequestValues>()->request.slots.size() < 100);
    // Filled, as the first rows change in every frame; CPU time of a frame that is drawn again, and of one made anew.
    driver.apply_outbox();
    for (int i = 0; i < 400 && driver.session.is_busy(); ++i)
        driver.session.run(0, [n = 40]() mutable { return --n > 0; });
    const auto milliseconds = [&](bool is_new) {
        constexpr int kFrames = 40;
        const std::clock_t start = std::clock();
        for (int i = 0; i < kFrames; ++i) {
            if (is_new) REQUIRE_FALSE(driver.session.apply(SetFps{60}));  // another revision
            driver.frames();
        }
        return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / kFrames;
    };
    const double again = milliseconds(false), anew = milliseconds(true);
    CAPTURE(again, anew);
    CHECK(again < 20);  // about 1 and 2 on a quiet machine; bounds for slow ones with sanitizers
    CHECK(anew < 60);
}
