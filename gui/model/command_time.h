// SPDX-License-Identifier: MIT
// What the commands of time travel and edits mean right now: moving back and forth, loops, bookmarks, branches, editing.
// A part of command.cpp, which lists them.
#pragma once

#include <optional>
#include <variant>

#include "model/command.h"
#include "model/places.h"

namespace slotscope::gui {

[[nodiscard]] inline Reason no_program() { return {"No program is open. Open one first (Ctrl+O)."}; }

/// The selected slot's row, or why there is none.
[[nodiscard]] std::variant<SlotIndex, Reason> selected_slot(const View& view);

/// Why the cursor cannot move that way within the recording; nothing when it can. Precondition: has_program().
[[nodiscard]] std::optional<Reason> stuck(const Session& session, bool is_forward);

/// Precondition: `id` is one of those that `resolve` hands on to this function.
[[nodiscard]] Resolved resolve_time_command(CommandId id, const View& view);

}  // namespace slotscope::gui
