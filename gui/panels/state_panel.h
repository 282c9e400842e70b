// SPDX-License-Identifier: MIT
// PLACEHOLDER until its author's version arrives.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_state_panel();

}  // namespace slotscope::gui
