// SPDX-License-Identifier: MIT
// `Session`: a program being inspected. Owns the run, its history and the cursor, which can stand at any step of any frame
// that was ever run. `apply` and `run` are the only ways to change it; everything else reads. Never reads the clock: the
// caller says how much time passed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "slotscope/actions.h"
#include "slotscope/breakpoints.h"
#include "slotscope/comparison.h"
#include "slotscope/describe.h"
#include "slotscope/history.h"
#include "slotscope/program_io.h"
#include "slotscope/recent_history.h"
#include "slotscope/set_undo.h"
#include "slotscope/slot_history.h"
#include "slotscope/watch_values.h"

namespace slotscope {

/// What the last thing done was that can be taken back.
enum class Undoable : std::uint8_t { Nothing, Edit, Breakpoints, Watches };

/// Where the session is: `step` steps of frame `frame` have run. Between frames, step is the schedule's length, or the
/// failing step of a frame that faulted.
struct Cursor {
    FrameNumber frame = 0;
    StepIndex step = 0;
    friend auto operator<=>(const Cursor&, const Cursor&) = default;
};

/// State of a schedule step in the frame under the cursor.
enum class StepState : std::uint8_t { NotRun, Done, Next, Faulted, Skipped };

/// Something that takes longer than an action may: it goes on in `run`, and any other action ends it where it is.
struct Work {
    std::string what;  ///< "Going to frame 120,000"
    double done = 0;   ///< share, 0 to 1
};

/// Something that a breakpoint said, in the order in which it was said.
struct LogEntry {
    FrameNumber frame = 0;
    StepIndex step = kFrameEnd;  ///< so many steps had run
    BreakpointId breakpoint = 0;
    std::string message;
    bool stopped = false;
};

/// The frames in which a condition held, as far as they are searched.
struct HitList {
    std::string condition;           ///< its text
    std::vector<ConditionHit> hits;  ///< by frame, at most kMaxHits
    std::uint64_t count = 0;         ///< all of them
    FrameRange searched;             ///< so far
    bool is_complete = false;

    static constexpr std::size_t kMaxHits = 100'000;
};

/// What a swap did.
struct SwapSummary {
    SwapReport cells;
    ProgramPtr old_program, new_program;
    std::vector<std::string> slots_gone, slots_new;  ///< names
};

/// A program with everything about it that does not change.
struct SessionProgram {
    LoadedProgram loaded;
    std::string path;
    Wiring wiring;
    std::vector<Ring> rings;
    std::vector<std::string> slot_names, step_names;
    ProgramSymbols symbols;
};

/// What was shown when somebody froze it.
struct FrozenValues {
    Comparison values;
    std::shared_ptr<const SessionProgram> program;
    Cursor cursor;
    bool is_in_frame = false;           ///< it was not over: `cursor.step` of its steps had run
    std::map<WatchId, double> watches;  ///< numbers of what was watched, where they were known
    [[nodiscard]] std::size_t bytes() const noexcept;
};

class Session {
public:
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Errors leave everything as it was (a swap that is rejected, an action without a program, a place that does not
    /// exist). What takes long is begun here and goes on in `run`.
    std::optional<Error> apply(Action action);
    /// Goes on with what takes long, then plays: runs the frames that are due after `elapsed_ms` of real time. Both until
    /// `may_continue()` says no, and a frame more. It is asked after every frame; at full speed where frames are short, after
    /// some. Returns the number of frames played.
    std::uint64_t run(double elapsed_ms, const std::function<bool()>& may_continue);
    /// Goes on with what takes long to its end.
    void finish_work();
    /// Replays frames to fill `slot_history`, until it is whole or `may_continue()` says no. `run` does it too when nothing
    /// plays; this is for the time that playing leaves. No effect without a program and while something takes long.
    void fill_values(const std::function<bool()>& may_continue);

    /// Changes with every change of anything that can be read below.
    [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }
    /// Changes when another program is shown (or the same anew).
    [[nodiscard]] std::uint64_t program_revision() const noexcept { return program_revision_; }

    [[nodiscard]] bool has_program() const noexcept { return playhead_.has_value(); }
    // Preconditions of all below, unless it says otherwise: has_program().
    [[nodiscard]] const Program& program() const noexcept { return *executor().program(); }
    [[nodiscard]] const std::string& path() const noexcept {
        return info_->path;
    }  ///< "" without program or when built
    [[nodiscard]] const SlotTable& slots() const noexcept { return values().slots(); }
    [[nodiscard]] const ValueStore& values() const noexcept { return executor().state().values; }
    [[nodiscard]] const StateBuffer& state() const noexcept { return executor().state().state; }
    [[nodiscard]] const Executor& executor() const noexcept { return playhead_->executor(); }
    [[nodiscard]] const Wiring& wiring() const noexcept { return info_->wiring; }
    [[nodiscard]] std::span<const Ring> rings() const noexcept { return info_->rings; }
    [[nodiscard]] const std::vector<std::string>& slot_names() const noexcept {
        return info_->slot_names;
    }  ///< by SlotIndex
    [[nodiscard]] const std::vector<std::string>& step_names() const noexcept {
        return info_->step_names;
    }  ///< by StepIndex

    [[nodiscard]] Cursor cursor() const noexcept;
    [[nodiscard]] bool is_in_frame() const noexcept { return playhead_->in_frame(); }
    /// Nothing recorded lies behind the cursor: what runs next is new.
    [[nodiscard]] bool is_live() const noexcept;
    /// The last edit was made at this place and nothing has run since, so that `UndoEdit` takes it back.
    [[nodiscard]] bool can_undo_edit() const noexcept;
    /// One order for edits and changes of breakpoints and watches; no precondition.
    [[nodiscard]] Undoable next_undo() const noexcept;
    [[nodiscard]] bool is_playing() const noexcept { return is_playing_; }  ///< false without program
    [[nodiscard]] bool is_playing_backward() const noexcept { return is_playing_ && is_backward_; }
    [[nodiscard]] const std::optional<FrameRange>& loop() const noexcept { return loop_; }
    [[nodiscard]] StepState step_state(StepIndex step) const noexcept;
    /// The fault of the frame under the cursor.
    [[nodiscard]] const std::optional<Fault>& current_fault() const noexcept { return playhead_->fault(); }
    /// Faults of the recording, oldest first, at most Branch::kMaxFaults kept; `fault_count` counts all.
    [[nodiscard]] std::span<const Fault> faults() const noexcept { return history_.branch().faults; }
    [[nodiscard]] std::uint64_t fault_count() const noexcept { return history_.branch().fault_count; }
    /// Notes of the program, counted over frames as they ran for the first time.
    [[nodiscard]] std::span<const Note> notes() const noexcept { return executor().notes().notes(); }
    [[nodiscard]] std::span<const Problem> problems() const noexcept { return info_->loaded.problems; }
    [[nodiscard]] std::span<const LoadNote> load_notes() const noexcept { return info_->loaded.notes; }

    [[nodiscard]] const History& history() const noexcept { return history_; }
    /// Of this branch, and of the others as far as they went another way: what is worth keeping. Costs a look at the frames of
    /// all branches.
    [[nodiscard]] BookmarkSet all_bookmarks() const;
    [[nodiscard]] std::vector<const Branch*> other_branches() const { return history_.other_branches(); }
    [[nodiscard]] FrameNumber newest_frame() const noexcept { return history_.newest(); }
    [[nodiscard]] const std::optional<Divergence>& divergence() const noexcept { return divergence_; }
    [[nodiscard]] const std::optional<SwapSummary>& last_swap() const noexcept { return last_swap_; }
    [[nodiscard]] const ProgramSymbols& symbols() const noexcept { return info_->symbols; }
    /// No precondition; bound to the program, where there is one.
    [[nodiscard]] const BreakpointSet& breakpoints() const noexcept { return breakpoints_; }
    /// Changes with every change of the breakpoints but for their counts; no precondition.
    [[nodiscard]] std::uint64_t breakpoints_revision() const noexcept { return breakpoints_revision_; }
    /// What is watched; no precondition; bound to the program, where there is one.
    [[nodiscard]] const WatchSet& watches() const noexcept { return watches_; }
    /// Changes with every change of what is watched; no precondition.
    [[nodiscard]] std::uint64_t watches_revision() const noexcept { return watches_revision_; }
    // Preconditions: position < watches().size().
    /// The number that it is at the cursor. Nothing while it has an error, or what it looks back to is not known yet.
    [[nodiscard]] std::optional<double> watch_value(std::size_t position) const;
    /// The number that it was at the end of the frame before; what "change" compares with. Nothing while that is not known.
    [[nodiscard]] std::optional<double> watch_before(std::size_t position) const;
    /// The frame under the cursor, also where it is not over: what expressions are evaluated on. Transient.
    [[nodiscard]] FrameEnd frame_end() const;
    /// Of what is watched and is no single slot, over the frames of `recent`.
    [[nodiscard]] const WatchValues& watch_values() const noexcept { return watch_values_; }
    /// What breakpoints said as frames ran for the first time, oldest first, at most 10,000 kept; no precondition.
    [[nodiscard]] std::span<const LogEntry> log() const noexcept { return log_; }
    /// The outcome of the last FindHits, growing while it runs; no precondition.
    [[nodiscard]] const std::optional<HitList>& hits() const noexcept { return hits_; }
    /// The place at which playing or a search stopped for a breakpoint, while the cursor is there.
    [[nodiscard]] const std::optional<LogEntry>& stopped_at() const noexcept { return stopped_at_; }
    /// What takes long just now; no precondition.
    [[nodiscard]] std::optional<Work> work() const;
    /// `run` has something to do though nothing plays; no precondition.
    [[nodiscard]] bool is_busy() const noexcept;
    /// The outcome of the last search or verification, a sentence; "" when there is nothing to say.
    [[nodiscard]] const std::string& message() const noexcept { return message_; }

    /// Values of the last frames up to the cursor's, as far as they have been run again. They have an eighth of the budget.
    [[nodiscard]] const RecentHistory& recent() const noexcept { return recent_; }
    /// What `CompareWith` asked for, once it is there, until that frame is not what it was; no precondition.
    [[nodiscard]] const std::optional<Comparison>& comparison() const noexcept { return comparison_; }
    /// What `FreezeValues` kept, whatever the recording has become since; null where nothing is kept, and where the program
    /// that is shown has other slots (before a swap). A swap to other slots ends it. No precondition.
    [[nodiscard]] const FrozenValues* frozen() const noexcept { return does_frozen_fit_ ? &*frozen_ : nullptr; }
    /// Values and write marks over the whole recording, as far as they are filled. It has its own revision: `revision()` does
    /// not change as it is filled.
    [[nodiscard]] const SlotHistory& slot_history() const noexcept { return slot_history_; }
    /// From it and from the recent values; O(width). Frames that have not ended yet count as not there.
    [[nodiscard]] ValueSteps read_values(const ValueQuery& query) const {
        return slot_history_.read(query, history_.finished(), &recent_);
    }
    /// Everything that is wanted of it, and fits, is there.
    [[nodiscard]] bool are_values_whole() const noexcept { return are_values_whole_; }
    /// The newest frame that has ended.
    [[nodiscard]] FrameNumber finished_frame() const noexcept { return history_.finished(); }
    /// The slot's value at the end of the previous frame; what "change" compares with.
    [[nodiscard]] Value previous_value(SlotIndex slot) const { return before_.at(slots()[slot]); }
    [[nodiscard]] double t_abs_ms() const noexcept { return executor().time().t_abs_ms; }

    // Settings; no precondition.
    [[nodiscard]] double fps() const noexcept { return fps_; }
    [[nodiscard]] double speed() const noexcept { return speed_; }
    [[nodiscard]] FrameSourceKind frame_source() const noexcept { return source_; }
    [[nodiscard]] std::span<const double> scripted_times() const noexcept { return scripted_times_; }
    /// With a program what it runs with, also where that is another than before an edit.
    [[nodiscard]] DeltaMode delta() const noexcept { return has_program() ? executor().delta() : delta_; }
    [[nodiscard]] bool stops_at_faults() const noexcept { return stop_at_faults_; }
    /// Frames still to run of a counted Play.
    [[nodiscard]] std::optional<std::uint64_t> frames_left() const noexcept { return frames_left_; }
    /// Bytes that the session holds, roughly (program, stores, history).
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    friend struct SessionTestAccess;  ///< tests make slices short, so that work on short runs takes several
    struct Apply;
    class Job;
    class SeekJob;
    class SearchJob;
    class VerifyJob;
    class RecentJob;
    class HitsJob;
    class CompareJob;

    // session.cpp
    std::optional<Error> start(LoadedProgram loaded, std::string path);
    void show_program(bool is_new);
    std::optional<Error> swap_program(LoadedProgram loaded, std::string path);
    std::optional<Error> edit_constant(const EditConstant& action);
    // session_run.cpp
    [[nodiscard]] bool has_next_time() const noexcept;
    void push_next_time();
    void resume_source();
    void prepare_frame(bool keeps_values);
    void begin_frame();
    void run_to_step(StepIndex end);
    void frame_done();
    bool run_one_frame(bool keeps_values = true);
    /// The frame before which nothing is new: what runs up to it, and of it the steps before furthest_step_, ran before.
    [[nodiscard]] FrameNumber known_frame() const noexcept { return history_.finished() + 1; }
    void stop_playing() noexcept;
    void observe_frame(bool is_new);
    void warm_up_breakpoints(FrameNumber last);
    void stop_at_breakpoint();
    [[nodiscard]] std::optional<StepIndex> first_cell_change(const ConditionEvaluator& evaluator, Cursor from);
    std::uint64_t play_forward(const std::function<bool()>& may_continue);
    std::uint64_t play_new_frames(const std::function<bool()>& may_continue, bool& is_last);
    void play_backward();
    bool stop_before_cursor(FrameNumber frame);
    [[nodiscard]] bool takes_due_frames(double elapsed_ms);
    // session_moves.cpp
    void seek(Cursor target, bool with_edits, bool is_jump);
    void start_job(std::unique_ptr<Job> job);
    void end_job();
    bool run_job(const std::function<bool()>& may_continue);
    void empty_recent();
    [[nodiscard]] std::size_t recent_allowance() const noexcept;
    [[nodiscard]] RecentHistory new_recent() const;
    void count_other_bytes();
    void add_to_log(LogEntry entry);
    void count_log();
    bool fill_recent(const std::function<bool()>& may_continue);
    [[nodiscard]] bool needs_recent() const noexcept;
    // session_watches.cpp
    [[nodiscard]] std::size_t watches_allowance() const;
    [[nodiscard]] WatchValues new_watch_values() const { return WatchValues(watches_, watches_allowance()); }
    void bind_watches();
    void follow_watches();
    void arrive(const SlotValues& before);
    [[nodiscard]] Playhead& scout();
    void begin_playheads_anew();
    void prepare_edit();
    // session_values.cpp
    [[nodiscard]] std::size_t values_allowance() const;
    void share_budget();
    void drop_values_after(FrameNumber frame);
    void freeze();
    /// After another program is shown. `is_last`: what is frozen goes, with a word, where that has other slots.
    void fit_frozen(bool is_last);
    void drop_values_after_cursor();
    [[nodiscard]] std::size_t comparison_bytes() const noexcept;
    /// After a change from that branch to the present one.
    void keep_common_values(std::uint32_t left_branch);
    [[nodiscard]] bool reach_frame_before(FrameNumber frame, const std::function<bool()>& may_continue);
    /// The scout's next recorded frame. `keep`: remember it for stepping back. One that is under way is only looked at: what
    /// its end would be is not recorded.
    void run_scout_frame(bool keep);
    /// The scout, of which nothing is noted as it runs the frame that is under way.
    [[nodiscard]] Playhead& onlooker();
    void make_edit(Edit edit);

    std::optional<Playhead> playhead_;
    std::optional<Playhead>
        scout_;  ///< runs ahead or back while the cursor stays; the two change places when it arrives
    std::shared_ptr<const SessionProgram> info_;
    std::map<ProgramPtr, std::shared_ptr<const SessionProgram>> infos_;
    History history_;
    SlotValues before_;
    RecentHistory recent_;
    WatchSet watches_;
    WatchValues watch_values_;
    bool is_recent_whole_ = false;  ///< both have all that there is up to the cursor
    std::optional<Comparison> comparison_;
    std::optional<FrozenValues> frozen_;
    bool does_frozen_fit_ = false;  ///< what is shown has the slots that are frozen
    SlotHistory slot_history_;
    bool are_values_whole_ = true;
    std::optional<Divergence> divergence_;
    std::optional<SwapSummary> last_swap_;
    std::string message_;
    std::unique_ptr<Job> job_;
    std::unique_ptr<RecentJob> recent_job_;
    BreakpointSet breakpoints_;
    SetUndo<BreakpointSet> breakpoint_undo_;
    SetUndo<WatchSet> watch_undo_;
    std::vector<std::uint64_t> edit_order_;  ///< revisions at which edits were made, the last one last
    std::vector<BreakpointHit> frame_hits_;  ///< of the frame that was observed last
    std::optional<FrameNumber> observed_;    ///< by the breakpoints, with all that they need of the frames before
    std::optional<Cursor> resumed_at_;       ///< where playing began: what lies before it does not stop it
    std::optional<LogEntry> pending_stop_;   ///< in the frame that has just run
    std::optional<LogEntry> stopped_at_;
    std::vector<LogEntry> log_;
    std::size_t log_bytes_ = 0;  ///< texts of the log
    std::optional<HitList> hits_;
    StepIndex furthest_step_ = 0;  ///< of the newest frame, while it is under way: steps before it have run once
    bool is_playing_ = false;
    bool is_backward_ = false;
    std::optional<FrameRange> loop_;
    std::optional<std::uint64_t> frames_left_;
    double owed_frames_ = 0;  ///< part of a frame that real time owes
    double fps_ = 60, speed_ = 1;
    FrameSourceKind source_ = FrameSourceKind::FixedFps;
    std::vector<double> scripted_times_;
    std::uint64_t source_position_ = 0;  ///< frames since the source was (re)started
    FrameNumber source_origin_ = 0;      ///< scripted: the frame after which the list began
    DeltaMode delta_ = DeltaMode::Actual;
    bool stop_at_faults_ = true;
    std::uint64_t steps_at_once_ = 2'000'000;  ///< of the schedule, that an action runs at once: about ten milliseconds
    std::uint64_t steps_between_questions_ = 2'000;  ///< at full speed, whether to go on: about ten microseconds
    std::uint64_t revision_ = 1, program_revision_ = 1, breakpoints_revision_ = 1, watches_revision_ = 1;
};

}  // namespace slotscope
