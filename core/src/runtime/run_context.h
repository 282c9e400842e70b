// SPDX-License-Identifier: MIT
// What the parts of the executor share while a step runs, and stores with their loss notes.
#pragma once

#include <vector>

#include "runtime/plan.h"
#include "slotscope/executor.h"

namespace slotscope {

struct RunContext {
    const Program& program;
    const Plan& plan;
    RuntimeState& runtime;
    NoteLog& notes;
    const EffectiveTime& time;
    double delta_sec;
    double delta_ms;
    /// The frame runs in one go, and a whole frame before it showed that the plan's steps write no slot twice.
    bool writes_once = false;
    StepIndex step = 0;

    void note(NoteKind kind, SlotId slot = kNoSlot) { notes.add(kind, step, slot, runtime.frame); }
};

/// write() by row, with notes for what the storage loses.
void store_number(RunContext& context, SlotIndex row, double number);
void store_value(RunContext& context, SlotIndex row, const Value& value);

/// Runs arithmetic steps from `i` to the first that is none, or `end`; returns that. They run apart from the others so
/// that the store's counters stay in registers. Throws StoreError with the failing step as second_writer.
StepIndex run_arithmetic(RunContext& context, StepIndex i, StepIndex end);

/// One stateful operation. `input` is its evaluated input, `trigger` sampleHold's. Returns undefined_signal() where the reference reads past
/// its arrays.
[[nodiscard]] double run_stateful(RunContext& context, const StatefulCode& code, double input, double trigger);
/// One step of exponential approach; also a transform step.
[[nodiscard]] double run_slew(RunContext& context, const StatefulCode& code, double target);

/// The NaN that stands for "undefined" in a register. It survives copies only: arithmetic results are never tested for it.
[[nodiscard]] inline double undefined_signal() noexcept {
    return std::bit_cast<double>(std::uint64_t{0x7ff8'0000'0000'0d0d});
}
[[nodiscard]] inline bool is_undefined_signal(double value) noexcept {
    return std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(undefined_signal());
}

/// Runs signal code from `start` until its End. Throws FaultError and StoreError. `active_stamps`: per register, the
/// frame in which a cyclic node was entered. `return_stack` is scratch memory.
struct SignalScratch {
    std::vector<std::uint32_t> active_stamps;
    std::vector<std::uint32_t> return_stack;
};
void run_signal_code(RunContext& context, SignalScratch& scratch, std::uint32_t start);
/// The value of one signal that some field broadcasts, memoised like all others. Throws as run_signal_code.
[[nodiscard]] double evaluate_signal(RunContext& context, SignalScratch& scratch, Ref signal);

}  // namespace slotscope
