// SPDX-License-Identifier: MIT
// The order in which projected instances are drawn.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace slotscope {

/// Positions of the depths in ascending order, ties by position. Depths that are NaN compare as equal to all: up to 63
/// depths end where the reference's sort puts them; of more, the NaN come last.
[[nodiscard]] std::vector<std::uint32_t> ascending_depths(std::span<const double> depths);

}  // namespace slotscope
