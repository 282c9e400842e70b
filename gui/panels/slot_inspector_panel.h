// SPDX-License-Identifier: MIT
// The selected slot: its value in every representation, recent frames, who writes and reads it, what shares its
// element, what was noted about it.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_slot_inspector_panel();

}  // namespace slotscope::gui
