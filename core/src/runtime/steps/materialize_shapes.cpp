// SPDX-License-Identifier: MIT
// materializeColor and materializeTestGeometry: channels and a grid of circles, into buffers that stay in their slots.
#include <cmath>
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "runtime/steps/object_steps.h"
#include "runtime/steps/objects.h"

namespace slotscope {

namespace {

bool is_color(const Value& value) noexcept {
    for (const std::string_view channel : {"r", "g", "b", "a"}) {
        const Value* member = value.member(channel);
        if (member == nullptr || !member->is_number()) return false;
    }
    return true;
}

/// Null unless the value is an array of colours; only the first is looked at.
const ValueArray* color_array(const Value& value) noexcept {
    const ValueArray* colors = value.array();
    return colors != nullptr && (colors->empty() || is_color(colors->front())) ? colors : nullptr;
}

[[noreturn]] void raise_bad_color(const RunContext& context, SlotId slot, const Value& value) {
    if (member_is(value, "kind", "fieldExpr")) {
        throw FaultError{FaultKind::Unsupported,
                         fmt::format("colour {} holds a field expression, which this step cannot evaluate",
                                     slot_text(context, slot)),
                         "Materialise the field first", slot};
    }
    raise_bad_slot(context, "colour", slot, value, "a colour with numbers r, g, b, a or an array of colours");
}

/// How many elements can be read before one has no members at all.
std::size_t readable_colors(const ValueArray& colors) noexcept {
    std::size_t count = 0;
    while (count < colors.size() && !colors[count].is_undefined() && colors[count].kind() != Value::Kind::Null) ++count;
    return count;
}

}  // namespace

void run_step(RunContext& context, const MaterializeColorStep& step) {
    const double count = read_count(context, step.domain);
    const SlotIndex color_row = context.runtime.values.slots().find(step.color_expr);
    const Value color = color_row == kNoSlotIndex ? Value() : context.runtime.values.value_at(color_row);

    ValueStore& values = context.runtime.values;
    const std::size_t length = array_length(count);
    charge_elements(context, 4 * count);
    const std::pair<SlotId, std::string_view> channels[] = {
        {step.out_r, "r"}, {step.out_g, "g"}, {step.out_b, "b"}, {step.out_a, "a"}};
    // All four exist before the colour is checked: they stay when it is not usable.
    for (const auto& [slot, name] : channels) static_cast<void>(values.ensure_f32(slot, length));

    if (is_color(color)) {
        for (const auto& [slot, name] : channels) {
            const auto number = math::to_f32(member_number(color, name));
            for (float& element : values.ensure_f32(slot, length)) element = number;
        }
        return;
    }
    const ValueArray* colors = color_array(color);
    if (colors == nullptr) raise_bad_color(context, step.color_expr, color);
    if (static_cast<double>(colors->size()) != count) {
        throw FaultError{FaultKind::BadValue,
                         fmt::format("colour {} holds {} colours for a domain of {}",
                                     slot_text(context, step.color_expr), colors->size(), count),
                         "Give one colour per element, or a single colour", step.color_expr};
    }
    const std::size_t readable = readable_colors(*colors);
    for (const auto& [slot, name] : channels) {
        const auto elements = values.ensure_f32(slot, length);
        for (std::size_t i = 0; i < readable; ++i) elements[i] = math::to_f32(member_number((*colors)[i], name));
    }
    if (readable < colors->size()) {
        throw FaultError{FaultKind::BadValue,
                         fmt::format("element {} of colour {} is {}", readable, slot_text(context, step.color_expr),
                                     what_it_is((*colors)[readable])),
                         "Look at what writes the slot", step.color_expr};
    }
}

void run_step(RunContext& context, const MaterializeTestGeometryStep& step) {
    // The reference's constants: pixels, centred on a canvas of 800 by 600.
    constexpr double kSpacing = 60, kRadius = 15, kWidth = 800, kHeight = 600;
    const double count = read_count(context, step.domain);
    const std::size_t length = array_length(count);
    charge_elements(context, 3 * count);
    const double side = std::ceil(std::sqrt(count));
    const double extent = (side - 1) * kSpacing;
    const double left = (kWidth - extent) / 2, top = (kHeight - extent) / 2;

    ValueStore& values = context.runtime.values;
    const auto fill = [&](SlotId slot, auto element) {
        const auto elements = values.ensure_f32(slot, length);
        for (std::size_t i = 0; i < length; ++i) elements[i] = math::to_f32(element(static_cast<double>(i)));
    };
    fill(step.out_x, [&](double i) { return left + math::js_mod(i, side) * kSpacing; });
    fill(step.out_y, [&](double i) { return top + std::floor(i / side) * kSpacing; });
    fill(step.out_radius, [&](double) { return kRadius; });
}

}  // namespace slotscope
