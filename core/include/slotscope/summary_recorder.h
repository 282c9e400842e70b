// SPDX-License-Identifier: MIT
// `SummaryRecorder`: turns consecutive frame ends into one summary per slot, without keeping the values. For all slots of
// large programs, whose columns would not fit. Not here: columns (column_recorder.h), levels (summaries.h).
#pragma once

#include <vector>

#include "slotscope/summaries.h"
#include "slotscope/value_store.h"

namespace slotscope {

/// Memory: about 60 bytes a slot. Cost: one pass over values and write records per frame.
class SummaryRecorder {
public:
    explicit SummaryRecorder(const SlotTable& slots);

    /// The end of a frame. Preconditions: the store has the recorder's slot table, and frames follow each other without
    /// gaps, except after `restart`.
    void append(const ValueStore& values);
    /// Forgets what was appended; any frame may come next.
    void restart() noexcept { frames_ = 0; }

    [[nodiscard]] std::size_t slots() const noexcept { return first_.size(); }
    [[nodiscard]] std::uint32_t frames() const noexcept { return frames_; }
    /// Precondition: frames() > 0.
    [[nodiscard]] FrameNumber first_frame() const noexcept { return first_frame_; }
    /// Of what was appended so far. Precondition: slot < slots().
    [[nodiscard]] Summary summary(SlotIndex slot) const noexcept;
    [[nodiscard]] std::vector<Summary> summaries() const;
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_of(first_.size()); }
    /// What a recorder of so many slots takes at most.
    [[nodiscard]] static constexpr std::size_t bytes_of(std::size_t slots) noexcept {
        return slots * (4 * sizeof(double) + sizeof(std::uint64_t) + 2 * sizeof(std::uint32_t) + 4 * sizeof(SlotIndex));
    }

private:
    /// Slots whose numbers lie side by side in the f64 array.
    struct Stretch {
        SlotIndex slot;
        std::uint32_t offset;
        std::uint32_t length;
    };
    void take_values(const ValueStore& values);

    std::vector<Stretch> stretches_;
    std::vector<SlotIndex> others_;  ///< slots that are not f64
    std::vector<double> least_, greatest_, first_, last_;
    std::vector<std::uint64_t> nans_;
    std::vector<std::uint32_t> written_, changed_;
    FrameNumber first_frame_ = 0;
    std::uint32_t frames_ = 0;
};

}  // namespace slotscope
