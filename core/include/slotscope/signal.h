// SPDX-License-Identifier: MIT
// The signal expression table: one row per node, rows refer to each other by index (a DAG when the program is sound).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "slotscope/ids.h"
#include "slotscope/types.h"

namespace slotscope {

struct SigConst {
    Ref constant = kNoRef;
};  ///< row of `ConstPool::json`, not of its index
struct SigTimeAbsMs {};
struct SigTimeModelMs {};
struct SigPhase01 {};
struct SigWrapEvent {};
struct SigInputSlot {
    SlotId slot = kNoSlot;
};
struct SigMap {
    Ref source = kNoRef;
    PureFn fn;
};
struct SigZip {
    Ref a = kNoRef;
    Ref b = kNoRef;
    PureFn fn;
};
struct SigSelect {
    Ref condition = kNoRef;
    Ref if_true = kNoRef;
    Ref if_false = kNoRef;
};
struct SigTransform {
    Ref source = kNoRef;
    Ref chain = kNoRef;
};
struct SigBusCombine {
    Ref bus = kNoRef;
    std::vector<Ref> terms;
    Combine combine;
};
struct SigClosure {
    std::string closure_id;
};
struct SigUnknown {
    std::string kind;
};

enum class StatefulOp : std::uint8_t {
    Integrate,
    SampleHold,
    Slew,
    DelayMs,
    DelayFrames,
    EdgeDetectWrap,
    PulseDivider,
    EnvelopeAD,
    Unknown
};

/// "integrate", "sampleHold", … as programs write them.
[[nodiscard]] std::string_view stateful_op_name(StatefulOp op) noexcept;

struct SigStateful {
    StatefulOp op = StatefulOp::Unknown;
    std::string op_name;
    std::optional<Ref> input;  ///< 0 where absent
    std::string state_id;      ///< names the cell for people; execution uses `stateOffset` only
    /// Numbers by name: stateOffset, trigger, rate, delayMs, bufferSize, delayFrames, divisions, attack, decay, peak.
    /// Kept as doubles, since odd values (fractions, NaN) have defined results.
    std::vector<std::pair<std::string, double>> params;

    /// Null when the program does not give the parameter.
    [[nodiscard]] const double* param(std::string_view name) const noexcept;
    [[nodiscard]] double param_or(std::string_view name, double fallback) const noexcept;
};

struct SignalNode {
    TypeIndex type = 0;
    std::variant<SigConst, SigTimeAbsMs, SigTimeModelMs, SigPhase01, SigWrapEvent, SigInputSlot, SigMap, SigZip,
                 SigSelect, SigTransform, SigBusCombine, SigStateful, SigClosure, SigUnknown>
        body;
};

}  // namespace slotscope
