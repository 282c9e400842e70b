// SPDX-License-Identifier: MIT
// The window's layout: a tree of splits whose leaves are the regions, each with a row of tabs. Pure values and
// functions: rectangles come out in the unit of the area that goes in.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/panel_id.h"
#include "model/ui_action.h"
#include "slotscope/result.h"

namespace slotscope::gui {

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    friend bool operator==(const Rect&, const Rect&) = default;
};

enum class Axis : std::uint8_t { Horizontal, Vertical };  ///< children side by side; one above the other

struct LayoutNode {
    int split = -1;  ///< number of the split, in order of the tree; -1 for a region
    Axis axis = Axis::Horizontal;
    float ratio = 0.5F;                ///< share of the first child
    std::vector<LayoutNode> children;  ///< two or none
    Region region = Region::Centre;    ///< of a leaf
    friend bool operator==(const LayoutNode&, const LayoutNode&) = default;
};

struct RegionTabs {
    std::vector<PanelId> panels;
    std::size_t active = 0;  ///< valid when there are panels
    friend bool operator==(const RegionTabs&, const RegionTabs&) = default;
};

struct RegionBox {
    Region region;
    Rect rect;
};
struct SplitterBox {
    int split;
    Axis axis;
    Rect rect;   ///< the gap
    Rect whole;  ///< what is split: gives the length that a ratio is of
    float ratio;
};
struct LayoutBoxes {
    std::vector<RegionBox> regions;
    std::vector<SplitterBox> splitters;
};

inline constexpr float kMinRatio = 0.06F, kMaxRatio = 0.94F;

class Layout {
public:
    [[nodiscard]] const LayoutNode& root() const { return root_; }
    [[nodiscard]] const RegionTabs& tabs(Region region) const { return tabs_[static_cast<std::size_t>(region)]; }
    [[nodiscard]] std::optional<PanelId> active(Region region) const;
    [[nodiscard]] bool is_open(PanelId panel) const { return region_of(panel).has_value(); }
    /// Open, in front, and not behind a maximised region.
    [[nodiscard]] bool is_visible(PanelId panel) const;
    [[nodiscard]] std::optional<Region> region_of(PanelId panel) const;
    [[nodiscard]] std::optional<Region> maximised() const { return maximised_; }

    /// Rectangles of the regions that have panels; a region without panels leaves its room to its neighbour.
    [[nodiscard]] LayoutBoxes boxes(const Rect& area, float gap, float min_width, float min_height) const;

    /// Opens where it was last (or at home) and brings it to the front, leaving a maximised region that hides it.
    void open(PanelId panel);
    void close(PanelId panel);
    void activate(Region region, std::size_t tab);
    void move(PanelId panel, Region to);
    void set_ratio(int split, float ratio);
    void toggle_maximised(Region region);

    /// "(v 0.76 (h 0.2 left …)) | left: schedule* | …": one line, read back by parse_layout.
    [[nodiscard]] std::string print() const;

    friend bool operator==(const Layout&, const Layout&) = default;
    friend Layout preset_layout(Preset preset);
    friend Result<Layout> parse_layout(std::string_view text);

private:
    LayoutNode root_;
    std::array<RegionTabs, kRegionCount> tabs_;
    std::array<Region, kPanelCount> last_region_{};
    std::optional<Region> maximised_;
};

[[nodiscard]] Layout preset_layout(Preset preset);
/// Errors: broken text, a region that is missing or there twice. Unknown panel names are left out.
[[nodiscard]] Result<Layout> parse_layout(std::string_view text);

}  // namespace slotscope::gui
