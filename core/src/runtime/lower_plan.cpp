// SPDX-License-Identifier: MIT
// make_plan: one PlanStep per schedule step, in schedule order.
#include "runtime/lower.h"

namespace slotscope {

namespace {

struct StepLowering {
    LowerContext& context;
    SignalLowering& signals;

    PlanStep operator()(const TimeDeriveStep&) const { return {.op = PlanOp::Time}; }
    PlanStep operator()(const SignalEvalStep& step) const {
        return {.op = PlanOp::SignalCode, .a = signals.lower_step(step)};
    }
    PlanStep operator()(const NodeEvalStep& step) const { return lower_node_step(context, step); }
    PlanStep operator()(const BusEvalStep& step) const { return lower_bus_step(context, step); }
    PlanStep operator()(const EventBusEvalStep&) const { return {.op = PlanOp::EventBus}; }
    PlanStep operator()(const DebugProbeStep&) const { return {.op = PlanOp::Probe}; }
    PlanStep operator()(const UnknownStep&) const { return {.op = PlanOp::Unknown}; }
    PlanStep operator()(const MaterializeStep&) const {
        if (!context.program.fields) return {.op = PlanOp::Object};
        // Which fields a step needs is found when it runs; every signal that a field broadcasts must be reachable by then.
        for (const FieldNode& field : *context.program.fields) {
            const auto* broadcast = std::get_if<FieldBroadcastSig>(&field.body);
            if (broadcast == nullptr || context.plan.signals_on_demand.contains(broadcast->signal)) continue;
            context.plan.signals_on_demand.emplace(broadcast->signal, signals.lower_on_demand(broadcast->signal));
        }
        return {.op = PlanOp::Object};
    }
    template <class Other>
    PlanStep operator()(const Other&) const {
        return {.op = PlanOp::Object};
    }
};

}  // namespace

Plan make_plan(const Program& program, const SlotTable& slots) {
    Plan plan;
    plan.steps.reserve(program.steps.size());
    LowerContext context{program, slots, plan};
    SignalLowering signals(context);
    for (const Step& step : program.steps) plan.steps.push_back(std::visit(StepLowering{context, signals}, step.body));
    signals.link();
    group_steps(context);
    return plan;
}

}  // namespace slotscope
