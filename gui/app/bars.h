// SPDX-License-Identifier: MIT
// The three bars of the window: menu with identity and cursor, transport, status.
#pragma once

#include <string>

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

struct FrameStats;

/// Height of each bar in pixels.
[[nodiscard]] float menu_bar_height();
[[nodiscard]] float transport_bar_height();
[[nodiscard]] float status_bar_height();

void draw_menu_bar(const View& view, Outbox& out);
void draw_transport_bar(const View& view, float top, Outbox& out);
/// Returns its words.
std::string draw_status_bar(const View& view, const FrameStats& stats, float top, Outbox& out);

}  // namespace slotscope::gui
