// SPDX-License-Identifier: MIT
// The schemes that encode values which all may differ. Each encoder appends to `out` and returns false, with `out` as it
// was, when it does not suit the values; each decoder reads what its encoder appended.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "debug/columns/bytes.h"

namespace slotscope::columns {

[[nodiscard]] bool encode_alp(std::span<const double> values, std::vector<std::uint8_t>& out);
void decode_alp(Reader in, std::span<double> out);

[[nodiscard]] bool encode_alp_rd(std::span<const double> values, std::vector<std::uint8_t>& out);
void decode_alp_rd(Reader in, std::span<double> out);

/// The bytes are in the order of the machine: columns are kept in memory, never in files.
[[nodiscard]] bool encode_zstd(std::span<const double> values, std::vector<std::uint8_t>& out);
void decode_zstd(Reader in, std::span<double> out);

}  // namespace slotscope::columns
