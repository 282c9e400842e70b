// SPDX-License-Identifier: MIT
#include "debug/wiring_state.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace slotscope {

std::optional<ElementRange> element_range(const StateUse& use) noexcept {
    constexpr double kLimit = 4294967296.0;
    const bool is_whole = use.first == std::floor(use.first) && use.count == std::floor(use.count);
    if (!is_whole || !(use.first >= 0 && use.first < kLimit && use.count >= 1 && use.count < kLimit)) return {};
    const auto first = static_cast<std::uint64_t>(use.first);
    return ElementRange{first, first + static_cast<std::uint64_t>(use.count)};
}

double ring_size(const SigStateful& op) noexcept {
    return op.op == StatefulOp::DelayMs ? op.param_or("bufferSize", 64) : op.param_or("delayFrames", 1) + 1;
}

StateUses state_uses(const SigStateful& op) noexcept {
    const double offset = op.param_or("stateOffset", 0);
    StateUses uses;
    switch (op.op) {
        case StatefulOp::Integrate:
        case StatefulOp::Slew:
        case StatefulOp::EdgeDetectWrap:
        case StatefulOp::PulseDivider: uses.add({StateStorage::F64, offset, 1}); break;
        case StatefulOp::SampleHold:
        case StatefulOp::EnvelopeAD: uses.add({StateStorage::F64, offset, 2}); break;
        case StatefulOp::DelayMs:
        case StatefulOp::DelayFrames:
            uses.add({StateStorage::F64, offset + 1, ring_size(op)});
            uses.add({StateStorage::I32, offset, 1});
            break;
        case StatefulOp::Unknown: break;
    }
    return uses;
}

CellFinder::CellFinder(const StateLayout& layout) {
    for (std::size_t i = 0; i < layout.cells.size(); ++i) {
        const StateCell& cell = layout.cells[i];
        if (cell.size == 0) continue;
        const std::uint64_t first = cell.offset;
        rows_[static_cast<std::size_t>(cell.storage)].push_back(
            {first, first + cell.size, 0, static_cast<CellIndex>(i)});
    }
    for (std::size_t storage = 0; storage < rows_.size(); ++storage) {
        std::vector<Row>& rows = rows_[storage];
        std::ranges::stable_sort(rows, {}, &Row::first);
        std::uint64_t end_so_far = 0;
        for (Row& row : rows) row.end_so_far = end_so_far = std::max(end_so_far, row.end);
        segments_[storage] = make_segments(rows);
    }
}

std::vector<CellFinder::Segment> CellFinder::make_segments(const std::vector<Row>& rows) {
    std::vector<Segment> segments;
    std::vector<const Row*> open;  // what has started, last start on top; some below may have ended
    const auto close_until = [&](std::uint64_t element) {
        while (!open.empty() && open.back()->end <= element) {
            const std::uint64_t end = open.back()->end;
            while (!open.empty() && open.back()->end <= end) open.pop_back();
            segments.push_back({end, open.empty() ? std::nullopt : std::optional(open.back()->cell)});
        }
    };
    for (const Row& row : rows) {
        close_until(row.first);
        segments.push_back({row.first, row.cell});
        open.push_back(&row);
    }
    close_until(std::numeric_limits<std::uint64_t>::max());
    return segments;
}

std::size_t CellFinder::first_from(const std::vector<Row>& rows, std::uint64_t element) noexcept {
    return static_cast<std::size_t>(std::ranges::lower_bound(rows, element, {}, &Row::first) - rows.begin());
}

std::optional<CellIndex> CellFinder::at(StateStorage storage, std::uint64_t element) const noexcept {
    const std::vector<Segment>& segments = segments_[static_cast<std::size_t>(storage)];
    // Of segments that start at the same element the last counts.
    const auto after = std::ranges::upper_bound(segments, element, {}, &Segment::first);
    return after == segments.begin() ? std::nullopt : std::prev(after)->cell;
}

}  // namespace slotscope
