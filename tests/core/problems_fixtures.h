// SPDX-License-Identifier: MIT
// Words of the problem tests: the problems of a program, and the one at a path.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/problems.h"
#include "slotscope/program_builder.h"

namespace slotscope::test {

inline std::vector<Problem> problems_of(const Program& program) {
    return find_problems(program, SlotTable::of_program(program).value());
}
inline std::vector<Problem> problems_of(const ProgramBuilder& builder) { return problems_of(builder.program()); }

inline std::string all_messages(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) text += problem.path + ": " + problem.message + "\n";
    return text;
}

/// The only problem of the program.
inline Problem only_problem(const ProgramBuilder& builder) {
    const std::vector<Problem> problems = problems_of(builder);
    INFO(all_messages(problems));
    REQUIRE(problems.size() == 1);
    return problems.front();
}

/// The only problem at this path.
inline Problem problem_at(const ProgramBuilder& builder, std::string_view path) {
    const std::vector<Problem> problems = problems_of(builder);
    INFO(all_messages(problems));
    REQUIRE(std::ranges::count(problems, path, &Problem::path) == 1);
    return *std::ranges::find(problems, path, &Problem::path);
}

inline bool says(const Problem& problem, std::string_view text) {
    INFO(problem.message);
    const bool is_said = problem.message.find(text) != std::string::npos;
    CHECK(is_said);
    return is_said;
}

}  // namespace slotscope::test
