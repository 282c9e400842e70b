// SPDX-License-Identifier: MIT
// `BreakpointUndo`: earlier sets of breakpoints, so that changes of them can be taken back, the last one first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "slotscope/breakpoints.h"

namespace slotscope {

class BreakpointUndo {
public:
    static constexpr std::size_t kMostSteps = 100;
    /// In all sets together: sets of the greatest size would otherwise take hundreds of MiB.
    static constexpr std::size_t kMostBreakpoints = 50'000;

    /// An unbound set as it was before a change. `order`: a number that grows from change to change. The oldest ones are forgotten
    /// where there are too many; the newest one never is.
    void remember(BreakpointSet before, std::uint64_t order);
    void clear() noexcept;

    [[nodiscard]] bool empty() const noexcept { return steps_.empty(); }
    // Preconditions: !empty().
    /// Of the newest one.
    [[nodiscard]] std::uint64_t order() const noexcept { return steps_.back().order; }
    /// The newest one, unbound, and forgets it. Numbers and counts go on from `now`.
    [[nodiscard]] BreakpointSet take(const BreakpointSet& now);

private:
    struct Step {
        BreakpointSet before;
        std::uint64_t order = 0;
    };
    std::deque<Step> steps_;  ///< oldest first
    std::size_t breakpoints_ = 0;
};

}  // namespace slotscope
