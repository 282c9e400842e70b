// SPDX-License-Identifier: MIT
// Problems of slots, steps, time models and outputs. Signals and state are in problems_signals_test.cpp.
#include <ctime>
#include <limits>

#include "core/problems_fixtures.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr std::int32_t kAdd = 100, kSin = 110, kVec2Add = 200, kVec2Length = 211;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

StepBody node_eval(Ref node, std::vector<SlotId> inputs, std::vector<SlotId> outputs) {
    return NodeEvalStep{node, std::move(inputs), std::move(outputs), "preBus"};
}
Publisher publisher(SlotId source, bool is_enabled = true) { return {is_enabled, 0, source, "p", false}; }
BusEvalStep bus_eval(SlotId out, std::vector<Publisher> publishers, CombineMode mode = CombineMode::Sum) {
    BusEvalStep step;
    step.out = out;
    step.publishers = std::move(publishers);
    step.combine = {mode, "odd", {}};
    return step;
}
BusEvalStep silent_bus(SilentKind silent, std::optional<Ref> constant = {}) {
    BusEvalStep step = bus_eval(3, {publisher(0, false)});
    step.silent = silent;
    step.silent_name = "loud";
    step.silent_const = constant;
    return step;
}
MaterializeStep materialize(std::string field, SlotId domain, SlotId out) {
    MaterializeStep step;
    step.field_expr_id = std::move(field);
    step.domain = domain;
    step.out = out;
    return step;
}
RenderAssembleStep render(SlotId out) {
    RenderAssembleStep step;
    step.out = out;
    return step;
}

/// Time in slots 0 and 1, so that there is something to read.
struct Timed : ProgramBuilder {
    Timed() : ProgramBuilder("timed") { f64(0).f64(1).f64(2).time_derive(0, 1); }
};

}  // namespace

TEST_CASE("A sound program has no problems", "[core][problems]") {
    Timed b;
    b.node_step(kAdd, {0, 1}, {2}).bus_step(CombineMode::Sum, {1, 2}, 3).debug_probe({3});
    b.signal_eval({{b.sig_zip(kAdd, b.sig_input(3), b.sig_const(1)), 4}});
    CHECK(problems_of(b).empty());
    CHECK(problems_of(ProgramBuilder("empty")).empty());
}

TEST_CASE("Feedback, reading a slot before its writer, is no problem", "[core][problems]") {
    Timed b;
    b.node_step(kAdd, {3, 0}, {2}).node_step(kAdd, {2, 0}, {3});
    CHECK(problems_of(b).empty());
}

// --- Second writes ------------------------------------------------------------------------------------------------

TEST_CASE("A second writer is a fault that names both steps and the slot", "[core][problems]") {
    Timed b;
    b.program().names.slots[2] = "phase";
    b.node_step(kSin, {0}, {2}).bus_step(CombineMode::Sum, {0}, 2);
    const Problem problem = only_problem(b);
    CHECK(problem.severity == Severity::Fault);
    CHECK(problem.path == "schedule.steps[2].outSlot");
    CHECK(problem.step == StepIndex{2});
    CHECK(problem.slot == SlotId{2});
    CHECK(problem.message ==
          "In every frame step 2 \"step2\" (busEval · sum) writes slot 2 \"phase\", which step 1 \"step1\" "
          "(nodeEval · Sin) has written already: the second write will fault.");
}

TEST_CASE("Each writer after the first is a problem of its own", "[core][problems]") {
    Timed b;
    for (int i = 0; i < 3; ++i) b.node_step(kSin, {0}, {2});
    const std::vector<Problem> problems = problems_of(b);
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].step == StepIndex{2});
    CHECK(problems[1].step == StepIndex{3});
    CHECK(says(problems[1], "step 1"));
}

TEST_CASE("One step that writes a slot twice is a fault", "[core][problems]") {
    Timed b;
    const Ref one = b.sig_const(1);
    b.signal_eval({{one, 2}, {one, 3}, {one, 2}});
    const Problem problem = only_problem(b);
    CHECK(problem.path == "schedule.steps[1].outputs[2].slot");
    CHECK(says(problem, "twice"));
    CHECK(says(problem, "step 1"));
}

TEST_CASE("What the time model does not produce is not written", "[core][problems]") {
    ProgramBuilder b("time");
    b.time_model_loop(100).time_derive(0, 1, 2, 3, 1);  // progress shares the model time's slot, as compilers emit it
    CHECK(problems_of(b).empty());
    b.time_model_finite(100);
    CHECK(only_problem(b).path == "schedule.steps[0].out.progress01");
}

TEST_CASE("Buffers that are filled in place may have several fillers", "[core][problems]") {
    ProgramBuilder b("buffers");
    b.initial(1, 4.0);
    b.step(MaterializeTestGeometryStep{1, 2, 3, 4}).step(MaterializeTestGeometryStep{1, 2, 3, 4});
    CHECK(problems_of(b).empty());
    b.step(CameraEvalStep{"c", 2}).camera("c", Value());
    CHECK(problems_of(b).empty());
    b.step(CameraEvalStep{"c", 2});
    CHECK(only_problem(b).path == "schedule.steps[3].outSlot");
}

// --- Never written ------------------------------------------------------------------------------------------------

TEST_CASE("Reading a slot that nothing writes is a surprise", "[core][problems]") {
    Timed b;
    b.f64(9, "gain");
    b.node_step(kAdd, {0, 9}, {2});
    const Problem problem = only_problem(b);
    CHECK(problem.severity == Severity::Surprise);
    CHECK(problem.path == "schedule.steps[1].inputSlots[1]");
    CHECK(problem.slot == SlotId{9});
    CHECK(problem.message ==
          "Step 1 \"step1\" (nodeEval · Add) reads slot 9 \"gain\", which nothing ever writes: it is always 0.");
}

TEST_CASE("An object slot that nothing writes is undefined", "[core][problems]") {
    Timed b;
    b.event_bus_step(CombineMode::Merge, {5}, 6);
    CHECK(says(only_problem(b), "always undefined"));
}

TEST_CASE("A vec2 operation on an object slot that nothing writes will fault", "[core][problems]") {
    Timed b;
    b.object(5);
    b.node_step(kVec2Length, {5}, {6});
    const Problem problem = only_problem(b);
    CHECK(problem.severity == Severity::Fault);
    CHECK(says(problem, "will fault"));
}

TEST_CASE("Initial values count as writes", "[core][problems]") {
    Timed b;
    b.initial(9, 0.5);
    b.node_step(kAdd, {0, 9}, {2});
    CHECK(problems_of(b).empty());
}

TEST_CASE("A slot that a step reads twice is one problem", "[core][problems]") {
    Timed b;
    b.node_step(kAdd, {9, 9}, {2}).node_step(kAdd, {9, 9}, {3});
    CHECK(problems_of(b).size() == 2);
}

TEST_CASE("A node's outputs after the first are never written", "[core][problems]") {
    Timed b;
    b.node_step(kAdd, {0, 1}, {2, 3}).node_step(kAdd, {2, 3}, {4});
    const Problem outputs = problem_at(b, "schedule.steps[1].outputSlots");
    CHECK(outputs.severity == Severity::Surprise);
    CHECK(says(outputs, "2 output slots"));
    CHECK(problem_at(b, "schedule.steps[2].inputSlots[1]").slot == SlotId{3});
}

TEST_CASE("A disabled publisher's source is not read", "[core][problems]") {
    Timed b;
    b.step(bus_eval(3, {publisher(9, false)}));
    CHECK(problems_of(b).empty());
}

TEST_CASE("Slots that share an element are a surprise", "[core][problems]") {
    Timed b;
    b.slot(5, Storage::F64, "left", 7).slot(6, Storage::F64, "right", 7).slot(8, Storage::I32, "elsewhere", 7);
    const Problem problem = only_problem(b);
    CHECK(problem.severity == Severity::Surprise);
    CHECK(problem.path == "slotMeta[4].offset");
    CHECK(problem.message ==
          "Slot 5 \"left\" and slot 6 \"right\" share element 7 of the f64 slots: writing one changes the other.");
}

// --- Steps --------------------------------------------------------------------------------------------------------

TEST_CASE("A node that does not exist is a fault", "[core][problems]") {
    Timed b;
    b.node(kAdd);
    b.step(node_eval(5, {0, 1}, {2}));
    const Problem problem = only_problem(b);
    CHECK(problem.severity == Severity::Fault);
    CHECK(problem.path == "schedule.steps[1].nodeIndex");
    CHECK(says(problem, "node 5"));
    CHECK(says(problem, "1 nodes"));
    b.program().nodes.reset();
    CHECK(says(only_problem(b), "table of nodes"));
}

TEST_CASE("Opcodes that nodes do not implement are surprises", "[core][problems]") {
    for (const std::int32_t opcode : {11, 203, 300, 402, 800, 999, -7}) {
        Timed b;
        b.node_step(opcode, {0}, {2});
        const Problem problem = only_problem(b);
        CHECK(problem.severity == Severity::Surprise);
        CHECK(problem.path == "nodes.nodes[0].opcodeId");
        CHECK(problem.step == StepIndex{1});
        CHECK(says(problem, "always gives 0"));
    }
}

TEST_CASE("Placeholder opcodes are surprises that say what they give", "[core][problems]") {
    Timed zero;
    zero.node_step(12, {}, {2});
    CHECK(says(only_problem(zero), "Phase01, which is a placeholder as a node: it always gives 0"));
    Timed pass;
    pass.node_step(400, {0}, {2});
    CHECK(says(only_problem(pass), "Integrate, which is a placeholder as a node: it passes its input through"));
}

TEST_CASE("Missing inputs are surprises, and faults where an object is needed", "[core][problems]") {
    Timed b;
    b.node_step(kAdd, {0}, {2});
    CHECK(only_problem(b).severity == Severity::Surprise);
    CHECK(says(only_problem(b), "Add 1 of the 2 inputs"));
    Timed v;
    v.object(5).initial(5, ValueObject{{"x", 1.0}, {"y", 2.0}});
    v.node_step(kVec2Add, {5}, {2});
    CHECK(only_problem(v).severity == Severity::Fault);
}

TEST_CASE("Constants of nodes are looked up as execution does", "[core][problems]") {
    const auto problem_of = [](double id, auto prepare) {
        Timed b;
        prepare(b);
        b.node_step({}, {}, {2}, id);
        const std::vector<Problem> problems = problems_of(b);
        return problems.empty() ? std::string() : problems.front().path + ": " + problems.front().message;
    };
    const auto two = [](ProgramBuilder& b) { b.constant(0.5), b.constant(0.25); };
    CHECK(problem_of(1, two).empty());
    CHECK(problem_of(2, two).find("takes constant 2, which does not exist: it gives 0") != std::string::npos);
    CHECK(problem_of(-1, two).find("will fault") != std::string::npos);
    CHECK(problem_of(0.5, two).find("will fault") != std::string::npos);
    CHECK(problem_of(kNaN, two).find("it gives 0") != std::string::npos);
    CHECK(problem_of(0, [](ProgramBuilder& b) { b.f64_constant(1); }).empty());  // no index: straight from the pool
    const std::string outside = problem_of(0, [](ProgramBuilder& b) {
        b.program().constants.index.push_back({ConstKind::F64, 9});
    });
    CHECK(outside.starts_with("constants.constIndex[0].idx: "));
    CHECK(outside.find("gives undefined") != std::string::npos);
}

TEST_CASE("A bus's mode matters only with an enabled publisher", "[core][problems]") {
    const auto bus = [](CombineMode mode, bool is_enabled) {
        Timed b;
        b.step(bus_eval(3, {publisher(0, is_enabled)}, mode));
        return problems_of(b);
    };
    for (const CombineMode mode : {CombineMode::First, CombineMode::Merge, CombineMode::Unknown}) {
        REQUIRE(bus(mode, true).size() == 1);
        CHECK(bus(mode, true)[0].severity == Severity::Fault);
        CHECK(bus(mode, true)[0].path == "schedule.steps[1].combine.mode");
        CHECK(bus(mode, false).empty());
    }
    for (const CombineMode mode : {CombineMode::Last, CombineMode::Sum, CombineMode::Average, CombineMode::Max,
                                   CombineMode::Min, CombineMode::Product}) {
        CHECK(bus(mode, true).empty());
    }
}

TEST_CASE("An event bus merges, takes the first or the last", "[core][problems]") {
    const auto bus = [](CombineMode mode) {
        Timed b;
        b.initial(5, ValueArray{}).event_bus_step(mode, {5}, 6);
        return problems_of(b).size();
    };
    CHECK(bus(CombineMode::Merge) == 0);
    CHECK(bus(CombineMode::First) == 0);
    CHECK(bus(CombineMode::Last) == 0);
    CHECK(bus(CombineMode::Sum) == 1);
    CHECK(bus(CombineMode::Unknown) == 1);
}

TEST_CASE("A silent value matters only without an enabled publisher", "[core][problems]") {
    const auto path_of = [](BusEvalStep step) {
        Timed b;
        b.f64_constant(1);
        b.step(std::move(step));
        const std::vector<Problem> problems = problems_of(b);
        return problems.empty() ? std::string() : problems.front().path;
    };
    CHECK(path_of(silent_bus(SilentKind::Unknown)) == "schedule.steps[1].silent.kind");
    CHECK(path_of(silent_bus(SilentKind::Const)) == "schedule.steps[1].silent");
    CHECK(path_of(silent_bus(SilentKind::Const, 1)) == "schedule.steps[1].silent.constId");
    CHECK(path_of(silent_bus(SilentKind::Const, -1)) == "schedule.steps[1].silent.constId");
    CHECK(path_of(silent_bus(SilentKind::Const, 0)).empty());
    CHECK(path_of(silent_bus(SilentKind::Default)).empty());
    BusEvalStep heard = silent_bus(SilentKind::Unknown);
    heard.publishers = {publisher(0)};
    CHECK(path_of(heard).empty());
}

TEST_CASE("Unknown step kinds, cameras, meshes and fields are faults", "[core][problems]") {
    ProgramBuilder b("steps");
    b.initial(0, 1.0);
    b.step(UnknownStep{"frobnicate"}).step(CameraEvalStep{"main", 1}).step(MeshMaterializeStep{"cube", 2});
    b.field(FieldConst{0});
    b.step(materialize("7", 0, 3));
    CHECK(says(problem_at(b, "schedule.steps[0].kind"), "\"frobnicate\""));
    CHECK(says(problem_at(b, "schedule.steps[1].cameraId"), "\"main\""));
    CHECK(says(problem_at(b, "schedule.steps[2].meshId"), "\"cube\""));
    CHECK(says(problem_at(b, "schedule.steps[3].materialization.fieldExprId"), "\"7\""));
    for (const Problem& problem : problems_of(b)) CHECK(problem.severity == Severity::Fault);
}

// --- Time and output ----------------------------------------------------------------------------------------------

TEST_CASE("A missing or unknown time model is a fault of every frame", "[core][problems]") {
    ProgramBuilder b("time");
    b.program().time_model = TimeModel{};
    CHECK(only_problem(b).severity == Severity::Fault);
    CHECK(only_problem(b).path == "timeModel");
    b.program().time_model.kind_name = "spiral";
    CHECK(only_problem(b).path == "timeModel.kind");
    CHECK(says(only_problem(b), "\"spiral\""));
}

TEST_CASE("Odd durations and periods are surprises", "[core][problems]") {
    ProgramBuilder b("time");
    for (const double duration : {0.0, -5.0, kNaN}) {
        b.time_model_finite(duration);
        CHECK(only_problem(b).severity == Severity::Surprise);
        CHECK(only_problem(b).path == "timeModel.durationMs");
    }
    for (const double period : {0.0, -5.0, kNaN, kInfinity}) {
        b.time_model_loop(period);
        CHECK(only_problem(b).path == "timeModel.periodMs");
        b.time_model_pingpong(period);
        CHECK(only_problem(b).severity == Severity::Surprise);
    }
    b.time_model_finite(kInfinity);
    CHECK(problems_of(b).empty());
    b.time_model_loop(1e-300);
    CHECK(problems_of(b).empty());
}

TEST_CASE("The output slot must be an object slot that something writes", "[core][problems]") {
    const auto problem_of = [](auto prepare) {
        Timed b;
        prepare(b);
        return problems_of(b);
    };
    CHECK(problem_of([](ProgramBuilder& b) { b.step(render(5)).output(5); }).empty());
    CHECK(problem_of([](ProgramBuilder& b) { b.initial(5, ValueObject{}).output(5); }).empty());
    for (const auto& problems :
         {problem_of([](ProgramBuilder& b) { b.output(99); }), problem_of([](ProgramBuilder& b) { b.output(0); }),
          problem_of([](ProgramBuilder& b) { b.object(5).output(5); })}) {
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].severity == Severity::Fault);
        CHECK(problems[0].path == "outputs[0].slot");
        CHECK(says(problems[0], "every frame will fault after its last step"));
    }
    const auto missing = problem_of([](ProgramBuilder& b) { b.output(kNoSlot); });
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].path == "outputs[0]");
}

// --- The list -----------------------------------------------------------------------------------------------------

TEST_CASE("Problems come in the order of their steps, then of the tables", "[core][problems]") {
    Timed b;
    b.time_model_loop(0);
    b.signal_eval({{99, 2}});
    b.node_step(kAdd, {9, 9}, {3}).node_step(999, {}, {3});
    b.output(77);
    b.program().signals.emplace();
    const std::vector<Problem> problems = problems_of(b);
    REQUIRE(problems.size() == 6);
    for (std::size_t i = 1; i < problems.size(); ++i) {
        CHECK(problems[i - 1].step.value_or(kNoStep) <= problems[i].step.value_or(kNoStep));
    }
    CHECK(problems[4].path == "timeModel.periodMs");
    CHECK(problems[5].path == "outputs[0].slot");
}

TEST_CASE("A hundred thousand broken steps end in a bounded list, soon", "[core][problems]") {
    ProgramBuilder b("broken");
    for (int i = 0; i < 100'000; ++i) b.step(node_eval(-1, {static_cast<SlotId>(i + 10)}, {1}), "s");
    const std::clock_t start = std::clock();
    const std::vector<Problem> problems = problems_of(b);
    CHECK(std::clock() - start < 5 * CLOCKS_PER_SEC);  // of processor time, whatever else the machine does
    CHECK(problems.size() == 10'001);
    CHECK(says(problems.back(), "more than 10000 problems"));
}
