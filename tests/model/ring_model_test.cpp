// SPDX-License-Identifier: MIT
// The ring's picture against a delay line that is simulated beside it.
#include "model/ring_model.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <deque>
#include <limits>

#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

Ring ring_of(std::uint32_t size, double delay_frames) {
    Ring ring;
    ring.op = StatefulOp::DelayFrames;
    ring.base = 3;
    ring.size = size;
    ring.head = 1;
    ring.delay_frames = delay_frames;
    return ring;
}

StateBuffer state_for(const Ring& ring) {
    StateBuffer state;
    state.f64.assign(ring.base + ring.size + 2, 0.0);
    state.i32.assign(4, 0);
    return state;
}

/// What one evaluation does to the state.
void evaluate(const Ring& ring, StateBuffer& state, double input) {
    auto& head = state.i32[ring.head];
    state.f64[ring.base + static_cast<std::uint32_t>(head)] = input;
    head = (head + 1) % static_cast<std::int32_t>(ring.size);
}

}  // namespace

TEST_CASE("RingModel: logical order, ages, head, seam and fill are those of a simulated delay line", "[model][ring]") {
    for (const std::uint32_t size : {1U, 2U, 5U, 8U, 64U}) {
        const Ring ring = ring_of(size, 1);
        StateBuffer state = state_for(ring);
        std::deque<double> line(size, 0.0);  // oldest first
        for (FrameNumber frame = 0; frame <= 3 * FrameNumber{size} + 1; ++frame) {
            if (frame > 0) {
                const double input = 100.0 + static_cast<double>(frame);
                evaluate(ring, state, input);
                line.pop_front();
                line.push_back(input);
            }
            INFO("size " << size << ", frame " << frame);
            const RingView view = ring_view(ring, state, 16, frame, 0);
            REQUIRE(view.logical.size() == size);
            REQUIRE(view.has_head);
            CHECK(view.head == frame % size);
            CHECK(view.filled == std::min<FrameNumber>(frame, size));
            CHECK(view.newest_frame == (frame > 0 ? std::optional(frame) : std::nullopt));
            CHECK(view.seam_after.has_value() == (frame % size != 0));
            for (std::uint32_t i = 0; i < size; ++i) {
                const RingElement& element = view.logical[i];
                CHECK(element.value == line[i]);
                CHECK(element.age == size - i);
                CHECK(element.is_written == (element.age <= frame));
                CHECK(state.f64[ring.base + element.physical] == line[i]);
                CHECK(logical_position(view, element.physical) == static_cast<int>(i));
                const bool wraps = i + 1 < size && view.logical[i + 1].physical == 0;
                CHECK(wraps == (view.seam_after == static_cast<int>(i)));
            }
        }
    }
}

TEST_CASE("RingModel: the tap's delay is the age of the element that it points at", "[model][ring]") {
    const Ring ring = ring_of(8, 7);
    StateBuffer state = state_for(ring);
    for (int frame = 1; frame <= 21; ++frame) {
        evaluate(ring, state, frame);
        const RingView view = ring_view(ring, state, 16, static_cast<FrameNumber>(frame), 0);
        REQUIRE(view.tap);
        REQUIRE(view.tap_delay);
        const RingElement& read = view.logical[static_cast<std::size_t>(logical_position(view, *view.tap))];
        CHECK(read.age == *view.tap_delay);
        CHECK(*view.tap_delay == 7);
    }
}

TEST_CASE("RingModel: a write index outside the ring gives elements by place and no head", "[model][ring]") {
    const Ring ring = ring_of(4, 3);
    StateBuffer state = state_for(ring);
    for (std::uint32_t i = 0; i < 4; ++i) state.f64[ring.base + i] = i;
    for (const std::int32_t index : {-1, 4, std::numeric_limits<std::int32_t>::max()}) {
        state.i32[ring.head] = index;
        const RingView view = ring_view(ring, state, 16, 10, 0);
        CHECK_FALSE(view.has_head);
        CHECK(view.stored_index == index);
        CHECK_FALSE(view.tap);
        CHECK_FALSE(view.seam_after);
        CHECK_FALSE(view.newest_frame);
        REQUIRE(view.logical.size() == 4);
        for (std::uint32_t i = 0; i < 4; ++i) CHECK(view.logical[i].physical == i);
    }
}

TEST_CASE("RingModel: frames are told only while the write index accounts for all of them", "[model][ring]") {
    const Ring ring = ring_of(8, 7);
    StateBuffer state = state_for(ring);
    for (int i = 0; i < 5; ++i) evaluate(ring, state, i);
    CHECK(ring_view(ring, state, 16, 5, 0).newest_frame == 5U);
    const RingView missed = ring_view(ring, state, 16, 7, 0);  // two frames faulted before the ring's step
    CHECK_FALSE(missed.newest_frame);
    CHECK(missed.filled == 5);
    CHECK(ring_view(ring, state, 16, 3, 0).filled == 8);  // more than the frames allow: kept from another program
    CHECK(ring_view(ring, state, 16, 2, 3).newest_frame == 2U);  // started at index 3
}

TEST_CASE("RingModel: the range is of the finite values", "[model][ring]") {
    const Ring ring = ring_of(4, 3);
    StateBuffer state = state_for(ring);
    state.f64[3] = std::nan("");
    state.f64[4] = -2;
    state.f64[5] = 7;
    state.f64[6] = std::numeric_limits<double>::infinity();
    const RingView view = ring_view(ring, state, 16, 0, 0);
    CHECK(view.min == -2);
    CHECK(view.max == 7);
}

TEST_CASE("RingModel: of a session, frames count from the frame under the cursor", "[model][ring]") {
    ProgramBuilder b("ring");
    b.f64(0, "t").f64(1, "model").f64(2, "out").time_derive(0, 1);
    const Ref one = b.constant(ConstKind::I32, Value(2.0));
    static_cast<void>(b.cell("line", "ring", StateStorage::F64, 5));
    static_cast<void>(b.cell("line", "head", StateStorage::I32, 1, one));
    b.signal_eval(
        {{b.sig_stateful(StatefulOp::DelayFrames, b.sig_input(0), {{"delayFrames", 3}, {"stateOffset", 0}}), 2}});
    LoadedProgram loaded;
    loaded.program = b.build().value();
    Session session;
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), ""}));
    REQUIRE(session.rings().size() == 1);
    const Ring& ring = session.rings()[0];
    CHECK(ring.size == 4);
    REQUIRE(ring.cell);
    CHECK(ring_of_cell(session.rings(), *ring.cell) == std::size_t{0});
    CHECK(ring_view(session, ring).filled == 0);
    CHECK(ring_view(session, ring).head == 2);
    for (int i = 0; i < 3; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(ring_view(session, ring).newest_frame == 3U);
    CHECK(ring_view(session, ring).filled == 3);
    REQUIRE_FALSE(session.apply(StepSchedule{}));  // timeDerive of frame 4: the ring's step has not run
    CHECK(ring_view(session, ring).newest_frame == 3U);
    REQUIRE_FALSE(session.apply(StepFrame{}));
    CHECK(ring_view(session, ring).newest_frame == 4U);
    CHECK(ring_values(ring_view(session, ring)).back() == session.t_abs_ms());
}
