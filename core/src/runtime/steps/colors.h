// SPDX-License-Identifier: MIT
// Colours of constants: texts and objects to numbers, numbers to the bytes of rgba8.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "slotscope/value.h"

namespace slotscope {

/// Straight alpha, 0 to 1; other numbers pass through until they are quantised.
struct Color {
    double r = 1, g = 1, b = 1, a = 1;
};

/// "#rgb", "#rrggbb", "#rrggbbaa", and "rgb(…)" or "rgba(…)" with integers anywhere in a text that begins with "rgb".
/// Everything else is white; what are no hexadecimal digits become NaN.
[[nodiscard]] Color parse_color(std::string_view text);
/// A text, an object whose r, g and b are numbers (a is 1 unless it is one too), or a number, which is an opaque grey:
/// the compiler writes 0 where it knows no colour. nullopt for anything else.
[[nodiscard]] std::optional<Color> to_color(const Value& value);
/// Clamped to 0..1, multiplied with alpha, times 255, half up. NaN gives 0.
[[nodiscard]] std::array<std::uint8_t, 4> quantize_rgba(const Color& color) noexcept;

}  // namespace slotscope
