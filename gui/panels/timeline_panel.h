// SPDX-License-Identifier: MIT
// Where the cursor is: the frames that have run with their faults, and the steps of the frame under the cursor.
// The arithmetic is in model/timeline_model.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_timeline_panel();

}  // namespace slotscope::gui
