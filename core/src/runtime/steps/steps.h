// SPDX-License-Identifier: MIT
// The steps that make and take objects: materialised fields, geometry, render frames, cameras, meshes, projection.
// Each reads and writes slots through the context's store. All throw FaultError and StoreError.
#pragma once

#include "runtime/run_context.h"

namespace slotscope {

/// Runs a step of one of these kinds.
void run_object_step(RunContext& context, SignalScratch& scratch, const StepBody& body);

}  // namespace slotscope
