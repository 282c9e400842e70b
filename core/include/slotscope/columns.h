// SPDX-License-Identifier: MIT
// Compressed columns: consecutive values of one slot, up to one chunk of frames, lossless by bits. Not here: which columns
// are kept (column_store.h), how they are collected (column_recorder.h), summaries for plots (summaries.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace slotscope {

/// Frames per chunk: chunk c has frames [c * kChunkFrames, (c + 1) * kChunkFrames). Also the vector size for which ALP was
/// published.
inline constexpr std::size_t kChunkFrames = 1024;

enum class ColumnScheme : std::uint8_t {
    Constant,  ///< one value
    Runs,      ///< where the value changes, and the values that follow each other, in one of the schemes below
    Alp,       ///< decimals as integers
    AlpRd,     ///< real doubles: common front bits by dictionary, the rest packed
    Zstd,      ///< values, or parts of them, that come again: periodic signals
    Raw
};

/// "constant", "runs", "alp", "alp_rd", "zstd", "raw".
[[nodiscard]] std::string_view scheme_name(ColumnScheme scheme) noexcept;

/// Made by encode_column. Plain data: it can be copied, moved and kept anywhere.
struct EncodedColumn {
    ColumnScheme scheme = ColumnScheme::Constant;
    std::uint16_t count = 0;
    std::uint64_t constant_bits = 0;    ///< Constant
    std::vector<std::uint8_t> payload;  ///< the other schemes; the format is private to the encoder

    /// All memory of the column.
    [[nodiscard]] std::size_t bytes() const noexcept { return sizeof *this + payload.capacity(); }
    /// What a file would need for the values.
    [[nodiscard]] std::size_t payload_bytes() const noexcept {
        return scheme == ColumnScheme::Constant ? sizeof constant_bits : payload.size();
    }
};

/// The smallest of the schemes, or one that is nearly as small and several times as fast to decode. ALP and ALP_rd after A. Afroozeh, L. Kuffó, P. Boncz, "ALP: Adaptive Lossless
/// floating-Point Compression", SIGMOD 2023. Zstandard by its library, after RFC 8878. Precondition: values.size() <= kChunkFrames.
[[nodiscard]] EncodedColumn encode_column(std::span<const double> values);

/// The same bits as were given. Precondition: out.size() == column.count.
void decode_column(const EncodedColumn& column, std::span<double> out);

}  // namespace slotscope
