// SPDX-License-Identifier: MIT
#include "model/condition_forms.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "slotscope/assert.h"

namespace slotscope::gui {
namespace {

using Kind = ConditionKind;
using Target = FormTarget;

constexpr std::array<ConditionForm, 26> kForms{{
    {"Expression", "Neither 0 nor NaN, for example: mix.sum > 3 && prev(mix.sum) <= 3.", Kind::Expression,
     Target::Expression},
    {"Slot changes", "It is written with another value.", Kind::Change, Target::Slot, NotFinite::Either,
     Crossing::Either, false, true},
    {"Slot is written", "It is written, also with the same value.", Kind::Write},
    {"Crosses a level", "Its value passes the level, up or down.", Kind::Crossed},
    {"Rises through a level", "Its value passes the level upward.", Kind::Crossed, Target::Slot, NotFinite::Either,
     Crossing::Rises},
    {"Falls through a level", "Its value passes the level downward.", Kind::Crossed, Target::Slot, NotFinite::Either,
     Crossing::Falls},
    {"Moves by more than", "Its value differs from the previous frame's by more than that.", Kind::Moved},
    {"Becomes NaN or infinite", "A write changes it to NaN or to an infinity.", Kind::NotFinite},
    {"Becomes NaN", "A write changes it to NaN.", Kind::NotFinite, Target::Slot, NotFinite::Nan},
    {"Becomes infinite", "A write changes it to an infinity.", Kind::NotFinite, Target::Slot, NotFinite::Infinity},
    {"Any slot becomes NaN or infinite", "A write changes some slot to NaN or to an infinity.", Kind::NotFinite,
     Target::AnySlot},
    {"Slot is stale", "A frame ends in which it was not written.", Kind::Stale, Target::Slot, NotFinite::Either,
     Crossing::Either, false, true},
    {"Slot was never written", "A frame ends and it has not been written yet.", Kind::Never},
    {"Slot is read before a write", "A step is about to read it, and no step has written it yet.", Kind::UnsetRead},
    {"Any slot is read before a write", "A step is about to read a slot that no step has written yet.", Kind::UnsetRead,
     Target::AnySlot},
    {"Unchanged for frames", "So many frames since its last change.", Kind::Unchanged},
    {"Not written for frames", "So many frames since its last write.", Kind::Unwritten},
    {"Alternates for frames", "It goes up and down in turn for so many frames.", Kind::Alternates},
    {"Period changes", "Its turns upward come so many frames nearer or farther apart.", Kind::Period},
    {"State cell changes", "Some element of it gets another value.", Kind::Cell, Target::Cell, NotFinite::Either,
     Crossing::Either, false, true},
    {"State elements change", "An element of the range gets another value: [3] or [3..8].", Kind::Cell,
     Target::Element},
    {"After a step", "The step has run.", Kind::Step, Target::Step, NotFinite::Either, Crossing::Either, false, true},
    {"Before a step", "The step is about to run.", Kind::Step, Target::Step, NotFinite::Either, Crossing::Either, true},
    {"Any fault", "A step fails.", Kind::Fault, Target::Fault},
    {"Fault of a kind", "A step fails in that way.", Kind::Fault, Target::FaultKind},
    {"Frame", "That frame ends.", Kind::Frame, Target::Frame},
}};

std::string slot_text(const Session& session, SlotIndex slot) {
    constexpr std::string_view kWord = "write ";
    return slot_condition(Kind::Write, session, slot).to_text().substr(kWord.size());
}

SlotIndex wanted_slot(const Session& session, const Selection& selection) {
    if (!session.has_program() || session.slots().size() == 0) return kNoSlotIndex;
    const SlotIndex selected = selection.slot ? session.slots().find(*selection.slot) : kNoSlotIndex;
    return selected == kNoSlotIndex ? 0 : selected;
}

bool is_of_slot(const Condition& condition) {
    switch (condition.kind) {
        case Kind::Cell:
        case Kind::Step:
        case Kind::Fault:
        case Kind::Frame:
        case Kind::Expression: return false;
        default: return !condition.target.is_empty();
    }
}

/// A level that makes sense: the one that was there, else the slot's present value.
double wanted_amount(const Condition* before, const Session& session, SlotIndex slot, Kind kind) {
    if (before != nullptr && before->kind == kind) return before->amount;
    constexpr double kDistance = 0.1;
    if (kind == Kind::Moved) return kDistance;
    if (slot == kNoSlotIndex || session.slots()[slot].storage == Storage::Object) return 0;
    const double value = session.values().number_at(slot);
    return std::isfinite(value) ? value : 0;
}

void choose_slot(Condition& condition, const Condition* before, const Session& session, const Selection& selection) {
    SlotIndex slot = wanted_slot(session, selection);
    if (before != nullptr && is_of_slot(*before)) {
        condition.target = before->target;
        if (session.has_program())
            if (const auto found = session.symbols().find_slot(before->target)) slot = *found;
    } else if (slot != kNoSlotIndex) {
        condition.target = session.symbols().slot_reference(slot);
    } else {
        condition.target = {"slot", {}};
    }
    const std::uint64_t usual = condition.kind == Kind::Period ? 2 : 10;  // sampling alone makes a period differ by one
    if (condition.kind == Kind::Unchanged || condition.kind == Kind::Unwritten || condition.kind == Kind::Alternates ||
        condition.kind == Kind::Period)
        condition.frames =
            before != nullptr && before->kind != Kind::Frame && before->frames > 0 ? before->frames : usual;
    if (condition.kind == Kind::Crossed || condition.kind == Kind::Moved)
        condition.amount = wanted_amount(before, session, slot, condition.kind);
}

void choose_cell(Condition& condition, bool has_range, const Condition* before, const Session& session,
                 const Selection& selection) {
    const bool is_same = before != nullptr && before->kind == Kind::Cell;
    if (is_same) {
        condition.target = before->target;
    } else if (session.has_program() && !session.program().state_layout.cells.empty()) {
        const auto count = session.program().state_layout.cells.size();
        const CellIndex cell = selection.cell && *selection.cell < count ? *selection.cell : CellIndex{0};
        condition.target = session.symbols().cell_reference(cell);
    } else {
        condition.target = {"cell", {}};
    }
    if (!has_range) return;
    const std::uint32_t element = selection.element.value_or(0);
    condition.elements = is_same && before->elements ? *before->elements : ElementRange{element, element};
}

}  // namespace

std::span<const ConditionForm> condition_forms() { return kForms; }

const ConditionForm& form_of(const Condition& condition) {
    const auto fits = [&](const ConditionForm& form) {
        if (form.kind != condition.kind || form.is_before != condition.is_before) return false;
        switch (form.kind) {
            case Kind::UnsetRead: return (form.target == Target::AnySlot) == condition.target.is_empty();
            case Kind::NotFinite:
                if (form.target == Target::AnySlot) return condition.target.is_empty();
                return !condition.target.is_empty() && form.not_finite == condition.not_finite;
            case Kind::Crossed: return form.crossing == condition.crossing;
            case Kind::Cell: return (form.target == Target::Element) == condition.elements.has_value();
            case Kind::Fault: return (form.target == Target::FaultKind) == condition.fault.has_value();
            default: return true;
        }
    };
    const auto found = std::ranges::find_if(kForms, fits);
    SLOTSCOPE_ASSERT(found != kForms.end(), "every condition has a form");
    return *found;
}

Condition slot_condition(ConditionKind kind, const Session& session, SlotIndex slot) {
    Condition condition;
    condition.kind = kind;
    condition.target = session.symbols().slot_reference(slot);
    return condition;
}

Condition step_condition(const Session& session, StepIndex step, bool is_before) {
    Condition condition;
    condition.kind = Kind::Step;
    condition.is_before = is_before;
    const std::string& name = session.step_names()[step];
    const bool is_named = name != "step " + std::to_string(step) && session.symbols().find_step({name, {}}).has_value();
    if (is_named) condition.target = {name, {}};
    else condition.target = {{}, step};
    return condition;
}

Condition cell_condition(const Session& session, CellIndex cell, std::optional<std::uint32_t> element) {
    Condition condition;
    condition.kind = Kind::Cell;
    condition.target = session.symbols().cell_reference(cell);
    if (element) condition.elements = ElementRange{*element, *element};
    return condition;
}

std::string text_of_form(const ConditionForm& form, const Condition* before, const Session& session,
                         const Selection& selection) {
    Condition condition;
    condition.kind = form.kind;
    condition.not_finite = form.not_finite;
    condition.crossing = form.crossing;
    condition.is_before = form.is_before;
    switch (form.target) {
        case Target::Slot: choose_slot(condition, before, session, selection); break;
        case Target::AnySlot:
        case Target::Fault: break;
        case Target::FaultKind: condition.fault = FaultKind::SecondWrite; break;
        case Target::Cell: choose_cell(condition, false, before, session, selection); break;
        case Target::Element: choose_cell(condition, true, before, session, selection); break;
        case Target::Step: {
            const bool has_steps = session.has_program() && !session.program().steps.empty();
            const auto count = has_steps ? session.program().steps.size() : 0;
            const StepIndex step = selection.step && *selection.step < count ? *selection.step : StepIndex{0};
            if (before != nullptr && before->kind == Kind::Step) condition.target = before->target;
            else if (has_steps) condition.target = step_condition(session, step, false).target;
            else condition.target = {{}, std::uint64_t{0}};
            break;
        }
        case Target::Frame: condition.frames = session.has_program() ? session.cursor().frame : 0; break;
        case Target::Expression: {
            const SlotIndex slot = wanted_slot(session, selection);
            return slot == kNoSlotIndex ? std::string("frame % 60 == 0") : slot_text(session, slot) + " > 0";
        }
    }
    return condition.to_text();
}

}  // namespace slotscope::gui
