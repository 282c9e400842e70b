// SPDX-License-Identifier: MIT
// Lowers nodeEval and busEval steps: to arithmetic on f64 elements where every slot is f64, else to the generic form.
#include <fmt/format.h>

#include "runtime/lower.h"
#include "runtime/opcodes.h"

namespace slotscope {

namespace {

struct Arithmetic {
    PlanOp op;
    int inputs;
};

/// Opcodes with a direct form; `inputs` 0 where there is none.
Arithmetic arithmetic(std::int32_t opcode) {
    switch (opcode) {
        case opcode::Add: return {PlanOp::Add, 2};
        case opcode::Sub: return {PlanOp::Sub, 2};
        case opcode::Mul: return {PlanOp::Mul, 2};
        case opcode::Div: return {PlanOp::Div, 2};
        case opcode::Mod: return {PlanOp::Mod, 2};
        case opcode::Pow: return {PlanOp::Pow, 2};
        case opcode::Sin: return {PlanOp::Sin, 1};
        case opcode::Cos: return {PlanOp::Cos, 1};
        case opcode::Tan: return {PlanOp::Tan, 1};
        case opcode::Asin: return {PlanOp::Asin, 1};
        case opcode::Acos: return {PlanOp::Acos, 1};
        case opcode::Atan: return {PlanOp::Atan, 1};
        case opcode::Atan2: return {PlanOp::Atan2, 2};
        case opcode::Abs: return {PlanOp::Abs, 1};
        case opcode::Floor: return {PlanOp::Floor, 1};
        case opcode::Ceil: return {PlanOp::Ceil, 1};
        case opcode::Round: return {PlanOp::Round, 1};
        case opcode::Fract: return {PlanOp::Fract, 1};
        case opcode::Sign: return {PlanOp::Sign, 1};
        case opcode::Min: return {PlanOp::Min, 2};
        case opcode::Max: return {PlanOp::Max, 2};
        case opcode::Clamp: return {PlanOp::Clamp, 3};
        case opcode::Lerp: return {PlanOp::Lerp, 3};
        case opcode::Step: return {PlanOp::Step, 2};
        case opcode::Smoothstep: return {PlanOp::Smoothstep, 3};
        default: return {PlanOp::NodeGeneric, 0};
    }
}

/// Bus for modes that busEval does not have: they fault.
PlanOp bus_op(CombineMode mode) {
    switch (mode) {
        case CombineMode::Sum: return PlanOp::BusSum;
        case CombineMode::Average: return PlanOp::BusAverage;
        case CombineMode::Min: return PlanOp::BusMin;
        case CombineMode::Max: return PlanOp::BusMax;
        case CombineMode::Product: return PlanOp::BusProduct;
        case CombineMode::Last: return PlanOp::Pass;
        case CombineMode::First:
        case CombineMode::Merge:
        case CombineMode::Unknown: break;
    }
    return PlanOp::Bus;
}

}  // namespace

PlanStep lower_node_step(LowerContext& context, const NodeEvalStep& step) {
    const auto& nodes = context.program.nodes;
    if (!nodes) {
        return {.op = PlanOp::NodeFault,
                .a = context.add_fault(FaultKind::MissingTable,
                                       "the program has no node table, but this step evaluates a node")};
    }
    if (step.node < 0 || static_cast<std::size_t>(step.node) >= nodes->size()) {
        return {.op = PlanOp::NodeFault,
                .a = context.add_fault(
                    FaultKind::BadReference,
                    fmt::format("node {} does not exist (the node table has {} rows)", step.node, nodes->size()))};
    }
    const Node& node = (*nodes)[static_cast<std::size_t>(step.node)];
    const std::int32_t opcode = node.opcode.value_or(opcode::Const);
    const PlanStep generic{.op = PlanOp::NodeGeneric};
    if (step.outputs.empty()) return generic;

    PlanStep plan_step;
    plan_step.out = context.slots.find(step.outputs[0]);
    plan_step.out_offset = context.f64_element(step.outputs[0]);
    if (plan_step.out_offset == kNoRegister) return generic;
    if (opcode == opcode::Const) {
        const ConstPool& pool = context.program.constants;
        const double id = node.compiler_tag.value_or(0.0);
        if (!(id >= 0) || id >= static_cast<double>(pool.index.size()) ||
            id != static_cast<double>(static_cast<std::size_t>(id)))
            return generic;
        const Value value = pool.resolve(pool.index[static_cast<std::size_t>(id)]);
        if (value.number() == nullptr || pool.index[static_cast<std::size_t>(id)].kind == ConstKind::Unknown)
            return generic;
        plan_step.op = PlanOp::NodeConst;
        plan_step.number = static_cast<std::uint32_t>(context.plan.step_numbers.size());
        context.plan.step_numbers.push_back(*value.number());
        return plan_step;
    }
    Arithmetic form = arithmetic(opcode);
    if (opcode == opcode::Integrate || opcode == opcode::DelayMs) form = {PlanOp::Copy, 1};
    if (form.inputs == 0 || step.inputs.size() < static_cast<std::size_t>(form.inputs)) return generic;
    std::uint32_t* const operands[3] = {&plan_step.a, &plan_step.b, &plan_step.c};
    for (int i = 0; i < form.inputs; ++i) {
        *operands[i] = context.f64_element(step.inputs[static_cast<std::size_t>(i)]);
        if (*operands[i] == kNoRegister) return generic;
    }
    // Further inputs are read without effect, but a slot that does not exist faults when it is read.
    for (const SlotId input : step.inputs) {
        if (context.slots.find(input) == kNoSlotIndex) return generic;
    }
    plan_step.op = form.op;
    return plan_step;
}

PlanStep lower_bus_step(LowerContext& context, const BusEvalStep& step) {
    PlanStep plan_step{.op = PlanOp::Bus};
    plan_step.out = context.slots.find(step.out);
    plan_step.out_offset = context.f64_element(step.out);
    const PlanOp op = bus_op(step.combine.mode);
    if (plan_step.out_offset == kNoRegister || op == PlanOp::Bus) return plan_step;
    std::vector<std::uint32_t>& sources = context.plan.bus_sources;
    const std::size_t first = sources.size();
    for (const Publisher& publisher : step.publishers) {
        if (!publisher.is_enabled) continue;
        const std::uint32_t element = context.f64_element(publisher.source);
        if (element == kNoRegister) {
            sources.resize(first);
            return plan_step;
        }
        sources.push_back(element);
    }
    if (sources.size() == first) return plan_step;
    plan_step.op = op;
    plan_step.c = static_cast<std::uint32_t>(first);
    plan_step.b = static_cast<std::uint32_t>(sources.size() - first);
    if (op == PlanOp::Pass) {
        plan_step.a = sources.back();
        sources.resize(first);
    }
    return plan_step;
}

}  // namespace slotscope
