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
    double min = std::numeric_limits<double>::infinity();   ///< of values that are not NaN; > max when there is none
    double max = -std::numeric_limits<double>::infinity();
    double first = 0;           ///< may be NaN, like last
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
};

/// Summaries of chunk after chunk (kChunkFrames frames each; the first and the last may be shorter), and above them levels
/// of kFactor times as many frames each. Finer than a chunk is a matter of columns.
class SummaryPyramid {
public:
    static constexpr std::size_t kFactor = 8;

    /// The first chunk begins at `first_frame`, all others at multiples of kChunkFrames.
    explicit SummaryPyramid(std::size_t slots = 0, FrameNumber first_frame = 0) : slots_(slots), first_frame_(first_frame) {}

    /// The next chunk: one summary per slot, in row order. Precondition: the size is slots().
    void append(std::span<const Summary> chunk);
    /// Forgets everything from this chunk number on (0 is the first appended), as a fork of the recording does.
    void truncate(std::size_t chunks);

    [[nodiscard]] std::size_t slots() const noexcept { return slots_; }
    [[nodiscard]] std::size_t chunks() const noexcept { return levels_.empty() ? 0 : levels_[0].size(); }
    /// One past the last summarised frame.
    [[nodiscard]] FrameNumber end_frame() const noexcept;
    [[nodiscard]] const Summary& chunk(std::size_t slot, std::size_t number) const noexcept { return levels_[0][number][slot]; }

    /// At most `width` spans in order of time, together the chunks that touch [first, end), each chunk in exactly one: that
    /// where it begins. A chunk that spans several steps of the plot is in the first of them. O(width * log(frames)).
    [[nodiscard]] std::vector<SummarySpan> query(std::size_t slot, FrameNumber first, FrameNumber end, std::size_t width) const;

    /// All memory of it.
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    /// Of chunks [begin, end), by the largest nodes that fit.
    [[nodiscard]] Summary summary_of(std::size_t slot, std::size_t begin, std::size_t end) const noexcept;
    [[nodiscard]] FrameNumber first_frame_of(std::size_t chunk) const noexcept {
        return chunk == 0 ? first_frame_ : (first_frame_ / kChunkFrames + chunk) * kChunkFrames;
    }

    using Node = std::unique_ptr<Summary[]>;  ///< one summary per slot
    std::size_t slots_;
    FrameNumber first_frame_;
    std::vector<std::vector<Node>> levels_;   ///< level 0: chunks; a node above exists when its kFactor nodes below do
};

}  // namespace slotscope
