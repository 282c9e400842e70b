// SPDX-License-Identifier: MIT
// What the mouse wheel and the keys do to a view of frames: the same in the timeline, the raster and the plot of a slot.
#pragma once

#include "model/timeline_zoom.h"
#include "model/ui_action.h"

namespace slotscope::gui {

/// Zooms at the mouse; with Shift, or sideways, pans. `left`, `width`: of the frames, pixels of the screen.
void take_frame_wheel(TimelineZoom& zoom, float left, float width, FrameNumber newest);

/// Fewer, more or all frames, around the cursor. Nothing for what is about rows.
void zoom_frames(TimelineZoom& zoom, FrameZoom what, FrameNumber cursor, double width, FrameNumber newest);

}  // namespace slotscope::gui
