// SPDX-License-Identifier: MIT
// Numbers of the opcodes that execution knows. All others give 0 as nodes and fault in signals.
#pragma once

#include <cstdint>

namespace slotscope::opcode {

enum : std::int32_t {
    Const = 0,
    TimeAbsMs = 10,
    Phase01 = 12,
    Add = 100,
    Sub = 101,
    Mul = 102,
    Div = 103,
    Mod = 104,
    Pow = 105,
    Sin = 110,
    Cos = 111,
    Tan = 112,
    Asin = 113,
    Acos = 114,
    Atan = 115,
    Atan2 = 116,
    Abs = 120,
    Floor = 121,
    Ceil = 122,
    Round = 123,
    Fract = 124,
    Sign = 125,
    Min = 130,
    Max = 131,
    Clamp = 132,
    Lerp = 133,
    Step = 134,
    Smoothstep = 135,
    Vec2Add = 200,
    Vec2Sub = 201,
    Vec2Mul = 202,
    Vec2Scale = 204,
    Vec2Dot = 210,
    Vec2Length = 211,
    Vec2Normalize = 212,
    Vec2Rotate = 213,
    Vec2Angle = 214,
    Integrate = 400,
    DelayMs = 401,
};

}  // namespace slotscope::opcode
