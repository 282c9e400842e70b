// SPDX-License-Identifier: MIT
// What the parts of find_problems share: the list of problems and the words for the things that they name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/describe.h"
#include "slotscope/problems.h"

namespace slotscope {

/// Problems looked for per program. Nobody reads more, and a program of millions of broken rows must not cost gigabytes.
inline constexpr std::size_t kMaxProblems = 10'000;

class ProblemReport {
public:
    ProblemReport(const Program& program, const SlotTable& slots) : program_(program), slots_(slots) {}

    [[nodiscard]] const Program& program() const noexcept { return program_; }
    [[nodiscard]] const SlotTable& slots() const noexcept { return slots_; }

    /// Nothing more needs to be looked for.
    [[nodiscard]] bool is_full() const noexcept { return problems_.size() >= kMaxProblems; }
    /// A new problem to fill in, valid until the next call; null when the list is full.
    [[nodiscard]] Problem* add(Severity severity, std::optional<StepIndex> step);

    /// In order of steps, then those of no step in order of their addition. Ends the report.
    [[nodiscard]] std::vector<Problem> take();

    // --- Words for messages: what it is, its number, its name in quotes where it has one ----------------------------
    /// `slot 18 "phase"`
    [[nodiscard]] std::string slot(SlotId id);
    /// `step 7 "mix" (busEval · sum)`
    [[nodiscard]] std::string step(StepIndex index) const;
    /// `signal 12 (delayFrames)`
    [[nodiscard]] std::string signal(std::uint32_t row) const;
    /// `cell 3 "tape.ring"`
    [[nodiscard]] std::string cell(CellIndex index) const;

    // --- Paths ------------------------------------------------------------------------------------------------------
    [[nodiscard]] static std::string step_path(StepIndex index, std::string_view member = {});
    [[nodiscard]] static std::string signal_path(std::uint32_t row, std::string_view member = {});

private:
    const Program& program_;
    const SlotTable& slots_;
    std::optional<SlotNames> names_;  ///< made for the first message that needs it: most programs have none
    std::vector<Problem> problems_;
};

/// "no step" of a problem of the tables.
inline constexpr std::nullopt_t kNoOneStep = std::nullopt;

/// A message's first letter as a capital.
[[nodiscard]] std::string sentence(std::string text);
/// Text from the program inside a message: quoted, on one line, not endless.
[[nodiscard]] std::string quoted(std::string_view text);

void find_time_problems(ProblemReport& report);
void find_output_problems(ProblemReport& report);
/// Tables, references, opcodes and parameters of each step, but neither its slots nor its signals.
void find_step_problems(ProblemReport& report);
/// Fields that materialize steps reach, down to their signals.
void find_field_problems(ProblemReport& report);
/// Second writes, and reads of slots that nothing writes, except reads by signals.
void find_slot_problems(ProblemReport& report);
/// Signals, transforms and state that steps reach.
void find_signal_problems(ProblemReport& report);

/// Slots that something gives a value: a step that runs, or the program's initial values. By SlotIndex.
[[nodiscard]] std::vector<bool> slots_with_source(const Program& program, const SlotTable& slots);

}  // namespace slotscope
