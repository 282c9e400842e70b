// SPDX-License-Identifier: MIT
// Which slots steps read and write, and which state cells their signals use.
#include <ctime>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/describe.h"
#include "slotscope/program_builder.h"

using namespace slotscope;

namespace {

using Slots = std::vector<SlotId>;
using Steps = std::vector<StepIndex>;
using Cells = std::vector<CellIndex>;

constexpr std::int32_t kAdd = 100, kSin = 110;

StepSlots slots_of(StepBody body) {
    ProgramBuilder builder("wiring");
    builder.step(std::move(body));
    return step_slots(builder.program(), 0);
}

MaterializeStep materialize(std::string field, SlotId domain, SlotId out) {
    MaterializeStep step;
    step.field_expr_id = std::move(field);
    step.domain = domain;
    step.out = out;
    return step;
}

/// The wiring of a program whose slots are inferred, and the table that indexes it.
struct Wired {
    explicit Wired(const Program& source)
        : program(source), slots(SlotTable::of_program(program).value()), wiring(make_wiring(program, slots)) {}
    const Steps& writers(SlotId slot) const { return wiring.writers.at(slots.find(slot)); }
    const Steps& readers(SlotId slot) const { return wiring.readers.at(slots.find(slot)); }
    Program program;
    SlotTable slots;
    Wiring wiring;
};

}  // namespace

TEST_CASE("timeDerive writes what the time model has", "[core][wiring]") {
    ProgramBuilder builder("time");
    builder.time_derive(0, 1, 2, 3, 4);
    CHECK(step_slots(builder.program(), 0).writes == Slots{0, 1});
    builder.time_model_loop(100);
    CHECK(step_slots(builder.program(), 0).writes == Slots{0, 1, 2, 3});
    builder.time_model_finite(100);
    CHECK(step_slots(builder.program(), 0).writes == Slots{0, 1, 4});
    CHECK(step_slots(builder.program(), 0).reads.empty());
}

TEST_CASE("nodeEval reads all inputs once and writes its first output", "[core][wiring]") {
    const StepSlots slots = slots_of(NodeEvalStep{0, {5, 3, 5}, {7, 8}, {}});
    CHECK(slots.reads == Slots{5, 3});
    CHECK(slots.writes == Slots{7});
    CHECK(slots_of(NodeEvalStep{}).writes.empty());
}

TEST_CASE("Buses read their enabled publishers in order", "[core][wiring]") {
    BusEvalStep bus;
    bus.out = 1;
    bus.publishers = {{true, 0, 9, {}, false}, {false, 0, 8, {}, false}, {true, 0, 7, {}, false}};
    EventBusEvalStep events;
    events.out = 2;
    events.publishers = bus.publishers;
    CHECK(slots_of(bus).reads == Slots{9, 7});
    CHECK(slots_of(bus).writes == Slots{1});
    CHECK(slots_of(events).reads == Slots{9, 7});
    CHECK(slots_of(events).writes == Slots{2});
}

TEST_CASE("Geometry and render steps read and write their slots", "[core][wiring]") {
    CHECK(slots_of(MaterializeColorStep{1, 2, 3, 4, 5, 6}).reads == Slots{1, 2});
    CHECK(slots_of(MaterializeColorStep{1, 2, 3, 4, 5, 6}).writes == Slots{3, 4, 5, 6});
    CHECK(slots_of(MaterializePathStep{1, 2, 3, 4, 5, 6, 7, 8, {}}).writes == Slots{3, 4, 5, 6, 7, 8});
    CHECK(slots_of(MaterializeTestGeometryStep{1, 2, 3, 4}).reads == Slots{1});
    CHECK(slots_of(MaterializeTestGeometryStep{1, 2, 3, 4}).writes == Slots{2, 3, 4});
    CHECK(slots_of(CameraEvalStep{"c", 4}).writes == Slots{4});
    CHECK(slots_of(MeshMaterializeStep{"m", 5}).writes == Slots{5});
    CHECK(slots_of(DebugProbeStep{{}, {3, 1, 3}, {}}).reads == Slots{3, 1});
    CHECK(slots_of(UnknownStep{"?"}).reads.empty());

    ProjectInstancesStep project;
    project.domain = 1, project.camera_eval = 2, project.position = 3, project.scale = 4;
    project.color_r = 5, project.color_g = 6, project.color_b = 7, project.color_a = 8, project.radius = 9;
    project.out = 10;
    CHECK(slots_of(project).reads == Slots{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(slots_of(project).writes == Slots{10});

    RenderAssembleStep render;
    render.instances.push_back({1, 1, 2, 3, 4, 5});
    render.paths.push_back({1, 1, 6, 7, 8, 9, 10, 11, {}, {}, SlotId{12}, {}, {}});
    render.path_list = 13;
    render.out = 14;
    CHECK(slots_of(render).reads == Slots{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
    CHECK(slots_of(render).writes == Slots{14});
}

TEST_CASE("Signal steps read through inputSlot nodes, each slot once, in order of evaluation", "[core][wiring]") {
    ProgramBuilder builder("signals");
    const Ref a = builder.sig_input(30), b = builder.sig_input(20), again = builder.sig_input(30);
    const Ref condition = builder.sig_input(10);
    const Ref select = builder.signal(SigSelect{condition, a, b});
    const Ref held =
        builder.sig_stateful(StatefulOp::SampleHold, select, {{"trigger", static_cast<double>(builder.sig_input(40))}});
    const Ref sum = builder.sig_bus(CombineMode::Sum, {held, again, builder.sig_map(kSin, builder.sig_input(50))});
    builder.signal_eval({{sum, 1}, {select, 2}});
    const StepSlots slots = step_slots(builder.program(), 0);
    CHECK(slots.reads == Slots{10, 30, 20, 40, 50});
    CHECK(slots.writes == Slots{1, 2});
}

TEST_CASE("What an unused trigger names is not read", "[core][wiring]") {
    ProgramBuilder builder("signals");
    const Ref trigger = builder.sig_input(40);
    builder.signal_eval({{builder.sig_stateful(StatefulOp::Integrate, builder.sig_input(3),
                                               {{"trigger", static_cast<double>(trigger)}}),
                          1}});
    CHECK(step_slots(builder.program(), 0).reads == Slots{3});
}

TEST_CASE("A materialize step reads its domain and what the signals under its field read", "[core][wiring]") {
    ProgramBuilder builder("field");
    const Ref constant = builder.field(FieldConst{0});
    const Ref spread = builder.field(FieldBroadcastSig{builder.sig_input(7), 1});
    builder.field(FieldZip{constant, spread, {false, kAdd, {}}, {}});
    builder.step(materialize("2", 1, 5));
    builder.step(materialize("field_1", 1, 6));
    builder.step(materialize("nameless", 1, 6));
    CHECK(step_slots(builder.program(), 0).reads == Slots{1, 7});
    CHECK(step_slots(builder.program(), 0).writes == Slots{5});
    CHECK(step_slots(builder.program(), 1).reads == Slots{1, 7});
    CHECK(step_slots(builder.program(), 2).reads == Slots{1});
}

TEST_CASE("Cycles and dangling references end the walk", "[core][wiring]") {
    ProgramBuilder builder("broken");
    builder.sig_zip(kAdd, 1, 99);
    builder.sig_zip(kAdd, 0, 2);
    builder.sig_input(6);
    builder.signal_eval({{0, 1}, {-5, 2}, {1000, 3}});
    CHECK(step_slots(builder.program(), 0).reads == Slots{6});
    builder.program().signals.reset();
    CHECK(step_slots(builder.program(), 0).reads.empty());
}

TEST_CASE("Wiring tells the writers and readers of every slot", "[core][wiring]") {
    ProgramBuilder builder("wiring");
    builder.time_derive(0, 1);
    builder.node_step(kAdd, {0, 1}, {2});
    builder.signal_eval({{builder.sig_input(2), 3}});
    builder.node_step(kSin, {2}, {3});
    const Wired wired(builder.program());
    CHECK(wired.writers(0) == Steps{0});
    CHECK(wired.writers(2) == Steps{1});
    CHECK(wired.readers(0) == Steps{1});
    CHECK(wired.readers(2) == Steps{2, 3});
    CHECK(wired.writers(3) == Steps{2, 3});
    CHECK(wired.readers(3).empty());
    CHECK(wired.wiring.steps.at(1).reads == Slots{0, 1});
}

TEST_CASE("Every step of a shared signal reads what the signal reads", "[core][wiring]") {
    ProgramBuilder builder("shared");
    const Ref shared = builder.sig_map(kSin, builder.sig_input(5));
    builder.signal_eval({{shared, 1}});
    builder.signal_eval({{shared, 2}});
    builder.f64(5);
    const Wired wired(builder.program());
    CHECK(wired.readers(5) == Steps{0, 1});
}

TEST_CASE("Wiring tells the cells that a step's operations touch", "[core][wiring]") {
    ProgramBuilder builder("cells");
    const std::uint32_t sum = builder.cell("sum", "acc", StateStorage::F64);
    builder.cell("unused", "acc", StateStorage::F64);
    const std::uint32_t ring = builder.cell("tape", "ring", StateStorage::F64, 4);
    builder.cell("tape", "head", StateStorage::I32, 1, {}, ring);
    const std::uint32_t lag = builder.cell("lag", "slew", StateStorage::F64);
    const Ref input = builder.sig_const(1);
    const Ref integral = builder.sig_stateful(StatefulOp::Integrate, input, {{"stateOffset", sum}});
    const Ref delay =
        builder.sig_stateful(StatefulOp::DelayFrames, integral, {{"stateOffset", ring}, {"delayFrames", 2}});
    TransformStep slew;
    slew.kind = TransformKind::Slew;
    slew.b = lag;
    const Ref chain = builder.transform({slew});
    builder.signal_eval({{delay, 1}});
    builder.signal_eval({{builder.sig_transform(input, chain), 2}});
    const Wired wired(builder.program());
    CHECK(wired.wiring.step_cells.at(0) == Cells{2, 3, 0});
    CHECK(wired.wiring.step_cells.at(1) == Cells{4});
    CHECK(wired.wiring.cell_steps.at(0) == Steps{0});
    CHECK(wired.wiring.cell_steps.at(1).empty());
    CHECK(wired.wiring.cell_steps.at(4) == Steps{1});
}

TEST_CASE("An operation that reaches past its cell touches the next ones too", "[core][wiring]") {
    ProgramBuilder builder("cells");
    builder.cell("a", "x", StateStorage::F64);
    builder.cell("b", "x", StateStorage::F64);
    builder.cell("c", "x", StateStorage::F64);
    builder.signal_eval({{builder.sig_stateful(StatefulOp::EnvelopeAD, {}, {{"stateOffset", 0}}), 1}});
    builder.signal_eval({{builder.sig_stateful(StatefulOp::Integrate, {}, {{"stateOffset", 0.5}}), 2}});
    const Wired wired(builder.program());
    CHECK(wired.wiring.step_cells.at(0) == Cells{1, 0});
    CHECK(wired.wiring.step_cells.at(1).empty());
}

TEST_CASE("All cells that hold an element are touched, also where cells overlap", "[core][wiring]") {
    ProgramBuilder builder("overlap");
    builder.cell("wide", "x", StateStorage::F64, 10, {}, 0);
    builder.cell("early", "x", StateStorage::F64, 2, {}, 1);
    builder.cell("late", "x", StateStorage::F64, 2, {}, 5);
    builder.signal_eval({{builder.sig_stateful(StatefulOp::Integrate, {}, {{"stateOffset", 6}}), 1}});
    CHECK(Wired(builder.program()).wiring.step_cells.at(0) == Cells{2, 0});
}

TEST_CASE("Wiring of deep and of widely shared signals is made at once", "[core][wiring]") {
    constexpr int kCount = 20'000;
    ProgramBuilder builder("large");
    Ref signal = builder.sig_input(7);
    builder.f64(7);
    for (int i = 0; i < kCount; ++i) {
        signal = builder.sig_zip(kAdd, signal, signal);
        builder.signal_eval({{signal, static_cast<SlotId>(10 + i)}});
    }
    const std::clock_t start = std::clock();
    const Wired wired(builder.program());
    // Every signal under every step would be 200 million visits, and without the stamps 2^20000.
    CHECK(std::clock() - start < 10 * CLOCKS_PER_SEC);  // of processor time, whatever else the machine does
    CHECK(wired.readers(7).size() > 1000);
    CHECK(wired.wiring.steps.front().reads == Slots{7});
}
