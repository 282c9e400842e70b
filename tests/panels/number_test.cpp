// SPDX-License-Identifier: MIT
#include "widgets/number.h"

#include <catch2/catch_test_macros.hpp>

using namespace slotscope::gui;

namespace {

constexpr float kAdvance = 8, kWidth = 200, kPoint = 8;

/// Where the decimal point (or the end of an integer) comes to stand.
float point_of(std::string_view digits) {
    return number_offset(digits, kAdvance, kWidth, kPoint) + static_cast<float>(digits_before_point(digits)) * kAdvance;
}

}  // namespace

TEST_CASE("Number: digits before the point", "[panels][number]") {
    CHECK(digits_before_point("12.5") == 2);
    CHECK(digits_before_point("-12.5") == 3);
    CHECK(digits_before_point("+0.25") == 2);
    CHECK(digits_before_point("42") == 2);
    CHECK(digits_before_point("1e+20") == 1);
    CHECK(digits_before_point("1.5e-7") == 1);
    CHECK(digits_before_point("NaN") == 0);
    CHECK(digits_before_point("-Infinity") == 0);
    CHECK(digits_before_point("—") == 0);
    CHECK(digits_before_point("") == 0);
    CHECK(digits_before_point("-") == 0);
}

TEST_CASE("Number: points line up whatever the length of both sides", "[panels][number]") {
    for (const char* digits : {"1.5", "-1.5", "1234.5678", "0.000001", "42", "-99999.5", "1e-9"}) {
        INFO(digits);
        CHECK(point_of(digits) == kPoint * kAdvance);
    }
}

TEST_CASE("Number: a number that is longer than the room is moved left, and never out of the cell",
          "[panels][number]") {
    CHECK(number_offset("123456789012.5", kAdvance, kWidth, kPoint) == 0);
    const std::string_view long_fraction = "1.2345678901234567890123";
    const float offset = number_offset(long_fraction, kAdvance, kWidth, kPoint);
    CHECK(offset >= 0);
    CHECK(offset + static_cast<float>(long_fraction.size()) * kAdvance <= kWidth);
    CHECK(number_offset("1.5", kAdvance, 10, kPoint) == 0);
}

TEST_CASE("Number: words start at the left", "[panels][number]") {
    for (const char* word : {"NaN", "Infinity", "-Infinity", "—", "never"})
        CHECK(number_offset(word, kAdvance, kWidth, kPoint) == 0);
}
