// SPDX-License-Identifier: MIT
// Commands as things to press: menu items and buttons that take title, key, help and the reason for being disabled
// from the command table, so that no panel repeats them.
#pragma once

#include <initializer_list>

#include "model/outbox.h"
#include "model/view.h"
#include "widgets/buttons.h"

namespace slotscope::gui {

/// A menu item; its probe label is the command's stable name.
void command_item(CommandId command, const View& view, Outbox& out);
/// Several, one below the other.
void command_items(std::initializer_list<CommandId> commands, const View& view, Outbox& out);
/// An icon button for toolbars; its probe label is the command's stable name.
void command_icon(CommandId command, Glyph glyph, const View& view, Outbox& out, bool on = false,
                  Tone tone = Tone::Text);
/// A button with the command's title, or with `label` (which is then the probe label).
void command_button(CommandId command, const View& view, Outbox& out, ButtonKind kind = ButtonKind::Normal,
                    const char* label = nullptr);

}  // namespace slotscope::gui
