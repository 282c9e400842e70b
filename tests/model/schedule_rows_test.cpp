// SPDX-License-Identifier: MIT
#include "model/schedule_rows.h"

#include <catch2/catch_test_macros.hpp>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr std::int32_t kAdd = 100;

/// Step 1 reads slot 3 (which step 2 writes) and writes 2; step 3 has a cell.
void open(Session& session) {
    ProgramBuilder b("schedule");
    b.f64(0, "t").f64(1, "model").f64(2, "early").f64(3, "late").f64(4, "held").time_derive(0, 1);
    b.node_step(kAdd, {1, 3}, {2});
    b.node_step(kAdd, {1, 1}, {3});
    const std::uint32_t cell = b.cell("acc", "sum", StateStorage::F64);
    b.signal_eval(
        {{b.sig_stateful(StatefulOp::Integrate, b.sig_input(3), {{"stateOffset", static_cast<double>(cell)}}), 4}});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
}

std::vector<StepIndex> shown(const Session& session, const ScheduleQuery& query) {
    ScheduleRows rows;
    rows.update(session, query);
    return {rows.rows().begin(), rows.rows().end()};
}

}  // namespace

TEST_CASE("ScheduleRows: words, numbers and slots filter; all of them must hold", "[model][schedule]") {
    Session session;
    open(session);
    using Rows = std::vector<StepIndex>;
    CHECK(shown(session, {"", {}}) == Rows{0, 1, 2, 3});
    CHECK(shown(session, {"NODEeval", {}}) == Rows{1, 2});
    CHECK(shown(session, {"#2", {}}) == Rows{2});
    CHECK(shown(session, {"#", {}}) == Rows{0, 1, 2, 3});
    CHECK(shown(session, {"slot:3", {}}) == Rows{1, 2, 3});
    CHECK(shown(session, {"reads:3", {}}) == Rows{1, 3});
    CHECK(shown(session, {"writes:3", {}}) == Rows{2});
    CHECK(shown(session, {"slot:3 nodeEval", {}}) == Rows{1, 2});
    CHECK(shown(session, {"nothing is called so", {}}).empty());
}

TEST_CASE("ScheduleRows: kinds are counted in order and filter; kinds of another program hide nothing",
          "[model][schedule]") {
    Session session;
    open(session);
    ScheduleRows rows;
    rows.update(session, {});
    REQUIRE(rows.kinds().size() == 3);
    CHECK(rows.kinds()[0].name == "timeDerive");
    CHECK(rows.kinds()[1].name == "nodeEval");
    CHECK(rows.kinds()[1].count == 2);
    rows.update(session, {"", {"nodeEval"}});
    REQUIRE(rows.rows().size() == 2);
    CHECK(rows.position_of(2) == 1);
    CHECK_FALSE(rows.position_of(0));
    rows.update(session, {"", {"meshMaterialize"}});
    CHECK(rows.rows().size() == 4);
}

TEST_CASE("ScheduleRows: rows follow the program when another is opened", "[model][schedule]") {
    Session session;
    open(session);
    ScheduleRows rows;
    rows.update(session, {"reads:3", {}});
    REQUIRE(rows.rows().size() == 2);
    ProgramBuilder b("other");
    b.f64(0).f64(1).time_derive(0, 1);
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    rows.update(session, {"reads:3", {}});
    CHECK(rows.rows().empty());
    rows.update(session, {});
    CHECK(rows.rows().size() == 1);
}

TEST_CASE("StepFacts: reads, writes and cells under their headings", "[model][schedule]") {
    Session session;
    open(session);
    const std::vector<StepFact> facts = step_facts(session, 3);
    using Kind = StepFact::Kind;
    REQUIRE(facts.size() == 6);
    CHECK(facts[0].kind == Kind::ReadsHead);
    CHECK(facts[0].count == 1);
    CHECK((facts[1].kind == Kind::Read && facts[1].slot == 3));
    CHECK(facts[2].kind == Kind::WritesHead);
    CHECK((facts[3].kind == Kind::Write && facts[3].slot == 4));
    CHECK(facts[3].index == session.slots().find(4));
    CHECK(facts[4].kind == Kind::StateHead);
    CHECK((facts[5].kind == Kind::Cell && facts[5].cell == 0));
    for (const StepFact& fact : step_facts(session, 0)) CHECK(fact.kind != Kind::ReadsHead);
}

TEST_CASE("StepFacts: a slot that is written after its reader was read with the value of the frame before",
          "[model][schedule]") {
    Session session;
    open(session);
    const SlotIndex late = session.slots().find(3), model = session.slots().find(1);
    CHECK_FALSE(read_before_write(session, 1, late));  // no frame yet
    REQUIRE_FALSE(session.apply(StepFrame{}));
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(read_before_write(session, 1, late));
    CHECK_FALSE(read_before_write(session, 1, model));
    CHECK_FALSE(read_before_write(session, 3, late));
    CHECK(has_written(session, 2, late));
    CHECK_FALSE(has_written(session, 1, late));
    CHECK(previous_cell(session, late) == "0");
}

TEST_CASE("StepFacts: the state of a step as a sentence", "[model][schedule]") {
    Session session;
    open(session);
    CHECK(step_state_sentence(session, 3) == "No frame has run yet");
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    CHECK(step_state_sentence(session, 0) == "Done in frame 1");
    CHECK(step_state_sentence(session, 1) == "Runs next, in frame 1");
    CHECK(step_state_sentence(session, 2) == "Not run yet in frame 1");
}

TEST_CASE("ScheduleRows: steps that the memo serves say how often it did", "[model][schedule]") {
    Session session;
    ProgramBuilder b("memo");
    b.f64(0).f64(1).f64(2).object(3).object(4).initial(2, 4.0).time_derive(0, 1);
    b.program().signals.emplace();
    const std::string field = std::to_string(b.field(FieldConst{b.json_constant(5.0)}));
    b.step(MaterializeStep{"a", field, 2, 3, "f32", 1, ""}).step(MaterializeStep{"b", field, 2, 4, "f32", 1, ""});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    CHECK(step_memo_words(session, 1).empty());
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(step_memo_words(session, 1) == "Memo: 0 hits, 1 miss");
    CHECK(step_memo_words(session, 2) == "Memo: 1 hit, 0 misses");
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(step_memo_words(session, 1) == "Memo: 0 hits, 2 misses");
    CHECK(step_memo_words(session, 2) == "Memo: 2 hits, 0 misses");
    CHECK(step_memo_words(session, 0).empty());
}
