// SPDX-License-Identifier: MIT
// Every table of a program arrives with what the file says.
#include <cmath>
#include <string>

#include "program_text.h"

namespace slotscope {
namespace {

using test::loaded;
using test::program_with;

template <class T>
const T& body_of(const SignalNode& node) {
    return std::get<T>(node.body);
}
template <class T>
const T& body_of(const FieldNode& node) {
    return std::get<T>(node.body);
}

ProgramPtr program_of(std::string_view members) { return loaded(program_with(members)).program; }

TEST_CASE("Loader: identity, description, seed and names arrive", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("patchId":"p","patchRevision":12,"compileId":7,"seed":-0.5,"defaultCameraId":"main",
           "meta":{"description":"A tool.","sourceMap":{"x":1},"warnings":[{"code":"W1","message":"careful","where":{"nodeId":"n"}}],
                   "names":{"nodes":{"n":"Node"},"buses":{"b":"Bus"},"steps":{"s":"Step"},"slots":{"5":"Speed","9007199254740991":"Far"}}})");
    CHECK(program->ir_version == 1);
    CHECK(program->patch_id == "p");
    CHECK(program->patch_revision == 12);
    CHECK(program->compile_id == "7");
    CHECK(program->seed == -0.5);
    CHECK(program->description == "A tool.");
    CHECK(program->source_name == "test.json");
    CHECK(program->default_camera_id == "main");
    CHECK(program->names.nodes.at("n") == "Node");
    CHECK(program->names.buses.at("b") == "Bus");
    CHECK(program->names.steps.at("s") == "Step");
    CHECK(program->names.slots.at(5) == "Speed");
    CHECK(program->names.slots.at(9007199254740991) == "Far");
    REQUIRE(program->warnings.size() == 1);
    CHECK(program->warnings[0].code == "W1");
    CHECK(program->warnings[0].message == "careful");
}

TEST_CASE("Loader: every time model arrives, a missing number as NaN", "[core][program]") {
    const auto model = [](std::string_view text) {
        return program_of(fmt::format("\"timeModel\":{}", text))->time_model;
    };
    const TimeModel finite = model(
        R"({"kind":"finite","durationMs":1500.5,"cuePoints":[{"id":"c","label":"Drop","tMs":250,"behavior":"snap"}]})");
    CHECK(finite.kind == TimeKind::Finite);
    CHECK(finite.duration_ms == 1500.5);
    REQUIRE(finite.cue_points.size() == 1);
    CHECK(finite.cue_points[0].label == "Drop");
    CHECK(finite.cue_points[0].t_ms == 250);
    CHECK(finite.cue_points[0].behavior == "snap");
    const TimeModel loop = model(R"({"kind":"cyclic","periodMs":-2,"mode":"loop","phaseDomain":"0..1"})");
    CHECK(loop.kind == TimeKind::Cyclic);
    CHECK(loop.period_ms == -2);
    CHECK(loop.mode == CyclicMode::Loop);
    CHECK(model(R"({"kind":"cyclic","periodMs":"Infinity","mode":"pingpong"})").mode == CyclicMode::PingPong);
    CHECK(std::isinf(model(R"({"kind":"cyclic","periodMs":"Infinity","mode":"pingpong"})").period_ms));
    CHECK(std::isnan(model(R"({"kind":"cyclic","mode":"loop"})").period_ms));
    CHECK(std::isnan(model(R"({"kind":"finite","durationMs":null})").duration_ms));
    CHECK(model(R"({"kind":"infinite","windowMs":10000})").window_ms == 10000);
    const TimeModel unknown = model(R"({"kind":"spiral","turns":3})");
    CHECK(unknown.kind == TimeKind::Unknown);
    CHECK(unknown.kind_name == "spiral");
}

TEST_CASE("Loader: slots keep file order and duplicates, and share equal types", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("slotMeta":[
        {"slot":7,"storage":"f64","offset":0,"type":{"world":"signal","domain":"phase01","semantics":"lfo","unit":"turn"}},
        {"slot":3,"storage":"f32","offset":1,"type":{"world":"signal","domain":"number"}},
        {"slot":7,"storage":"i32","offset":2,"type":{"domain":"number","world":"signal"}},
        {"slot":9007199254740991,"storage":"u32","offset":0},
        {"slot":1,"storage":"object","offset":4,"type":{"world":"signal","domain":"phase01","semantics":"lfo","unit":"turn"}}])");
    const auto& slots = program->declared_slots;
    REQUIRE(slots.size() == 5);
    CHECK(slots[0].slot == 7);
    CHECK(slots[1].storage == Storage::F32);
    CHECK(slots[2].storage == Storage::I32);
    CHECK(slots[2].offset == 2);
    CHECK(slots[3].slot == 9007199254740991);
    CHECK(slots[3].storage == Storage::U32);
    CHECK(slots[4].storage == Storage::Object);
    CHECK(program->types.size() == 3);
    CHECK(slots[3].type == 0);
    CHECK(slots[1].type == slots[2].type);
    CHECK(slots[0].type == slots[4].type);
    CHECK(program->types[slots[0].type] == TypeDesc{"signal", "phase01", "lfo", "turn"});
}

TEST_CASE("Loader: many different types are each stored once", "[core][program]") {
    std::string rows;
    for (int i = 0; i < 200; ++i) {
        rows += fmt::format(R"({}{{"slot":{},"storage":"f64","offset":0,"type":{{"world":"signal","domain":"d{}"}}}})",
                            i == 0 ? "" : ",", i, i % 50);
    }
    const ProgramPtr program = program_of("\"slotMeta\":[" + rows + "]");
    CHECK(program->types.size() == 51);
    for (const SlotMeta& slot : program->declared_slots) {
        CHECK(program->types[slot.type].domain == fmt::format("d{}", slot.slot % 50));
    }
}

TEST_CASE("Loader: the state layout arrives, sizes apart from cells", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("stateLayout":{"f64Size":8,"i32Size":2,"cells":[
        {"stateId":"acc","nodeId":"n1","role":"accumulator","storage":"f64","offset":0,"size":1,"initialConstId":0,"policy":"frame"},
        {"stateId":3,"nodeId":"n2","role":"ring","storage":"f64","offset":1,"size":64},
        {"stateId":"w","nodeId":"n2","role":"index","storage":"i32","offset":1,"size":1,"policy":"timeMs"},
        {"stateId":"e","nodeId":"n3","role":"empty","storage":"f32","offset":0,"size":0}]},
        "constants":{"f64":[2.5],"constIndex":[{"k":"f64","idx":0}]})");
    const StateLayout& layout = program->state_layout;
    CHECK(layout.f64_size == 8);
    CHECK(layout.f32_size == 0);
    CHECK(layout.i32_size == 2);
    REQUIRE(layout.cells.size() == 4);
    CHECK(layout.cells[0].initial_const == 0);
    CHECK(layout.cells[0].policy == "frame");
    CHECK(layout.cells[1].state_id == "3");
    CHECK(layout.cells[1].size == 64);
    CHECK(layout.cells[1].role == "ring");
    CHECK_FALSE(layout.cells[1].initial_const.has_value());
    CHECK(layout.cells[2].storage == StateStorage::I32);
    CHECK(layout.cells[2].policy == "timeMs");
    CHECK(layout.cells[3].storage == StateStorage::F32);
}

TEST_CASE("Loader: nodes and buses arrive, odd opcodes as unknown ones", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("nodes":{"nodes":[{"id":"a","typeId":4,"inputCount":2,"outputCount":1,"opcodeId":100},
                             {"id":"b","compilerTag":"NaN"},{"id":2,"opcodeId":1.5},{"opcodeId":4294967296}]},
           "buses":{"buses":[{"id":"energy","type":{"world":"signal","domain":"number"},"combine":{"mode":"max"},
                              "defaultValueConstId":3,"reservedRole":"energy"},{"combine":{"mode":"vote","default":1}},{}]})");
    const auto& nodes = *program->nodes;
    REQUIRE(nodes.size() == 4);
    CHECK(nodes[0].id == "a");
    CHECK(nodes[0].type_id == 4);
    CHECK(nodes[0].input_count == 2);
    CHECK(nodes[0].output_count == 1);
    CHECK(nodes[0].opcode == 100);
    CHECK_FALSE(nodes[0].compiler_tag.has_value());
    CHECK_FALSE(nodes[1].opcode.has_value());
    CHECK(std::isnan(nodes[1].compiler_tag.value()));
    CHECK(nodes[2].id == "2");
    CHECK(nodes[2].opcode == -1);
    CHECK(nodes[3].opcode == -1);
    REQUIRE(program->buses.size() == 3);
    CHECK(program->buses[0].id == "energy");
    CHECK(program->buses[0].combine.mode == CombineMode::Max);
    CHECK(program->buses[0].default_const == 3);
    CHECK(program->buses[0].reserved_role == "energy");
    CHECK(program->types[program->buses[0].type].domain == "number");
    CHECK(program->buses[1].combine.mode == CombineMode::Unknown);
    CHECK(program->buses[1].combine.name == "vote");
    CHECK(program->buses[1].combine.default_value == 1);
    CHECK(program->buses[2].default_const == kNoRef);
}

TEST_CASE("Loader: every combine mode is known by its word", "[core][program]") {
    const std::pair<const char*, CombineMode> modes[] = {
        {"last", CombineMode::Last},   {"sum", CombineMode::Sum},    {"average", CombineMode::Average},
        {"max", CombineMode::Max},     {"min", CombineMode::Min},    {"product", CombineMode::Product},
        {"first", CombineMode::First}, {"merge", CombineMode::Merge}};
    for (const auto& [word, mode] : modes) {
        const ProgramPtr program =
            program_of(fmt::format(R"("buses":{{"buses":[{{"combine":{{"mode":"{}"}}}}]}})", word));
        CHECK(program->buses[0].combine.mode == mode);
        CHECK(program->buses[0].combine.name == word);
    }
}

TEST_CASE("Loader: every transform step arrives", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("transformTable":{"chains":[{"fromType":{},"toType":{},"cost":"cheap","steps":[
        {"kind":"scaleBias","scale":2,"bias":"NaN"},{"kind":"normalize","mode":"0..1"},{"kind":"normalize","mode":"-1..1"},
        {"kind":"quantize","step":0.25},{"kind":"ease","curveId":3},{"kind":"map","fn":{"kind":"opcode","opcode":110}},
        {"kind":"slew","rate":4,"stateOffset":7},{"kind":"cast","op":"numberToBool"},{"kind":"wobble","amount":1}]},{}]})");
    REQUIRE(program->transforms.size() == 2);
    CHECK(program->transforms[1].steps.empty());
    const auto& steps = program->transforms[0].steps;
    REQUIRE(steps.size() == 9);
    CHECK(steps[0].kind == TransformKind::ScaleBias);
    CHECK(steps[0].a == 2);
    CHECK(std::isnan(steps[0].b));
    CHECK(steps[1].kind == TransformKind::Normalize);
    CHECK(steps[1].unit_range);
    CHECK_FALSE(steps[2].unit_range);
    CHECK(steps[3].a == 0.25);
    CHECK(steps[4].kind == TransformKind::Ease);
    CHECK(steps[4].a == 3);
    CHECK(steps[5].kind == TransformKind::Map);
    CHECK(steps[5].fn.opcode == 110);
    CHECK(steps[6].kind == TransformKind::Slew);
    CHECK(steps[6].a == 4);
    CHECK(steps[6].b == 7);
    CHECK(steps[7].kind == TransformKind::Cast);
    CHECK(steps[7].name == "numberToBool");
    CHECK(steps[8].kind == TransformKind::Unknown);
    CHECK(steps[8].name == "wobble");
}

TEST_CASE("Loader: every signal kind arrives", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("signalTable":{"nodes":[
        {"kind":"const","type":{"world":"signal","domain":"number"},"constId":2},{"kind":"timeAbsMs"},{"kind":"timeModelMs"},
        {"kind":"phase01"},{"kind":"wrapEvent"},{"kind":"inputSlot","slot":11},{"kind":"inputSlot","slot":-4},
        {"kind":"map","src":0,"fn":{"kind":"opcode","opcode":110}},{"kind":"map","src":1,"fn":{"kind":"kernel","kernelId":"noise"}},
        {"kind":"zip","a":0,"b":1,"fn":{"kind":"opcode","opcode":102}},{"kind":"select","cond":0,"t":1,"f":2},
        {"kind":"transform","src":3,"chain":1},
        {"kind":"busCombine","busIndex":0,"terms":[1,2,0.5],"combine":{"mode":"sum","default":0.25}},{"kind":"busCombine","busIndex":0},
        {"kind":"stateful","op":"delayMs","input":4,"stateId":"ring","params":{"stateOffset":"NaN","delayMs":12.5,"bufferSize":null,"odd":-1}},
        {"kind":"stateful","op":"reverb","stateId":3},{"kind":"closureBridge","closureId":"c","inputSlots":[1]},{"kind":"wobble","x":1}]})");
    const auto& signals = *program->signals;
    REQUIRE(signals.size() == 18);
    CHECK(body_of<SigConst>(signals[0]).constant == 2);
    CHECK(program->types[signals[0].type].domain == "number");
    CHECK(signals[1].type == 0);
    CHECK(std::holds_alternative<SigTimeAbsMs>(signals[1].body));
    CHECK(std::holds_alternative<SigTimeModelMs>(signals[2].body));
    CHECK(std::holds_alternative<SigPhase01>(signals[3].body));
    CHECK(std::holds_alternative<SigWrapEvent>(signals[4].body));
    CHECK(body_of<SigInputSlot>(signals[5]).slot == 11);
    CHECK(body_of<SigInputSlot>(signals[6]).slot == kNoSlot);
    CHECK(body_of<SigMap>(signals[7]).fn.opcode == 110);
    CHECK(body_of<SigMap>(signals[8]).fn.is_kernel);
    CHECK(body_of<SigMap>(signals[8]).fn.kernel_id == "noise");
    CHECK(body_of<SigZip>(signals[9]).b == 1);
    CHECK(body_of<SigZip>(signals[9]).fn.opcode == 102);
    CHECK(body_of<SigSelect>(signals[10]).condition == 0);
    CHECK(body_of<SigSelect>(signals[10]).if_true == 1);
    CHECK(body_of<SigSelect>(signals[10]).if_false == 2);
    CHECK(body_of<SigTransform>(signals[11]).source == 3);
    CHECK(body_of<SigTransform>(signals[11]).chain == 1);
    CHECK(body_of<SigBusCombine>(signals[12]).terms == std::vector<Ref>{1, 2, kNoRef});
    CHECK(body_of<SigBusCombine>(signals[12]).combine.default_value == 0.25);
    CHECK(body_of<SigBusCombine>(signals[13]).terms == std::vector<Ref>{kNoRef});
    const SigStateful& delay = body_of<SigStateful>(signals[14]);
    CHECK(delay.op == StatefulOp::DelayMs);
    CHECK(delay.input == 4);
    CHECK(delay.state_id == "ring");
    CHECK(std::isnan(*delay.param("stateOffset")));
    CHECK(*delay.param("delayMs") == 12.5);
    CHECK(delay.param("bufferSize") == nullptr);
    CHECK(delay.param_or("odd", 0) == -1);
    CHECK(body_of<SigStateful>(signals[15]).op == StatefulOp::Unknown);
    CHECK(body_of<SigStateful>(signals[15]).op_name == "reverb");
    CHECK_FALSE(body_of<SigStateful>(signals[15]).input.has_value());
    CHECK(body_of<SigStateful>(signals[15]).state_id == "3");
    CHECK(body_of<SigClosure>(signals[16]).closure_id == "c");
    CHECK(body_of<SigUnknown>(signals[17]).kind == "wobble");
}

TEST_CASE("Loader: every stateful operation is known by its word", "[core][program]") {
    for (int op = 0; op < static_cast<int>(StatefulOp::Unknown); ++op) {
        const std::string word(stateful_op_name(static_cast<StatefulOp>(op)));
        const ProgramPtr program =
            program_of(fmt::format(R"("signalTable":{{"nodes":[{{"kind":"stateful","op":"{}"}}]}})", word));
        CHECK(body_of<SigStateful>(program->signals->at(0)).op == static_cast<StatefulOp>(op));
    }
}

TEST_CASE("Loader: every field kind arrives", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("fields":{"materialization":{},"nodes":[{"kind":"const","constId":1,"type":{"world":"field","domain":"vec2"}},
        {"kind":"broadcastSig","sig":3,"domainSlot":8},{"kind":"map","src":0,"fn":{"kind":"opcode","opcode":112},"params":{"k":2}},
        {"kind":"zip","a":0,"b":1,"fn":{"kind":"kernel","kernelId":"k"}},{"kind":"select","cond":0,"t":1,"f":2},
        {"kind":"transform","src":0,"chain":2},{"kind":"busCombine","busIndex":1,"terms":[0],"combine":{"mode":"max"}},{"kind":"source"}]})");
    const auto& fields = *program->fields;
    REQUIRE(fields.size() == 8);
    CHECK(program->types[fields[0].type] == TypeDesc{"field", "vec2", "", ""});
    CHECK(body_of<FieldConst>(fields[0]).constant == 1);
    CHECK(body_of<FieldBroadcastSig>(fields[1]).signal == 3);
    CHECK(body_of<FieldBroadcastSig>(fields[1]).domain_slot == 8);
    CHECK(body_of<FieldMap>(fields[2]).fn.opcode == 112);
    CHECK(*body_of<FieldMap>(fields[2]).params.member("k")->number() == 2);
    CHECK(body_of<FieldZip>(fields[3]).fn.kernel_id == "k");
    CHECK(body_of<FieldZip>(fields[3]).params.is_undefined());
    CHECK(body_of<FieldSelect>(fields[4]).if_false == 2);
    CHECK(body_of<FieldTransform>(fields[5]).chain == 2);
    CHECK(body_of<FieldBusCombine>(fields[6]).combine.mode == CombineMode::Max);
    CHECK(body_of<FieldUnknown>(fields[7]).kind == "source");
}

TEST_CASE("Loader: cameras, meshes and outputs arrive; the id table names the rows", "[core][program]") {
    const ProgramPtr program = program_of(
        R"("cameras":{"cameras":[{"id":"a","projection":{"kind":"fisheye"}},{"id":"b"}],"cameraIdToIndex":{"main":0,"second":0,"b":1,"lost":9}},
           "meshes":{"meshes":[{"id":"ring","recipe":{}}]},
           "outputs":[{"id":"o","kind":"renderFrame","slot":4,"label":"Picture"},{"slot":1.5},{}])");
    REQUIRE(program->cameras.size() == 3);
    CHECK(program->cameras[0].id == "main");
    CHECK(*program->cameras[0].definition.member("id")->string() == "a");
    CHECK(*program->cameras[0].definition.member("projection")->member("kind")->string() == "fisheye");
    CHECK(program->cameras[1].id == "b");
    CHECK(program->cameras[2].id == "second");
    CHECK(program->cameras[2].definition.same_as(program->cameras[0].definition));
    REQUIRE(program->meshes.size() == 1);
    CHECK(program->meshes[0].id == "ring");
    REQUIRE(program->outputs.size() == 3);
    CHECK(program->outputs[0].slot == 4);
    CHECK(program->outputs[0].kind == "renderFrame");
    CHECK(program->outputs[0].label == "Picture");
    CHECK(program->outputs[1].slot == kNoSlot);
    CHECK(program->outputs[2].slot == kNoSlot);
}

}  // namespace
}  // namespace slotscope
