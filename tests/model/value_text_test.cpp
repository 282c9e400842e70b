// SPDX-License-Identifier: MIT
#include "model/value_text.h"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "slotscope/format.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

double number(std::string_view text) {
    const auto parsed = parse_number(text);
    INFO(text);
    REQUIRE(std::holds_alternative<double>(parsed));
    return std::get<double>(parsed);
}

bool is_wrong(const auto& parsed) {
    const auto* words = std::get_if<std::string>(&parsed);
    return words != nullptr && !words->empty() && words->back() == '.';
}

}  // namespace

TEST_CASE("Value text: numbers are read as people write them", "[model][value_text]") {
    CHECK(number("1") == 1);
    CHECK(number(" -0.5 ") == -0.5);
    CHECK(number("+3") == 3);
    CHECK(number(".5") == 0.5);
    CHECK(number("1e-3") == 0.001);
    CHECK(number("0x1F") == 31);
    CHECK(number("-0x10") == -16);
    CHECK(number("0x1.8p3") == 12);
    CHECK(std::signbit(number("-0")));
    CHECK(std::isnan(number("nan")));
    CHECK(std::isnan(number("NaN")));
    CHECK(number("Infinity") == std::numeric_limits<double>::infinity());
    CHECK(number("-inf") == -std::numeric_limits<double>::infinity());
}

TEST_CASE("Value text: what is no number is explained", "[model][value_text]") {
    for (const char* text :
         {"", " ", "x", "1x", "--1", "+-1", "0x", "0xg", "1,5", "1 2", "e5", "1e999", "infinit", "nano"}) {
        INFO(text);
        CHECK(is_wrong(parse_number(text)));
    }
}

TEST_CASE("Value text: every number that is printed is read back with the same bits", "[model][value_text]") {
    std::mt19937_64 random(3);
    for (int i = 0; i < 20'000; ++i) {
        const auto value = std::bit_cast<double>(random());
        const double back = number(format_shortest(value));
        if (std::isnan(value)) CHECK(std::isnan(back));
        else CHECK(std::bit_cast<std::uint64_t>(back) == std::bit_cast<std::uint64_t>(value));
        if (std::isfinite(value)) CHECK(number(format_hex_float(value)) == value);
    }
}

TEST_CASE("Value text: a slot takes what its storage can hold", "[model][value_text]") {
    const auto value = [](std::string_view text, Storage storage) {
        const auto parsed = parse_slot_value(text, storage);
        INFO(text);
        REQUIRE(std::holds_alternative<Value>(parsed));
        return std::get<Value>(parsed);
    };
    CHECK(value("0.1", Storage::F32).to_number() == static_cast<double>(0.1F));
    CHECK(value("2147483647", Storage::I32).to_number() == 2147483647.0);
    CHECK(value("4294967295", Storage::U32).to_number() == 4294967295.0);
    CHECK(value("true", Storage::Object).same_as(Value(true)));
    CHECK(value("null", Storage::Object).same_as(Value(Null{})));
    CHECK(value("undefined", Storage::Object).is_undefined());
    CHECK(value("\"a b\"", Storage::Object).same_as(Value("a b")));
    CHECK(value("2.5", Storage::Object).same_as(Value(2.5)));
    CHECK(is_wrong(parse_slot_value("1.5", Storage::I32)));
    CHECK(is_wrong(parse_slot_value("2147483648", Storage::I32)));
    CHECK(is_wrong(parse_slot_value("-1", Storage::U32)));
    CHECK(is_wrong(parse_slot_value("NaN", Storage::I32)));
    CHECK(is_wrong(parse_slot_value("1e300", Storage::F32)));
    CHECK(is_wrong(parse_slot_value("true", Storage::F64)));
    CHECK(is_wrong(parse_slot_value("[1]", Storage::Object)));
    CHECK(std::get<double>(parse_state_value("0x10", StateStorage::I32)) == 16);
    CHECK(is_wrong(parse_state_value("0.5", StateStorage::I32)));
    CHECK(std::isnan(std::get<double>(parse_state_value("NaN", StateStorage::F64))));
}
