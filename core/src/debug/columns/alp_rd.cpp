// SPDX-License-Identifier: MIT
// ALP_rd for real doubles (Afroozeh, Kuffó, Boncz 2023, section 3.4).
// Idea: of values near each other, sign, exponent and the first bits of the mantissa take few patterns. Cut every double into
// a left part of 8 to 16 bits and the right rest; the left parts become numbers in a dictionary of at most 8, the rest is
// packed as it is. Left parts that are not in the dictionary are exceptions. The cut is chosen on a sample.
#include <algorithm>
#include <array>

#include "debug/columns/schemes.h"

namespace slotscope::columns {

namespace {

constexpr unsigned kMinLeft = 8, kMaxLeft = 16;  // the right part then fits kMaxPackedBits
constexpr std::size_t kMaxDictionary = 8;
constexpr std::size_t kSample = 256;
/// Position and left part.
constexpr std::size_t kExceptionBits = 16 + 16;

struct Dictionary {
    std::array<std::uint16_t, kMaxDictionary> lefts{};
    std::size_t size = 0;
    std::size_t covered = 0;  ///< how many of the values it was made from

    [[nodiscard]] unsigned bits() const { return static_cast<unsigned>(std::bit_width(size - 1)); }
    /// `size` when it is not there.
    [[nodiscard]] std::size_t find(std::uint16_t left) const {
        return static_cast<std::size_t>(
            std::find(lefts.begin(), lefts.begin() + static_cast<std::ptrdiff_t>(size), left) - lefts.begin());
    }
};

std::uint16_t left_of(double value, unsigned left_bits) {
    return static_cast<std::uint16_t>(std::bit_cast<std::uint64_t>(value) >> (64 - left_bits));
}

/// The most frequent left parts, as many as cost least.
Dictionary make_dictionary(std::vector<std::uint16_t>& lefts) {
    std::ranges::sort(lefts);
    struct Entry {
        std::size_t uses;
        std::uint16_t left;
    };
    std::vector<Entry> entries;
    for (const std::uint16_t left : lefts) {
        if (entries.empty() || entries.back().left != left) entries.push_back({0, left});
        ++entries.back().uses;
    }
    std::ranges::sort(
        entries, [](const Entry& a, const Entry& b) { return a.uses != b.uses ? a.uses > b.uses : a.left < b.left; });
    Dictionary best;
    std::size_t least = ~std::size_t{0};
    for (std::size_t size = 1; size <= kMaxDictionary; size *= 2) {
        Dictionary dictionary;
        for (std::size_t i = 0; i < std::min(size, entries.size()); ++i) {
            dictionary.lefts[dictionary.size++] = entries[i].left;
            dictionary.covered += entries[i].uses;
        }
        const std::size_t cost =
            dictionary.bits() * lefts.size() + (lefts.size() - dictionary.covered) * kExceptionBits;
        if (cost >= least) continue;
        least = cost;
        best = dictionary;
    }
    return best;
}

struct Cut {
    unsigned left_bits = kMinLeft;
    Dictionary dictionary;
};

/// The cut that costs least on a sample.
Cut choose(std::span<const double> values) {
    const std::size_t count = std::min(kSample, values.size());
    Cut best;
    std::size_t least = ~std::size_t{0};
    std::vector<std::uint16_t> lefts(count);
    for (unsigned left_bits = kMinLeft; left_bits <= kMaxLeft; ++left_bits) {
        for (std::size_t i = 0; i < count; ++i) lefts[i] = left_of(values[i * values.size() / count], left_bits);
        const Dictionary dictionary = make_dictionary(lefts);
        const std::size_t cost =
            count * (64 - left_bits + dictionary.bits()) + (count - dictionary.covered) * kExceptionBits;
        if (cost >= least) continue;
        least = cost;
        best = {left_bits, dictionary};
    }
    return best;
}

}  // namespace

bool encode_alp_rd(std::span<const double> values, std::vector<std::uint8_t>& out) {
    if (values.empty()) return false;
    const Cut cut = choose(values);
    const unsigned right_bits = 64 - cut.left_bits;
    std::vector<std::uint64_t> codes(values.size()), rights(values.size());
    std::vector<std::uint16_t> exceptions;
    for (std::size_t i = 0; i < values.size(); ++i) {
        rights[i] = std::bit_cast<std::uint64_t>(values[i]) & low_bits(right_bits);
        codes[i] = cut.dictionary.find(left_of(values[i], cut.left_bits));
        if (codes[i] < cut.dictionary.size) continue;
        codes[i] = 0;
        exceptions.push_back(static_cast<std::uint16_t>(i));
    }
    const unsigned code_bits = cut.dictionary.bits();
    if (exceptions.size() * kExceptionBits + (code_bits + right_bits) * values.size() >= 64 * values.size())
        return false;

    Writer writer(out);
    writer.number(static_cast<std::uint8_t>(cut.left_bits));
    writer.number(static_cast<std::uint8_t>(cut.dictionary.size));
    writer.number(static_cast<std::uint16_t>(exceptions.size()));
    for (std::size_t i = 0; i < cut.dictionary.size; ++i) writer.number(cut.dictionary.lefts[i]);
    writer.packed(codes, code_bits);
    writer.packed(rights, right_bits);
    for (const std::uint16_t i : exceptions) {
        writer.number(i);
        writer.number(left_of(values[i], cut.left_bits));
    }
    return true;
}

void decode_alp_rd(Reader in, std::span<double> out) {
    const unsigned left_bits = in.number<std::uint8_t>();
    Dictionary dictionary;
    dictionary.size = in.number<std::uint8_t>();
    const auto exceptions = in.number<std::uint16_t>();
    const unsigned right_bits = 64 - left_bits, code_bits = dictionary.bits();
    std::array<std::uint64_t, kMaxDictionary> lefts{};
    for (std::size_t i = 0; i < dictionary.size; ++i)
        lefts[i] = std::uint64_t{in.number<std::uint16_t>()} << right_bits;
    const std::uint8_t* const codes = in.packed(out.size(), code_bits);
    const std::uint8_t* const rights = in.packed(out.size(), right_bits);
    const std::uint64_t code_mask = low_bits(code_bits), right_mask = low_bits(right_bits);
    std::size_t code_at = 0, right_at = 0;
    for (double& value : out) {
        value = std::bit_cast<double>(lefts[packed_at(codes, code_at, code_mask)] |
                                      packed_at(rights, right_at, right_mask));
        code_at += code_bits;
        right_at += right_bits;
    }
    for (std::uint16_t i = 0; i < exceptions; ++i) {
        const auto position = in.number<std::uint16_t>();
        const std::uint64_t left = std::uint64_t{in.number<std::uint16_t>()} << right_bits;
        out[position] = std::bit_cast<double>(left | (std::bit_cast<std::uint64_t>(out[position]) & right_mask));
    }
}

}  // namespace slotscope::columns
