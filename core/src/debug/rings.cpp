// SPDX-License-Identifier: MIT
// Ring buffers, as the delay operations lay them out: elements of one size in f64, the write index in i32.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "debug/format_text.h"
#include "debug/wiring_state.h"
#include "slotscope/describe.h"

namespace slotscope {
namespace {

constexpr std::size_t kMaxNameBytes = 80;  ///< as names of slots and steps

std::optional<Ring> make_ring(const Program& program, const CellFinder& cells, Ref signal, const SigStateful& op) {
    Ring ring;
    ring.signal = signal;
    ring.op = op.op;
    for (const StateUse& use : state_uses(op)) {
        const auto range = element_range(use);
        if (!range || range->end > program.state_layout.size_of(use.storage)) return {};
        if (use.storage == StateStorage::I32) {
            ring.head = static_cast<std::uint32_t>(range->first);
            ring.head_cell = cells.at(use.storage, range->first);
        } else {
            ring.base = static_cast<std::uint32_t>(range->first);
            ring.size = static_cast<std::uint32_t>(range->end - range->first);
            ring.cell = cells.at(use.storage, range->first);
        }
    }
    if (op.op == StatefulOp::DelayMs) ring.delay_ms = op.param_or("delayMs", 100);
    else ring.delay_frames = op.param_or("delayFrames", 1);
    if (ring.cell) ring.name = cell_name(program, *ring.cell);
    else ring.name = op.state_id.empty() ? fmt::format("signal {}", signal) : one_line(op.state_id, kMaxNameBytes);
    return ring;
}

}  // namespace

std::vector<Ring> find_rings(const Program& program) {
    std::vector<Ring> rings;
    if (!program.signals) return rings;
    const CellFinder cells(program.state_layout);
    for (std::size_t i = 0; i < program.signals->size(); ++i) {
        const auto* op = std::get_if<SigStateful>(&(*program.signals)[i].body);
        if (op == nullptr || (op->op != StatefulOp::DelayMs && op->op != StatefulOp::DelayFrames)) continue;
        if (auto ring = make_ring(program, cells, static_cast<Ref>(i), *op)) rings.push_back(std::move(*ring));
    }
    return rings;
}

std::optional<RingCursor> ring_cursor(const Ring& ring, const StateBuffer& state, double delta_ms) {
    if (ring.head >= state.i32.size() || ring.size == 0) return {};
    const std::int64_t write = state.i32[ring.head];
    const std::int64_t size = ring.size;
    if (write < 0 || write >= size) return {};

    // delayFrames reads the element after the write index, the oldest one but for the one about to be overwritten.
    // delayMs counts back from the write index, so that 0 back is the element about to be overwritten.
    double read = std::fmod(static_cast<double>(write + 1), static_cast<double>(size));
    if (ring.delay_ms) {
        const double back = std::min(std::floor(*ring.delay_ms / delta_ms), static_cast<double>(size - 1));
        read = std::fmod(static_cast<double>(write + size) - back, static_cast<double>(size));
    }
    // NaN, and a sum so large that adding 1 would not change it: such an index names no element.
    if (!(read >= 0 && read < static_cast<double>(size))) return {};

    RingCursor cursor;
    cursor.write_index = static_cast<std::uint32_t>(write);
    cursor.newest = static_cast<std::uint32_t>((write + size - 1) % size);
    cursor.read_index = static_cast<std::uint32_t>(read);
    const std::int64_t age = (write - static_cast<std::int64_t>(cursor.read_index) + size) % size;
    cursor.tap_delay = static_cast<std::uint32_t>(age == 0 ? size : age);
    return cursor;
}

}  // namespace slotscope
