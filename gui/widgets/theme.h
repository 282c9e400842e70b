// SPDX-License-Identifier: MIT
// The theme as data: one colour per meaning, for dark and light, and the arithmetic that tests them.
// Standard library only. Not here: handing the colours to ImGui (context.h, apply_theme.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace slotscope::gui {

struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Rgba&, const Rgba&) = default;
};

/// What a colour says. Panels name meanings, never colours.
enum class Tone : std::uint8_t {
    Window,
    Panel,
    Raised,
    Hover,
    Pressed,
    Border,
    BorderFaint,  // surfaces
    Text,
    Dim,
    Faint,  // ink; Faint is for ornaments, not for words
    Accent,
    SelectedRow,  // selection and focus
    Changed,
    ChangedRow,  // written and changed this frame: glyph, row tint
    Stale,
    Never,  // not written this frame; never written
    Write,
    Read,  // ◆ and ▷
    Fault,
    FaultInk,
    FaultRow,  // chip, the words on it, row tint
    Warning,   // notes and problems that are not faults
    Breakpoint,
    Done,
    Next,
    Live,
    Replay,
    Plot,
    PlotFill,
    PlotGrid,
    AgeNew,
    AgeOld,  // ends of the age scale of ring elements
    BitSign,
    BitExponent,
    BitMantissa,
    Shade,  // behind overlays
    Count
};
inline constexpr std::size_t kToneCount = static_cast<std::size_t>(Tone::Count);

struct Theme {
    bool is_dark = true;
    std::array<Rgba, kToneCount> tones{};

    [[nodiscard]] Rgba operator[](Tone tone) const { return tones[static_cast<std::size_t>(tone)]; }
};

[[nodiscard]] const Theme& dark_theme();
[[nodiscard]] const Theme& light_theme();

/// `top` over an opaque `bottom`.
[[nodiscard]] Rgba blend(Rgba top, Rgba bottom);
/// `t` in 0..1 from `from` to `to`, in sRGB.
[[nodiscard]] Rgba mix(Rgba from, Rgba to, float t);
[[nodiscard]] Rgba with_alpha(Rgba colour, float alpha);

/// WCAG 2 contrast ratio of two opaque colours, 1..21.
[[nodiscard]] double contrast_ratio(Rgba first, Rgba second);

enum class ColourVision : std::uint8_t { Full, Protanopia, Deuteranopia };
/// How a colour looks to a dichromat (Viénot, Brettel and Mollon 1999).
[[nodiscard]] Rgba simulate(Rgba colour, ColourVision vision);

}  // namespace slotscope::gui
