// SPDX-License-Identifier: MIT
#include "model/command_time.h"

#include <algorithm>

#include "model/cell_rows.h"
#include "model/ring_model.h"
#include "model/slot_facts.h"
#include "model/timeline_model.h"
#include "slotscope/assert.h"

namespace slotscope::gui {
namespace {

constexpr const char* kBeginning = "This is the beginning: nothing lies before frame 0.";
constexpr const char* kNewest = "This is the newest frame: nothing is recorded behind it yet.";

template <class A>
Resolved back(const Session& session, A action) {
    if (const auto reason = stuck(session, false)) return *reason;
    return Action{std::move(action)};
}

Resolved back_frames(const Session& session, FrameNumber frames) {
    const FrameNumber here = session.cursor().frame;
    return back(session, SeekTo{here - std::min(here, frames)});
}

Resolved next_budget(const Session& session, bool is_larger) {
    const std::size_t now = session.history().use().budget;
    const auto found =
        is_larger ? std::ranges::upper_bound(kHistoryBudgets, now) : std::ranges::lower_bound(kHistoryBudgets, now);
    if (is_larger && found == std::end(kHistoryBudgets)) return Reason{"This is the largest budget."};
    if (!is_larger && found == std::begin(kHistoryBudgets)) return Reason{"This is the smallest budget."};
    return Action{SetHistoryBudget{is_larger ? *found : *(found - 1)}};
}

Resolved go_to_write(const View& view, bool is_forward, bool only_changes) {
    const auto slot = selected_slot(view);
    if (const auto* reason = std::get_if<Reason>(&slot)) return *reason;
    if (const auto reason = stuck(view.session, is_forward)) return *reason;
    return Action{GoToWrite{*view.ui.selection().slot, is_forward, only_changes}};
}

/// The selected cell, or why there is none.
std::variant<const StateCell*, Reason> selected_cell(const View& view) {
    const std::optional<CellIndex>& cell = view.ui.selection().cell;
    if (!cell) return Reason{"No state cell is selected."};
    const auto& cells = view.session.program().state_layout.cells;
    if (*cell >= cells.size()) return Reason{"The selected state cell is not in this program."};
    if (!has_element(cells[*cell], view.session.state(), 0)) return Reason{"The selected state cell has no elements."};
    return &cells[*cell];
}

Resolved go_to_state_change(const View& view, bool is_forward) {
    const auto selected = selected_cell(view);
    if (const auto* reason = std::get_if<Reason>(&selected)) return *reason;
    if (const auto reason = stuck(view.session, is_forward)) return *reason;
    const StateCell& cell = *std::get<const StateCell*>(selected);
    const std::optional<std::uint32_t>& element = view.ui.selection().element;
    if (element && has_element(cell, view.session.state(), *element))
        return Action{GoToStateChange{cell.storage, cell.offset + *element, 1, is_forward}};
    const auto inside = static_cast<std::uint32_t>(view.session.state().size(cell.storage) - cell.offset);
    return Action{GoToStateChange{cell.storage, cell.offset, std::min(cell.size, inside), is_forward}};
}

Resolved go_to_element_frame(const View& view) {
    const auto selected = selected_cell(view);
    if (const auto* reason = std::get_if<Reason>(&selected)) return *reason;
    if (!view.ui.selection().element) return Reason{"No element of a ring is selected."};
    auto source = ring_element_source(view.session, *view.ui.selection().cell, *view.ui.selection().element);
    if (auto* reason = std::get_if<std::string>(&source)) return Reason{std::move(*reason)};
    if (const auto* seek = std::get_if<SeekTo>(&source)) return Action{*seek};
    return Action{std::get<GoToStateChange>(source)};
}

Resolved set_element(const View& view) {
    const auto selected = selected_cell(view);
    if (const auto* reason = std::get_if<Reason>(&selected)) return *reason;
    const StateCell& cell = *std::get<const StateCell*>(selected);
    const std::uint32_t element = view.ui.selection().element.value_or(0);
    if (cell.size > 1 && !view.ui.selection().element)
        return Reason{"The selected state cell has several elements. Select one of them."};
    if (!has_element(cell, view.session.state(), element))
        return Reason{"The selected element is not in this state cell."};
    return UiAction{ShowPrompt{AskElementValue{*view.ui.selection().cell, element}}};
}

Resolved loop_start(const Session& session) {
    const FrameNumber here = session.cursor().frame;
    FrameNumber last = session.newest_frame();
    if (session.loop() && session.loop()->last > here) last = session.loop()->last;
    if (here >= last) return Reason{"A loop needs a frame behind its first one. Go back, or run on."};
    return Action{SetLoop{FrameRange{here, last}}};
}

Resolved loop_end(const Session& session) {
    const FrameNumber here = session.cursor().frame;
    FrameNumber first = 0;
    if (session.loop() && session.loop()->first < here) first = session.loop()->first;
    if (first >= here) return Reason{kBeginning};
    return Action{SetLoop{FrameRange{first, here}}};
}

Resolved go_to_bookmark(const Session& session, bool is_forward) {
    if (session.history().branch().bookmarks.size() == 0) return Reason{"There is no bookmark. Ctrl+B sets one."};
    const Bookmark* bookmark = next_bookmark(session, is_forward);
    if (bookmark == nullptr)
        return Reason{is_forward ? "No bookmark lies behind this frame." : "No bookmark lies before this frame."};
    if (bookmark->frame > session.newest_frame())
        return Reason{"The next bookmark is of frame " + grouped(bookmark->frame) + ", which has not run yet."};
    return Action{SeekTo{bookmark->frame}};
}

Resolved toggle_bookmark(const Session& session) {
    const FrameNumber here = session.cursor().frame;
    if (has_bookmark(session, here)) return Action{RemoveBookmark{here}};
    return Action{SetBookmark{{here, {}}}};
}

/// The one with the next higher id; after the highest the lowest.
Resolved next_branch(const Session& session) {
    const auto branches = session.other_branches();
    if (branches.empty()) return Reason{"There is one line of events only. An edit in the past leaves another."};
    const std::uint32_t here = session.history().branch().id;
    const auto by_id = [](const Branch* a, const Branch* b) { return a->id < b->id; };
    const Branch* next = *std::ranges::min_element(branches, by_id);
    for (const Branch* branch : branches)
        if (branch->id > here && (next->id < here || branch->id < next->id)) next = branch;
    return Action{SwitchBranch{next->id}};
}

Resolved cancel(const View& view) {
    if (view.session.work() || view.session.is_playing()) return Action{Pause{}};
    return UiAction{ClearSelection{}};
}

Resolved play_backward(const Session& session) {
    if (session.is_playing_backward()) return Action{Pause{}};
    return back(session, PlayBackward{});
}

}  // namespace

std::optional<Reason> stuck(const Session& session, bool is_forward) {
    if (is_forward && session.is_live()) return Reason{kNewest};
    if (!is_forward && session.cursor().frame == 0) return Reason{kBeginning};
    return std::nullopt;
}

std::variant<SlotIndex, Reason> selected_slot(const View& view) {
    if (!view.session.has_program()) return no_program();
    const std::optional<SlotId>& slot = view.ui.selection().slot;
    if (!slot) return Reason{"No slot is selected."};
    const SlotIndex index = view.session.slots().find(*slot);
    if (index == kNoSlotIndex) return Reason{"The selected slot is not in this program."};
    return index;
}

Resolved resolve_time_command(CommandId id, const View& view) {
    const Session& session = view.session;
    if (id == CommandId::Cancel) return cancel(view);
    if (!session.has_program()) return no_program();
    switch (id) {
        case CommandId::UndoEdit:
            switch (session.next_undo()) {
                case Undoable::Edit: return Action{slotscope::UndoEdit{}};
                case Undoable::Breakpoints: return Action{slotscope::UndoBreakpoints{}};
                case Undoable::Watches: return Action{slotscope::UndoWatches{}};
                case Undoable::Nothing: break;
            }
            return Reason{"There is no change of breakpoints or watches, and no edit at this place, to take back."};
        case CommandId::SetSlotValue: {
            const auto slot = selected_slot(view);
            if (const auto* reason = std::get_if<Reason>(&slot)) return *reason;
            return UiAction{ShowPrompt{AskSlotValue{*view.ui.selection().slot}}};
        }
        case CommandId::SetElementValue: return set_element(view);
        case CommandId::PlayBackward: return play_backward(session);
        case CommandId::StepBack: return back(session, slotscope::StepBack{});
        case CommandId::StepScheduleBack: return back(session, slotscope::StepScheduleBack{});
        case CommandId::Back10: return back_frames(session, 10);
        case CommandId::Back100: return back_frames(session, 100);
        case CommandId::LoopStart: return loop_start(session);
        case CommandId::LoopEnd: return loop_end(session);
        case CommandId::LoopClear:
            if (!session.loop()) return Reason{"Nothing is repeated."};
            return Action{SetLoop{}};
        case CommandId::Verify:
            if (session.newest_frame() == 0) return Reason{"Nothing is recorded yet."};
            return Action{VerifyRecording{}};
        case CommandId::MoreMemory: return next_budget(session, true);
        case CommandId::LessMemory: return next_budget(session, false);
        case CommandId::GoToStart: return back(session, SeekTo{0});
        case CommandId::GoToEnd:
            if (session.is_live()) return Reason{"This is the newest frame already."};
            return Action{slotscope::GoToEnd{}};
        case CommandId::GoToFrame: return UiAction{ShowPrompt{AskPlace{}}};
        case CommandId::PreviousChange: return go_to_write(view, false, true);
        case CommandId::NextChange: return go_to_write(view, true, true);
        case CommandId::PreviousWrite: return go_to_write(view, false, false);
        case CommandId::NextWrite: return go_to_write(view, true, false);
        case CommandId::PreviousStateChange: return go_to_state_change(view, false);
        case CommandId::NextStateChange: return go_to_state_change(view, true);
        case CommandId::GoToElementFrame: return go_to_element_frame(view);
        case CommandId::ToggleBookmark: return toggle_bookmark(session);
        case CommandId::NameBookmark: return UiAction{ShowPrompt{AskBookmark{session.cursor().frame}}};
        case CommandId::PreviousBookmark: return go_to_bookmark(session, false);
        case CommandId::NextBookmark: return go_to_bookmark(session, true);
        case CommandId::ClearBookmarks:
            if (session.history().branch().bookmarks.size() == 0) return Reason{"There is no bookmark."};
            return Action{SetBookmarks{}};
        case CommandId::NextBranch: return next_branch(session);
        case CommandId::CompareHere:
            if (session.is_in_frame()) return Reason{"The frame is not over. F10 finishes it."};
            return Action{CompareWith{session.cursor().frame}};
        case CommandId::CompareClear:
            if (!session.comparison()) return Reason{"No frame is kept to compare with."};
            return Action{ClearComparison{}};
        default: break;
    }
    SLOTSCOPE_ASSERT(false, "resolve hands on only the commands above");
    return no_program();
}

}  // namespace slotscope::gui
