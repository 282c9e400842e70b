// SPDX-License-Identifier: MIT
// Problems of signals, fields and transforms. State is in problems_state_test.cpp.
#include <ctime>
#include <limits>

#include "core/problems_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr std::int32_t kAdd = 100, kSin = 110, kClamp = 132;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

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
    const char* const paths[] = {"schedule.steps[0].outputs[0].sigId",
                                 "signalTable.nodes[1].src",
                                 "signalTable.nodes[2].b",
                                 "signalTable.nodes[3].t",
                                 "signalTable.nodes[4].terms[1]",
                                 "signalTable.nodes[5].src",
                                 "signalTable.nodes[6].input"};
    INFO(all_messages(problems));
    REQUIRE(problems.size() == std::size(paths));
    for (std::size_t i = 0; i < problems.size(); ++i) {
        CHECK(problems[i].path == paths[i]);
        CHECK(problems[i].severity == Severity::Fault);
        CHECK(problems[i].step == static_cast<StepIndex>(i));
    }
    CHECK(problems[2].message ==
          "Signal 2 (zip · Add) refers to signal 98, but there are 7 signals: evaluating it will fault.");
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
    s.run(s.sig_map(kAdd, one))
        .run(s.sig_zip(kSin, one, one))
        .run(s.sig_zip(kClamp, one, one))
        .run(s.sig_map(999, one));
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
    for (const CombineMode mode : {CombineMode::Sum, CombineMode::Average, CombineMode::Min, CombineMode::Max,
                                   CombineMode::First, CombineMode::Last}) {
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
    CHECK(problem.message ==
          "Signals 0 → 1 → 2 → 0 depend on each other within a frame: evaluating any of them will fault.");
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
    const std::clock_t start = std::clock();
    const std::vector<Problem> problems = problems_of(s);
    CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);  // of processor time, whatever else the machine does
    REQUIRE(problems.size() == 10'001);                // every reference to the first signal closes one
    CHECK(problems.front().message.size() < 200);
    CHECK(says(problems.front(), "(99992 more)"));
}

// --- Fields -------------------------------------------------------------------------------------------------------

TEST_CASE("Fields that a materialize step reaches are checked, each once", "[core][problems]") {
    ProgramBuilder b("fields");
    b.initial(0, 4.0);
    b.field(FieldZip{1, 2, {false, kSin, {}}, {}});
    b.field(FieldMap{77, {true, -1, "blur"}, {}});
    b.field(FieldSelect{3, 4, 5});
    b.field(FieldConst{9});
    b.field(FieldBroadcastSig{66, 0});
    b.field(FieldTransform{6, 8});
    b.field(FieldBusCombine{0, {7, -1}, {}});
    b.field(FieldUnknown{"warp"});
    b.field(FieldMap{55, {false, kAdd, {}}, {}});  // reached by no step
    MaterializeStep step;
    step.domain = 0;
    step.field_expr_id = "0";
    step.out = 1;
    b.step(step);
    step.out = 2;
    b.step(step);
    b.sig_const(1);
    const char* const paths[] = {"fields.nodes[0].fn.opcode", "fields.nodes[1].src", "fields.nodes[1].fn.kernelId",
                                 "fields.nodes[3].constId",   "fields.nodes[4].sig", "fields.nodes[5].chain",
                                 "fields.nodes[6].terms[1]",  "fields.nodes[7].kind"};
    for (const char* path : paths) {
        CHECK(problem_at(b, path).step == StepIndex{0});
        CHECK(problem_at(b, path).severity == Severity::Fault);
    }
    CHECK(problems_of(b).size() == std::size(paths));
    b.program().signals.reset();
    CHECK(says(problem_at(b, "fields.nodes[4].sig"), "needs the signalTable"));
}

TEST_CASE("Signals under a field are checked as those of a signal step", "[core][problems]") {
    ProgramBuilder b("fields");
    b.object(0).initial(0, 4.0).f64(5, "quiet");
    b.field(FieldBroadcastSig{b.sig_input(5), 0});
    MaterializeStep step;
    step.domain = 0;
    step.field_expr_id = "field_0";
    step.out = 1;
    b.step(step);
    CHECK(only_problem(b).path == "signalTable.nodes[0].slot");
}

// --- Transforms ---------------------------------------------------------------------------------------------------

TEST_CASE("A transform chain that does not exist is a fault", "[core][problems]") {
    Signals s;
    CHECK(only_problem(s.run(s.sig_transform(s.sig_const(1), 3))).path == "signalTable.nodes[1].chain");
}

TEST_CASE("Steps of a transform chain are checked once, where they stand", "[core][problems]") {
    Signals s;
    const Ref chain =
        s.transform({transform_step(TransformKind::ScaleBias, 2), transform_step(TransformKind::Ease, 6),
                     transform_step(TransformKind::Ease, 7), transform_step(TransformKind::Ease, 1.5),
                     transform_step(TransformKind::Ease, kNaN), transform_step(TransformKind::Quantize, 0),
                     map_step({false, kAdd, {}}), map_step({true, -1, "k"}), map_step({false, kSin, {}}),
                     named_step(TransformKind::Cast, "numberToVec2"), named_step(TransformKind::Unknown, "twist")});
    const Ref one = s.sig_const(1);
    s.run(s.sig_transform(one, chain)).run(s.sig_transform(one, chain));
    const auto at = [&](std::string_view rest) {
        return problem_at(s, "transformTable.chains[0].steps" + std::string(rest));
    };
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

TEST_CASE("The problems of a program of 100,000 signals are found at once", "[core][problems]") {
    Signals s;
    Ref signal = s.sig_const(1);
    for (int i = 0; i < 100'000; ++i) {
        const std::uint32_t cell = i % 2 == 0 ? s.cell("c" + std::to_string(i), "x", StateStorage::F64) : 0;
        signal = i % 2 == 0 ? s.sig_stateful(StatefulOp::Slew, signal, {{"stateOffset", cell}})
                            : s.sig_zip(kAdd, signal, signal);
        s.run(signal);
    }
    const SlotTable slots = SlotTable::of_program(s.program()).value();
    const std::clock_t start = std::clock();
    CHECK(find_problems(s.program(), slots).empty());
    CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);  // of processor time, whatever else the machine does
}
