// SPDX-License-Identifier: MIT
//
// asin, acos, atan, atan2.
// Algorithms: fdlibm 5.3, Sun Microsystems, published algorithms (e_asin, e_acos, s_atan, e_atan2).
#include "runtime/math/bits.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"

#include <array>
#include <cmath>

namespace slotscope::math {
namespace {

constexpr double kPi = 3.14159265358979311600e+00, kPiTail = 1.22464679914735317720e-16;
constexpr double kHalfPi = 1.57079632679489655800e+00, kHalfPiTail = 6.12323399573676603587e-17;
constexpr double kQuarterPi = 7.85398163397448278999e-01;

constexpr std::uint32_t kHighTiny = 0x3e400000;  // 2^-27

/// (asin(x) - x) / x as a rational function of z = x^2, for z up to 1/4.
inline double asin_rational(double z) noexcept {
    const double p = z * horner(z, 1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01,
                                -4.00555345006794114027e-02, 7.91534994289814532176e-04, 3.47933107596021167570e-05);
    const double q = horner(z, 1.0, -2.40339491173441421878e+00, 2.02094576023350569471e+00,
                            -6.88283971605453293030e-01, 7.70381505559019352791e-02);
    return p / q;
}

/// atan of a magnitude above 7/16 is a table value plus atan of a smaller number.
struct AtanBase {
    double value;
    double tail;
};
constexpr std::array<AtanBase, 4> kAtanBases = {{
    {4.63647609000806093515e-01, 2.26987774529616870924e-17},  // atan(1/2)
    {7.85398163397448278999e-01, 3.06161699786838301793e-17},  // atan(1)
    {9.82793723247329054082e-01, 1.39033110312309984516e-17},  // atan(3/2)
    {1.57079632679489655800e+00, 6.12323399573676603587e-17},  // atan(infinity)
}};

/// (x - atan(x)) / x, |x| up to 7/16.
inline double atan_polynomial(double x) noexcept {
    const double z = x * x;
    const double w = z * z;
    const double odd_terms =
        z * horner(w, 3.33333333333329318027e-01, 1.42857142725034663711e-01, 9.09088713343650656196e-02,
                   6.66107313738753120669e-02, 4.97687799461593236017e-02, 1.62858201153657823623e-02);
    const double even_terms =
        w * horner(w, -1.99999999998764832476e-01, -1.11111104054623557880e-01, -7.69187620504482999495e-02,
                   -5.83357013379057348645e-02, -3.65315727442169155270e-02);
    return odd_terms + even_terms;
}

}  // namespace

double asin(double x) noexcept {
    const std::uint32_t high = high_magnitude(x);
    if (high < kHighHalf) {
        if (high < kHighTiny) { return x; }
        return x + x * asin_rational(x * x);
    }
    const double magnitude = std::fabs(x);
    if (high >= kHighOne) { return magnitude == 1.0 ? x * kHalfPi + x * kHalfPiTail : kNaN; }
    // asin(x) = pi/2 - 2 asin(sqrt((1 - x) / 2))
    const double z = (1.0 - magnitude) * 0.5;
    const double ratio = asin_rational(z);
    const double root = std::sqrt(z);
    constexpr std::uint32_t kHighNearOne = 0x3fef3333;  // 0.975
    double angle;
    if (high >= kHighNearOne) {
        angle = kHalfPi - (2.0 * (root + root * ratio) - kHalfPiTail);
    } else {
        const double root_high = without_low_word(root);
        const double correction = (z - root_high * root_high) / (root + root_high);
        const double p = 2.0 * root * ratio - (kHalfPiTail - 2.0 * correction);
        const double q = kQuarterPi - 2.0 * root_high;
        angle = kQuarterPi - (p - q);
    }
    return negated_if(angle, is_negative(x));
}

double acos(double x) noexcept {
    const std::uint32_t high = high_magnitude(x);
    if (high < kHighHalf) {
        constexpr std::uint32_t kHighNegligible = 0x3c600000;  // 2^-57
        if (high <= kHighNegligible) { return kHalfPi + kHalfPiTail; }
        return kHalfPi - (x - (kHalfPiTail - x * asin_rational(x * x)));
    }
    if (high >= kHighOne) {
        if (std::fabs(x) != 1.0) { return kNaN; }
        return x > 0.0 ? 0.0 : kPi + 2.0 * kHalfPiTail;
    }
    if (is_negative(x)) {
        const double z = (1.0 + x) * 0.5;
        const double root = std::sqrt(z);
        return kPi - 2.0 * (root + (asin_rational(z) * root - kHalfPiTail));
    }
    const double z = (1.0 - x) * 0.5;
    const double root = std::sqrt(z);
    const double root_high = without_low_word(root);
    const double correction = (z - root_high * root_high) / (root + root_high);
    return 2.0 * (root_high + (asin_rational(z) * root + correction));
}

double atan(double x) noexcept {
    constexpr std::uint32_t kHigh7Over16 = 0x3fdc0000, kHigh11Over16 = 0x3fe60000, kHigh19Over16 = 0x3ff30000,
                            kHigh39Over16 = 0x40038000, kHighFlat = 0x44100000;  // 2^66
    const std::uint32_t high = high_magnitude(x);
    if (high < kHigh7Over16) {
        if (high < kHighTiny) { return x; }
        return x - x * atan_polynomial(x);
    }
    if (high >= kHighFlat) { return std::isnan(x) ? kNaN : negated_if(kHalfPi + kHalfPiTail, is_negative(x)); }
    const double t = std::fabs(x);
    const AtanBase* base = nullptr;
    double reduced;
    if (high < kHigh11Over16) {
        base = &kAtanBases[0];
        reduced = (2.0 * t - 1.0) / (2.0 + t);
    } else if (high < kHigh19Over16) {
        base = &kAtanBases[1];
        reduced = (t - 1.0) / (t + 1.0);
    } else if (high < kHigh39Over16) {
        base = &kAtanBases[2];
        reduced = (t - 1.5) / (1.0 + 1.5 * t);
    } else {
        base = &kAtanBases[3];
        reduced = -1.0 / t;
    }
    const double angle = base->value - ((reduced * atan_polynomial(reduced) - base->tail) - reduced);
    return negated_if(angle, is_negative(x));
}

double atan2(double y, double x) noexcept {
    if (std::isnan(x) || std::isnan(y)) { return kNaN; }
    if (x == 1.0) { return atan(y); }
    const bool lower = is_negative(y);
    const bool left = is_negative(x);
    if (y == 0.0) { return left ? negated_if(kPi, lower) : y; }
    if (x == 0.0) { return negated_if(kHalfPi, lower); }
    if (std::isinf(x)) {
        const double angle = std::isinf(y) ? (left ? 3.0 * kQuarterPi : kQuarterPi) : (left ? kPi : 0.0);
        return negated_if(angle, lower);
    }
    if (std::isinf(y)) { return negated_if(kHalfPi, lower); }

    // Exponents decide first where y/x overflows or does not matter.
    const int exponents_apart = static_cast<int>(high_magnitude(y) - high_magnitude(x)) >> 20;
    if (exponents_apart > 60) { return negated_if(kHalfPi + 0.5 * kPiTail, lower); }
    const double angle = left && exponents_apart < -60 ? 0.0 : atan(std::fabs(y / x));
    return negated_if(left ? kPi - (angle - kPiTail) : angle, lower);
}

}  // namespace slotscope::math
