// SPDX-License-Identifier: MIT
#include "panels/slot_card.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/slot_facts.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/plot.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {

Glyph status_glyph(const Session& session, SlotIndex slot) {
    if (session.values().status(slot) == WriteStatus::Same) return Glyph::Equal;
    switch (direction(session, slot)) {
        case Direction::Up: return Glyph::Up;
        case Direction::Down: return Glyph::Down;
        case Direction::Other: return Glyph::Diamond;
        case Direction::None: break;
    }
    return Glyph::None;
}

Tone status_tone(WriteStatus status) {
    switch (status) {
        case WriteStatus::Changed: return Tone::Changed;
        case WriteStatus::Same: return Tone::Text;
        case WriteStatus::Stale: return Tone::Stale;
        case WriteStatus::Never: break;
    }
    return Tone::Never;
}

std::string shortened_digits(const std::string& digits, std::size_t room) {
    if (digits.size() <= room) return digits;
    return digits.substr(0, room) + "… (" + std::to_string(digits.size()) + " characters)";
}

void slot_card(const Session& session, SlotIndex slot) {
    constexpr std::size_t kFrames = 128, kDigits = 40;
    const SlotMeta& meta = session.slots()[slot];
    const bool is_object = meta.storage == Storage::Object;
    text_mono(std::to_string(meta.slot), Tone::Dim);
    ImGui::SameLine();
    text_bold(session.slot_names()[slot]);
    ImGui::SameLine();
    tag(storage_name(meta.storage));
    ImGui::Dummy({0, grid(0.5F)});
    const Facts facts(4);
    ImGui::PushTextWrapPos(em(28));
    if (is_object) {
        constexpr std::size_t kObjectBytes = 400;
        text_mono(exact_line(session.values().value_at(slot), kObjectBytes));
    } else {
        const double number = session.values().number_at(slot);
        facts.mono("Value", value_shortest(session, slot));
        if (std::isfinite(number)) facts.mono("Exact", shortened_digits(format_exact(number), kDigits), Tone::Dim);
        facts.mono("Hex", std::isfinite(number) ? format_hex_float(number) : bit_fields(meta.storage, number).hex,
                   Tone::Dim);
    }
    ImGui::PopTextWrapPos();
    const std::vector<double> recent = recent_values(session, slot, kFrames);
    if (recent.size() > 1 && plot_range(recent).has_value) {
        ImGui::Dummy({0, grid(0.5F)});
        sparkline(recent, em(20));
    }
    ImGui::Dummy({0, grid(0.5F)});
    text_wrapped(status_sentence(session, slot), Tone::Dim, em(28));
}

void slot_hover_card(const Session& session, SlotIndex slot) {
    if (HoverCard card; card) slot_card(session, slot);
}

void step_link(const View& view, StepIndex step, Outbox& out) {
    if (link(step_reference(view.session, step), Tone::Accent, fonts().mono, "step " + std::to_string(step)))
        out.push(SelectStep{step});
    tooltip(step_detail(view.session.program(), step));
}

void slot_link(const View& view, SlotIndex slot, Outbox& out) {
    const SlotId id = view.session.slots()[slot].slot;
    if (link(slot_reference(view.session, slot), Tone::Accent, fonts().mono, "slot " + std::to_string(id)))
        out.push(SelectSlot{id});
    slot_hover_card(view.session, slot);
}

}  // namespace slotscope::gui
