// SPDX-License-Identifier: MIT
#include "runtime/steps/objects.h"

#include <cmath>
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "slotscope/describe.h"
#include "slotscope/limits.h"

namespace slotscope {

SlotIndex row_of(RunContext& context, SlotId slot) {
    const SlotIndex row = context.runtime.values.slots().find(slot);
    if (row != kNoSlotIndex) return row;
    throw FaultError{FaultKind::UnknownSlot,
                     slot == kNoSlot ? std::string("a slot that it needs is not given")
                                     : fmt::format("slot {} does not exist in the program", slot),
                     "Declare the slot in slotMeta, or name another", slot};
}

Value read_slot(RunContext& context, SlotId slot) { return context.runtime.values.value_at(row_of(context, slot)); }

std::string slot_text(const RunContext& context, SlotId slot) {
    std::string number = fmt::format("slot {}", slot);
    const std::string name = slot_name(context.program, slot);
    return name == number ? number : fmt::format("{} ({})", number, name);
}

std::string what_it_is(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::Undefined:
        case Value::Kind::Null: return std::string(kind_name(value.kind()));
        case Value::Kind::TypedArray:
            return fmt::format("an array of {}", element_type_name(value.typed_array()->type));
        case Value::Kind::Object:
            if (const Value* kind = value.member("kind"); kind != nullptr && kind->string() != nullptr) {
                if (const TypedArray* data = buffer_data(value))
                    return fmt::format("a buffer of {}", element_type_name(data->type));
                return fmt::format("an object of kind \"{}\"", *kind->string());
            }
            return "an object without kind";
        case Value::Kind::Array: return "an array of values";
        default: return fmt::format("a {}", kind_name(value.kind()));
    }
}

void raise_bad_slot(const RunContext& context, std::string_view role, SlotId slot, const Value& value,
                    std::string_view wanted) {
    throw FaultError{
        FaultKind::BadValue,
        fmt::format("{} {} holds {} where {} is needed", role, slot_text(context, slot), what_it_is(value), wanted),
        value.is_undefined() ? "Nothing has written the slot yet: look for its writer" : "Look at what writes the slot",
        slot};
}

double read_count(RunContext& context, SlotId slot) {
    const Value value = read_slot(context, slot);
    const std::optional<double> count = value.is_number() ? std::optional(*value.number()) : domain_count(value);
    if (!count) raise_bad_slot(context, "domain", slot, value, "a domain or a count");
    // Typed arrays take lengths above -1: ToIndex drops the fraction first.
    if (*count <= -1) {
        throw FaultError{FaultKind::BadValue,
                         fmt::format("domain {} counts {} elements", slot_text(context, slot), *count),
                         "Look at what writes the slot", slot};
    }
    if (*count > static_cast<double>(limits::kMaxDomainElements)) {
        throw FaultError{FaultKind::Limit,
                         fmt::format("domain {} counts {} elements; a domain has at most {}", slot_text(context, slot),
                                     *count, limits::kMaxDomainElements),
                         "Look at what writes the slot", slot};
    }
    return *count;
}

std::size_t array_length(double length) noexcept { return length > 0 ? static_cast<std::size_t>(length) : 0; }

void charge_elements(RunContext& context, double elements) {
    std::uint64_t& made = context.runtime.cache.buffer_elements;
    if (elements <= static_cast<double>(limits::kMaxFrameElements - made)) {
        made += array_length(elements);
        return;
    }
    if (!(elements > 0)) return;
    throw FaultError{
        FaultKind::Limit,
        fmt::format("it needs buffers of {} more elements, and the frame has made {}; a frame makes at most {}",
                    elements, made, limits::kMaxFrameElements),
        "Make the domain smaller, or use fewer steps over it"};
}

namespace {

template <class T, class Convert>
std::vector<T> converted(std::span<const double> numbers, Convert convert) {
    std::vector<T> elements(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) elements[i] = convert(numbers[i]);
    return elements;
}

}  // namespace

TypedArray make_typed_array(ElementType type, std::span<const double> numbers) {
    switch (type) {
        case ElementType::F64: return {type, std::vector<double>(numbers.begin(), numbers.end())};
        case ElementType::F32: return {type, converted<float>(numbers, math::to_f32)};
        case ElementType::I32: return {type, converted<std::int32_t>(numbers, math::to_int32)};
        case ElementType::U32: return {type, converted<std::uint32_t>(numbers, math::to_uint32)};
        case ElementType::U16: return {type, converted<std::uint16_t>(numbers, math::to_uint16)};
        case ElementType::U8: return {type, converted<std::uint8_t>(numbers, math::to_uint8)};
        case ElementType::U8Clamped: return {type, converted<std::uint8_t>(numbers, math::to_uint8_clamped)};
        case ElementType::I16: return {type, converted<std::int16_t>(numbers, math::to_int16)};
        case ElementType::I8: return {type, converted<std::int8_t>(numbers, math::to_int8)};
    }
    return {};
}

bool member_is(const Value& value, std::string_view name, std::string_view text) noexcept {
    const Value* member = value.member(name);
    return member != nullptr && member->string() != nullptr && *member->string() == text;
}

double member_number(const Value& value, std::string_view name) noexcept {
    const Value* member = value.member(name);
    return member == nullptr ? math::kNaN : member->to_number();
}

bool is_truthy(const Value* value) noexcept {
    if (value == nullptr) return false;
    switch (value->kind()) {
        case Value::Kind::Undefined:
        case Value::Kind::Null: return false;
        case Value::Kind::Boolean: return *value->boolean();
        case Value::Kind::Number: return *value->number() == *value->number() && *value->number() != 0;
        case Value::Kind::String: return !value->string()->empty();
        default: return true;
    }
}

}  // namespace slotscope
