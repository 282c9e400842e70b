// SPDX-License-Identifier: MIT
// Generated programs for benchmarks, in the shapes that compiled patches have.
#pragma once

#include "slotscope/program.h"

namespace slotscope::bench {

/// `slots` steps in a row, each reading the one before: add, multiply, max in turn.
[[nodiscard]] ProgramPtr chain_program(std::size_t slots);
/// Half the slots are signals of the phase, the other half a binary tree of node and bus steps over them.
[[nodiscard]] ProgramPtr tree_program(std::size_t slots);
/// Signals of every pure kind, then nodes and three-publisher buses of all modes over random earlier slots (seeded).
[[nodiscard]] ProgramPtr mixed_program(std::size_t slots);

struct ProgramShape {
    const char* name;
    ProgramPtr (*make)(std::size_t slots);
};
inline constexpr ProgramShape kProgramShapes[] = {
    {"chain", chain_program}, {"tree", tree_program}, {"mixed", mixed_program}};

}  // namespace slotscope::bench
