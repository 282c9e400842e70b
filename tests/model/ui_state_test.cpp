// SPDX-License-Identifier: MIT
#include "model/ui_state.h"

#include <catch2/catch_test_macros.hpp>

using namespace slotscope;
using namespace slotscope::gui;

TEST_CASE("UiState: kinds of things are selected side by side, the last one has the focus", "[model][ui]") {
    UiState ui;
    ui.apply(SelectSlot{12});
    ui.apply(SelectStep{3});
    ui.apply(SelectCell{2, 7});
    CHECK(ui.selection().slot == 12);
    CHECK(ui.selection().step == 3);
    CHECK(ui.selection().cell == 2);
    CHECK(ui.selection().element == 7);
    CHECK(ui.selection().focus == Focus::Cell);
    ui.apply(SelectCell{4, std::nullopt});
    CHECK_FALSE(ui.selection().element);
    ui.apply(ClearSelection{});
    CHECK(ui.selection() == Selection{});
}

TEST_CASE("UiState: every selection asks to be revealed once per tracker, also a repeated one", "[model][ui]") {
    UiState ui;
    RevealTracker first, second;
    CHECK_FALSE(first.due(ui));
    ui.apply(SelectSlot{1});
    CHECK(first.due(ui));
    CHECK_FALSE(first.due(ui));
    CHECK(second.due(ui));
    ui.apply(SelectSlot{1});
    CHECK(first.due(ui));
}

TEST_CASE("UiState: back and forward walk through selections, and a new one cuts the way forward", "[model][ui]") {
    UiState ui;
    for (const SlotId slot : {1U, 2U, 3U}) ui.apply(SelectSlot{slot});
    ui.apply(SelectSlot{3});  // no new place
    ui.apply(NavigateBack{});
    CHECK(ui.selection().slot == 2);
    ui.apply(NavigateBack{});
    ui.apply(NavigateBack{});
    CHECK_FALSE(ui.selection().slot);
    CHECK_FALSE(ui.can_go_back());
    ui.apply(NavigateBack{});  // nowhere to go: nothing happens
    ui.apply(NavigateForward{});
    CHECK(ui.selection().slot == 1);
    ui.apply(SelectSlot{9});
    CHECK_FALSE(ui.can_go_forward());
    ui.apply(NavigateBack{});
    CHECK(ui.selection().slot == 1);
}

TEST_CASE("UiState: the way back is bounded and keeps the newest", "[model][ui]") {
    UiState ui;
    for (SlotId slot = 0; slot < 1000; ++slot) ui.apply(SelectSlot{slot});
    int steps = 0;
    while (ui.can_go_back()) {
        ui.apply(NavigateBack{});
        ++steps;
    }
    CHECK(steps == 200);
    CHECK(ui.selection().slot == 799);
}

TEST_CASE("UiState: back returns to places that jumps have left, between selections in the order of events",
          "[model][ui]") {
    UiState ui;
    ui.apply(SelectSlot{1});
    ui.apply(LeavePlace{{40}});
    ui.apply(SelectSlot{2});
    ui.apply(NavigateBack{{90}});
    CHECK(ui.selection().slot == 1);
    CHECK(ui.take_requests().empty());
    ui.apply(NavigateBack{{90}});
    auto requests = ui.take_requests();
    REQUIRE(requests.size() == 1);
    CHECK(std::get<ReturnToPlace>(requests[0]).place == Place{40});
    CHECK(ui.selection().slot == 1);
    ui.apply(NavigateForward{{40}});
    requests = ui.take_requests();
    REQUIRE(requests.size() == 1);
    CHECK(std::get<ReturnToPlace>(requests[0]).place == Place{90});
    ui.apply(NavigateForward{{90}});
    CHECK(ui.selection().slot == 2);
    CHECK_FALSE(ui.can_go_forward());
    ui.apply(LeavePlace{{7}});
    ui.apply(LeavePlace{{7}});  // the same place twice is one
    ui.apply(NavigateBack{{8}});
    ui.apply(NavigateBack{{7}});
    CHECK(ui.selection().slot == 1);
}

TEST_CASE("UiState: another program clears the selection, a reload keeps it", "[model][ui]") {
    UiState ui;
    ui.apply(SelectSlot{5});
    ui.program_changed(true);
    CHECK(ui.selection().slot == 5);
    ui.program_changed(false);
    CHECK_FALSE(ui.selection().slot);
    CHECK_FALSE(ui.can_go_back());
}

TEST_CASE("UiState: toggling a hidden panel brings it to the front before it closes it", "[model][ui]") {
    UiState ui;
    CHECK_FALSE(ui.layout().is_visible(PanelId::Program));
    ui.apply(TogglePanel{PanelId::Program});
    CHECK(ui.layout().is_visible(PanelId::Program));
    ui.apply(TogglePanel{PanelId::Program});
    CHECK_FALSE(ui.layout().is_open(PanelId::Program));
}

TEST_CASE("UiState: next tab goes round in the region with the focus", "[model][ui]") {
    UiState ui;
    ui.apply(FocusRegion{Region::Bottom});
    const auto first = ui.layout().active(Region::Bottom);
    const int count = static_cast<int>(ui.layout().tabs(Region::Bottom).panels.size());
    for (int i = 0; i < count; ++i) {
        if (i > 0) CHECK(ui.layout().active(Region::Bottom) != first);
        ui.apply(NextTab{1});
    }
    CHECK(ui.layout().active(Region::Bottom) == first);
    ui.apply(NextTab{-1});
    CHECK(ui.layout().tabs(Region::Bottom).active == static_cast<std::size_t>(count) - 1);
}

TEST_CASE("UiState: toasts fade, errors later than the rest, and the same words are not shown twice", "[model][ui]") {
    UiState ui;
    ui.apply(ShowToast{ToastKind::Info, "Copied.", std::nullopt});
    ui.apply(ShowToast{ToastKind::Info, "Copied.", std::nullopt});
    ui.apply(ShowToast{ToastKind::Error, "Broken.", PanelId::Problems});
    REQUIRE(ui.toasts().size() == 2);
    ui.tick(3.5);
    REQUIRE(ui.toasts().size() == 1);
    CHECK(ui.toasts().front().text == "Broken.");
    ui.apply(DismissToast{ui.toasts().front().id});
    CHECK(ui.toasts().empty());
    for (int i = 0; i < 20; ++i) ui.apply(ShowToast{ToastKind::Info, std::to_string(i), std::nullopt});
    CHECK(ui.toasts().size() == 5);
    CHECK(ui.toasts().back().text == "19");
}

TEST_CASE("UiState: recent files are unique, newest first, and bounded", "[model][ui]") {
    UiState ui;
    for (int i = 0; i < 30; ++i) ui.remember_file("/p/" + std::to_string(i) + ".json");
    ui.remember_file("/p/25.json");
    CHECK(ui.recent_files().size() == 12);
    CHECK(ui.recent_files()[0] == "/p/25.json");
    CHECK(ui.recent_files()[1] == "/p/29.json");
    ui.forget_file("/p/29.json");
    CHECK(ui.recent_files()[1] == "/p/28.json");
}

TEST_CASE("UiState: what only the application can do waits as a request, once", "[model][ui]") {
    UiState ui;
    ui.apply(OpenFile{"/a.json"});
    ui.apply(CopyText{"1.5"});
    const auto requests = ui.take_requests();
    REQUIRE(requests.size() == 2);
    CHECK(std::get<OpenFile>(requests[0]).path == "/a.json");
    CHECK(std::get<CopyText>(requests[1]).text == "1.5");
    CHECK(ui.take_requests().empty());
}

TEST_CASE("UiState: zoom stays within what can be read and what fits", "[model][ui]") {
    UiState ui;
    ui.apply(SetZoom{0.01F});
    CHECK(ui.zoom() == kMinZoom);
    ui.apply(SetZoom{100});
    CHECK(ui.zoom() == kMaxZoom);
}

TEST_CASE("UiState: opening an overlay counts, so that it starts afresh", "[model][ui]") {
    UiState ui;
    const auto before = ui.overlay_serial();
    ui.apply(ShowPalette{PaletteMode::Find});
    CHECK(ui.overlay() == Overlay::Palette);
    CHECK(ui.palette_mode() == PaletteMode::Find);
    CHECK(ui.overlay_serial() != before);
    ui.apply(CloseOverlay{});
    CHECK(ui.overlay() == Overlay::None);
}
