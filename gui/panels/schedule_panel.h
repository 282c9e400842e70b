// SPDX-License-Identifier: MIT
// The steps of a frame in order: how far this frame has got, what each step reads and writes, and for the selected
// step every value that it read and wrote.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_schedule_panel();

}  // namespace slotscope::gui
