// SPDX-License-Identifier: MIT
// Problems of the state that signals keep, and of the layout's cells.
#include <limits>

#include "core/problems_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("Stateful operations within their cells are no problem", "[core][problems]") {
    Signals s;
    for (const StatefulOp op :
         {StatefulOp::Integrate, StatefulOp::Slew, StatefulOp::EdgeDetectWrap, StatefulOp::PulseDivider}) {
        s.run(s.stateful(op, {{"stateOffset", s.cell("one", stateful_op_name(op), StateStorage::F64)}}));
    }
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", s.cell("env", "env", StateStorage::F64, 2)}}));
    const Ref trigger = s.sig_const(0);
    s.run(s.stateful(StatefulOp::SampleHold, {{"stateOffset", s.cell("sh", "held", StateStorage::F64, 2)},
                                              {"trigger", static_cast<double>(trigger)}}));
    const std::uint32_t ring = s.cell("tape", "ring", StateStorage::F64, 5);
    s.cell("tape", "head", StateStorage::I32, 1, {}, ring);
    s.run(s.stateful(StatefulOp::DelayFrames, {{"stateOffset", ring}, {"delayFrames", 3}}));
    const std::uint32_t lag = s.cell("lag", "slew", StateStorage::F64);
    s.run(s.sig_transform(trigger, s.transform({transform_step(TransformKind::Slew, 1, static_cast<double>(lag))})));
    const std::vector<Problem> problems = problems_of(s);
    INFO(all_messages(problems));
    CHECK(problems.empty());
}

TEST_CASE("Unknown operations and sampleHold without a trigger are faults", "[core][problems]") {
    Signals s;
    s.cell("sh", "held", StateStorage::F64, 2);
    s.run(s.signal(SigStateful{StatefulOp::Unknown, "wobble", {}, {}, {}}));
    s.run(s.stateful(StatefulOp::SampleHold, {{"stateOffset", 0}}));
    CHECK(says(problem_at(s, "signalTable.nodes[0].op"), "unknown operation \"wobble\""));
    CHECK(says(problem_at(s, "signalTable.nodes[2]"), "no trigger"));
    CHECK(problems_of(s).size() == 2);
}

TEST_CASE("A trigger that is no signal is a fault that shows the number", "[core][problems]") {
    Signals s;
    s.cell("sh", "held", StateStorage::F64, 2);
    s.run(s.stateful(StatefulOp::SampleHold, {{"stateOffset", 0}, {"trigger", 0.5}}));
    const Problem problem = only_problem(s);
    CHECK(problem.path == "signalTable.nodes[1].params.trigger");
    CHECK(says(problem, "signal 0.5"));
}

TEST_CASE("A missing stateOffset is a surprise that names the cell of the stateId", "[core][problems]") {
    Signals s;
    s.cell("first", "acc", StateStorage::F64);
    s.cell("mine", "acc", StateStorage::F64);
    const Ref signal = s.stateful(StatefulOp::Integrate, {});
    s.run(signal);
    CHECK(only_problem(s).message == "Signal 1 (integrate) has no stateOffset, so that its state starts at element 0.");
    s.set_state_id(signal, s.program().state_layout.cells[1].state_id);
    const Problem problem = only_problem(s);
    CHECK(problem.severity == Severity::Surprise);
    CHECK(problem.path == "signalTable.nodes[1]");
    CHECK(problem.cell == CellIndex{1});
    CHECK(says(problem, "though its stateId names cell 1 \"mine.acc\" at element 1 of the f64 state"));
    s.set_state_id(signal, s.program().state_layout.cells[0].state_id);
    CHECK_FALSE(only_problem(s).cell);
}

TEST_CASE("Reaching into the cell of the stateId is not starting in it", "[core][problems]") {
    Signals s;
    s.cell("first", "acc", StateStorage::F64);
    s.cell("mine", "acc", StateStorage::F64);
    const Ref signal = s.stateful(StatefulOp::EnvelopeAD, {});
    s.set_state_id(signal, s.program().state_layout.cells[1].state_id);
    s.run(signal);
    const std::vector<Problem> problems = problems_of(s);
    REQUIRE(problems.size() == 2);
    CHECK(says(problems[0], "though its stateId names cell 1"));
    CHECK(says(problems[1], "reaches past the end of cell 0"));
}

TEST_CASE("A stateOffset outside the cell of the stateId is a surprise", "[core][problems]") {
    Signals s;
    s.cell("first", "acc", StateStorage::F64);
    s.cell("mine", "acc", StateStorage::F64);
    const Ref signal = s.stateful(StatefulOp::Integrate, {{"stateOffset", 0}});
    s.set_state_id(signal, s.program().state_layout.cells[1].state_id);
    s.run(signal);
    CHECK(only_problem(s).path == "signalTable.nodes[1].params.stateOffset");
    CHECK(says(only_problem(s), "only the offset counts"));
    s.set_state_id(signal, "names no cell");
    CHECK(problems_of(s).empty());
}

TEST_CASE("Offsets that no element has are surprises", "[core][problems]") {
    for (const double offset : {-1.0, 0.5, kNaN, 1e300}) {
        Signals s;
        s.cell("a", "x", StateStorage::F64, 4);
        const Problem problem = only_problem(s.run(s.stateful(StatefulOp::Integrate, {{"stateOffset", offset}})));
        CHECK(problem.severity == Severity::Surprise);
        CHECK(problem.path == "signalTable.nodes[1].params.stateOffset");
        CHECK(says(problem, "loses what it writes"));
    }
}

TEST_CASE("Rings of an odd size are surprises", "[core][problems]") {
    for (const double size : {0.0, -3.0, 2.5}) {
        Signals s;
        s.cell("a", "x", StateStorage::F64, 4);
        s.cell("a", "y", StateStorage::I32);
        CHECK(says(only_problem(s.run(s.stateful(StatefulOp::DelayMs, {{"stateOffset", 0}, {"bufferSize", size}}))),
                   "a ring of"));
    }
}

TEST_CASE("Operations past the end of the state are surprises", "[core][problems]") {
    Signals s;
    s.cell("a", "x", StateStorage::F64, 4);
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", 3}}));
    const Problem problem = only_problem(s);
    CHECK(problem.message == "Signal 1 (envelopeAD) uses elements 3 to 4, past the end of the f64 state of 4 elements: "
                             "there it reads NaN and loses what it writes.");
    CHECK(problem.cell == CellIndex{0});
}

TEST_CASE("A delay without an i32 element for its write index is a surprise", "[core][problems]") {
    Signals s;
    s.cell("a", "ring", StateStorage::F64, 4);
    s.run(s.stateful(StatefulOp::DelayFrames, {{"stateOffset", 0}, {"delayFrames", 2}}));
    CHECK(says(only_problem(s), "past the end of the i32 state of 0 elements"));
}

TEST_CASE("An operation that reaches past its cell says into which", "[core][problems]") {
    Signals s;
    s.cell("a", "x", StateStorage::F64);
    s.cell("b", "y", StateStorage::F64);
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", 0}}));
    CHECK(only_problem(s).message ==
          "Signal 1 (envelopeAD) uses elements 0 to 1 of the f64 state and so reaches past the end of "
          "cell 0 \"a.x\" (element 0) into cell 1 \"b.y\".");
    s.program().state_layout.cells.pop_back();
    CHECK(says(only_problem(s), "into elements of no cell"));
}

TEST_CASE("State that belongs to no cell is a surprise", "[core][problems]") {
    Signals s;
    s.cell("a", "x", StateStorage::F64);
    s.program().state_layout.f64_size = 4;
    s.run(s.stateful(StatefulOp::Integrate, {{"stateOffset", 2}}));
    CHECK(says(only_problem(s), "belongs to no cell"));
}

TEST_CASE("Operations that share an element are a surprise that names both", "[core][problems]") {
    Signals s;
    s.cell("a", "x", StateStorage::F64, 2);
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", 0}}))
        .run(s.stateful(StatefulOp::Slew, {{"stateOffset", 1}}));
    const Problem problem = only_problem(s);
    CHECK(problem.severity == Severity::Surprise);
    CHECK(problem.step == StepIndex{1});
    CHECK(problem.message == "Signal 1 (envelopeAD) and signal 3 (slew) both use element 1 of the f64 state: each "
                             "overwrites what the other keeps there.");
}

TEST_CASE("One stateful signal under two steps shares nothing, for it is evaluated once", "[core][problems]") {
    Signals s;
    s.cell("a", "x", StateStorage::F64);
    const Ref signal = s.stateful(StatefulOp::Integrate, {{"stateOffset", 0}});
    CHECK(problems_of(s.run(signal).run(signal)).empty());
}

TEST_CASE("A slew in a chain that two transforms apply shares its element", "[core][problems]") {
    Signals s;
    const Ref one = s.sig_const(1);
    const Ref chain = s.transform(
        {transform_step(TransformKind::Slew, 1, static_cast<double>(s.cell("lag", "x", StateStorage::F64)))});
    s.run(s.sig_transform(one, chain));
    CHECK(problems_of(s).empty());
    s.run(s.sig_transform(one, chain));
    CHECK(says(only_problem(s), "both use element 0"));
    CHECK(only_problem(s).path == "transformTable.chains[0].steps[0].stateOffset");
}

TEST_CASE("Two delays on one ring are said once", "[core][problems]") {
    Signals s;
    s.cell("a", "ring", StateStorage::F64, 4);
    s.cell("a", "head", StateStorage::I32);
    for (int i = 0; i < 2; ++i) s.run(s.stateful(StatefulOp::DelayFrames, {{"stateOffset", 0}, {"delayFrames", 2}}));
    CHECK(says(only_problem(s), "both use elements 1 to 3 of the f64 state"));
}

TEST_CASE("Cells that overlap or end past the state are surprises", "[core][problems]") {
    ProgramBuilder b("layout");
    b.cell("a", "x", StateStorage::F64, 4, {}, 0);
    b.cell("b", "y", StateStorage::F64, 4, {}, 2);
    b.cell("c", "z", StateStorage::I32, 2, {}, 0);
    CHECK(problem_at(b, "stateLayout.cells[0]").cell == CellIndex{0});
    CHECK(problems_of(b).size() == 1);
    b.program().state_layout.i32_size = 1;
    CHECK(says(problem_at(b, "stateLayout.cells[2]"), "past the end of the i32 state of 1 elements"));
}
