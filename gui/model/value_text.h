// SPDX-License-Identifier: MIT
// Values as people type them, for edits. The reverse of slotscope/format.h as far as one line goes.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "slotscope/types.h"
#include "slotscope/value.h"

namespace slotscope::gui {

/// "1", "-0.5", "1e-3", "NaN", "Infinity", "-inf", "0x1F" (whole), "0x1.8p3" (hex float); or what is wrong, a sentence.
[[nodiscard]] std::variant<double, std::string> parse_number(std::string_view text);

/// For a slot of that storage: integers must be whole and fit; an object slot also takes true, false, null, undefined
/// and "quoted text".
[[nodiscard]] std::variant<Value, std::string> parse_slot_value(std::string_view text, Storage storage);
/// For an element of the state.
[[nodiscard]] std::variant<double, std::string> parse_state_value(std::string_view text, StateStorage storage);

}  // namespace slotscope::gui
