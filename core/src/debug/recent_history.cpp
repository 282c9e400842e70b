// SPDX-License-Identifier: MIT
#include "slotscope/recent_history.h"

#include <algorithm>

#include "slotscope/assert.h"

namespace slotscope {
namespace {

/// Wide sparklines have about as many pixels; more could not be told apart.
constexpr std::size_t kMaxFrames = 512;

std::size_t bytes_per_frame(std::size_t slot_count) {
    return sizeof(FrameNumber) + slot_count * (sizeof(double) + sizeof(WriteStatus));
}

}  // namespace

RecentHistory::RecentHistory(std::size_t slot_count, std::size_t budget_bytes)
    : slot_count_(slot_count), capacity_(std::min(kMaxFrames, budget_bytes / bytes_per_frame(slot_count))) {
    // Reserved but not touched: the pages become real as frames arrive.
    frames_.reserve(capacity_);
    values_.reserve(capacity_ * slot_count_);
    statuses_.reserve(capacity_ * slot_count_);
}

void RecentHistory::record(const ValueStore& values) {
    SLOTSCOPE_ASSERT(values.slots().size() == slot_count_, "a history is of one program's slots");
    if (capacity_ == 0) return;
    const std::size_t newest = (next_ + capacity_ - 1) % capacity_;
    const bool is_known = count_ > 0 && frames_[newest] == values.frame();
    const std::size_t row = is_known ? newest : next_;
    if (row == frames_.size()) {
        frames_.emplace_back();
        values_.resize(values_.size() + slot_count_);
        statuses_.resize(statuses_.size() + slot_count_);
    }
    frames_[row] = values.frame();
    double* const row_values = values_.data() + row * slot_count_;
    WriteStatus* const row_statuses = statuses_.data() + row * slot_count_;
    for (SlotIndex slot = 0; slot < slot_count_; ++slot) {
        row_values[slot] = values.number_at(slot);
        row_statuses[slot] = values.status(slot);
    }
    if (is_known) return;
    next_ = (next_ + 1) % capacity_;
    count_ = std::min(count_ + 1, capacity_);
}

void RecentHistory::clear() {
    count_ = 0;
    next_ = 0;
}

void RecentHistory::drop_after(FrameNumber frame) {
    while (count_ > 0 && newest() > frame) {
        next_ = (next_ + capacity_ - 1) % capacity_;
        --count_;
    }
}

std::vector<HistorySample> RecentHistory::samples(SlotIndex slot, std::size_t max_frames) const {
    std::vector<HistorySample> samples;
    if (slot >= slot_count_) return samples;
    const std::size_t count = std::min(max_frames, count_);
    samples.reserve(count);
    for (std::size_t age = count; age > 0; --age) {
        const std::size_t row = (next_ + capacity_ - age) % capacity_;
        const std::size_t cell = row * slot_count_ + slot;
        samples.push_back({frames_[row], values_[cell], statuses_[cell]});
    }
    return samples;
}

std::size_t RecentHistory::bytes() const noexcept {
    return frames_.size() * sizeof(FrameNumber) + values_.size() * sizeof(double) +
           statuses_.size() * sizeof(WriteStatus);
}

}  // namespace slotscope
