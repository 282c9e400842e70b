// SPDX-License-Identifier: MIT
#include "model/compare_rows.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

/// Slots: 0 t, 1 model, 2 one, 3 count (one more each frame), 4 minus (ten times less); a delay line over the count.
void open_rings(Session& session, int frames) {
    ProgramBuilder b("rings");
    b.f64(0, "t").f64(1, "model").f64(2, "one").f64(3, "count").f64(4, "minus").f64(5, "delayed").time_derive(0, 1);
    b.node_step(0, {}, {2}, static_cast<double>(b.constant(1)));
    b.node_step(100, {3, 2}, {3});
    b.node_step(102, {3, 1}, {4});
    const auto ring = static_cast<double>(b.cell("delay1", "ring", StateStorage::F64, 5));
    b.cell("delay1", "writeIdx", StateStorage::I32, 1);
    b.signal_eval(
        {{b.sig_stateful(StatefulOp::DelayFrames, b.sig_input(3), {{"delayFrames", 3}, {"stateOffset", ring}}), 5}});
    LoadedProgram program;
    program.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(program), "rings.json"}));
    for (int i = 0; i < frames; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

std::vector<std::string> names(const Session& session, const CompareRows& rows) {
    std::vector<std::string> all;
    for (const CompareRow& row : rows.rows()) all.push_back(compare_name(session, row));
    return all;
}

}  // namespace

TEST_CASE("Compare: what differs, the largest difference first", "[model][compare]") {
    Session session;
    open_rings(session, 100);
    REQUIRE_FALSE(session.apply(CompareWith{40}));
    session.finish_work();
    CompareRows rows;
    rows.update(session, {});
    REQUIRE(rows.rows().size() > 4);
    double before = std::numeric_limits<double>::infinity();
    for (const CompareRow& row : rows.rows()) {
        CHECK(row.differs);
        CHECK(std::fabs(row.difference()) <= before);
        before = std::fabs(row.difference());
    }
    const auto all = names(session, rows);
    CHECK(std::ranges::find(all, "one") == all.end());
    CHECK(std::ranges::find(all, "count") != all.end());
    CHECK(std::ranges::count_if(all, [](const std::string& name) { return name.ends_with("]"); }) >= 3);
    for (const CompareRow& row : rows.rows()) {
        if (row.is_cell || compare_name(session, row) != "count") continue;
        CHECK(compare_before(session, *session.comparison(), row) == "40");
        CHECK(compare_now(session, row) == "100");
        CHECK(compare_difference(row) == "+60");
    }
    CHECK(rows.different_slots() == 5);

    // All rows, filtered, in the order of their places.
    rows.update(session, {true, "", CompareOrder::Place, false});
    CHECK(rows.rows().size() == 6 + 5 + 1);
    CHECK(compare_difference(rows.rows()[2]) == "=");
    rows.update(session, {true, "COUNT", CompareOrder::Place, false});
    CHECK(names(session, rows) == std::vector<std::string>{"count"});
}

TEST_CASE("Compare: it follows the cursor", "[model][compare]") {
    Session session;
    open_rings(session, 50);
    REQUIRE_FALSE(session.apply(CompareWith{50}));
    session.finish_work();
    CompareRows rows;
    rows.update(session, {});
    CHECK(rows.rows().empty());
    REQUIRE_FALSE(session.apply(StepBack{}));
    session.finish_work();
    rows.update(session, {});
    const auto all = names(session, rows);
    REQUIRE(std::ranges::find(all, "count") != all.end());
    CHECK(compare_difference(rows.rows()[static_cast<std::size_t>(std::ranges::find(all, "count") - all.begin())]) ==
          "-1");
}
