// SPDX-License-Identifier: MIT
// Rings as the delay operations use them, held against a simulation of those operations.
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/describe.h"
#include "slotscope/program_builder.h"

using namespace slotscope;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Program delay_program(StatefulOp op, ProgramBuilder::Params params, std::uint32_t ring_size, std::uint32_t offset = 3) {
    ProgramBuilder builder("rings");
    builder.cell("tape", "head", StateStorage::I32, 1, {}, offset);
    builder.cell("tape", "ring", StateStorage::F64, ring_size + 1, {}, offset);
    params.emplace_back("stateOffset", offset);
    builder.sig_stateful(op, builder.sig_const(1), std::move(params));
    return builder.program();
}

/// A delay line as the rules of the runtime describe it, written from them and not from the code under test.
struct DelayLine {
    Ring ring;
    StateBuffer state;
    std::vector<double> inputs;

    explicit DelayLine(const Program& program) : ring(find_rings(program).at(0)), state(program.state_layout) {}

    double evaluate(double delta_ms) {
        const auto size = static_cast<int>(ring.size);
        const int write = state.i32[ring.head];
        int read = (write + 1) % size;
        if (ring.delay_ms) {
            const double back = std::min(std::floor(*ring.delay_ms / delta_ms), static_cast<double>(size - 1));
            read = static_cast<int>(std::fmod(write + size - back, size));
        }
        const double result = state.f64[ring.base + static_cast<std::size_t>(read)];
        inputs.push_back(static_cast<double>(inputs.size()) + 1);
        state.f64[ring.base + static_cast<std::size_t>(write)] = inputs.back();
        state.i32[ring.head] = (write + 1) % size;
        return result;
    }
};

/// Runs 3 rounds of the ring; before every evaluation the cursor says what it will return.
void check_tap(const Program& program, double delta_ms, std::uint32_t expected_delay) {
    DelayLine line(program);
    const std::size_t rounds = 3 * line.ring.size + 2;
    for (std::size_t frame = 0; frame < rounds; ++frame) {
        const auto cursor = ring_cursor(line.ring, line.state, delta_ms);
        REQUIRE(cursor);
        CHECK(cursor->tap_delay == expected_delay);
        CHECK(cursor->write_index == frame % line.ring.size);
        if (frame > 0) CHECK(line.state.f64[line.ring.base + cursor->newest] == line.inputs.back());
        const double predicted = line.state.f64[line.ring.base + cursor->read_index];
        const double result = line.evaluate(delta_ms);
        CHECK(result == predicted);
        const double input_then = frame >= expected_delay ? line.inputs[frame - expected_delay] : 0;
        CHECK(result == input_then);
    }
}

}  // namespace

TEST_CASE("The tap of delayFrames n returns the input of n frames ago", "[core][rings]") {
    for (std::uint32_t n = 1; n <= 6; ++n) {
        check_tap(delay_program(StatefulOp::DelayFrames, {{"delayFrames", n}}, n + 1), 16, n);
    }
}

TEST_CASE("The tap of delayFrames 0 returns the previous frame's input", "[core][rings]") {
    check_tap(delay_program(StatefulOp::DelayFrames, {{"delayFrames", 0}}, 1), 16, 1);
}

TEST_CASE("The tap of delayMs returns the input of so many whole frames ago", "[core][rings]") {
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 100}, {"bufferSize", 8}}, 8), 20, 5);
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 99}, {"bufferSize", 8}}, 8), 20, 4);
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 20}, {"bufferSize", 8}}, 8), 20, 1);
}

TEST_CASE("The tap of delayMs is limited by its buffer", "[core][rings]") {
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 10000}, {"bufferSize", 5}}, 5), 20, 4);
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", kInfinity}, {"bufferSize", 5}}, 5), 20, 4);
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 20}, {"bufferSize", 5}}, 5), 0, 4);
}

TEST_CASE("A delayMs shorter than a frame returns the input of a whole round ago", "[core][rings]") {
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 5}, {"bufferSize", 6}}, 6), 20, 6);
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", 0}, {"bufferSize", 1}}, 1), 20, 1);
}

TEST_CASE("A negative delayMs counts around the ring", "[core][rings]") {
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", -40}, {"bufferSize", 8}}, 8), 20, 6);
    check_tap(delay_program(StatefulOp::DelayMs, {{"delayMs", -160}, {"bufferSize", 8}}, 8), 20, 8);
}

TEST_CASE("A tap without a number has no cursor", "[core][rings]") {
    const Program program = delay_program(StatefulOp::DelayMs, {{"delayMs", 0}, {"bufferSize", 4}}, 4);
    const Ring ring = find_rings(program).at(0);
    CHECK_FALSE(ring_cursor(ring, StateBuffer(program.state_layout), 0));
    CHECK(ring_cursor(ring, StateBuffer(program.state_layout), 16));
}

TEST_CASE("A write index outside the ring has no cursor", "[core][rings]") {
    const Program program = delay_program(StatefulOp::DelayFrames, {{"delayFrames", 3}}, 4);
    const Ring ring = find_rings(program).at(0);
    StateBuffer state(program.state_layout);
    for (const std::int32_t index : {-1, 4, 1000, std::numeric_limits<std::int32_t>::min()}) {
        state.i32[ring.head] = index;
        CHECK_FALSE(ring_cursor(ring, state, 16));
    }
    state.i32[ring.head] = 3;
    CHECK(ring_cursor(ring, state, 16)->read_index == 0);
}

TEST_CASE("A ring's head that lies outside the state has no cursor", "[core][rings]") {
    const Program program = delay_program(StatefulOp::DelayFrames, {{"delayFrames", 3}}, 4);
    const Ring ring = find_rings(program).at(0);
    CHECK_FALSE(ring_cursor(ring, StateBuffer(), 16));
}

TEST_CASE("A ring says where its elements, its head and its cells are", "[core][rings]") {
    const Program program = delay_program(StatefulOp::DelayMs, {{"delayMs", 40}, {"bufferSize", 4}}, 4, 7);
    const std::vector<Ring> rings = find_rings(program);
    REQUIRE(rings.size() == 1);
    CHECK(rings[0].signal == 1);
    CHECK(rings[0].op == StatefulOp::DelayMs);
    CHECK(rings[0].base == 8);
    CHECK(rings[0].size == 4);
    CHECK(rings[0].head == 7);
    CHECK(rings[0].delay_ms == 40.0);
    CHECK_FALSE(rings[0].delay_frames);
    CHECK(rings[0].cell == CellIndex{1});
    CHECK(rings[0].head_cell == CellIndex{0});
    CHECK(rings[0].name == "tape.ring");
}

TEST_CASE("A ring without parameters has the defaults of execution", "[core][rings]") {
    ProgramBuilder builder("defaults");
    builder.cell("a", "ring", StateStorage::F64, 65);
    builder.cell("a", "head", StateStorage::I32, 1);
    builder.sig_stateful(StatefulOp::DelayMs, {});
    builder.sig_stateful(StatefulOp::DelayFrames, {});
    const std::vector<Ring> rings = find_rings(builder.program());
    REQUIRE(rings.size() == 2);
    CHECK(rings[0].base == 1);
    CHECK(rings[0].size == 64);
    CHECK(rings[0].delay_ms == 100.0);
    CHECK(rings[1].size == 2);
    CHECK(rings[1].delay_frames == 1.0);
}

TEST_CASE("A ring that no cell holds is called by its state id, or its signal", "[core][rings]") {
    ProgramBuilder builder("names");
    builder.program().state_layout.f64_size = 10;
    builder.program().state_layout.i32_size = 10;
    const Ref signal = builder.sig_stateful(StatefulOp::DelayFrames, {}, {{"stateOffset", 2}});
    CHECK(find_rings(builder.program()).at(0).name == "signal 0");
    std::get<SigStateful>((*builder.program().signals)[static_cast<std::size_t>(signal)].body).state_id = "echo";
    const Ring ring = find_rings(builder.program()).at(0);
    CHECK(ring.name == "echo");
    CHECK_FALSE(ring.cell);
    CHECK_FALSE(ring.head_cell);
}

TEST_CASE("Odd parameters and rings past the state give no ring", "[core][rings]") {
    const auto count = [](StatefulOp op, ProgramBuilder::Params params) {
        ProgramBuilder builder("odd");
        builder.program().state_layout.f64_size = 8;
        builder.program().state_layout.i32_size = 8;
        builder.sig_stateful(op, {}, std::move(params));
        return find_rings(builder.program()).size();
    };
    CHECK(count(StatefulOp::DelayFrames, {{"delayFrames", 3}}) == 1);
    CHECK(count(StatefulOp::DelayFrames, {{"delayFrames", 6}}) == 1);
    CHECK(count(StatefulOp::DelayFrames, {{"delayFrames", 7}}) == 0);
    CHECK(count(StatefulOp::DelayFrames, {{"delayFrames", -1}}) == 0);
    CHECK(count(StatefulOp::DelayFrames, {{"delayFrames", 1.5}}) == 0);
    CHECK(count(StatefulOp::DelayFrames, {{"delayFrames", std::nan("")}}) == 0);
    CHECK(count(StatefulOp::DelayFrames, {{"stateOffset", -1}}) == 0);
    CHECK(count(StatefulOp::DelayFrames, {{"stateOffset", 0.5}}) == 0);
    CHECK(count(StatefulOp::DelayFrames, {{"stateOffset", 1e300}}) == 0);
    CHECK(count(StatefulOp::DelayMs, {{"bufferSize", 0}}) == 0);
    CHECK(count(StatefulOp::DelayMs, {{"bufferSize", 2.5}}) == 0);
    CHECK(count(StatefulOp::DelayMs, {{"bufferSize", 7}}) == 1);
    CHECK(count(StatefulOp::Integrate, {}) == 0);
}

TEST_CASE("A program without signals has no rings", "[core][rings]") { CHECK(find_rings(Program()).empty()); }
