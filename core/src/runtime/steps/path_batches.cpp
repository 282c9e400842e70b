// SPDX-License-Identifier: MIT
// Passes of paths: geometry from the buffers of materializePath, style from the batch.
#include "runtime/steps/objects.h"
#include "runtime/steps/render_passes.h"

namespace slotscope {

namespace {

/// A reference to a buffer of exactly this type.
Value geometry_reference(RunContext& context, std::string_view role, SlotId slot, ElementType type) {
    const Value value = read_slot(context, slot);
    const TypedArray* data = buffer_data(value);
    const std::string_view name = element_type_name(type);
    if (data == nullptr || data->type != type)
        raise_bad_slot(context, role, slot, value, "a buffer of " + std::string(name));
    return buffer_reference(slot, name, data->size());
}

std::optional<SlotId> optional_slot_member(const Value& definition, std::string_view name) {
    const Value* member = definition.member(name);
    if (member == nullptr || member->is_undefined()) return std::nullopt;
    return slot_member(definition, name);
}

}  // namespace

Value make_paths_pass(RunContext& context, const PathBatch& batch) {
    const double count = batch_count(context, batch.count, batch.domain);
    Value commands = geometry_reference(context, "command", batch.cmds, ElementType::U16);
    Value points = geometry_reference(context, "coordinate", batch.params, ElementType::F32);
    const auto table = [&](std::string_view role, SlotId slot) {
        return geometry_reference(context, role, slot, ElementType::U32);
    };
    ValueObject geometry{
        {"pathCount", count},
        {"pathCommandStart", table("command start", batch.cmd_start)},
        {"pathCommandLen", table("command count", batch.cmd_len)},
        {"pathPointStart", table("point start", batch.point_start)},
        {"pathPointLen", table("point count", batch.point_len)},
        {"commands", std::move(commands)},
        {"pointsXY", std::move(points)},
        {"encoding", Value(ValueObject{{"kind", "v1"}, {"commands", Value(ValueArray{"M", "L", "Q", "C", "Z"})}})}};

    ValueObject style;
    for (const std::string_view name : {"fillRule", "lineCap", "lineJoin", "miterLimit", "dash"}) {
        if (const Value* member = batch.definition.member(name)) style.emplace_back(name, *member);
    }
    const auto add = [&](std::string_view name, const std::optional<SlotId>& slot, std::string_view role,
                         std::string_view type) {
        if (slot) style.emplace_back(name, scalar_or_buffer(context, role, *slot, type, std::nullopt));
    };
    add("fillColorRGBA", batch.fill_color, "fill colour", "u8");
    add("strokeColorRGBA", batch.stroke_color, "stroke colour", "u8");
    add("strokeWidth", batch.stroke_width, "stroke width", "f32");
    add("opacity", batch.opacity, "opacity", "f32");

    ValueObject pass{{"kind", "paths2d"},
                     {"header", pass_header("paths2d", batch.domain)},
                     {"geometry", Value(std::move(geometry))},
                     {"style", Value(std::move(style))}};
    if (const Value* draw = batch.definition.member("draw")) pass.emplace_back("draw", *draw);
    return pass;
}

PathBatch path_batch_of(const Value& definition) {
    PathBatch batch;
    batch.count = member_number(definition, "count");
    batch.domain = slot_member(definition, "domainSlot");
    batch.cmds = slot_member(definition, "cmdsSlot");
    batch.params = slot_member(definition, "paramsSlot");
    batch.cmd_start = slot_member(definition, "cmdStartSlot");
    batch.cmd_len = slot_member(definition, "cmdLenSlot");
    batch.point_start = slot_member(definition, "pointStartSlot");
    batch.point_len = slot_member(definition, "pointLenSlot");
    batch.fill_color = optional_slot_member(definition, "fillColorSlot");
    batch.stroke_color = optional_slot_member(definition, "strokeColorSlot");
    batch.stroke_width = optional_slot_member(definition, "strokeWidthSlot");
    batch.opacity = optional_slot_member(definition, "opacitySlot");
    batch.definition = definition;
    return batch;
}

}  // namespace slotscope
