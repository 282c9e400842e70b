// SPDX-License-Identifier: MIT
// Writes built programs as the JSON that programs are loaded from, so that other runtimes can run the same. Only what the
// generated benchmark programs use: time, signals, nodes, buses, f64 slots.
#pragma once

#include <string>

#include "slotscope/program.h"

namespace slotscope::bench {

/// Aborts on a step or signal of another kind.
[[nodiscard]] std::string program_json(const Program& program);

}  // namespace slotscope::bench
