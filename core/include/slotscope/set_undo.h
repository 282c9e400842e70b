// SPDX-License-Identifier: MIT
// `SetUndo`: earlier sets of breakpoints or watches, so that changes of them can be taken back, the last one first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

namespace slotscope {

/// Set: with `size()`, `unbound_copy()`, and `continue_from(Set)`.
template <class Set>
class SetUndo {
public:
    static constexpr std::size_t kMostSteps = 100;
    /// Elements of all sets together: sets of the greatest size would otherwise take hundreds of MiB.
    static constexpr std::size_t kMostElements = 50'000;

    /// An unbound set as it was before a change. `order`: a number that grows from change to change. The oldest ones are
    /// forgotten where there are too many; the newest one never is.
    void remember(Set before, std::uint64_t order) {
        elements_ += before.size();
        steps_.push_back({std::move(before), order});
        while (steps_.size() > 1 && (steps_.size() > kMostSteps || elements_ > kMostElements)) {
            elements_ -= steps_.front().before.size();
            steps_.pop_front();
        }
    }
    void clear() noexcept {
        steps_.clear();
        elements_ = 0;
    }

    [[nodiscard]] bool empty() const noexcept { return steps_.empty(); }
    /// Of the newest one; 0 when there is none.
    [[nodiscard]] std::uint64_t order() const noexcept { return steps_.empty() ? 0 : steps_.back().order; }
    /// The newest one, unbound, and forgets it. Numbers and counts go on from `now`. Precondition: !empty().
    [[nodiscard]] Set take(const Set& now) {
        Set before = std::move(steps_.back().before);
        elements_ -= before.size();
        steps_.pop_back();
        before.continue_from(now);
        return before;
    }

private:
    struct Step {
        Set before;
        std::uint64_t order = 0;
    };
    std::deque<Step> steps_;  ///< oldest first
    std::size_t elements_ = 0;
};

}  // namespace slotscope
