// SPDX-License-Identifier: MIT
// Which panels exist, what they are called and where they live at first. A new panel is one enumerator, one row here,
// one line in panels/registry.cpp and one pair of files.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace slotscope::gui {

enum class PanelId : std::uint8_t {
    Schedule,
    Slots,
    Raster,
    Output,
    Compare,
    Welcome,
    SlotInspector,
    Watch,
    State,
    Rings,
    Timeline,
    Breakpoints,
    Hits,
    Log,
    Problems,
    Program,
    Help,
    Count
};
inline constexpr std::size_t kPanelCount = static_cast<std::size_t>(PanelId::Count);

/// Places of the window. Each holds a row of tabs.
enum class Region : std::uint8_t { Left, Centre, Right, RightBottom, Bottom, Count };
inline constexpr std::size_t kRegionCount = static_cast<std::size_t>(Region::Count);

struct PanelInfo {
    PanelId id;
    std::string_view name;   ///< stable: settings, scripts, probe labels
    std::string_view title;  ///< on its tab
    Region home;
    std::string_view help;  ///< a sentence: what it shows
};

inline constexpr std::array<PanelInfo, kPanelCount> kPanels{{
    {PanelId::Schedule, "schedule", "Schedule", Region::Left,
     "The steps of a frame in order, with what each reads and writes and how far this frame has got."},
    {PanelId::Slots, "slots", "Slots", Region::Centre,
     "Every slot with its value, how it changed, when and by which step it was written."},
    {PanelId::Raster, "raster", "Raster", Region::Centre,
     "In which frames of the recording each slot was written, changed or NaN: all slots by all frames."},
    {PanelId::Output, "output", "Output", Region::Centre,
     "The picture that the program's render frame describes, with the slots and elements behind every instance."},
    {PanelId::Compare, "compare", "Compare", Region::Centre,
     "What differs between a frame that was kept and the one under the cursor, the largest difference first."},
    {PanelId::Welcome, "welcome", "Welcome", Region::Centre, "Demo programs and recent files."},
    {PanelId::SlotInspector, "inspector", "Slot", Region::Right,
     "The selected slot in every representation, with its writer, readers and recent frames."},
    {PanelId::Watch, "watch", "Watch", Region::Right,
     "Slots, state elements and expressions that are kept in view, with their values, changes and recent frames."},
    {PanelId::State, "state", "State", Region::RightBottom, "State cells: what lives on from frame to frame."},
    {PanelId::Rings, "rings", "Rings", Region::RightBottom,
     "Ring buffers in logical and physical order, with write head, read tap and the element overwritten next."},
    {PanelId::Timeline, "timeline", "Timeline", Region::Bottom,
     "The recording: click or drag to go there, wheel to zoom, Ctrl+drag to repeat a range, right click for "
     "bookmarks."},
    {PanelId::Breakpoints, "breakpoints", "Breakpoints", Region::Bottom,
     "Conditions that stop the run or write to the log, forward and backward."},
    {PanelId::Hits, "hits", "Hits", Region::Bottom, "Every frame of the recording in which a condition held."},
    {PanelId::Log, "log", "Log", Region::Bottom, "What breakpoints said as frames ran, and where they stopped."},
    {PanelId::Problems, "problems", "Problems", Region::Bottom,
     "Errors of the file, problems of meaning, faults and lossy stores."},
    {PanelId::Program, "program", "Program", Region::Bottom,
     "Identity, time model, sizes, constants and signals of the program."},
    {PanelId::Help, "help", "Help", Region::Bottom, "Every command with its key, and what the marks mean."},
}};

static_assert(
    [] {
        for (std::size_t i = 0; i < kPanels.size(); ++i) {
            if (static_cast<std::size_t>(kPanels[i].id) != i || kPanels[i].help.empty()) return false;
            for (std::size_t j = 0; j < i; ++j)
                if (kPanels[i].name == kPanels[j].name) return false;
        }
        return true;
    }(),
    "rows in the order of PanelId, names unique, no empty help");

[[nodiscard]] constexpr const PanelInfo& panel_info(PanelId id) { return kPanels[static_cast<std::size_t>(id)]; }

[[nodiscard]] constexpr std::optional<PanelId> find_panel(std::string_view name) {
    for (const PanelInfo& info : kPanels)
        if (info.name == name) return info.id;
    return std::nullopt;
}

inline constexpr std::array<std::string_view, kRegionCount> kRegionNames{"left", "centre", "right", "right-bottom",
                                                                         "bottom"};

[[nodiscard]] constexpr std::string_view region_name(Region region) {
    return kRegionNames[static_cast<std::size_t>(region)];
}

[[nodiscard]] constexpr std::optional<Region> find_region(std::string_view name) {
    for (std::size_t i = 0; i < kRegionCount; ++i)
        if (kRegionNames[i] == name) return static_cast<Region>(i);
    return std::nullopt;
}

}  // namespace slotscope::gui
