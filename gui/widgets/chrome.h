// SPDX-License-Identifier: MIT
// Pieces of the window's frame: flat tabs, splitters, toasts. The shell uses them; panels rarely do.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "widgets/context.h"
#include "widgets/glyphs.h"

namespace slotscope::gui {

struct Tab {
    std::string label;
    std::string tooltip;
    long long count = 0;  ///< shown as a small number when not 0
    Tone count_tone = Tone::Dim;
};

struct TabsResponse {
    std::optional<int> selected;  ///< a tab was clicked
    std::optional<int> closed;    ///< middle click
    std::optional<int> menu;      ///< right click
    std::optional<int> double_clicked;
};

/// Flat tabs in letter-spaced capitals with a 2 px accent under the active one; as wide as `width`.
TabsResponse tab_strip(const char* id, std::span<const Tab> tabs, int active, float width, bool has_focus);
[[nodiscard]] float tab_strip_height();

/// A draggable gap. Returns how far it was dragged in this frame, in pixels, and draws an accent line while used.
float splitter(const char* id, ImVec2 min, ImVec2 max, bool is_vertical);

enum class ToastTone : std::uint8_t { Info, Done, Warning, Error };
struct ToastView {
    std::uint64_t id = 0;
    ToastTone tone = ToastTone::Info;
    std::string text;
    std::string action;  ///< label of a button, or empty
};
struct ToastsResponse {
    std::optional<std::uint64_t> dismissed, acted;
};
/// Stacked upwards from `corner`, the lower right.
ToastsResponse toast_stack(std::span<const ToastView> toasts, ImVec2 corner);

}  // namespace slotscope::gui
