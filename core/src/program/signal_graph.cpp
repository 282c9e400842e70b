// SPDX-License-Identifier: MIT
#include "program/signal_graph.h"

#include <algorithm>

namespace slotscope {

namespace {

constexpr std::uint32_t kUnvisited = 0;

struct Component {
    explicit Component(std::size_t count) : order(count, kUnvisited), low(count), on_stack(count), cyclic(count) {}
    std::vector<std::uint32_t> order, low;
    std::vector<std::uint8_t> on_stack, cyclic;
    std::vector<std::uint32_t> stack;
    std::uint32_t next = 1;
};

struct Visit {
    std::uint32_t node;
    std::size_t first_edge;  ///< in the shared edge buffer
    std::size_t next_edge;
};

void close_component(Component& c, std::uint32_t root) {
    const bool is_cycle = c.stack.back() != root || c.cyclic[root] != 0;
    std::uint32_t member;
    do {
        member = c.stack.back();
        c.stack.pop_back();
        c.on_stack[member] = 0;
        c.cyclic[member] = is_cycle ? 1 : 0;
    } while (member != root);
}

}  // namespace

std::vector<std::uint8_t> cyclic_signals(const std::vector<SignalNode>& nodes) {
    Component c(nodes.size());
    std::vector<Visit> visits;
    std::vector<std::uint32_t> edges;  // of all open visits, last visit's at the end
    const auto open = [&](std::uint32_t node) {
        c.order[node] = c.low[node] = c.next++;
        c.stack.push_back(node);
        c.on_stack[node] = 1;
        const std::size_t first = edges.size();
        for_each_signal_source(nodes[node], [&](Ref ref) {
            if (ref < 0 || static_cast<std::size_t>(ref) >= nodes.size()) return;
            if (static_cast<std::uint32_t>(ref) == node) c.cyclic[node] = 1;
            edges.push_back(static_cast<std::uint32_t>(ref));
        });
        visits.push_back({node, first, first});
    };
    for (std::uint32_t start = 0; start < nodes.size(); ++start) {
        if (c.order[start] != kUnvisited) continue;
        open(start);
        while (!visits.empty()) {
            Visit& visit = visits.back();
            if (visit.next_edge < edges.size()) {
                const std::uint32_t target = edges[visit.next_edge++];
                if (c.order[target] == kUnvisited) {
                    open(target);
                } else if (c.on_stack[target] != 0) {
                    c.low[visit.node] = std::min(c.low[visit.node], c.order[target]);
                }
                continue;
            }
            const Visit done = visit;
            visits.pop_back();
            edges.resize(done.first_edge);
            if (c.low[done.node] == c.order[done.node]) close_component(c, done.node);
            if (!visits.empty()) c.low[visits.back().node] = std::min(c.low[visits.back().node], c.low[done.node]);
        }
    }
    return c.cyclic;
}

}  // namespace slotscope
