// SPDX-License-Identifier: MIT
#include "model/frame_steps.h"

#include <catch2/catch_test_macros.hpp>

using namespace slotscope;
using namespace slotscope::gui;

TEST_CASE("Frame steps: they cover the span, begin at multiples of their length and are as wide as was asked",
          "[model][raster]") {
    for (const double first : {0.0, 3.4, 1000.7, 123'456.0}) {
        for (const double length : {8.0, 100.0, 5000.0, 1'000'000.0}) {
            for (const double width : {1.0, 50.0, 1300.0}) {
                const TimelineSpan span{first, first + length};
                const FrameSteps steps = frame_steps(span, width, 2);
                CAPTURE(first, length, width, steps.length);
                REQUIRE(steps.count > 0);
                CHECK(steps.first % steps.length == 0);
                CHECK((steps.length & (steps.length - 1)) == 0);
                const double pixels = static_cast<double>(steps.length) * width / length;
                CHECK(pixels >= 2);
                CHECK((steps.length == 1 || pixels < 4));
                CHECK(static_cast<double>(steps.first) <= first + 0.5);
                CHECK(static_cast<double>(steps.last()) + 0.5 >= span.last);
                CHECK(steps.count <= static_cast<std::size_t>(std::min(width / 2, length)) + 3);
            }
        }
    }
    CHECK(frame_steps({0, 100}, 0, 2).count == 0);
}

TEST_CASE("Frame steps: panning by less than a step does not move them", "[model][raster]") {
    const FrameSteps a = frame_steps({1030, 101'030}, 500, 2), b = frame_steps({1031, 101'031}, 500, 2);
    CHECK(a == b);
    CHECK(step_at(a, a.first) == 0);
    CHECK(step_at(a, a.first + a.length) == 1);
    CHECK(step_at(a, a.last()) == a.count - 1);
    CHECK(step_at(a, a.last() + 1) == a.count);
}
