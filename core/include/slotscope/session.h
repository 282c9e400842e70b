// SPDX-License-Identifier: MIT
// `Session`: a program being inspected. Owns program, executor, cursor, faults, notes and recent history. `apply` and
// `run` are the only ways to change it; everything else reads. Never reads the clock: the caller says how much time passed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "slotscope/describe.h"
#include "slotscope/executor.h"
#include "slotscope/program_io.h"
#include "slotscope/recent_history.h"

namespace slotscope {

// --- Actions -----------------------------------------------------------------------------------------------------
/// Replaces whatever is open and starts at frame 0.
struct OpenProgram { LoadedProgram loaded; std::string path; };
/// Replaces the program and keeps state, frame number and time (SEMANTICS of `slotscope::hot_swap`).
struct SwapProgram { LoadedProgram loaded; std::string path; };
struct CloseProgram {};
/// Back to frame 0 of the same program.
struct Restart {};
/// Finishes the frame under the cursor, or runs the next one.
struct StepFrame {};
/// Runs one schedule step (starting the next frame when between frames).
struct StepSchedule {};
/// Starts to run; with a count, stops by itself after that many frames. Stops at a fault when `stop_at_faults`.
struct Play { std::optional<std::uint64_t> frames; };
struct Pause {};
/// Frames per second of program time, for the fixed source. Precondition: > 0 and finite.
struct SetFps { double fps = 60; };
/// How fast to play: 1 is real time, 0 means as fast as the machine can.
struct SetSpeed { double speed = 1; };
enum class FrameSourceKind : std::uint8_t {
    FixedFps,  ///< frame k runs at k * 1000 / fps ms
    Paused,    ///< every frame runs at the time of the last one
    Scripted   ///< times from a list; playing stops at its end
};
struct SetFrameSource { FrameSourceKind kind = FrameSourceKind::FixedFps; std::vector<double> times; };
struct SetDelta { DeltaMode delta = DeltaMode::Actual; };
struct SetStopAtFaults { bool stop = true; };

using Action = std::variant<OpenProgram, SwapProgram, CloseProgram, Restart, StepFrame, StepSchedule, Play, Pause, SetFps,
                            SetSpeed, SetFrameSource, SetDelta, SetStopAtFaults>;

/// Where the session is: `step` steps of frame `frame` have run. Between frames, step is the schedule's length.
struct Cursor {
    FrameNumber frame = 0;
    StepIndex step = 0;
    friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// State of a schedule step in the frame under the cursor.
enum class StepState : std::uint8_t { NotRun, Done, Next, Faulted, Skipped };

class Session {
public:
    Session();
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Errors leave everything as it was (a swap that is rejected, an action without a program).
    std::optional<Error> apply(Action action);
    /// Plays: runs the frames that are due after `elapsed_ms` of real time, at most until `may_continue()` says no.
    /// Does nothing when not playing. Returns the number of frames run.
    std::uint64_t run(double elapsed_ms, const std::function<bool()>& may_continue);

    /// Changes with every change of anything that can be read below.
    [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }
    /// Changes when another program is open (or the same anew).
    [[nodiscard]] std::uint64_t program_revision() const noexcept { return program_revision_; }

    [[nodiscard]] bool has_program() const noexcept { return executor_.has_value(); }
    // Preconditions of all below, unless it says otherwise: has_program().
    [[nodiscard]] const Program& program() const noexcept { return *executor_->program(); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }  ///< "" without program or when built
    [[nodiscard]] const SlotTable& slots() const noexcept { return executor_->state().values.slots(); }
    [[nodiscard]] const ValueStore& values() const noexcept { return executor_->state().values; }
    [[nodiscard]] const StateBuffer& state() const noexcept { return executor_->state().state; }
    [[nodiscard]] const Executor& executor() const noexcept { return *executor_; }
    [[nodiscard]] const Wiring& wiring() const noexcept { return wiring_; }
    [[nodiscard]] std::span<const Ring> rings() const noexcept { return rings_; }
    [[nodiscard]] const std::vector<std::string>& slot_names() const noexcept { return slot_names_; }  ///< by SlotIndex
    [[nodiscard]] const std::vector<std::string>& step_names() const noexcept { return step_names_; }  ///< by StepIndex

    [[nodiscard]] Cursor cursor() const noexcept;
    [[nodiscard]] bool is_in_frame() const noexcept { return executor_->in_frame(); }
    [[nodiscard]] bool is_playing() const noexcept { return is_playing_; }  ///< false without program
    [[nodiscard]] StepState step_state(StepIndex step) const noexcept;
    /// The fault of the frame under the cursor.
    [[nodiscard]] const std::optional<Fault>& current_fault() const noexcept { return current_fault_; }
    /// Faults so far, oldest first, at most 10,000 kept; `fault_count` counts all.
    [[nodiscard]] std::span<const Fault> faults() const noexcept { return faults_; }
    [[nodiscard]] std::uint64_t fault_count() const noexcept { return fault_count_; }
    [[nodiscard]] std::span<const Note> notes() const noexcept { return executor_->notes().notes(); }
    [[nodiscard]] std::span<const Problem> problems() const noexcept { return problems_; }
    [[nodiscard]] std::span<const LoadNote> load_notes() const noexcept { return load_notes_; }

    [[nodiscard]] const RecentHistory& history() const noexcept { return history_; }
    /// The slot's value at the end of the previous frame; what "change" compares with. NaN-safe, by SlotIndex.
    [[nodiscard]] const Value& previous_value(SlotIndex slot) const noexcept { return previous_values_[slot]; }
    [[nodiscard]] double t_abs_ms() const noexcept { return executor_->time().t_abs_ms; }

    // Settings; no precondition.
    [[nodiscard]] double fps() const noexcept { return fps_; }
    [[nodiscard]] double speed() const noexcept { return speed_; }
    [[nodiscard]] FrameSourceKind frame_source() const noexcept { return source_; }
    [[nodiscard]] std::span<const double> scripted_times() const noexcept { return scripted_times_; }
    [[nodiscard]] DeltaMode delta() const noexcept { return delta_; }
    [[nodiscard]] bool stops_at_faults() const noexcept { return stop_at_faults_; }
    /// Frames still to run of a counted Play.
    [[nodiscard]] std::optional<std::uint64_t> frames_left() const noexcept { return frames_left_; }
    /// Bytes that the session holds, roughly (program, stores, history).
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    struct Apply;
    std::optional<Error> start(LoadedProgram loaded, std::string path);
    void adopt_program(LoadedProgram loaded, std::string path);
    void begin_frame();
    void end_frame(std::optional<Fault> fault);
    void run_one_frame();
    [[nodiscard]] double next_time() const noexcept;
    [[nodiscard]] bool has_next_time() const noexcept;

    std::optional<Executor> executor_;
    std::string path_;
    std::vector<Problem> problems_;
    std::vector<LoadNote> load_notes_;
    Wiring wiring_;
    std::vector<Ring> rings_;
    std::vector<std::string> slot_names_, step_names_;
    RecentHistory history_;
    std::vector<Value> previous_values_;
    std::optional<Fault> current_fault_;
    std::vector<Fault> faults_;
    std::uint64_t fault_count_ = 0;
    bool is_playing_ = false;
    std::optional<std::uint64_t> frames_left_;
    double owed_frames_ = 0;  ///< part of a frame that real time owes
    double fps_ = 60, speed_ = 1;
    FrameSourceKind source_ = FrameSourceKind::FixedFps;
    std::vector<double> scripted_times_;
    std::uint64_t source_position_ = 0;  ///< frames since the source was (re)started
    DeltaMode delta_ = DeltaMode::Actual;
    bool stop_at_faults_ = true;
    std::uint64_t revision_ = 1, program_revision_ = 1;
};

}  // namespace slotscope
