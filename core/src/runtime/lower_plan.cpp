// SPDX-License-Identifier: MIT
// make_plan: one PlanStep per schedule step, in schedule order.
#include "runtime/lower.h"

namespace slotscope {

namespace {

struct StepLowering {
    LowerContext& context;
    SignalLowering& signals;

    PlanStep operator()(const TimeDeriveStep&) const { return {.op = PlanOp::Time}; }
    PlanStep operator()(const SignalEvalStep& step) const { return {.op = PlanOp::SignalCode, .a = signals.lower_step(step)}; }
    PlanStep operator()(const NodeEvalStep& step) const { return lower_node_step(context, step); }
    PlanStep operator()(const BusEvalStep& step) const { return lower_bus_step(context, step); }
    PlanStep operator()(const EventBusEvalStep&) const { return {.op = PlanOp::EventBus}; }
    PlanStep operator()(const DebugProbeStep&) const { return {.op = PlanOp::Probe}; }
    PlanStep operator()(const UnknownStep&) const { return {.op = PlanOp::Unknown}; }
    template <class Other>
    PlanStep operator()(const Other&) const {
        return {.op = PlanOp::Unsupported};
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
    return plan;
}

}  // namespace slotscope
