// SPDX-License-Identifier: MIT
//
// Random arguments that reach every branch of the elementary functions: uniform bits alone would almost always be huge
// or tiny. The same seed gives the same sequence everywhere.
#pragma once

#include "runtime/math/elementary.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

namespace slotscope::math::test {

/// splitmix64: the standard distributions differ between libraries, so they are not used.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t bits() noexcept {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// From 0 to bound - 1.
    int below(int bound) noexcept { return static_cast<int>(bits() % static_cast<std::uint64_t>(bound)); }
    /// In [0, 1).
    double unit() noexcept { return static_cast<double>(bits() >> 11) * 0x1p-53; }
    double between(double low, double high) noexcept { return low + (high - low) * unit(); }

private:
    std::uint64_t state_;
};

inline double from_bits(std::uint64_t bits) noexcept { return std::bit_cast<double>(bits); }

/// `x` moved by a few units in the last place.
inline double nudged(double x, Random& random) noexcept {
    return from_bits(std::bit_cast<std::uint64_t>(x) + static_cast<std::uint64_t>(random.below(17)) - 8);
}

/// A random number whose exponent is uniform between the two given, with a random sign.
inline double with_exponent(int low, int high, Random& random) noexcept {
    const auto exponent = static_cast<std::uint64_t>(1023 + low + random.below(high - low + 1));
    return from_bits((random.bits() & 0x800fffffffffffffU) | (exponent << 52));
}

inline double sample_special(Random& random) noexcept {
    static constexpr std::array<std::uint64_t, 24> kSpecial = {
        0x0000000000000000, 0x3ff0000000000000, 0x3fe0000000000000, 0x4000000000000000, 0x7ff0000000000000,
        0x7ff8000000000000, 0x0000000000000001, 0x000fffffffffffff, 0x0010000000000000, 0x7fefffffffffffff,
        0x3fefffffffffffff, 0x3ff0000000000001, 0x3fdfffffffffffff, 0x4330000000000000, 0x4340000000000000,
        0x41dfffffffc00000, 0x41e0000000000000, 0x41f0000000000000, 0x43e0000000000000, 0x43f0000000000000,
        0x400921fb54442d18, 0x3ff921fb54442d18, 0x3fe921fb54442d18, 0x4005bf0a8b145769,
    };
    return from_bits(kSpecial[static_cast<std::size_t>(random.below(24))] | (random.bits() << 63));
}

/// Both sides of the high words at which one of the algorithms changes its method.
inline double sample_threshold(Random& random) noexcept {
    static constexpr std::array<std::uint32_t, 40> kThresholds = {
        0x3c600000, 0x3c900000, 0x3e300000, 0x3e400000, 0x3fd33333, 0x3fd62e42, 0x3fd62e43, 0x3fdc0000,
        0x3fe00000, 0x3fe59428, 0x3fe60000, 0x3fe6a09e, 0x3fe90000, 0x3fe921fb, 0x3fe921fc, 0x3fef3333,
        0x3fefffff, 0x3ff00000, 0x3ff00001, 0x3ff0a2b2, 0x3ff30000, 0x3ff3988e, 0x3ff3988f, 0x3ff6147a,
        0x3ff6a09c, 0x3ff6b851, 0x3ff921fb, 0x3ffbb67a, 0x4002d97c, 0x40038000, 0x40360000, 0x4043687a,
        0x40862e42, 0x40874910, 0x413921fb, 0x413921fc, 0x41e00000, 0x43400000, 0x43f00000, 0x44100000,
    };
    const std::uint64_t high = kThresholds[static_cast<std::size_t>(random.below(40))];
    const std::uint64_t bits = high << 32;
    const std::uint64_t low =
        random.below(2) == 0 ? static_cast<std::uint64_t>(random.below(4)) - 2 : (random.bits() >> 31) - 0x100000000U;
    return from_bits((bits + low) | (random.bits() << 63));
}

/// One argument from a mixture of 15 distributions.
inline double sample(Random& random) noexcept {
    constexpr double kQuarterPi = 0.78539816339744830962;
    switch (random.below(15)) {
        case 0: return from_bits(random.bits());
        case 1: return random.between(-1.0, 1.0);
        case 2: return random.between(-10.0, 10.0);
        case 3: return random.between(-1000.0, 1000.0);
        case 4: return with_exponent(-30, 30, random);
        case 5: return with_exponent(-60, -1, random);
        case 6: return with_exponent(20, 1023, random);
        case 7: return from_bits(random.bits() & 0x800fffffffffffffU);  // subnormal
        case 8: return (random.below(20001) - 10000) / 100.0;
        case 9: return (random.below(200001) - 100000) / 8.0;
        case 10: {  // near multiples of pi/4, up to where the reduction changes its method: so near that bits cancel
            const double multiple = std::floor(with_exponent(0, 20, random)) * kQuarterPi;
            return random.below(2) == 0 ? nudged(multiple, random) : multiple + with_exponent(-50, -1, random);
        }
        case 11: return nudged((random.below(257) - 128) * kQuarterPi, random);
        case 12: return sample_threshold(random);
        case 13: return nudged(1.0, random) * (random.below(2) == 0 ? 1.0 : -1.0);
        default: return random.below(8) == 0 ? sample_special(random) : random.between(-750.0, 750.0);
    }
}

struct Pair {
    double first;
    double second;
};

/// Two arguments: mostly independent; some close together, in ratios of whole numbers, or, as base and exponent of pow,
/// with results of ordinary size, near overflow, or near underflow.
inline Pair sample_pair(Random& random) noexcept {
    constexpr double kLn2 = 0.69314718055994530942;
    const double x = sample(random);
    switch (random.below(14)) {
        case 0: return {x, nudged(x, random)};
        case 1: return {x, x * (random.below(41) - 20)};
        case 2: return {with_exponent(-40, 40, random), with_exponent(-40, 40, random)};
        case 3: return {std::fabs(random.between(0.0, 20.0)), random.between(-20.0, 20.0)};
        case 4: return {(random.below(2001) - 1000) / 10.0, static_cast<double>(random.below(41) - 20)};
        case 5: return {(random.below(2001) - 1000) / 3.0, (random.below(81) - 40) / 4.0};
        case 6: {  // |log2 of the result| near 1022..1076
            const double base = std::fabs(with_exponent(-300, 300, random));
            const double target =
                random.below(2) == 0 ? random.between(1020.0, 1026.0) : -random.between(1018.0, 1078.0);
            return {base, target * kLn2 / math::log(base)};
        }
        case 7: {  // base close to 1, huge exponent
            const double base = 1.0 + with_exponent(-52, -18, random);
            return {base, random.between(-1100.0, 1100.0) * kLn2 / math::log(base)};
        }
        case 8: return {with_exponent(-3, 3, random), with_exponent(25, 70, random)};
        case 9: return {sample_special(random), sample_special(random)};
        case 10: return {sample_threshold(random), random.between(-8.0, 8.0)};
        case 11: {  // powers of two whose results are the largest and smallest doubles
            static constexpr std::array<int, 6> kEdges = {1023, 1024, -1022, -1073, -1074, -1075};
            const int exponent = 1 + random.below(60);
            const double edge = kEdges[static_cast<std::size_t>(random.below(6))];
            return {std::ldexp(1.0, exponent), nudged(edge / exponent, random)};
        }
        default: return {x, sample(random)};
    }
}

/// Text that is a number, nearly one, or not one at all.
inline std::string sample_number_text(Random& random) {
    static constexpr std::array<const char*, 20> kPieces = {
        " ", "\t", "\n",  "\xC2\xA0", "\xE2\x80\x83", "\xEF\xBB\xBF", "+",        "-",
        ".", "e",  "E",   "0x",       "0b1",          "0o7",          "Infinity", "1",
        "0", "9",  "e-3", "_",
    };
    const auto digits = [&](int count, int base) {
        std::string text;
        for (int i = 0; i < count; ++i) { text += "0123456789abcdefABCDEF"[random.below(base == 16 ? 22 : base)]; }
        return text;
    };
    std::string text;
    switch (random.below(6)) {
        case 0:  // pieces in any order
            for (int i = random.below(6); i >= 0; --i) { text += kPieces[static_cast<std::size_t>(random.below(20))]; }
            return text;
        case 1: return text.append("0x").append(digits(1 + random.below(40), 16));
        case 2: return text.append(random.below(2) == 0 ? "0b" : "0B1").append(digits(1 + random.below(90), 2));
        case 3: return text.append("0o").append(digits(1 + random.below(40), 8));
        default: break;
    }
    text = random.below(3) == 0 ? "-" : "";
    text += digits(random.below(25), 10);
    if (random.below(2) == 0) { text.append(".").append(digits(random.below(30), 10)); }
    if (random.below(2) == 0) {
        text.append("e").append(std::to_string(random.below(3) == 0 ? random.below(700) - 350 : random.below(50) - 25));
    }
    if (random.below(20) == 0) {
        text.insert(static_cast<std::size_t>(random.below(static_cast<int>(text.size()) + 1)),
                    kPieces[static_cast<std::size_t>(random.below(20))]);
    }
    return text;
}

}  // namespace slotscope::math::test
