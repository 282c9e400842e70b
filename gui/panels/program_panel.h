// SPDX-License-Identifier: MIT
// The open program: what it is, its time model and sizes, and its tables (signals, constants, state, outputs, warnings).
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_program_panel();

}  // namespace slotscope::gui
