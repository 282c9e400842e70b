// SPDX-License-Identifier: MIT
// What a hot swap did to the state, as rows of a table and as a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

enum class SwapFate : std::uint8_t { Kept, Initialised, Dropped };

struct SwapRow {
    SwapFate fate = SwapFate::Kept;
    std::string name;               ///< of the cell
    std::string place;              ///< "f64 ×8"
    std::string why;                ///< "was f64 ×4"; "" for kept cells
    std::optional<CellIndex> cell;  ///< of the new program; none for dropped ones
};

/// Initialised and dropped cells first, then kept ones; within each in the order of their program.
[[nodiscard]] std::vector<SwapRow> swap_rows(const SwapSummary& swap);
/// "3 cells kept, 1 initialised anew, 1 dropped; 2 slots are new, 1 is gone."
[[nodiscard]] std::string swap_sentence(const SwapSummary& swap);

}  // namespace slotscope::gui
