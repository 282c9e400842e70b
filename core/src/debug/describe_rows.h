// SPDX-License-Identifier: MIT
// A row of a table by reference, or null where the reference dangles.
#pragma once

#include <cstdint>
#include <vector>

#include "slotscope/program.h"

namespace slotscope {

template <class Row>
[[nodiscard]] const Row* row_of(const std::vector<Row>& rows, Ref ref) noexcept {
    return ref >= 0 && static_cast<std::uint64_t>(ref) < rows.size() ? &rows[static_cast<std::size_t>(ref)] : nullptr;
}

template <class Row>
[[nodiscard]] const Row* row_of(const std::optional<std::vector<Row>>& rows, Ref ref) noexcept {
    return rows ? row_of(*rows, ref) : nullptr;
}

}  // namespace slotscope
