// SPDX-License-Identifier: MIT
// How a span of frames is cut into steps of equal length for rasters and plots, and what is asked of the session for it.
#pragma once

#include <vector>

#include "model/outbox.h"
#include "model/timeline_model.h"

namespace slotscope::gui {

/// Steps of `length` frames each: a power of two, and all begin at multiples of it, so that they stand still while the span
/// moves or the recording grows.
struct FrameSteps {
    FrameNumber first = 0;  ///< of the first step
    FrameNumber length = 1;
    std::size_t count = 0;

    /// Of the last step.
    [[nodiscard]] FrameNumber last() const noexcept { return first + length * count - 1; }
    friend bool operator==(const FrameSteps&, const FrameSteps&) = default;
};

/// The steps that a span shows on `width` pixels, each at least `min_pixels` wide and not much more than twice that. A frame
/// lies around its number: from half a frame before it to half a frame after it. None without width.
[[nodiscard]] FrameSteps frame_steps(const TimelineSpan& span, double width, double min_pixels);

/// The step that has this frame; count when none has.
[[nodiscard]] std::size_t step_at(const FrameSteps& steps, FrameNumber frame);

/// Asks for the values of these slots in these steps, unless that was the viewer's last request already.
void request_values(const Session& session, Outbox& out, ValueViewer viewer, std::vector<SlotId> slots,
                    const FrameSteps& steps);

}  // namespace slotscope::gui
