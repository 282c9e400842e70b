// SPDX-License-Identifier: MIT
// The red disc beside a row, which a click sets or takes away, and the menus of breakpoints and searches that rows offer.
#pragma once

#include <optional>
#include <string_view>

#include "model/breakpoint_marks.h"
#include "model/outbox.h"
#include "model/view.h"
#include "widgets/table.h"

namespace slotscope::gui {

/// Fills the present cell. Filled disc: set; hollow: disabled; a small one under the mouse where there is none. True when
/// pressed. `row` tells the cells of one table apart.
bool break_gutter(const BreakpointMark* mark, std::uint32_t row, const Session& session, std::string_view probe,
                  std::string_view what_a_click_sets);

/// Width of the gutter's column.
inline constexpr float kGutterEm = 1.15F;

// Parts of menus, about what is selected. Each is two submenus where there is much to choose.
void slot_break_menu(const View& view, Outbox& out);
void cell_break_menu(const View& view, Outbox& out);
void step_break_menu(const View& view, Outbox& out);

}  // namespace slotscope::gui
