// SPDX-License-Identifier: MIT
// State cells: what lives on from frame to frame, with every element of the selected cell.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_state_panel();

}  // namespace slotscope::gui
