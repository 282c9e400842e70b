// SPDX-License-Identifier: MIT
// Steps that make buffers, pictures and 3D: materialize*, renderAssemble, CameraEval, MeshMaterialize,
// Instances3DProjectTo2D.
#include "program/loaders.h"

namespace slotscope::loading {
namespace {

std::vector<InstanceBatch> read_instances(Loader& loader, JsonNode array) {
    std::vector<InstanceBatch> batches;
    read_rows(loader.report, array, batches, [&](JsonNode node) {
        ObjectReader reader(loader.report, node, "an instance batch");
        reader.ignore({"kind"});
        InstanceBatch batch;
        batch.count = reader.number_or("count", 0);
        batch.domain = reader.slot("domainSlot");
        batch.pos_xy = reader.slot("posXYSlot");
        batch.size = reader.slot("sizeSlot");
        batch.color_rgba = reader.slot("colorRGBASlot");
        batch.opacity = reader.slot("opacitySlot");
        return batch;
    });
    return batches;
}

std::vector<PathBatch> read_paths(Loader& loader, JsonNode array) {
    std::vector<PathBatch> batches;
    read_rows(loader.report, array, batches, [&](JsonNode node) {
        ObjectReader reader(loader.report, node, "a path batch");
        reader.ignore_rest();  // the definition keeps every member
        PathBatch batch;
        batch.count = reader.number_or("count", 0);
        batch.domain = reader.slot("domainSlot");
        batch.cmds = reader.slot("cmdsSlot");
        batch.params = reader.slot("paramsSlot");
        batch.cmd_start = reader.slot("cmdStartSlot");
        batch.cmd_len = reader.slot("cmdLenSlot");
        batch.point_start = reader.slot("pointStartSlot");
        batch.point_len = reader.slot("pointLenSlot");
        batch.fill_color = reader.optional_slot("fillColorSlot");
        batch.stroke_color = reader.optional_slot("strokeColorSlot");
        batch.stroke_width = reader.optional_slot("strokeWidthSlot");
        batch.opacity = reader.optional_slot("opacitySlot");
        batch.definition = read_value(loader.report, node);
        return batch;
    });
    return batches;
}

}  // namespace

StepBody read_materialize(Loader& loader, ObjectReader& step) {
    MaterializeStep body;
    const JsonNode node = step.required_object("materialization");
    if (node == kNoNode) return body;
    ObjectReader reader(loader.report, node, "a materialization");
    body.id = reader.id("id");
    body.field_expr_id = reader.id("fieldExprId");
    body.domain = reader.slot("domainSlot");
    body.out = reader.slot("outBufferSlot");
    body.policy = reader.text("policy");
    body.components = 0;  // stays where there is no format at all
    if (const JsonNode format_node = reader.object("format"); format_node != kNoNode) {
        ObjectReader format(loader.report, format_node, "a buffer format");
        body.element_type = format.text("elementType");
        body.components = format.number_or("components", 1);
    }
    return body;
}

StepBody read_materialize_color(Loader&, ObjectReader& step) {
    MaterializeColorStep body;
    body.domain = step.slot("domainSlot");
    body.color_expr = step.slot("colorExprSlot");
    body.out_r = step.slot("outRSlot");
    body.out_g = step.slot("outGSlot");
    body.out_b = step.slot("outBSlot");
    body.out_a = step.slot("outASlot");
    step.ignore({"format"});
    return body;
}

StepBody read_materialize_path(Loader&, ObjectReader& step) {
    MaterializePathStep body;
    body.domain = step.slot("domainSlot");
    body.path_expr = step.slot("pathExprSlot");
    body.out_cmds = step.slot("outCmdsSlot");
    body.out_params = step.slot("outParamsSlot");
    body.out_cmd_start = step.slot("outCmdStartSlot");
    body.out_cmd_len = step.slot("outCmdLenSlot");
    body.out_point_start = step.slot("outPointStartSlot");
    body.out_point_len = step.slot("outPointLenSlot");
    body.flatten_tolerance_px = step.number("flattenTolerancePx");
    return body;
}

StepBody read_materialize_test_geometry(Loader&, ObjectReader& step) {
    MaterializeTestGeometryStep body;
    body.domain = step.slot("domainSlot");
    body.out_x = step.slot("outXSlot");
    body.out_y = step.slot("outYSlot");
    body.out_radius = step.slot("outRadiusSlot");
    return body;
}

StepBody read_render_assemble(Loader& loader, ObjectReader& step) {
    RenderAssembleStep body;
    const JsonNode instances = step.array("instance2dBatches");
    const JsonNode paths = step.array("pathBatches");
    body.has_instances = instances != kNoNode;
    body.has_paths = paths != kNoNode;
    body.instances = read_instances(loader, instances);
    body.paths = read_paths(loader, paths);
    body.instance_list = step.optional_slot("instance2dListSlot");
    body.path_list = step.optional_slot("pathBatchListSlot");
    body.out = step.slot("outFrameSlot");
    return body;
}

StepBody read_camera_eval(Loader&, ObjectReader& step) {
    std::string camera = step.id("cameraId");
    return CameraEvalStep{std::move(camera), step.slot("outSlot")};
}

StepBody read_mesh_materialize(Loader&, ObjectReader& step) {
    std::string mesh = step.id("meshId");
    return MeshMaterializeStep{std::move(mesh), step.slot("outSlot")};
}

StepBody read_project_instances(Loader&, ObjectReader& step) {
    ProjectInstancesStep body;
    body.domain = step.slot("domainSlot");
    body.camera_eval = step.slot("cameraEvalSlot");
    body.position = step.slot("positionSlot");
    body.rotation = step.optional_slot("rotationSlot");
    body.scale = step.optional_slot("scaleSlot");
    body.color_r = step.slot("colorRSlot");
    body.color_g = step.slot("colorGSlot");
    body.color_b = step.slot("colorBSlot");
    body.color_a = step.slot("colorASlot");
    body.radius = step.slot("radiusSlot");
    body.z_sort = step.flag("zSort");
    body.cull_mode = step.text("cullMode");
    body.clip_mode = step.text("clipMode");
    body.size_space = step.text("sizeSpace");
    body.out = step.slot("outSlot");
    return body;
}

}  // namespace slotscope::loading
