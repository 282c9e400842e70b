// SPDX-License-Identifier: MIT
// The lower part of the schedule: one step with every slot that it reads and writes and every cell that it touches.
#pragma once

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

/// Fills what is left of the window. Precondition: step < steps of the program.
void draw_step_details(StepIndex step, const View& view, Outbox& out);

/// The state of a step as a mark: done, next, faulted, skipped, not run.
void draw_step_state(StepState state);

/// Hover card of the last item for a slot that may not exist.
void slot_id_card(const Session& session, SlotId slot);

}  // namespace slotscope::gui
