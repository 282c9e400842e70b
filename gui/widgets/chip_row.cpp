// SPDX-License-Identifier: MIT
#include "widgets/chip_row.h"

#include <algorithm>
#include <cmath>

#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

/// Of the window's height that is left, for lines of chips; what they choose from is below.
constexpr float kMostHeight = 0.2F;

float gap() { return grid(1.5F); }

/// How many lines they begin, when `room` is left on the present one and `line` on each.
int lines_of(std::span<const Chip> chips, float room, float line) {
    int lines = 0;
    for (const Chip& one : chips) {
        const float width = chip_width(one.label.c_str(), one.options);
        if (width > room) {
            ++lines;
            room = line;
        }
        room -= width + gap();
    }
    return lines;
}

std::optional<std::size_t> chip_menu(const char* name, std::span<const Chip> chips, float room) {
    std::string label;
    for (const Chip& one : chips)
        if (one.options.on) label += (label.empty() ? "" : ", ") + one.label;
    label = label.empty() ? name : cut_to_width(label, em(10));
    if (drop_button_width(label) > room) ImGui::NewLine();
    const std::string id = label + "###" + name, popup_id = std::string(name) + " menu";
    drop_button(id.c_str(), popup_id.c_str(), {.kind = ButtonKind::Ghost, .tooltip = "What is listed."});
    probe_item(name);
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F)));
    const scoped::Popup popup(popup_id.c_str());
    if (!popup) return std::nullopt;
    const ProbeScope scope(name);
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const ChipOptions& options = chips[i].options;
        const std::string count = options.count >= 0 ? std::to_string(options.count) : std::string();
        if (menu_item({.label = chips[i].label,
                       .chord = count,
                       .tooltip = options.tooltip,
                       .enabled = options.enabled,
                       .on = options.on}))
            pressed = i;
    }
    return pressed;
}

}  // namespace

std::optional<std::size_t> chip_row(const char* name, std::span<const Chip> chips) {
    // What was drawn last may have left room on its line.
    ImGui::SameLine(0, gap());
    const float room = ImGui::GetContentRegionAvail().x;
    const float left = ImGui::GetCursorPosX(), line = left + room - ImGui::GetCursorStartPos().x;
    const float height = ImGui::GetFrameHeightWithSpacing(), below = ImGui::GetContentRegionAvail().y - height;
    if (static_cast<float>(lines_of(chips, room, line)) * height > kMostHeight * std::max(0.0F, below))
        return chip_menu(name, chips, room);
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, gap());
        if (chip_width(chips[i].label.c_str(), chips[i].options) > ImGui::GetContentRegionAvail().x) ImGui::NewLine();
        if (chip(chips[i].label.c_str(), chips[i].options)) pressed = i;
    }
    return pressed;
}

}  // namespace slotscope::gui
