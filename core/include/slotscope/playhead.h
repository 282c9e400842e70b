// SPDX-License-Identifier: MIT
// `Playhead`: an executor that follows an input log: it runs the frames that the log has, with the edits where they were
// made, and stands at any step of any frame. Not here: how it gets near a frame quickly (history.h).
#pragma once

#include <optional>
#include <vector>

#include "slotscope/input_log.h"

namespace slotscope {

/// The values of all slots at one moment, without write tracking.
class SlotValues {
public:
    void assign(const ValueStore& store);
    /// Precondition: `row` is of the table of the store that was assigned.
    [[nodiscard]] Value at(const SlotMeta& row) const;
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    std::vector<double> f64_;
    std::vector<float> f32_;
    std::vector<std::int32_t> i32_;
    std::vector<std::uint32_t> u32_;
    std::vector<Value> objects_;
};

class Playhead {
public:
    explicit Playhead(Executor at_start) : executor_(std::move(at_start)) {}

    [[nodiscard]] const Executor& executor() const noexcept { return executor_; }
    [[nodiscard]] FrameNumber frame() const noexcept { return executor_.state().frame; }
    [[nodiscard]] bool in_frame() const noexcept { return executor_.in_frame(); }
    /// The frame after which the program began that it stands in: 0, or that of the last swap.
    [[nodiscard]] FrameNumber program_start() const noexcept { return program_start_; }
    /// How many edits of the log are done.
    [[nodiscard]] std::size_t edits_done() const noexcept { return edits_; }
    /// The fault that ended the frame that it stands at the end of.
    [[nodiscard]] const std::optional<Fault>& fault() const noexcept { return fault_; }

    /// Steps before step `step` of frame `frame` have been run before: their notes and probe records exist already.
    void set_known_until(FrameNumber frame, StepIndex step) noexcept {
        known_frame_ = frame;
        known_step_ = step;
    }

    /// Does the edits that stand where it stands.
    void do_edits_here(const InputLog& log) { do_edits_at(log, in_frame() ? executor_.next_step() : kFrameEnd); }
    /// Does the edits that stand between this frame and the next. `at_swap`, where given, becomes the values that the last
    /// swap among them, if any, began with. Precondition: !in_frame().
    void do_edits_between_frames(const InputLog& log, SlotValues* at_swap = nullptr);
    /// It stands between frames, with edits done that stand there.
    [[nodiscard]] bool is_behind_edits(const InputLog& log) const noexcept {
        return !in_frame() && edits_ > 0 && log.edits[edits_ - 1].frame == frame() &&
               log.edits[edits_ - 1].step == kFrameEnd;
    }
    /// Begins the next frame. Preconditions: !in_frame(); the log has its time.
    void begin_frame(const InputLog& log);
    /// Runs to before step `end` of the frame, doing the edits on the way; also those that stand at `end`, unless the
    /// frame is over. A fault ends the frame before. Precondition: in_frame().
    void run_steps(const InputLog& log, StepIndex end);
    void finish_frame(const InputLog& log) { run_steps(log, step_count()); }
    /// Edits between frames, then a whole frame.
    void run_frame(const InputLog& log);
    /// run_frame for so many frames of which nothing is known yet, from this time on, up to and with the first that faults.
    /// Returns how many ran. Precondition: all edits are done.
    FrameNumber run_new_frames(const FrameTimes::Fixed& first, FrameNumber count);

    [[nodiscard]] StepIndex step_count() const noexcept {
        return static_cast<StepIndex>(executor_.program()->steps.size());
    }

    /// Between frames only.
    void save(Snapshot& to) const { executor_.save(to); }
    void restore(const Snapshot& from, std::size_t edits_done, const InputLog& log);

private:
    void do_edit(const InputLog& log, const Edit& edit);
    void do_edits_at(const InputLog& log, StepIndex step, SlotValues* at_swap = nullptr);

    Executor executor_;
    std::size_t edits_ = 0;
    FrameNumber program_start_ = 0;
    std::optional<Fault> fault_;
    FrameNumber known_frame_ = 0;
    StepIndex known_step_ = 0;
};

}  // namespace slotscope
