// SPDX-License-Identifier: MIT
#include "model/command_watch.h"

#include <algorithm>

#include "model/cell_rows.h"
#include "model/command_time.h"
#include "model/condition_forms.h"
#include "model/watch_rows.h"
#include "slotscope/assert.h"

namespace slotscope::gui {
namespace {

using Kind = WatchTarget::Kind;
using Target = std::variant<WatchTarget, Reason>;

/// The ring that is this cell, as its position.
std::optional<std::uint32_t> ring_of(const Session& session, CellIndex cell) {
    const auto rings = session.symbols().rings();
    const auto found = std::ranges::find(rings, std::optional(cell), &Ring::cell);
    if (found == rings.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - rings.begin());
}

Target cell_target(const View& view) {
    const Session& session = view.session;
    const auto& cells = session.program().state_layout.cells;
    const CellIndex cell = *view.ui.selection().cell;
    if (cell >= cells.size()) return Reason{"The selected state cell is not in this program."};
    if (const auto element = view.ui.selection().element; element || cells[cell].size == 1) {
        if (!has_element(cells[cell], session.state(), element.value_or(0)))
            return Reason{"The selected element is not in this state cell."};
        return WatchTarget{Kind::Element, cell, element.value_or(0)};
    }
    if (const auto ring = ring_of(session, cell)) return WatchTarget{Kind::RingElement, *ring, 0};
    return Reason{"The selected state cell has several elements. Select one of them."};
}

/// What W watches: what was selected last, else the slot.
Target target_of_selection(const View& view) {
    if (!view.session.has_program()) return no_program();
    const Selection& selection = view.ui.selection();
    if (selection.cell && (selection.focus == Focus::Cell || !selection.slot)) return cell_target(view);
    if (!selection.slot) return Reason{"Select a slot or a state cell to watch it."};
    const auto slot = selected_slot(view);
    if (const auto* reason = std::get_if<Reason>(&slot)) return *reason;
    return WatchTarget{Kind::Slot, std::get<SlotIndex>(slot), 0};
}

Expression expression_of(const Session& session, const WatchTarget& target) {
    const ProgramSymbols& symbols = session.symbols();
    if (target.kind == Kind::Slot) return slot_expression(symbols, target.row);
    if (target.kind == Kind::Element) return cell_expression(symbols, target.row, target.element);
    return ring_expression(symbols, target.row, target.element);
}

Reason too_long() { return {"The expression is too long for a condition about it."}; }

Resolved remove(const View& view) {
    const auto position = selected_watch(view);
    if (const auto* reason = std::get_if<Reason>(&position)) return *reason;
    return Action{slotscope::RemoveWatch{view.session.watches()[std::get<std::size_t>(position)].id}};
}

Resolved toggle(const View& view) {
    if (view.ui.selection().focus == Focus::Watch) return remove(view);
    const Target target = target_of_selection(view);
    if (const auto* reason = std::get_if<Reason>(&target)) return *reason;
    const WatchSet& watches = view.session.watches();
    if (const auto position = watches.position_of(std::get<WatchTarget>(target)))
        return Action{slotscope::RemoveWatch{watches[*position].id}};
    return Action{AddWatch{{0, expression_of(view.session, std::get<WatchTarget>(target))}}};
}

Resolved move(const View& view, int by) {
    const auto selected = selected_watch(view);
    if (const auto* reason = std::get_if<Reason>(&selected)) return *reason;
    const auto position = std::get<std::size_t>(selected);
    if (by < 0 && position == 0) return Reason{"It is the first one already."};
    if (by > 0 && position + 1 == view.session.watches().size()) return Reason{"It is the last one already."};
    return Action{MoveWatch{view.session.watches()[position].id, by < 0 ? position - 1 : position + 1}};
}

/// The selected one, which has a value in this program, or why there is none.
std::variant<std::size_t, Reason> working_watch(const View& view) {
    auto position = selected_watch(view);
    if (const auto* at = std::get_if<std::size_t>(&position); at != nullptr && view.session.watches().error(*at))
        return Reason{watch_text(view.session, *at).error};
    return position;
}

Resolved go_to_change(const View& view, bool is_forward) {
    const Session& session = view.session;
    const auto selected = working_watch(view);
    if (const auto* reason = std::get_if<Reason>(&selected)) return *reason;
    if (const auto reason = stuck(session, is_forward)) return *reason;
    const auto position = std::get<std::size_t>(selected);
    const WatchTarget& target = session.watches().target(position);
    if (target.kind == Kind::Slot) return Action{GoToWrite{session.slots()[target.row].slot, is_forward, true}};
    if (target.kind == Kind::Element) {
        const StateCell& cell = session.program().state_layout.cells[target.row];
        return Action{GoToStateChange{cell.storage, cell.offset + target.element, 1, is_forward}};
    }
    auto condition = watch_condition(session, position);
    if (!condition) return too_long();
    return Action{
        GoToCondition{std::move(condition).value(), is_forward, "change of " + watch_name(session, position)}};
}

}  // namespace

std::variant<std::size_t, Reason> selected_watch(const View& view) {
    if (!view.session.has_program()) return no_program();
    const Selection& selection = view.ui.selection();
    if (selection.focus != Focus::Watch || !selection.watch)
        return Reason{"Nothing is selected in the list of what is watched."};
    const auto position = view.session.watches().position_of(*selection.watch);
    if (!position) return Reason{"What was selected is watched no longer."};
    return *position;
}

bool is_selection_watched(const View& view) {
    if (view.ui.selection().focus == Focus::Watch) return std::holds_alternative<std::size_t>(selected_watch(view));
    const Target target = target_of_selection(view);
    const auto* found = std::get_if<WatchTarget>(&target);
    return found != nullptr && view.session.watches().position_of(*found).has_value();
}

Result<Condition> watch_condition(const Session& session, std::size_t position) {
    const WatchTarget& target = session.watches().target(position);
    if (target.kind == Kind::Slot) return slot_condition(ConditionKind::Change, session, target.row);
    if (target.kind == Kind::Element) {
        const bool is_one = session.program().state_layout.cells[target.row].size == 1;
        return cell_condition(session, target.row, is_one ? std::nullopt : std::optional(target.element));
    }
    // NaN is not even itself, and staying NaN is no change.
    const std::string now = "(" + session.watches()[position].expression.to_text() + ")", before = "prev" + now;
    return Condition::parse(now + " != " + before + " && (" + now + " == " + now + " || " + before + " == " + before +
                            ")");
}

std::variant<Condition, Reason> change_of_watch(const View& view) {
    const auto position = working_watch(view);
    if (const auto* reason = std::get_if<Reason>(&position)) return *reason;
    auto condition = watch_condition(view.session, std::get<std::size_t>(position));
    if (!condition) return too_long();
    return std::move(condition).value();
}

Resolved resolve_watch_command(CommandId id, const View& view) {
    switch (id) {
        case CommandId::WatchSelected: return toggle(view);
        case CommandId::WatchExpression:
            if (!view.session.has_program()) return no_program();
            return UiAction{OpenWatchEditor{}};
        case CommandId::EditWatch: {
            const auto position = selected_watch(view);
            if (const auto* reason = std::get_if<Reason>(&position)) return *reason;
            return UiAction{OpenWatchEditor{*view.ui.selection().watch}};
        }
        case CommandId::RemoveWatch: return remove(view);
        case CommandId::RemoveAllWatches:
            if (view.session.watches().size() == 0) return Reason{"Nothing is watched."};
            return Action{SetWatches{}};
        case CommandId::MoveWatchUp: return move(view, -1);
        case CommandId::MoveWatchDown: return move(view, 1);
        case CommandId::PreviousWatchChange: return go_to_change(view, false);
        case CommandId::NextWatchChange: return go_to_change(view, true);
        case CommandId::CopyWatch: {
            const auto position = working_watch(view);
            if (const auto* reason = std::get_if<Reason>(&position)) return *reason;
            const std::string words = watch_copy(view.session, std::get<std::size_t>(position));
            if (words.empty()) return Reason{"Its value is not known yet."};
            return UiAction{CopyText{words}};
        }
        case CommandId::FreezeValues:
            if (!view.session.has_program()) return no_program();
            return Action{slotscope::FreezeValues{}};
        case CommandId::ClearFrozen:
            if (view.session.frozen() == nullptr) return Reason{"No values are frozen."};
            return Action{slotscope::ClearFrozen{}};
        default: break;
    }
    SLOTSCOPE_ASSERT(false, "resolve hands on only the commands above");
    return no_program();
}

}  // namespace slotscope::gui
