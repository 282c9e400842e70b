// SPDX-License-Identifier: MIT
#include "model/layout.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace slotscope::gui {
namespace {

LayoutNode leaf(Region region) {
    LayoutNode node;
    node.region = region;
    return node;
}

LayoutNode split(Axis axis, float ratio, LayoutNode first, LayoutNode second) {
    LayoutNode node;
    node.axis = axis;
    node.ratio = ratio;
    node.children.push_back(std::move(first));
    node.children.push_back(std::move(second));
    return node;
}

void number_splits(LayoutNode& node, int& next) {
    if (node.children.empty()) return;
    node.split = next++;
    for (LayoutNode& child : node.children) number_splits(child, next);
}

bool has_panels(const LayoutNode& node, const Layout& layout) {
    if (node.children.empty()) return !layout.tabs(node.region).panels.empty();
    return has_panels(node.children[0], layout) || has_panels(node.children[1], layout);
}

struct Metrics {
    float gap, min_width, min_height;
};

/// What a subtree needs along one axis so that each of its regions keeps its minimum.
float minimum_length(const LayoutNode& node, const Layout& layout, const Metrics& m, Axis axis) {
    if (!has_panels(node, layout)) return 0;
    if (node.children.empty()) return axis == Axis::Horizontal ? m.min_width : m.min_height;
    const float a = minimum_length(node.children[0], layout, m, axis),
                b = minimum_length(node.children[1], layout, m, axis);
    if (node.axis != axis) return std::max(a, b);
    return a > 0 && b > 0 ? a + m.gap + b : a + b;
}

/// Places a split at `ratio`, giving both sides their minimum while there is room for both, else a fair share.
float first_length(float length, float ratio, float first_minimum, float second_minimum) {
    const float both = first_minimum + second_minimum;
    if (length <= both) return both > 0 ? std::round(length * first_minimum / both) : 0;
    return std::round(std::clamp(length * ratio, first_minimum, length - second_minimum));
}

void place(const LayoutNode& node, const Layout& layout, const Rect& area, const Metrics& m, LayoutBoxes& out) {
    if (node.children.empty()) {
        if (has_panels(node, layout)) out.regions.push_back({node.region, area});
        return;
    }
    const bool first_used = has_panels(node.children[0], layout), second_used = has_panels(node.children[1], layout);
    if (!first_used || !second_used) {
        if (first_used) place(node.children[0], layout, area, m, out);
        if (second_used) place(node.children[1], layout, area, m, out);
        return;
    }
    const bool is_row = node.axis == Axis::Horizontal;
    const float length = std::max(0.0F, (is_row ? area.width : area.height) - m.gap);
    const float first = first_length(length, node.ratio, minimum_length(node.children[0], layout, m, node.axis),
                                     minimum_length(node.children[1], layout, m, node.axis));
    Rect a = area, b = area, gap = area;
    if (is_row) {
        a.width = first;
        gap.x = area.x + first;
        gap.width = m.gap;
        b.x = gap.x + m.gap;
        b.width = length - first;
    } else {
        a.height = first;
        gap.y = area.y + first;
        gap.height = m.gap;
        b.y = gap.y + m.gap;
        b.height = length - first;
    }
    out.splitters.push_back({node.split, node.axis, gap, area, node.ratio});
    place(node.children[0], layout, a, m, out);
    place(node.children[1], layout, b, m, out);
}

LayoutNode* find_split(LayoutNode& node, int number) {
    if (node.split == number) return &node;
    for (LayoutNode& child : node.children)
        if (LayoutNode* found = find_split(child, number)) return found;
    return nullptr;
}

void print_node(const LayoutNode& node, std::string& out) {
    if (node.children.empty()) {
        out += region_name(node.region);
        return;
    }
    char ratio[32];
    std::snprintf(ratio, sizeof ratio, "%.4f", static_cast<double>(node.ratio));
    out += node.axis == Axis::Horizontal ? "(h " : "(v ";
    out += ratio;
    for (const LayoutNode& child : node.children) {
        out += ' ';
        print_node(child, out);
    }
    out += ')';
}

/// Reads what print() writes. Every function leaves the rest of the text in `rest`.
class Parser {
public:
    explicit Parser(std::string_view text) : rest_(text) {}

    std::optional<LayoutNode> tree(int depth = 0) {
        skip_space();
        if (!take('(')) {
            const auto region = find_region(word());
            if (!region || seen_[static_cast<std::size_t>(*region)]) return std::nullopt;
            seen_[static_cast<std::size_t>(*region)] = true;
            return leaf(*region);
        }
        if (depth > 8) return std::nullopt;  // five regions need four levels
        const std::string_view axis = word();
        if (axis != "h" && axis != "v") return std::nullopt;
        const std::string_view number = word();
        float ratio = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), ratio);
        if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(ratio)) return std::nullopt;
        auto first = tree(depth + 1);
        auto second = first ? tree(depth + 1) : std::nullopt;
        skip_space();
        if (!second || !take(')')) return std::nullopt;
        return split(axis == "h" ? Axis::Horizontal : Axis::Vertical, std::clamp(ratio, kMinRatio, kMaxRatio),
                     std::move(*first), std::move(*second));
    }

    [[nodiscard]] bool saw_every_region() const {
        return std::all_of(seen_.begin(), seen_.end(), [](bool b) { return b; });
    }

    std::string_view word() {
        skip_space();
        std::size_t length = 0;
        while (length < rest_.size() && rest_[length] != ' ' && rest_[length] != '(' && rest_[length] != ')' &&
               rest_[length] != '|' && rest_[length] != ':')
            ++length;
        const std::string_view found = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return found;
    }
    bool take(char c) {
        skip_space();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] bool at_end() {
        skip_space();
        return rest_.empty();
    }

private:
    void skip_space() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    }

    std::string_view rest_;
    std::array<bool, kRegionCount> seen_{};
};

}  // namespace

std::optional<PanelId> Layout::active(Region region) const {
    const RegionTabs& t = tabs(region);
    if (t.panels.empty()) return std::nullopt;
    return t.panels[std::min(t.active, t.panels.size() - 1)];
}

std::optional<Region> Layout::region_of(PanelId panel) const {
    for (std::size_t i = 0; i < kRegionCount; ++i)
        if (std::find(tabs_[i].panels.begin(), tabs_[i].panels.end(), panel) != tabs_[i].panels.end())
            return static_cast<Region>(i);
    return std::nullopt;
}

bool Layout::is_visible(PanelId panel) const {
    const auto region = region_of(panel);
    return region && active(*region) == panel && (!maximised_ || *maximised_ == *region);
}

LayoutBoxes Layout::boxes(const Rect& area, float gap, float min_width, float min_height) const {
    LayoutBoxes out;
    if (maximised_ && !tabs(*maximised_).panels.empty()) {
        out.regions.push_back({*maximised_, area});
        return out;
    }
    place(root_, *this, area, {gap, min_width, min_height}, out);
    return out;
}

void Layout::open(PanelId panel) {
    const Region region = region_of(panel).value_or(last_region_[static_cast<std::size_t>(panel)]);
    RegionTabs& t = tabs_[static_cast<std::size_t>(region)];
    auto at = std::find(t.panels.begin(), t.panels.end(), panel);
    if (at == t.panels.end()) at = t.panels.insert(t.panels.end(), panel);
    t.active = static_cast<std::size_t>(at - t.panels.begin());
    if (maximised_ && *maximised_ != region) maximised_.reset();
}

void Layout::close(PanelId panel) {
    const auto region = region_of(panel);
    if (!region) return;
    last_region_[static_cast<std::size_t>(panel)] = *region;
    RegionTabs& t = tabs_[static_cast<std::size_t>(*region)];
    const auto at = static_cast<std::size_t>(std::find(t.panels.begin(), t.panels.end(), panel) - t.panels.begin());
    t.panels.erase(t.panels.begin() + static_cast<std::ptrdiff_t>(at));
    if (t.active > at || t.active >= t.panels.size()) t.active = t.active == 0 ? 0 : t.active - 1;
    if (t.panels.empty() && maximised_ == region) maximised_.reset();
}

void Layout::activate(Region region, std::size_t tab) {
    RegionTabs& t = tabs_[static_cast<std::size_t>(region)];
    if (tab < t.panels.size()) t.active = tab;
}

void Layout::move(PanelId panel, Region to) {
    if (region_of(panel) == to) return;
    close(panel);
    last_region_[static_cast<std::size_t>(panel)] = to;
    open(panel);
}

void Layout::set_ratio(int number, float ratio) {
    if (LayoutNode* node = find_split(root_, number); node != nullptr && std::isfinite(ratio))
        node->ratio = std::clamp(ratio, kMinRatio, kMaxRatio);
}

void Layout::toggle_maximised(Region region) {
    if (maximised_) maximised_.reset();
    else if (!tabs(region).panels.empty()) maximised_ = region;
}

std::string Layout::print() const {
    std::string out;
    print_node(root_, out);
    for (std::size_t i = 0; i < kRegionCount; ++i) {
        out += " | ";
        out += kRegionNames[i];
        out += ':';
        for (std::size_t k = 0; k < tabs_[i].panels.size(); ++k) {
            out += ' ';
            out += panel_info(tabs_[i].panels[k]).name;
            if (k == tabs_[i].active) out += '*';
        }
    }
    return out;
}

Layout preset_layout(Preset preset) {
    Layout layout;
    for (const PanelInfo& info : kPanels) {
        layout.last_region_[static_cast<std::size_t>(info.id)] = info.home;
        if (info.id != PanelId::Welcome) layout.tabs_[static_cast<std::size_t>(info.home)].panels.push_back(info.id);
    }
    const auto place_panel = [&](PanelId panel, Region region) { layout.move(panel, region); };
    // What the layout is for is what is seen of its region.
    const auto place_first = [&](PanelId panel, Region region) {
        layout.move(panel, region);
        std::vector<PanelId>& panels = layout.tabs_[static_cast<std::size_t>(region)].panels;
        panels.erase(std::ranges::find(panels, panel));
        panels.insert(panels.begin(), panel);
    };
    // Both pictures of a ring have room in the lower half of a window of 1600 x 900.
    LayoutNode right = split(Axis::Vertical, 0.5F, leaf(Region::Right), leaf(Region::RightBottom));
    switch (preset) {
        case Preset::Inspect:
            layout.root_ = split(Axis::Vertical, 0.78F,
                                 split(Axis::Horizontal, 0.22F, leaf(Region::Left),
                                       split(Axis::Horizontal, 0.6F, leaf(Region::Centre), std::move(right))),
                                 leaf(Region::Bottom));
            break;
        case Preset::Slots:
            layout.root_ =
                split(Axis::Horizontal, 0.68F, split(Axis::Horizontal, 0.3F, leaf(Region::Left), leaf(Region::Centre)),
                      split(Axis::Vertical, 0.55F, std::move(right), leaf(Region::Bottom)));
            place_panel(PanelId::Schedule, Region::Bottom);
            break;
        case Preset::Rings:
            layout.root_ = split(Axis::Vertical, 0.77F,
                                 split(Axis::Horizontal, 0.3F, leaf(Region::Left),
                                       split(Axis::Horizontal, 0.62F, leaf(Region::Centre), std::move(right))),
                                 leaf(Region::Bottom));
            place_panel(PanelId::Slots, Region::Left);
            place_panel(PanelId::Schedule, Region::RightBottom);
            place_first(PanelId::State, Region::Centre);
            place_first(PanelId::Rings, Region::Centre);
            break;
        case Preset::Schedule:
            layout.root_ = split(Axis::Vertical, 0.77F,
                                 split(Axis::Horizontal, 0.36F, leaf(Region::Left),
                                       split(Axis::Horizontal, 0.55F, leaf(Region::Centre), std::move(right))),
                                 leaf(Region::Bottom));
            place_panel(PanelId::Slots, Region::Left);
            place_first(PanelId::Schedule, Region::Centre);
            break;
    }
    for (RegionTabs& t : layout.tabs_) t.active = 0;
    int next = 0;
    number_splits(layout.root_, next);
    return layout;
}

Result<Layout> parse_layout(std::string_view text) {
    Parser parser(text);
    auto root = parser.tree();
    if (!root || !parser.saw_every_region())
        return Error::invalid("a layout names every region once, in splits like (h 0.25 left …)");
    Layout layout;
    layout.root_ = std::move(*root);
    for (const PanelInfo& info : kPanels) layout.last_region_[static_cast<std::size_t>(info.id)] = info.home;
    while (parser.take('|')) {
        const auto region = find_region(parser.word());
        if (!region || !parser.take(':')) return Error::invalid("after | a layout has a region's name and a colon");
        RegionTabs& t = layout.tabs_[static_cast<std::size_t>(*region)];
        for (std::string_view name = parser.word(); !name.empty(); name = parser.word()) {
            const bool is_active = name.back() == '*';
            if (is_active) name.remove_suffix(1);
            const auto panel = find_panel(name);
            if (!panel || layout.is_open(*panel)) continue;
            if (is_active) t.active = t.panels.size();
            t.panels.push_back(*panel);
            layout.last_region_[static_cast<std::size_t>(*panel)] = *region;
        }
    }
    if (!parser.at_end()) return Error::invalid("a layout ends after the tabs of its regions");
    int next = 0;
    number_splits(layout.root_, next);
    return layout;
}

}  // namespace slotscope::gui
