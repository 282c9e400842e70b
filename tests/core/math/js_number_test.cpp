// SPDX-License-Identifier: MIT
//
// The claims of js_number.h about rounding, remainders and conversions, at the places where C++ does otherwise.
#include "core/math/function_table.h"
#include "core/math/sample_inputs.h"

#include <catch2/catch_test_macros.hpp>

using namespace slotscope::math;
using namespace slotscope::math::test;

namespace {
/// Equal, and of the same sign if zero.
bool is_exactly(double got, double expected) { return same_result(got, expected); }
}  // namespace

TEST_CASE("js_round: ties go toward positive infinity and nothing is rounded twice", "[core][math]") {
    CHECK(is_exactly(js_round(2.5), 3.0));
    CHECK(is_exactly(js_round(-2.5), -2.0));
    CHECK(is_exactly(js_round(-0.5), -0.0));
    CHECK(is_exactly(js_round(-0.2), -0.0));
    CHECK(is_exactly(js_round(-0.0), -0.0));
    CHECK(is_exactly(js_round(0.0), 0.0));
    CHECK(is_exactly(js_round(0.49999999999999994), 0.0));
    CHECK(is_exactly(js_round(-0.5000000000000001), -1.0));
    CHECK(is_exactly(js_round(4503599627370497.0), 4503599627370497.0));  // 2^52 + 1: adding 0.5 would move it
    CHECK(is_exactly(js_round(-5e-324), -0.0));
    CHECK(is_exactly(js_round(kInfinity), kInfinity));
    CHECK(is_exactly(js_round(-kInfinity), -kInfinity));
    CHECK(std::isnan(js_round(kNaN)));
}

TEST_CASE("js_min and js_max: NaN wins and zeros are ordered by sign", "[core][math]") {
    CHECK(is_exactly(js_min(0.0, -0.0), -0.0));
    CHECK(is_exactly(js_min(-0.0, 0.0), -0.0));
    CHECK(is_exactly(js_max(0.0, -0.0), 0.0));
    CHECK(is_exactly(js_max(-0.0, 0.0), 0.0));
    CHECK(is_exactly(js_max(-0.0, -0.0), -0.0));
    CHECK(is_exactly(js_min(1.0, -kInfinity), -kInfinity));
    CHECK(std::isnan(js_min(kNaN, 1.0)));
    CHECK(std::isnan(js_min(1.0, kNaN)));
    CHECK(std::isnan(js_max(kNaN, kInfinity)));
    CHECK(std::isnan(js_max(kInfinity, kNaN)));
}

TEST_CASE("js_mod: the sign is the dividend's, also of a zero", "[core][math]") {
    CHECK(is_exactly(js_mod(-1.0, 2.0), -1.0));
    CHECK(is_exactly(js_mod(5.0, -3.0), 2.0));
    CHECK(is_exactly(js_mod(-4.0, 2.0), -0.0));
    CHECK(is_exactly(js_mod(-0.0, 2.0), -0.0));
    CHECK(is_exactly(js_mod(7.0, kInfinity), 7.0));
    CHECK(std::isnan(js_mod(kInfinity, 2.0)));
    CHECK(std::isnan(js_mod(1.0, 0.0)));
    CHECK(std::isnan(js_mod(0.0, -0.0)));
    CHECK(std::isnan(js_mod(kNaN, 1.0)));
    CHECK(std::isnan(js_mod(1.0, kNaN)));
}

TEST_CASE("js_mod: equals the exact remainder of the C library for quotients of every size", "[core][math]") {
    Random random(20240229);
    int differing = 0;
    for (int i = 0; i < 400'000; ++i) {
        const double divisor = i % 2 == 0 ? with_exponent(-4, 4, random) : with_exponent(-1022, 990, random);
        const double quotient = std::floor(std::fabs(with_exponent(0, 29, random)));
        const double dividend = i % 3 == 0 ? nudged(divisor * quotient, random) : divisor * (quotient + random.unit());
        differing += same_result(js_mod(dividend, divisor), std::fmod(dividend, divisor)) ? 0 : 1;
    }
    CHECK(differing == 0);
}

TEST_CASE("Integer conversions: truncate, then wrap; NaN and infinities give 0", "[core][math]") {
    CHECK(to_int32(1e10) == 1410065408);
    CHECK(to_int32(2147483648.0) == -2147483648);
    CHECK(to_int32(-2147483649.0) == 2147483647);
    CHECK(to_uint32(-1.0) == 4294967295U);
    CHECK(to_uint32(-0.9) == 0U);
    CHECK(to_int32(0x1p63) == 0);
    CHECK(to_int32(-0x1p63) == 0);
    CHECK(to_int32(0x1.00000001p+63) == -2147483648);  // the bit of 2^31 is its lowest within 32
    CHECK(to_uint32(0x1.0000000000001p+83) == 0x80000000U);
    CHECK(to_uint32(-0x1.0000000000001p+82) == 0xc0000000U);
    CHECK(to_uint32(0x1.0000000000001p+84) == 0U);
    CHECK(to_int32(1.7976931348623157e308) == 0);
    for (const double x : {kNaN, kInfinity, -kInfinity}) {
        CHECK(to_int32(x) == 0);
        CHECK(to_uint32(x) == 0U);
        CHECK(to_uint16(x) == 0);
        CHECK(to_uint8(x) == 0);
    }
    CHECK(to_int16(32768.0) == -32768);
    CHECK(to_uint16(-1.0) == 65535);
    CHECK(to_int8(128.0) == -128);
    CHECK(to_uint8(256.5) == 0);
}

TEST_CASE("to_uint8_clamped: clamps, and rounds ties to even", "[core][math]") {
    CHECK(to_uint8_clamped(0.5) == 0);
    CHECK(to_uint8_clamped(1.5) == 2);
    CHECK(to_uint8_clamped(2.5) == 2);
    CHECK(to_uint8_clamped(254.5) == 254);
    CHECK(to_uint8_clamped(254.50000000000003) == 255);
    CHECK(to_uint8_clamped(300.0) == 255);
    CHECK(to_uint8_clamped(kInfinity) == 255);
    CHECK(to_uint8_clamped(-1.0) == 0);
    CHECK(to_uint8_clamped(-kInfinity) == 0);
    CHECK(to_uint8_clamped(kNaN) == 0);
}

TEST_CASE("to_f32: rounds once, to nearest even, and keeps subnormals", "[core][math]") {
    CHECK(to_f32(16777217.0) == 16777216.0F);
    CHECK(to_f32(16777219.0) == 16777220.0F);
    CHECK(to_f32(1e40) == std::numeric_limits<float>::infinity());
    CHECK(to_f32(0x1p-149) == std::numeric_limits<float>::denorm_min());
    CHECK(to_f32(0x1p-150) == 0.0F);
}

TEST_CASE("fract: is in [0, 1], and reaches 1 just below zero", "[core][math]") {
    CHECK(is_exactly(fract(-0.25), 0.75));
    CHECK(is_exactly(fract(-1e-20), 1.0));
    CHECK(is_exactly(fract(-0.0), 0.0));  // -0 - -0
    CHECK(std::isnan(fract(kInfinity)));
}

TEST_CASE("js_sign: keeps zeros and NaN", "[core][math]") {
    CHECK(is_exactly(js_sign(-5e-324), -1.0));
    CHECK(is_exactly(js_sign(kInfinity), 1.0));
    CHECK(is_exactly(js_sign(-0.0), -0.0));
    CHECK(std::isnan(js_sign(kNaN)));
}
