// SPDX-License-Identifier: MIT
// What each opcode of the format is called, how many inputs it takes, and where it is implemented. Not here: what it
// computes (runtime/).
#pragma once

#include <cstdint>
#include <string_view>

namespace slotscope {

/// What a nodeEval step does with an opcode.
enum class NodeUse : std::uint8_t {
    Computes,       ///< a result from its inputs
    Constant,       ///< a constant of the pool
    GivesZero,      ///< placeholder: 0
    PassesThrough,  ///< placeholder: its first input
    Unimplemented   ///< 0
};

struct OpcodeInfo {
    std::int32_t number;
    std::string_view name;
    std::uint8_t inputs;       ///< that it reads as a node; 0 where it reads none
    std::uint8_t vec2_inputs;  ///< bit i: input i must be an {x, y} object
    NodeUse node;
    bool is_signal_unary;     ///< a signal map (and a transform's map) may use it
    bool is_signal_binary;    ///< a signal zip may use it
    std::string_view symbol;  ///< infix operator, where it has one
};

/// Null for numbers that the format does not define. O(log n).
[[nodiscard]] const OpcodeInfo* find_opcode(std::int32_t number) noexcept;

}  // namespace slotscope
