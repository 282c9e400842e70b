// SPDX-License-Identifier: MIT
// Questions about frames that are run one after the other: was a slot written, did the state change, does a breakpoint stop.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "slotscope/session.h"

namespace slotscope {

/// A question that is asked at the end of frames that run one after the other.
class FrameTest {
public:
    virtual ~FrameTest() = default;
    /// Frames that must have been observed before the first one whose answer counts.
    [[nodiscard]] virtual FrameNumber warm_up() const { return 0; }
    virtual void reset() {}
    /// At the end of a frame: appends, for each time that it came true, how many of the frame's steps had run (kFrameEnd
    /// where only the end is known).
    virtual void observe(const Playhead& at, std::vector<StepIndex>& places) = 0;
    /// No frame after this one and up to where the playhead stands answers yes; nullopt: not even one before.
    [[nodiscard]] virtual std::optional<FrameNumber> latest_possible(const Playhead& at) const { return at.frame(); }
    /// Finds the step inside a frame that answered kFrameEnd: called before its first step, then after every step.
    virtual void begin_steps(const Playhead&) {}
    [[nodiscard]] virtual bool is_true_now(const Playhead&) { return false; }
    [[nodiscard]] virtual bool can_find_step() const { return false; }
    /// What is to be said of a place in the frame that answered yes last; the frame and step are the caller's to fill in.
    [[nodiscard]] virtual std::optional<LogEntry> words(StepIndex /*step*/) const { return std::nullopt; }
};

/// How many steps of its frame had run where a run stops for a hit; kFrameEnd where that is its end.
[[nodiscard]] StepIndex stop_place(const ConditionHit& hit, const Playhead& at);

/// A slot was written, or written and changed.
class WriteTest final : public FrameTest {
public:
    WriteTest(SlotId slot, bool only_changes) : slot_(slot), only_changes_(only_changes) {}
    void observe(const Playhead& at, std::vector<StepIndex>& places) override;
    std::optional<FrameNumber> latest_possible(const Playhead& at) const override;

private:
    SlotId slot_;
    bool only_changes_;
};

/// An element of a range of the state has another value than at the end of the frame before.
class StateTest final : public FrameTest {
public:
    StateTest(StateStorage storage, std::uint32_t first, std::uint32_t count)
        : storage_(storage), first_(first), count_(count) {}
    FrameNumber warm_up() const override { return 1; }
    void reset() override { has_previous_ = false; }
    void observe(const Playhead& at, std::vector<StepIndex>& places) override;
    void begin_steps(const Playhead& at) override;
    bool is_true_now(const Playhead& at) override;
    bool can_find_step() const override { return true; }

private:
    /// Replaces the known values; whether one was another.
    bool take(const Playhead& at);

    StateStorage storage_;
    std::uint32_t first_, count_;
    std::vector<double> previous_;
    bool has_previous_ = false;
};

/// An active breakpoint stops.
class BreakpointTest final : public FrameTest {
public:
    /// `symbols_of`: the names of a program of the run.
    using SymbolsOf = std::function<const ProgramSymbols&(const ProgramPtr&)>;
    /// `is_silent`: there is nothing to say of where they stop.
    BreakpointTest(BreakpointSet breakpoints, SymbolsOf symbols_of, bool is_silent);
    FrameNumber warm_up() const override { return breakpoints_.warm_up_frames(); }
    void reset() override { breakpoints_.reset(); }
    void observe(const Playhead& at, std::vector<StepIndex>& places) override;
    void begin_steps(const Playhead& at) override;
    bool is_true_now(const Playhead& at) override;
    bool can_find_step() const override;
    std::optional<LogEntry> words(StepIndex step) const override;

private:
    void bind(const ProgramPtr& program);

    BreakpointSet breakpoints_;
    SymbolsOf symbols_of_;
    bool is_silent_;
    ProgramPtr bound_;
    std::vector<BreakpointHit> hits_, stops_;  ///< of the last frame; of the last one that answered yes
    std::vector<StepIndex> stop_places_;       ///< of each of `stops_`
    StateBuffer before_;
};

}  // namespace slotscope
