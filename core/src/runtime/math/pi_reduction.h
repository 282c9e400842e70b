// SPDX-License-Identifier: MIT
//
// Argument reduction of sin, cos and tan: x = quadrant * pi/2 + (hi + lo) with |hi + lo| at most about pi/4.
// Private to runtime/math. Algorithm: fdlibm 5.3, Sun Microsystems, published algorithm (e_rem_pio2).
#pragma once

#include "runtime/math/bits.h"

#include <cmath>
#include <cstdint>

namespace slotscope::math {

struct PiRemainder {
    double hi;
    double lo;
    int quadrant;  ///< Only its two low bits count; negative for negative arguments.
};

/// High word of pi/4: up to here an argument needs no reduction.
inline constexpr std::uint32_t kHighQuarterPi = 0x3fe921fb;

/// For finite |x| > 2^19 * pi/2, of any size: multiplies by as many digits of 2/pi as the exponent calls for.
[[nodiscard]] PiRemainder reduce_huge(double x) noexcept;

/// For |x| from pi/4 to 2^19 * pi/2: subtracts n * pi/2, with pi/2 in pieces of 33 bits so that n times a piece is
/// exact. A second and third piece come in when the subtraction cancels too many bits.
[[nodiscard]] inline PiRemainder reduce_medium(double x) noexcept {
    constexpr double kTwoOverPi = 6.36619772367581382433e-01;
    constexpr double kHalfPi = 1.57079632679489655800e+00;
    constexpr double kPiece1 = 1.57079632673412561417e+00, kTail1 = 6.07710050650619224932e-11;
    constexpr double kPiece2 = 6.07710050630396597660e-11, kTail2 = 2.02226624879595063154e-21;
    constexpr double kPiece3 = 2.02226624871116645580e-21, kTail3 = 8.47842766036889956997e-32;

    const double magnitude = std::fabs(x);
    const std::uint32_t high = high_word(magnitude);
    // Truncation after adding one half, not rounding to even: the two differ at odd multiples of pi/4.
    const int n = static_cast<int>(magnitude * kTwoOverPi + 0.5);  // NOLINT(bugprone-incorrect-roundings)
    const double count = n;

    double rest = magnitude - count * kPiece1;
    double tail = count * kTail1;
    double hi = rest - tail;
    // Below 32 quadrants only arguments that share the multiple's high word cancel much.
    if (n >= 32 || high == high_word(count * kHalfPi)) [[unlikely]] {
        const auto lost_bits = [high](double y) {
            return static_cast<int>(high >> 20) - static_cast<int>((high_word(y) >> 20) & 0x7ff);
        };
        if (lost_bits(hi) > 16) {
            double before = rest;
            double subtracted = count * kPiece2;
            rest = before - subtracted;
            tail = count * kTail2 - ((before - rest) - subtracted);
            hi = rest - tail;
            // fdlibm treats the first quadrant apart and stops after two pieces there.
            if (n != 1 && lost_bits(hi) > 49) {
                before = rest;
                subtracted = count * kPiece3;
                rest = before - subtracted;
                tail = count * kTail3 - ((before - rest) - subtracted);
                hi = rest - tail;
            }
        }
    }
    const double lo = (rest - hi) - tail;
    const bool negative = is_negative(x);
    return {negated_if(hi, negative), negated_if(lo, negative), negative ? -n : n};
}

/// For finite |x| above pi/4.
[[nodiscard]] inline PiRemainder reduce_by_half_pi(double x) noexcept {
    constexpr std::uint32_t kHighMediumLimit = 0x413921fb;  // 2^19 * pi/2
    if (high_magnitude(x) <= kHighMediumLimit) [[likely]] { return reduce_medium(x); }
    return reduce_huge(x);
}

}  // namespace slotscope::math
