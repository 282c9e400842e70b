// SPDX-License-Identifier: MIT
#include <bit>
#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/value.h"

namespace slotscope::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Value floats(std::vector<float> elements) { return TypedArray{ElementType::F32, std::move(elements)}; }

TEST_CASE("Value: each kind is told apart, and only its own accessor gives it", "[core][value]") {
    CHECK(Value().kind() == Value::Kind::Undefined);
    CHECK(Value(Null{}).kind() == Value::Kind::Null);
    CHECK(Value(true).kind() == Value::Kind::Boolean);
    CHECK(Value(1.0).kind() == Value::Kind::Number);
    CHECK(Value("text").kind() == Value::Kind::String);
    CHECK(Value(ValueArray{}).kind() == Value::Kind::Array);
    CHECK(Value(ValueObject{}).kind() == Value::Kind::Object);
    CHECK(floats({}).kind() == Value::Kind::TypedArray);

    const Value text("text");
    CHECK(*text.string() == "text");
    CHECK(text.number() == nullptr);
    CHECK(text.boolean() == nullptr);
    CHECK(text.array() == nullptr);
    CHECK(text.object() == nullptr);
    CHECK(text.typed_array() == nullptr);
    CHECK(Value(1.0).string() == nullptr);
}

TEST_CASE("Value: kinds and element types have the names that people and files use", "[core][value]") {
    CHECK(kind_name(Value::Kind::Undefined) == "undefined");
    CHECK(kind_name(Value::Kind::TypedArray) == "typed array");
    CHECK(element_type_name(ElementType::U8Clamped) == "u8c");
    CHECK(element_type_name(ElementType::I16) == "i16");
}

TEST_CASE("Value: of members with equal names the last one counts", "[core][value]") {
    const Value value(ValueObject{{"x", 1.0}, {"y", 2.0}, {"x", 3.0}});
    REQUIRE(value.member("x") != nullptr);
    CHECK(*value.member("x")->number() == 3.0);
    CHECK(*value.member("y")->number() == 2.0);
    CHECK(value.member("z") == nullptr);
    CHECK(Value(1.0).member("x") == nullptr);
}

TEST_CASE("Value: a typed array keeps its elements' own type", "[core][value]") {
    const TypedArray bytes{ElementType::U8Clamped, std::vector<std::uint8_t>{0, 255}};
    CHECK(bytes.size() == 2);
    CHECK(bytes.at(1) == 255.0);
    const TypedArray singles{ElementType::F32, std::vector<float>{0.1F}};
    CHECK(singles.at(0) == 0.10000000149011612);
    CHECK(TypedArray{ElementType::I8, std::vector<std::int8_t>{-1}}.at(0) == -1.0);
}

TEST_CASE("Value: numbers are the same by bits, and all NaNs are one", "[core][value]") {
    const double other_nan = std::bit_cast<double>(std::uint64_t{0xfff8'0000'0000'0123});
    CHECK(Value(kNaN).same_as(Value(other_nan)));
    CHECK(Value(kNaN).identical_to(Value(other_nan)));
    CHECK_FALSE(Value(0.0).same_as(Value(-0.0)));
    CHECK_FALSE(Value(0.0).identical_to(Value(-0.0)));
    CHECK(Value(0.1).same_as(Value(0.1)));
}

TEST_CASE("Value: values of different kinds are never the same", "[core][value]") {
    const std::vector<Value> values{Value(), Null{}, false, 0.0, "", ValueArray{}, ValueObject{}, floats({})};
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t k = 0; k < values.size(); ++k) {
            INFO(kind_name(values[i].kind()) << " and " << kind_name(values[k].kind()));
            CHECK(values[i].same_as(values[k]) == (i == k));
            CHECK(values[i].identical_to(values[k]) == (i == k));
        }
    }
}

TEST_CASE("Value: equal arrays and objects are the same, but identical only to themselves", "[core][value]") {
    const Value a(ValueObject{{"list", ValueArray{1.0, "two", Null{}}}});
    const Value b(ValueObject{{"list", ValueArray{1.0, "two", Null{}}}});
    const Value copy = a;
    CHECK(a.same_as(b));
    CHECK_FALSE(a.identical_to(b));
    CHECK(a.identical_to(copy));
    CHECK(a.object() == copy.object());
    CHECK(Value("text").identical_to(Value(std::string("text"))));
}

TEST_CASE("Value: a difference anywhere inside is found", "[core][value]") {
    const Value base(ValueArray{ValueObject{{"a", 1.0}}, 2.0});
    CHECK_FALSE(base.same_as(ValueArray{ValueObject{{"a", 1.5}}, 2.0}));
    CHECK_FALSE(base.same_as(ValueArray{ValueObject{{"b", 1.0}}, 2.0}));
    CHECK_FALSE(base.same_as(ValueArray{ValueObject{{"a", 1.0}}}));
    CHECK_FALSE(base.same_as(ValueArray{ValueObject{{"a", 1.0}, {"c", 1.0}}, 2.0}));
    CHECK(base.same_as(ValueArray{ValueObject{{"a", 1.0}}, 2.0}));
}

TEST_CASE("Value: typed arrays compare by class, length and bits", "[core][value]") {
    CHECK(floats({1, 2}).same_as(floats({1, 2})));
    CHECK_FALSE(floats({1, 2}).same_as(floats({1, 3})));
    CHECK_FALSE(floats({1, 2}).same_as(floats({1})));
    CHECK_FALSE(floats({0}).same_as(floats({-0.0F})));
    CHECK(
        floats({std::bit_cast<float>(0xffc0'0001U), 1}).same_as(floats({std::numeric_limits<float>::quiet_NaN(), 1})));
    CHECK_FALSE(
        floats({std::bit_cast<float>(0xffc0'0001U), 1}).same_as(floats({std::numeric_limits<float>::quiet_NaN(), 2})));
    const Value plain(TypedArray{ElementType::U8, std::vector<std::uint8_t>{1}});
    const Value clamped(TypedArray{ElementType::U8Clamped, std::vector<std::uint8_t>{1}});
    CHECK_FALSE(plain.same_as(clamped));
}

TEST_CASE("Value: values convert to numbers as ECMAScript does", "[core][value]") {
    CHECK(std::isnan(Value().to_number()));
    CHECK(Value(Null{}).to_number() == 0);
    CHECK(Value(true).to_number() == 1);
    CHECK(Value(false).to_number() == 0);
    CHECK(Value(-2.5).to_number() == -2.5);
    CHECK(Value(" 12.5\n").to_number() == 12.5);
    CHECK(Value("").to_number() == 0);
    CHECK(Value("0x1F").to_number() == 31);
    CHECK(Value("-Infinity").to_number() == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(Value("12px").to_number()));
    CHECK(Value(ValueArray{}).to_number() == 0);
    CHECK(Value(ValueArray{4.5}).to_number() == 4.5);
    CHECK(Value(ValueArray{Null{}}).to_number() == 0);
    CHECK(std::isnan(Value(ValueArray{true}).to_number()));
    CHECK_FALSE(std::signbit(Value(ValueArray{-0.0}).to_number()));  // through the text "0"
    CHECK(std::signbit(Value(ValueArray{"-0"}).to_number()));
    CHECK(std::isnan(Value(ValueArray{1.0, 2.0}).to_number()));
    CHECK(std::isnan(Value(ValueObject{}).to_number()));
    CHECK(floats({4.5F}).to_number() == 4.5);
    CHECK(std::isnan(floats({1.0F, 2.0F}).to_number()));
}

}  // namespace
}  // namespace slotscope::test
