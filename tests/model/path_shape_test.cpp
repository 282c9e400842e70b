// SPDX-License-Identifier: MIT
// Flattened curves against the true curve, and fills against areas that are known.
#include "model/path_shape.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <numbers>

using namespace slotscope::gui;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr std::uint16_t kMove = 0, kLine = 1, kQuadratic = 2, kCubic = 3, kClose = 4;

std::vector<Contour> flat(std::vector<std::uint16_t> commands, std::vector<float> numbers, float tolerance = 0.1F) {
    return flatten_path(commands, numbers, tolerance);
}

double area(const std::vector<Trapezoid>& pieces) {
    double sum = 0;
    for (const Trapezoid& t : pieces)
        sum += static_cast<double>(t.bottom - t.top) *
               static_cast<double>(t.top_right - t.top_left + t.bottom_right - t.bottom_left) / 2;
    return sum;
}

Contour polygon(std::vector<Point> points) { return {std::move(points), true}; }
Contour square(float left, float top, float side, bool is_reversed = false) {
    std::vector<Point> p{{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}};
    if (is_reversed) std::reverse(p.begin(), p.end());
    return polygon(std::move(p));
}
/// A star of five points drawn in one line, which crosses itself.
Contour pentagram(float radius) {
    std::vector<Point> points;
    for (int i = 0; i < 5; ++i) {
        const float angle = static_cast<float>(i) * 0.8F * std::numbers::pi_v<float>;
        points.push_back({radius * std::sin(angle), -radius * std::cos(angle)});
    }
    return polygon(std::move(points));
}

}  // namespace

TEST_CASE("Path shape: no point of a curve is farther from its lines than the tolerance", "[model][path]") {
    const Point p0{0, 0}, p1{200, -300}, p2{-250, 400}, p3{500, 90};
    for (const float tolerance : {4.0F, 0.5F, 0.05F}) {
        const auto cubic = flat({kMove, kCubic}, {p0.x, p0.y, p1.x, p1.y, p2.x, p2.y, p3.x, p3.y}, tolerance);
        const auto quadratic = flat({kMove, kQuadratic}, {p0.x, p0.y, p1.x, p1.y, p3.x, p3.y}, tolerance);
        float worst_cubic = 0, worst_quadratic = 0;
        for (int i = 0; i <= 1000; ++i) {
            const double t = i / 1000.0, u = 1 - t;
            const auto c = [&](float a, float b, float e, float f) {
                return static_cast<float>(u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * e + t * t * t * f);
            };
            const auto q = [&](float a, float b, float f) {
                return static_cast<float>(u * u * a + 2 * u * t * b + t * t * f);
            };
            worst_cubic =
                std::max(worst_cubic, distance_to_lines(cubic, {c(p0.x, p1.x, p2.x, p3.x), c(p0.y, p1.y, p2.y, p3.y)}));
            worst_quadratic =
                std::max(worst_quadratic, distance_to_lines(quadratic, {q(p0.x, p1.x, p3.x), q(p0.y, p1.y, p3.y)}));
        }
        INFO("tolerance " << tolerance);
        CHECK(worst_cubic <= tolerance * 1.001F);
        CHECK(worst_quadratic <= tolerance * 1.001F);
        CHECK(worst_cubic > tolerance * 0.01F);  // and not by drawing far more lines than are needed
    }
    const auto coarse = flat({kMove, kCubic}, {p0.x, p0.y, p1.x, p1.y, p2.x, p2.y, p3.x, p3.y}, 4);
    const auto fine = flat({kMove, kCubic}, {p0.x, p0.y, p1.x, p1.y, p2.x, p2.y, p3.x, p3.y}, 0.05F);
    CHECK(coarse[0].points.size() * 4 < fine[0].points.size());
    CHECK(flat({kMove, kCubic}, {0, 0, 1e9F, 0, 0, 1e9F, 5, 5}, 0.001F)[0].points.size() == kMaxCurvePoints + 1);
}

TEST_CASE("Path shape: straight curves need no more than their ends", "[model][path]") {
    CHECK(flat({kMove, kQuadratic}, {0, 0, 5, 5, 10, 10})[0].points == std::vector<Point>{{0, 0}, {10, 10}});
}

TEST_CASE("Path shape: after a close the pen is where the contour began", "[model][path]") {
    const auto contours = flat({kMove, kLine, kLine, kClose, kLine}, {1, 2, 5, 2, 5, 6, 9, 9});
    REQUIRE(contours.size() == 2);
    CHECK(contours[0].is_closed);
    CHECK(contours[1].points == std::vector<Point>{{1, 2}, {9, 9}});
    CHECK_FALSE(contours[1].is_closed);
}

TEST_CASE("Path shape: a path ends where its numbers do", "[model][path]") {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(flat({kMove, kLine, kLine}, {0, 0, 1, 1, 2}).at(0).points.size() == 2);
    CHECK(flat({kMove, kLine, kLine}, {0, 0, 1, 1, nan, 2}).at(0).points.size() == 2);
    CHECK(flat({kMove, kLine, 77, kLine}, {0, 0, 1, 1, 2, 2}).at(0).points.size() == 2);
    CHECK(flat({kMove, kCubic}, {0, 0, 1, 1, 2, 2, 3}).empty());
    CHECK(flat({}, {1, 2}).empty());
    CHECK(flat({kClose, kLine}, {3, 4}).empty());  // a line without a move is one
}

TEST_CASE("Path shape: fills have the area of what they fill", "[model][path]") {
    const Contour triangle = polygon({{0, 0}, {10, 0}, {0, 8}});
    CHECK_THAT(area(fill_path(std::span(&triangle, 1), FillRule::NonZero, 0.5F)), WithinAbs(40, 1e-3));
    const Contour concave = polygon({{0, 0}, {10, 0}, {10, 10}, {5, 2}, {0, 10}});
    CHECK_THAT(area(fill_path(std::span(&concave, 1), FillRule::NonZero, 0.5F)), WithinAbs(60, 1e-3));

    const Contour hole[] = {square(0, 0, 10), square(3, 3, 4)}, turned[] = {square(0, 0, 10), square(3, 3, 4, true)};
    CHECK_THAT(area(fill_path(hole, FillRule::NonZero, 0.5F)), WithinAbs(100, 1e-3));
    CHECK_THAT(area(fill_path(hole, FillRule::EvenOdd, 0.5F)), WithinAbs(84, 1e-3));
    CHECK_THAT(area(fill_path(turned, FillRule::NonZero, 0.5F)), WithinAbs(84, 1e-3));
}

TEST_CASE("Path shape: a star that crosses itself has its middle by one rule and not by the other", "[model][path]") {
    const Contour star = pentagram(100);
    const double phi = std::numbers::phi;
    // The middle is a pentagon whose circumradius is the star's over phi squared.
    const double inner = 100 / (phi * phi), pentagon = 2.5 * inner * inner * std::sin(2 * std::numbers::pi / 5);
    const double whole = area(fill_path(std::span(&star, 1), FillRule::NonZero, 0.1F));
    const double tips = area(fill_path(std::span(&star, 1), FillRule::EvenOdd, 0.1F));
    CHECK_THAT(whole - tips, WithinRel(pentagon, 0.02));
    const double side = 2 * inner * std::sin(std::numbers::pi / 5),
                 tip = side * side / 4 / std::tan(std::numbers::pi / 10);
    CHECK_THAT(tips, WithinRel(5 * tip, 0.02));
    CHECK(is_inside(std::span(&star, 1), FillRule::NonZero, {0, 0}));
    CHECK_FALSE(is_inside(std::span(&star, 1), FillRule::EvenOdd, {0, 0}));
    CHECK(is_inside(std::span(&star, 1), FillRule::EvenOdd, {0, -90}));
    CHECK_FALSE(is_inside(std::span(&star, 1), FillRule::NonZero, {90, -90}));
}

TEST_CASE("Path shape: too many edges fill nothing", "[model][path]") {
    Contour zigzag;
    for (std::size_t i = 0; i <= kMaxFillEdges + 1; ++i)
        zigzag.points.push_back({static_cast<float>(i), static_cast<float>(i % 2)});
    CHECK(fill_path(std::span(&zigzag, 1), FillRule::NonZero, 1).empty());
    CHECK(fill_path({}, FillRule::NonZero, 1).empty());
}

TEST_CASE("Path shape: dashes leave their share of the line", "[model][path]") {
    const std::vector<Contour> line{{{{0, 0}, {100, 0}}, false}};
    const auto length = [](const std::vector<Contour>& contours) {
        float sum = 0;
        for (const Contour& contour : contours)
            for (std::size_t i = 1; i < contour.points.size(); ++i)
                sum += std::hypot(contour.points[i].x - contour.points[i - 1].x,
                                  contour.points[i].y - contour.points[i - 1].y);
        return sum;
    };
    const float even[] = {6, 4}, odd[] = {5}, bad[] = {5, 0};
    const auto dashes = dashed(line, even, 0);
    CHECK(dashes.size() == 10);
    CHECK_THAT(length(dashes), WithinAbs(60, 0.01));
    CHECK(dashed(line, even, 8).front().points.front() == Point{2, 0});
    CHECK_THAT(length(dashed(line, odd, 0)), WithinAbs(50, 0.01));
    CHECK(dashed(line, bad, 0).size() == 1);
    CHECK_THAT(length(dashed(line, bad, 0)), WithinAbs(100, 0.01));
    // Round a corner a dash goes on.
    const auto corner = dashed({square(0, 0, 10)}, even, 3);
    CHECK(corner.at(1).points.size() == 3);
    CHECK_THAT(length(corner), WithinAbs(24, 0.01));
}
