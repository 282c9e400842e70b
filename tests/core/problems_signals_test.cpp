// SPDX-License-Identifier: MIT
// Problems of signals, transforms and the state that they keep.
#include <chrono>
#include <limits>

#include "core/problems_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr std::int32_t kAdd = 100, kSin = 110, kClamp = 132;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TransformStep transform_step(TransformKind kind, double a = 0, double b = 0) {
    TransformStep step;
    step.kind = kind;
    step.a = a;
    step.b = b;
    return step;
}
TransformStep map_step(PureFn fn) {
    TransformStep step = transform_step(TransformKind::Map);
    step.fn = std::move(fn);
    return step;
}
TransformStep named_step(TransformKind kind, std::string name) {
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
    /// Empties what the builder fills in by itself.
    void clear_cells() { program().state_layout = {}; }
};

}  // namespace

TEST_CASE("Signals that no step reaches are no problem", "[core][problems]") {
    Signals s;
    s.sig_map(kSin, 77);
    s.signal(SigClosure{"c"});
    s.run(s.sig_const(1));
    CHECK(problems_of(s).empty());
}

TEST_CASE("A signal step without a signal table is a fault, unless it has no outputs", "[core][problems]") {
    ProgramBuilder b("tables");
    b.signal_eval({{0, 1}}).signal_eval({});
    b.program().signals.reset();
    const Problem problem = only_problem(b);
    CHECK(problem.path == "schedule.steps[0].outputs");
    CHECK(says(problem, "needs the signalTable"));
}

TEST_CASE("References to signals that do not exist are faults with their place", "[core][problems]") {
    Signals s;
    const Ref one = s.sig_const(1);
    s.run(99).run(s.sig_map(kSin, -1)).run(s.sig_zip(kAdd, one, 98)).run(s.signal(SigSelect{one, 97, one}));
    s.run(s.sig_bus(CombineMode::Sum, {one, 96})).run(s.sig_transform(95, s.transform({})));
    s.run(s.sig_stateful(StatefulOp::EdgeDetectWrap, 94, {{"stateOffset", s.cell("a", "b", StateStorage::F64)}}));
    const std::vector<Problem> problems = problems_of(s);
    const char* const paths[] = {"schedule.steps[0].outputs[0].sigId", "signalTable.nodes[1].src", "signalTable.nodes[2].b",
                                 "signalTable.nodes[3].t", "signalTable.nodes[4].terms[1]", "signalTable.nodes[5].src",
                                 "signalTable.nodes[6].input"};
    INFO(all_messages(problems));
    REQUIRE(problems.size() == std::size(paths));
    for (std::size_t i = 0; i < problems.size(); ++i) {
        CHECK(problems[i].path == paths[i]);
        CHECK(problems[i].severity == Severity::Fault);
        CHECK(problems[i].step == static_cast<StepIndex>(i));
    }
    CHECK(problems[2].message == "Signal 2 (zip · Add) refers to signal 98, but there are 7 signals: evaluating it will fault.");
}

TEST_CASE("Constants of signals come from the json pool and must be numbers", "[core][problems]") {
    Signals s;
    s.run(s.signal(SigConst{s.json_constant("text")})).run(s.signal(SigConst{5}));
    CHECK(problem_at(s, "signalTable.nodes[0].constId").severity == Severity::Surprise);
    CHECK(says(problem_at(s, "signalTable.nodes[0].constId"), "whose kind is string: for signals it is NaN"));
    CHECK(problem_at(s, "signalTable.nodes[1].constId").severity == Severity::Fault);
}

TEST_CASE("An inputSlot node needs a slot that exists and that something writes", "[core][problems]") {
    Signals s;
    s.f64(1, "quiet").object(2).f64(3).initial(3, 1.0);
    s.run(s.sig_input(1)).run(s.sig_input(2)).run(s.sig_input(3)).run(s.sig_input(999)).run(s.sig_input(100));
    const Problem quiet = problem_at(s, "signalTable.nodes[0].slot");
    CHECK(quiet.severity == Severity::Surprise);
    CHECK(quiet.slot == SlotId{1});
    CHECK(quiet.message == "Signal 0 (inputSlot) reads slot 1 \"quiet\", which nothing ever writes: it is always 0.");
    CHECK(problem_at(s, "signalTable.nodes[1].slot").severity == Severity::Fault);
    CHECK(says(problem_at(s, "signalTable.nodes[3].slot"), "which the program does not have"));
    CHECK(problems_of(s).size() == 3);
}

TEST_CASE("Kernels, closures and operations that signals do not have are faults", "[core][problems]") {
    Signals s;
    const Ref one = s.sig_const(1);
    s.run(s.sig_map(kAdd, one)).run(s.sig_zip(kSin, one, one)).run(s.sig_zip(kClamp, one, one)).run(s.sig_map(999, one));
    s.run(s.signal(SigMap{one, {true, -1, "blur"}})).run(s.signal(SigClosure{"osc"})).run(s.signal(SigUnknown{"warp"}));
    CHECK(says(problem_at(s, "signalTable.nodes[1].fn.opcode"), "applies Add, which is no unary operation"));
    CHECK(says(problem_at(s, "signalTable.nodes[2].fn.opcode"), "applies Sin, which is no binary operation"));
    CHECK(says(problem_at(s, "signalTable.nodes[3].fn.opcode"), "Clamp"));
    CHECK(says(problem_at(s, "signalTable.nodes[4].fn.opcode"), "opcode 999"));
    CHECK(says(problem_at(s, "signalTable.nodes[5].fn.kernelId"), "kernel \"blur\""));
    CHECK(says(problem_at(s, "signalTable.nodes[6].closureId"), "closure \"osc\""));
    CHECK(says(problem_at(s, "signalTable.nodes[7].kind"), "\"warp\""));
    for (const Problem& problem : problems_of(s)) CHECK(problem.severity == Severity::Fault);
}

TEST_CASE("A bus of signals needs a known mode for two terms or more", "[core][problems]") {
    const auto count = [](CombineMode mode, std::size_t terms) {
        Signals s;
        return problems_of(s.run(s.sig_bus(mode, std::vector<Ref>(terms, s.sig_const(1))))).size();
    };
    for (const CombineMode mode : {CombineMode::Product, CombineMode::Merge, CombineMode::Unknown}) {
        CHECK(count(mode, 0) == 0);
        CHECK(count(mode, 1) == 0);
        CHECK(count(mode, 2) == 1);
    }
    for (const CombineMode mode : {CombineMode::Sum, CombineMode::Average, CombineMode::Min, CombineMode::Max, CombineMode::First, CombineMode::Last}) {
        CHECK(count(mode, 2) == 0);
    }
}

// --- Cycles -------------------------------------------------------------------------------------------------------

TEST_CASE("A cycle of signals is a fault that names its nodes", "[core][problems]") {
    Signals s;
    s.sig_map(kSin, 1);
    s.sig_zip(kAdd, 2, 3);
    s.sig_map(kSin, 0);
    s.sig_const(1);
    s.run(0);
    const Problem problem = only_problem(s);
    CHECK(problem.severity == Severity::Fault);
    CHECK(problem.path == "signalTable.nodes[2].src");
    CHECK(problem.message == "Signals 0 → 1 → 2 → 0 depend on each other within a frame: evaluating any of them will fault.");
}

TEST_CASE("A signal that refers to itself is a fault", "[core][problems]") {
    Signals s;
    s.run(s.sig_zip(kAdd, 0, 0));
    const std::vector<Problem> problems = problems_of(s);
    REQUIRE(problems.size() == 2);  // one for each reference that closes a cycle
    CHECK(problems[0].path == "signalTable.nodes[0].a");
    CHECK(problems[1].path == "signalTable.nodes[0].b");
    CHECK(says(problems[0], "depends on itself within a frame"));
}

TEST_CASE("A delay does not break a cycle, since its input is evaluated in the same frame", "[core][problems]") {
    Signals s;
    s.cell("d", "ring", StateStorage::F64, 3);
    s.cell("d", "head", StateStorage::I32);
    s.run(s.sig_stateful(StatefulOp::DelayFrames, 0, {{"stateOffset", 0}}));
    CHECK(only_problem(s).path == "signalTable.nodes[0].input");
}

TEST_CASE("A shared signal is no cycle", "[core][problems]") {
    Signals s;
    Ref signal = s.sig_const(1);
    for (int i = 0; i < 50; ++i) signal = s.sig_zip(kAdd, signal, signal);
    CHECK(problems_of(s.run(signal)).empty());
}

TEST_CASE("A cycle of a hundred thousand signals is found at once and named briefly", "[core][problems]") {
    constexpr Ref kCount = 100'000;
    Signals s;
    for (Ref i = 0; i < kCount; ++i) s.sig_zip(kAdd, (i + 1) % kCount, 0);
    s.run(0);
    const auto start = std::chrono::steady_clock::now();
    const std::vector<Problem> problems = problems_of(s);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
    REQUIRE(problems.size() == 10'001);  // every reference to the first signal closes one
    CHECK(problems.front().message.size() < 200);
    CHECK(says(problems.front(), "(99992 more)"));
}

// --- Transforms ---------------------------------------------------------------------------------------------------

TEST_CASE("A transform chain that does not exist is a fault", "[core][problems]") {
    Signals s;
    CHECK(only_problem(s.run(s.sig_transform(s.sig_const(1), 3))).path == "signalTable.nodes[1].chain");
}

TEST_CASE("Steps of a transform chain are checked once, where they stand", "[core][problems]") {
    Signals s;
    const Ref chain = s.transform({transform_step(TransformKind::ScaleBias, 2),
                                   transform_step(TransformKind::Ease, 6),
                                   transform_step(TransformKind::Ease, 7),
                                   transform_step(TransformKind::Ease, 1.5),
                                   transform_step(TransformKind::Ease, kNaN),
                                   transform_step(TransformKind::Quantize, 0),
                                   map_step({false, kAdd, {}}),
                                   map_step({true, -1, "k"}),
                                   map_step({false, kSin, {}}),
                                   named_step(TransformKind::Cast, "numberToVec2"),
                                   named_step(TransformKind::Unknown, "twist")});
    const Ref one = s.sig_const(1);
    s.run(s.sig_transform(one, chain)).run(s.sig_transform(one, chain));
    const auto at = [&](std::string_view rest) { return problem_at(s, "transformTable.chains[0].steps" + std::string(rest)); };
    CHECK(says(at("[2].curveId"), "curve 7, but the curves are 0 to 6"));
    CHECK(at("[3].curveId").severity == Severity::Fault);
    CHECK(at("[4].curveId").severity == Severity::Fault);
    CHECK(at("[5].step").severity == Severity::Surprise);
    CHECK(says(at("[6].fn.opcode"), "Add"));
    CHECK(says(at("[7].fn.kernelId"), "\"k\""));
    CHECK(says(at("[9].op"), "\"numberToVec2\""));
    CHECK(says(at("[10].kind"), "\"twist\""));
    CHECK(problems_of(s).size() == 8);
}

// --- State --------------------------------------------------------------------------------------------------------

TEST_CASE("Stateful operations within their cells are no problem", "[core][problems]") {
    Signals s;
    for (const StatefulOp op : {StatefulOp::Integrate, StatefulOp::Slew, StatefulOp::EdgeDetectWrap, StatefulOp::PulseDivider}) {
        s.run(s.stateful(op, {{"stateOffset", s.cell("one", stateful_op_name(op), StateStorage::F64)}}));
    }
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", s.cell("env", "env", StateStorage::F64, 2)}}));
    const Ref trigger = s.sig_const(0);
    s.run(s.stateful(StatefulOp::SampleHold, {{"stateOffset", s.cell("sh", "held", StateStorage::F64, 2)}, {"trigger", static_cast<double>(trigger)}}));
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
        CHECK(says(only_problem(s.run(s.stateful(StatefulOp::DelayMs, {{"stateOffset", 0}, {"bufferSize", size}}))), "a ring of"));
    }
}

TEST_CASE("Operations past the end of the state are surprises", "[core][problems]") {
    Signals s;
    s.cell("a", "x", StateStorage::F64, 4);
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", 3}}));
    const Problem problem = only_problem(s);
    CHECK(problem.message == "Signal 1 (envelopeAD) uses elements 3 to 4, past the end of the f64 state of 4 elements: there it reads NaN and loses what it writes.");
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
    CHECK(only_problem(s).message == "Signal 1 (envelopeAD) uses elements 0 to 1 of the f64 state and so reaches past the end of "
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
    s.run(s.stateful(StatefulOp::EnvelopeAD, {{"stateOffset", 0}})).run(s.stateful(StatefulOp::Slew, {{"stateOffset", 1}}));
    const Problem problem = only_problem(s);
    CHECK(problem.severity == Severity::Surprise);
    CHECK(problem.step == StepIndex{1});
    CHECK(problem.message == "Signal 1 (envelopeAD) and signal 3 (slew) both use element 1 of the f64 state: each overwrites what the other keeps there.");
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
    const Ref chain = s.transform({transform_step(TransformKind::Slew, 1, static_cast<double>(s.cell("lag", "x", StateStorage::F64)))});
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

TEST_CASE("The problems of a program of 100,000 signals are found at once", "[core][problems]") {
    Signals s;
    Ref signal = s.sig_const(1);
    for (int i = 0; i < 100'000; ++i) {
        const std::uint32_t cell = i % 2 == 0 ? s.cell("c" + std::to_string(i), "x", StateStorage::F64) : 0;
        signal = i % 2 == 0 ? s.sig_stateful(StatefulOp::Slew, signal, {{"stateOffset", cell}}) : s.sig_zip(kAdd, signal, signal);
        s.run(signal);
    }
    const SlotTable slots = SlotTable::of_program(s.program()).value();
    const auto start = std::chrono::steady_clock::now();
    CHECK(find_problems(s.program(), slots).empty());
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
