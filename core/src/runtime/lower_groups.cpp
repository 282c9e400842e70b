// SPDX-License-Identifier: MIT
// Puts equal operations side by side: in runs of arithmetic steps, and in stretches of signal code without jumps.
#include "runtime/group_order.h"
#include "runtime/lower.h"

namespace slotscope {

namespace {

/// Shorter ones are not worth the entry into a group.
constexpr std::size_t kMinGroup = 4;

bool is_bus(PlanOp op) {
    return op == PlanOp::BusSum || op == PlanOp::BusAverage || op == PlanOp::BusMin || op == PlanOp::BusMax ||
           op == PlanOp::BusProduct;
}

/// How many of a, b, c are elements that the operation reads.
int input_count(PlanOp op) {
    switch (op) {
        case PlanOp::NodeConst: return 0;
        case PlanOp::Clamp:
        case PlanOp::Lerp:
        case PlanOp::Smoothstep: return 3;
        case PlanOp::Add:
        case PlanOp::Sub:
        case PlanOp::Mul:
        case PlanOp::Div:
        case PlanOp::Mod:
        case PlanOp::Pow:
        case PlanOp::Atan2:
        case PlanOp::Min:
        case PlanOp::Max:
        case PlanOp::Step: return 2;
        default: return 1;
    }
}

bool is_commutative(PlanOp op) {
    return op == PlanOp::Add || op == PlanOp::Mul || op == PlanOp::Min || op == PlanOp::Max;
}

void add_step(GroupOrder& order, const Plan& plan, const PlanStep& step) {
    const auto operation = static_cast<std::uint8_t>(step.op);
    const int inputs = is_bus(step.op) ? 0 : input_count(step.op);
    order.add(operation, {}, {});
    if (is_bus(step.op)) {
        for (std::uint32_t i = 0; i < step.b; ++i) order.add_read(plan.bus_sources[step.c + i]);
    }
    const std::uint32_t inputs_of[3] = {step.a, step.b, step.c};
    for (int i = 0; i < inputs; ++i) order.add_read(inputs_of[i]);
    order.add_write(step.out_offset);
}

/// Whether the instruction computes a register from others, or writes an f64 slot, and nothing else.
bool is_straight(SigOp op) { return op <= kLastStraight || op == SigOp::WriteF64; }

/// Resources of signal code: its registers, then the f64 elements, then one that keeps the writes in their order.
struct SignalResources {
    std::uint32_t registers;
    std::uint32_t elements;

    [[nodiscard]] std::uint32_t element(std::uint32_t element) const { return registers + element; }
    [[nodiscard]] std::uint32_t write_log() const { return registers + elements; }
    [[nodiscard]] std::size_t count() const { return std::size_t{registers} + elements + 1; }
};

void add_instruction(GroupOrder& order, const SignalResources& resources, const SigInstruction& i) {
    const auto operation = static_cast<std::uint8_t>(i.op);
    switch (i.op) {
        case SigOp::LoadSlotF64: order.add(operation, {resources.element(i.a)}, {i.dst}); return;
        case SigOp::WriteF64: order.add(operation, {i.a}, {resources.element(i.b), resources.write_log()}); return;
        case SigOp::Select: order.add(operation, {i.a, i.b, i.c}, {i.dst}); return;
        case SigOp::Add:
        case SigOp::Sub:
        case SigOp::Mul:
        case SigOp::Div:
        case SigOp::Mod:
        case SigOp::Pow:
        case SigOp::Atan2:
        case SigOp::Min:
        case SigOp::Max: order.add(operation, {i.a, i.b}, {i.dst}); return;
        case SigOp::DivideBy:
        case SigOp::ScaleBias:
        case SigOp::Clamp:
        case SigOp::Quantize:
        case SigOp::Ease: order.add(operation, {i.dst}, {i.dst}); return;
        default: order.add(operation, {i.a}, {i.dst}); return;
    }
}

void group_body(GroupOrder& order, const SignalResources& resources, std::vector<SigInstruction>& body) {
    std::vector<std::uint8_t> is_target(body.size() + 1);
    for (const SigInstruction& i : body) {
        if (i.op == SigOp::Jump || i.op == SigOp::JumpUnless) is_target[i.b] = 1;
    }
    std::vector<SigInstruction> stretch;
    for (std::size_t begin = 0; begin < body.size();) {
        std::size_t end = begin;
        while (end < body.size() && is_straight(body[end].op) && (end == begin || is_target[end] == 0)) ++end;
        if (end - begin >= kMinGroup) {
            stretch.assign(body.begin() + static_cast<std::ptrdiff_t>(begin),
                           body.begin() + static_cast<std::ptrdiff_t>(end));
            for (const SigInstruction& i : stretch) add_instruction(order, resources, i);
            std::size_t at = begin;
            for (const std::uint32_t i : order.take()) body[at++] = stretch[i];
        }
        begin = end == begin ? begin + 1 : end;
    }
}

}  // namespace

void group_steps(LowerContext& context) {
    Plan& plan = context.plan;
    GroupOrder order(context.slots.storage_size(Storage::F64));
    std::vector<std::uint32_t> group_of_row(context.slots.size());  // 1 + number of the last group that writes the row
    const auto can_join = [&](const PlanStep& step) {
        return is_arithmetic(step.op) && step.op != PlanOp::Copy && group_of_row[step.out] != plan.groups.size() + 1;
    };
    for (std::size_t begin = 0; begin < plan.steps.size();) {
        std::size_t end = begin;
        while (end < plan.steps.size() && can_join(plan.steps[end])) {
            group_of_row[plan.steps[end++].out] = static_cast<std::uint32_t>(plan.groups.size() + 1);
        }
        if (end - begin >= kMinGroup) {
            for (std::size_t i = begin; i < end; ++i) add_step(order, plan, plan.steps[i]);
            const StepGroup group{static_cast<std::uint32_t>(plan.grouped.size()),
                                  static_cast<std::uint32_t>(end - begin)};
            for (const std::uint32_t i : order.take()) {
                PlanStep step = plan.steps[begin + i];
                step.link = static_cast<StepIndex>(begin + i);
                const bool follows = plan.grouped.size() > group.first && step.b == plan.grouped.back().out_offset;
                if (follows && is_commutative(step.op)) std::swap(step.a, step.b);
                plan.grouped.push_back(step);
            }
            plan.steps[begin].link = static_cast<std::uint32_t>(plan.groups.size());
            plan.groups.push_back(group);
        }
        // Where a row comes again the next group begins with it: groups do not overlap.
        begin = end == begin ? begin + 1 : end;
    }
}

void group_straight_code(LowerContext& context, std::vector<std::vector<SigInstruction>>& bodies) {
    const SignalResources resources{static_cast<std::uint32_t>(context.plan.signal_register.size()),
                                    static_cast<std::uint32_t>(context.slots.storage_size(Storage::F64))};
    GroupOrder order(resources.count());
    for (auto& body : bodies) group_body(order, resources, body);
}

}  // namespace slotscope
