// SPDX-License-Identifier: MIT
// Where a printed number goes in a column so that decimal points line up. Pure arithmetic plus one drawing call.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <string_view>

#include "widgets/context.h"

namespace slotscope::gui {

/// How many leading bytes of `digits` stand left of the decimal point: up to '.', else up to an exponent, else all.
/// Words ("NaN", "+Inf", "—") have no point: 0 is returned and they are drawn from the column's left edge.
[[nodiscard]] std::size_t digits_before_point(std::string_view digits);

/// Left edge of `digits`, relative to the cell: the point sits at `point` characters from the left when it fits,
/// is pushed right by a longer integer part, and left again when the end would be cut.
[[nodiscard]] float number_offset(std::string_view digits, float advance, float cell_width, float point);

/// Characters that a column of numbers keeps left of the point: a sign and seven digits.
inline constexpr float kIntegerRoom = 8.0F;

/// Width of so many digits, em.
[[nodiscard]] float digits_em(std::size_t digits);

/// One ImGui item of width `width` with `digits` aligned in it, monospace.
void draw_number(std::string_view digits, float width, Tone tone = Tone::Text, float point = kIntegerRoom);

}  // namespace slotscope::gui
