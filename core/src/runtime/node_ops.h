// SPDX-License-Identifier: MIT
// nodeEval on arbitrary values, and the bus steps: the forms that the arithmetic plan steps do not cover.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "runtime/plan.h"
#include "slotscope/program.h"

namespace slotscope {

/// Tells of conversions and gaps; called with the kind only, the executor knows step and slot.
using NoteSink = std::function<void(NoteKind)>;

/// The node's result. Throws FaultError.
[[nodiscard]] Value evaluate_node(const Program& program, const Node& node, std::span<const Value> inputs,
                                  const NoteSink& note);
/// Values of the enabled publishers combined, or the silent value when there are none. Throws FaultError.
[[nodiscard]] Value combine_bus(const Program& program, const BusEvalStep& step, std::span<const Value> values,
                                const NoteSink& note);
/// Streams of the enabled publishers combined. Throws FaultError.
[[nodiscard]] Value combine_events(const EventBusEvalStep& step, std::span<const Value> streams);

}  // namespace slotscope
