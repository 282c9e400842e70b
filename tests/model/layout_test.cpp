// SPDX-License-Identifier: MIT
#include "model/layout.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <map>

using namespace slotscope::gui;
using Catch::Matchers::WithinAbs;

namespace {

constexpr Rect kArea{0, 0, 1600, 900};
constexpr float kGap = 4, kMinWidth = 100, kMinHeight = 60;
constexpr Preset kPresets[] = {Preset::Inspect, Preset::Slots, Preset::Rings, Preset::Schedule};

LayoutBoxes boxes_of(const Layout& layout, const Rect& area = kArea) {
    return layout.boxes(area, kGap, kMinWidth, kMinHeight);
}

Rect rect_of(const LayoutBoxes& boxes, Region region) {
    for (const RegionBox& box : boxes.regions)
        if (box.region == region) return box.rect;
    FAIL("the region has no rectangle");
    return {};
}

float area_of(const Rect& r) { return r.width * r.height; }

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// Every unit of the area belongs to exactly one region or gap.
void check_tiling(const LayoutBoxes& boxes, const Rect& area) {
    float total = 0;
    std::vector<Rect> all;
    for (const RegionBox& box : boxes.regions) all.push_back(box.rect);
    for (const SplitterBox& box : boxes.splitters) all.push_back(box.rect);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i].x >= area.x);
        CHECK(all[i].y >= area.y);
        CHECK(all[i].x + all[i].width <= area.x + area.width);
        CHECK(all[i].y + all[i].height <= area.y + area.height);
        total += area_of(all[i]);
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(all[i], all[j]));
    }
    CHECK_THAT(total, WithinAbs(area_of(area), 1.0));
}

}  // namespace

TEST_CASE("Layout: the regions and gaps of every preset tile the window at any size", "[model][layout]") {
    for (const Preset preset : kPresets) {
        for (const Rect& area : {kArea, Rect{8, 70, 1280, 600}, Rect{0, 0, 80, 40}, Rect{0, 0, 3840, 2160}})
            check_tiling(boxes_of(preset_layout(preset), area), area);
    }
}

TEST_CASE("Layout: what a preset is for is in the middle and in front", "[model][layout]") {
    const auto in_front = [](Preset preset) {
        const RegionTabs centre = preset_layout(preset).tabs(Region::Centre);
        return centre.panels[centre.active];
    };
    CHECK(in_front(Preset::Slots) == PanelId::Slots);
    CHECK(in_front(Preset::Rings) == PanelId::Rings);
    CHECK(in_front(Preset::Schedule) == PanelId::Schedule);
}

TEST_CASE("Layout: every preset opens every panel but the welcome screen", "[model][layout]") {
    for (const Preset preset : kPresets) {
        const Layout layout = preset_layout(preset);
        for (const PanelInfo& info : kPanels) CHECK(layout.is_open(info.id) == (info.id != PanelId::Welcome));
    }
}

TEST_CASE("Layout: the default has the schedule left, slots in the middle, the inspector right over state, tabs below",
          "[model][layout]") {
    const Layout layout = preset_layout(Preset::Inspect);
    const LayoutBoxes boxes = boxes_of(layout);
    const Rect left = rect_of(boxes, Region::Left), centre = rect_of(boxes, Region::Centre),
               right = rect_of(boxes, Region::Right), state = rect_of(boxes, Region::RightBottom),
               bottom = rect_of(boxes, Region::Bottom);
    CHECK(layout.active(Region::Left) == PanelId::Schedule);
    CHECK(layout.active(Region::Centre) == PanelId::Slots);
    CHECK(layout.active(Region::Right) == PanelId::SlotInspector);
    CHECK(left.x < centre.x);
    CHECK(centre.x < right.x);
    CHECK(right.y < state.y);
    CHECK(right.x == state.x);
    CHECK(bottom.width == kArea.width);
    CHECK(bottom.y > centre.y);
    CHECK(centre.width > right.width);
}

TEST_CASE("Layout: a region without panels leaves its room to its neighbour", "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    const Rect before = rect_of(boxes_of(layout), Region::Right);
    layout.close(PanelId::State);
    CHECK(rect_of(boxes_of(layout), Region::Right) == before);  // Rings is still there
    layout.close(PanelId::Rings);
    const LayoutBoxes boxes = boxes_of(layout);
    CHECK(rect_of(boxes, Region::Right).height > before.height);
    CHECK(boxes.regions.size() == 4);
    check_tiling(boxes, kArea);
}

TEST_CASE("Layout: with every panel closed there is nothing to place", "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    for (const PanelInfo& info : kPanels) layout.close(info.id);
    CHECK(boxes_of(layout).regions.empty());
    CHECK(boxes_of(layout).splitters.empty());
}

TEST_CASE("Layout: closing the tab in front shows a neighbour, closing another keeps the front", "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    layout.open(PanelId::Program);
    layout.close(PanelId::Timeline);
    CHECK(layout.active(Region::Bottom) == PanelId::Program);
    layout.close(PanelId::Program);
    CHECK(layout.active(Region::Bottom).has_value());
    CHECK(layout.active(Region::Bottom) != PanelId::Program);
    layout.close(PanelId::Program);  // closed already: nothing happens
    CHECK_FALSE(layout.is_open(PanelId::Program));
}

TEST_CASE("Layout: a closed panel comes back where it was last", "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    layout.move(PanelId::Program, Region::Left);
    layout.close(PanelId::Program);
    layout.open(PanelId::Program);
    CHECK(layout.region_of(PanelId::Program) == Region::Left);
    CHECK(layout.active(Region::Left) == PanelId::Program);
    layout.open(PanelId::Welcome);
    CHECK(layout.region_of(PanelId::Welcome) == panel_info(PanelId::Welcome).home);
}

TEST_CASE("Layout: moving a panel takes it along once and brings it to the front", "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    layout.move(PanelId::Rings, Region::Centre);
    CHECK(layout.active(Region::Centre) == PanelId::Rings);
    CHECK(layout.tabs(Region::RightBottom).panels == std::vector{PanelId::State});
    layout.move(PanelId::Rings, Region::Centre);
    CHECK(layout.tabs(Region::Centre).panels ==
          std::vector{PanelId::Slots, PanelId::Raster, PanelId::Output, PanelId::Compare, PanelId::Rings});
}

TEST_CASE("Layout: a maximised region has the whole area until it is restored or another panel is asked for",
          "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    layout.toggle_maximised(Region::Centre);
    REQUIRE(boxes_of(layout).regions.size() == 1);
    CHECK(boxes_of(layout).regions[0].rect == kArea);
    CHECK(layout.is_visible(PanelId::Slots));
    CHECK_FALSE(layout.is_visible(PanelId::Schedule));
    layout.open(PanelId::Schedule);
    CHECK_FALSE(layout.maximised());
    CHECK(layout.is_visible(PanelId::Schedule));
    layout.toggle_maximised(Region::Left);
    layout.close(PanelId::Schedule);
    CHECK_FALSE(layout.maximised());
}

TEST_CASE("Layout: ratios move the gap, stay within bounds, and both sides keep their minimum", "[model][layout]") {
    Layout layout = preset_layout(Preset::Inspect);
    const LayoutBoxes boxes = boxes_of(layout);
    const auto find = [&](const LayoutBoxes& from, int split) {
        for (const SplitterBox& box : from.splitters)
            if (box.split == split) return box;
        FAIL("no such split");
        return from.splitters.front();
    };
    for (const SplitterBox& box : boxes.splitters) {
        INFO("split " << box.split);
        layout.set_ratio(box.split, 0.0F);
        CHECK(find(boxes_of(layout), box.split).ratio == kMinRatio);
        layout.set_ratio(box.split, 7.0F);
        CHECK(find(boxes_of(layout), box.split).ratio == kMaxRatio);
        layout.set_ratio(box.split, box.ratio);
    }
    CHECK(layout == preset_layout(Preset::Inspect));
    layout.set_ratio(99, 0.3F);  // no such split
    CHECK(layout == preset_layout(Preset::Inspect));
    layout.set_ratio(0, 0.0F);
    for (const RegionBox& box : boxes_of(layout).regions) CHECK(box.rect.height >= kMinHeight);
}

TEST_CASE("Layout: what is printed reads back as the same layout", "[model][layout]") {
    for (const Preset preset : kPresets) {
        Layout layout = preset_layout(preset);
        layout.open(PanelId::Help);
        layout.close(PanelId::Rings);
        layout.set_ratio(1, 0.375F);
        const auto read = parse_layout(layout.print());
        REQUIRE(read);
        CHECK(read->print() == layout.print());
        CHECK(read->root() == layout.root());
        CHECK(read->active(Region::Bottom) == PanelId::Help);
    }
}

TEST_CASE("Layout: broken texts are refused, unknown panels are left out", "[model][layout]") {
    const std::string good = preset_layout(Preset::Inspect).print();
    for (const std::string& wrong :
         {std::string(), std::string("left"), std::string("(h 0.5 left left)"), good.substr(0, 20),
          "(z" + good.substr(2), good + " | nowhere: slots", good + ")",
          std::string("(v nan (h 0.2 left (h 0.6 centre (v 0.5 right right-bottom))) bottom)")}) {
        INFO(wrong);
        CHECK_FALSE(parse_layout(wrong));
    }
    const auto read = parse_layout("(v 0.77 (h 0.2 left (h 0.6 centre (v 0.5 right right-bottom))) bottom) | left: "
                                   "schedule telescope slots* slots | right: slots");
    REQUIRE(read);
    CHECK(read->tabs(Region::Left).panels == std::vector{PanelId::Schedule, PanelId::Slots});
    CHECK(read->active(Region::Left) == PanelId::Slots);
    CHECK(read->tabs(Region::Right).panels.empty());
}
