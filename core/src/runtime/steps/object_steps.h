// SPDX-License-Identifier: MIT
// One function per step kind that makes or takes objects. All throw FaultError and StoreError; what they wrote before
// stays.
#pragma once

#include "runtime/run_context.h"

namespace slotscope {

void run_materialize(RunContext& context, SignalScratch& scratch, const MaterializeStep& step);
void run_step(RunContext& context, const MaterializeColorStep& step);
void run_step(RunContext& context, const MaterializePathStep& step);
void run_step(RunContext& context, const MaterializeTestGeometryStep& step);
void run_step(RunContext& context, const RenderAssembleStep& step);
void run_step(RunContext& context, const CameraEvalStep& step);
void run_step(RunContext& context, const MeshMaterializeStep& step);
void run_step(RunContext& context, const ProjectInstancesStep& step);

}  // namespace slotscope
