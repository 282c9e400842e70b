// SPDX-License-Identifier: MIT
//
// sin, cos, tan: reduction to |x| <= pi/4 (pi_reduction.h), then one polynomial in x^2.
// Algorithms: fdlibm 5.3, Sun Microsystems, published algorithms (k_sin, k_cos, k_tan).
//
// In the kernels, `tail` is what the reduced argument lacks of its exact value.
#include "runtime/math/bits.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/math/pi_reduction.h"

namespace slotscope::math {
namespace {

constexpr std::uint32_t kHighTiny = 0x3e400000;  // 2^-27: below, x^2 is lost beside 1
constexpr double kSin1 = -1.66666666666666324348e-01;

/// x^3's factor, without its first term.
inline double sin_polynomial(double z) noexcept {
    return horner(z, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
                  -2.50507602534068634195e-08, 1.58969099521155010221e-10);
}

inline double sin_kernel(double x) noexcept {
    if (high_magnitude(x) < kHighTiny) [[unlikely]] { return x; }
    const double z = x * x;
    return x + (z * x) * (kSin1 + z * sin_polynomial(z));
}

inline double sin_kernel(double x, double tail) noexcept {
    if (high_magnitude(x) < kHighTiny) [[unlikely]] { return x; }
    const double z = x * x;
    const double cube = z * x;
    return x - ((z * (0.5 * tail - cube * sin_polynomial(z)) - tail) - cube * kSin1);
}

/// 1 - x^2/2 + ..., where from 0.3 on an exact part of x^2/2 is taken from 1 first, so that only one rounding counts.
inline double cos_kernel(double x, double tail) noexcept {
    const std::uint32_t high = high_magnitude(x);
    if (high < kHighTiny) [[unlikely]] { return 1.0; }
    const double z = x * x;
    const double r = z * horner(z, 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
                                -2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11);
    constexpr std::uint32_t kHighThreeTenths = 0x3fd33333;
    if (high < kHighThreeTenths) { return 1.0 - (0.5 * z - (z * r - x * tail)); }
    constexpr std::uint32_t kHighNearQuarterPi = 0x3fe90000;                                           // 0.78125
    const double part = high > kHighNearQuarterPi ? 0.28125 : from_words(high - 2 * kExponentOne, 0);  // about x/4
    const double half_square = 0.5 * z - part;
    return (1.0 - part) - (half_square - (z * r - x * tail));
}

/// -1/(x + tail), where sum = x + tail rounded and `rest` is what makes sum's high part exact.
inline double negative_reciprocal(double sum, double rest) noexcept {
    const double estimate = -1.0 / sum;
    const double sum_high = without_low_word(sum);
    const double estimate_high = without_low_word(estimate);
    const double error = 1.0 + estimate_high * sum_high;
    return estimate_high + estimate * (error + estimate_high * rest);
}

/// tan(x + tail), or -1/tan of it: in odd quadrants the tangent is the negative cotangent.
double tan_kernel(double x, double tail, bool odd_quadrant) noexcept {
    constexpr std::uint32_t kHighTinyTan = 0x3e300000;    // 2^-28
    constexpr std::uint32_t kHighUpperPart = 0x3fe59428;  // 0.6744: from here on by tan(pi/4 - y)
    constexpr double kQuarterPi = 7.85398163397448278999e-01, kQuarterPiTail = 3.06161699786838301793e-17;
    constexpr double kTan0 = 3.33333333333334091986e-01;

    const std::uint32_t high = high_magnitude(x);
    if (high < kHighTinyTan) {
        if (!odd_quadrant) { return x; }
        const double sum = x + tail;
        return negative_reciprocal(sum, tail - (without_low_word(sum) - x));
    }
    const bool upper_part = high >= kHighUpperPart;
    const bool negative = is_negative(x);
    if (upper_part) {
        x = (kQuarterPi - negated_if(x, negative)) + (kQuarterPiTail - negated_if(tail, negative));
        tail = 0.0;
    }
    const double z = x * x;
    const double w = z * z;
    const double odd_terms =
        horner(w, 1.33333333333201242699e-01, 2.18694882948595424599e-02, 3.59207910759131235356e-03,
               5.88041240820264096874e-04, 7.81794442939557092300e-05, -1.85586374855275456654e-05);
    const double even_terms =
        z * horner(w, 5.39682539762260521377e-02, 8.86323982359930005737e-03, 1.45620945432529025516e-03,
                   2.46463134818469906812e-04, 7.14072491382608190305e-05, 2.59073051863633712884e-05);
    const double cube = z * x;
    double r = tail + z * (cube * (odd_terms + even_terms) + tail);
    r += kTan0 * cube;
    const double sum = x + r;
    if (upper_part) {
        const double sign = negative ? -1.0 : 1.0;
        const double v = odd_quadrant ? -1.0 : 1.0;
        return sign * (v - 2.0 * (x - (sum * sum / (sum + v) - r)));
    }
    if (!odd_quadrant) { return sum; }
    return negative_reciprocal(sum, r - (without_low_word(sum) - x));
}

}  // namespace

double sin(double x) noexcept {
    const std::uint32_t high = high_magnitude(x);
    if (high <= kHighQuarterPi) { return sin_kernel(x); }
    if (high >= kHighInfinity) [[unlikely]] { return kNaN; }
    const PiRemainder y = reduce_by_half_pi(x);
    const double magnitude = (y.quadrant & 1) != 0 ? cos_kernel(y.hi, y.lo) : sin_kernel(y.hi, y.lo);
    return negated_if(magnitude, (y.quadrant & 2) != 0);
}

double cos(double x) noexcept {
    const std::uint32_t high = high_magnitude(x);
    if (high <= kHighQuarterPi) { return cos_kernel(x, 0.0); }
    if (high >= kHighInfinity) [[unlikely]] { return kNaN; }
    const PiRemainder y = reduce_by_half_pi(x);
    const double magnitude = (y.quadrant & 1) != 0 ? sin_kernel(y.hi, y.lo) : cos_kernel(y.hi, y.lo);
    return negated_if(magnitude, ((y.quadrant + 1) & 2) != 0);
}

double tan(double x) noexcept {
    const std::uint32_t high = high_magnitude(x);
    if (high <= kHighQuarterPi) { return tan_kernel(x, 0.0, false); }
    if (high >= kHighInfinity) [[unlikely]] { return kNaN; }
    const PiRemainder y = reduce_by_half_pi(x);
    return tan_kernel(y.hi, y.lo, (y.quadrant & 1) != 0);
}

}  // namespace slotscope::math
