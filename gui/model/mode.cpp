// SPDX-License-Identifier: MIT
#include "model/mode.h"

#include <algorithm>

#include "model/places.h"
#include "model/slot_facts.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

bool changes_values(const Edit& edit) {
    return std::holds_alternative<SlotEdit>(edit.what) || std::holds_alternative<StateEdit>(edit.what) ||
           std::holds_alternative<ConstantEdit>(edit.what);
}

/// Edits of the frame under the cursor that are done there. Those between it and the next frame are seen only at the end
/// of the recording.
bool has_edit_here(const Session& session) {
    const auto& edits = session.history().log().edits;
    const Cursor at = session.cursor();
    auto edit = std::ranges::lower_bound(edits, at.frame, {}, &Edit::frame);
    for (; edit != edits.end() && edit->frame == at.frame; ++edit) {
        if (!changes_values(*edit)) continue;
        if (edit->step == kFrameEnd ? session.is_live() && !session.is_in_frame() : edit->step <= at.step) return true;
    }
    return false;
}

}  // namespace

Mode mode_of(const Session& session) { return session.is_live() ? Mode::Live : Mode::Replay; }

Wholeness wholeness_of(const Session& session) {
    if (session.current_fault()) return Wholeness::Faulted;
    return has_edit_here(session) ? Wholeness::Edited : Wholeness::Whole;
}

std::string mode_sentence(const Session& session) {
    if (mode_of(session) == Mode::Live) return "This is the newest frame: what runs next is new.";
    return "Frame " + grouped(session.cursor().frame) + " of " + grouped(session.newest_frame()) +
           ", run again from the recording. Click to go to the newest frame.";
}

std::string wholeness_sentence(const Session& session) {
    switch (wholeness_of(session)) {
        case Wholeness::Faulted: return session.current_fault()->message;
        case Wholeness::Edited:
            return session.can_undo_edit() ? "A value was set by hand here. Ctrl+Z takes it back."
                                           : "A value was set by hand in this frame.";
        case Wholeness::Whole: break;
    }
    return {};
}

std::string edit_sentence(const Session& session, const Action& action) {
    constexpr std::size_t kMaxValue = 40;  // characters: it stands within a sentence
    const std::string where = " in " + place_words(place_of(session)) + ".";
    if (const auto* edit = std::get_if<EditSlot>(&action)) {
        const SlotIndex slot = session.slots().find(edit->slot);
        return "Slot " + slot_reference(session, slot) + " set to " +
               format_value(session.values().value_at(slot), kMaxValue) + where;
    }
    if (const auto* edit = std::get_if<EditState>(&action))
        return std::string(storage_name(edit->storage)) + "[" + std::to_string(edit->element) +
               "] of the state set to " + format_shortest(session.state().at(edit->storage, edit->element)) + where;
    if (const auto* edit = std::get_if<EditConstant>(&action))
        return "Constant " + std::to_string(edit->row) + " of its pool set to " + format_value(edit->value, kMaxValue) +
               " from the next frame on.";
    return {};
}

}  // namespace slotscope::gui
