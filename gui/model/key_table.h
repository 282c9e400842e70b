// SPDX-License-Identifier: MIT
// The commands as a Markdown table: for gui/README.md and `slotscope --keys`.
#pragma once

#include <string>

#include "model/keymap.h"

namespace slotscope::gui {

/// One row per command of a menu: menu, title, keys, name for scripts, help.
[[nodiscard]] std::string print_key_table(const Keymap& keymap);

}  // namespace slotscope::gui
