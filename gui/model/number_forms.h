// SPDX-License-Identifier: MIT
// Numbers in the form that somebody chose for them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "slotscope/types.h"
#include "slotscope/watches.h"

namespace slotscope::gui {

struct NumberFormInfo {
    NumberForm form;
    std::string_view title;  ///< "Hex float"
    std::string_view help;   ///< a sentence
};
/// In the order of their menu.
[[nodiscard]] std::span<const NumberFormInfo> number_forms();

/// Of a number as that storage holds it; not Object. Hex of what is no whole number is decimal.
[[nodiscard]] std::string number_in_form(double number, NumberForm form, Storage storage);
/// Its digits line up on a decimal point.
[[nodiscard]] bool has_decimal_point(NumberForm form) noexcept;

}  // namespace slotscope::gui
