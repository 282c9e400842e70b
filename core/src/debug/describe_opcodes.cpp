// SPDX-License-Identifier: MIT
#include "debug/describe_opcodes.h"

#include <algorithm>
#include <array>

namespace slotscope {
namespace {

constexpr OpcodeInfo other(std::int32_t number, std::string_view name, NodeUse use, std::uint8_t inputs = 0) {
    return {number, name, inputs, 0, use, false, false, {}};
}
constexpr OpcodeInfo absent(std::int32_t number, std::string_view name) {
    return other(number, name, NodeUse::Unimplemented);
}
constexpr OpcodeInfo unary(std::int32_t number, std::string_view name) {
    return {number, name, 1, 0, NodeUse::Computes, true, false, {}};
}
constexpr OpcodeInfo binary(std::int32_t number, std::string_view name, std::string_view symbol = {}) {
    return {number, name, 2, 0, NodeUse::Computes, false, true, symbol};
}
constexpr OpcodeInfo node_only(std::int32_t number, std::string_view name, std::uint8_t inputs) {
    return other(number, name, NodeUse::Computes, inputs);
}
constexpr OpcodeInfo vec2(std::int32_t number, std::string_view name, std::uint8_t inputs, std::uint8_t vec2_inputs) {
    return {number, name, inputs, vec2_inputs, NodeUse::Computes, false, false, {}};
}

constexpr auto kOpcodes = std::to_array<OpcodeInfo>({
    other(0, "Const", NodeUse::Constant),
    other(10, "TimeAbsMs", NodeUse::GivesZero),
    absent(11, "TimeModelMs"),
    other(12, "Phase01", NodeUse::GivesZero),
    absent(13, "TimeDelta"),
    absent(14, "WrapEvent"),
    binary(100, "Add", "+"),
    binary(101, "Sub", "-"),
    binary(102, "Mul", "*"),
    binary(103, "Div", "/"),
    binary(104, "Mod", "%"),
    binary(105, "Pow"),
    unary(110, "Sin"),
    unary(111, "Cos"),
    unary(112, "Tan"),
    unary(113, "Asin"),
    unary(114, "Acos"),
    unary(115, "Atan"),
    binary(116, "Atan2"),
    unary(120, "Abs"),
    unary(121, "Floor"),
    unary(122, "Ceil"),
    unary(123, "Round"),
    unary(124, "Fract"),
    unary(125, "Sign"),
    binary(130, "Min"),
    binary(131, "Max"),
    node_only(132, "Clamp", 3),
    node_only(133, "Lerp", 3),
    node_only(134, "Step", 2),
    node_only(135, "Smoothstep", 3),
    vec2(200, "Vec2Add", 2, 0b11),
    vec2(201, "Vec2Sub", 2, 0b11),
    vec2(202, "Vec2Mul", 2, 0b11),
    absent(203, "Vec2Div"),
    vec2(204, "Vec2Scale", 2, 0b01),
    vec2(210, "Vec2Dot", 2, 0b11),
    vec2(211, "Vec2Length", 1, 0b01),
    vec2(212, "Vec2Normalize", 1, 0b01),
    vec2(213, "Vec2Rotate", 2, 0b01),
    vec2(214, "Vec2Angle", 1, 0b01),
    absent(300, "ColorLerp"),
    absent(301, "ColorHSLToRGB"),
    absent(302, "ColorRGBToHSL"),
    absent(303, "ColorShiftHue"),
    absent(304, "ColorScaleLight"),
    absent(305, "ColorScaleSat"),
    other(400, "Integrate", NodeUse::PassesThrough, 1),
    other(401, "DelayMs", NodeUse::PassesThrough, 1),
    absent(402, "DelayFrames"),
    absent(403, "SampleHold"),
    absent(404, "Slew"),
    absent(405, "EdgeDetectWrap"),
    absent(500, "DomainN"),
    absent(501, "DomainFromSVG"),
    absent(510, "Hash01ById"),
    absent(511, "IndexById"),
    absent(600, "FieldMap"),
    absent(601, "FieldZip"),
    absent(602, "FieldReduce"),
    absent(603, "FieldBroadcast"),
    absent(604, "FieldFilter"),
    absent(700, "RenderInstances2D"),
    absent(701, "RenderPath"),
    absent(702, "RenderRect"),
    absent(703, "RenderCircle"),
    absent(720, "CameraEval"),
    absent(721, "MeshMaterialize"),
    absent(722, "Instances3DProjectTo2D"),
    absent(800, "TransformScale"),
    absent(801, "TransformBias"),
    absent(802, "TransformEase"),
    absent(803, "TransformQuantize"),
    absent(804, "TransformNormalize"),
});

static_assert(std::ranges::is_sorted(kOpcodes, {}, &OpcodeInfo::number), "find_opcode searches by halves");

}  // namespace

const OpcodeInfo* find_opcode(std::int32_t number) noexcept {
    const auto found = std::ranges::lower_bound(kOpcodes, number, {}, &OpcodeInfo::number);
    return found != kOpcodes.end() && found->number == number ? &*found : nullptr;
}

}  // namespace slotscope
