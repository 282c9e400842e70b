// SPDX-License-Identifier: MIT
// Frames come as rows (all slots of one frame), columns are wanted (one slot of all frames). Writing each value to its column
// at once would touch another cache line, and another page, for each; so a batch of frames is staged as it comes, and
// then each column gets a whole cache line.
#include "slotscope/column_recorder.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "slotscope/assert.h"

namespace slotscope {

ColumnRecorder::ColumnRecorder(const SlotTable& slots) : rows_(slots.size()) {
    std::iota(rows_.begin(), rows_.end(), SlotIndex{0});
    prepare(slots);
}

ColumnRecorder::ColumnRecorder(const SlotTable& slots, std::span<const SlotIndex> rows) : rows_(rows.begin(), rows.end()) {
    prepare(slots);
}

void ColumnRecorder::prepare(const SlotTable& slots) {
    is_every_row_ = true;
    for (std::uint32_t column = 0; column < rows_.size(); ++column) {
        is_every_row_ = is_every_row_ && rows_[column] == column;
        const SlotMeta& slot = slots[rows_[column]];
        if (slot.storage != Storage::F64) {
            others_.push_back(column);
        } else if (!stretches_.empty() && stretches_.back().column + stretches_.back().length == column &&
                   stretches_.back().offset + stretches_.back().length == slot.offset) {
            ++stretches_.back().length;
        } else {
            stretches_.push_back({column, slot.offset, 1});
        }
    }
    staged_.resize(kBatch * rows_.size());
    staged_marks_.resize(kBatch * rows_.size());
    columns_.resize(kChunkFrames * rows_.size());
    written_.resize(rows_.size());
    changed_.resize(rows_.size());
    summaries_.resize(rows_.size());
}

void ColumnRecorder::stage(const ValueStore& values, std::size_t batch_row) {
    double* const to = staged_.data() + batch_row * rows_.size();
    const double* const from = values.f64().data();
    for (const Stretch& stretch : stretches_) std::copy_n(from + stretch.offset, stretch.length, to + stretch.column);
    for (const std::uint32_t column : others_) to[column] = values.number_at(rows_[column]);

    std::uint8_t* const marks = staged_marks_.data() + batch_row * rows_.size();
    const std::uint32_t epoch = values.epoch();
    const auto mark = [epoch](const WriteRecord& record) {
        return static_cast<std::uint8_t>((record.epoch == epoch ? 1 : 0) | (record.changed_epoch == epoch ? 2 : 0));
    };
    if (is_every_row_) {
        const std::span<const WriteRecord> records = values.records();
        for (std::size_t column = 0; column < rows_.size(); ++column) marks[column] = mark(records[column]);
    } else {
        for (std::size_t column = 0; column < rows_.size(); ++column) marks[column] = mark(values.record(rows_[column]));
    }
}

void ColumnRecorder::settle(std::size_t frames) {
    const std::size_t rows = rows_.size(), first = (count_ - 1) / kBatch * kBatch;
    for (std::size_t column = 0; column < rows; ++column) {
        double* const to = columns_.data() + column * kChunkFrames + first;
        Summary& summary = summaries_[column];
        double least = summary.min, greatest = summary.max;
        std::uint32_t nans = 0, written = 0, changed = 0;
        const auto take = [&](std::size_t i) {
            const double value = staged_[i * rows + column];
            const std::uint32_t mark = staged_marks_[i * rows + column];
            to[i] = value;
            least = value < least ? value : least;  // NaN never is
            greatest = value > greatest ? value : greatest;
            nans += value != value ? 1 : 0;
            written |= (mark & 1) << i;
            changed |= mark >> 1 << i;
        };
        if (frames == kBatch) {
            for (std::size_t i = 0; i < kBatch; ++i) take(i);  // a constant count: unrolled
        } else {
            for (std::size_t i = 0; i < frames; ++i) take(i);
        }
        if (first == 0) summary.first = to[0];
        summary.min = least;
        summary.max = greatest;
        summary.last = to[frames - 1];
        summary.nan += nans;
        summary.written += static_cast<std::uint32_t>(std::popcount(written));
        summary.changed += static_cast<std::uint32_t>(std::popcount(changed));
        summary.frames += static_cast<std::uint32_t>(frames);
        written_[column][first / 64] |= std::uint64_t{written} << first % 64;
        changed_[column][first / 64] |= std::uint64_t{changed} << first % 64;
    }
}

bool ColumnRecorder::append(const ValueStore& values) {
    SLOTSCOPE_ASSERT(count_ == 0 || is_complete_ || values.frame() == first_frame_ + count_, "frames follow each other");
    if (count_ == 0 || is_complete_) {
        first_frame_ = values.frame();
        count_ = 0;
        is_complete_ = false;
        std::ranges::fill(summaries_, Summary{});
        std::ranges::fill(written_, FrameBits{});
        std::ranges::fill(changed_, FrameBits{});
    }
    stage(values, count_ % kBatch);
    ++count_;
    is_complete_ = (first_frame_ + count_) % kChunkFrames == 0;
    if (count_ % kBatch == 0) settle(kBatch);
    else if (is_complete_) settle(count_ % kBatch);
    return is_complete_;
}

bool ColumnRecorder::finish() {
    if (count_ == 0 || is_complete_) return false;
    if (count_ % kBatch != 0) settle(count_ % kBatch);
    is_complete_ = true;
    return true;
}

RecordedColumn ColumnRecorder::column(std::size_t index) const noexcept {
    return {rows_[index], first_frame_, std::span(columns_).subspan(index * kChunkFrames, count_), &written_[index], &changed_[index],
            summaries_[index]};
}

std::size_t ColumnRecorder::bytes() const noexcept {
    return rows_.capacity() * sizeof(SlotIndex) + stretches_.capacity() * sizeof(Stretch) + others_.capacity() * sizeof(std::uint32_t) +
           staged_.capacity() * sizeof(double) + staged_marks_.capacity() + columns_.capacity() * sizeof(double) +
           (written_.capacity() + changed_.capacity()) * sizeof(FrameBits) + summaries_.capacity() * sizeof(Summary);
}

}  // namespace slotscope
