// SPDX-License-Identifier: MIT
// The menus over the timeline's bar: what the recording costs and may cost, bookmarks, branches. Part of the panel
// Timeline.
#pragma once

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

// Each draws a button with its menu on the same line, or nothing when there is nothing to choose; `width` says how much
// room it takes. Preconditions: has_program().
[[nodiscard]] float budget_menu_width(const Session& session);
void budget_menu(const View& view, Outbox& out);
[[nodiscard]] float bookmarks_menu_width(const Session& session);
void bookmarks_menu(const View& view, Outbox& out);
[[nodiscard]] float branches_menu_width(const Session& session);
void branches_menu(const View& view, Outbox& out);

}  // namespace slotscope::gui
