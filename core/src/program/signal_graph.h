// SPDX-License-Identifier: MIT
// The signal table as a graph: what a node refers to, and which nodes lie on a cycle.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "slotscope/signal.h"

namespace slotscope {

/// A parameter that names a signal; kNoRef when it is no whole number of a possible row.
[[nodiscard]] inline Ref ref_of_param(double number) noexcept {
    return number == std::floor(number) && std::fabs(number) < 1e15 ? static_cast<Ref>(number) : kNoRef;
}

/// Calls visit(Ref) for every signal that the node may evaluate, in order of evaluation.
template <class Visit>
void for_each_signal_source(const SignalNode& node, Visit visit) {
    if (const auto* map = std::get_if<SigMap>(&node.body)) {
        visit(map->source);
    } else if (const auto* zip = std::get_if<SigZip>(&node.body)) {
        visit(zip->a);
        visit(zip->b);
    } else if (const auto* select = std::get_if<SigSelect>(&node.body)) {
        visit(select->condition);
        visit(select->if_true);
        visit(select->if_false);
    } else if (const auto* transform = std::get_if<SigTransform>(&node.body)) {
        visit(transform->source);
    } else if (const auto* bus = std::get_if<SigBusCombine>(&node.body)) {
        for (const Ref term : bus->terms) visit(term);
    } else if (const auto* stateful = std::get_if<SigStateful>(&node.body)) {
        if (stateful->input) visit(*stateful->input);
        if (stateful->op != StatefulOp::SampleHold) return;
        if (const double* trigger = stateful->param("trigger")) visit(ref_of_param(*trigger));
    }
}

/// By node: 1 when it depends on itself. Tarjan's strongly connected components (SIAM J. Comput. 1, 1972) with an
/// explicit stack. O(nodes + references).
[[nodiscard]] std::vector<std::uint8_t> cyclic_signals(const std::vector<SignalNode>& nodes);

}  // namespace slotscope
