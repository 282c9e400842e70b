// SPDX-License-Identifier: MIT
#include "panels/timeline_panel.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

/// 200 frames; the bar spans them exactly, so that its first quarter is frame 50.
std::unique_ptr<PanelDriver> played() {
    auto driver = std::make_unique<PanelDriver>(make_timeline_panel(), "Timeline", ImVec2(1000, 220));
    open_state(driver->session, "played");
    driver->frames(2);
    driver->clear();
    return driver;
}

int seeks(const Outbox& outbox) {
    int count = 0;
    for (const Outbox::Item& item : outbox.items())
        if (const auto* action = std::get_if<Action>(&item)) count += std::holds_alternative<SeekTo>(*action) ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("Timeline: a click goes to the frame under it, and back returns", "[panels][timeline]") {
    auto driver = played();
    driver->click("Quarter");
    REQUIRE(driver->last<SeekTo>() != nullptr);
    CHECK(driver->last<SeekTo>()->frame == 50);
    CHECK(seeks(driver->outbox) == 1);
    REQUIRE(driver->last<LeavePlace>() != nullptr);
    CHECK(driver->last<LeavePlace>()->here == Place{200});
    driver->apply_outbox();
    driver->frames(2);
    CHECK(driver->session.cursor().frame == 50);
    CHECK(driver->text().find("Frame 50 of 200") != std::string::npos);
    CHECK(driver->ui.can_go_back());
}

TEST_CASE("Timeline: dragging seeks at most once per frame of the interface, and ends where it is let go",
          "[panels][timeline]") {
    auto driver = played();
    const int drawn = driver->drag("Quarter", "Cursor", 12);
    CHECK(seeks(driver->outbox) > 5);
    CHECK(seeks(driver->outbox) <= drawn);
    CHECK(driver->last<SeekTo>()->frame == 200);
    int departures = 0;
    for (const Outbox::Item& item : driver->outbox.items())
        if (const auto* action = std::get_if<UiAction>(&item))
            departures += std::holds_alternative<LeavePlace>(*action) ? 1 : 0;
    CHECK(departures == 1);  // a drag is one jump for "back"
}

TEST_CASE("Timeline: Ctrl and a drag repeat a range, Ctrl and a click end that", "[panels][timeline]") {
    auto driver = played();
    driver->hold(ImGuiMod_Ctrl, true);
    driver->drag("Cursor", "Quarter");
    REQUIRE(driver->last<SetLoop>() != nullptr);
    REQUIRE(driver->last<SetLoop>()->range);
    CHECK(driver->last<SetLoop>()->range->first == 50);
    CHECK(driver->last<SetLoop>()->range->last == 200);
    CHECK(seeks(driver->outbox) == 0);
    driver->clear();
    driver->click("Quarter");
    REQUIRE(driver->last<SetLoop>() != nullptr);
    CHECK_FALSE(driver->last<SetLoop>()->range);
}

TEST_CASE("Timeline: the wheel zooms at the pointer, and the whole recording can be shown again",
          "[panels][timeline]") {
    auto driver = played();
    CHECK_FALSE(driver->sees("Show all"));
    driver->wheel("Quarter", 8);
    CHECK(driver->sees("Show all"));
    CHECK_FALSE(driver->sees("Cursor"));  // frame 200 is far outside now
    driver->click("Show all");
    driver->frames();
    CHECK_FALSE(driver->sees("Show all"));
    CHECK(driver->sees("Cursor"));
    driver->wheel("Cursor", -5);
    CHECK_FALSE(driver->sees("Show all"));
}

TEST_CASE("Timeline: keys zoom around the cursor, and back to the whole recording", "[panels][timeline]") {
    auto driver = played();
    REQUIRE_FALSE(driver->session.apply(SeekTo{50}));
    driver->frames(2);
    for (int i = 0; i < 5; ++i) {
        driver->ui.apply(ZoomFrames{PanelId::Timeline, FrameZoom::In});
        driver->frames(2);
    }
    CHECK(driver->sees("Show all"));
    CHECK(driver->sees("Cursor"));
    driver->ui.apply(ZoomFrames{PanelId::Timeline, FrameZoom::All});
    driver->frames(2);
    CHECK_FALSE(driver->sees("Show all"));
}

TEST_CASE("Timeline: the right button sets, renames and removes a bookmark of the frame under it",
          "[panels][timeline]") {
    auto driver = played();
    driver->right_click("Quarter");
    driver->click("Frame menu/Bookmark");
    REQUIRE(driver->last<SetBookmark>() != nullptr);
    CHECK(driver->last<SetBookmark>()->bookmark.frame == 50);
    driver->apply_outbox();
    driver->frames(2);
    driver->right_click("Quarter");
    driver->click("Frame menu/Rename bookmark…");
    REQUIRE(driver->last<ShowPrompt>() != nullptr);
    CHECK(std::get<AskBookmark>(driver->last<ShowPrompt>()->question).frame == 50);
    driver->right_click("Quarter");
    driver->click("Frame menu/Remove bookmark");
    REQUIRE(driver->last<RemoveBookmark>() != nullptr);
    CHECK(driver->last<RemoveBookmark>()->frame == 50);
    driver->clear();
    driver->click("Bookmarks");
    driver->click("Bookmarks/frame 50");
    REQUIRE(driver->last<SeekTo>() != nullptr);
    CHECK(driver->last<SeekTo>()->frame == 50);
}

TEST_CASE("Timeline: the memory of the recording is shown, and its limit can be changed", "[panels][timeline]") {
    auto driver = played();
    CHECK(driver->sees("Memory"));
    driver->hover("Memory");
    CHECK(driver->text().find("Keyframes") != std::string::npos);
    driver->click("Memory");
    driver->click("Budget/64 MiB");
    REQUIRE(driver->last<SetHistoryBudget>() != nullptr);
    CHECK(driver->last<SetHistoryBudget>()->bytes == std::size_t{64} << 20);
}

TEST_CASE("Timeline: branches are listed once there are several", "[panels][timeline]") {
    auto driver = played();
    CHECK_FALSE(driver->sees("Branches"));
    REQUIRE_FALSE(driver->session.apply(SeekTo{60}));
    REQUIRE_FALSE(driver->session.apply(EditSlot{2, 1.0}));
    driver->frames(2);
    driver->click("Branches");
    CHECK(driver->count("Branches/branch ") == 1);
}

TEST_CASE("Timeline: what takes its time is shown with its progress, and can be cancelled", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {1000, 220});
    ProgramBuilder b("long");
    b.f64(0, "t").f64(1, "model").time_derive(0, 1);
    for (SlotId slot = 2; slot < 500; ++slot) b.f64(slot).node_step(100, {slot - 1, 1}, {slot});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(driver.session.apply(OpenProgram{std::move(loaded), ""}));
    REQUIRE_FALSE(driver.session.apply(SetSpeed{0}));
    REQUIRE_FALSE(driver.session.apply(Play{9000}));  // more steps than an action runs at once
    driver.session.run(1, [] { return true; });
    REQUIRE_FALSE(driver.session.apply(VerifyRecording{}));
    REQUIRE(driver.session.work());
    driver.frames(2);
    CHECK(driver.sees("Work"));
    CHECK(driver.text().find(" %") != std::string::npos);
    driver.click("Cancel");
    CHECK(driver.pushed(CommandId::Cancel));
    driver.apply_outbox();
    driver.frames();
    CHECK_FALSE(driver.session.work());
    CHECK_FALSE(driver.sees("Work"));
}

TEST_CASE("Timeline: says the frame, and where inside it the steps stand", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {1000, 220});
    open_state(driver.session, "inside a frame");
    driver.frames(2);
    const std::string words = driver.text();
    INFO(words);
    CHECK(words.find("Frame 3") != std::string::npos);
    CHECK(words.find("Step 2 of 4 next: 2") != std::string::npos);
    CHECK(driver.sees("Frames"));
    CHECK(driver.sees("Steps"));
}

TEST_CASE("Timeline: a click on a step's tick selects a step", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {200, 220});
    open_state(driver.session, "one frame");
    driver.frames(2);
    driver.click("Steps");
    REQUIRE(driver.last<SelectStep>() != nullptr);
    CHECK(driver.last<SelectStep>()->step < 4);
}

TEST_CASE("Timeline: faults are counted, and the count leads to the latest", "[panels][timeline]") {
    PanelDriver driver(make_timeline_panel(), "Timeline", {1000, 220});
    open_state(driver.session, "faulted");
    driver.frames(2);
    driver.click("1 fault");
    CHECK(driver.pushed(CommandId::GoToFault));
}
