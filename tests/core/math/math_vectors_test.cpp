// SPDX-License-Identifier: MIT
//
// Every recorded result of the reference's number functions, bit for bit.
#include "core/math/function_table.h"
#include "core/math/vector_file.h"
#include "runtime/math/easing.h"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <stdexcept>
#include <string>

using namespace slotscope::math;
using namespace slotscope::math::test;
namespace math = slotscope::math;

namespace {

using Fields = std::vector<std::string_view>;

void require_none(const std::map<std::string, Differences, std::less<>>& by_function, std::size_t functions,
                  int compared_each) {
    REQUIRE(by_function.size() == functions);
    for (const auto& [name, differences] : by_function) {
        INFO(name << ", first difference: " << differences.first());
        CHECK(differences.compared() == compared_each);
        CHECK(differences.differing() == 0);
    }
}

double registry_unary(int opcode, double x) {
    switch (opcode) {
        case 110: return math::sin(x);
        case 111: return math::cos(x);
        case 112: return math::tan(x);
        case 113: return math::asin(x);
        case 114: return math::acos(x);
        case 115: return math::atan(x);
        case 120: return std::fabs(x);
        case 121: return std::floor(x);
        case 122: return std::ceil(x);
        case 123: return js_round(x);
        case 124: return fract(x);
        case 125: return js_sign(x);
        default: throw std::runtime_error("a unary opcode that the test does not know");
    }
}

double registry_binary(int opcode, double a, double b) {
    switch (opcode) {
        case 100: return a + b;
        case 101: return a - b;
        case 102: return a * b;
        case 103: return b != 0.0 ? a / b : 0.0;
        case 104: return b != 0.0 ? js_mod(a, b) : 0.0;
        case 105: return math::pow(a, b);
        case 116: return math::atan2(a, b);
        case 130: return js_min(a, b);
        case 131: return js_max(a, b);
        default: throw std::runtime_error("a binary opcode that the test does not know");
    }
}

double registry_ternary(int opcode, double a, double b, double c) {
    switch (opcode) {
        case 132: return js_max(b, js_min(c, a));
        case 133: return a + (b - a) * c;
        case 134: return c >= a ? 1.0 : 0.0;
        case 135: {
            const double t = js_max(0.0, js_min(1.0, (c - a) / (b - a)));
            return t * t * (3.0 - 2.0 * t);
        }
        default: throw std::runtime_error("a ternary opcode that the test does not know");
    }
}

}  // namespace

TEST_CASE("Math: every recorded result of a function of one number is reproduced", "[core][math]") {
    std::map<std::string, Differences, std::less<>> by_function;
    for_each_vector("unary.txt.gz", 3, [&](const Fields& line) {  // name, argument, result
        const UnaryFunction* function = find_function(kUnaryFunctions, line[0]);
        if (function == nullptr) { throw std::runtime_error("no function " + std::string(line[0])); }
        by_function[std::string(line[0])].compare(line[0], {line[1]}, double_of_field(line[2]),
                                                  function->call(double_of_field(line[1])));
    });
    require_none(by_function, 17, 3583);
}

TEST_CASE("Math: every recorded result of a function of two numbers is reproduced", "[core][math]") {
    std::map<std::string, Differences, std::less<>> by_function;
    for_each_vector("binary.txt.gz", 4, [&](const Fields& line) {  // name, two arguments, result
        const BinaryFunction* function = find_function(kBinaryFunctions, line[0]);
        if (function == nullptr) { throw std::runtime_error("no function " + std::string(line[0])); }
        by_function[std::string(line[0])].compare(line[0], {line[1], line[2]}, double_of_field(line[3]),
                                                  function->call(double_of_field(line[1]), double_of_field(line[2])));
    });
    require_none(by_function, 8, 4276);
}

TEST_CASE("Math: every recorded result of a signal opcode is reproduced", "[core][math]") {
    std::map<std::string, Differences, std::less<>> unary;
    for_each_vector("registry_unary.txt.gz", 3, [&](const Fields& line) {  // opcode, argument, result
        const std::string opcode(line[0]);
        unary[opcode].compare(opcode, {line[1]}, double_of_field(line[2]),
                              registry_unary(std::stoi(opcode), double_of_field(line[1])));
    });
    require_none(unary, 12, 400);

    std::map<std::string, Differences, std::less<>> binary;
    for_each_vector("registry_binary.txt.gz", 4, [&](const Fields& line) {
        const std::string opcode(line[0]);
        binary[opcode].compare(opcode, {line[1], line[2]}, double_of_field(line[3]),
                               registry_binary(std::stoi(opcode), double_of_field(line[1]), double_of_field(line[2])));
    });
    require_none(binary, 9, 700);

    std::map<std::string, Differences, std::less<>> ternary;
    for_each_vector("registry_ternary.txt.gz", 5, [&](const Fields& line) {
        const std::string opcode(line[0]);
        ternary[opcode].compare(opcode, {line[1], line[2], line[3]}, double_of_field(line[4]),
                                registry_ternary(std::stoi(opcode), double_of_field(line[1]), double_of_field(line[2]),
                                                 double_of_field(line[3])));
    });
    require_none(ternary, 4, 1331);
}

TEST_CASE("Math: every recorded store conversion is reproduced", "[core][math]") {
    // argument; f32, i32, u32 as bits; u8, clamped u8, u16 in decimal
    Differences differences;
    const int lines = for_each_vector("coerce.txt.gz", 7, [&](const Fields& line) {
        const double x = double_of_field(line[0]);
        const auto integer = [](std::string_view field) { return static_cast<double>(std::stol(std::string(field))); };
        const float f32 = std::bit_cast<float>(static_cast<std::uint32_t>(bits_of_field(line[1])));
        const auto i32 = static_cast<std::int32_t>(static_cast<std::uint32_t>(bits_of_field(line[2])));
        differences.compare("to_f32", {line[0]}, static_cast<double>(f32), static_cast<double>(to_f32(x)));
        differences.compare("to_int32", {line[0]}, i32, to_int32(x));
        differences.compare("to_uint32", {line[0]}, static_cast<double>(bits_of_field(line[3])), to_uint32(x));
        differences.compare("to_uint8", {line[0]}, integer(line[4]), to_uint8(x));
        differences.compare("to_uint8_clamped", {line[0]}, integer(line[5]), to_uint8_clamped(x));
        differences.compare("to_uint16", {line[0]}, integer(line[6]), to_uint16(x));
    });
    INFO("first difference: " << differences.first());
    CHECK(lines == 3596);
    CHECK(differences.compared() == 6 * lines);
    CHECK(differences.differing() == 0);
}

TEST_CASE("Math: every recorded result of an easing curve is reproduced", "[core][math]") {
    std::map<std::string, Differences, std::less<>> by_curve;
    for_each_vector("easing.txt.gz", 4, [&](const Fields& line) {  // curve, its name, argument, result
        const auto curve = easing_curve(std::stod(std::string(line[0])));
        REQUIRE(curve.has_value());
        REQUIRE(easing_name(*curve) == line[1]);
        by_curve[std::string(line[1])].compare(line[1], {line[2]}, double_of_field(line[3]),
                                               ease(*curve, double_of_field(line[2])));
    });
    require_none(by_curve, kEasingCurveCount, 282);
}

TEST_CASE("Easing: only whole numbers from 0 to 6 name a curve", "[core][math]") {
    CHECK(easing_curve(0.0) == EasingCurve::Linear);
    CHECK(easing_curve(6.0) == EasingCurve::Smoothstep);
    for (const double number : {-1.0, 0.5, 7.0, 1e300, kNaN, kInfinity, -kInfinity}) {
        INFO(number);
        CHECK_FALSE(easing_curve(number).has_value());
    }
}
