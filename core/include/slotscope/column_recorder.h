// SPDX-License-Identifier: MIT
// `ColumnRecorder`: turns consecutive frame ends into columns, mark bits and summaries, chunk by chunk. Fed by whoever runs or
// replays frames; it never touches the store that it reads. Not here: keeping the columns (column_store.h).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "slotscope/columns.h"
#include "slotscope/summaries.h"
#include "slotscope/value_store.h"

namespace slotscope {

/// One bit per frame of a chunk, bit i of word i / 64.
using FrameBits = std::array<std::uint64_t, kChunkFrames / 64>;

/// One row of a finished chunk. The spans are good until the recorder's next append.
struct RecordedColumn {
    SlotIndex row = 0;
    FrameNumber first_frame = 0;
    std::span<const double> values;  ///< as ValueStore::number_at gives them at the end of each frame
    const FrameBits* written = nullptr;
    const FrameBits* changed = nullptr;
    Summary summary;
};

/// Cost: one copy of the values and one pass over the write records per frame; everything else once per batch of frames.
/// Memory: 8 bytes per row and frame of a chunk, allocated at once.
class ColumnRecorder {
public:
    ColumnRecorder() = default;
    /// All rows of the table, or the given ones, which the columns follow in order.
    explicit ColumnRecorder(const SlotTable& slots);
    ColumnRecorder(const SlotTable& slots, std::span<const SlotIndex> rows);

    /// The end of a frame. True when it is the last of its chunk (frame number one below a multiple of kChunkFrames): then the
    /// columns are complete, and the next frame begins new ones. Preconditions: the store has the recorder's slot table, and
    /// frames follow each other without gaps, except after `restart`.
    bool append(const ValueStore& values);
    /// Makes an incomplete chunk readable; the next frame begins new columns. False when there is nothing in it.
    bool finish();
    /// Drops an incomplete chunk; any frame may come next.
    void restart() noexcept { count_ = 0; }

    /// Of the chunk that was completed last.
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    /// Precondition: append or finish returned true, and no frame came since.
    [[nodiscard]] RecordedColumn column(std::size_t index) const noexcept;
    /// Frames of the chunk that is being recorded, or was just completed.
    [[nodiscard]] std::size_t frames() const noexcept { return count_; }
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    /// A cache line more than a chunk: at a distance of 8 KiB all columns would compete for the same few lines of the cache.
    static constexpr std::size_t kStride = kChunkFrames + 8;
    static constexpr std::size_t kBatch = 8;  ///< frames that are staged as they come before they go into the columns

    /// Rows whose numbers lie side by side in the f64 array.
    struct Stretch {
        std::uint32_t column;
        std::uint32_t offset;
        std::uint32_t length;
    };
    void prepare(const SlotTable& slots);
    void stage(const ValueStore& values, std::size_t batch_row);
    /// Moves the staged frames into the columns; `frames` of them.
    void settle(std::size_t frames);
    void summarise(const double* values, std::size_t begin, std::size_t end);
    void settle_marks(std::size_t begin, std::size_t end, std::size_t staged, std::size_t frames);
    void finish_summaries();

    std::vector<SlotIndex> rows_;
    std::vector<Stretch> stretches_;
    std::vector<std::uint32_t> others_;       ///< columns of rows that are not f64
    bool is_every_row_ = false;               ///< rows_[i] is i
    std::vector<double> staged_;              ///< kBatch frames, row after row
    std::vector<std::uint8_t> staged_marks_;  ///< likewise: bit 0 written, bit 3 changed; others mean nothing
    std::vector<std::uint8_t> written_batch_, changed_batch_;  ///< by row: bits of the staged frames
    std::vector<double> columns_;                              ///< kStride per row
    std::vector<FrameBits> written_, changed_;
    std::vector<double> least_, greatest_;  ///< by row, of the chunk so far
    std::vector<std::uint64_t> nans_;
    std::vector<Summary> summaries_;  ///< when the chunk is complete
    FrameNumber first_frame_ = 0;
    std::size_t count_ = 0;  ///< frames of the chunk, staged ones included
    bool is_complete_ = false;
};

}  // namespace slotscope
