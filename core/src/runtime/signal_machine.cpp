// SPDX-License-Identifier: MIT
// Runs signal code over the registers of the frame cache.
#include <cmath>
#include <fmt/format.h>

#include "runtime/math/easing.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/run_context.h"

namespace slotscope {

namespace {

/// A number from a slot that is not f64. Signals do not convert: objects must hold a number.
double load_number(RunContext& context, SlotIndex row) {
    const SlotMeta& slot = context.runtime.values.slots()[row];
    if (slot.storage != Storage::Object) return context.runtime.values.number_at(row);
    const Value& value = context.runtime.values.objects()[slot.offset];
    if (const double* number = value.number()) return *number;
    throw FaultError{
        FaultKind::NotANumber,
        fmt::format("a signal reads slot {}, which holds no number but {}", slot.slot, kind_name(value.kind())),
        "Look at what writes the slot", slot.slot};
}

struct Operands {
    const double* r;  ///< registers
    const double* n;  ///< numbers
    const double* f;  ///< f64 slots
};

/// What a straight instruction puts into its register.
[[gnu::always_inline]] inline double evaluate(SigOp op, const SigInstruction& i, const Operands& in) {
    const double* const r = in.r;
    const double* const n = in.n;
    switch (op) {
        case SigOp::LoadSlotF64: return in.f[i.a];
        case SigOp::CopyNumber: return r[i.a] == r[i.a] ? r[i.a] : math::kNaN;
        case SigOp::Sin: return math::sin(r[i.a]);
        case SigOp::Cos: return math::cos(r[i.a]);
        case SigOp::Tan: return math::tan(r[i.a]);
        case SigOp::Asin: return math::asin(r[i.a]);
        case SigOp::Acos: return math::acos(r[i.a]);
        case SigOp::Atan: return math::atan(r[i.a]);
        case SigOp::Abs: return std::fabs(r[i.a]);
        case SigOp::Floor: return std::floor(r[i.a]);
        case SigOp::Ceil: return std::ceil(r[i.a]);
        case SigOp::Round: return math::js_round(r[i.a]);
        case SigOp::Fract: return math::fract(r[i.a]);
        case SigOp::Sign: return math::js_sign(r[i.a]);
        case SigOp::Add: return r[i.a] + r[i.b];
        case SigOp::Sub: return r[i.a] - r[i.b];
        case SigOp::Mul: return r[i.a] * r[i.b];
        // Not zero, so NaN divides; the rule is for signals only.
        case SigOp::Div: return r[i.b] != 0 ? r[i.a] / r[i.b] : 0;
        case SigOp::Mod: return r[i.b] != 0 ? math::js_mod(r[i.a], r[i.b]) : 0;
        case SigOp::Pow: return math::pow(r[i.a], r[i.b]);
        case SigOp::Atan2: return math::atan2(r[i.a], r[i.b]);
        case SigOp::Min: return math::js_min(r[i.a], r[i.b]);
        case SigOp::Max: return math::js_max(r[i.a], r[i.b]);
        case SigOp::Select: {
            const double chosen = r[r[i.c] > 0.5 ? i.a : i.b];
            return chosen == chosen ? chosen : math::kNaN;
        }
        case SigOp::AddZero: return 0.0 + r[i.a];
        case SigOp::DivideBy: return r[i.dst] / n[i.a];
        case SigOp::ScaleBias: return r[i.dst] * n[i.a] + n[i.a + 1];
        case SigOp::Clamp: return math::js_max(n[i.a], math::js_min(1.0, r[i.dst]));
        case SigOp::Quantize: return math::js_round(r[i.dst] / n[i.a]) * n[i.a];
        case SigOp::Ease: return math::ease(static_cast<math::EasingCurve>(i.a), r[i.dst]);
        default: return r[i.a];  // Copy
    }
}

/// Runs the straight instruction at `at` and those of the same operation that follow; returns the first other one (there
/// is one: code ends with End). By bisection and with a loop for each operation, for the reason given in arithmetic.cpp.
template <int kLow, int kHigh>
const SigInstruction* dispatch_straight(const SigInstruction* at, double* r, const Operands& in) {
    if constexpr (kLow == kHigh) {
        constexpr auto kOp = static_cast<SigOp>(kLow);
        do {
            r[at->dst] = evaluate(kOp, *at, in);
            ++at;
        } while (at->op == kOp);
        return at;
    } else {
        constexpr int kMiddle = (kLow + kHigh) / 2;
        if (static_cast<int>(at->op) <= kMiddle) return dispatch_straight<kLow, kMiddle>(at, r, in);
        return dispatch_straight<kMiddle + 1, kHigh>(at, r, in);
    }
}

/// The same for writes to f64 slots.
const SigInstruction* run_writes(ValueStore& values, const SigInstruction* at, const double* r) {
    ValueStore::WriteRun run(values);
    do {
        run.write_f64(at->dst, at->b, r[at->a]);
        ++at;
    } while (at->op == SigOp::WriteF64);
    return at;
}

[[noreturn]] void raise(const PlanFault& fault) { throw FaultError{fault.kind, fault.message, fault.hint, fault.slot}; }

}  // namespace

void run_signal_code(RunContext& context, SignalScratch& scratch, std::uint32_t start) {
    const Plan& plan = context.plan;
    RuntimeState& runtime = context.runtime;
    double* const r = runtime.cache.signal_value.data();
    std::uint32_t* const stamp = runtime.cache.signal_stamp.data();
    const std::uint32_t frame = runtime.cache.frame_id;
    const Operands in{r, plan.numbers.data(), runtime.values.f64().data()};
    scratch.return_stack.clear();

    for (const SigInstruction* at = plan.code.data() + start;; ++at) {
        const SigInstruction& i = *at;
        if (i.op <= kLastStraight) {
            at = dispatch_straight<0, static_cast<int>(kLastStraight)>(at, r, in) - 1;
            continue;
        }
        switch (i.op) {
            case SigOp::WriteF64: at = run_writes(runtime.values, at, r) - 1; break;
            case SigOp::LoadSlot: r[i.dst] = load_number(context, i.a); break;
            case SigOp::Slew: r[i.dst] = run_slew(context, plan.stateful[i.a], r[i.dst]); break;
            case SigOp::Stateful: {
                const StatefulCode& code = plan.stateful[i.a];
                r[i.dst] = run_stateful(context, code, i.b == kNoRegister ? 0.0 : r[i.b],
                                        code.trigger == kNoRegister ? 0.0 : r[code.trigger]);
                break;
            }
            case SigOp::Select: {
                const double both[2] = {r[i.b], r[i.a]};  // indexed, not branched on
                const double chosen = both[r[i.c] > 0.5 ? 1 : 0];
                r[i.dst] = chosen == chosen ? chosen : math::kNaN;
                break;
            }
            case SigOp::JumpUnless:
                if (!(r[i.a] > 0.5)) at = plan.code.data() + i.b - 1;
                break;
            case SigOp::Jump: at = plan.code.data() + i.b - 1; break;
            case SigOp::Call:
                scratch.return_stack.push_back(static_cast<std::uint32_t>(at - plan.code.data()));
                at = plan.code.data() + i.b - 1;
                break;
            case SigOp::Enter:
                if (stamp[i.a] == frame) {
                    if (r[i.a] != r[i.a]) r[i.a] = math::kNaN;  // undefined is told once
                    at = plan.code.data() + scratch.return_stack.back();
                    scratch.return_stack.pop_back();
                } else if (i.b != kNoRegister) {
                    if (scratch.active_stamps[i.a] == frame) raise(plan.faults[i.b]);
                    scratch.active_stamps[i.a] = frame;
                }
                break;
            case SigOp::Return:
                stamp[i.a] = frame;
                at = plan.code.data() + scratch.return_stack.back();
                scratch.return_stack.pop_back();
                break;
            case SigOp::Fault: raise(plan.faults[i.a]);
            case SigOp::Write:
                if (i.b != 0 && is_undefined_signal(r[i.a])) store_value(context, i.dst, Value());
                else store_number(context, i.dst, r[i.a]);
                break;
            default: return;  // End
        }
    }
}

double evaluate_signal(RunContext& context, SignalScratch& scratch, Ref signal) {
    run_signal_code(context, scratch, context.plan.signals_on_demand.at(signal));
    return context.runtime.cache.signal_value[context.plan.signal_register[static_cast<std::size_t>(signal)]];
}

}  // namespace slotscope
