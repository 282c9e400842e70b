// SPDX-License-Identifier: MIT
// encode_column and decode_column: which scheme, runs, and raw values. The rest is in alp.cpp, alp_rd.cpp and
// zstd.cpp.
#include "slotscope/columns.h"

#include <algorithm>
#include <array>

#include "debug/columns/schemes.h"
#include "slotscope/assert.h"

namespace slotscope {

namespace {

using columns::Reader;
using columns::Writer;

/// From this many changes on, a bit per value takes less than a position per change.
constexpr std::size_t kMinChangesForBits = kChunkFrames / 16;

std::uint64_t bits_of(double value) { return std::bit_cast<std::uint64_t>(value); }

/// ALP_rd packs at least the 48 bits behind the front ones, and three for those: it saves at most a fifth.
constexpr std::size_t least_of_alp_rd(std::size_t raw_size) { return raw_size * 4 / 5; }

/// zstd takes several times as long to decode as the others: it is worth it where it saves a quarter.
constexpr bool is_worth_zstd(std::size_t zstd_size, std::size_t other_size) { return zstd_size * 4 <= other_size * 3; }

/// Values that may all differ.
ColumnScheme encode_values(std::span<const double> values, std::vector<std::uint8_t>& out) {
    const std::size_t raw_size = values.size() * sizeof(double);
    std::vector<std::uint8_t> alp, rd, zstd;
    const bool has_alp = columns::encode_alp(values, alp) && alp.size() < raw_size;
    if (has_alp && alp.size() * 8 <= raw_size) {
        out.insert(out.end(), alp.begin(), alp.end());
        return ColumnScheme::Alp;
    }
    const std::size_t best = has_alp ? alp.size() : raw_size;
    const std::size_t reachable = std::min(best, least_of_alp_rd(raw_size));
    if (columns::encode_zstd(values, zstd) && is_worth_zstd(zstd.size(), reachable)) {
        out.insert(out.end(), zstd.begin(), zstd.end());
        return ColumnScheme::Zstd;
    }
    if (best > reachable && columns::encode_alp_rd(values, rd) && rd.size() < best) {
        out.insert(out.end(), rd.begin(), rd.end());
        return ColumnScheme::AlpRd;
    }
    if (has_alp) {
        out.insert(out.end(), alp.begin(), alp.end());
        return ColumnScheme::Alp;
    }
    Writer writer(out);
    for (const double value : values) writer.number(bits_of(value));
    return ColumnScheme::Raw;
}

void decode_values(ColumnScheme scheme, Reader in, std::span<double> out) {
    switch (scheme) {
        case ColumnScheme::Alp: columns::decode_alp(in, out); return;
        case ColumnScheme::AlpRd: columns::decode_alp_rd(in, out); return;
        case ColumnScheme::Zstd: columns::decode_zstd(in, out); return;
        default: break;
    }
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(out.data(), in.at(), out.size_bytes());
    } else {
        for (double& value : out) value = std::bit_cast<double>(in.number<std::uint64_t>());
    }
}

/// changes[0] is 0: positions of values that differ from the one before.
std::vector<std::uint8_t> encode_runs(std::span<const double> values, const std::vector<std::uint16_t>& changes) {
    std::vector<double> distinct;
    distinct.reserve(changes.size());
    for (const std::uint16_t i : changes) distinct.push_back(values[i]);
    std::vector<std::uint8_t> inner;
    const ColumnScheme scheme = encode_values(distinct, inner);

    std::vector<std::uint8_t> out;
    Writer writer(out);
    writer.number(static_cast<std::uint8_t>(scheme));
    writer.number(static_cast<std::uint16_t>(changes.size()));
    if (changes.size() < kMinChangesForBits) {
        for (const std::uint16_t i : changes) writer.number(i);
    } else {
        std::array<std::uint64_t, kChunkFrames / 64> is_change{};
        for (const std::uint16_t i : changes) is_change[i / 64] |= std::uint64_t{1} << i % 64;
        for (std::size_t i = 0; i < values.size(); i += 64) writer.number(is_change[i / 64]);
    }
    out.insert(out.end(), inner.begin(), inner.end());
    return out;
}

void decode_runs(Reader in, std::span<double> out) {
    const auto scheme = static_cast<ColumnScheme>(in.number<std::uint8_t>());
    const std::size_t runs = in.number<std::uint16_t>();
    std::array<double, kChunkFrames> values;
    const std::uint8_t* const places = in.at();
    const bool as_bits = runs >= kMinChangesForBits;
    const std::size_t place_bytes = as_bits ? (out.size() + 63) / 64 * 8 : runs * 2;
    decode_values(scheme, Reader(places + place_bytes), std::span(values).first(runs));
    if (!as_bits) {
        for (std::size_t run = 0; run < runs; ++run) {
            const std::size_t begin = in.number<std::uint16_t>();
            const std::size_t end = run + 1 < runs ? columns::load<std::uint16_t>(in.at()) : out.size();
            std::fill(out.begin() + static_cast<std::ptrdiff_t>(begin), out.begin() + static_cast<std::ptrdiff_t>(end),
                      values[run]);
        }
        return;
    }
    std::size_t next = 0;
    for (std::size_t first = 0; first < out.size(); first += 64) {
        auto word = in.number<std::uint64_t>();
        const std::size_t end = std::min(first + 64, out.size());
        for (std::size_t i = first; i < end; ++i, word >>= 1) {
            next += word & 1;  // the first value is a change
            out[i] = values[next - 1];
        }
    }
}

}  // namespace

std::string_view scheme_name(ColumnScheme scheme) noexcept {
    constexpr std::string_view kNames[] = {"constant", "runs", "alp", "alp_rd", "zstd", "raw"};
    return kNames[static_cast<std::size_t>(scheme)];
}

EncodedColumn encode_column(std::span<const double> values) {
    SLOTSCOPE_ASSERT(values.size() <= kChunkFrames,
                     "positions within a column have 16 bits, runs are decoded on the stack");
    EncodedColumn column;
    column.count = static_cast<std::uint16_t>(values.size());
    std::vector<std::uint16_t> changes;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i == 0 || bits_of(values[i]) != bits_of(values[i - 1])) changes.push_back(static_cast<std::uint16_t>(i));
    }
    if (changes.size() <= 1) {
        column.constant_bits = values.empty() ? 0 : bits_of(values[0]);
        return column;
    }
    std::vector<std::uint8_t> best;
    column.scheme = encode_values(values, best);
    // Where nearly every value is another there is nothing to gain.
    if (changes.size() * 10 < values.size() * 9) {
        std::vector<std::uint8_t> runs = encode_runs(values, changes);
        const bool is_better =
            column.scheme == ColumnScheme::Zstd ? !is_worth_zstd(best.size(), runs.size()) : runs.size() < best.size();
        if (is_better) {
            best = std::move(runs);
            column.scheme = ColumnScheme::Runs;
        }
    }
    column.payload.assign(best.begin(), best.end());  // exactly as large as needed
    return column;
}

void decode_column(const EncodedColumn& column, std::span<double> out) {
    SLOTSCOPE_ASSERT(out.size() == column.count, "the caller knows how many values there are");
    switch (column.scheme) {
        case ColumnScheme::Constant: std::ranges::fill(out, std::bit_cast<double>(column.constant_bits)); break;
        case ColumnScheme::Runs: decode_runs(Reader(column.payload.data()), out); break;
        default: decode_values(column.scheme, Reader(column.payload.data()), out); break;
    }
}

}  // namespace slotscope
