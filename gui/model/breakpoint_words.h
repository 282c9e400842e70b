// SPDX-License-Identifier: MIT
// Breakpoints in words: what a condition waits for, which of its hits fire, what it does then, and where and why the
// session stopped. Not here: what the core says of a hit (ConditionEvaluator::message).
#pragma once

#include <optional>
#include <string>

#include "slotscope/session.h"

namespace slotscope::gui {

/// "delay.out rises through 0.5", "after step 7 mix", "any fault"; an expression as it is. Numbers get the names that they
/// have in the open program, where there is one.
[[nodiscard]] std::string condition_words(const Condition& condition, const Session& session);
/// "every hit", "from the 4th hit on", "the 3rd hit only".
[[nodiscard]] std::string fires_words(const Breakpoint& breakpoint);
/// "stop", "log", "log: count is {count}", "stop: …".
[[nodiscard]] std::string deed_words(const Breakpoint& breakpoint);

/// The step that a stop is about: the one that made the condition true, or before which it stopped. Nothing where the end
/// of the frame did.
[[nodiscard]] std::optional<StepIndex> stop_step(const Session& session, const LogEntry& stop);
/// "Stopped in frame 41 after step 7 mix: breakpoint 2, delay.out rises through 0.5"; "" when it did not stop for one.
[[nodiscard]] std::string stop_sentence(const Session& session);

/// Why breakpoints do not work with the open program, a sentence; "" when all do.
[[nodiscard]] std::string broken_breakpoints_sentence(const Session& session);

/// What the action is about to take away: "Breakpoint 3 removed: sum changes.", "4 breakpoints removed."; "" for others.
[[nodiscard]] std::string removal_sentence(const Action& action, const Session& session);

/// The breakpoint has its place in the list there; nothing when it is gone.
[[nodiscard]] std::optional<std::size_t> breakpoint_position(const BreakpointSet& breakpoints, BreakpointId id);

}  // namespace slotscope::gui
