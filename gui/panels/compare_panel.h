// SPDX-License-Identifier: MIT
// The panel Compare: what differs between a kept frame and what is shown now.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_compare_panel();

}  // namespace slotscope::gui
