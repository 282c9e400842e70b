// SPDX-License-Identifier: MIT
// SignalLowering: the code of each node kind. Rules: 0 for a missing input, the chain is checked after its source is
// evaluated, Div and Mod by zero give 0 here (not in nodeEval).
#include <fmt/format.h>

#include "program/signal_graph.h"
#include "runtime/lower.h"
#include "runtime/opcodes.h"

namespace slotscope {

namespace {

SigOp unary_op(std::int32_t opcode) {
    switch (opcode) {
        case opcode::Sin: return SigOp::Sin;
        case opcode::Cos: return SigOp::Cos;
        case opcode::Tan: return SigOp::Tan;
        case opcode::Asin: return SigOp::Asin;
        case opcode::Acos: return SigOp::Acos;
        case opcode::Atan: return SigOp::Atan;
        case opcode::Abs: return SigOp::Abs;
        case opcode::Floor: return SigOp::Floor;
        case opcode::Ceil: return SigOp::Ceil;
        case opcode::Round: return SigOp::Round;
        case opcode::Fract: return SigOp::Fract;
        case opcode::Sign: return SigOp::Sign;
        default: return SigOp::End;
    }
}

SigOp binary_op(std::int32_t opcode) {
    switch (opcode) {
        case opcode::Add: return SigOp::Add;
        case opcode::Sub: return SigOp::Sub;
        case opcode::Mul: return SigOp::Mul;
        case opcode::Div: return SigOp::Div;
        case opcode::Mod: return SigOp::Mod;
        case opcode::Pow: return SigOp::Pow;
        case opcode::Min: return SigOp::Min;
        case opcode::Max: return SigOp::Max;
        case opcode::Atan2: return SigOp::Atan2;
        default: return SigOp::End;
    }
}

bool is_pass_through(const SigBusCombine& bus) {
    return bus.terms.size() == 1 || bus.combine.mode == CombineMode::First || bus.combine.mode == CombineMode::Last;
}

Ref passed_term(const SigBusCombine& bus) {
    return bus.terms.size() == 1 || bus.combine.mode == CombineMode::First ? bus.terms.front() : bus.terms.back();
}

}  // namespace

bool is_unary_signal_opcode(std::int32_t opcode) noexcept { return unary_op(opcode) != SigOp::End; }

bool is_binary_signal_opcode(std::int32_t opcode) noexcept { return binary_op(opcode) != SigOp::End; }

std::uint32_t SignalLowering::emit(SigOp op, std::uint32_t dst, std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    bodies_.back().code.push_back({op, dst, a, b, c});
    return here() - 1;
}

void SignalLowering::emit_fault(FaultKind kind, std::string message, std::string hint, SlotId slot) {
    emit(SigOp::Fault, 0, context_.add_fault(kind, std::move(message), std::move(hint), slot));
}

std::uint32_t SignalLowering::number(double value) {
    context_.plan.numbers.push_back(value);
    return static_cast<std::uint32_t>(context_.plan.numbers.size() - 1);
}

bool SignalLowering::may_be_undefined(std::uint32_t node) const {
    const auto& body = (*nodes_)[node].body;
    if (const auto* stateful = std::get_if<SigStateful>(&body)) {
        return stateful->op == StatefulOp::SampleHold || stateful->op == StatefulOp::DelayMs ||
               stateful->op == StatefulOp::DelayFrames;
    }
    if (const auto* bus = std::get_if<SigBusCombine>(&body)) return !bus->terms.empty() && is_pass_through(*bus);
    return std::holds_alternative<SigSelect>(body) || std::holds_alternative<SigTransform>(body);
}

void SignalLowering::emit_copy(std::uint32_t node, Ref source, bool was_cached) {
    const bool keeps_undefined = !was_cached && may_be_undefined(static_cast<std::uint32_t>(source));
    emit(keeps_undefined ? SigOp::Copy : SigOp::CopyNumber, reg(node), reg(source));
}

void SignalLowering::finish(std::uint32_t node) {
    const auto& body = (*nodes_)[node].body;
    if (const auto* input = std::get_if<SigInputSlot>(&body)) {
        emit_input_slot(node, input->slot);
    } else if (const auto* map = std::get_if<SigMap>(&body)) {
        if (map->fn.is_kernel) {
            emit_fault(FaultKind::Unsupported,
                       fmt::format("signal {} uses kernel \"{}\", which no runtime has", node, map->fn.kernel_id));
        } else if (!is_unary_signal_opcode(map->fn.opcode)) {
            emit_fault(FaultKind::UnknownKind,
                       fmt::format("signal {} maps with opcode {}, which takes not one number", node, map->fn.opcode));
        } else {
            emit(unary_op(map->fn.opcode), reg(node), reg(map->source));
        }
    } else if (const auto* zip = std::get_if<SigZip>(&body)) {
        const SigOp op = binary_op(zip->fn.opcode);
        if (zip->fn.is_kernel) {
            emit_fault(FaultKind::Unsupported,
                       fmt::format("signal {} uses kernel \"{}\", which no runtime has", node, zip->fn.kernel_id));
        } else if (op == SigOp::End) {
            emit_fault(FaultKind::UnknownKind,
                       fmt::format("signal {} zips with opcode {}, which takes not two numbers", node, zip->fn.opcode));
        } else {
            emit(op, reg(node), reg(zip->a), reg(zip->b));
        }
    } else if (const auto* transform = std::get_if<SigTransform>(&body)) {
        emit_transform(node, *transform);
    } else if (const auto* bus = std::get_if<SigBusCombine>(&body)) {
        emit_bus(node, *bus);
    } else if (const auto* stateful = std::get_if<SigStateful>(&body)) {
        emit_stateful(node, *stateful);
    } else if (const auto* constant = std::get_if<SigConst>(&body)) {
        emit_fault(FaultKind::BadReference,
                   fmt::format("signal {} needs constant {}, but constants.json has {} rows", node, constant->constant,
                               context_.program.constants.json.size()));
    } else if (const auto* closure = std::get_if<SigClosure>(&body)) {
        emit_fault(FaultKind::Unsupported, fmt::format("signal {} calls closure \"{}\", which lives in the editor only",
                                                       node, closure->closure_id));
    } else if (const auto* unknown = std::get_if<SigUnknown>(&body)) {
        emit_fault(FaultKind::UnknownKind, fmt::format("signal {} has unknown kind \"{}\"", node, unknown->kind));
    }
    mark(node);
}

void SignalLowering::emit_input_slot(std::uint32_t node, SlotId slot) {
    const SlotIndex row = context_.slots.find(slot);
    if (row == kNoSlotIndex) {
        emit_fault(FaultKind::UnknownSlot,
                   fmt::format("signal {} reads slot {}, which the program does not have", node, slot),
                   "Declare the slot in slotMeta", slot);
    } else if (context_.slots[row].storage == Storage::F64) {
        emit(SigOp::LoadSlotF64, reg(node), context_.slots[row].offset);
    } else {
        emit(SigOp::LoadSlot, reg(node), row);
    }
}

void SignalLowering::emit_transform(std::uint32_t node, const SigTransform& transform) {
    const auto& chains = context_.program.transforms;
    if (transform.chain < 0 || static_cast<std::size_t>(transform.chain) >= chains.size()) {
        emit_fault(FaultKind::BadReference,
                   fmt::format("signal {} uses transform chain {}, but the table has {} chains", node, transform.chain,
                               chains.size()));
        return;
    }
    const std::uint32_t dst = reg(node);
    if (is_node(transform.source))
        emit_copy(node, transform.source, was_cached_[static_cast<std::size_t>(transform.source)] != 0);
    for (const TransformStep& step : chains[static_cast<std::size_t>(transform.chain)].steps) {
        switch (step.kind) {
            case TransformKind::ScaleBias: {
                const std::uint32_t first = number(step.a);
                static_cast<void>(number(step.b));
                emit(SigOp::ScaleBias, dst, first);
                break;
            }
            case TransformKind::Normalize: emit(SigOp::Clamp, dst, number(step.unit_range ? 0.0 : -1.0)); break;
            case TransformKind::Quantize: emit(SigOp::Quantize, dst, number(step.a)); break;
            case TransformKind::Ease:
                if (const auto curve = math::easing_curve(step.a)) {
                    emit(SigOp::Ease, dst, static_cast<std::uint32_t>(*curve));
                } else {
                    emit_fault(FaultKind::BadReference,
                               fmt::format("signal {} eases with curve {}; curves are 0 to 6", node, step.a));
                }
                break;
            case TransformKind::Map:
                if (step.fn.is_kernel) {
                    emit_fault(FaultKind::Unsupported, fmt::format("signal {} uses kernel \"{}\", which no runtime has",
                                                                   node, step.fn.kernel_id));
                } else if (!is_unary_signal_opcode(step.fn.opcode)) {
                    emit_fault(
                        FaultKind::UnknownKind,
                        fmt::format("signal {} maps with opcode {}, which takes not one number", node, step.fn.opcode));
                } else {
                    emit(unary_op(step.fn.opcode), dst, dst);
                }
                break;
            case TransformKind::Slew: {
                StatefulCode code;
                code.op = StatefulOp::Slew;
                code.offset = step.b;
                code.p0 = step.a;
                context_.plan.stateful.push_back(code);
                emit(SigOp::Slew, dst, static_cast<std::uint32_t>(context_.plan.stateful.size() - 1));
                break;
            }
            case TransformKind::Cast:
                emit_fault(FaultKind::Unsupported,
                           fmt::format("signal {} casts with \"{}\"; casts have no runtime", node, step.name));
                break;
            case TransformKind::Unknown:
                emit_fault(FaultKind::UnknownKind,
                           fmt::format("signal {} has a transform step of unknown kind \"{}\"", node, step.name));
                break;
        }
    }
}

void SignalLowering::emit_bus(std::uint32_t node, const SigBusCombine& bus) {
    const std::uint32_t dst = reg(node);
    if (bus.terms.empty()) {
        context_.plan.constants.emplace_back(dst, bus.combine.default_value.value_or(0.0));
        return;
    }
    const CombineMode mode = bus.combine.mode;
    if (is_pass_through(bus)) {
        const Ref term = passed_term(bus);
        if (is_node(term)) emit_copy(node, term, was_cached_[static_cast<std::size_t>(term)] != 0);
        return;
    }
    const bool adds = mode == CombineMode::Sum || mode == CombineMode::Average;
    if (!adds && mode != CombineMode::Min && mode != CombineMode::Max) {
        emit_fault(FaultKind::UnknownKind,
                   fmt::format("signal {} combines with mode \"{}\"; modes are sum, average, min, max, first, last",
                               node, bus.combine.name));
        return;
    }
    if (adds) emit(SigOp::AddZero, dst, reg(bus.terms[0]));
    const SigOp op = adds ? SigOp::Add : mode == CombineMode::Min ? SigOp::Min : SigOp::Max;
    for (std::size_t i = 1; i < bus.terms.size(); ++i)
        emit(op, dst, i == 1 && !adds ? reg(bus.terms[0]) : dst, reg(bus.terms[i]));
    if (mode == CombineMode::Average) emit(SigOp::DivideBy, dst, number(static_cast<double>(bus.terms.size())));
}

void SignalLowering::emit_stateful(std::uint32_t node, const SigStateful& stateful) {
    StatefulCode code;
    code.op = stateful.op;
    code.offset = stateful.param_or("stateOffset", 0);
    switch (stateful.op) {
        case StatefulOp::Integrate:
        case StatefulOp::EdgeDetectWrap: break;
        case StatefulOp::SampleHold:
            if (const double* trigger = stateful.param("trigger")) code.trigger = reg(ref_of_param(*trigger));
            break;
        case StatefulOp::Slew: code.p0 = stateful.param_or("rate", 1); break;
        case StatefulOp::DelayMs:
            code.p0 = stateful.param_or("delayMs", 100);
            code.p1 = stateful.param_or("bufferSize", 64);
            break;
        case StatefulOp::DelayFrames: code.p0 = stateful.param_or("delayFrames", 1); break;
        case StatefulOp::PulseDivider: code.p0 = stateful.param_or("divisions", 4); break;
        case StatefulOp::EnvelopeAD:
            code.p0 = stateful.param_or("attack", 50);
            code.p1 = stateful.param_or("decay", 500);
            code.p2 = stateful.param_or("peak", 1);
            break;
        case StatefulOp::Unknown:
            emit_fault(FaultKind::UnknownKind,
                       fmt::format("signal {} has unknown stateful operation \"{}\"", node, stateful.op_name));
            return;
    }
    context_.plan.stateful.push_back(code);
    const std::uint32_t input = stateful.input && is_node(*stateful.input) ? reg(*stateful.input) : kNoRegister;
    emit(SigOp::Stateful, reg(node), static_cast<std::uint32_t>(context_.plan.stateful.size() - 1), input);
}

void SignalLowering::emit_output(const SignalOutput& output, bool was_cached) {
    const SlotIndex row = context_.slots.find(output.slot);
    if (row == kNoSlotIndex) {
        emit_fault(FaultKind::UnknownSlot, fmt::format("writes slot {}, which the program does not have", output.slot),
                   {}, output.slot);
        return;
    }
    const SlotMeta& slot = context_.slots[row];
    if (slot.storage == Storage::F64) {
        emit(SigOp::WriteF64, row, reg(output.signal), slot.offset);
        return;
    }
    const bool undefined = !was_cached && may_be_undefined(static_cast<std::uint32_t>(output.signal));
    emit(SigOp::Write, row, reg(output.signal), undefined ? 1 : 0);
}

}  // namespace slotscope
