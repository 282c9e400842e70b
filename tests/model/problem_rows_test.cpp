// SPDX-License-Identifier: MIT
#include "model/problem_rows.h"

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr std::int32_t kAdd = 100;

/// Step 2 faults in every frame; step 1 drops a fraction from frame 2 on.
void open(Session& session) {
    ProgramBuilder b("problems");
    b.f64(0, "t").f64(1, "model").i32(2, "whole").time_derive(0, 1);
    b.node_step(kAdd, {1, 1}, {2});
    b.node_step(kAdd, {1, 1}, {2});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    loaded.problems = {{.severity = Severity::Surprise,
                        .message = "Odd.",
                        .path = "a.b",
                        .step = {},
                        .slot = {},
                        .cell = {},
                        .line = 3,
                        .column = 9},
                       {.severity = Severity::Fault, .message = "Bad.", .path = "", .step = 2, .slot = 2, .cell = {}}};
    loaded.notes = {{"Unknown field \"x\".", "x", 5, 1}};
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), "/somewhere/patch.json"}));
}

void step(Session& session, int frames) {
    for (int i = 0; i < frames; ++i) static_cast<void>(session.apply(StepFrame{}));
}

}  // namespace

TEST_CASE("ProblemRows: in groups, faults of the same step folded with their frames", "[model][problems]") {
    Session session;
    open(session);
    step(session, 3);
    const Errors errors{Error::parse("/far/broken.json", "Expected ','.", 12, 7)};
    const ProblemSources sources{session, errors};
    const std::vector<ProblemRow> rows = list_problems(sources);
    const auto counts = count_problems(rows);
    CHECK(counts[static_cast<std::size_t>(ProblemKind::LoadError)] == 1);
    CHECK(counts[static_cast<std::size_t>(ProblemKind::Fault)] == 1);
    CHECK(counts[static_cast<std::size_t>(ProblemKind::WillFault)] == 1);
    CHECK(counts[static_cast<std::size_t>(ProblemKind::Surprise)] == 1);
    CHECK(counts[static_cast<std::size_t>(ProblemKind::Note)] == 1);
    CHECK(counts[static_cast<std::size_t>(ProblemKind::LoadNote)] == 1);
    REQUIRE(rows.size() == 6);
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i - 1].kind <= rows[i].kind);
    CHECK(rows[1].count == 3);
    CHECK(rows[1].first_frame == 1);
    CHECK(rows[1].last_frame == 3);
    CHECK(problem_extent(rows[1]) == "×3, frames 1 to 3");
    CHECK(alarming_problems(sources) == 1 + 1 + 3);
}

TEST_CASE("ProblemRows: each row has its place", "[model][problems]") {
    Session session;
    open(session);
    step(session, 2);
    const Errors errors{Error::parse("/far/broken.json", "Expected ','.", 12, 7)};
    const ProblemSources sources{session, errors};
    const std::vector<ProblemRow> rows = list_problems(sources);
    REQUIRE(rows.size() == 6);
    CHECK(problem_text(sources, rows[0]).where == "broken.json:12:7");
    const ProblemText fault = problem_text(sources, rows[1]);
    CHECK(fault.where.starts_with("frame 2 · step 2"));
    CHECK(fault.step == 2U);
    CHECK(fault.other_step == 1U);
    CHECK(fault.slot == SlotId{2});
    CHECK(fault.message == session.faults().back().message);
    CHECK(problem_text(sources, rows[2]).slot == SlotId{2});
    CHECK(problem_text(sources, rows[3]).where == "patch.json:3:9");
    CHECK(problem_text(sources, rows[3]).path == "a.b");
    const ProblemText note = problem_text(sources, rows[4]);
    CHECK(note.step == 1U);
    CHECK(note.message.starts_with("Fraction dropped"));
    CHECK(problem_text(sources, rows[5]).where == "patch.json:5:1");
}

TEST_CASE("ProblemRows: filters by kind and by words of message and place", "[model][problems]") {
    Session session;
    open(session);
    step(session, 2);
    const Errors none;
    const ProblemSources sources{session, none};
    const std::vector<ProblemRow> rows = list_problems(sources);
    const auto kinds = [](ProblemKind kind) { return 1U << static_cast<unsigned>(kind); };
    CHECK(filter_problems(sources, rows, {}).size() == rows.size());
    CHECK(filter_problems(sources, rows, {"", kinds(ProblemKind::Note) | kinds(ProblemKind::Fault)}).size() == 2);
    REQUIRE(filter_problems(sources, rows, {"PATCH.json odd", 0}).size() == 1);
    CHECK(filter_problems(sources, rows, {"PATCH.json odd", 0})[0].kind == ProblemKind::Surprise);
    CHECK(filter_problems(sources, rows, {"no such words", 0}).empty());
}

TEST_CASE("ProblemRows: copied text has every message with its place and what to do next", "[model][problems]") {
    Session session;
    open(session);
    step(session, 2);
    const Errors errors{Error::parse("/far/broken.json", "Expected ','.", 12, 7)};
    const ProblemSources sources{session, errors};
    const std::vector<ProblemRow> rows = list_problems(sources);
    const std::string all = problems_as_text(sources, rows);
    CHECK(all.starts_with("Load error: Expected ','.\n  at broken.json:12:7\n"));
    CHECK(all.find(session.faults().back().message) != std::string::npos);
    CHECK(all.find("×2, frames 1 to 2") != std::string::npos);
    CHECK(all.find(session.faults().back().hint) != std::string::npos);
}

TEST_CASE("ProblemRows: load errors stand without a program", "[model][problems]") {
    const Session session;
    const Errors errors{Error::io("a.json", "There is no such file.")};
    const ProblemSources sources{session, errors};
    REQUIRE(list_problems(sources).size() == 1);
    CHECK(alarming_problems(sources) == 1);
    CHECK(problem_text(sources, list_problems(sources)[0]).where == "a.json");
}
