// SPDX-License-Identifier: MIT
// Conditions as people choose them: the kinds by their titles, and conditions about what is selected, named so that they
// find it again in a changed program.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/ui_state.h"
#include "slotscope/session.h"

namespace slotscope::gui {

enum class FormTarget : std::uint8_t { Slot, AnySlot, Step, Cell, Element, Fault, FaultKind, Frame, Expression };

struct ConditionForm {
    std::string_view title;  ///< "Rises through a level"
    std::string_view help;   ///< a sentence
    ConditionKind kind;
    FormTarget target = FormTarget::Slot;
    NotFinite not_finite = NotFinite::Either;
    Crossing crossing = Crossing::Either;
    bool is_before = false;
    bool starts_group = false;  ///< a line above it in the menu
};
[[nodiscard]] std::span<const ConditionForm> condition_forms();
/// The form that a condition has.
[[nodiscard]] const ConditionForm& form_of(const Condition& condition);

// Conditions about one thing of the open program. Preconditions: it has that row.
[[nodiscard]] Condition slot_condition(ConditionKind kind, const Session& session, SlotIndex slot);
/// By name where that is the step's own and no other's.
[[nodiscard]] Condition step_condition(const Session& session, StepIndex step, bool is_before);
[[nodiscard]] Condition cell_condition(const Session& session, CellIndex cell, std::optional<std::uint32_t> element);

/// The text of a condition of that form: about what `before` is about, with its numbers, where that fits; else about what is
/// selected, or the first thing of that kind. With names of things that the program lacks where it has none of the kind.
[[nodiscard]] std::string text_of_form(const ConditionForm& form, const Condition* before, const Session& session,
                                       const Selection& selection);

}  // namespace slotscope::gui
