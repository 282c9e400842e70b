// SPDX-License-Identifier: MIT
// Numbers as text: shortest, significant, exact, hexadecimal, bits. Values and JSON are in format_value_test.cpp.
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/format.h"

using namespace slotscope;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kMax = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
constexpr double kSmallestNormal = std::numeric_limits<double>::min();

std::uint64_t bits_of(double number) { return std::bit_cast<std::uint64_t>(number); }

/// Doubles of every size, sign and kind except NaN and infinities, the same in every run.
template <class Check>
void for_random_doubles(int count, Check check) {
    std::mt19937_64 random(20240607);
    for (int i = 0; i < count; ++i) {
        const double number = std::bit_cast<double>(random());
        if (std::isfinite(number)) check(number);
    }
}

std::size_t digit_count(const std::string& text) {
    std::size_t first = text.find_first_of("123456789");
    if (first == std::string::npos) return 1;
    const std::size_t end = std::min(text.find('e'), text.size());
    std::string digits;
    for (std::size_t i = first; i < end; ++i) {
        if (text[i] != '.') digits += text[i];
    }
    return digits.find_last_not_of('0') + 1;
}

}  // namespace

TEST_CASE("Shortest text is laid out as ECMAScript lays numbers out", "[core][format]") {
    CHECK(format_shortest(0.1) == "0.1");
    CHECK(format_shortest(1.0) == "1");
    CHECK(format_shortest(-1.0) == "-1");
    CHECK(format_shortest(100.0) == "100");
    CHECK(format_shortest(123.456) == "123.456");
    CHECK(format_shortest(0.1 + 0.2) == "0.30000000000000004");
    CHECK(format_shortest(1.0 / 3.0) == "0.3333333333333333");
    CHECK(format_shortest(6.283185307179586) == "6.283185307179586");
    CHECK(format_shortest(16.666666666666668) == "16.666666666666668");
}

TEST_CASE("Shortest text changes to the exponent form at 1e21 and below 1e-6", "[core][format]") {
    CHECK(format_shortest(1e20) == "100000000000000000000");
    CHECK(format_shortest(123456789012345680000.0) == "123456789012345680000");
    CHECK(format_shortest(1e21) == "1e+21");
    CHECK(format_shortest(1.5e21) == "1.5e+21");
    CHECK(format_shortest(1e300) == "1e+300");
    CHECK(format_shortest(-1.25e-300) == "-1.25e-300");
    CHECK(format_shortest(0.000001) == "0.000001");
    CHECK(format_shortest(0.00000123) == "0.00000123");
    CHECK(format_shortest(0.0000001) == "1e-7");
    CHECK(format_shortest(9.99e-7) == "9.99e-7");
}

TEST_CASE("Shortest text spells zeros, infinities and NaN", "[core][format]") {
    CHECK(format_shortest(0.0) == "0");
    CHECK(format_shortest(-0.0) == "-0");
    CHECK(format_shortest(kInfinity) == "Infinity");
    CHECK(format_shortest(-kInfinity) == "-Infinity");
    CHECK(format_shortest(kNaN) == "NaN");
    CHECK(format_shortest(-kNaN) == "NaN");
}

TEST_CASE("Shortest text holds at the ends of the range", "[core][format]") {
    CHECK(format_shortest(kMax) == "1.7976931348623157e+308");
    CHECK(format_shortest(kSmallestNormal) == "2.2250738585072014e-308");
    CHECK(format_shortest(std::nextafter(kSmallestNormal, 0.0)) == "2.225073858507201e-308");
    CHECK(format_shortest(kSmallest) == "5e-324");
    CHECK(format_shortest(9007199254740991.0) == "9007199254740991");
    CHECK(format_shortest(9007199254740992.0) == "9007199254740992");
    CHECK(format_shortest(4294967295.0) == "4294967295");
    CHECK(format_shortest(-2147483648.0) == "-2147483648");
}

TEST_CASE("Shortest text reads back as the same double", "[core][format]") {
    for_random_doubles(50'000, [](double number) {
        const std::string text = format_shortest(number);
        if (bits_of(std::strtod(text.c_str(), nullptr)) != bits_of(number)) FAIL(text);
    });
}

TEST_CASE("Shortest text has no digit too many", "[core][format]") {
    for_random_doubles(10'000, [](double number) {
        const std::string text = format_shortest(number);
        const int digits = static_cast<int>(digit_count(text));
        if (digits == 1) return;
        char shorter[64];
        std::snprintf(shorter, sizeof shorter, "%.*e", digits - 2, number);
        if (bits_of(std::strtod(shorter, nullptr)) == bits_of(number)) FAIL(text << " could be " << shorter);
    });
}

TEST_CASE("A float is written with the digits that a float needs", "[core][format]") {
    CHECK(format_shortest(0.1F) == "0.1");
    CHECK(format_shortest(static_cast<double>(0.1F)) == "0.10000000149011612");
    CHECK(format_shortest(16777216.0F) == "16777216");
    CHECK(format_shortest(std::numeric_limits<float>::max()) == "3.4028235e+38");
    CHECK(format_shortest(std::numeric_limits<float>::denorm_min()) == "1e-45");
    CHECK(format_shortest(-0.0F) == "-0");
    CHECK(format_shortest(std::numeric_limits<float>::infinity()) == "Infinity");
    CHECK(format_shortest(std::numeric_limits<float>::quiet_NaN()) == "NaN");
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        if (!std::isfinite(number)) continue;
        const std::string text = format_shortest(number);
        if (std::bit_cast<std::uint32_t>(std::strtof(text.c_str(), nullptr)) != std::bit_cast<std::uint32_t>(number))
            FAIL(text);
    }
}

TEST_CASE("Significant digits are rounded, without trailing zeros", "[core][format]") {
    CHECK(format_significant(1.0 / 3.0) == "0.3333333");
    CHECK(format_significant(2.0 / 3.0, 3) == "0.667");
    CHECK(format_significant(0.5) == "0.5");
    CHECK(format_significant(100.0) == "100");
    CHECK(format_significant(1234567.0) == "1234567");
    CHECK(format_significant(16.666666666666668) == "16.66667");
    CHECK(format_significant(0.0) == "0");
    CHECK(format_significant(-0.0) == "-0");
    CHECK(format_significant(kNaN) == "NaN");
    CHECK(format_significant(-kInfinity) == "-Infinity");
    CHECK(format_significant(kSmallest, 3) == "4.94e-324");
}

TEST_CASE("Significant digits use the exponent form rather than digits that are not known", "[core][format]") {
    CHECK(format_significant(12345678.0) == "1.234568e+7");
    CHECK(format_significant(9999999.6) == "1e+7");
    CHECK(format_significant(999.6, 3) == "1e+3");
    CHECK(format_significant(999.4, 3) == "999");
    CHECK(format_significant(1.5e-9) == "1.5e-9");
    CHECK(format_significant(5.0, 0) == "5");
    CHECK(format_significant(0.1, 25) == "0.1000000000000000055511151");
}

TEST_CASE("Exact text has every digit of the binary value", "[core][format]") {
    CHECK(format_exact(0.1) == "0.1000000000000000055511151231257827021181583404541015625");
    CHECK(format_exact(0.5) == "0.5");
    CHECK(format_exact(3.0) == "3");
    CHECK(format_exact(-0.75) == "-0.75");
    CHECK(format_exact(0.0) == "0");
    CHECK(format_exact(-0.0) == "-0");
    CHECK(format_exact(kNaN) == "NaN");
    CHECK(format_exact(kInfinity) == "Infinity");
    CHECK(format_exact(1e23) == "99999999999999991611392");
    CHECK(format_exact(std::ldexp(1.0, 100)) == "1267650600228229401496703205376");
    CHECK(format_exact(static_cast<double>(0.1F)) == "0.100000001490116119384765625");
}

TEST_CASE("Exact text covers the largest and the smallest double", "[core][format]") {
    const std::string largest = format_exact(kMax);
    CHECK(largest.size() == 309);
    CHECK(largest.starts_with("17976931348623157081452742373170435679807056752584"));
    CHECK(largest.ends_with("4858368"));
    const std::string smallest = format_exact(kSmallest);
    CHECK(smallest.size() == 2 + 1074);
    CHECK(smallest.starts_with("0.000"));
    CHECK(smallest.find_first_not_of("0.") == 2 + 323);
    CHECK(smallest.substr(2 + 323, 12) == "494065645841");
    CHECK(smallest.ends_with("533447265625"));
}

TEST_CASE("Exact text is the sum of the powers of two in the mantissa", "[core][format]") {
    // Decimal digits of 2^-n by repeated halving, an independent way to the same text.
    std::string digits = "5";
    for (int n = 1; n <= 200; ++n) {
        CHECK(format_exact(std::ldexp(1.0, -n)) == "0." + digits);
        std::string half;
        int rest = 0;
        for (const char c : digits) {
            const int value = rest * 10 + (c - '0');
            half += static_cast<char>('0' + value / 2);
            rest = value % 2;
        }
        digits = half + "5";
    }
}

TEST_CASE("Hex floats are canonical", "[core][format]") {
    CHECK(format_hex_float(0.1) == "0x1.999999999999ap-4");
    CHECK(format_hex_float(1.0) == "0x1p+0");
    CHECK(format_hex_float(3.0) == "0x1.8p+1");
    CHECK(format_hex_float(-0.5) == "-0x1p-1");
    CHECK(format_hex_float(0.0) == "0x0p+0");
    CHECK(format_hex_float(-0.0) == "-0x0p+0");
    CHECK(format_hex_float(kMax) == "0x1.fffffffffffffp+1023");
    CHECK(format_hex_float(kSmallestNormal) == "0x1p-1022");
    CHECK(format_hex_float(kSmallest) == "0x0.0000000000001p-1022");
    CHECK(format_hex_float(kNaN) == "NaN");
    CHECK(format_hex_float(-kInfinity) == "-Infinity");
}

TEST_CASE("Hex floats read back as the same double", "[core][format]") {
    for_random_doubles(10'000, [](double number) {
        const std::string text = format_hex_float(number);
        if (bits_of(std::strtod(text.c_str(), nullptr)) != bits_of(number)) FAIL(text);
    });
}

TEST_CASE("The ulp distance counts the doubles between, with the direction", "[core][format]") {
    constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
    CHECK(ulp_distance(1.0, 1.0) == 0);
    CHECK(ulp_distance(0.0, -0.0) == 0);
    CHECK(ulp_distance(1.0, std::nextafter(1.0, 2.0)) == 1);
    CHECK(ulp_distance(std::nextafter(1.0, 2.0), 1.0) == -1);
    CHECK(ulp_distance(0.1 + 0.2, 0.3) == -1);
    CHECK(ulp_distance(-kSmallest, kSmallest) == 2);
    CHECK(ulp_distance(1.0, 2.0) == std::int64_t{1} << 52);
    CHECK(ulp_distance(kMax, kInfinity) == 1);
    CHECK(ulp_distance(-kInfinity, kInfinity) == kLargest - 1);
    CHECK(ulp_distance(kInfinity, -kInfinity) == -(kLargest - 1));
    CHECK(ulp_distance(kNaN, 1.0) == kLargest);
    CHECK(ulp_distance(1.0, kNaN) == kLargest);
    CHECK(ulp_distance(kNaN, kNaN) == kLargest);
}

TEST_CASE("Bit fields split a double by meaning", "[core][format]") {
    const BitFields one = bit_fields(Storage::F64, 1.0);
    CHECK(one.sign == "0");
    CHECK(one.exponent == "01111111111");
    CHECK(one.mantissa == std::string(52, '0'));
    CHECK(one.hex == "3ff0000000000000");
    CHECK(one.exponent_value == 0);
    CHECK(one.category == "normal");

    const BitFields tenth = bit_fields(Storage::F64, -0.1);
    CHECK(tenth.sign == "1");
    CHECK(tenth.hex == "bfb999999999999a");
    CHECK(tenth.exponent_value == -4);
    CHECK(tenth.mantissa.ends_with("10011010"));
}

TEST_CASE("Bit fields tell the category of a double", "[core][format]") {
    CHECK(bit_fields(Storage::F64, 0.0).category == "zero");
    CHECK(bit_fields(Storage::F64, -0.0).category == "zero");
    CHECK(bit_fields(Storage::F64, -0.0).sign == "1");
    CHECK(bit_fields(Storage::F64, kSmallest).category == "subnormal");
    CHECK(bit_fields(Storage::F64, kSmallest).exponent_value == -1022);
    CHECK(bit_fields(Storage::F64, kSmallestNormal).category == "normal");
    CHECK(bit_fields(Storage::F64, kSmallestNormal).exponent_value == -1022);
    CHECK(bit_fields(Storage::F64, kMax).exponent_value == 1023);
    CHECK(bit_fields(Storage::F64, kInfinity).category == "infinity");
    CHECK(bit_fields(Storage::F64, kNaN).category == "NaN");
}

TEST_CASE("Bit fields of f32 are those of the float", "[core][format]") {
    const BitFields fields = bit_fields(Storage::F32, static_cast<double>(0.1F));
    CHECK(fields.exponent.size() == 8);
    CHECK(fields.mantissa.size() == 23);
    CHECK(fields.hex == "3dcccccd");
    CHECK(fields.exponent_value == -4);
    CHECK(bit_fields(Storage::F32, static_cast<double>(std::numeric_limits<float>::denorm_min())).category ==
          "subnormal");
    CHECK(bit_fields(Storage::F32, kInfinity).hex == "7f800000");
}

TEST_CASE("Bit fields of integers are two's complement", "[core][format]") {
    const BitFields minus_one = bit_fields(Storage::I32, -1.0);
    CHECK(minus_one.sign.empty());
    CHECK(minus_one.exponent.empty());
    CHECK(minus_one.mantissa == std::string(32, '1'));
    CHECK(minus_one.hex == "ffffffff");
    CHECK(minus_one.category == "integer");
    CHECK(bit_fields(Storage::I32, -2147483648.0).hex == "80000000");
    CHECK(bit_fields(Storage::U32, 4294967295.0).hex == "ffffffff");
    CHECK(bit_fields(Storage::U32, 10.0).mantissa.ends_with("1010"));
}

TEST_CASE("Trace bits are fixed-width and have one NaN", "[core][format]") {
    CHECK(trace_bits(Storage::F64, 1.0) == "3ff0000000000000");
    CHECK(trace_bits(Storage::F64, -0.0) == "8000000000000000");
    CHECK(trace_bits(Storage::F64, std::bit_cast<double>(std::uint64_t{0xfff8000000000123})) == "7ff8000000000000");
    CHECK(trace_bits(Storage::F32, kNaN) == "7fc00000");
    CHECK(trace_bits(Storage::F32, static_cast<double>(1.5F)) == "3fc00000");
    CHECK(trace_bits(Storage::I32, -1.0) == "ffffffff");
    CHECK(trace_bits(Storage::U32, 255.0) == "000000ff");
}
