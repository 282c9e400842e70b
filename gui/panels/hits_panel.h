// SPDX-License-Identifier: MIT
// Every frame of the recording in which a condition held: the field that asks, how far the search has come, the list.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_hits_panel();

}  // namespace slotscope::gui
