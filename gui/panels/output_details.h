// SPDX-License-Identifier: MIT
// One element of the picture in words: its hover card, its menu, and the list of what is behind it, for the output panel.
#pragma once

#include "model/outbox.h"
#include "model/output_model.h"
#include "model/view.h"

namespace slotscope::gui {

/// Selects the attribute's slot, and in its buffer what belongs to the element.
[[nodiscard]] SelectSlot selection_of(const OutputPass& pass, const OutputAttribute& attribute, std::uint32_t index);

/// A tooltip of the element: index, pass, and for each property its value, slot and place.
void output_card(const View& view, const OutputFrame& frame, const OutputHit& hit);
/// Menu items that select the slots behind it, and the step that assembled the pass.
void output_menu(const View& view, const OutputFrame& frame, const OutputHit& hit, Outbox& out);

[[nodiscard]] float output_details_height(const OutputFrame& frame, const OutputHit& hit);
/// The same as the card, with links.
void draw_output_details(const View& view, const OutputFrame& frame, const OutputHit& hit, Outbox& out);

}  // namespace slotscope::gui
