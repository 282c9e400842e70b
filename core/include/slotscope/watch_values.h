// SPDX-License-Identifier: MIT
// `WatchValues`: what the watched expressions were in the last frames. Problem: expressions over state, and those that look
// back with prev(), cannot be told from the values of slots that are kept. Idea: they are evaluated as frames run, or run
// again, beside `RecentHistory`, and their numbers kept in a window of the same kind. Single slots are not in it: their
// values are in the slots' own histories.
#pragma once

#include <optional>
#include <vector>

#include "slotscope/watches.h"

namespace slotscope {

class WatchValues {
public:
    /// As many as RecentHistory keeps.
    static constexpr std::size_t kMaxFrames = 512;

    WatchValues() = default;
    /// Of the set as it is bound now, within `budget_bytes`: many expressions have fewer frames.
    WatchValues(const WatchSet& watches, std::size_t budget_bytes);
    /// What the same set would take of `budget_bytes` when all frames are there.
    [[nodiscard]] static std::size_t wanted_bytes(const WatchSet& watches);

    /// There is nothing to record.
    [[nodiscard]] bool is_idle() const noexcept { return rows_.empty() || capacity_ == 0; }
    /// Appends a frame; replaces the newest when it is of the same frame; begins anew with one that does not follow.
    void record(const FrameEnd& end);
    void clear() noexcept;
    /// Forgets the frames after this one; all of them where prev() would have to forget too.
    void drop_after(FrameNumber frame) noexcept;

    /// Of the watch at `position` now: at the end of the newest frame, or in the one that follows it. Nothing where what
    /// it looks back to has not been seen, and for what is not recorded here.
    [[nodiscard]] std::optional<double> value(std::size_t position, const FrameEnd& now) const;
    /// At the end of that frame, where it was recorded and known.
    [[nodiscard]] std::optional<double> at(std::size_t position, FrameNumber frame) const noexcept;
    /// The known ones, oldest first, at most `most` of the newest, and the frame of the first.
    struct Samples {
        FrameNumber first = 0;
        std::vector<double> values;
    };
    [[nodiscard]] Samples samples(std::size_t position, std::size_t most) const;

    [[nodiscard]] std::size_t frame_count() const noexcept { return count_; }
    /// Precondition: frame_count() > 0.
    [[nodiscard]] FrameNumber newest() const noexcept { return newest_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    struct Row {
        ExpressionEvaluator next;    ///< has seen the newest frame
        ExpressionEvaluator newest;  ///< has seen the frames before it; for those that look back only
    };
    static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
    [[nodiscard]] std::uint32_t row_of(std::size_t position) const noexcept {
        return position < row_of_.size() ? row_of_[position] : kNoRow;
    }
    [[nodiscard]] FrameNumber first_known(const Row& row) const noexcept { return begin_ + row.next.warm_up_frames(); }
    [[nodiscard]] double stored(std::uint32_t row, FrameNumber frame) const noexcept {
        return values_[static_cast<std::size_t>(frame % capacity_) * rows_.size() + row];
    }

    std::vector<Row> rows_;
    std::vector<std::uint32_t> row_of_;  ///< by position in the set
    std::vector<double> values_;         ///< row-major: frame modulo capacity, expression
    std::size_t capacity_ = 0, count_ = 0;
    FrameNumber newest_ = 0;
    FrameNumber begin_ = 0;  ///< since it frames followed each other
    bool looks_back_ = false;
};

}  // namespace slotscope
