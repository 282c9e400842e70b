// SPDX-License-Identifier: MIT
//
// The functions of runtime/math by the names that the vector files and the comparison with node use for them.
#pragma once

#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace slotscope::math::test {

struct UnaryFunction {
    std::string_view name;
    double (*call)(double);
};

struct BinaryFunction {
    std::string_view name;
    double (*call)(double, double);
};

inline constexpr std::array kUnaryFunctions = {
    UnaryFunction{"sin", [](double x) { return math::sin(x); }},
    UnaryFunction{"cos", [](double x) { return math::cos(x); }},
    UnaryFunction{"tan", [](double x) { return math::tan(x); }},
    UnaryFunction{"asin", [](double x) { return math::asin(x); }},
    UnaryFunction{"acos", [](double x) { return math::acos(x); }},
    UnaryFunction{"atan", [](double x) { return math::atan(x); }},
    UnaryFunction{"exp", [](double x) { return math::exp(x); }},
    UnaryFunction{"log", [](double x) { return math::log(x); }},
    UnaryFunction{"tanh", [](double x) { return math::tanh(x); }},
    UnaryFunction{"sqrt", [](double x) { return std::sqrt(x); }},
    UnaryFunction{"abs", [](double x) { return std::fabs(x); }},
    UnaryFunction{"floor", [](double x) { return std::floor(x); }},
    UnaryFunction{"ceil", [](double x) { return std::ceil(x); }},
    UnaryFunction{"round", [](double x) { return js_round(x); }},
    UnaryFunction{"fract", [](double x) { return fract(x); }},
    UnaryFunction{"sign", [](double x) { return js_sign(x); }},
    UnaryFunction{"fround", [](double x) { return static_cast<double>(to_f32(x)); }},
    UnaryFunction{"int32", [](double x) { return static_cast<double>(to_int32(x)); }},
    UnaryFunction{"uint32", [](double x) { return static_cast<double>(to_uint32(x)); }},
    UnaryFunction{"int16", [](double x) { return static_cast<double>(to_int16(x)); }},
    UnaryFunction{"uint16", [](double x) { return static_cast<double>(to_uint16(x)); }},
    UnaryFunction{"int8", [](double x) { return static_cast<double>(to_int8(x)); }},
    UnaryFunction{"uint8", [](double x) { return static_cast<double>(to_uint8(x)); }},
    UnaryFunction{"uint8clamped", [](double x) { return static_cast<double>(to_uint8_clamped(x)); }},
};

inline constexpr std::array kBinaryFunctions = {
    BinaryFunction{"atan2", [](double y, double x) { return math::atan2(y, x); }},
    BinaryFunction{"pow", [](double x, double y) { return math::pow(x, y); }},
    BinaryFunction{"mod", [](double a, double b) { return js_mod(a, b); }},
    BinaryFunction{"min", [](double a, double b) { return js_min(a, b); }},
    BinaryFunction{"max", [](double a, double b) { return js_max(a, b); }},
    BinaryFunction{"add", [](double a, double b) { return a + b; }},
    BinaryFunction{"mul", [](double a, double b) { return a * b; }},
    BinaryFunction{"div", [](double a, double b) { return a / b; }},
};

/// The entry of that name, or nullptr.
template <typename Table>
[[nodiscard]] constexpr auto find_function(const Table& table, std::string_view name) -> decltype(table.data()) {
    for (const auto& entry : table) {
        if (entry.name == name) { return &entry; }
    }
    return nullptr;
}

/// Equal bits, except that all NaNs are equal.
[[nodiscard]] inline bool same_result(double a, double b) noexcept {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

}  // namespace slotscope::math::test
