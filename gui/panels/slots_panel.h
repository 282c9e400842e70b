// SPDX-License-Identifier: MIT
// The slots table: every slot with value, change, status and writer; text filter, kinds, sorting; context menu.
// Which rows and in which order is in model/slot_rows, the words in model/slot_facts.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_slots_panel();

}  // namespace slotscope::gui
