// SPDX-License-Identifier: MIT
// What the commands of breakpoints and of searches over the recording mean right now. A part of command.cpp, which lists
// them.
#pragma once

#include <variant>
#include <vector>

#include "model/command.h"

namespace slotscope::gui {

/// The condition that "Toggle breakpoint" sets on what was selected last: after a step, change of a slot, of a state cell or
/// of an element of it.
[[nodiscard]] std::variant<Condition, Reason> condition_of_selection(const View& view);
/// Breakpoints about what was selected last, oldest first; one that is selected itself is the only one.
[[nodiscard]] std::vector<BreakpointId> breakpoints_of_selection(const View& view);

/// Sets a breakpoint on the condition, or takes away the newest one that there is about the same thing.
[[nodiscard]] Action toggle_breakpoint(const Session& session, const Condition& condition);

/// Precondition: `id` is one of those that `resolve` hands on to this function.
[[nodiscard]] Resolved resolve_break_command(CommandId id, const View& view);

}  // namespace slotscope::gui
