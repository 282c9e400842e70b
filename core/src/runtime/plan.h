// SPDX-License-Identifier: MIT
// `Plan`: a program lowered once to flat arrays that the executor runs: one PlanStep per schedule step, and for signals a
// linear code over registers. No strings, maps or variants on the hot path; what is rare goes through the Program.
// Not here: running it (executor.cpp, signal_machine.cpp), making it (lower_*.cpp).
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/math/easing.h"
#include "slotscope/fault.h"
#include "slotscope/program.h"
#include "slotscope/slot_table.h"

namespace slotscope {

/// What a schedule step does.
enum class PlanOp : std::uint8_t {
    Time,
    SignalCode,
    Bus,
    EventBus,
    Probe,
    Unknown,
    Object,       ///< a step that makes or takes objects: fields, geometry, render, 3D; see steps/steps.h
    NodeFault,    ///< a nodeEval step that always faults: a = row of Plan::faults
    NodeGeneric,  ///< any opcode, any storages
    // From here on: one number from f64 elements into an f64 slot.
    NodeConst,  ///< number = row of Plan::step_numbers
    BusSum,
    BusAverage,
    BusMin,
    BusMax,
    BusProduct,  ///< c = first of b elements in Plan::bus_sources, b > 0
    Pass,        ///< a bus that gives one source on
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
    Abs,
    Floor,
    Ceil,
    Round,
    Fract,
    Sign,
    Min,
    Max,
    Clamp,
    Lerp,
    Step,
    Smoothstep,
    Copy  ///< a placeholder opcode that passes its input on
};

inline constexpr PlanOp kFirstArithmetic = PlanOp::NodeConst;
[[nodiscard]] constexpr bool is_arithmetic(PlanOp op) noexcept { return op >= kFirstArithmetic; }

/// One schedule step. a, b, c: elements of the f64 array (inputs), or as the op says.
struct PlanStep {
    PlanOp op = PlanOp::Unknown;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    SlotIndex out = kNoSlotIndex;  ///< row of the slot that is written
    std::uint32_t out_offset = 0;  ///< its element in the f64 array
    std::uint32_t number = 0;
    /// In Plan::steps: row of Plan::groups that begins with this step, or kNoGroup. In Plan::grouped: the step's index.
    std::uint32_t link = 0xffffffff;
};
static_assert(sizeof(PlanStep) == 32);
inline constexpr std::uint32_t kNoGroup = 0xffffffff;

/// Arithmetic steps that follow each other in the schedule, each writing another slot, in an order that runs faster: rows
/// [first, first + count) of Plan::grouped. Only good when all of them run and none was written before in the frame.
struct StepGroup {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// Signal code. Registers are rows of FrameCache::signal_value; every node has one (Plan::signal_register).
enum class SigOp : std::uint8_t {
    // Straight ones: they compute register dst from others and do nothing else.
    LoadSlotF64,  ///< dst <- f64[a]
    Copy,         ///< dst <- a, undefined kept
    CopyNumber,   ///< dst <- a, undefined becomes NaN
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Abs,
    Floor,
    Ceil,
    Round,
    Fract,
    Sign,  ///< dst <- op (a)
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
    Atan2,
    Min,
    Max,        ///< dst <- a op b
    Select,     ///< dst <- c > 0.5 ? a : b, undefined becomes NaN
    AddZero,    ///< dst <- 0 + a
    DivideBy,   ///< dst <- dst / number[a]
    ScaleBias,  ///< dst <- dst * number[a] + number[a + 1]
    Clamp,      ///< dst <- max(number[a], min(1, dst))
    Quantize,   ///< dst <- round(dst / number[a]) * number[a]
    Ease,       ///< dst <- curve a (dst)
    // The others.
    WriteF64,    ///< write register a to slot row dst, element b of f64
    LoadSlot,    ///< dst <- the number in slot row a; faults when it holds none
    Slew,        ///< dst <- step towards dst; operation a
    Stateful,    ///< dst <- operation a with input register b (kNoRegister: 0); see StatefulCode
    JumpUnless,  ///< if !(register a > 0.5) go to b
    Jump,        ///< go to b
    Call,        ///< run the subroutine that starts at b
    Enter,       ///< subroutine entry: return if register a has a value of this frame; fault b if it is being computed
    Return,      ///< subroutine end: register a has a value of this frame from now on
    Fault,       ///< row a of Plan::faults
    Write,       ///< write register a to slot row dst of any storage; b = 1 when it may be undefined
    End
};
inline constexpr SigOp kLastStraight = SigOp::Ease;

struct SigInstruction {
    SigOp op = SigOp::End;
    std::uint32_t dst = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
};
static_assert(sizeof(SigInstruction) == 20);

inline constexpr std::uint32_t kNoRegister = 0xffffffff;

/// A stateful operation's parameters, with defaults filled in.
struct StatefulCode {
    StatefulOp op = StatefulOp::Unknown;
    double offset = 0;              ///< as written: fractions, negatives and NaN are outside every array
    double p0 = 0, p1 = 0, p2 = 0;  ///< rate | delayMs, bufferSize | delayFrames | divisions | attack, decay, peak
    std::uint32_t trigger = kNoRegister;  ///< sampleHold
};

struct PlanFault {
    FaultKind kind = FaultKind::BadReference;
    std::string message;
    std::string hint;
    SlotId slot = kNoSlot;
};

struct Plan {
    std::vector<PlanStep> steps;
    std::vector<SigInstruction> code;
    std::vector<double> numbers;  ///< immediates of the signal code
    std::vector<StatefulCode> stateful;
    std::vector<PlanFault> faults;
    std::vector<std::uint32_t> bus_sources;  ///< f64 elements, in publisher order
    std::vector<double> step_numbers;        ///< constants of NodeConst steps
    std::vector<PlanStep> grouped;           ///< copies of steps, see StepGroup
    std::vector<StepGroup> groups;

    /// Code that evaluates a signal when a field step asks for it: signal and first instruction.
    std::unordered_map<Ref, std::uint32_t> signals_on_demand;
    /// By signal node: its register. Nodes of one time kind share the register of the first of that kind.
    std::vector<std::uint32_t> signal_register;
    /// Registers set at the start of every frame; kNoRegister where no node of the kind exists.
    std::uint32_t t_abs_register = kNoRegister;
    std::uint32_t t_model_register = kNoRegister;
    std::uint32_t phase_register = kNoRegister;
    std::uint32_t wrap_register = kNoRegister;
    /// Registers with a value that never changes.
    std::vector<std::pair<std::uint32_t, double>> constants;
};

/// Lowers the program. `slots` is the program's own table.
[[nodiscard]] Plan make_plan(const Program& program, const SlotTable& slots);

/// Thrown inside the executor for the debuggee's failures that are not the stores'.
struct FaultError {
    FaultKind kind;
    std::string message;
    std::string hint;
    SlotId slot = kNoSlot;
};

}  // namespace slotscope
