// SPDX-License-Identifier: MIT
// What help shows, drawn from the command table: used by the help panel and by the sheet over the window.
#pragma once

#include "model/view.h"

namespace slotscope::gui {

/// One line per mark: its shape in its colour, and what it says.
void draw_marks_legend();
/// What breakpoints stop at and searches look for, in its words, and the parts of expressions. Examples are about what is selected.
void draw_condition_help(const View& view);
/// Commands by menu with their keys, in as many columns as there is room for. Without keys only when `all`.
void draw_key_columns(const View& view, bool all);

}  // namespace slotscope::gui
