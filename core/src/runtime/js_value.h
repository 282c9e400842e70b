// SPDX-License-Identifier: MIT
// What ECMAScript's operators do with values that are not numbers, as far as programs can reach it.
#pragma once

#include "slotscope/value.h"

namespace slotscope {

/// The + operator: concatenates when either side is a string, else adds numbers. Arrays and objects count as NaN.
[[nodiscard]] Value js_add(const Value& a, const Value& b);

/// value.name: a member of an object; undefined for what has no members.
/// Throws FaultError BadValue for undefined and null.
[[nodiscard]] Value js_member(const Value& value, std::string_view name, std::string_view what);

}  // namespace slotscope
