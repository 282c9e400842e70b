// SPDX-License-Identifier: MIT
// Summaries of slots over ranges of frames, in levels, so that a plot of any range costs its width and not its frames.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "slotscope/columns.h"
#include "slotscope/ids.h"

namespace slotscope {

/// One slot over consecutive frames. Values are those at the ends of the frames.
struct Summary {
    double min = std::numeric_limits<double>::infinity();  ///< of values that are not NaN; > max when there is none
    double max = -std::numeric_limits<double>::infinity();
    double first = 0;  ///< may be NaN, like last
    double last = 0;
    std::uint32_t written = 0;  ///< frames that wrote the slot
    std::uint32_t changed = 0;  ///< frames that changed it
    std::uint32_t nan = 0;      ///< frames at whose end it was NaN
    std::uint32_t frames = 0;   ///< 0: nothing is known, and nothing else here means anything

    /// What follows in time.
    void append(const Summary& next) noexcept;
    friend bool operator==(const Summary&, const Summary&) = default;
};

/// The part of a query's answer for one horizontal step of a plot.
struct SummarySpan {
    FrameNumber first_frame = 0;
    Summary summary;

    [[nodiscard]] FrameNumber end_frame() const noexcept { return first_frame + summary.frames; }
};

/// Summaries of chunk after chunk (kChunkFrames frames each; the first and the last may be shorter), and above them levels
/// of kFactor times as many frames each. Finer than a chunk is a matter of columns. To save memory the finest level can be
/// given up, again and again: then a unit, the finest that is known, has many chunks.
class SummaryPyramid {
public:
    static constexpr std::size_t kFactor = 8;

    /// The first chunk begins at `first_frame`, all others at multiples of kChunkFrames.
    explicit SummaryPyramid(std::size_t slots = 0, FrameNumber first_frame = 0)
        : slots_(slots), first_frame_(first_frame) {}

    /// The next chunk: one summary per slot, in row order. Precondition: the size is slots().
    void append(std::span<const Summary> chunk);
    /// Forgets everything from this chunk number on (0 is the first appended), as a fork of the recording does, and with it
    /// the earlier chunks of its unit.
    void truncate(std::size_t chunks);
    /// Gives up the finest level: units are kFactor times as long afterwards.
    void coarsen();

    [[nodiscard]] std::size_t slots() const noexcept { return slots_; }
    [[nodiscard]] FrameNumber first_frame() const noexcept { return first_frame_; }
    [[nodiscard]] std::size_t chunks() const noexcept { return whole_units() * unit_chunks_ + pending_chunks_; }
    /// Frames of a unit; the first and the last may have fewer.
    [[nodiscard]] FrameNumber unit_frames() const noexcept { return unit_chunks_ * kChunkFrames; }
    /// Units that `coarsen` would make fewer.
    [[nodiscard]] std::size_t whole_units() const noexcept { return levels_.empty() ? 0 : levels_[0].size(); }
    /// One past the last summarised frame.
    [[nodiscard]] FrameNumber end_frame() const noexcept;
    /// The unit that has this frame. Precondition: slot < slots(), first_frame() <= frame < end_frame().
    [[nodiscard]] SummarySpan unit_at(std::size_t slot, FrameNumber frame) const noexcept;

    /// Of the units that begin in [first, end), by few nodes: O(log(frames)). `nodes` grows by their number.
    [[nodiscard]] Summary begun_in(std::size_t slot, FrameNumber first, FrameNumber end,
                                   std::size_t& nodes) const noexcept;

    /// At most `width` spans in order of time, together the units that touch [first, end), each unit in exactly one: that
    /// where it begins. A unit that spans several steps of the plot is in the first of them. O(width * log(frames)).
    [[nodiscard]] std::vector<SummarySpan> query(std::size_t slot, FrameNumber first, FrameNumber end,
                                                 std::size_t width) const;

    /// All memory of it.
    [[nodiscard]] std::size_t bytes() const noexcept;
    /// What one more unit costs, with what it adds to the levels above.
    [[nodiscard]] static constexpr std::size_t unit_bytes(std::size_t slots) noexcept {
        return slots * sizeof(Summary) * 8 / 7;
    }

private:
    using Node = std::unique_ptr<Summary[]>;  ///< one summary per slot

    void push(Node node);
    [[nodiscard]] std::size_t units() const noexcept { return whole_units() + (pending_chunks_ > 0 ? 1 : 0); }
    [[nodiscard]] const Summary& unit(std::size_t slot, std::size_t number) const noexcept {
        return number < whole_units() ? levels_[0][number][slot] : pending_[slot];
    }
    /// Of units [begin, end), by the largest nodes that fit.
    [[nodiscard]] Summary summary_of(std::size_t slot, std::size_t begin, std::size_t end,
                                     std::size_t& nodes) const noexcept;
    [[nodiscard]] FrameNumber first_frame_of(std::size_t unit) const noexcept {
        return unit == 0 ? first_frame_ : (first_frame_ / kChunkFrames + unit * unit_chunks_) * kChunkFrames;
    }
    [[nodiscard]] std::size_t unit_of(FrameNumber frame) const noexcept {
        return static_cast<std::size_t>(frame / kChunkFrames - first_frame_ / kChunkFrames) / unit_chunks_;
    }

    std::size_t slots_;
    FrameNumber first_frame_;
    std::size_t unit_chunks_ = 1;
    std::vector<std::vector<Node>>
        levels_;    ///< level 0: whole units; a node above exists when its kFactor nodes below do
    Node pending_;  ///< the unit that chunks are still missing of
    std::size_t pending_chunks_ = 0;
};

}  // namespace slotscope
