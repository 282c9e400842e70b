// SPDX-License-Identifier: MIT
// What can be done with one slot, as the lines of a menu.
#pragma once

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

/// Fills the open popup; closes it when the program has no such slot. The slot is the selected one. Precondition:
/// has_program().
void slot_menu(SlotId slot, const View& view, Outbox& out);

}  // namespace slotscope::gui
