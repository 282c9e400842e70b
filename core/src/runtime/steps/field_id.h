// SPDX-License-Identifier: MIT
// Which row of the field table a field's id names.
#pragma once

#include <optional>
#include <string_view>

#include "slotscope/ids.h"

namespace slotscope {

/// The number at the start of the id ("7", "+2", " 8", "7abc"), else the number at its end ("field-3"); nullopt where
/// there is neither. A number that no table reaches gives a row that does not exist.
[[nodiscard]] std::optional<Ref> number_in_field_id(std::string_view id) noexcept;
/// As above; an id without either counts as its 32-bit hash, which may well be a row.
[[nodiscard]] Ref field_row_of_id(std::string_view id) noexcept;

}  // namespace slotscope
