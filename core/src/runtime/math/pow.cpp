// SPDX-License-Identifier: MIT
//
// pow: x^y = 2^(y * log2 x), with log2 x and the product in two doubles each.
// Algorithm: fdlibm 5.3, Sun Microsystems, published algorithm (e_pow), with V8's change to exp2_of_sum's quotient.
#include "runtime/math/bits.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"

#include <cmath>

namespace slotscope::math {
namespace {

/// A number in two pieces, `hi` having few enough bits for exact products.
struct TwoPieces {
    double hi;
    double lo;
};

enum class Parity { NotInteger, Odd, Even };

Parity parity(double y) noexcept {
    const double magnitude = std::fabs(y);
    if (magnitude >= 0x1p53) { return Parity::Even; }
    if (magnitude < 1.0) { return Parity::NotInteger; }
    const auto whole = static_cast<std::int64_t>(magnitude);
    if (static_cast<double>(whole) != magnitude) { return Parity::NotInteger; }
    return (whole & 1) != 0 ? Parity::Odd : Parity::Even;
}

/// log2(1 + t) for |t| at most 2^-20, by the series.
TwoPieces log2_near_one(double t) noexcept {
    constexpr double kOneOverLn2 = 1.44269504088896338700e+00;
    constexpr double kOneOverLn2High = 1.44269502162933349609e+00, kOneOverLn2Low = 1.92596299112661746887e-08;
    const double w = (t * t) * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
    const double u = kOneOverLn2High * t;
    const double v = t * kOneOverLn2Low - w * kOneOverLn2;
    const double hi = without_low_word(u + v);
    return {hi, v - (hi - u)};
}

/// log2 of a positive finite number: its exponent, plus log2 of a fraction near 1 or near 3/2.
TwoPieces log2_of(double x) noexcept {
    int n = 0;
    if (high_word(x) < kExponentOne) [[unlikely]] {
        x *= 0x1p53;
        n = -53;
    }
    std::uint32_t high = high_word(x);
    n += static_cast<int>(high >> 20) - 1023;
    const std::uint32_t fraction = high & 0x000fffff;
    constexpr std::uint32_t kRootOf3Over2 = 0x3988e, kRootOf3 = 0xbb67a;
    high = fraction | kHighOne;
    bool near_three_halves = false;
    if (fraction > kRootOf3Over2) {
        if (fraction < kRootOf3) {
            near_three_halves = true;
        } else {
            n += 1;
            high -= kExponentOne;
        }
    }
    x = with_high_word(x, high);
    const double base = near_three_halves ? 1.5 : 1.0;
    const double log2_base = near_three_halves ? 5.84962487220764160156e-01 : 0.0;
    const double log2_base_low = near_three_halves ? 1.35003920212974897128e-08 : 0.0;

    // s = (x - base) / (x + base) in two pieces; the sum x + base is split exactly.
    const double u = x - base;
    const double v = 1.0 / (x + base);
    const double s = u * v;
    const double s_high = without_low_word(s);
    const double sum_high =
        from_words(((high >> 1) | 0x20000000) + 0x00080000 + (near_three_halves ? 0x00040000 : 0), 0);
    const double sum_low = x - (sum_high - base);
    const double s_low = v * ((u - s_high * sum_high) - s_high * sum_low);

    // log(x / base) = 2s + 2/3 s^3 + ...; here 3/2 of it over s.
    const double z = s * s;
    double r = z * z *
               horner(z, 5.99999999999994648725e-01, 4.28571428578550184252e-01, 3.33333329818377432918e-01,
                      2.72728123808534006489e-01, 2.30660745775561754067e-01, 2.06975017800338417784e-01);
    r += s_low * (s_high + s);
    const double square = s_high * s_high;
    const double t_high = without_low_word(3.0 + square + r);
    const double t_low = r - ((t_high - 3.0) - square);
    const double product = s_high * t_high;
    const double product_low = s_low * t_high + t_low * s;
    const double p_high = without_low_word(product + product_low);
    const double p_low = product_low - (p_high - product);

    constexpr double kScale = 9.61796693925975554329e-01;  // 2 / (3 ln 2)
    constexpr double kScaleHigh = 9.61796700954437255859e-01, kScaleLow = -7.02846165095275826516e-09;
    const double z_high = kScaleHigh * p_high;
    const double z_low = kScaleLow * p_high + p_low * kScale + log2_base_low;
    const double exponent = n;
    const double hi = without_low_word(((z_high + z_low) + log2_base) + exponent);
    return {hi, z_low - (((hi - exponent) - log2_base) - z_high)};
}

/// 2^(p.hi + p.lo) for a sum in the range of doubles (subnormals included).
double exp2_of_sum(TwoPieces p) noexcept {
    const double z = p.lo + p.hi;
    int n = 0;
    if (high_magnitude(z) > kHighHalf) {
        // The nearest integer, from the bits: half is added below the binary point, then the fraction is cut.
        const std::uint32_t high = high_word(z);
        const int exponent = static_cast<int>(high_magnitude(z) >> 20) - 1023;
        const std::uint32_t raised = high + (kExponentOne >> (exponent + 1));
        const int new_exponent = static_cast<int>((raised & kMagnitudeMask) >> 20) - 1023;
        const double whole = from_words(raised & ~(0x000fffffU >> new_exponent), 0);
        n = static_cast<int>(whole);
        p.hi -= whole;
    }

    constexpr double kLn2 = 6.93147180559945286227e-01;
    constexpr double kLn2High = 6.93147182464599609375e-01, kLn2Low = -1.90465429995776804525e-09;
    const double t = without_low_word(p.lo + p.hi);
    const double u = t * kLn2High;
    const double v = (p.lo - (t - p.hi)) * kLn2 + t * kLn2Low;
    const double y = u + v;
    const double rest = v - (y - u);
    const double square = y * y;
    const double c =
        y - square * horner(square, 1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
                            -1.65339022054652515390e-06, 4.13813679705723846039e-08);
    // fdlibm divides by (c - 2) alone and subtracts the correction after it; V8 has it in the divisor. The difference
    // is visible in the last bit.
    const double quotient = (y * c) / ((c - 2.0) - (rest + y * rest));
    const double fraction = 1.0 - (quotient - y);

    const auto exponent = static_cast<int>(high_word(fraction) >> 20) + n;
    if (exponent <= 0) [[unlikely]] {
        // Subnormal or zero: the second factor rounds, once.
        return fraction * power_of_two(n + 54) * 0x1p-54;
    }
    return with_high_word(fraction, high_word(fraction) + (static_cast<std::uint32_t>(n) << 20));
}

/// 2^(p.hi + p.lo) with its overflow and underflow.
double exp2_saturating(TwoPieces p) noexcept {
    constexpr double kOverflowSlack = 8.0085662595372944372e-17;  // 1024 - log2(largest double + half an ulp), negated
    const double z = p.lo + p.hi;
    if (z >= 1024.0) [[unlikely]] {
        if (z > 1024.0 || p.lo + kOverflowSlack > z - p.hi) { return kInfinity; }
    } else if (z <= -1075.0) [[unlikely]] {
        if (z < -1075.0 || p.lo <= z - p.hi) { return 0.0; }
    }
    return exp2_of_sum(p);
}

/// For an infinite y. |x| = 1 gives NaN, unlike in C.
double pow_to_infinity(double magnitude, bool negative_exponent) noexcept {
    if (magnitude == 1.0) { return kNaN; }
    return (magnitude > 1.0) != negative_exponent ? kInfinity : 0.0;
}

}  // namespace

double pow(double x, double y) noexcept {
    if (y == 0.0) { return 1.0; }
    if (std::isnan(x) || std::isnan(y)) [[unlikely]] { return kNaN; }
    const double magnitude = std::fabs(x);
    const bool negative_exponent = y < 0.0;
    if (std::isinf(y)) [[unlikely]] { return pow_to_infinity(magnitude, negative_exponent); }
    if (y == 1.0) { return x; }
    if (y == 2.0) { return x * x; }
    if (y == -1.0) { return 1.0 / x; }
    if (y == 0.5 && !is_negative(x)) { return std::sqrt(x); }

    bool negate = false;
    if (is_negative(x)) {
        const Parity p = parity(y);
        if (p == Parity::NotInteger && x != 0.0 && magnitude != kInfinity) { return kNaN; }
        negate = p == Parity::Odd;
    }
    if (magnitude == 0.0 || magnitude == 1.0 || magnitude == kInfinity) [[unlikely]] {
        return negated_if(negative_exponent ? 1.0 / magnitude : magnitude, negate);
    }

    TwoPieces log2_x;
    if (std::fabs(y) >= 0x1.00001p+31) [[unlikely]] {  // the high word is above that of 2^31
        constexpr std::uint32_t kHighJustBelowOne = 0x3fefffff;
        const std::uint32_t high = high_word(magnitude);
        const bool certain = std::fabs(y) >= 0x1.00001p+64;  // 2^64 and more: out of range for every x but 1
        if (high < kHighJustBelowOne || (certain && high == kHighJustBelowOne)) {
            return negated_if(negative_exponent ? kInfinity : 0.0, negate);
        }
        if (high > kHighOne || (certain && high == kHighOne)) {
            return negated_if(negative_exponent ? 0.0 : kInfinity, negate);
        }
        log2_x = log2_near_one(magnitude - 1.0);
    } else {
        log2_x = log2_of(magnitude);
    }

    const double y_high = without_low_word(y);
    const double p_low = (y - y_high) * log2_x.hi + y * log2_x.lo;
    return negated_if(exp2_saturating({y_high * log2_x.hi, p_low}), negate);
}

}  // namespace slotscope::math
