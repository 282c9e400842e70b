// SPDX-License-Identifier: MIT
#include "model/raster_model.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

bool always() { return true; }

/// Slots: 0 t, 1 model, 2 one (always the same), 3 count, 4 never written. 300 frames, all seen.
void open_counter(Session& session, FrameNumber frames) {
    ProgramBuilder b("counter");
    b.f64(0, "t").f64(1, "model").f64(2, "one").f64(3, "count").f64(4, "never").time_derive(0, 1);
    b.node_step(0, {}, {2}, static_cast<double>(b.constant(1)));
    b.node_step(100, {3, 2}, {3});
    LoadedProgram program;
    program.program = b.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(program), "counter.json"}));
    for (FrameNumber i = 0; i < frames; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

void settle(Session& session) {
    while (session.is_busy()) session.run(0, always);
}

}  // namespace

TEST_CASE("Raster: a slot that changes, one that is written alike and one that never is look different",
          "[model][raster]") {
    Session session;
    open_counter(session, 300);
    settle(session);
    RasterModel model;
    const std::vector<SlotIndex> rows{2, 3, 4};
    model.update(session, rows, frame_steps(whole_span(300), 600, 2));
    REQUIRE(model.steps().length == 1);
    CHECK_FALSE(model.has_gaps());
    // "one" changes from 0 to 1 in frame 1; nothing is known after frame 300.
    REQUIRE(model.runs(0).size() == 2);
    CHECK(model.runs(0)[0] == RasterRun{1, 1, {ValueDetail::Exact, RasterLook::kLevels, 0, false}});
    CHECK(model.runs(0)[1] == RasterRun{2, 299, {ValueDetail::Exact, 0, RasterLook::kLevels, false}});
    REQUIRE(model.runs(1).size() == 1);
    CHECK(model.runs(1)[0] == RasterRun{1, 300, {ValueDetail::Exact, RasterLook::kLevels, 0, false}});
    CHECK(model.runs(2).empty());
    // Frames that share a step: shares.
    model.update(session, rows, frame_steps({0, 300}, 20, 2));
    REQUIRE(model.steps().length > 16);
    CHECK(model.runs(0)[0].look.changed == 1);  // one frame of many is still seen
    CHECK(model.runs(0)[0].look.same > 10);
}

TEST_CASE("Raster: what has not been seen yet is told, and made anew only when something changed", "[model][raster]") {
    Session session;
    open_counter(session, 3000);
    RasterModel model;
    const std::vector<SlotIndex> rows{3};
    const FrameSteps steps = frame_steps(whole_span(3000), 1300, 2);
    model.update(session, rows, steps);
    CHECK(model.has_gaps());
    CHECK(model.runs(0).front().look.detail == ValueDetail::NotYet);
    const std::uint64_t updates = model.updates();
    model.update(session, rows, steps);
    CHECK(model.updates() == updates);
    REQUIRE_FALSE(session.apply(RequestValues{{ValueViewer::Raster, {3}, steps.first, steps.last(), steps.count}}));
    settle(session);
    model.update(session, rows, steps);
    CHECK(model.updates() == updates + 1);
    CHECK_FALSE(model.has_gaps());
    CHECK(model.runs(0).size() <= 2);
}

TEST_CASE("Raster: a NaN among many frames is not lost", "[model][raster]") {
    ValueStep step{0, 1000, ValueDetail::Exact, {}};
    step.summary.frames = 1000;
    CHECK_FALSE(raster_look(step).has_nan);
    step.summary.nan = 1;
    CHECK(raster_look(step).has_nan);
    step.summary.written = 1000;
    step.summary.changed = 1;
    CHECK(raster_look(step).changed == 1);
    CHECK(raster_look(step).same == RasterLook::kLevels);
}

TEST_CASE("Raster: words say what a cell holds", "[model][raster]") {
    Session session;
    open_counter(session, 100);
    CHECK(raster_words(session, 3, 2000, 2000).frames == "Frame 100");  // not farther than there is
    settle(session);
    const RasterWords one = raster_words(session, 3, 7, 7);
    CHECK(one.frames == "Frame 7");
    CHECK(one.lines == std::vector<std::string>{"7", "written, changed"});
    const RasterWords many = raster_words(session, 3, 10, 19);
    CHECK(many.frames == "Frames 10 to 19");
    CHECK(many.lines == std::vector<std::string>{"10 to 19", "written in 10 of 10 frames, changed in 10"});
    CHECK(raster_words(session, 4, 5, 5).lines.back() == "not written");
}
