// SPDX-License-Identifier: MIT
// What breakpoints said as frames ran for the first time: messages of those that only log, and stops.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_log_panel();

}  // namespace slotscope::gui
