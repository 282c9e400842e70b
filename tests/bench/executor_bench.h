// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include "slotscope/program.h"

namespace slotscope::bench {

/// Frames of the program, without any observer: frames per second and seconds per slot write.
void run_frames(benchmark::State& state, const ProgramPtr& program);

}  // namespace slotscope::bench
