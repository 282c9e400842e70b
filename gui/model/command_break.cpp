// SPDX-License-Identifier: MIT
#include "model/command_break.h"

#include <algorithm>
#include <cmath>

#include "model/breakpoint_marks.h"
#include "model/cell_rows.h"
#include "model/command_time.h"
#include "model/command_watch.h"
#include "model/condition_forms.h"
#include "model/hit_rows.h"
#include "slotscope/assert.h"

namespace slotscope::gui {
namespace {

using Wanted = std::variant<Condition, Reason>;

Wanted step_of_selection(const View& view, bool is_before) {
    if (!view.session.has_program()) return no_program();
    const std::optional<StepIndex>& step = view.ui.selection().step;
    if (!step) return Reason{"No step is selected."};
    if (*step >= view.session.program().steps.size()) return Reason{"The selected step is not in this program."};
    return step_condition(view.session, *step, is_before);
}

Wanted cell_of_selection(const View& view) {
    const Session& session = view.session;
    if (!session.has_program()) return no_program();
    const std::optional<CellIndex>& index = view.ui.selection().cell;
    const auto& cells = session.program().state_layout.cells;
    if (!index) return Reason{"No state cell is selected."};
    if (*index >= cells.size()) return Reason{"The selected state cell is not in this program."};
    if (!has_element(cells[*index], session.state(), 0)) return Reason{"The selected state cell has no elements."};
    std::optional<std::uint32_t> element = view.ui.selection().element;
    if (cells[*index].size == 1 || (element && !has_element(cells[*index], session.state(), *element))) element.reset();
    return cell_condition(session, *index, element);
}

Wanted slot_of_selection(const View& view, ConditionKind kind) {
    const auto slot = selected_slot(view);
    if (const auto* reason = std::get_if<Reason>(&slot)) return *reason;
    const SlotIndex index = std::get<SlotIndex>(slot);
    Condition condition = slot_condition(kind, view.session, index);
    if (kind != ConditionKind::Crossed) return condition;
    if (view.session.slots()[index].storage == Storage::Object) return Reason{"The selected slot holds no number."};
    condition.amount = view.session.values().number_at(index);
    if (!std::isfinite(condition.amount))
        return Reason{"The selected slot's present value is no number that could be crossed."};
    return condition;
}

Wanted change_of_selection(const View& view) {
    if (view.ui.selection().focus == Focus::Watch) return change_of_watch(view);
    return view.ui.selection().focus == Focus::Cell ? cell_of_selection(view)
                                                    : slot_of_selection(view, ConditionKind::Change);
}

Resolved add(const Wanted& wanted) {
    if (const auto* reason = std::get_if<Reason>(&wanted)) return *reason;
    Breakpoint breakpoint;
    breakpoint.condition = std::get<Condition>(wanted);
    return Action{AddBreakpoint{std::move(breakpoint)}};
}

/// Sets it, or where there is just that one, takes it away.
Resolved toggle_exact(const View& view, const Wanted& wanted) {
    if (const auto* reason = std::get_if<Reason>(&wanted)) return *reason;
    const std::string text = std::get<Condition>(wanted).to_text();
    const BreakpointSet& breakpoints = view.session.breakpoints();
    for (std::size_t i = breakpoints.size(); i-- > 0;)
        if (breakpoints[i].condition.to_text() == text) return Action{slotscope::RemoveBreakpoint{breakpoints[i].id}};
    return add(wanted);
}

Resolved find(const View& view, const Wanted& wanted) {
    if (const auto* reason = std::get_if<Reason>(&wanted)) return *reason;
    if (view.session.newest_frame() == 0) return Reason{"Nothing is recorded yet."};
    return Action{FindHits{std::get<Condition>(wanted), std::nullopt}};
}

Condition any_unset_read() {
    Condition any;
    any.kind = ConditionKind::UnsetRead;
    return any;
}

bool is_about_element(const Condition& condition, const Selection& selection) {
    if (!selection.element || !condition.elements) return !selection.element || !condition.elements;
    return condition.elements->first <= *selection.element && *selection.element <= condition.elements->last;
}

Resolved toggle(const View& view) {
    if (view.ui.selection().focus == Focus::Breakpoint) {
        const auto ids = breakpoints_of_selection(view);
        if (ids.empty()) return Reason{"The selected breakpoint is gone."};
        return Action{slotscope::RemoveBreakpoint{ids.back()}};
    }
    const Wanted wanted = condition_of_selection(view);
    if (const auto* reason = std::get_if<Reason>(&wanted)) return *reason;
    const auto ids = breakpoints_of_selection(view);
    if (!ids.empty()) return Action{slotscope::RemoveBreakpoint{ids.back()}};
    return add(wanted);
}

Reason none_selected(const View& view) {
    const bool has_any = view.session.breakpoints().size() > 0;
    return Reason{has_any ? "What is selected has no breakpoint."
                          : "There is no breakpoint. F9 sets one on what is selected."};
}

Resolved enable(const View& view) {
    const auto ids = breakpoints_of_selection(view);
    if (ids.empty()) return none_selected(view);
    const BreakpointSet& breakpoints = view.session.breakpoints();
    const bool is_on = std::ranges::any_of(ids, [&](BreakpointId id) { return breakpoints.find(id)->is_enabled; });
    if (ids.size() == 1) return Action{slotscope::EnableBreakpoint{ids.front(), !is_on}};
    BreakpointSet changed = breakpoints;
    for (const BreakpointId id : ids) changed.set_enabled(id, !is_on);
    return Action{SetBreakpoints{std::move(changed)}};
}

Resolved enable_all(const View& view) {
    const BreakpointSet& breakpoints = view.session.breakpoints();
    if (breakpoints.size() == 0) return none_selected(view);
    bool is_on = false;
    for (std::size_t i = 0; i < breakpoints.size() && !is_on; ++i) is_on = breakpoints[i].is_enabled;
    return Action{slotscope::EnableAllBreakpoints{!is_on}};
}

Resolved new_breakpoint(const View& view) {
    if (!view.session.has_program()) return no_program();
    const Wanted wanted = condition_of_selection(view);
    const auto* condition = std::get_if<Condition>(&wanted);
    return UiAction{OpenBreakpointEditor{std::nullopt, condition != nullptr ? condition->to_text() : std::string()}};
}

Resolved go_to_hit(const Session& session, bool is_forward) {
    if (!session.has_program()) return no_program();
    if (session.breakpoints().size() == 0) return Reason{"There is no breakpoint. F9 sets one on what is selected."};
    if (!session.breakpoints().has_active()) return Reason{"No breakpoint is enabled and fits this program."};
    if (is_forward && session.is_live())
        return Reason{"This is the newest frame: nothing is recorded behind it yet. F5 runs on to the next hit."};
    if (!is_forward && session.cursor().frame == 0)
        return Reason{"This is the beginning: nothing lies before frame 0."};
    return Action{GoToHit{is_forward}};
}

Resolved go_to_found(const Session& session, bool is_forward) {
    if (!session.has_program()) return no_program();
    if (!session.hits())
        return Reason{"Nothing was searched for yet. Ctrl+F finds the frames in which a condition held."};
    const ConditionHit* hit = next_found(session, is_forward);
    if (hit == nullptr)
        return Reason{is_forward ? "No found place lies behind this one." : "No found place lies before this one."};
    return Action{place_of_hit(*hit)};
}

Resolved find_breakpoint(const View& view) {
    const auto ids = breakpoints_of_selection(view);
    if (ids.empty()) return none_selected(view);
    return find(view, view.session.breakpoints().find(ids.back())->condition);
}

}  // namespace

std::variant<Condition, Reason> condition_of_selection(const View& view) {
    if (!view.session.has_program()) return no_program();
    switch (view.ui.selection().focus) {
        case Focus::Slot: return slot_of_selection(view, ConditionKind::Change);
        case Focus::Step: return step_of_selection(view, false);
        case Focus::Cell: return cell_of_selection(view);
        case Focus::Watch: return change_of_watch(view);
        case Focus::Signal:
        case Focus::Breakpoint:
        case Focus::None: break;
    }
    return Reason{"Select a step, a slot or a state cell first."};
}

std::vector<BreakpointId> breakpoints_of_selection(const View& view) {
    const Session& session = view.session;
    const BreakpointSet& breakpoints = session.breakpoints();
    const Selection& selection = view.ui.selection();
    if (selection.focus == Focus::Breakpoint) {
        if (!selection.breakpoint || breakpoints.find(*selection.breakpoint) == nullptr) return {};
        return {*selection.breakpoint};
    }
    const Wanted wanted = condition_of_selection(view);
    const auto* condition = std::get_if<Condition>(&wanted);
    if (condition == nullptr) return {};
    const BreakpointTarget target = target_of(*condition, session);
    std::vector<BreakpointId> ids;
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        if (!(target_of(breakpoints[i].condition, session) == target)) continue;
        if (target.kind == BreakpointTarget::Kind::None && breakpoints[i].condition.to_text() != condition->to_text())
            continue;
        if (target.kind != BreakpointTarget::Kind::Cell || selection.focus == Focus::Watch ||
            is_about_element(breakpoints[i].condition, selection))
            ids.push_back(breakpoints[i].id);
    }
    return ids;
}

Action toggle_breakpoint(const Session& session, const Condition& condition) {
    const BreakpointTarget target = target_of(condition, session);
    const BreakpointSet& breakpoints = session.breakpoints();
    for (std::size_t i = breakpoints.size(); i-- > 0;)
        if (target_of(breakpoints[i].condition, session) == target)
            return slotscope::RemoveBreakpoint{breakpoints[i].id};
    Breakpoint breakpoint;
    breakpoint.condition = condition;
    return AddBreakpoint{std::move(breakpoint)};
}

Resolved resolve_break_command(CommandId id, const View& view) {
    switch (id) {
        case CommandId::ToggleBreakpoint: return toggle(view);
        case CommandId::EnableBreakpoint: return enable(view);
        case CommandId::NewBreakpoint: return new_breakpoint(view);
        case CommandId::EditBreakpoint: {
            const auto ids = breakpoints_of_selection(view);
            if (ids.empty()) return none_selected(view);
            return UiAction{OpenBreakpointEditor{ids.back(), {}}};
        }
        case CommandId::RemoveBreakpoint: {
            const auto ids = breakpoints_of_selection(view);
            if (view.ui.selection().focus != Focus::Breakpoint || ids.empty())
                return Reason{"No breakpoint is selected in the list of breakpoints."};
            return Action{slotscope::RemoveBreakpoint{ids.front()}};
        }
        case CommandId::EnableAllBreakpoints: return enable_all(view);
        case CommandId::RemoveAllBreakpoints:
            if (view.session.breakpoints().size() == 0) return none_selected(view);
            return Action{slotscope::RemoveAllBreakpoints{}};
        case CommandId::ClearLog:
            if (view.session.log().empty()) return Reason{"The log is empty."};
            return Action{slotscope::ClearLog{}};
        case CommandId::BreakOnChange: return toggle_exact(view, change_of_selection(view));
        case CommandId::BreakOnWrite: return toggle_exact(view, slot_of_selection(view, ConditionKind::Write));
        case CommandId::BreakOnNotFinite: return toggle_exact(view, slot_of_selection(view, ConditionKind::NotFinite));
        case CommandId::BreakOnCrossing: return toggle_exact(view, slot_of_selection(view, ConditionKind::Crossed));
        case CommandId::BreakWhenStale: return toggle_exact(view, slot_of_selection(view, ConditionKind::Stale));
        case CommandId::BreakBeforeStep: return toggle_exact(view, step_of_selection(view, true));
        case CommandId::BreakOnAnyNotFinite: {
            if (!view.session.has_program()) return no_program();
            Condition any;
            any.kind = ConditionKind::NotFinite;
            return toggle_exact(view, any);
        }
        case CommandId::BreakOnAnyUnsetRead:
            if (!view.session.has_program()) return no_program();
            return toggle_exact(view, any_unset_read());
        case CommandId::PreviousHit: return go_to_hit(view.session, false);
        case CommandId::NextHit: return go_to_hit(view.session, true);
        case CommandId::FindInRecording:
            if (!view.session.has_program()) return no_program();
            return UiAction{AskForHits{}};
        case CommandId::FindBreakpointHits: return find_breakpoint(view);
        case CommandId::FindChanges: return find(view, change_of_selection(view));
        case CommandId::FindWrites: return find(view, slot_of_selection(view, ConditionKind::Write));
        case CommandId::FindNotFinite: return find(view, slot_of_selection(view, ConditionKind::NotFinite));
        case CommandId::FindCrossings: return find(view, slot_of_selection(view, ConditionKind::Crossed));
        case CommandId::FindStale: return find(view, slot_of_selection(view, ConditionKind::Stale));
        case CommandId::FindUnsetReads:
            if (!view.session.has_program()) return no_program();
            return find(view, any_unset_read());
        case CommandId::PreviousFound: return go_to_found(view.session, false);
        case CommandId::NextFound: return go_to_found(view.session, true);
        case CommandId::ClearFound:
            if (!view.session.hits()) return Reason{"Nothing was searched for."};
            return Action{ClearHits{}};
        default: break;
    }
    SLOTSCOPE_ASSERT(false, "resolve hands on only the commands above");
    return no_program();
}

}  // namespace slotscope::gui
