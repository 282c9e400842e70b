// SPDX-License-Identifier: MIT
// Which frames a view of the recording shows: all of them, or a part that a person zoomed to, which follows the cursor.
#pragma once

#include <optional>

#include "model/timeline_model.h"

namespace slotscope::gui {

class TimelineZoom {
public:
    /// The span of this frame of the interface. `may_follow`: moves, as little as leaves room, to where the cursor went.
    [[nodiscard]] TimelineSpan update(FrameNumber newest, FrameNumber cursor, bool may_follow) {
        if (part_ && part_->last > whole_span(newest).last) part_.reset();  // another program, or another branch
        if (part_ && may_follow && cursor != cursor_seen_) part_ = revealing(*part_, cursor, newest);
        cursor_seen_ = cursor;
        return part_.value_or(whole_span(newest));
    }
    /// `clicks` of the wheel, away from the person zooming in, at `x` of `width` pixels.
    void zoom(double clicks, double x, double width, FrameNumber newest) {
        const TimelineSpan next = zoomed(part_.value_or(whole_span(newest)), std::pow(0.8, clicks), x, width, newest);
        part_ = next == whole_span(newest) ? std::nullopt : std::optional(next);
    }
    /// The same around a frame, or around the middle where the frame is not shown.
    void zoom_at_frame(double clicks, FrameNumber frame, double width, FrameNumber newest) {
        const TimelineSpan span = part_.value_or(whole_span(newest));
        const double x = x_of(span, static_cast<double>(frame), width);
        zoom(clicks, x >= 0 && x <= width ? x : width * 0.5, width, newest);
    }
    /// By so many pixels of `width`.
    void pan(double pixels, double width, FrameNumber newest) {
        if (part_ && width > 0) part_ = panned(*part_, pixels / width * part_->length(), newest);
    }
    [[nodiscard]] bool is_zoomed() const noexcept { return part_.has_value(); }
    void show_all() noexcept { part_.reset(); }

private:
    std::optional<TimelineSpan> part_;  ///< nullopt: the whole recording, which grows
    FrameNumber cursor_seen_ = 0;
};

}  // namespace slotscope::gui
