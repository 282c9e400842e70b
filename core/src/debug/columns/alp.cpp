// SPDX-License-Identifier: MIT
// ALP for decimals (Afroozeh, Kuffó, Boncz 2023, section 3.1).
// Idea: a double that a person or a program wrote as a decimal is an integer divided by a power of ten. Find exponents e and
// f such that d = round(v * 10^e * 10^-f) gives v back, by bits, as d * 10^f * 10^-e; pack the integers relative to their
// smallest; keep the few values that do not come back as exceptions. Cost: a sample of the block for each (e, f), then
// one pass. The decoder has no branch per value.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "debug/columns/schemes.h"

namespace slotscope::columns {

namespace {

constexpr int kMaxExponent = 18;
constexpr std::size_t kSample = 32;
/// Bits that an exception costs: its position and its value.
constexpr std::size_t kExceptionBits = 16 + 64;

constexpr std::array<double, kMaxExponent + 1> kPower{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                                      1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
constexpr std::array<double, kMaxExponent + 1> kInverse{1e-0,  1e-1,  1e-2,  1e-3,  1e-4,  1e-5,  1e-6,
                                                        1e-7,  1e-8,  1e-9,  1e-10, 1e-11, 1e-12, 1e-13,
                                                        1e-14, 1e-15, 1e-16, 1e-17, 1e-18};

struct Exponents {
    std::uint8_t e = 0;
    std::uint8_t f = 0;
};

double decoded(std::int64_t integer, Exponents x) { return static_cast<double>(integer) * kPower[x.f] * kInverse[x.e]; }

/// False when the value does not come back.
bool to_integer(double value, Exponents x, std::int64_t& integer) {
    const double scaled = value * kPower[x.e] * kInverse[x.f];
    if (!(std::fabs(scaled) < 0x1p51)) return false;
    // Adding a number whose unit is 1 rounds to nearest.
    constexpr double kRound = 0x1.8p52;
    integer = static_cast<std::int64_t>(scaled + kRound - kRound);
    return std::bit_cast<std::uint64_t>(decoded(integer, x)) == std::bit_cast<std::uint64_t>(value);
}

unsigned width_of(std::int64_t least, std::int64_t greatest) {
    return static_cast<unsigned>(
        std::bit_width(static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least)));
}

/// Bits for the sample, or more than `limit` as soon as that is certain.
std::size_t cost_of(std::span<const double> sample, Exponents x, std::size_t limit) {
    std::int64_t least = std::numeric_limits<std::int64_t>::max(), greatest = std::numeric_limits<std::int64_t>::min();
    std::size_t exceptions = 0;
    for (const double value : sample) {
        std::int64_t integer = 0;
        if (to_integer(value, x, integer)) {
            least = std::min(least, integer);
            greatest = std::max(greatest, integer);
        } else if (++exceptions * kExceptionBits > limit) {
            return limit + 1;
        }
    }
    const unsigned width = least <= greatest ? width_of(least, greatest) : 0;
    return exceptions * kExceptionBits + width * sample.size();
}

/// The exponents that cost least on a sample; false when raw values cost no more.
bool choose(std::span<const double> values, Exponents& best) {
    std::array<double, kSample> sample;
    const std::size_t count = std::min(kSample, values.size());
    for (std::size_t i = 0; i < count; ++i) sample[i] = values[i * values.size() / count];
    std::size_t least = count * 64;
    // From small exponents on: among equals they round least, so what holds for the sample holds for the rest.
    for (int e = 0; e <= kMaxExponent; ++e) {
        for (int f = 0; f <= e; ++f) {
            const Exponents x{static_cast<std::uint8_t>(e), static_cast<std::uint8_t>(f)};
            const std::size_t cost = cost_of(std::span(sample).first(count), x, least - 1);
            if (cost >= least) continue;
            least = cost;
            best = x;
        }
    }
    return least < count * 64;
}

}  // namespace

bool encode_alp(std::span<const double> values, std::vector<std::uint8_t>& out) {
    Exponents x;
    if (values.empty() || !choose(values, x)) return false;
    std::vector<std::int64_t> integers(values.size());
    std::vector<std::uint16_t> exceptions;
    std::int64_t least = std::numeric_limits<std::int64_t>::max(), greatest = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (to_integer(values[i], x, integers[i])) {
            least = std::min(least, integers[i]);
            greatest = std::max(greatest, integers[i]);
        } else {
            exceptions.push_back(static_cast<std::uint16_t>(i));
        }
    }
    if (least > greatest) return false;
    const unsigned width = width_of(least, greatest);
    if (width > kMaxPackedBits || exceptions.size() * kExceptionBits + width * values.size() >= 64 * values.size())
        return false;
    for (const std::uint16_t i : exceptions) integers[i] = least;

    std::vector<std::uint64_t> offsets(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        offsets[i] = static_cast<std::uint64_t>(integers[i]) - static_cast<std::uint64_t>(least);
    Writer writer(out);
    writer.number(x.e);
    writer.number(x.f);
    writer.number(static_cast<std::uint8_t>(width));
    writer.number(static_cast<std::uint16_t>(exceptions.size()));
    writer.number(least);
    writer.packed(offsets, width);
    for (const std::uint16_t i : exceptions) {
        writer.number(i);
        writer.number(std::bit_cast<std::uint64_t>(values[i]));
    }
    return true;
}

void decode_alp(Reader in, std::span<double> out) {
    Exponents x;
    x.e = in.number<std::uint8_t>();
    x.f = in.number<std::uint8_t>();
    const unsigned width = in.number<std::uint8_t>();
    const auto exceptions = in.number<std::uint16_t>();
    const auto least = static_cast<std::uint64_t>(in.number<std::int64_t>());
    const std::uint8_t* const packed = in.packed(out.size(), width);
    const std::uint64_t mask = low_bits(width);
    const double power = kPower[x.f], inverse = kInverse[x.e];
    std::size_t bit = 0;
    for (double& value : out) {
        value = static_cast<double>(static_cast<std::int64_t>(packed_at(packed, bit, mask) + least)) * power * inverse;
        bit += width;
    }
    for (std::uint16_t i = 0; i < exceptions; ++i) {
        const auto position = in.number<std::uint16_t>();
        out[position] = std::bit_cast<double>(in.number<std::uint64_t>());
    }
}

}  // namespace slotscope::columns
