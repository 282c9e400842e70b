// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

namespace slotscope::bench {

/// Runs each program for 10,000 frames, encodes all of its number columns, and prints as JSON the bits per value of our
/// columns and of zstd on the same data; returns 1 when a column does not come back.
int measure_columns(std::span<const std::string> files);

}  // namespace slotscope::bench
