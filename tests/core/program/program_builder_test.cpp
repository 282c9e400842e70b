// SPDX-License-Identifier: MIT
// ProgramBuilder: rows, offsets and ids that fit each other, and the loader's final checks.
#include <string>

#include "program_text.h"
#include "slotscope/limits.h"
#include "slotscope/program_builder.h"

namespace slotscope {
namespace {

constexpr std::int32_t kAdd = 100;
constexpr std::int32_t kSin = 120;

TEST_CASE("ProgramBuilder: an empty program builds, with an infinite time model", "[core][program]") {
    const ProgramPtr program = ProgramBuilder("empty").build().value();
    CHECK(program->source_name == "empty");
    CHECK(program->patch_id == "empty");
    CHECK(program->ir_version == 1);
    CHECK(program->time_model.kind == TimeKind::Infinite);
    CHECK(program->time_model.kind_name == "infinite");
    CHECK_FALSE(program->nodes.has_value());
    CHECK_FALSE(program->signals.has_value());
}

TEST_CASE("ProgramBuilder: offsets count up per storage and go on after a given one", "[core][program]") {
    ProgramBuilder builder("offsets");
    builder.f64(10, "x").f64(11).f32(12).slot(13, Storage::F64, "far", 7).f64(14).object(15).u32(16).i32(17);
    const ProgramPtr program = builder.build().value();
    std::vector<std::uint32_t> offsets;
    for (const SlotMeta& slot : program->declared_slots) offsets.push_back(slot.offset);
    CHECK(offsets == std::vector<std::uint32_t>{0, 1, 0, 7, 8, 0, 0, 0});
    CHECK(program->names.slots.at(10) == "x");
    CHECK(program->names.slots.at(13) == "far");
    CHECK(program->names.slots.size() == 2);
    CHECK(program->types[program->declared_slots[0].type].domain == "number");
}

TEST_CASE("ProgramBuilder: every time model has its kind and its word", "[core][program]") {
    const auto model = [](auto set) {
        ProgramBuilder builder("time");
        set(builder);
        return builder.build().value()->time_model;
    };
    const TimeModel finite = model([](ProgramBuilder& b) { b.time_model_finite(100); });
    CHECK(finite.kind == TimeKind::Finite);
    CHECK(finite.kind_name == "finite");
    CHECK(finite.duration_ms == 100);
    const TimeModel loop = model([](ProgramBuilder& b) { b.time_model_loop(200); });
    CHECK(loop.kind == TimeKind::Cyclic);
    CHECK(loop.mode == CyclicMode::Loop);
    CHECK(loop.period_ms == 200);
    CHECK(loop.kind_name == "cyclic");
    CHECK(model([](ProgramBuilder& b) { b.time_model_pingpong(50); }).mode == CyclicMode::PingPong);
    CHECK(model([](ProgramBuilder& b) { b.time_model_loop(1).time_model_infinite(); }).kind == TimeKind::Infinite);
}

TEST_CASE("ProgramBuilder: constants land in their pool and are found through the index", "[core][program]") {
    ProgramBuilder builder("constants");
    CHECK(builder.json_constant("text") == 0);
    CHECK(builder.f64_constant(8) == 0);
    const Ref number = builder.constant(1.5);
    const Ref rounded = builder.constant(ConstKind::F32, 0.1);
    const Ref truncated = builder.constant(ConstKind::I32, 2147483648.0);
    const Ref object = builder.constant(ConstKind::Json, Null{});
    CHECK(object == 3);
    const ConstPool& pool = builder.program().constants;
    CHECK(*pool.resolve(pool.index.at(static_cast<std::size_t>(number))).number() == 1.5);
    CHECK(*pool.resolve(pool.index.at(static_cast<std::size_t>(rounded))).number() == static_cast<double>(0.1F));
    CHECK(*pool.resolve(pool.index.at(static_cast<std::size_t>(truncated))).number() == -2147483648.0);
    CHECK(pool.resolve(pool.index.at(static_cast<std::size_t>(object))).kind() == Value::Kind::Null);
    CHECK(pool.json.size() == 2);
    CHECK(pool.f64.size() == 2);
}

TEST_CASE("ProgramBuilder: cells lie one after another and the layout grows to hold them", "[core][program]") {
    ProgramBuilder builder("state");
    const Ref one = builder.constant(1);
    CHECK(builder.cell("delay", "ring", StateStorage::F64, 8) == 0);
    CHECK(builder.cell("delay", "index", StateStorage::I32) == 0);
    CHECK(builder.cell("acc", "value", StateStorage::F64, 1, one) == 8);
    CHECK(builder.cell("far", "value", StateStorage::F64, 2, {}, 20) == 20);
    const ProgramPtr program = builder.build().value();
    CHECK(program->state_layout.f64_size == 22);
    CHECK(program->state_layout.i32_size == 1);
    CHECK(program->state_layout.f32_size == 0);
    CHECK(program->state_layout.cells[2].initial_const == one);
    CHECK(program->state_layout.cells[0].node_id == "delay");
    CHECK(program->state_layout.cells[0].role == "ring");
}

TEST_CASE("ProgramBuilder: signals refer to each other by the rows that were returned", "[core][program]") {
    ProgramBuilder builder("signals");
    builder.f64(0).f64(1).time_derive(0, 1).f64(2);
    const Ref half = builder.sig_const(0.5);
    const Ref input = builder.sig_input(1);
    const Ref sum = builder.sig_zip(kAdd, half, input);
    const Ref sine = builder.sig_map(kSin, sum);
    const Ref chain = builder.transform({TransformStep{TransformKind::ScaleBias, 2, 1, false, {}, {}}});
    const Ref scaled = builder.sig_transform(sine, chain);
    const Ref delayed = builder.sig_stateful(StatefulOp::DelayFrames, scaled, {{"delayFrames", 3}});
    const Ref mixed = builder.sig_bus(CombineMode::Average, {scaled, delayed}, 0.25);
    builder.signal_eval({{mixed, 2}});
    const ProgramPtr program = builder.build().value();
    const auto& signals = *program->signals;
    REQUIRE(signals.size() == 7);
    CHECK(*program->constants.json[static_cast<std::size_t>(std::get<SigConst>(signals[0].body).constant)].number() ==
          0.5);
    CHECK(std::get<SigMap>(signals[static_cast<std::size_t>(sine)].body).source == sum);
    const SigStateful& stateful = std::get<SigStateful>(signals[static_cast<std::size_t>(delayed)].body);
    CHECK(stateful.op_name == "delayFrames");
    CHECK(stateful.param_or("delayFrames", 0) == 3);
    const SigBusCombine& bus = std::get<SigBusCombine>(signals[static_cast<std::size_t>(mixed)].body);
    CHECK(bus.combine.name == "average");
    CHECK(bus.combine.default_value == 0.25);
    CHECK(std::get<SignalEvalStep>(program->steps[1].body).outputs[0].signal == mixed);
}

TEST_CASE("ProgramBuilder: steps get ids by position, nodes and buses of their own", "[core][program]") {
    ProgramBuilder builder("steps");
    builder.f64(0).f64(1).f64(2).object(3).object(4);
    builder.node_step(kAdd, {0, 1}, {2}).node_step({}, {}, {1}, 4);
    builder.bus_step(CombineMode::Product, {0, 1}, 2).event_bus_step(CombineMode::Merge, {3}, 4).debug_probe({2});
    builder.step(CameraEvalStep{"main", 4}, "camera", "Camera");
    const ProgramPtr program = builder.build().value();
    REQUIRE(program->steps.size() == 6);
    CHECK(program->steps[0].id == "step0");
    CHECK(program->steps[5].id == "camera");
    CHECK(program->steps[5].label == "Camera");
    CHECK(program->nodes->at(0).opcode == kAdd);
    CHECK(program->nodes->at(0).input_count == 2);
    CHECK_FALSE(program->nodes->at(1).opcode.has_value());
    CHECK(program->nodes->at(1).compiler_tag == 4);
    const BusEvalStep& bus = std::get<BusEvalStep>(program->steps[2].body);
    CHECK(bus.combine.mode == CombineMode::Product);
    CHECK(bus.combine.name == "product");
    CHECK(bus.publishers.size() == 2);
    CHECK(bus.publishers[1].is_enabled);
    CHECK(bus.publishers[1].source == 1);
    CHECK(bus.silent == SilentKind::Zero);
    CHECK(program->buses.at(static_cast<std::size_t>(bus.bus)).combine.mode == CombineMode::Product);
    CHECK(std::get<EventBusEvalStep>(program->steps[3].body).bus == 1);
    CHECK(std::get<DebugProbeStep>(program->steps[4].body).slots == std::vector<SlotId>{2});
}

TEST_CASE("ProgramBuilder: initial values are kept in slot order, the last for a slot", "[core][program]") {
    ProgramBuilder builder("initial");
    builder.f64(1).f64(2).f64(3).initial(3, 30.0).initial(1, 10.0).initial(2, 20.0).initial(3, 33.0);
    const ProgramPtr program = builder.build().value();
    const auto& values = program->initial_slot_values;
    REQUIRE(values.size() == 3);
    CHECK(values[0].first == 1);
    CHECK(values[2].first == 3);
    CHECK(*values[2].second.number() == 33);
}

TEST_CASE("ProgramBuilder: what the runtime rejects is an error, with the builder's name", "[core][program]") {
    ProgramBuilder missing("missing constant");
    missing.cell("n", "r", StateStorage::F64, 1, Ref{4});
    const Result<ProgramPtr, Errors> result = missing.build();
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().size() == 1);
    CHECK(result.error()[0].where == "missing constant");
    CHECK(result.error()[0].path == "stateLayout.cells[0].initialConstId");

    ProgramBuilder huge("huge");
    huge.slot(0, Storage::F64, {}, static_cast<std::uint32_t>(limits::kMaxStorageElements));
    huge.slot(limits::kMaxSlotId + 1, Storage::F64);
    const Result<ProgramPtr, Errors> sizes = huge.build();
    REQUIRE_FALSE(sizes.has_value());
    REQUIRE(sizes.error().size() >= 2);
    CHECK(sizes.error()[0].code == ErrorCode::Limit);
    CHECK(sizes.error()[0].path == "slotMeta[0].offset");

    CHECK_FALSE(ProgramBuilder("no slots").signal_eval({}).build().has_value());
    ProgramBuilder mentioned("far slot");
    CHECK_FALSE(mentioned.debug_probe({limits::kMaxStorageElements}).build().has_value());
}

TEST_CASE("ProgramBuilder: building copies, so the builder can go on", "[core][program]") {
    ProgramBuilder builder("stages");
    const ProgramPtr before = builder.f64(0).describe("first").build().value();
    const ProgramPtr after = builder.f64(1).describe("second").seed(5).output(1).build().value();
    CHECK(before->declared_slots.size() == 1);
    CHECK(before->description == "first");
    CHECK(after->declared_slots.size() == 2);
    CHECK(after->seed == 5);
    CHECK(after->outputs.at(0).slot == 1);
}

}  // namespace
}  // namespace slotscope
