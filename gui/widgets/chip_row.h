// SPDX-License-Identifier: MIT
// Toggles of a filter: side by side in as many lines as they need, or, where these would take too much of the window, behind
// one button.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "widgets/buttons.h"

namespace slotscope::gui {

struct Chip {
    std::string label;
    ChipOptions options;
};

/// Goes on on the present line as far as there is room. `name`: of the button that stands for all, where none is on.
/// Returns the position of the one that was pressed.
[[nodiscard]] std::optional<std::size_t> chip_row(const char* name, std::span<const Chip> chips);

}  // namespace slotscope::gui
