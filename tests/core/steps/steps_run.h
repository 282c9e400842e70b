// SPDX-License-Identifier: MIT
// Programs of one object step: values in slots, one frame, what came out.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/executor/run.h"

namespace slotscope::test {

inline Value domain(double count) { return ValueObject{{"kind", "domain"}, {"count", count}}; }
inline Value floats(std::vector<float> elements) { return TypedArray{ElementType::F32, std::move(elements)}; }
inline Value bytes(std::vector<std::uint8_t> elements, ElementType type = ElementType::U8) {
    return TypedArray{type, std::move(elements)};
}
inline Value handle(Value data) { return ValueObject{{"kind", "buffer"}, {"data", std::move(data)}}; }
inline Value object(ValueObject members) { return Value(std::move(members)); }

/// The elements of a typed array, or of one in a buffer handle.
inline std::vector<double> elements(const Value& value) {
    const Value* data = value.typed_array() != nullptr ? &value : value.member("data");
    REQUIRE(data != nullptr);
    REQUIRE(data->typed_array() != nullptr);
    std::vector<double> numbers;
    for (std::size_t i = 0; i < data->typed_array()->size(); ++i) numbers.push_back(data->typed_array()->at(i));
    return numbers;
}

/// Equal numbers, all NaNs equal.
inline bool same_numbers(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!same_bits(a[i], b[i])) return false;
    }
    return true;
}

/// A member by a path of names and, for arrays, positions: "passes.0.count".
inline Value at_path(const Value& value, const std::string& path) {
    if (path.empty()) return value;
    const std::size_t dot = path.find('.');
    const std::string name = path.substr(0, dot);
    const std::string rest = dot == std::string::npos ? "" : path.substr(dot + 1);
    if (value.array() != nullptr) {
        const auto position = static_cast<std::size_t>(std::stoul(name));
        REQUIRE(position < value.array()->size());
        return at_path((*value.array())[position], rest);
    }
    const Value* member = value.member(name);
    return member == nullptr ? Value() : at_path(*member, rest);
}

/// The slot's value after one frame without a fault.
inline Value result_of(const ProgramBuilder& builder, SlotId slot, const ExecutorOptions& options = {}) {
    Executor executor = make_executor(builder, options);
    run_frames(executor, 1);
    return executor.state().values.read(slot);
}

/// The fault of the first frame.
inline Fault fault_of(const ProgramBuilder& builder) {
    Executor executor = make_executor(builder);
    const auto fault = executor.run_frame(0);
    REQUIRE(fault.has_value());
    return *fault;
}

}  // namespace slotscope::test
