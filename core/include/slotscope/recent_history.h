// SPDX-License-Identifier: MIT
// `RecentHistory`: the last frames of every slot as numbers with write marks, for sparklines. A fixed window in memory;
// not the recording (which can seek).
#pragma once

#include <cstdint>
#include <vector>

#include "slotscope/value_store.h"

namespace slotscope {

struct HistorySample {
    FrameNumber frame = 0;
    double value = 0;                         ///< objects: as a number; NaN where that has no meaning
    WriteStatus status = WriteStatus::Never;  ///< Same and Changed: written in that frame
};

class RecentHistory {
public:
    RecentHistory() = default;
    /// Keeps up to 512 frames, fewer for many slots: `budget_bytes` is the bound for all of it. Keeps nothing when one
    /// frame is over the budget.
    RecentHistory(std::size_t slot_count, std::size_t budget_bytes = std::size_t{64} << 20);

    /// Appends the store's present frame; replaces the newest when it is of the same frame.
    /// Precondition: the store has this history's number of slots.
    void record(const ValueStore& values);
    void clear();
    /// Forgets the frames after `frame`.
    void drop_after(FrameNumber frame);
    /// Precondition: frame_count() > 0.
    [[nodiscard]] FrameNumber newest() const noexcept { return frames_[(next_ + capacity_ - 1) % capacity_]; }

    [[nodiscard]] std::size_t frame_count() const noexcept { return count_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    /// Oldest first, at most `max_frames` newest. Empty for an index out of range.
    [[nodiscard]] std::vector<HistorySample> samples(SlotIndex slot, std::size_t max_frames) const;
    /// Memory of the frames recorded so far.
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    std::size_t slot_count_ = 0;
    std::size_t capacity_ = 0;
    std::size_t count_ = 0;
    std::size_t next_ = 0;  ///< row that the next frame takes
    std::vector<FrameNumber> frames_;
    std::vector<double> values_;         ///< row-major: frame, slot
    std::vector<WriteStatus> statuses_;  ///< likewise
};

}  // namespace slotscope
