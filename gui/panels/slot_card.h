// SPDX-License-Identifier: MIT
// Small pieces about one slot that several panels show: its status glyph, its hover card, links to slots and steps.
#pragma once

#include "model/outbox.h"
#include "model/view.h"
#include "widgets/glyphs.h"

namespace slotscope::gui {

/// ▲, ▼ or ◆ for a slot that changed in this frame, = for one written with the same value; None for the rest.
[[nodiscard]] Glyph status_glyph(const Session& session, SlotIndex slot);
[[nodiscard]] Tone status_tone(WriteStatus status);

/// What a hover card says of a slot: name, digits, recent frames, status. Call inside an open tooltip.
void slot_card(const Session& session, SlotIndex slot);
/// Shows `slot_card` for the last item when it is hovered.
void slot_hover_card(const Session& session, SlotIndex slot);

/// "7 mix" as a link that selects the step; its probe label is "step 7".
void step_link(const View& view, StepIndex step, Outbox& out);
/// "12 delay.out" as a link that selects the slot; its probe label is "slot 12".
void slot_link(const View& view, SlotIndex slot, Outbox& out);

/// `digits` when short, else their beginning and how many there are.
[[nodiscard]] std::string shortened_digits(const std::string& digits, std::size_t room);

}  // namespace slotscope::gui
