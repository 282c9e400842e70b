// SPDX-License-Identifier: MIT
// Names of slots, steps, cells and opcodes, and what a step does in a few words.
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "slotscope/describe.h"
#include "slotscope/program_builder.h"

using namespace slotscope;

namespace {

constexpr std::int32_t kMul = 102;

/// The same name, asked for alone and among all.
std::string name_of(const Program& program, SlotId slot) {
    const std::string name = slot_name(program, slot);
    CHECK(SlotNames(program).of(slot) == name);
    return name;
}

}  // namespace

TEST_CASE("A slot's given name comes first", "[core][describe]") {
    ProgramBuilder builder("names");
    builder.f64(0, "time").f64(1).time_derive(0, 1);
    CHECK(name_of(builder.program(), 0) == "time");
    CHECK(name_of(builder.program(), 1) == "tModelMs");
}

TEST_CASE("A slot without a name is called after what writes it", "[core][describe]") {
    ProgramBuilder builder("names");
    builder.time_derive(0, 1, 2, 3, 4);
    builder.node_step(kMul, {0, 1}, {5});
    builder.bus_step(CombineMode::Sum, {5}, 6);
    builder.event_bus_step(CombineMode::Merge, {7}, 8);
    builder.step(SignalEvalStep{{{0, 9}}}, "s", "lfo");
    builder.step(SignalEvalStep{{{0, 10}, {0, 11}}}, "m", "mix");
    builder.step(MaterializePathStep{0, 1, 12, 20, 21, 22, 23, 13, {}}, "p", "outline");
    Program& program = builder.program();
    (*program.nodes)[0].id = "osc";
    program.buses[0].id = "bus-1";
    program.buses[1].id = "bus-2";
    program.names.buses["bus-2"] = "Notes";

    CHECK(name_of(program, 0) == "tAbsMs");
    CHECK(name_of(program, 2) == "phase01");
    CHECK(name_of(program, 3) == "wrapEvent");
    CHECK(name_of(program, 4) == "progress01");
    CHECK(name_of(program, 5) == "osc");
    CHECK(name_of(program, 6) == "bus-1");
    CHECK(name_of(program, 8) == "Notes");
    CHECK(name_of(program, 9) == "lfo");
    CHECK(name_of(program, 10) == "mix[0]");
    CHECK(name_of(program, 11) == "mix[1]");
    CHECK(name_of(program, 12) == "outline.cmds");
    CHECK(name_of(program, 13) == "outline.pointLen");

    program.names.nodes["osc"] = "Oscillator";
    CHECK(name_of(program, 5) == "Oscillator");
}

TEST_CASE("A slot that nothing names is its number", "[core][describe]") {
    ProgramBuilder builder("names");
    builder.step(SignalEvalStep{{{0, 3}}}, "no label");
    CHECK(name_of(builder.program(), 3) == "slot 3");
    CHECK(name_of(builder.program(), 9007199254740991) == "slot 9007199254740991");
    CHECK(SlotNames().of(4) == "slot 4");
    CHECK(SlotNames(builder.program()).find(3) == nullptr);
}

TEST_CASE("The first writer that has a name names the slot", "[core][describe]") {
    ProgramBuilder builder("names");
    builder.step(SignalEvalStep{{{0, 3}}}, "a");
    builder.step(SignalEvalStep{{{0, 3}}}, "b", "second");
    builder.step(SignalEvalStep{{{0, 3}}}, "c", "third");
    CHECK(name_of(builder.program(), 3) == "second");
}

TEST_CASE("Names are one line of bounded length and well-formed text", "[core][describe]") {
    ProgramBuilder builder("names");
    builder.program().names.slots[0] = "two\nlines\tand a tab";
    builder.program().names.slots[1] = std::string(100'000, 'x');
    builder.program().names.slots[2] = "bad \xFF byte";
    CHECK(name_of(builder.program(), 0) == "two lines and a tab");
    CHECK(name_of(builder.program(), 1).size() <= 80);
    CHECK(name_of(builder.program(), 1).ends_with("xx…"));
    CHECK(name_of(builder.program(), 2) == "bad \xEF\xBF\xBD byte");
}

TEST_CASE("A step's name is the given one, its label, its node's or bus's name, or its id", "[core][describe]") {
    ProgramBuilder builder("steps");
    builder.step(SignalEvalStep{}, "a", "label a");
    builder.step(SignalEvalStep{}, "b", "label b");
    builder.node_step(kMul, {0, 0}, {1});
    builder.bus_step(CombineMode::Sum, {1}, 2);
    builder.step(DebugProbeStep{}, "probe");
    builder.step(DebugProbeStep{}, "x");
    Program& program = builder.program();
    program.names.steps["b"] = "given b";
    (*program.nodes)[0].id = "osc";
    program.steps.back().id.clear();

    CHECK(step_name(program, 0) == "label a");
    CHECK(step_name(program, 1) == "given b");
    CHECK(step_name(program, 2) == "step2");
    CHECK(step_name(program, 3) == "step3");
    CHECK(step_name(program, 4) == "probe");
    CHECK(step_name(program, 5) == "step 5");
    program.names.steps["b"] = "signalEval";  // what compilers write for want of a name
    CHECK(step_name(program, 1) == "label b");
    program.names.nodes["osc"] = "Oscillator";
    program.names.buses[program.buses[0].id] = "Mix";
    CHECK(step_name(program, 2) == "Oscillator");
    CHECK(step_name(program, 3) == "Mix");
}

TEST_CASE("A step's detail says what it does", "[core][describe]") {
    ProgramBuilder builder("steps");
    builder.time_model_pingpong(250);
    builder.time_derive(0, 1);
    builder.node_step(kMul, {0, 0}, {2});
    builder.node_step({}, {}, {3});
    builder.node_step(999, {}, {4});
    builder.step(NodeEvalStep{77, {}, {}, {}});
    builder.bus_step(CombineMode::Average, {2}, 5);
    builder.event_bus_step(CombineMode::Merge, {6}, 7);
    builder.signal_eval({{0, 8}});
    builder.signal_eval({{0, 9}, {0, 10}});
    builder.debug_probe({1, 2, 3});
    RenderAssembleStep render;
    render.instances.resize(2);
    builder.step(render);
    builder.step(CameraEvalStep{"main", 11});
    builder.step(UnknownStep{"frobnicate"});
    MaterializeStep materialize;
    materialize.element_type = "f32";
    materialize.components = 2;
    builder.step(materialize);
    const Program& program = builder.program();
    const char* const expected[] = {
        "timeDerive · ping-pong, 250 ms", "nodeEval · Mul",       "nodeEval · Const",           "nodeEval · opcode 999",
        "nodeEval · no node 77",          "busEval · average",    "eventBusEval · merge",       "signalEval · 1 output",
        "signalEval · 2 outputs",         "debugProbe · 3 slots", "renderAssemble · 2 batches", "CameraEval · main",
        "frobnicate · unknown kind",      "materialize · 2 × f32"};
    REQUIRE(program.steps.size() == std::size(expected));
    for (StepIndex i = 0; i < program.steps.size(); ++i) CHECK(step_detail(program, i) == expected[i]);
}

TEST_CASE("timeDerive's detail is the program's time model", "[core][describe]") {
    ProgramBuilder builder("time");
    builder.time_derive(0, 1);
    CHECK(step_detail(builder.program(), 0) == "timeDerive · infinite");
    builder.time_model_finite(1500);
    CHECK(step_detail(builder.program(), 0) == "timeDerive · finite, 1500 ms");
    builder.time_model_loop(0.5);
    CHECK(step_detail(builder.program(), 0) == "timeDerive · loop, 0.5 ms");
    builder.program().time_model = TimeModel{};
    CHECK(step_detail(builder.program(), 0) == "timeDerive · no time model");
    builder.program().time_model.kind_name = "spiral";
    CHECK(step_detail(builder.program(), 0) == "timeDerive · spiral");
}

TEST_CASE("A cell is called by owner and role, else by its id, else by its number", "[core][describe]") {
    ProgramBuilder builder("cells");
    builder.cell("tape", "ring", StateStorage::F64, 4);
    builder.cell("", "", StateStorage::F64);
    builder.cell("", "", StateStorage::F64);
    builder.cell("owner", "", StateStorage::F64);
    builder.program().state_layout.cells[1].state_id = "st.1";
    builder.program().state_layout.cells[2].state_id.clear();
    CHECK(cell_name(builder.program(), 0) == "tape.ring");
    CHECK(cell_name(builder.program(), 1) == "st.1");
    CHECK(cell_name(builder.program(), 2) == "cell 2");
    CHECK(cell_name(builder.program(), 3) == "owner");
}

TEST_CASE("Opcodes have the names of the format", "[core][describe]") {
    CHECK(opcode_name(0) == "Const");
    CHECK(opcode_name(100) == "Add");
    CHECK(opcode_name(116) == "Atan2");
    CHECK(opcode_name(213) == "Vec2Rotate");
    CHECK(opcode_name(305) == "ColorScaleSat");
    CHECK(opcode_name(804) == "TransformNormalize");
    CHECK(opcode_name(999) == "opcode 999");
    CHECK(opcode_name(-1) == "opcode -1");
}
