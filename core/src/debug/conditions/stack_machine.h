// SPDX-License-Identifier: MIT
// The size of the stack that compiled expressions run on.
#pragma once

#include <cstddef>

#include "slotscope/expression.h"

namespace slotscope {

/// A level of nesting keeps an operand or two waiting. A text made to keep more at every level is rejected.
inline constexpr std::size_t kStackHeight = 4 * limits::kMaxExpressionDepth;

}  // namespace slotscope
