// SPDX-License-Identifier: MIT
// `Action`: everything that can be done to a `Session`, as data; `Session::apply` does it and says what was wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "slotscope/bookmarks.h"
#include "slotscope/breakpoints.h"
#include "slotscope/executor.h"
#include "slotscope/history.h"
#include "slotscope/program_io.h"
#include "slotscope/slot_history.h"
#include "slotscope/watches.h"

namespace slotscope {

/// Replaces whatever is open and starts at frame 0.
struct OpenProgram {
    LoadedProgram loaded;
    std::string path;
};
/// Replaces the program and keeps state, frame number and time (SEMANTICS of `slotscope::hot_swap`). Finishes the frame.
struct SwapProgram {
    LoadedProgram loaded;
    std::string path;
};
struct CloseProgram {};
/// Back to frame 0 of the same program, with nothing recorded.
struct Restart {};
/// Finishes the frame under the cursor, or runs the next one: again where it is recorded, else new.
struct StepFrame {};
/// Runs one schedule step (starting the next frame when between frames).
struct StepSchedule {};
/// To the end of the frame before; inside a frame, to where it began.
struct StepBack {};
/// One schedule step back; before the first step of a frame lies the end of the frame before.
struct StepScheduleBack {};
/// Starts to run; with a count, stops by itself after that many frames. Recorded frames run again; behind the newest one
/// new frames follow. Stops at a fault when `stop_at_faults`.
struct Play {
    std::optional<std::uint64_t> frames;
};
/// Starts to step back at the speed of playing, until frame 0 or the previous place where an active breakpoint stops.
struct PlayBackward {};
/// Stops playing, and whatever takes its time (see `work`).
struct Pause {};
/// To step `step` of frame `frame` (at most the newest): so many steps have run. Past the last step: the frame's end, as
/// it was before edits that were made between it and the next frame.
struct SeekTo {
    FrameNumber frame = 0;
    StepIndex step = kFrameEnd;
};
/// To the newest frame, with every edit.
struct GoToEnd {};
/// To the place just behind the previous (or next recorded) write of a slot, or behind the write that changed it.
struct GoToWrite {
    SlotId slot = 0;
    bool is_forward = false;
    bool only_changes = false;
};
/// To the previous (or next) frame end at which one of these elements of the state has another value than a frame before.
struct GoToStateChange {
    StateStorage storage = StateStorage::F64;
    std::uint32_t first = 0;
    std::uint32_t count = 1;
    bool is_forward = false;
};
/// To the previous (or next recorded) place where an active breakpoint stops. Running forward to hits that are not
/// recorded yet is `Play`, which stops at breakpoints too.
struct GoToHit {
    bool is_forward = true;
};
/// To the previous (or next recorded) place where this condition holds.
struct GoToCondition {
    Condition condition;
    bool is_forward = true;
    std::string what = {};  ///< what is looked for, where it is not found: "change of a + b"
};
/// Frames to repeat while playing; none: no repetition. Precondition of a range: first < last.
struct FrameRange {
    FrameNumber first = 0;
    FrameNumber last = 0;
};
struct SetLoop {
    std::optional<FrameRange> range;
};

/// Edits. Each is an input of the run with its place; made in the past, it makes what was recorded behind it a branch.
struct EditSlot {
    SlotId slot = 0;
    Value value;
};
struct EditState {
    StateStorage storage = StateStorage::F64;
    std::uint32_t element = 0;
    double value = 0;
};
/// A constant of a pool, from the next frame on. Finishes the frame.
struct EditConstant {
    ConstKind pool = ConstKind::F64;
    std::uint32_t row = 0;
    Value value;
};
/// Takes the last edit back, as long as nothing has run since.
struct UndoEdit {};
struct SwitchBranch {
    std::uint32_t id = 0;
};
struct DropBranch {
    std::uint32_t id = 0;
};

/// Breakpoints belong to the session, not to the recording.
struct AddBreakpoint {
    Breakpoint breakpoint;
};
/// In the place of the one with its id.
struct ReplaceBreakpoint {
    Breakpoint breakpoint;
};
struct RemoveBreakpoint {
    BreakpointId id = 0;
};
struct EnableBreakpoint {
    BreakpointId id = 0;
    bool is_enabled = true;
};
struct EnableBreakpointGroup {
    std::string group;
    bool is_enabled = true;
};
struct EnableAllBreakpoints {
    bool is_enabled = true;
};
struct RemoveAllBreakpoints {};
/// All of them at once.
struct SetBreakpoints {
    BreakpointSet breakpoints;
    bool is_from_file = false;  ///< of a program that was opened: nothing can be taken back then
};
/// Takes the last change of breakpoints back.
struct UndoBreakpoints {};
/// Forgets what breakpoints said.
struct ClearLog {};
/// Finds every frame of the recording, or of a range of it, in which a condition holds (see `hits`).
struct FindHits {
    Condition condition;
    std::optional<FrameRange> range;
};
struct ClearHits {};

struct SetBookmark {
    Bookmark bookmark;
};
struct RemoveBookmark {
    FrameNumber frame = 0;
};
/// All of them, as read from a file; of frames that have not run yet too.
struct SetBookmarks {
    BookmarkSet bookmarks;
};
/// Bytes for everything that is recorded.
struct SetHistoryBudget {
    std::size_t bytes = History::kDefaultBudget;
};
/// Runs the whole recording again and compares.
struct VerifyRecording {};
/// A view says which values it shows, and gets what is missing of them in idle time (see `slot_history`). Unlike all other
/// actions this one ends nothing that goes on, and changes nothing that is read elsewhere.
struct RequestValues {
    ValueRequest request;
};
/// Keeps what was held at the end of this frame, to compare with (see `comparison`).
struct CompareWith {
    FrameNumber frame = 0;
};
struct ClearComparison {};
/// Keeps everything that is held just now, also inside a frame (see `frozen`).
struct FreezeValues {};
struct ClearFrozen {};
/// What is watched belongs to the session, not to the recording. Slots among it have their values kept over the whole
/// recording, everything else over the recent frames.
struct AddWatch {
    Watch watch;
    std::optional<std::size_t> position = {};  ///< before the one there; absent: last
};
/// In the place of the one with its id.
struct ReplaceWatch {
    Watch watch;
};
struct RemoveWatch {
    WatchId id = 0;
};
struct MoveWatch {
    WatchId id = 0;
    std::size_t position = 0;  ///< where it stands then
};
/// All of them at once.
struct SetWatches {
    WatchSet watches;
    bool is_from_file = false;  ///< of a program that was opened: nothing can be taken back then
};
/// Takes the last change of watches back.
struct UndoWatches {};

/// Frames per second of program time, for the fixed source. Precondition: > 0 and finite.
struct SetFps {
    double fps = 60;
};
/// How fast to play: 1 is real time, 0 means as fast as the machine can.
struct SetSpeed {
    double speed = 1;
};
enum class FrameSourceKind : std::uint8_t {
    FixedFps,  ///< frame k runs at k * 1000 / fps ms
    Paused,    ///< every frame runs at the time of the last one
    Scripted   ///< times from a list; playing stops at its end
};
struct SetFrameSource {
    FrameSourceKind kind = FrameSourceKind::FixedFps;
    std::vector<double> times;
};
/// From the next frame on. Finishes the frame; an edit as above.
struct SetDelta {
    DeltaMode delta = DeltaMode::Actual;
};
struct SetStopAtFaults {
    bool stop = true;
};

using Action =
    std::variant<OpenProgram, SwapProgram, CloseProgram, Restart, StepFrame, StepSchedule, StepBack, StepScheduleBack,
                 Play, PlayBackward, Pause, SeekTo, GoToEnd, GoToWrite, GoToStateChange, GoToHit, GoToCondition,
                 SetLoop, EditSlot, EditState, EditConstant, UndoEdit, SwitchBranch, DropBranch, AddBreakpoint,
                 ReplaceBreakpoint, RemoveBreakpoint, EnableBreakpoint, EnableBreakpointGroup, EnableAllBreakpoints,
                 RemoveAllBreakpoints, SetBreakpoints, UndoBreakpoints, ClearLog, FindHits, ClearHits, SetBookmark,
                 RemoveBookmark, SetBookmarks, SetHistoryBudget, VerifyRecording, CompareWith, ClearComparison,
                 FreezeValues, ClearFrozen, RequestValues, AddWatch, ReplaceWatch, RemoveWatch, MoveWatch, SetWatches,
                 UndoWatches, SetFps, SetSpeed, SetFrameSource, SetDelta, SetStopAtFaults>;

}  // namespace slotscope
