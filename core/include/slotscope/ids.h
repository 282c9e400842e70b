// SPDX-License-Identifier: MIT
// Names for the numbers that identify things of a program, so that signatures say what they take.
#pragma once

#include <cstdint>
#include <limits>

namespace slotscope {

/// A slot's number as the program writes it: sparse, any size up to 2^53.
using SlotId = std::uint64_t;
/// Position of a slot in `SlotTable`: dense, 0 .. slot_count-1. Only valid for the program that it came from.
using SlotIndex = std::uint32_t;
/// Position in `Schedule::steps`.
using StepIndex = std::uint32_t;
/// Position in `StateLayout::cells`.
using CellIndex = std::uint32_t;
/// Frame number: 1 for the first executed frame, 0 for the state after initialisation.
using FrameNumber = std::uint64_t;
/// A reference to another table's row as the program writes it. It may dangle (negative or past the end):
/// that is a problem of meaning, found by `find_problems`, and a fault when the row is needed.
using Ref = std::int64_t;

inline constexpr SlotId kNoSlot = std::numeric_limits<SlotId>::max();
inline constexpr SlotIndex kNoSlotIndex = std::numeric_limits<SlotIndex>::max();
inline constexpr StepIndex kNoStep = std::numeric_limits<StepIndex>::max();
inline constexpr Ref kNoRef = -1;

}  // namespace slotscope
