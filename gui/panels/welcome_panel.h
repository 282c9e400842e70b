// SPDX-License-Identifier: MIT
// The first thing a stranger sees: demo programs with a sentence each, recent files, how to open one.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_welcome_panel();

}  // namespace slotscope::gui
