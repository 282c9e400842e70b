// SPDX-License-Identifier: MIT
#include "runtime/steps/steps.h"

#include <fmt/format.h>

namespace slotscope {

void run_object_step(RunContext& context, SignalScratch&, const StepBody&) {
    throw FaultError{FaultKind::Unsupported, fmt::format("{} steps are not supported yet", context.program.steps[context.step].kind_name()), {}};
}

}  // namespace slotscope
