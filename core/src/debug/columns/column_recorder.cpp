// SPDX-License-Identifier: MIT
// Frames come as rows (all slots of one frame), columns are wanted (one slot of all frames). Writing each value to its column
// at once would touch another cache line, and another page, for each; so a batch of frames is staged as it comes, and
// then each column gets a whole cache line.
#include "slotscope/column_recorder.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <numeric>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "debug/columns/widen.h"
#include "slotscope/assert.h"

namespace slotscope {

ColumnRecorder::ColumnRecorder(const SlotTable& slots) : rows_(slots.size()) {
    std::iota(rows_.begin(), rows_.end(), SlotIndex{0});
    prepare(slots);
}

ColumnRecorder::ColumnRecorder(const SlotTable& slots, std::span<const SlotIndex> rows)
    : rows_(rows.begin(), rows.end()) {
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
    written_batch_.resize(rows_.size());
    changed_batch_.resize(rows_.size());
    columns_.resize(kStride * rows_.size());
    written_.resize(rows_.size());
    changed_.resize(rows_.size());
    least_.resize(rows_.size());
    greatest_.resize(rows_.size());
    nans_.resize(rows_.size());
    summaries_.resize(rows_.size());
}

void ColumnRecorder::stage(const ValueStore& values, std::size_t batch_row) {
    double* const to = staged_.data() + batch_row * rows_.size();
    const double* const from = values.f64().data();
    for (const Stretch& stretch : stretches_) std::copy_n(from + stretch.offset, stretch.length, to + stretch.column);
    for (const std::uint32_t column : others_) to[column] = values.number_at(rows_[column]);

    // Local copies: a store through a byte pointer could change any member.
    std::uint8_t* const marks = staged_marks_.data() + batch_row * rows_.size();
    const std::size_t count = rows_.size();
    const std::uint32_t epoch = values.epoch();
    const WriteRecord* const records = values.records().data();
    const SlotIndex* const rows = rows_.data();
#if defined(__SSE2__)
    // All four fields of a record at once; the first and the last are the two that count.
    static_assert(offsetof(WriteRecord, epoch) == 0 && offsetof(WriteRecord, changed_epoch) == 12 &&
                  sizeof(WriteRecord) == 16);
    const __m128i now = _mm_set1_epi32(static_cast<int>(epoch));
    const auto mark = [now](const WriteRecord& record) {
        const __m128i fields = _mm_loadu_si128(reinterpret_cast<const __m128i*>(&record));
        return static_cast<std::uint8_t>(_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(fields, now))));
    };
#else
    const auto mark = [epoch](const WriteRecord& record) {
        return static_cast<std::uint8_t>((record.epoch == epoch ? 1 : 0) | (record.changed_epoch == epoch ? 8 : 0));
    };
#endif
    if (is_every_row_) {
        for (std::size_t column = 0; column < count; ++column) marks[column] = mark(records[column]);
    } else {
        for (std::size_t column = 0; column < count; ++column) marks[column] = mark(records[rows[column]]);
    }
}

void ColumnRecorder::settle(std::size_t frames) {
    const std::size_t rows = rows_.size(), first = (count_ - 1) / kBatch * kBatch;
    // A block of rows at a time, so that what is staged is read from the first cache when it is read again.
    constexpr std::size_t kBlock = 64;
    for (std::size_t begin = 0; begin < rows; begin += kBlock) {
        const std::size_t end = std::min(begin + kBlock, rows);
        for (std::size_t i = 0; i < frames; ++i) summarise(staged_.data() + i * rows, begin, end);
        for (std::size_t i = 0; i < frames; i += 8) settle_marks(begin, end, i, std::min<std::size_t>(8, frames - i));
        for (std::size_t column = begin; column < end; ++column) {
            double* const to = columns_.data() + column * kStride + first;
            const double* const from = staged_.data() + column;
            for (std::size_t i = 0; i < frames; ++i) to[i] = from[i * rows];
        }
    }
    if (is_complete_) finish_summaries();
}

/// One frame's values of rows [begin, end).
void ColumnRecorder::summarise(const double* values, std::size_t begin, std::size_t end) {
    columns::widen(values + begin, end - begin, least_.data() + begin, greatest_.data() + begin, nans_.data() + begin);
}

/// Eight staged frames' marks of a row, or fewer, become one byte of each kind, which then goes into the row's bits.
void ColumnRecorder::settle_marks(std::size_t begin, std::size_t end, std::size_t staged, std::size_t frames) {
    const std::size_t rows = rows_.size(), first = (count_ - 1) / kBatch * kBatch + staged;
    std::uint8_t* const __restrict written = written_batch_.data();
    std::uint8_t* const __restrict changed = changed_batch_.data();
    std::fill(written + begin, written + end, std::uint8_t{0});
    std::fill(changed + begin, changed + end, std::uint8_t{0});
    // From the last frame to the first, each in the lowest bit: doubling works on bytes, shifting by i does not.
    for (std::size_t i = frames; i-- > 0;) {
        const std::uint8_t* const __restrict marks = staged_marks_.data() + (staged + i) * rows;
        for (std::size_t column = begin; column < end; ++column) {
            written[column] = static_cast<std::uint8_t>(written[column] + written[column] + (marks[column] & 1));
            changed[column] = static_cast<std::uint8_t>(changed[column] + changed[column] + (marks[column] >> 3));
        }
    }
    for (std::size_t column = begin; column < end; ++column) {
        written_[column][first / 64] |= std::uint64_t{written[column]} << first % 64;
        changed_[column][first / 64] |= std::uint64_t{changed[column]} << first % 64;
    }
}

/// Once per chunk.
void ColumnRecorder::finish_summaries() {
    const auto ones = [](const FrameBits& bits) {
        std::uint32_t count = 0;
        for (const std::uint64_t word : bits) count += static_cast<std::uint32_t>(std::popcount(word));
        return count;
    };
    for (std::size_t column = 0; column < rows_.size(); ++column) {
        Summary& summary = summaries_[column];
        summary.min = least_[column];
        summary.max = greatest_[column];
        summary.first = columns_[column * kStride];
        summary.last = columns_[column * kStride + count_ - 1];
        summary.written = ones(written_[column]);
        summary.changed = ones(changed_[column]);
        summary.nan = static_cast<std::uint32_t>(nans_[column]);
        summary.frames = static_cast<std::uint32_t>(count_);
    }
}

bool ColumnRecorder::append(const ValueStore& values) {
    SLOTSCOPE_ASSERT(count_ == 0 || is_complete_ || values.frame() == first_frame_ + count_,
                     "frames follow each other");
    if (count_ == 0 || is_complete_) {
        first_frame_ = values.frame();
        count_ = 0;
        is_complete_ = false;
        std::ranges::fill(least_, Summary{}.min);
        std::ranges::fill(greatest_, Summary{}.max);
        std::ranges::fill(nans_, 0);
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
    is_complete_ = true;
    if (count_ % kBatch != 0) settle(count_ % kBatch);
    else finish_summaries();
    return true;
}

RecordedColumn ColumnRecorder::column(std::size_t index) const noexcept {
    return {rows_[index],     first_frame_,     std::span(columns_).subspan(index * kStride, count_),
            &written_[index], &changed_[index], summaries_[index]};
}

std::size_t ColumnRecorder::bytes() const noexcept {
    return rows_.capacity() * sizeof(SlotIndex) + stretches_.capacity() * sizeof(Stretch) +
           others_.capacity() * sizeof(std::uint32_t) + staged_.capacity() * sizeof(double) + staged_marks_.capacity() +
           written_batch_.capacity() + changed_batch_.capacity() +
           (columns_.capacity() + least_.capacity() + greatest_.capacity()) * sizeof(double) +
           nans_.capacity() * sizeof(std::uint64_t) + (written_.capacity() + changed_.capacity()) * sizeof(FrameBits) +
           summaries_.capacity() * sizeof(Summary);
}

}  // namespace slotscope
