// SPDX-License-Identifier: MIT
#include "widgets/plot.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace slotscope::gui;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(), kInf = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("Plot columns: one sample in a million is still seen", "[panels][plot]") {
    std::vector<double> samples(1'000'000, 0.0);
    samples[654'321] = 5;
    samples[123'456] = -2;
    const auto columns = plot_columns(samples, 800);
    REQUIRE(columns.size() == 800);
    double low = 0, high = 0;
    for (const PlotColumn& c : columns) {
        CHECK(c.has_value);
        low = std::min(low, c.min);
        high = std::max(high, c.max);
    }
    CHECK(low == -2);
    CHECK(high == 5);
}

TEST_CASE("Plot columns: with one column per sample each column is its sample", "[panels][plot]") {
    const std::vector<double> samples{1, 2, 3, 4};
    const auto columns = plot_columns(samples, 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(columns[i].min == samples[i]);
        CHECK(columns[i].max == samples[i]);
    }
}

TEST_CASE("Plot columns: few samples spread from the first column to the last", "[panels][plot]") {
    const auto columns = plot_columns(std::vector<double>{7, 8, 9}, 101);
    CHECK(columns.front().first == 7);
    CHECK(columns[50].first == 8);
    CHECK(columns.back().first == 9);
    CHECK_FALSE(columns[25].has_value);
}

TEST_CASE("Plot columns: first and last keep the order of the samples", "[panels][plot]") {
    const auto columns = plot_columns(std::vector<double>{5, 1, 9, 3}, 1);
    CHECK(columns[0].first == 5);
    CHECK(columns[0].last == 3);
    CHECK(columns[0].min == 1);
    CHECK(columns[0].max == 9);
}

TEST_CASE("Plot columns: NaN and infinities are gaps, never values", "[panels][plot]") {
    const auto columns = plot_columns(std::vector<double>{kNaN, 1, kInf, -kInf, 2}, 5);
    CHECK(columns[0].has_gap);
    CHECK_FALSE(columns[0].has_value);
    CHECK_FALSE(columns[1].has_gap);
    CHECK(columns[2].has_gap);
    CHECK(columns[3].has_gap);
    const auto one = plot_columns(std::vector<double>{kNaN, 1, 2}, 1);
    CHECK(one[0].has_gap);
    CHECK(one[0].has_value);
    CHECK(one[0].min == 1);
}

TEST_CASE("Plot columns: nothing gives empty columns, and a single sample stands in the middle", "[panels][plot]") {
    CHECK(plot_columns({}, 0).size() == 1);
    CHECK_FALSE(plot_columns({}, 10)[3].has_value);
    CHECK(plot_columns(std::vector<double>{4}, 11)[5].has_value);
}

TEST_CASE("Plot range: of finite samples only", "[panels][plot]") {
    const auto range = plot_range(std::vector<double>{kNaN, 3, -1, kInf});
    CHECK(range.has_value);
    CHECK(range.min == -1);
    CHECK(range.max == 3);
    CHECK_FALSE(plot_range(std::vector<double>{kNaN}).has_value);
    CHECK_FALSE(plot_range({}).has_value);
}

TEST_CASE("Short numbers fit beside a plot", "[panels][plot]") {
    for (const double value : {0.0, 1.0, -1.0, 3.14159265, 123456.0, -1.5e-7, 1e300, -0.0001234}) {
        INFO(value);
        CHECK(short_number(value).size() <= 11);
    }
    CHECK(short_number(0.8660254) == "0.866");
}
