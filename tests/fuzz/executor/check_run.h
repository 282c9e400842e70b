// SPDX-License-Identifier: MIT
// The claims that hold for every program that can be created, whatever times and swaps it gets.
#pragma once

#include <cstdint>
#include <vector>

#include "slotscope/program.h"

namespace slotscope::fuzz {

struct Tally {
    std::uint64_t frames = 0;
    std::uint64_t faults = 0;
    std::uint64_t swaps = 0;
    std::uint64_t rejected_swaps = 0;
    std::uint64_t restores = 0;
};

/// Runs `frames` frames, with hot swaps to random ones of `others` at random frames, in three executors: two in whole
/// frames, one in steps. Claims: equal hashes and equal faults in all three after every frame and swap; every fault
/// names its frame, a step (or says that it is outside the steps) and a reason; a copy of the runtime does not change
/// while the runtime goes on; a snapshot, restored some frames and swaps later into the same executor or into a twin,
/// stands where it was taken, and gives the same frames again. Throws std::runtime_error naming the claim that fails and where.
Tally check_run(const ProgramPtr& program, const std::vector<ProgramPtr>& others, std::uint64_t seed,
                std::size_t frames);

}  // namespace slotscope::fuzz
