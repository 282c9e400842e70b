// SPDX-License-Identifier: MIT
#include "model/frame_steps.h"

#include <algorithm>
#include <cmath>

namespace slotscope::gui {

FrameSteps frame_steps(const TimelineSpan& span, double width, double min_pixels) {
    FrameSteps steps;
    if (!(width > 0) || !(min_pixels > 0) || !(span.length() > 0)) return steps;
    const double frame_pixels = width / span.length();
    while (static_cast<double>(steps.length) * frame_pixels < min_pixels && steps.length < FrameNumber{1} << 40)
        steps.length *= 2;
    const auto first = static_cast<FrameNumber>(std::floor(std::max(0.0, span.first + 0.5)));
    const auto last = static_cast<FrameNumber>(std::floor(std::max(0.0, span.last + 0.5)));
    steps.first = first / steps.length * steps.length;
    steps.count = static_cast<std::size_t>((last - steps.first) / steps.length + 1);
    return steps;
}

std::size_t step_at(const FrameSteps& steps, FrameNumber frame) {
    if (steps.count == 0 || frame < steps.first || frame > steps.last()) return steps.count;
    return static_cast<std::size_t>((frame - steps.first) / steps.length);
}

void request_values(const Session& session, Outbox& out, ValueViewer viewer, std::vector<SlotId> slots,
                    const FrameSteps& steps) {
    if (steps.count == 0) return;
    std::ranges::sort(slots);  // as the session keeps them
    ValueRequest request{viewer, std::move(slots), steps.first, steps.last(), steps.count};
    if (session.slot_history().requested(viewer) == request) return;
    out.push(RequestValues{std::move(request)});
}

}  // namespace slotscope::gui
