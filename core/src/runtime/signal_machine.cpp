// SPDX-License-Identifier: MIT
// Runs signal code over the registers of the frame cache.
#include <cmath>
#include <fmt/format.h>

#include "runtime/math/easing.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/opcodes.h"
#include "runtime/run_context.h"

namespace slotscope {

namespace {

double unary(std::int32_t opcode, double x) {
    switch (opcode) {
        case opcode::Sin: return math::sin(x);
        case opcode::Cos: return math::cos(x);
        case opcode::Tan: return math::tan(x);
        case opcode::Asin: return math::asin(x);
        case opcode::Acos: return math::acos(x);
        case opcode::Atan: return math::atan(x);
        case opcode::Abs: return std::fabs(x);
        case opcode::Floor: return std::floor(x);
        case opcode::Ceil: return std::ceil(x);
        case opcode::Round: return math::js_round(x);
        case opcode::Fract: return math::fract(x);
        default: return math::js_sign(x);
    }
}

/// A number from a slot that is not f64. Signals do not convert: objects must hold a number.
double load_number(RunContext& context, SlotIndex row) {
    const SlotMeta& slot = context.runtime.values.slots()[row];
    if (slot.storage != Storage::Object) return context.runtime.values.number_at(row);
    const Value& value = context.runtime.values.objects()[slot.offset];
    if (const double* number = value.number()) return *number;
    throw FaultError{FaultKind::NotANumber, fmt::format("a signal reads slot {}, which holds no number but {}", slot.slot, kind_name(value.kind())),
                     "Look at what writes the slot", slot.slot};
}

[[noreturn]] void raise(const PlanFault& fault) {
    throw FaultError{fault.kind, fault.message, fault.hint, fault.slot};
}

}  // namespace

void run_signal_code(RunContext& context, SignalScratch& scratch, std::uint32_t start) {
    const Plan& plan = context.plan;
    RuntimeState& runtime = context.runtime;
    double* const r = runtime.cache.signal_value.data();
    std::uint32_t* const stamp = runtime.cache.signal_stamp.data();
    const std::uint32_t frame = runtime.cache.frame_id;
    const double* const n = plan.numbers.data();
    scratch.return_stack.clear();

    for (const SigInstruction* at = plan.code.data() + start;; ++at) {
        const SigInstruction& i = *at;
        switch (i.op) {
            case SigOp::LoadSlotF64: r[i.dst] = runtime.values.f64()[i.a]; break;
            case SigOp::LoadSlot: r[i.dst] = load_number(context, i.a); break;
            case SigOp::Copy: r[i.dst] = r[i.a]; break;
            case SigOp::CopyNumber: r[i.dst] = r[i.a] == r[i.a] ? r[i.a] : math::kNaN; break;
            case SigOp::Unary: r[i.dst] = unary(static_cast<std::int32_t>(i.b), r[i.a]); break;
            case SigOp::Add: r[i.dst] = r[i.a] + r[i.b]; break;
            case SigOp::Sub: r[i.dst] = r[i.a] - r[i.b]; break;
            case SigOp::Mul: r[i.dst] = r[i.a] * r[i.b]; break;
            // Not zero, so NaN divides; the rule is for signals only.
            case SigOp::Div: r[i.dst] = r[i.b] != 0 ? r[i.a] / r[i.b] : 0; break;
            case SigOp::Mod: r[i.dst] = r[i.b] != 0 ? math::js_mod(r[i.a], r[i.b]) : 0; break;
            case SigOp::Pow: r[i.dst] = math::pow(r[i.a], r[i.b]); break;
            case SigOp::Atan2: r[i.dst] = math::atan2(r[i.a], r[i.b]); break;
            case SigOp::Min: r[i.dst] = math::js_min(r[i.a], r[i.b]); break;
            case SigOp::Max: r[i.dst] = math::js_max(r[i.a], r[i.b]); break;
            case SigOp::AddZero: r[i.dst] = 0.0 + r[i.a]; break;
            case SigOp::DivideBy: r[i.dst] = r[i.dst] / n[i.a]; break;
            case SigOp::ScaleBias: r[i.dst] = r[i.dst] * n[i.a] + n[i.a + 1]; break;
            case SigOp::Clamp: r[i.dst] = math::js_max(n[i.a], math::js_min(1.0, r[i.dst])); break;
            case SigOp::Quantize: r[i.dst] = math::js_round(r[i.dst] / n[i.a]) * n[i.a]; break;
            case SigOp::Ease: r[i.dst] = math::ease(static_cast<math::EasingCurve>(i.a), r[i.dst]); break;
            case SigOp::Slew: r[i.dst] = run_slew(context, plan.stateful[i.a], r[i.dst]); break;
            case SigOp::Stateful: {
                const StatefulCode& code = plan.stateful[i.a];
                r[i.dst] = run_stateful(context, code, i.b == kNoRegister ? 0.0 : r[i.b],
                                        code.trigger == kNoRegister ? 0.0 : r[code.trigger]);
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
            case SigOp::WriteF64: runtime.values.write_f64(i.dst, i.b, r[i.a]); break;
            case SigOp::Write:
                if (i.b != 0 && is_undefined_signal(r[i.a])) store_value(context, i.dst, Value());
                else store_number(context, i.dst, r[i.a]);
                break;
            case SigOp::End: return;
        }
    }
}

double evaluate_signal(RunContext& context, SignalScratch& scratch, Ref signal) {
    run_signal_code(context, scratch, context.plan.signals_on_demand.at(signal));
    return context.runtime.cache.signal_value[context.plan.signal_register[static_cast<std::size_t>(signal)]];
}

}  // namespace slotscope
