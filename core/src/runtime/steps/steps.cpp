// SPDX-License-Identifier: MIT
#include "runtime/steps/steps.h"

#include "runtime/steps/object_steps.h"
#include "slotscope/assert.h"

namespace slotscope {

namespace {

struct StepRunner {
    RunContext& context;
    SignalScratch& scratch;

    void operator()(const MaterializeStep& step) const { run_materialize(context, scratch, step); }
    template <class Other>
    void operator()(const Other& step) const {
        if constexpr (requires { run_step(context, step); }) run_step(context, step);
        else SLOTSCOPE_ASSERT(false, "the plan sends only steps of these kinds here");
    }
};

}  // namespace

void run_object_step(RunContext& context, SignalScratch& scratch, const StepBody& body) {
    std::visit(StepRunner{context, scratch}, body);
}

}  // namespace slotscope
