// SPDX-License-Identifier: MIT
#include "slotscope/breakpoint_undo.h"

#include <utility>

namespace slotscope {

void BreakpointUndo::remember(BreakpointSet before, std::uint64_t order) {
    breakpoints_ += before.size();
    steps_.push_back({std::move(before), order});
    while (steps_.size() > 1 && (steps_.size() > kMostSteps || breakpoints_ > kMostBreakpoints)) {
        breakpoints_ -= steps_.front().before.size();
        steps_.pop_front();
    }
}

void BreakpointUndo::clear() noexcept {
    steps_.clear();
    breakpoints_ = 0;
}

BreakpointSet BreakpointUndo::take(const BreakpointSet& now) {
    BreakpointSet before = std::move(steps_.back().before);
    breakpoints_ -= before.size();
    steps_.pop_back();
    before.continue_from(now);
    return before;
}

}  // namespace slotscope
