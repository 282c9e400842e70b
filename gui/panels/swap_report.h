// SPDX-License-Identifier: MIT
// What the last hot swap did, as a page of the panel Program: a table of cells, and the slots that came and went.
#pragma once

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

/// Fills what is left of the window. Precondition: has_program(); without a swap it says so.
void draw_swap_report(const View& view, Outbox& out);

}  // namespace slotscope::gui
