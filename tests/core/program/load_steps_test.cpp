// SPDX-License-Identifier: MIT
// Every step kind arrives with its slots.
#include <string>

#include "program_text.h"

namespace slotscope {
namespace {

using test::loaded;
using test::program_of_steps;

Step step_of(std::string_view json) {
    const LoadedProgram result = loaded(program_of_steps(json));
    INFO(json);
    CHECK(result.notes.empty());
    return result.program->steps.at(0);
}

template <class T>
T body_of(std::string_view json) {
    const Step step = step_of(json);
    REQUIRE(std::holds_alternative<T>(step.body));
    return std::get<T>(step.body);
}

TEST_CASE("Loader: a step has its id, label and kind; an unknown kind keeps its name", "[core][program]") {
    const Step step = step_of(
        R"({"id":"s1","label":"Tick","kind":"debugProbe","deps":["s0"],"cacheKey":{"kind":"none"},"probe":{"slots":[1]}})");
    CHECK(step.id == "s1");
    CHECK(step.label == "Tick");
    CHECK(step.kind_name() == "debugProbe");
    const Step unknown = step_of(R"({"id":4,"kind":"teleport","where":{"x":1}})");
    CHECK(unknown.id == "4");
    CHECK(std::holds_alternative<UnknownStep>(unknown.body));
    CHECK(unknown.kind_name() == "teleport");
}

TEST_CASE("Loader: timeDerive arrives, absent and null outputs as none", "[core][program]") {
    const auto full = body_of<TimeDeriveStep>(
        R"({"kind":"timeDerive","tAbsMsSlot":1,"timeModel":{"kind":"infinite"},"out":{"tModelMs":2,"phase01":3,"wrapEvent":4,"progress01":5}})");
    CHECK(full.t_abs_ms == 1);
    CHECK(full.t_model_ms == 2);
    CHECK(full.phase01 == 3);
    CHECK(full.wrap_event == 4);
    CHECK(full.progress01 == 5);
    const auto least =
        body_of<TimeDeriveStep>(R"({"kind":"timeDerive","tAbsMsSlot":0,"out":{"tModelMs":0,"phase01":null}})");
    CHECK_FALSE(least.phase01.has_value());
    CHECK_FALSE(least.progress01.has_value());
}

TEST_CASE("Loader: signalEval and nodeEval arrive", "[core][program]") {
    const auto signals =
        body_of<SignalEvalStep>(R"({"kind":"signalEval","outputs":[{"sigId":4,"slot":1},{"sigId":-2,"slot":2}]})");
    REQUIRE(signals.outputs.size() == 2);
    CHECK(signals.outputs[0].signal == 4);
    CHECK(signals.outputs[0].slot == 1);
    CHECK(signals.outputs[1].signal == -2);
    const auto node = body_of<NodeEvalStep>(
        R"({"kind":"nodeEval","nodeIndex":3,"inputSlots":[1,1,2],"outputSlots":[9007],"stateReads":["a"],"stateWrites":[],"phase":"postBus"})");
    CHECK(node.node == 3);
    CHECK(node.inputs == std::vector<SlotId>{1, 1, 2});
    CHECK(node.outputs == std::vector<SlotId>{9007});
    CHECK(node.phase == "postBus");
}

TEST_CASE("Loader: busEval and eventBusEval arrive", "[core][program]") {
    const auto bus = body_of<BusEvalStep>(
        R"({"kind":"busEval","busIndex":2,"outSlot":5,"busType":{"world":"signal"},"combine":{"mode":"product"},"silent":{"kind":"const","constId":3},
           "publishers":[{"enabled":true,"sortKey":1.5,"srcSlot":7,"publisherId":"p","transform":{"chainId":0}},{"srcSlot":8}]})");
    CHECK(bus.bus == 2);
    CHECK(bus.out == 5);
    CHECK(bus.combine.mode == CombineMode::Product);
    CHECK(bus.silent == SilentKind::Const);
    CHECK(bus.silent_const == 3);
    REQUIRE(bus.publishers.size() == 2);
    CHECK(bus.publishers[0].is_enabled);
    CHECK(bus.publishers[0].sort_key == 1.5);
    CHECK(bus.publishers[0].source == 7);
    CHECK(bus.publishers[0].publisher_id == "p");
    CHECK(bus.publishers[0].has_transform);
    CHECK_FALSE(bus.publishers[1].is_enabled);
    CHECK_FALSE(bus.publishers[1].has_transform);
    CHECK(body_of<BusEvalStep>(R"({"kind":"busEval","outSlot":5,"publishers":[],"silent":{"kind":"zero"}})").silent ==
          SilentKind::Zero);
    CHECK(
        body_of<BusEvalStep>(R"({"kind":"busEval","outSlot":5,"publishers":[],"silent":{"kind":"default"}})").silent ==
        SilentKind::Default);
    const auto odd = body_of<BusEvalStep>(R"({"kind":"busEval","outSlot":5,"publishers":[],"silent":{"kind":"hush"}})");
    CHECK(odd.silent == SilentKind::Unknown);
    CHECK(odd.silent_name == "hush");
    CHECK(body_of<BusEvalStep>(R"({"kind":"busEval","outSlot":5,"publishers":[]})").silent == SilentKind::Unknown);
    const auto events = body_of<EventBusEvalStep>(
        R"({"kind":"eventBusEval","busIndex":0,"outSlot":6,"busType":{},"combine":{"mode":"merge"},"publishers":[{"enabled":true,"srcSlot":1}]})");
    CHECK(events.out == 6);
    CHECK(events.combine.mode == CombineMode::Merge);
    CHECK(events.publishers[0].source == 1);
}

TEST_CASE("Loader: the materialise steps arrive", "[core][program]") {
    const auto plain = body_of<MaterializeStep>(
        R"({"kind":"materialize","materialization":{"id":"m","fieldExprId":"field-3","domainSlot":1,"outBufferSlot":2,
           "format":{"components":2,"elementType":"f32"},"policy":"perFrame"}})");
    CHECK(plain.id == "m");
    CHECK(plain.field_expr_id == "field-3");
    CHECK(plain.domain == 1);
    CHECK(plain.out == 2);
    CHECK(plain.components == 2);
    CHECK(plain.element_type == "f32");
    CHECK(plain.policy == "perFrame");
    CHECK(body_of<MaterializeStep>(
              R"({"kind":"materialize","materialization":{"fieldExprId":3,"domainSlot":1,"outBufferSlot":2}})")
              .components == 0);
    const auto color = body_of<MaterializeColorStep>(
        R"({"kind":"materializeColor","domainSlot":1,"colorExprSlot":2,"outRSlot":3,"outGSlot":4,"outBSlot":5,"outASlot":6,"format":"rgba_f32"})");
    CHECK(color.color_expr == 2);
    CHECK(color.out_r == 3);
    CHECK(color.out_a == 6);
    const auto path = body_of<MaterializePathStep>(
        R"({"kind":"materializePath","domainSlot":1,"pathExprSlot":2,"outCmdsSlot":3,"outParamsSlot":4,"outCmdStartSlot":5,"outCmdLenSlot":6,
           "outPointStartSlot":7,"outPointLenSlot":8,"flattenTolerancePx":0.75})");
    CHECK(path.path_expr == 2);
    CHECK(path.out_cmds == 3);
    CHECK(path.out_point_len == 8);
    CHECK(path.flatten_tolerance_px == 0.75);
    const auto geometry = body_of<MaterializeTestGeometryStep>(
        R"({"kind":"materializeTestGeometry","domainSlot":1,"outXSlot":2,"outYSlot":3,"outRadiusSlot":4})");
    CHECK(geometry.domain == 1);
    CHECK(geometry.out_radius == 4);
}

TEST_CASE("Loader: renderAssemble arrives with its batches", "[core][program]") {
    const auto body = body_of<RenderAssembleStep>(
        R"({"kind":"renderAssemble","outFrameSlot":1,"instance2dListSlot":2,"pathBatchListSlot":3,
           "instance2dBatches":[{"kind":"instance2d","count":10,"domainSlot":4,"posXYSlot":5,"sizeSlot":6,"colorRGBASlot":7,"opacitySlot":8}],
           "pathBatches":[{"kind":"path","count":2,"domainSlot":9,"cmdsSlot":10,"paramsSlot":11,"cmdStartSlot":12,"cmdLenSlot":13,
                           "pointStartSlot":14,"pointLenSlot":15,"strokeColorSlot":16,"draw":{"stroke":true,"fill":false},"dash":null}]})");
    CHECK(body.out == 1);
    CHECK(body.instance_list == 2);
    CHECK(body.path_list == 3);
    REQUIRE(body.instances.size() == 1);
    CHECK(body.instances[0].count == 10);
    CHECK(body.instances[0].pos_xy == 5);
    CHECK(body.instances[0].opacity == 8);
    REQUIRE(body.paths.size() == 1);
    CHECK(body.paths[0].cmds == 10);
    CHECK(body.paths[0].point_len == 15);
    CHECK(body.paths[0].stroke_color == 16);
    CHECK_FALSE(body.paths[0].fill_color.has_value());
    CHECK(*body.paths[0].definition.member("draw")->member("stroke")->boolean());
    CHECK(body.has_instances);
    CHECK(body.has_paths);
    const auto least = body_of<RenderAssembleStep>(R"({"kind":"renderAssemble","outFrameSlot":1,"pathBatches":[]})");
    CHECK_FALSE(least.has_instances);
    CHECK(least.has_paths);
}

TEST_CASE("Loader: the 3D steps arrive", "[core][program]") {
    CHECK(body_of<CameraEvalStep>(R"({"kind":"CameraEval","cameraId":"main","outSlot":3})").camera_id == "main");
    CHECK(body_of<MeshMaterializeStep>(R"({"kind":"MeshMaterialize","meshId":"ring","outSlot":3})").out == 3);
    const auto project = body_of<ProjectInstancesStep>(
        R"({"kind":"Instances3DProjectTo2D","domainSlot":1,"cameraEvalSlot":2,"positionSlot":3,"scaleSlot":4,"colorRSlot":5,"colorGSlot":6,
           "colorBSlot":7,"colorASlot":8,"radiusSlot":9,"zSort":true,"cullMode":"frustum","clipMode":"discard","sizeSpace":"px","outSlot":10})");
    CHECK(project.camera_eval == 2);
    CHECK(project.scale == 4);
    CHECK_FALSE(project.rotation.has_value());
    CHECK(project.radius == 9);
    CHECK(project.z_sort);
    CHECK(project.cull_mode == "frustum");
    CHECK(project.clip_mode == "discard");
    CHECK(project.size_space == "px");
    CHECK(project.out == 10);
}

}  // namespace
}  // namespace slotscope
