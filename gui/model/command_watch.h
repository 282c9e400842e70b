// SPDX-License-Identifier: MIT
// What the commands of what is watched mean right now. A part of command.cpp, which lists them.
#pragma once

#include <cstddef>
#include <variant>

#include "model/command.h"

namespace slotscope::gui {

/// The position of the watch that is selected in its list, or why there is none.
[[nodiscard]] std::variant<std::size_t, Reason> selected_watch(const View& view);
/// What is selected (in the list, or as slot, state cell or element) is watched.
[[nodiscard]] bool is_selection_watched(const View& view);

/// That the watch has another value than a frame before. Error: it is too long for that. Precondition: has_program(), it
/// has no error.
[[nodiscard]] Result<Condition> watch_condition(const Session& session, std::size_t position);
/// The same of the selected one.
[[nodiscard]] std::variant<Condition, Reason> change_of_watch(const View& view);

/// Precondition: `id` is one of those that `resolve` hands on to this function.
[[nodiscard]] Resolved resolve_watch_command(CommandId id, const View& view);

}  // namespace slotscope::gui
