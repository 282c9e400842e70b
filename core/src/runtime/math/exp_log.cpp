// SPDX-License-Identifier: MIT
//
// exp, log, tanh.
// Algorithms: fdlibm 5.3, Sun Microsystems, published algorithms (e_exp, e_log, s_expm1, s_tanh).
#include "runtime/math/bits.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"

#include <cmath>

namespace slotscope::math {
namespace {

constexpr double kLn2 = 6.93147180369123816490e-01, kLn2Tail = 1.90821492927058770002e-10;
constexpr double kOneOverLn2 = 1.44269504088896338700e+00;
constexpr std::uint32_t kHighHalfLn2 = 0x3fd62e42, kHighOneAndHalfLn2 = 0x3ff0a2b2;

/// x = multiple * ln 2 + (hi - lo), with |hi - lo| at most about ln 2 / 2.
struct Ln2Remainder {
    double hi;
    double lo;
    int multiple;
};

/// For |x| above ln 2 / 2.
inline Ln2Remainder reduce_by_ln2(double x) noexcept {
    const bool negative = is_negative(x);
    if (high_magnitude(x) < kHighOneAndHalfLn2) {
        return {x - negated_if(kLn2, negative), negated_if(kLn2Tail, negative), negative ? -1 : 1};
    }
    const int k = static_cast<int>(kOneOverLn2 * x + negated_if(0.5, negative));
    const double count = k;
    return {x - count * kLn2, count * kLn2Tail, k};
}

/// e^x - 1 for |x| below 44: all that tanh asks for, so without the overflow and saturation cases.
double exp_minus_one(double x) noexcept {
    constexpr std::uint32_t kHighNegligible = 0x3c900000;  // 2^-54
    int k = 0;
    double rounding = 0.0;
    if (high_magnitude(x) > kHighHalfLn2) {
        const Ln2Remainder r = reduce_by_ln2(x);
        k = r.multiple;
        x = r.hi - r.lo;
        rounding = (r.hi - x) - r.lo;
    } else if (high_magnitude(x) < kHighNegligible) {
        return x;
    }

    const double half = 0.5 * x;
    const double half_square = x * half;
    const double r1 = horner(half_square, 1.0, -3.33333333333331316428e-02, 1.58730158725481460165e-03,
                             -7.93650757867487942473e-05, 4.00821782732936239552e-06, -2.01099218183624371326e-07);
    const double t = 3.0 - r1 * half;
    double e = half_square * ((r1 - t) / (6.0 - x * t));
    if (k == 0) { return x - (x * e - half_square); }
    e = (x * (e - rounding) - rounding) - half_square;
    if (k == -1) { return 0.5 * (x - e) - 0.5; }
    if (k == 1) { return x < -0.25 ? -2.0 * (e - (x + 0.5)) : 1.0 + 2.0 * (x - e); }
    if (k <= -2 || k > 56) { return (1.0 - (e - x)) * power_of_two(k) - 1.0; }
    if (k < 20) { return ((1.0 - power_of_two(-k)) - (e - x)) * power_of_two(k); }
    return ((x - (e + power_of_two(-k))) + 1.0) * power_of_two(k);
}

}  // namespace

double exp(double x) noexcept {
    constexpr double kOverflow = 7.09782712893383973096e+02, kUnderflow = -7.45133219101941108420e+02;
    constexpr std::uint32_t kHighOverflow = 0x40862e42, kHighTiny = 0x3e300000;  // 2^-28
    const std::uint32_t high = high_magnitude(x);
    if (high >= kHighOverflow) [[unlikely]] {
        if (std::isnan(x)) { return kNaN; }
        if (x > kOverflow) { return kInfinity; }
        if (x < kUnderflow) { return 0.0; }
    }
    Ln2Remainder r{x, 0.0, 0};
    if (high > kHighHalfLn2) {
        if (x == 1.0) {
            return 2.718281828459045;  // V8's addition: the formula gives the next double, which is farther from e.
        }
        r = reduce_by_ln2(x);
        x = r.hi - r.lo;
    } else if (high < kHighTiny) {
        return 1.0 + x;
    }

    const double z = x * x;
    const double c =
        x - z * horner(z, 1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
                       -1.65339022054652515390e-06, 4.13813679705723846039e-08);
    const int k = r.multiple;
    if (k == 0) { return 1.0 - ((x * c) / (c - 2.0) - x); }
    const double y = 1.0 - ((r.lo - (x * c) / (2.0 - c)) - r.hi);
    if (k < -1021) [[unlikely]] { return y * power_of_two(k + 1000) * 0x1p-1000; }
    if (k == 1024) [[unlikely]] { return y * 2.0 * 0x1p1023; }
    return y * power_of_two(k);
}

double log(double x) noexcept {
    constexpr double kLog1 = 6.666666666666735130e-01, kLog2 = 3.999999999940941908e-01,
                     kLog3 = 2.857142874366239149e-01, kLog4 = 2.222219843214978396e-01,
                     kLog5 = 1.818357216161805012e-01, kLog6 = 1.531383769920937332e-01,
                     kLog7 = 1.479819860511658591e-01;
    if (!(x > 0.0)) [[unlikely]] { return x == 0.0 ? -kInfinity : kNaN; }
    if (x == kInfinity) [[unlikely]] { return x; }
    int k = 0;
    if (high_word(x) < kExponentOne) [[unlikely]] {
        k = -54;
        x *= 0x1p54;
    }

    // x = 2^k * (1 + f) with 1 + f from sqrt(1/2) to sqrt(2).
    const std::uint32_t high = high_word(x);
    k += static_cast<int>(high >> 20) - 1023;
    const std::uint32_t fraction = high & 0x000fffff;
    const std::uint32_t above_root2 = (fraction + 0x95f64) & kExponentOne;
    const double f = with_high_word(x, fraction | (above_root2 ^ kHighOne)) - 1.0;
    k += static_cast<int>(above_root2 >> 20);
    const double count = k;

    if (((fraction + 2) & 0x000fffff) < 3) {  // |f| < 2^-20
        if (f == 0.0) { return k == 0 ? 0.0 : count * kLn2 + count * kLn2Tail; }
        const double r = f * f * (0.5 - 0.33333333333333333 * f);
        return k == 0 ? f - r : count * kLn2 - ((r - count * kLn2Tail) - f);
    }
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double w = z * z;
    const double even_terms = w * horner(w, kLog2, kLog4, kLog6);
    const double odd_terms = z * horner(w, kLog1, kLog3, kLog5, kLog7);
    const double r = odd_terms + even_terms;
    // Where f is largest (1 + f around 1.4), taking f^2/2 out first is more precise.
    if (fraction >= 0x6147a && fraction <= 0x6b851) {
        const double half_square = 0.5 * f * f;
        return k == 0 ? f - (half_square - s * (half_square + r))
                      : count * kLn2 - ((half_square - (s * (half_square + r) + count * kLn2Tail)) - f);
    }
    return k == 0 ? f - s * (f - r) : count * kLn2 - ((s * (f - r) - count * kLn2Tail) - f);
}

double tanh(double x) noexcept {
    constexpr std::uint32_t kHighTiny = 0x3e300000, kHighFlat = 0x40360000;  // 2^-28, 22
    const std::uint32_t high = high_magnitude(x);
    if (std::isnan(x)) { return kNaN; }
    if (high < kHighTiny) { return x; }
    double magnitude = 1.0;
    if (high < kHighFlat) {
        const double t = std::fabs(x);
        if (high >= kHighOne) {
            magnitude = 1.0 - 2.0 / (exp_minus_one(2.0 * t) + 2.0);
        } else {
            const double e = exp_minus_one(-2.0 * t);
            magnitude = -e / (e + 2.0);
        }
    }
    return negated_if(magnitude, is_negative(x));
}

}  // namespace slotscope::math
