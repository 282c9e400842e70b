// SPDX-License-Identifier: MIT
// A cell of a column that compares: a value of another time, or how far it is from now.
#pragma once

#include <string_view>

#include "widgets/table.h"

namespace slotscope::gui {

/// `words` of a value or a difference; numbers line up, NaN and infinities are marked.
void compared_cell(DataTable& table, std::string_view words, bool is_number, Tone tone);

}  // namespace slotscope::gui
