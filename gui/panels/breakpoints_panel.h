// SPDX-License-Identifier: MIT
// The list of breakpoints with their counts, and the editor of one of them.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_breakpoints_panel();

}  // namespace slotscope::gui
