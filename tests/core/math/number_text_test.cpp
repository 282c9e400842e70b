// SPDX-License-Identifier: MIT
//
// Text to number and back, with ECMAScript's grammar and layout.
#include "core/math/function_table.h"
#include "core/math/sample_inputs.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace slotscope::math;
using namespace slotscope::math::test;

namespace {
bool parses_to(std::string_view text, double expected) { return same_result(string_to_number(text), expected); }
}  // namespace

TEST_CASE("string_to_number: trims white space of Unicode, and nothing is zero", "[core][math]") {
    CHECK(parses_to("", 0.0));
    CHECK(parses_to(" \t\n\r\v\f", 0.0));
    CHECK(parses_to("\xC2\xA0\xEF\xBB\xBF 12.7\xE3\x80\x80\xE2\x80\xA8\n", 12.7));
    CHECK(parses_to("\xE1\xA0\x8E"
                    "1",
                    kNaN));  // U+180E is no white space
    CHECK(parses_to("1 2", kNaN));
    CHECK(parses_to(std::string_view("1\0", 2), kNaN));
}

TEST_CASE("string_to_number: reads decimal literals and refuses what only C accepts", "[core][math]") {
    CHECK(parses_to("12.7", 12.7));
    CHECK(parses_to("+.5", 0.5));
    CHECK(parses_to("5.", 5.0));
    CHECK(parses_to("-0", -0.0));
    CHECK(parses_to("007", 7.0));
    CHECK(parses_to("1E3", 1000.0));
    CHECK(parses_to("-1.5e-3", -0.0015));
    CHECK(parses_to("Infinity", kInfinity));
    CHECK(parses_to("-Infinity", -kInfinity));
    for (const char* text :
         {"abc", ".",   "+",        "-",        "e5", ".e5", "1e",    "1e+",  "--1", "+-1", "1_000", "1n",   "inf",
          "nan", "NaN", "infinity", "INFINITY", "0x", "0xg", "-0x10", "+0b1", "1p3", "1,5", "0x1.8", "1.2.3"}) {
        INFO(text);
        CHECK(std::isnan(string_to_number(text)));
    }
}

TEST_CASE("string_to_number: rounds correctly, overflows to infinity and underflows to zero", "[core][math]") {
    CHECK(parses_to("9007199254740993", 9007199254740992.0));
    CHECK(parses_to("9007199254740993.0000000000000000000000000000000000001", 9007199254740994.0));
    CHECK(parses_to("1.7976931348623158e308", 1.7976931348623157e308));
    CHECK(parses_to("1.7976931348623159e308", kInfinity));
    CHECK(parses_to("-1e400", -kInfinity));
    CHECK(parses_to("5e-324", 5e-324));
    CHECK(parses_to("2e-324", 0.0));
    CHECK(parses_to("-1e-400", -0.0));
    CHECK(parses_to("0e99999999999999999999", 0.0));
    CHECK(parses_to("1e99999999999999999999", kInfinity));
    CHECK(parses_to("1e-99999999999999999999", 0.0));
    CHECK(parses_to("0." + std::string(400, '0') + "1e401", 1.0));
    CHECK(parses_to("1" + std::string(400, '0') + "e-400", 1.0));
    CHECK(parses_to("1" + std::string(400, '0'), kInfinity));
    CHECK(parses_to("0." + std::string(400, '0') + "1", 0.0));
}

TEST_CASE("string_to_number: reads hexadecimal, octal and binary digits of any length", "[core][math]") {
    CHECK(parses_to("0xFf", 255.0));
    CHECK(parses_to("0X10", 16.0));
    CHECK(parses_to("0o17", 15.0));
    CHECK(parses_to("0B101", 5.0));
    CHECK(parses_to("0b102", kNaN));
    CHECK(parses_to("0o8", kNaN));
    CHECK(parses_to("0x20000000000001", 9007199254740992.0));  // 2^53 + 1: to even
    CHECK(parses_to("0x20000000000003", 9007199254740996.0));
    CHECK(parses_to("0x20000000000001000000000000000001", 0x1.0000000000001p+125));  // the last bit decides
    CHECK(parses_to("0x" + std::string(300, '0') + "1", 1.0));
    CHECK(parses_to("0x1" + std::string(255, '0'), 0x1p1020));
    CHECK(parses_to("0x1" + std::string(256, '0'), kInfinity));
    CHECK(parses_to("0x1" + std::string(5000, '0'), kInfinity));
}

TEST_CASE("number_to_string: has the digits and the layout of ECMAScript", "[core][math]") {
    CHECK(number_to_string(0.0) == "0");
    CHECK(number_to_string(-0.0) == "0");
    CHECK(number_to_string(7.0) == "7");
    CHECK(number_to_string(-12.75) == "-12.75");
    CHECK(number_to_string(100.0) == "100");
    CHECK(number_to_string(123456789012345680000.0) == "123456789012345680000");
    CHECK(number_to_string(1e21) == "1e+21");
    CHECK(number_to_string(1.5e300) == "1.5e+300");
    CHECK(number_to_string(0.000001) == "0.000001");
    CHECK(number_to_string(1e-7) == "1e-7");
    CHECK(number_to_string(-1.25e-7) == "-1.25e-7");
    CHECK(number_to_string(5e-324) == "5e-324");
    CHECK(number_to_string(0.1 + 0.2) == "0.30000000000000004");
    CHECK(number_to_string(kNaN) == "NaN");
    CHECK(number_to_string(kInfinity) == "Infinity");
    CHECK(number_to_string(-kInfinity) == "-Infinity");
}

TEST_CASE("number_to_string: what it prints reads back as the same number", "[core][math]") {
    Random random(7);
    for (int i = 0; i < 50'000; ++i) {
        const double x = sample(random);
        if (!same_result(string_to_number(number_to_string(x)), x + 0.0)) {  // + 0.0: -0 prints as 0
            FAIL(number_to_string(x));
        }
    }
    SUCCEED();
}
