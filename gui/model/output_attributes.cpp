// SPDX-License-Identifier: MIT
#include "model/output_attributes.h"

#include <algorithm>
#include <cmath>

namespace slotscope::gui {
namespace {

std::optional<SlotId> slot_of_number(const Value* value) {
    const double* number = value != nullptr ? value->number() : nullptr;
    if (number == nullptr || !(*number >= 0) || *number != std::floor(*number) || *number > 9e15) return std::nullopt;
    return static_cast<SlotId>(*number);
}

/// Batches of a list in a slot, as renderAssemble reads it.
std::vector<BatchSlots> listed_batches(const Session& session, SlotId slot, std::string_view kind) {
    std::vector<BatchSlots> found;
    const SlotIndex row = session.slots().find(slot);
    const Value list = row == kNoSlotIndex ? Value() : session.values().value_at(row);
    const Value* batches = list.member("batches");
    if (batches == nullptr || batches->array() == nullptr) return found;
    for (const Value& batch : *batches->array())
        if (text_is(batch, "kind", kind)) found.emplace_back(batch);
    return found;
}

}  // namespace

double number_member(const Value& value, std::string_view name, double absent) {
    const Value* member = value.member(name);
    const double* number = member != nullptr ? member->number() : nullptr;
    return number != nullptr ? *number : absent;
}

bool text_is(const Value& value, std::string_view name, std::string_view text) {
    const Value* member = value.member(name);
    return member != nullptr && member->string() != nullptr && *member->string() == text;
}

std::string text_member(const Value& value, std::string_view name) {
    const Value* member = value.member(name);
    return member != nullptr && member->string() != nullptr ? *member->string() : std::string();
}

bool flag_member(const Value& value, std::string_view name, bool absent) {
    const Value* member = value.member(name);
    const bool* flag = member != nullptr ? member->boolean() : nullptr;
    return flag != nullptr ? *flag : absent;
}

std::uint8_t to_byte(double number) { return static_cast<std::uint8_t>(number >= 0 ? std::min(number, 255.0) : 0); }
std::size_t to_size(double number) { return number >= 0 && number < 4e9 ? static_cast<std::size_t>(number) : 0; }

SlotId BatchSlots::find(std::string_view name) const {
    for (const auto& [known, slot] : slots_)
        if (known == name) return slot;
    return slot_of_number(definition_.member(name)).value_or(kNoSlot);
}

Batches batches_of(const Session& session, StepIndex step) {
    Batches out;
    if (step >= session.program().steps.size()) return out;
    const auto* assemble = std::get_if<RenderAssembleStep>(&session.program().steps[step].body);
    if (assemble == nullptr) return out;
    for (const InstanceBatch& batch : assemble->instances) out.instances.emplace_back(batch);
    if (assemble->instances.empty() && assemble->instance_list)
        out.instances = listed_batches(session, *assemble->instance_list, "instance2d");
    for (const PathBatch& batch : assemble->paths) out.paths.emplace_back(batch);
    if (assemble->paths.empty() && assemble->path_list)
        out.paths = listed_batches(session, *assemble->path_list, "path");
    return out;
}

OutputAttribute attribute_of(const Session& session, const Value& owner, std::string_view name, std::string role,
                             std::size_t stride, SlotId batch_slot) {
    OutputAttribute out;
    out.role = std::move(role);
    out.is_color = name.ends_with("RGBA");
    const Value* given = owner.member(name);
    if (given == nullptr) return out;
    if (const auto slot = slot_of_number(given->member("bufferId"))) {
        out.slot = *slot;
        out.stride = stride;
        const SlotIndex row = session.slots().find(*slot);
        if (row != kNoSlotIndex) out.value = session.values().value_at(row);
        return out;
    }
    if (const Value* number = given->member("value")) out.value = *number;
    out.slot = batch_slot;
    return out;
}

OutputColor AttributeReader::color_at(std::size_t index) const {
    if (stride_ > 0) {
        const auto byte = [&](std::size_t i) { return to_byte(at(index, i)); };
        return {byte(0), byte(1), byte(2), byte(3)};
    }
    if (!(number_ >= 0) || number_ > 4294967295.0) return {};
    const auto bits = static_cast<std::uint32_t>(number_);
    return {static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(bits >> 8U),
            static_cast<std::uint8_t>(bits >> 16U), static_cast<std::uint8_t>(bits >> 24U)};
}

OutputColor faded(OutputColor color, double opacity) {
    if (opacity >= 0 && opacity <= 1) color.a = static_cast<std::uint8_t>(std::lround(color.a * opacity));
    return color;
}

}  // namespace slotscope::gui
