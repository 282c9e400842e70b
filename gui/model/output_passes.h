// SPDX-License-Identifier: MIT
// Reads the passes of a render frame, and sets of projected instances, for output_model.
#pragma once

#include "model/output_model.h"

namespace slotscope::gui {

/// Appends the passes of a render frame in a slot, what they show and what is to be said of them. `step` assembled it, or
/// kNoStep.
void read_render_frame(const Session& session, const Value& value, StepIndex step, OutputFrame& out);
/// Appends one pass with the instances that an Instances3DProjectTo2D step wrote into a slot.
void read_screen_instances(const Value& value, SlotId slot, StepIndex step, OutputFrame& out);

}  // namespace slotscope::gui
