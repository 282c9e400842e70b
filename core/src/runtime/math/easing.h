// SPDX-License-Identifier: MIT
//
// The built-in easing curves of transform chains. A program names a curve by its number.
#pragma once

#include "runtime/math/js_number.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace slotscope::math {

/// The enumerators' values are the curve numbers of the program format.
enum class EasingCurve : std::uint8_t {
    Linear = 0,
    EaseInQuad = 1,
    EaseOutQuad = 2,
    EaseInOutQuad = 3,
    EaseInCubic = 4,
    EaseOutCubic = 5,
    Smoothstep = 6,
};
inline constexpr int kEasingCurveCount = 7;

/// The curve of a number read from a program; none if it is not a whole number from 0 to 6.
[[nodiscard]] constexpr std::optional<EasingCurve> easing_curve(double number) noexcept {
    if (!(number >= 0.0 && number < kEasingCurveCount)) { return std::nullopt; }
    const auto whole = static_cast<std::uint8_t>(number);
    if (whole != number) { return std::nullopt; }
    return static_cast<EasingCurve>(whole);
}

/// The name that the program format's own tools use, for example "easeInQuad".
[[nodiscard]] constexpr std::string_view easing_name(EasingCurve curve) noexcept {
    constexpr std::string_view kNames[kEasingCurveCount] = {
        "linear", "easeInQuad", "easeOutQuad", "easeInOutQuad", "easeInCubic", "easeOutCubic", "smoothstep",
    };
    return kNames[static_cast<std::uint8_t>(curve)];
}

/// `t` is clamped to [0, 1] first; NaN stays NaN. The order of operations is part of the contract: it fixes the bits.
[[nodiscard]] inline double ease(EasingCurve curve, double t) noexcept {
    t = js_max(0.0, js_min(1.0, t));
    switch (curve) {
        case EasingCurve::Linear: return t;
        case EasingCurve::EaseInQuad: return t * t;
        case EasingCurve::EaseOutQuad: return t * (2.0 - t);
        case EasingCurve::EaseInOutQuad: return t < 0.5 ? 2.0 * t * t : -1.0 + (4.0 - 2.0 * t) * t;
        case EasingCurve::EaseInCubic: return t * t * t;
        case EasingCurve::EaseOutCubic: {
            const double left = t - 1.0;
            return left * left * left + 1.0;
        }
        case EasingCurve::Smoothstep: return t * t * (3.0 - 2.0 * t);
    }
    return kNaN;
}

}  // namespace slotscope::math
