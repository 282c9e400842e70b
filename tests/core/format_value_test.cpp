// SPDX-License-Identifier: MIT
// Values as one line for people, and as JSON for traces.
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "slotscope/format.h"

using namespace slotscope;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Value f32_array(std::vector<float> elements) { return TypedArray{ElementType::F32, std::move(elements)}; }

std::string trace_json(const Value& value) {
    std::string text;
    append_trace_json(text, value);
    return text;
}

std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

}  // namespace

TEST_CASE("A value's line spells every kind", "[core][format]") {
    CHECK(format_value(Value()) == "undefined");
    CHECK(format_value(Null{}) == "null");
    CHECK(format_value(true) == "true");
    CHECK(format_value(-0.0) == "-0");
    CHECK(format_value(kNaN) == "NaN");
    CHECK(format_value("say \"hi\"\n") == R"("say \"hi\"\n")");
    CHECK(format_value(ValueArray{1.0, Value(), "a"}) == R"([1, undefined, "a"])");
    CHECK(format_value(ValueArray{}) == "[]");
    CHECK(format_value(ValueObject{}) == "{}");
    CHECK(format_value(ValueObject{{"x", 0.5}, {"y", Value()}}) == "{x: 0.5, y: undefined}");
    CHECK(format_value(ValueObject{{"two words", 1.0}, {"", 2.0}, {"9", 3.0}}) == R"({"two words": 1, "": 2, "9": 3})");
}

TEST_CASE("A typed array's line has its class, its length and its elements", "[core][format]") {
    CHECK(format_value(f32_array({0.5F, 1.0F, 2.0F})) == "f32[3] 0.5, 1, 2");
    CHECK(format_value(f32_array({0.1F})) == "f32[1] 0.1");
    CHECK(format_value(f32_array({})) == "f32[0]");
    CHECK(format_value(TypedArray{ElementType::U8Clamped, std::vector<std::uint8_t>{255}}) == "u8c[1] 255");
    CHECK(format_value(TypedArray{ElementType::I8, std::vector<std::int8_t>{-1}}) == "i8[1] -1");
    CHECK(format_value(ValueObject{{"data", f32_array({1.0F, 2.0F})}}) == "{data: (f32[2] 1, 2)}");
}

TEST_CASE("A value's line ends with an ellipsis where it is cut", "[core][format]") {
    const std::string cut = format_value(ValueArray(100, Value(1.0)), 20);
    CHECK(cut == "[1, 1, 1, 1, 1, 1…");
    CHECK(cut.size() <= 20);
    CHECK(format_value(ValueArray{1.0, 2.0}, 6) == "[1, 2]");
    CHECK(format_value("abcdefgh", 10) == R"("abcdefgh")");
    CHECK(format_value("abcdefghi", 10) == "\"abcdef…");
}

TEST_CASE("A value's line is never cut inside a character", "[core][format]") {
    const Value umlauts = std::string("\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4");
    for (std::size_t length = 3; length < 20; ++length) {
        const std::string line = format_value(umlauts, length);
        CHECK(line.size() <= std::max<std::size_t>(length, 3));
        CHECK_NOTHROW(nlohmann::json(line).dump());  // throws on malformed UTF-8
    }
}

TEST_CASE("A value's line costs the same for a huge buffer as for a small one", "[core][format]") {
    const std::string line = format_value(TypedArray{ElementType::F64, std::vector<double>(1'000'000, 0.5)}, 40);
    CHECK(line.starts_with("f64[1000000] 0.5, 0.5"));
    CHECK(line.size() <= 40);
    const std::string text = format_value(std::string(1'000'000, 'x'), 40);
    CHECK(text.size() <= 40);
}

TEST_CASE("Trace JSON writes numbers so that they read back equal", "[core][format]") {
    for (const double number :
         {0.1, 1e300, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, -123.456, 9007199254740993.0, 0.0}) {
        const auto parsed = nlohmann::json::parse(trace_json(number)).get<double>();
        CHECK(std::bit_cast<std::uint64_t>(parsed) == std::bit_cast<std::uint64_t>(number));
    }
    CHECK(trace_json(1e300) == "1e+300");
}

TEST_CASE("Trace JSON writes as strings what JSON has no number for", "[core][format]") {
    CHECK(trace_json(kNaN) == R"("NaN")");
    CHECK(trace_json(std::numeric_limits<double>::infinity()) == R"("Infinity")");
    CHECK(trace_json(-std::numeric_limits<double>::infinity()) == R"("-Infinity")");
    CHECK(trace_json(-0.0) == R"("-0")");
    CHECK(trace_json(0.0) == "0");
}

TEST_CASE("Trace JSON keeps undefined values and drops undefined members", "[core][format]") {
    CHECK(trace_json(Value()) == R"({"$undef":1})");
    CHECK(trace_json(ValueArray{Value(), Null{}, false}) == R"([{"$undef":1},null,false])");
    CHECK(trace_json(ValueObject{{"a", Value()}, {"b", 1.0}, {"c", Value()}}) == R"({"b":1})");
    CHECK(trace_json(ValueObject{{"a", Value()}}) == "{}");
}

TEST_CASE("Trace JSON tags typed arrays and writes their elements as doubles", "[core][format]") {
    CHECK(trace_json(f32_array({0.1F, -0.0F})) == R"({"$ta":"f32","data":[0.10000000149011612,"-0"]})");
    CHECK(trace_json(TypedArray{ElementType::U16, std::vector<std::uint16_t>{}}) == R"({"$ta":"u16","data":[]})");
    CHECK(trace_json(TypedArray{ElementType::U8Clamped, std::vector<std::uint8_t>{1, 255}}) ==
          R"({"$ta":"u8c","data":[1,255]})");
    CHECK(trace_json(TypedArray{ElementType::F64, std::vector<double>{kNaN}}) == R"({"$ta":"f64","data":["NaN"]})");
}

TEST_CASE("JSON strings escape quotes, backslashes and control characters", "[core][format]") {
    CHECK(json_string("") == R"("")");
    CHECK(json_string("a\"b\\c") == R"("a\"b\\c")");
    CHECK(json_string("\n\r\t\b\f") == R"("\n\r\t\b\f")");
    CHECK(json_string(std::string_view("\0\x1f\x7f", 3)) == "\"\\u0000\\u001f\x7f\"");
    CHECK(json_string("/") == R"("/")");
}

TEST_CASE("JSON strings keep well-formed UTF-8", "[core][format]") {
    const std::string text = "\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x8C\x8D \xF4\x8F\xBF\xBF \xED\x9F\xBF";
    CHECK(json_string(text) == "\"" + text + "\"");
}

TEST_CASE("JSON strings replace malformed UTF-8, piece by piece", "[core][format]") {
    const std::string bad = "\xEF\xBF\xBD";
    CHECK(json_string("\x80") == "\"" + bad + "\"");                                // a continuation alone
    CHECK(json_string("\xC3") == "\"" + bad + "\"");                                // cut short
    CHECK(json_string("\xC0\xAF") == "\"" + bad + bad + "\"");                      // overlong
    CHECK(json_string("\xE0\x80\x80") == "\"" + bad + bad + bad + "\"");            // overlong
    CHECK(json_string("\xED\xA0\x80") == "\"" + bad + bad + bad + "\"");            // surrogate
    CHECK(json_string("\xF4\x90\x80\x80") == "\"" + bad + bad + bad + bad + "\"");  // past U+10FFFF
    CHECK(json_string("\xE2\x82"
                      "a") == "\"" + bad + "a\"");  // the piece that fits is one character
    CHECK(json_string("\xF0\x9F\x8C"
                      "a") == "\"" + bad + "a\"");
    CHECK(json_string("\xFF"
                      "a\xFE") == "\"" + bad + "a" + bad + "\"");
}
