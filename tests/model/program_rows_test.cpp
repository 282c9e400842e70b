// SPDX-License-Identifier: MIT
#include "model/program_rows.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr std::int32_t kSin = 110;

/// Signals: 0 const 2.5, 1 inputSlot 1, 2 map over it, 3 … constants.
void open(Session& session, int more_constants = 0) {
    ProgramBuilder b("rows");
    b.f64(0, "t").f64(1, "model").f64(2, "out").time_model_loop(2000).time_derive(0, 1);
    b.sig_const(2.5);
    const Ref input = b.sig_input(1);
    const Ref mapped = b.sig_map(kSin, input);
    for (int i = 0; i < more_constants; ++i) b.sig_const(i);
    b.signal_eval({{mapped, 2}});
    b.constant(7.0);
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), "/far/rows.json"}));
}

std::string fact(const Session& session, std::string_view label) {
    for (const ProgramFacts& group : program_facts(session))
        for (const ProgramFact& row : group.facts)
            if (row.label == label) return row.value;
    return "absent";
}

}  // namespace

TEST_CASE("ProgramRows: facts say what the program gives, and leave out what it does not", "[model][program]") {
    Session session;
    open(session);
    CHECK(fact(session, "File") == "/far/rows.json");
    CHECK(fact(session, "Model") == "cyclic · loop · 2000 ms");
    CHECK(fact(session, "Slots") == "3 · 3 f64");
    CHECK(fact(session, "Steps") == "2");
    CHECK(fact(session, "Signals") == "3");
    CHECK(fact(session, "Cameras") == "absent");
    CHECK(fact(session, "Compiled as") == "absent");
}

TEST_CASE("ProgramRows: signals are found by kind, number and their own operation", "[model][program]") {
    Session session;
    open(session);
    SignalRows rows;
    const auto found = [&](const std::string& text) {
        rows.update(session, text, 1000);
        return std::vector<std::uint32_t>(rows.rows().begin(), rows.rows().end());
    };
    using Rows = std::vector<std::uint32_t>;
    CHECK(found("") == Rows{0, 1, 2});
    CHECK(found("CONST") == Rows{0});
    CHECK(found("2.5") == Rows{0});
    CHECK(found("#1") == Rows{1});
    CHECK(found("map model") == Rows{2});
    CHECK(found("absent").empty());
    CHECK(rows.is_complete());
}

TEST_CASE("ProgramRows: a search reads no more rows than its budget and goes on where it stopped", "[model][program]") {
    Session session;
    open(session, 997);
    SignalRows rows;
    rows.update(session, "const", 400);
    CHECK_FALSE(rows.is_complete());
    CHECK(rows.searched() == 400);
    CHECK(rows.rows().size() == 398);
    rows.update(session, "const", 400);
    rows.update(session, "const", 400);
    CHECK(rows.is_complete());
    CHECK(rows.rows().size() == 998);
    CHECK(rows.position_of(0) == 0);
    CHECK(rows.position_of(3) == 1);
    CHECK_FALSE(rows.position_of(1));
    CHECK_FALSE(rows.position_of(-4));
    CHECK_FALSE(rows.position_of(99999));
}

TEST_CASE("ProgramRows: a constant names its pool and place", "[model][program]") {
    Session session;
    open(session);
    const ConstantRow row = constant_row(session.program().constants, 0);
    CHECK(row.place == "f64[0]");
    CHECK(row.value == "7");
}

TEST_CASE("ProgramRows: time models in words", "[model][program]") {
    TimeModel model;
    CHECK(time_model_words(model) == "none");
    model.kind_name = "spiral";
    CHECK(time_model_words(model) == "unknown kind \"spiral\"");
    model.kind = TimeKind::Infinite;
    CHECK(time_model_words(model) == "infinite");
    model.kind = TimeKind::Finite;
    model.duration_ms = 1500;
    CHECK(time_model_words(model) == "finite · 1500 ms");
}
