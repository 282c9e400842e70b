// SPDX-License-Identifier: MIT
// Shapes that the interface needs and that no font is asked for: drawn with the draw list, so they look the same
// everywhere and never turn into the box of a missing glyph.
#pragma once

#include <imgui.h>

#include <cstdint>

#include "widgets/theme.h"

namespace slotscope::gui {

enum class Glyph : std::uint8_t {
    None,
    // transport
    Play,
    Pause,
    StepFrame,
    StepInto,
    PlayBack,
    StepFrameBack,
    StepIntoBack,
    GoToEnd,
    FastForward,
    Restart,
    Stop,
    // marks
    Up,
    Down,
    UpHollow,
    DownHollow,
    Right,
    RightHollow,
    LeftSolid,
    Diamond,
    DiamondHollow,
    Dot,
    Ring,
    Square,
    Check,
    Cross,
    Equal,
    Dash,
    Next,
    // objects and actions
    Search,
    File,
    Folder,
    ArrowLeft,
    ArrowRight,
    ArrowUp,
    ArrowDown,
    Warning,
    Info,
    Maximise,
    Restore,
    ChevronDown,
    ChevronRight,
    Plus,
    Minus,
    Menu,
    Clock,
    Reload,
    Target,
    Sun,
    Moon,
    Bookmark,
    Fork,
    Pencil
};

/// Draws centred at `centre` in a square of side `size`.
void draw_glyph(ImDrawList* list, Glyph glyph, ImVec2 centre, float size, ImU32 colour);

/// An ImGui item as wide as an em and as high as a line of text.
void glyph(Glyph glyph, Tone tone);
void glyph(Glyph glyph, ImU32 colour);

void draw_dashed_line(ImDrawList* list, ImVec2 from, ImVec2 to, ImU32 colour, float thickness, float dash);
/// Diagonal lines clipped to the rectangle.
void draw_hatch(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour, float spacing, float thickness);

}  // namespace slotscope::gui
