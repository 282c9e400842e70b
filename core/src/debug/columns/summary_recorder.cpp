// SPDX-License-Identifier: MIT
#include "slotscope/summary_recorder.h"

#include <algorithm>

#include "debug/columns/widen.h"
#include "slotscope/assert.h"

namespace slotscope {

SummaryRecorder::SummaryRecorder(const SlotTable& slots) {
    const std::size_t count = slots.size();
    for (SlotIndex slot = 0; slot < count; ++slot) {
        const SlotMeta& meta = slots[slot];
        if (meta.storage != Storage::F64) {
            others_.push_back(slot);
        } else if (!stretches_.empty() && stretches_.back().slot + stretches_.back().length == slot &&
                   stretches_.back().offset + stretches_.back().length == meta.offset) {
            ++stretches_.back().length;
        } else {
            stretches_.push_back({slot, meta.offset, 1});
        }
    }
    for (auto* values : {&least_, &greatest_, &first_, &last_}) values->resize(count);
    nans_.resize(count);
    written_.resize(count);
    changed_.resize(count);
}

/// The values of the frame into last_, and from there into the extremes.
void SummaryRecorder::take_values(const ValueStore& values) {
    const double* const from = values.f64().data();
    for (const Stretch& stretch : stretches_)
        std::copy_n(from + stretch.offset, stretch.length, last_.data() + stretch.slot);
    for (const SlotIndex slot : others_) last_[slot] = values.number_at(slot);
    columns::widen(last_.data(), last_.size(), least_.data(), greatest_.data(), nans_.data());
}

void SummaryRecorder::append(const ValueStore& values) {
    SLOTSCOPE_ASSERT(values.slots().size() == slots(), "a recorder is of one slot table");
    SLOTSCOPE_ASSERT(frames_ == 0 || values.frame() == first_frame_ + frames_, "frames follow each other");
    const bool is_first = frames_ == 0;
    if (is_first) {
        first_frame_ = values.frame();
        std::ranges::fill(least_, Summary{}.min);
        std::ranges::fill(greatest_, Summary{}.max);
        std::ranges::fill(nans_, 0);
        std::ranges::fill(written_, 0);
        std::ranges::fill(changed_, 0);
    }
    take_values(values);
    if (is_first) first_ = last_;
    ++frames_;
    // Local copies: a store could change any member.
    const WriteRecord* const records = values.records().data();
    const std::uint32_t epoch = values.epoch();
    std::uint32_t* const __restrict written = written_.data();
    std::uint32_t* const __restrict changed = changed_.data();
    const std::size_t count = written_.size();
    for (std::size_t slot = 0; slot < count; ++slot) {
        written[slot] += records[slot].epoch == epoch ? 1 : 0;
        changed[slot] += records[slot].changed_epoch == epoch ? 1 : 0;
    }
}

Summary SummaryRecorder::summary(SlotIndex slot) const noexcept {
    Summary summary;
    if (frames_ == 0) return summary;
    summary.min = least_[slot];
    summary.max = greatest_[slot];
    summary.first = first_[slot];
    summary.last = last_[slot];
    summary.written = written_[slot];
    summary.changed = changed_[slot];
    summary.nan = static_cast<std::uint32_t>(nans_[slot]);
    summary.frames = frames_;
    return summary;
}

std::vector<Summary> SummaryRecorder::summaries() const {
    std::vector<Summary> all(slots());
    for (SlotIndex slot = 0; slot < all.size(); ++slot) all[slot] = summary(slot);
    return all;
}

}  // namespace slotscope
