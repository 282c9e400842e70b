// SPDX-License-Identifier: MIT
// renderAssemble: batches and the buffers in their slots to a render frame. Here also what both kinds of passes share,
// and the passes of instances; those of paths are in path_batches.cpp.
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"
#include "runtime/steps/render_passes.h"
#include "slotscope/limits.h"

namespace slotscope {

double batch_count(RunContext& context, double count, SlotId domain) {
    if (!(count <= 0)) return count;
    return domain_count(read_slot(context, domain)).value_or(count);
}

Value pass_header(std::string_view kind, SlotId domain) {
    std::string id = domain == kNoSlot ? fmt::format("{}-undefined", kind) : fmt::format("{}-{}", kind, domain);
    return ValueObject{{"id", std::move(id)}, {"z", 0.0}, {"enabled", true}};
}

Value buffer_reference(SlotId slot, std::string_view type, std::size_t length) {
    return ValueObject{
        {"bufferId", static_cast<double>(slot)}, {"type", std::string(type)}, {"length", static_cast<double>(length)}};
}

SlotId slot_member(const Value& definition, std::string_view name) {
    const Value* member = definition.member(name);
    const double* number = member == nullptr ? nullptr : member->number();
    const bool is_slot = number != nullptr && *number >= 0 && *number <= static_cast<double>(limits::kMaxSlotId) &&
                         *number == std::floor(*number);
    return is_slot ? static_cast<SlotId>(*number) : kNoSlot;
}

Value scalar_or_buffer(RunContext& context, std::string_view role, SlotId slot, std::string_view type,
                       std::optional<double> length) {
    const Value value = read_slot(context, slot);
    const bool is_color = type == "u8";
    if (const double* number = value.number())
        return ValueObject{{"kind", is_color ? "scalar:u32" : "scalar:f32"}, {"value", *number}};
    const TypedArray* data = buffer_data(value);
    const bool is_right =
        data != nullptr && (is_color ? data->type == ElementType::U8 || data->type == ElementType::U8Clamped
                                     : data->type == ElementType::F32);
    if (!is_right) raise_bad_slot(context, role, slot, value, fmt::format("a number or a buffer of {}", type));
    if (length && static_cast<double>(data->size()) != *length) {
        throw FaultError{
            FaultKind::BadValue,
            fmt::format("{} {} has {} elements; {} are needed", role, slot_text(context, slot), data->size(), *length),
            "Materialise it over the domain of the batch", slot};
    }
    return buffer_reference(slot, type, data->size());
}

Value make_instances_pass(RunContext& context, const InstanceBatch& batch) {
    const double count = batch_count(context, batch.count, batch.domain);
    const Value position = read_slot(context, batch.pos_xy);
    if (position.is_number()) raise_bad_slot(context, "position", batch.pos_xy, position, "a buffer of f32");
    ValueObject buffers{{"posXY", scalar_or_buffer(context, "position", batch.pos_xy, "f32", count * 2)}};
    const auto add = [&](std::string_view name, SlotId slot, std::string_view role, std::string_view type,
                         double length) {
        if (slot != kNoSlot) buffers.emplace_back(name, scalar_or_buffer(context, role, slot, type, length));
    };
    add("size", batch.size, "size", "f32", count);
    add("colorRGBA", batch.color_rgba, "colour", "u8", count * 4);
    add("opacity", batch.opacity, "opacity", "f32", count);
    buffers.emplace_back("shapeId", Value(ValueObject{{"kind", "scalar:u16"}, {"value", 0.0}}));
    return ValueObject{
        {"kind", "instances2d"},
        {"header", pass_header("instances2d", batch.domain)},
        {"count", count},
        {"material", Value(ValueObject{{"kind", "shape2d"}, {"shading", "flat"}, {"colorSpace", "srgb"}})},
        {"buffers", Value(std::move(buffers))}};
}

InstanceBatch instance_batch_of(const Value& definition) {
    return {member_number(definition, "count"),       slot_member(definition, "domainSlot"),
            slot_member(definition, "posXYSlot"),     slot_member(definition, "sizeSlot"),
            slot_member(definition, "colorRGBASlot"), slot_member(definition, "opacitySlot")};
}

namespace {

/// Batches of a list in a slot. What goes wrong there ends the list silently: the passes made before it stay.
template <class Make>
void add_listed_passes(RunContext& context, SlotId slot, std::string_view kind, ValueArray& passes, Make make) {
    try {
        const Value list = read_slot(context, slot);
        const Value* batches = list.member("batches");
        if (batches == nullptr || batches->array() == nullptr) return;
        for (const Value& batch : *batches->array()) {
            if (batch.is_undefined() || batch.kind() == Value::Kind::Null) return;
            if (member_is(batch, "kind", kind)) passes.push_back(make(batch));
        }
    } catch (const FaultError&) {
    } catch (const StoreError&) {}
}

}  // namespace

void run_step(RunContext& context, const RenderAssembleStep& step) {
    ValueArray passes;
    for (const InstanceBatch& batch : step.instances) passes.push_back(make_instances_pass(context, batch));
    if (step.instances.empty() && step.instance_list) {
        add_listed_passes(context, *step.instance_list, "instance2d", passes,
                          [&](const Value& batch) { return make_instances_pass(context, instance_batch_of(batch)); });
    }
    for (const PathBatch& batch : step.paths) passes.push_back(make_paths_pass(context, batch));
    if (step.paths.empty() && step.path_list) {
        add_listed_passes(context, *step.path_list, "path", passes,
                          [&](const Value& batch) { return make_paths_pass(context, path_batch_of(batch)); });
    }
    // Opaque black.
    constexpr double kClearColor = 0x000000ff;
    store_value(context, row_of(context, step.out),
                ValueObject{{"version", 1.0},
                            {"clear", Value(ValueObject{{"mode", "color"}, {"colorRGBA", kClearColor}})},
                            {"passes", Value(std::move(passes))}});
}

}  // namespace slotscope
