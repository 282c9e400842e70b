// SPDX-License-Identifier: MIT
// Every command with its key and sentence, from the command table, and a legend of marks and colours.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_help_panel();

}  // namespace slotscope::gui
