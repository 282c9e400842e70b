// SPDX-License-Identifier: MIT
//
// The words of a double and polynomial evaluation, as the elementary functions need them. Private to runtime/math.
//
// The published algorithms decide and split by the high word: sign, exponent and the top 20 bits of the fraction, which
// orders positive numbers like their values. Comparing it instead of the double is part of the result: a threshold
// given as a high word cuts at another place than a double would.
#pragma once

#include <bit>
#include <cstdint>

namespace slotscope::math {

inline constexpr std::uint32_t kMagnitudeMask = 0x7fffffff;
inline constexpr std::uint32_t kExponentOne = 0x00100000;  ///< One step of the exponent, in the high word.
inline constexpr std::uint32_t kHighInfinity = 0x7ff00000;
inline constexpr std::uint32_t kHighOne = 0x3ff00000;
inline constexpr std::uint32_t kHighHalf = 0x3fe00000;

[[nodiscard]] constexpr std::uint32_t high_word(double x) noexcept {
    return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(x) >> 32);
}

[[nodiscard]] constexpr std::uint32_t low_word(double x) noexcept {
    return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(x));
}

/// The high word without the sign: orders magnitudes.
[[nodiscard]] constexpr std::uint32_t high_magnitude(double x) noexcept { return high_word(x) & kMagnitudeMask; }

[[nodiscard]] constexpr bool is_negative(double x) noexcept { return (high_word(x) >> 31) != 0; }

[[nodiscard]] constexpr double from_words(std::uint32_t high, std::uint32_t low) noexcept {
    return std::bit_cast<double>((std::uint64_t{high} << 32) | low);
}

[[nodiscard]] constexpr double with_high_word(double x, std::uint32_t high) noexcept {
    return from_words(high, low_word(x));
}

/// `x` cut to 21 significant bits, so that products of two such numbers are exact.
[[nodiscard]] constexpr double without_low_word(double x) noexcept {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0xffffffff00000000U);
}

[[nodiscard]] constexpr double negated_if(double x, bool negate) noexcept {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) ^ (std::uint64_t{negate} << 63));
}

/// 2^n as a normal number; n from -1022 to 1023.
[[nodiscard]] constexpr double power_of_two(int n) noexcept {
    return from_words(static_cast<std::uint32_t>(1023 + n) << 20, 0);
}

/// c0 + z*(c1 + z*(c2 + ...)), evaluated from the inside out: the order is part of the result.
[[nodiscard]] constexpr double horner(double, double last) noexcept { return last; }
template <typename... Rest>
[[nodiscard]] constexpr double horner(double z, double first, Rest... rest) noexcept {
    return first + z * horner(z, rest...);
}

}  // namespace slotscope::math
