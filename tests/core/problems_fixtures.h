// SPDX-License-Identifier: MIT
// Words of the problem tests: the problems of a program, the one at a path, and programs of signals.
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

inline TransformStep transform_step(TransformKind kind, double a = 0, double b = 0) {
    TransformStep step;
    step.kind = kind;
    step.a = a;
    step.b = b;
    return step;
}
inline TransformStep map_step(PureFn fn) {
    TransformStep step = transform_step(TransformKind::Map);
    step.fn = std::move(fn);
    return step;
}
inline TransformStep named_step(TransformKind kind, std::string name) {
    TransformStep step = transform_step(kind);
    step.name = std::move(name);
    return step;
}

/// Signals that the one step of the program evaluates.
struct Signals : ProgramBuilder {
    Signals() : ProgramBuilder("signals") {}
    Signals& run(Ref signal) {
        signal_eval({{signal, 100 + program().steps.size()}});
        return *this;
    }
    Ref stateful(StatefulOp op, Params params) { return sig_stateful(op, sig_const(1), std::move(params)); }
    void set_state_id(Ref signal, std::string id) {
        std::get<SigStateful>((*program().signals)[static_cast<std::size_t>(signal)].body).state_id = std::move(id);
    }
};

}  // namespace slotscope::test
