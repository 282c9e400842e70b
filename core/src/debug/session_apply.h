// SPDX-License-Identifier: MIT
// What each action does to a session: moves, runs, edits and settings in session_actions.cpp; breakpoints, watches, bookmarks,
// and values that are kept to compare with in session_list_actions.cpp.
#pragma once

#include "slotscope/session.h"

namespace slotscope {

/// Each returns what was wrong, and has changed nothing then.
struct Session::Apply {
    Session& s;

    std::optional<Error> operator()(OpenProgram& action) const;
    std::optional<Error> operator()(SwapProgram& action) const;
    std::optional<Error> operator()(CloseProgram& action) const;
    std::optional<Error> operator()(Restart& action) const;
    std::optional<Error> operator()(StepFrame& action) const;
    std::optional<Error> operator()(StepSchedule& action) const;
    std::optional<Error> operator()(StepBack& action) const;
    std::optional<Error> operator()(StepScheduleBack& action) const;
    std::optional<Error> operator()(Play& action) const;
    std::optional<Error> operator()(PlayBackward& action) const;
    std::optional<Error> operator()(Pause& action) const;
    std::optional<Error> operator()(SeekTo& action) const;
    std::optional<Error> operator()(GoToEnd& action) const;
    std::optional<Error> operator()(GoToWrite& action) const;
    std::optional<Error> operator()(GoToStateChange& action) const;
    std::optional<Error> operator()(GoToHit& action) const;
    std::optional<Error> operator()(GoToCondition& action) const;
    std::optional<Error> operator()(SetLoop& action) const;
    std::optional<Error> operator()(EditSlot& action) const;
    std::optional<Error> operator()(EditState& action) const;
    std::optional<Error> operator()(EditConstant& action) const;
    std::optional<Error> operator()(UndoEdit& action) const;
    std::optional<Error> operator()(SwitchBranch& action) const;
    std::optional<Error> operator()(DropBranch& action) const;
    std::optional<Error> operator()(SetHistoryBudget& action) const;
    std::optional<Error> operator()(VerifyRecording& action) const;
    std::optional<Error> operator()(RequestValues& action) const;
    std::optional<Error> operator()(SetFps& action) const;
    std::optional<Error> operator()(SetSpeed& action) const;
    std::optional<Error> operator()(SetFrameSource& action) const;
    std::optional<Error> operator()(SetDelta& action) const;
    std::optional<Error> operator()(SetStopAtFaults& action) const;

    std::optional<Error> operator()(AddBreakpoint& action) const;
    std::optional<Error> operator()(ReplaceBreakpoint& action) const;
    std::optional<Error> operator()(RemoveBreakpoint& action) const;
    std::optional<Error> operator()(EnableBreakpoint& action) const;
    std::optional<Error> operator()(EnableBreakpointGroup& action) const;
    std::optional<Error> operator()(EnableAllBreakpoints& action) const;
    std::optional<Error> operator()(RemoveAllBreakpoints& action) const;
    std::optional<Error> operator()(SetBreakpoints& action) const;
    std::optional<Error> operator()(UndoBreakpoints& action) const;
    std::optional<Error> operator()(ClearLog& action) const;
    std::optional<Error> operator()(FindHits& action) const;
    std::optional<Error> operator()(ClearHits& action) const;
    std::optional<Error> operator()(SetBookmark& action) const;
    std::optional<Error> operator()(SetBookmarks& action) const;
    std::optional<Error> operator()(RemoveBookmark& action) const;
    std::optional<Error> operator()(CompareWith& action) const;
    std::optional<Error> operator()(ClearComparison& action) const;
    std::optional<Error> operator()(FreezeValues& action) const;
    std::optional<Error> operator()(ClearFrozen& action) const;
    std::optional<Error> operator()(AddWatch& action) const;
    std::optional<Error> operator()(ReplaceWatch& action) const;
    std::optional<Error> operator()(RemoveWatch& action) const;
    std::optional<Error> operator()(MoveWatch& action) const;
    std::optional<Error> operator()(SetWatches& action) const;
    std::optional<Error> operator()(UndoWatches& action) const;
    [[nodiscard]] std::optional<Error> changed_watches(bool has_changed) const;

    [[nodiscard]] static Error no_program() { return Error::invalid("No program is open"); }
};

}  // namespace slotscope
