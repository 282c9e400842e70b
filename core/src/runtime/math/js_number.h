// SPDX-License-Identifier: MIT
//
// Number semantics of ECMAScript that differ from C++'s: rounding, minimum and maximum, remainder, conversions to the
// store types, and text to number and back. Header-only where the executor calls it for every value.
//
// What is the same in both languages is not repeated here: + - * / and std::sqrt, std::floor, std::ceil, std::fabs.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace slotscope::math {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Math.round: to the nearest integer, ties toward +Infinity; [-0.5, -0] gives -0.
/// `floor(x + 0.5)` would round twice: it gives 1 for the largest double below 0.5, and moves odd integers above 2^52.
[[nodiscard]] inline double js_round(double x) noexcept {
    const double below = std::floor(x);
    // The difference is exact wherever it can be below 0.5, so the comparison decides rightly.
    const double rounded = x - below >= 0.5 ? below + 1.0 : below;
    return std::copysign(rounded, x);
}

/// Math.sign: -1, 1, or x itself for +-0 and NaN.
[[nodiscard]] inline double js_sign(double x) noexcept {
    // One rare branch instead of two that nobody can foresee.
    if (!(std::fabs(x) > 0.0)) [[unlikely]] { return x; }
    return std::copysign(1.0, x);
}

/// Math.min: NaN if either is NaN, and -0 < +0.
/// Without a branch on which is smaller, which nobody can foresee: where the two differ, both comparisons give the same
/// number; where they are equal they are the same bits, or the two zeros, of which one sign bit is the answer.
[[nodiscard]] inline double js_min(double a, double b) noexcept {
    if (std::isunordered(a, b)) [[unlikely]] { return kNaN; }
    const auto x = std::bit_cast<std::uint64_t>(a < b ? a : b);
    const auto y = std::bit_cast<std::uint64_t>(b < a ? b : a);
    return std::bit_cast<double>(x | y);
}

/// Math.max: NaN if either is NaN, and -0 < +0. As js_min.
[[nodiscard]] inline double js_max(double a, double b) noexcept {
    if (std::isunordered(a, b)) [[unlikely]] { return kNaN; }
    const auto x = std::bit_cast<std::uint64_t>(a > b ? a : b);
    const auto y = std::bit_cast<std::uint64_t>(b > a ? b : a);
    return std::bit_cast<double>(x & y);
}

namespace detail {
/// js_mod for |dividend| >= |divisor|, and where either is NaN.
[[nodiscard]] double mod_of_larger(double dividend, double divisor) noexcept;
}  // namespace detail

/// The `%` operator: exact, with the sign of the dividend (also on a zero result); NaN for a zero divisor.
[[nodiscard]] inline double js_mod(double dividend, double divisor) noexcept {
    if (std::fabs(dividend) < std::fabs(divisor)) { return dividend; }
    return detail::mod_of_larger(dividend, divisor);
}

/// `x - floor(x)`: in [0, 1], where 1 comes from negative numbers below the precision of 1. NaN for infinities.
[[nodiscard]] inline double fract(double x) noexcept { return x - std::floor(x); }

namespace detail {
/// to_uint32 for numbers that do not fit int64: NaN, infinities, and magnitudes from 2^63.
[[nodiscard]] std::uint32_t to_uint32_wide(double x) noexcept;
}  // namespace detail

/// ToUint32: drop the fraction, then modulo 2^32. NaN and infinities give 0.
[[nodiscard]] inline std::uint32_t to_uint32(double x) noexcept {
    if (std::fabs(x) < 0x1p63) { return static_cast<std::uint32_t>(static_cast<std::int64_t>(x)); }
    return detail::to_uint32_wide(x);
}

/// ToInt32: as to_uint32, read as two's complement. So are the narrower ones, modulo 2^16 and 2^8.
[[nodiscard]] inline std::int32_t to_int32(double x) noexcept { return static_cast<std::int32_t>(to_uint32(x)); }
[[nodiscard]] inline std::uint16_t to_uint16(double x) noexcept { return static_cast<std::uint16_t>(to_uint32(x)); }
[[nodiscard]] inline std::int16_t to_int16(double x) noexcept { return static_cast<std::int16_t>(to_uint16(x)); }
[[nodiscard]] inline std::uint8_t to_uint8(double x) noexcept { return static_cast<std::uint8_t>(to_uint32(x)); }
[[nodiscard]] inline std::int8_t to_int8(double x) noexcept { return static_cast<std::int8_t>(to_uint8(x)); }

/// ToUint8Clamp (Uint8ClampedArray): clamped to 0..255, rounded to nearest, ties to even; NaN gives 0.
[[nodiscard]] inline std::uint8_t to_uint8_clamped(double x) noexcept {
    if (!(x > 0.0)) { return 0; }
    if (x >= 255.0) { return 255; }
    // Numbers from 2^52 on have no fraction bits: the addition itself rounds to nearest even.
    return static_cast<std::uint8_t>((x + 0x1p52) - 0x1p52);
}

/// Math.fround: to the nearest float, ties to even; overflows to an infinity, keeps subnormals.
[[nodiscard]] inline float to_f32(double x) noexcept { return static_cast<float>(x); }

/// ToNumber of a string (UTF-8): white space and line ends of Unicode trimmed, "" is 0, then a decimal literal with
/// optional sign, [+-]Infinity, or unsigned 0x, 0o, 0b digits; correctly rounded. Anything else is NaN.
[[nodiscard]] double string_to_number(std::string_view text) noexcept;

/// ToString of a number: the shortest digits that read back as the same double, in ECMAScript's layout
/// (`1e+21`, `1.5e-7`, `0.000001`, `-0` as `0`).
[[nodiscard]] std::string number_to_string(double x);

}  // namespace slotscope::math
