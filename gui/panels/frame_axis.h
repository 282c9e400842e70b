// SPDX-License-Identifier: MIT
// What views of frames have in common, the timeline, the raster and the plot of a slot: what the mouse wheel and the keys do
// to them, and how far apart the numbers on their rulers are.
#pragma once

#include "model/timeline_model.h"
#include "model/timeline_zoom.h"
#include "model/ui_action.h"

namespace slotscope::gui {

/// Zooms at the mouse; with Shift, or sideways, pans. `left`, `width`: of the frames, pixels of the screen.
void take_frame_wheel(TimelineZoom& zoom, float left, float width, FrameNumber newest);

/// Fewer, more or all frames, around the cursor. Nothing for what is about rows.
void zoom_frames(TimelineZoom& zoom, FrameZoom what, FrameNumber cursor, double width, FrameNumber newest);

/// Pixels from one numbered frame of a ruler to the next, so that the numbers do not touch, nor do the last two where the
/// last one is moved in from the edge by half its width.
[[nodiscard]] double frame_label_gap(const TimelineSpan& span);

}  // namespace slotscope::gui
