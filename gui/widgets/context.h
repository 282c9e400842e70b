// SPDX-License-Identifier: MIT
// What every widget needs to know to draw: theme, fonts, the size of an em, the probe sink. One per ImGui context,
// owned by the application (or a test) and reached through `ImGuiIO::UserData`, so there are no globals.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "widgets/theme.h"

namespace slotscope::gui {

class ProbeSink;

/// Never null once installed; a face that the system lacks is replaced by the nearest one that it has.
struct Fonts {
    ImFont* ui = nullptr;          ///< 14 px at scale 1
    ImFont* ui_bold = nullptr;     ///< 14 px, weight 600
    ImFont* heading = nullptr;     ///< 12 px, weight 600, letter-spaced: for words in capitals
    ImFont* title = nullptr;       ///< 22 px, weight 600
    ImFont* mono = nullptr;        ///< 13.5 px
    ImFont* mono_large = nullptr;  ///< 22 px, for the one number that matters
};

struct WidgetContext {
    Theme theme = dark_theme();
    Fonts fonts;
    float em_px = 14.0F;    ///< size of the UI font in physical pixels: 14 x scale
    float hairline = 1.0F;  ///< one physical pixel, or two at 3x and more
    bool compact = true;    ///< rows of 22 px instead of 26
    ProbeSink* probe = nullptr;
    std::string probe_prefix;  ///< "Slots/" while the panel Slots draws
};

/// Makes `context` the one of the current ImGui context. It must outlive it.
void install(WidgetContext& context);
[[nodiscard]] WidgetContext& widget_context();

/// Gives ImGui its style (colours, paddings, rounding) for the theme and em of `context`.
void apply_style(const WidgetContext& context);

// --- sizes, all in physical pixels ---
[[nodiscard]] float em(float n = 1.0F);
/// `n` steps of the 4 px grid at scale 1, rounded to whole physical pixels.
[[nodiscard]] float grid(float n = 1.0F);
[[nodiscard]] float hairline();
[[nodiscard]] float row_height();

// --- colours ---
[[nodiscard]] const Theme& theme();
[[nodiscard]] ImU32 to_u32(Rgba colour);
[[nodiscard]] ImVec4 to_vec4(Rgba colour);
[[nodiscard]] ImU32 color(Tone tone);
[[nodiscard]] ImU32 color(Tone tone, float alpha);
[[nodiscard]] ImVec4 color4(Tone tone);

[[nodiscard]] const Fonts& fonts();

}  // namespace slotscope::gui
