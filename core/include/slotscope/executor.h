// SPDX-License-Identifier: MIT
// `Executor`: runs a program's schedule over its RuntimeState, a frame or a step at a time, from a plan that was lowered
// once. Faults are returned as data; a faulted frame keeps what was written before, and the next frame runs normally.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/fault.h"
#include "slotscope/program.h"
#include "slotscope/runtime_state.h"

namespace slotscope {

/// How stateful operations see the time between frames.
enum class DeltaMode : std::uint8_t {
    Actual,   ///< (t - previous t) / 1000 seconds; 1/60 on the first frame
    Fixed60,  ///< always 1/60 second
};

struct ExecutorOptions {
    DeltaMode delta = DeltaMode::Actual;
    Viewport viewport;
};

/// What a debugProbe step recorded.
struct ProbeRecord {
    FrameNumber frame = 0;
    StepIndex step = 0;
    SlotId slot = 0;
    Value value;
};

struct Plan;

/// Everything that decides how a run goes on from between two frames, and what is shown there. Object values are shared
/// with the run (they are immutable), arrays are copied; copying into a snapshot again reuses its memory.
struct Snapshot {
    ProgramPtr program;
    std::shared_ptr<const Plan> plan;
    RuntimeState runtime;  ///< its memo of signals is empty
    DeltaMode delta = DeltaMode::Actual;
    EffectiveTime time;
    double delta_sec = 0;
    double delta_ms = 0;
    StepIndex next_step = 0;  ///< of a frame that faulted the failing one
    Value output;

    /// Memory that it holds, with the values that it may share with others, without program and plan.
    [[nodiscard]] std::size_t bytes() const noexcept;
};

class Executor {
public:
    /// Errors: what RuntimeState::create rejects.
    [[nodiscard]] static Result<Executor, Errors> create(ProgramPtr program, const ExecutorOptions& options = {});
    /// An executor without a place: `restore` first. Plans, notes and probe records are shared with this one, so both are
    /// of one thread.
    [[nodiscard]] Executor twin() const;
    Executor(Executor&&) noexcept;
    Executor& operator=(Executor&&) noexcept;
    ~Executor();

    /// One whole frame at this absolute time. Returns the fault that ended it, if any. Precondition: !in_frame().
    std::optional<Fault> run_frame(double t_abs_ms);

    /// Stepwise: begin_frame, then run_step until !in_frame(). begin_frame may fault (bad time model) and end the frame,
    /// and it ends that of an empty schedule. run_step runs step next_step(); after the last one it also extracts the
    /// output. finish_frame runs the rest. Preconditions: begin_frame when !in_frame(), the others when in_frame().
    std::optional<Fault> begin_frame(double t_abs_ms);
    std::optional<Fault> run_step();
    std::optional<Fault> finish_frame();
    /// Runs the steps before `end`; as run_step otherwise. Precondition: next_step() <= end <= steps.
    std::optional<Fault> run_to_step(StepIndex end);
    [[nodiscard]] bool in_frame() const noexcept;
    /// The step that runs next; steps.size() when the frame is over, the faulting step when it faulted.
    [[nodiscard]] StepIndex next_step() const noexcept;

    [[nodiscard]] const ProgramPtr& program() const noexcept;
    [[nodiscard]] const RuntimeState& state() const noexcept;
    [[nodiscard]] RuntimeState& state() noexcept;
    [[nodiscard]] const NoteLog& notes() const noexcept;
    [[nodiscard]] std::span<const ProbeRecord> probe_records() const noexcept;
    /// Time of the current or last frame; deltas as stateful operations saw them.
    [[nodiscard]] const EffectiveTime& time() const noexcept;
    [[nodiscard]] double delta_sec() const noexcept;
    [[nodiscard]] double delta_ms() const noexcept;
    /// The frame's render output: set at the end of a frame without fault; undefined before.
    [[nodiscard]] const Value& output() const noexcept;

    /// From the next frame on.
    void set_delta(DeltaMode delta) noexcept;
    [[nodiscard]] DeltaMode delta() const noexcept;

    /// Replaces the program between frames, keeping state as `slotscope::hot_swap` says. On errors nothing changes.
    /// Precondition: !in_frame().
    [[nodiscard]] Result<SwapReport, Errors> hot_swap(ProgramPtr program);
    /// Replaces the program by one that differs in its constants only; slots, state, time and place stay. Precondition:
    /// !in_frame(), and the programs are alike.
    void replace_constants(ProgramPtr program);

    /// Preconditions: !in_frame(). After `restore` the executor stands where `save` was called; it may be of another
    /// program, or of another executor. Notes and probe records stay; those of each program are its own.
    void save(Snapshot& to) const;
    void restore(const Snapshot& from);
    /// Whether notes and probe records are made, as they are at first: off while frames run again.
    void set_recording(bool is_recording) noexcept;

private:
    struct Impl;
    explicit Executor(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace slotscope
