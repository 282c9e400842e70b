// SPDX-License-Identifier: MIT
// What the timeline draws, as numbers: the span that it shows, ticks at 1-2-5 distances, marks merged per pixel, groups of
// schedule steps. Costs pixels, never frames or marks: what is drawn is found by bisection. No ImGui.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

/// Frames that the bar spans: 0 .. `last`, where `last` grows in steps so that marks stand still for a while as it plays.
[[nodiscard]] FrameNumber timeline_last(FrameNumber newest);

/// The frames between the two ends of the bar; fractions, so that zooming and panning are smooth.
struct TimelineSpan {
    double first = 0;
    double last = 50;

    [[nodiscard]] double length() const noexcept { return last - first; }
    friend bool operator==(const TimelineSpan&, const TimelineSpan&) = default;
};
[[nodiscard]] TimelineSpan whole_span(FrameNumber newest);
/// Pixels from the left end. Precondition of both: span.length() > 0.
[[nodiscard]] double x_of(const TimelineSpan& span, double frame, double width);
/// The frame nearest to a place on the bar, at least 0.
[[nodiscard]] FrameNumber frame_at(const TimelineSpan& span, double x, double width);
/// `factor` times as many frames, with the place `x` where it is. Not less than kFewestFrames, not more than the whole.
inline constexpr double kFewestFrames = 8;
[[nodiscard]] TimelineSpan zoomed(const TimelineSpan& span, double factor, double x, double width, FrameNumber newest);
/// Moved by so many frames, as far as the whole reaches.
[[nodiscard]] TimelineSpan panned(const TimelineSpan& span, double frames, FrameNumber newest);
/// Moved, by as little as leaves some room, so that it shows the frame; the same when it does so already.
[[nodiscard]] TimelineSpan revealing(const TimelineSpan& span, FrameNumber frame, FrameNumber newest);

struct TimelineTick {
    FrameNumber frame = 0;
    bool is_major = false;  ///< has a label
};
/// The smallest distance of the form 1, 2 or 5 times a power of ten with at least `min_gap` pixels between ticks.
[[nodiscard]] FrameNumber tick_distance(double frames, double width, double min_gap);
/// Ticks of the span over `width` pixels: major ones at least `min_label_gap` apart, minor ones at fifths or halves of
/// that, as far as they are 4 pixels apart. None when the width is not positive.
[[nodiscard]] std::vector<TimelineTick> timeline_ticks(const TimelineSpan& span, double width, double min_label_gap);

/// What lies on one pixel column.
struct TimelineMark {
    double x = 0;  ///< pixels from the left end
    std::uint64_t count = 0;
    std::size_t first = 0;  ///< index of the first of them
    friend bool operator==(const TimelineMark&, const TimelineMark&) = default;
};
/// One mark per pixel column that has any of `count` things, whose frames `frame_of(index)` never fall.
/// O(columns with marks * log count).
template <class FrameOf>
[[nodiscard]] std::vector<TimelineMark> merged_marks(std::size_t count, FrameOf&& frame_of, const TimelineSpan& span,
                                                     double width) {
    std::vector<TimelineMark> marks;
    if (!(width > 0) || !(span.length() > 0)) return marks;
    // The first index from `from` on whose column is at least `column`.
    const auto first_at = [&](std::size_t from, double column) {
        std::size_t low = from, high = count;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (std::floor(x_of(span, static_cast<double>(frame_of(middle)), width)) < column) low = middle + 1;
            else high = middle;
        }
        return low;
    };
    std::size_t at = first_at(0, 0);
    while (at < count) {
        const double column = std::floor(x_of(span, static_cast<double>(frame_of(at)), width));
        if (column > width) break;
        const std::size_t next = first_at(at + 1, column + 1);
        marks.push_back({column, next - at, at});
        at = next;
    }
    return marks;
}
[[nodiscard]] std::vector<TimelineMark> frame_marks(std::span<const FrameNumber> frames, const TimelineSpan& span,
                                                    double width);
/// The mark nearest to `x`, when it is at most `reach` pixels away; else null.
[[nodiscard]] const TimelineMark* nearest_mark(std::span<const TimelineMark> marks, double x, double reach);

/// Frames of the inputs that the timeline marks, ascending.
struct InputMarks {
    std::vector<FrameNumber> edits, swaps;
};
[[nodiscard]] InputMarks input_marks(const InputLog& log);

/// "38.2 of 512 MiB", "15 KiB of 512 MiB".
[[nodiscard]] std::string budget_words(const HistoryUse& use);
/// What can be chosen for the history's budget, ascending, in bytes.
inline constexpr std::size_t kHistoryBudgets[] = {
    std::size_t{16} << 20,   std::size_t{64} << 20,   std::size_t{256} << 20, std::size_t{512} << 20,
    std::size_t{1024} << 20, std::size_t{2048} << 20, std::size_t{4096} << 20};

/// A run of schedule steps that share a tick.
struct StepGroup {
    StepIndex first = 0;
    StepIndex count = 0;
    StepState state = StepState::NotRun;  ///< Faulted, then Next, win; else that of its last step
};
/// All steps in as many equal groups as fit with `min_width` pixels each.
[[nodiscard]] std::vector<StepGroup> step_groups(const Session& session, double width, double min_width);

/// "0.5 ms", "2133.3 ms", "12.50 s", "3 min 07.5 s".
[[nodiscard]] std::string time_words(double ms);

}  // namespace slotscope::gui
