// SPDX-License-Identifier: MIT
#include "check_input.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

#include "slotscope/limits.h"
#include "slotscope/program_io.h"
#include "slotscope/runtime_state.h"

namespace slotscope::fuzz {
namespace {

void claim(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

void check_place(std::string_view text, std::uint32_t line, std::uint32_t column, const char* what) {
    if (line == 0) return claim(column == 0, what);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    claim(line <= lines && column >= 1 && column <= text.size() + 1, what);
}

void check_errors(std::string_view text, const Errors& errors) {
    claim(!errors.empty() && errors.size() <= limits::kMaxErrors, "a rejected text has from 1 to kMaxErrors errors");
    for (std::size_t i = 0; i < errors.size(); ++i) {
        claim(!errors[i].message.empty(), "an error has a message");
        claim(errors[i].where == "fuzz", "an error names the text");
        claim(errors[i].code != ErrorCode::Internal && errors[i].code != ErrorCode::Io, "an error is about the text");
        check_place(text, errors[i].line, errors[i].column, "an error's place is inside the text");
    }
    if (errors[0].code == ErrorCode::Parse)
        claim(errors.size() == 1 && errors[0].line != 0, "broken JSON is one error with a place");
}

/// The loader promises that a loaded program can run. Stores of millions of elements are not made thousands of times.
void check_runtime(const LoadedProgram& loaded) {
    constexpr std::size_t kSmall = 100'000;
    const Result<SlotTable, Errors> slots = SlotTable::of_program(*loaded.program);
    claim(slots.has_value(), "a loaded program has slots");
    std::size_t elements = std::size_t{loaded.program->state_layout.f64_size} + loaded.program->state_layout.f32_size +
                           loaded.program->state_layout.i32_size;
    for (std::size_t storage = 0; storage < kStorageCount; ++storage)
        elements += slots->storage_size(static_cast<Storage>(storage));
    if (elements <= kSmall)
        claim(RuntimeState::create(*loaded.program).has_value(), "the runtime accepts a loaded program");
}

Outcome load(std::string_view text) {
    const Result<LoadedProgram, Errors> result = parse_program(text, "fuzz");
    Outcome outcome;
    if (!result) {
        check_errors(text, result.error());
        for (const Error& error : result.error()) outcome.summary += error.to_string() + "\n";
        return outcome;
    }
    outcome.is_loaded = true;
    claim(result->program != nullptr && result->bytes == text.size(), "a loaded program is there, with its size");
    claim(std::is_sorted(result->program->initial_slot_values.begin(), result->program->initial_slot_values.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; }),
          "initial values are in slot order");
    for (const LoadNote& note : result->notes) {
        check_place(text, note.line, note.column, "a note's place is inside the text");
        outcome.summary += fmt::format("{}:{} {} {}\n", note.line, note.column, note.path, note.message);
    }
    for (const Problem& problem : result->problems) {
        check_place(text, problem.line, problem.column, "a problem's place is inside the text");
        outcome.summary += fmt::format("{}:{} {} {}\n", problem.line, problem.column, problem.path, problem.message);
    }
    check_runtime(*result);
    return outcome;
}

}  // namespace

Outcome check_input(std::string_view text) {
    Outcome first = load(text);
    const Outcome second = load(text);
    claim(first.is_loaded == second.is_loaded && first.summary == second.summary,
          "loading a text twice gives the same");
    return first;
}

}  // namespace slotscope::fuzz
