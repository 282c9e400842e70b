// SPDX-License-Identifier: MIT
// The objects that steps hand to each other through slots, as Values with the format's member names: domains, buffer
// handles, typed arrays. Also how steps read slots and how faults name them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "runtime/run_context.h"
#include "slotscope/value.h"
#include "slotscope/value_summary.h"

namespace slotscope {

/// The slot's row. Throws FaultError UnknownSlot.
[[nodiscard]] SlotIndex row_of(RunContext& context, SlotId slot);
/// The slot's value. Throws FaultError UnknownSlot.
[[nodiscard]] Value read_slot(RunContext& context, SlotId slot);

/// "slot 12 (size)".
[[nodiscard]] std::string slot_text(const RunContext& context, SlotId slot);
/// What a value is, for a sentence: "undefined", "a number", "a buffer of f32".
[[nodiscard]] std::string what_it_is(const Value& value);
/// "<role> slot 12 (size) holds <what> where <wanted> is needed".
[[noreturn]] void raise_bad_slot(const RunContext& context, std::string_view role, SlotId slot, const Value& value,
                                 std::string_view wanted);

/// The count in a slot that holds a domain or a number. Throws FaultError BadValue for anything else, and for numbers
/// that no typed array can have as length; Limit over `limits::kMaxDomainElements`.
[[nodiscard]] double read_count(RunContext& context, SlotId slot);
/// Elements of a typed array of that length: the fraction dropped, 0 for NaN. Precondition: no more than a count can be.
[[nodiscard]] std::size_t array_length(double length) noexcept;
/// Counts elements that this frame makes. Throws FaultError Limit over `limits::kMaxFrameElements`.
void charge_elements(RunContext& context, double elements);

/// The elements when the array has exactly this type; null otherwise. u8 and u8c have the same elements.
template <class T>
[[nodiscard]] const std::vector<T>* elements_of(const TypedArray* array, ElementType type) noexcept {
    return array != nullptr && array->type == type ? std::get_if<std::vector<T>>(&array->data) : nullptr;
}
[[nodiscard]] inline const std::vector<float>* f32_elements(const TypedArray* array) noexcept {
    return elements_of<float>(array, ElementType::F32);
}

/// Converts as a typed array of that type does when it is filled.
[[nodiscard]] TypedArray make_typed_array(ElementType type, std::span<const double> numbers);
[[nodiscard]] inline Value f32_array(std::vector<float> elements) {
    return TypedArray{ElementType::F32, std::move(elements)};
}
[[nodiscard]] inline Value u8_array(std::vector<std::uint8_t> elements) {
    return TypedArray{ElementType::U8, std::move(elements)};
}

/// Whether a member is there and is this text.
[[nodiscard]] bool member_is(const Value& value, std::string_view name, std::string_view text) noexcept;
/// The member as a number; NaN where there is none.
[[nodiscard]] double member_number(const Value& value, std::string_view name) noexcept;
/// ECMAScript's conversion to a boolean; false for null.
[[nodiscard]] bool is_truthy(const Value* value) noexcept;

}  // namespace slotscope
