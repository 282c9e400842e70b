// SPDX-License-Identifier: MIT
#include "model/cell_rows.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

/// Cells: 0 zeta.sum f64[0], 1 alpha.ring f64[1..4], 2 alpha.head i32[0] = 7.
void open(Session& session) {
    ProgramBuilder b("cells");
    b.f64(0, "t").f64(1, "model").f64(2, "out").time_derive(0, 1);
    static_cast<void>(b.cell("zeta", "sum", StateStorage::F64));
    static_cast<void>(b.cell("alpha", "ring", StateStorage::F64, 4));
    const Ref seven = b.constant(ConstKind::I32, Value(7.0));
    static_cast<void>(b.cell("alpha", "head", StateStorage::I32, 1, seven));
    b.signal_eval({{b.sig_stateful(StatefulOp::Integrate, b.sig_const(60), {{"stateOffset", 0}}), 2}});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
}

std::vector<CellIndex> shown(const Session& session, const CellQuery& query) {
    CellRows rows;
    rows.update(session, query);
    return {rows.rows().begin(), rows.rows().end()};
}

}  // namespace

TEST_CASE("CellRows: words filter by owner, role, storage and number", "[model][cells]") {
    Session session;
    open(session);
    using Rows = std::vector<CellIndex>;
    CHECK(shown(session, {}) == Rows{0, 1, 2});
    CHECK(shown(session, {.text = "ALPHA"}) == Rows{1, 2});
    CHECK(shown(session, {.text = "alpha ring"}) == Rows{1});
    CHECK(shown(session, {.text = "i32"}) == Rows{2});
    CHECK(shown(session, {.text = "#0"}) == Rows{0});
    CHECK(shown(session, {.text = "nowhere"}).empty());
}

TEST_CASE("CellRows: sorts by each column, stable, both ways", "[model][cells]") {
    Session session;
    open(session);
    using Rows = std::vector<CellIndex>;
    CHECK(shown(session, {.order = CellOrder::Owner}) == Rows{1, 2, 0});
    CHECK(shown(session, {.order = CellOrder::Role}) == Rows{2, 1, 0});
    CHECK(shown(session, {.order = CellOrder::Place, .descending = true}) == Rows{2, 1, 0});
    CHECK(shown(session, {.order = CellOrder::Value, .descending = true}) == Rows{2, 0, 1});
    CHECK(shown(session, {.descending = true}) == Rows{2, 1, 0});
}

TEST_CASE("CellRows: an order by value follows the values while paused and holds while playing", "[model][cells]") {
    Session session;
    open(session);
    CellRows rows;
    const CellQuery query{.order = CellOrder::Value, .descending = true};
    rows.update(session, query);
    CHECK(rows.position_of(0) == 1);
    REQUIRE_FALSE(session.apply(Play{}));
    for (int i = 0; i < 20; ++i) static_cast<void>(session.run(1000.0 / 60, [] { return true; }));
    REQUIRE(session.state().f64[0] > 7);
    rows.update(session, query);
    CHECK(rows.position_of(0) == 1);
    REQUIRE_FALSE(session.apply(Pause{}));
    rows.update(session, query);
    CHECK(rows.position_of(0) == 0);
}

TEST_CASE("Cells: place, range, samples and text of elements", "[model][cells]") {
    StateCell cell;
    cell.storage = StateStorage::F64;
    cell.offset = 2;
    cell.size = 4;
    StateBuffer state;
    state.f64 = {9, 9, 0.1, std::nan(""), -3};  // the cell's last element lies outside
    CHECK(cell_place(cell) == "f64[2 … 5]");
    const CellRange range = cell_range(cell, state);
    CHECK(range.min == -3);
    CHECK(range.max == 0.1);
    CHECK(range.finite == 2);
    CHECK(range.odd == 1);
    CHECK(cell_values(cell, state, 100).size() == 3);
    CHECK(cell_values(cell, state, 2).size() == 2);
    CHECK(has_element(cell, state, 2));
    CHECK_FALSE(has_element(cell, state, 3));
    CHECK(element_text(cell, state, 0) == "0.1");
    cell.size = 1;
    CHECK(cell_place(cell) == "f64[2]");
    cell.offset = 1000;
    CHECK(cell_range(cell, state).finite == 0);
    CHECK(cell_values(cell, state, 10).empty());
}

TEST_CASE("Cells: touched when a step that uses the cell has run in this frame", "[model][cells]") {
    Session session;
    open(session);
    CHECK_FALSE(was_touched(session, 0));
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK_FALSE(was_touched(session, 0));
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(was_touched(session, 0));
    CHECK_FALSE(was_touched(session, 1));
}
