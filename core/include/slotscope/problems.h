// SPDX-License-Identifier: MIT
// Problems of meaning: what is wrong with a program that can be opened. Each would fault (or give a surprising
// result) when, and only when, the step that it concerns runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/slot_table.h"

namespace slotscope {

enum class Severity : std::uint8_t { Fault, Surprise };

struct Problem {
    Severity severity = Severity::Fault;  ///< Fault: the step will fault; Surprise: runs, with an odd result
    std::string message;                  ///< a sentence
    std::string path;                     ///< JSON path
    std::optional<StepIndex> step;        ///< the step concerned, where one is
    std::optional<SlotId> slot;
    std::optional<CellIndex> cell;
    std::uint32_t line = 0;  ///< in the file that it was loaded from; 0 for built programs
    std::uint32_t column = 0;
};

/// All problems: dangling references, unknown kinds and opcodes, cycles, missing tables, certain second writes, slots
/// that are read but that nothing writes, shared state elements, operations that reach past their cell, missing
/// stateOffset, placeholders. In order of the steps that they concern, then of the tables.
[[nodiscard]] std::vector<Problem> find_problems(const Program& program, const SlotTable& slots);

}  // namespace slotscope
