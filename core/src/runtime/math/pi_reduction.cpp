// SPDX-License-Identifier: MIT
//
// Reduction of huge arguments modulo pi/2 (Payne and Hanek's method).
// Algorithm: fdlibm 5.3, Sun Microsystems, published algorithm (k_rem_pio2, at 53-bit precision).
//
// Idea: x * 2/pi modulo 8 needs only those digits of 2/pi whose product with x is neither a multiple of 8 nor below the
// precision wanted, wherever in the digits they start. Everything up to the fraction of the quadrant is whole numbers,
// so it is done in 24-bit integer digits here; the result is the fraction times pi/2. Where the digits are cut, and the
// order of the last sums, decide the last bits and follow the publication.
#include "runtime/math/pi_reduction.h"

#include <algorithm>
#include <array>

namespace slotscope::math {
namespace {

constexpr int kDigitBits = 24;
constexpr std::uint32_t kDigitMask = 0xffffff;

/// Digits below the leading one: enough for 53 bits and a guard, if the fraction does not begin with zeros.
constexpr int kFirstCount = 4;
/// No double comes so near to a multiple of pi/2 that more than three digits of the fraction vanish.
constexpr int kMaxCount = kFirstCount * 2;

/// 2/pi = 0.A2F983 6E4E44 ... in base 2^24, as many digits as the largest double can ask for.
constexpr std::array<std::uint32_t, 50> kTwoOverPi = {
    0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041, 0xFE5163, 0xABDEBB,
    0xC561B7, 0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C, 0xFE1DEB, 0x1CB129, 0xA73EE8, 0x8235F5,
    0x2EBB44, 0x84E99C, 0x7026B4, 0x5F7E41, 0x3991D6, 0x398353, 0x39F49C, 0x845F8B, 0xBDF928, 0x3B1FF8,
    0x97FFDE, 0x05980F, 0xEF2F11, 0x8B5A0A, 0x6D1F6D, 0x367ECF, 0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D,
    0x7527BA, 0xC7EBE5, 0xF17B3D, 0x0739F7, 0x8A5292, 0xEA6BFB, 0x5FB11F, 0x8D5D08, 0x560330, 0x46FC7B,
};
constexpr int kLargestExponent = 1023 - (kDigitBits - 1);
static_assert((kLargestExponent - 3) / kDigitBits + kMaxCount < static_cast<int>(kTwoOverPi.size()));

/// pi/2 in pieces of at most 24 bits, largest first. As many as the digits that are computed at first.
constexpr std::array<double, 5> kHalfPiPieces = {
    1.57079625129699707031e+00, 7.54978941586159635335e-08, 5.39030252995776476554e-15,
    3.28200341580791294123e-22, 1.27065575308067607349e-29,
};

/// x's magnitude as whole 24-bit digits, largest first, times 2^exponent of the first digit's unit.
struct Mantissa {
    std::array<std::uint64_t, 3> digit;
    int exponent;
};

Mantissa split(double x) noexcept {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t fraction = (bits & 0x000fffffffffffffU) | 0x0010000000000000U;
    const int exponent = static_cast<int>((bits >> 52) & 0x7ff) - 1023;
    return {{fraction >> 29, (fraction >> 5) & kDigitMask, (fraction & 0x1f) << 19}, exponent - (kDigitBits - 1)};
}

/// The fraction of x * 2/pi in its quadrant. digit[0] holds what the leading product digit has below the binary point
/// (up to 28 bits, weight `scale`), digit[1..count] follow with 24 bits each.
struct Fraction {
    std::array<std::uint32_t, kMaxCount + 1> digit{};
    int count = 0;
    int scale = 0;  ///< digit[0] is worth digit[0] * 2^scale.

    [[nodiscard]] std::uint32_t mask(int i) const noexcept {
        if (i == 0) { return scale < 0 ? (1U << -scale) - 1 : 0; }
        return i == 1 && scale > 0 ? kDigitMask >> scale : kDigitMask;
    }

    /// Whether it is at least one half.
    [[nodiscard]] bool is_upper_half() const noexcept {
        const int top = scale < 0 ? 0 : 1;
        const std::uint32_t mask_of_top = mask(top);
        return (digit[top] & (mask_of_top ^ (mask_of_top >> 1))) != 0;
    }

    /// Replaces it by 1 - itself.
    void complement() noexcept {
        bool borrow = false;
        for (int i = count; i >= 0; --i) {
            const std::uint32_t taken = digit[i] + (borrow ? 1U : 0U);
            borrow = taken != 0;
            digit[i] = (0U - taken) & mask(i);
        }
    }
};

struct QuadrantFraction {
    Fraction fraction;
    int quadrant = 0;  ///< Modulo 8.
    bool upper_half = false;
};

/// The integer bits and the complemented-to-at-most-one-half fraction, with `count` digits below the leading one.
QuadrantFraction multiply(const Mantissa& x, int first, int count) noexcept {
    const auto product = [&](int i) {
        std::uint64_t sum = 0;
        for (int j = 0; j < 3 && j <= i; ++j) { sum += x.digit[j] * kTwoOverPi[i - j]; }
        return sum;
    };

    QuadrantFraction result;
    Fraction& f = result.fraction;
    f.count = count;
    f.scale = x.exponent - kDigitBits * (first + 1);

    std::uint64_t carry = 0;
    for (int i = count; i > 0; --i) {
        const std::uint64_t sum = product(first + i) + carry;
        f.digit[i] = static_cast<std::uint32_t>(sum & kDigitMask);
        carry = sum >> kDigitBits;
    }
    const std::uint64_t top = product(first) + carry;
    if (f.scale > 0) {
        result.quadrant = static_cast<int>(((top << f.scale) | (f.digit[1] >> (kDigitBits - f.scale))) & 7);
        f.digit[1] &= f.mask(1);
    } else {
        result.quadrant = static_cast<int>((top >> -f.scale) & 7);
        f.digit[0] = static_cast<std::uint32_t>(top) & f.mask(0);
    }
    result.upper_half = f.is_upper_half();
    if (result.upper_half) {
        result.quadrant += 1;
        f.complement();
    }
    return result;
}

/// Digits to add because the fraction begins with zeros; 0 when it is precise enough.
int missing_digits(const Fraction& f) noexcept {
    const auto begin = f.digit.begin();
    if (std::any_of(begin, begin + 1 + (f.count - kFirstCount), [](std::uint32_t d) { return d != 0; })) { return 0; }
    const auto first_checked = begin + 1 + (f.count - kFirstCount);
    const auto nonzero = std::find_if(first_checked, begin + f.count + 1, [](std::uint32_t d) { return d != 0; });
    return static_cast<int>(nonzero - first_checked) + 1;
}

/// The fraction times pi/2, as a sum of two doubles.
PiRemainder times_half_pi(const Fraction& f) noexcept {
    std::array<double, kMaxCount + 2> term{};
    int terms = 0;
    double weight = power_of_two(f.scale);
    if (f.digit[0] > kDigitMask) { term[terms++] = weight * 0x1p24 * (f.digit[0] >> kDigitBits); }
    for (int i = 0; i <= f.count; ++i, weight *= 0x1p-24) {
        if (terms != 0 || f.digit[i] != 0) { term[terms++] = weight * (f.digit[i] & kDigitMask); }
    }

    std::array<double, kMaxCount + 2> product{};
    for (int i = 0; i < terms; ++i) {
        for (int k = 0; k <= i && k < static_cast<int>(kHalfPiPieces.size()); ++k) {
            product[i] += kHalfPiPieces[k] * term[i - k];
        }
    }
    double hi = 0.0;
    for (int i = terms; i-- > 0;) { hi += product[i]; }
    double lo = product[0] - hi;
    for (int i = 1; i < terms; ++i) { lo += product[i]; }
    return {hi, lo, 0};
}

}  // namespace

PiRemainder reduce_huge(double x) noexcept {
    const Mantissa mantissa = split(x);
    // Digits of 2/pi before this one make multiples of 8 quadrants.
    const int first = std::max(0, (mantissa.exponent - 3) / kDigitBits);

    QuadrantFraction result = multiply(mantissa, first, kFirstCount);
    for (int more = missing_digits(result.fraction); more > 0; more = missing_digits(result.fraction)) {
        const int count = result.fraction.count + more;
        if (count > kMaxCount) { break; }
        result = multiply(mantissa, first, count);
    }

    PiRemainder remainder = times_half_pi(result.fraction);
    const bool negative = is_negative(x);
    remainder.hi = negated_if(remainder.hi, result.upper_half != negative);
    remainder.lo = negated_if(remainder.lo, result.upper_half != negative);
    remainder.quadrant = negative ? -result.quadrant : result.quadrant;
    return remainder;
}

}  // namespace slotscope::math
