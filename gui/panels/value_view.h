// SPDX-License-Identifier: MIT
// How the slot inspector draws a value: the bits of a number by meaning, an object as a tree.
#pragma once

#include "slotscope/types.h"
#include "slotscope/value.h"

namespace slotscope::gui {

/// A cell per bit, most significant first, coloured as sign, exponent and mantissa; below, the three fields in digits.
/// Precondition: storage is not Object.
void bits_view(Storage storage, double number);

/// The value and, when opened, what it holds. Long arrays show their first elements and say how many there are.
void value_tree(const Value& value);

}  // namespace slotscope::gui
