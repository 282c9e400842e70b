// SPDX-License-Identifier: MIT
// Numbers and values: every spelling of a number gives the double that it means, and nothing else.
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include "program_text.h"

namespace slotscope {
namespace {

using test::loaded;
using test::program_with;

ConstPool constants_of(std::string_view members) {
    return loaded(program_with(fmt::format("\"constants\":{{{}}}", members))).program->constants;
}

Value value_of(std::string_view json) {
    const ConstPool pool = constants_of(fmt::format("\"json\":[{}]", json));
    REQUIRE(pool.json.size() == 1);
    return pool.json[0];
}

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

TEST_CASE("Loader: every spelling of a number gives its exact double", "[core][program]") {
    const std::pair<const char*, double> numbers[] = {
        {"0", 0.0},
        {"-0", -0.0},
        {"-0.0", -0.0},
        {"\"-0\"", -0.0},
        {"1e-400", 0.0},
        {"0.1", 0.1},
        {"-2147483648", -2147483648.0},
        {"-2147483649", -2147483649.0},
        {"2147483647", 2147483647.0},
        {"4294967296", 4294967296.0},
        {"9007199254740993", 9007199254740992.0},
        {"18446744073709551615", 18446744073709551616.0},
        {"-9223372036854775808", -9223372036854775808.0},
        {"123456789012345678901234567890", 123456789012345678901234567890.0},
        {"5e-324", std::numeric_limits<double>::denorm_min()},
        {"1.7976931348623157e308", std::numeric_limits<double>::max()},
        {"16.666666666666668", 16.666666666666668},
        {"1E2", 100.0},
        {"\"Infinity\"", std::numeric_limits<double>::infinity()},
        {"\"-Infinity\"", -std::numeric_limits<double>::infinity()},
    };
    for (const auto& [text, number] : numbers) {
        INFO(text);
        const Value value = value_of(text);
        REQUIRE(value.is_number());
        CHECK(same_bits(*value.number(), number));
        CHECK(same_bits(constants_of(fmt::format("\"f64\":[{}]", text)).f64.at(0), number));
    }
    CHECK(std::isnan(*value_of("\"NaN\"").number()));
    CHECK(std::isnan(constants_of("\"f64\":[\"NaN\"]").f64.at(0)));
}

TEST_CASE("Loader: numeric pools convert as typed arrays do, plain or tagged", "[core][program]") {
    const ConstPool pool = constants_of(
        R"("f32":[0.1,16777217,1e300,"NaN","-0"],"i32":[1.9,-1.9,2147483648,1e10,"NaN","Infinity",-1],"f64":{"$ta":"f64","data":[1,"-Infinity"]})");
    REQUIRE(pool.f32.size() == 5);
    CHECK(pool.f32[0] == 0.1F);
    CHECK(pool.f32[1] == 16777216.0F);
    CHECK(std::isinf(pool.f32[2]));
    CHECK(std::isnan(pool.f32[3]));
    CHECK(std::signbit(pool.f32[4]));
    CHECK(pool.i32 == std::vector<std::int32_t>{1, -1, std::numeric_limits<std::int32_t>::min(), 1410065408, 0, 0, -1});
    CHECK(pool.f64 == std::vector<double>{1, -std::numeric_limits<double>::infinity()});
}

TEST_CASE("Loader: the constant index keeps kinds and places, odd ones too", "[core][program]") {
    const ConstPool pool = constants_of(
        R"("f64":[4],"constIndex":[{"k":"json","idx":1},{"k":"f64","idx":0},{"k":"f32","idx":2},{"k":"i32","idx":-3},{"k":"u8","idx":0},{"k":"f64","idx":1.5}])");
    REQUIRE(pool.index.size() == 6);
    CHECK(pool.index[0].kind == ConstKind::Json);
    CHECK(pool.index[0].index == 1);
    CHECK(pool.index[1].kind == ConstKind::F64);
    CHECK(pool.index[2].kind == ConstKind::F32);
    CHECK(pool.index[3].kind == ConstKind::I32);
    CHECK(pool.index[3].index == -3);
    CHECK(pool.index[4].kind == ConstKind::Unknown);
    CHECK(pool.index[5].index == kNoRef);
    CHECK(*pool.resolve(pool.index[1]).number() == 4);
}

TEST_CASE("Loader: JSON values keep their kind, order and escapes", "[core][program]") {
    CHECK(value_of("null").kind() == Value::Kind::Null);
    CHECK(*value_of("true").boolean());
    CHECK_FALSE(*value_of("false").boolean());
    CHECK(*value_of("\"plain\"").string() == "plain");
    CHECK(*value_of(R"("a\"\\\/\b\f\n\r\tA")").string() == "a\"\\/\b\f\n\r\tA");
    CHECK(*value_of(R"("\u0041\u00e9\ud83d\ude00\u0000")").string() == std::string("A\xC3\xA9\xF0\x9F\x98\x80\0", 8));
    CHECK(*value_of("\"\xC3\xA9\"").string() == "\xC3\xA9");
    CHECK(value_of("[]").array()->empty());
    CHECK(value_of("{}").object()->empty());
    const Value nested = value_of(R"({"z":[1,{"y":"NaN"}],"a":{"$undef":1}})");
    REQUIRE(nested.object()->size() == 2);
    CHECK(nested.object()->at(0).first == "z");
    CHECK(std::isnan(*nested.member("z")->array()->at(1).member("y")->number()));
    CHECK(nested.member("a")->is_undefined());
    CHECK(value_of(R"({"$undef":1})").is_undefined());
}

TEST_CASE("Loader: every kind of typed array arrives with its conversion", "[core][program]") {
    const std::tuple<const char*, ElementType, double, double> kinds[] = {
        {"f64", ElementType::F64, 300.75, -1.5}, {"f32", ElementType::F32, 300.75, -1.5},
        {"i32", ElementType::I32, 300, -1},      {"u32", ElementType::U32, 300, 4294967295.0},
        {"u16", ElementType::U16, 300, 65535},   {"i16", ElementType::I16, 300, -1},
        {"u8", ElementType::U8, 44, 255},        {"u8c", ElementType::U8Clamped, 255, 0},
        {"i8", ElementType::I8, 44, -1},
    };
    for (const auto& [tag, type, first, second] : kinds) {
        INFO(tag);
        const Value value = value_of(fmt::format(R"({{"$ta":"{}","data":[300.75,-1.5,"NaN"]}})", tag));
        const TypedArray* array = value.typed_array();
        REQUIRE(array != nullptr);
        CHECK(array->type == type);
        REQUIRE(array->size() == 3);
        CHECK(array->at(0) == first);
        CHECK(array->at(1) == second);
    }
    const Value halves = value_of(R"({"$ta":"u8c","data":[0.5,1.5,2.5]})");
    CHECK(halves.typed_array()->at(0) == 0);
    CHECK(halves.typed_array()->at(1) == 2);
    CHECK(halves.typed_array()->at(2) == 2);
    CHECK(value_of(R"({"data":[],"$ta":"f32"})").typed_array()->size() == 0);
}

TEST_CASE("Loader: initial slot values come in ascending slot order", "[core][program]") {
    const LoadedProgram result = loaded(
        R"({"irVersion":1,"schedule":{"steps":[],"initialSlotValues":{"10":{"kind":"domain","count":3},"2":"-0","9":[{"time":0.5,"value":1}],"7":{"$ta":"f32","data":[1]}}}})");
    const auto& values = result.program->initial_slot_values;
    REQUIRE(values.size() == 4);
    CHECK(values[0].first == 2);
    CHECK(same_bits(*values[0].second.number(), -0.0));
    CHECK(values[1].first == 7);
    CHECK(values[1].second.typed_array()->size() == 1);
    CHECK(values[2].first == 9);
    CHECK(*values[2].second.array()->at(0).member("time")->number() == 0.5);
    CHECK(values[3].first == 10);
    CHECK(*values[3].second.member("count")->number() == 3);
}

TEST_CASE("Loader: numbers written as strings are numbers wherever a number belongs", "[core][program]") {
    const LoadedProgram result =
        loaded(program_with(R"("seed":"NaN","slotMeta":[{"slot":"-0","storage":"f64","offset":"-0"}])"));
    CHECK(std::isnan(result.program->seed));
    CHECK(result.program->declared_slots[0].slot == 0);
    CHECK(result.program->declared_slots[0].offset == 0);
    CHECK(test::only_error(program_with(R"("seed":"1")")).path == "seed");
}

}  // namespace
}  // namespace slotscope
