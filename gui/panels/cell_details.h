// SPDX-License-Identifier: MIT
// The lower part of the state panel: one cell with all its elements, as a picture and as a table.
#pragma once

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

/// Fills what is left of the window. `reveal` scrolls to the selected element. Precondition: cell < cells of the program.
void draw_cell_details(CellIndex cell, bool reveal, const View& view, Outbox& out);

}  // namespace slotscope::gui
