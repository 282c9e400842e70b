// SPDX-License-Identifier: MIT
// What is kept in view: slots, state elements and expressions with value, change, status and curve, and a line to add more.
// What the cells say is in model/watch_rows, what the commands do in model/command_watch.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_watch_panel();

}  // namespace slotscope::gui
