// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include "core/store_fixtures.h"
#include "slotscope/time_model.h"

namespace slotscope::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TimeModel finite(double duration) {
    TimeModel model;
    model.kind = TimeKind::Finite;
    model.duration_ms = duration;
    return model;
}

TimeModel cyclic(CyclicMode mode, double period) {
    TimeModel model;
    model.kind = TimeKind::Cyclic;
    model.mode = mode;
    model.period_ms = period;
    return model;
}

TimeModel infinite() {
    TimeModel model;
    model.kind = TimeKind::Infinite;
    return model;
}

/// Runs frames at these times from the start and gives the last one.
EffectiveTime after(const TimeModel& model, std::initializer_list<double> times) {
    TimeState state;
    EffectiveTime last;
    for (const double t : times) last = resolve_time(t, model, state);
    return last;
}

std::optional<std::uint64_t> bits_or_none(const std::optional<double>& number) {
    return number ? std::optional(std::isnan(*number) ? bits_of(kNaN) : bits_of(*number)) : std::nullopt;
}

TEST_CASE("Time model: finite time is clamped to its duration", "[core][time_model]") {
    const TimeModel model = finite(1000);
    CHECK(after(model, {-5}).t_model_ms == 0);
    CHECK(after(model, {250}).t_model_ms == 250);
    CHECK(after(model, {250}).progress01 == 0.25);
    CHECK(after(model, {4000}).t_model_ms == 1000);
    CHECK(after(model, {4000}).progress01 == 1.0);
    CHECK(after(model, {4000}).t_abs_ms == 4000);
}

TEST_CASE("Time model: finite time has no phase and no wrap, and remembers nothing", "[core][time_model]") {
    TimeState state;
    const EffectiveTime time = resolve_time(10, finite(1000), state);
    CHECK_FALSE(time.phase01.has_value());
    CHECK_FALSE(time.wrap_event.has_value());
    CHECK_FALSE(state.previous_t_model_ms.has_value());
}

TEST_CASE("Time model: a duration of zero or less stays at the start, without progress", "[core][time_model]") {
    for (const double duration : {0.0, -5.0, -std::numeric_limits<double>::infinity()}) {
        INFO("duration " << duration);
        CHECK(after(finite(duration), {100}).t_model_ms == 0);
        CHECK(after(finite(duration), {100}).progress01 == 0.0);
    }
}

TEST_CASE("Time model: a duration of NaN gives time NaN and progress 0", "[core][time_model]") {
    CHECK(std::isnan(after(finite(kNaN), {100}).t_model_ms));
    CHECK(after(finite(kNaN), {100}).progress01 == 0.0);
    CHECK(std::isnan(after(finite(1000), {kNaN}).t_model_ms));
}

TEST_CASE("Time model: a loop wraps into its period, keeping the rounding of the reference", "[core][time_model]") {
    const TimeModel model = cyclic(CyclicMode::Loop, 500);
    CHECK(after(model, {16.666666666666668}).t_model_ms == 16.66666666666663);
    CHECK(after(model, {750}).t_model_ms == 250);
    CHECK(after(model, {750}).phase01 == 0.5);
    CHECK(after(model, {-100}).t_model_ms == 400);
    CHECK_FALSE(after(model, {750}).progress01.has_value());
}

TEST_CASE("Time model: a loop wraps exactly when its time became smaller", "[core][time_model]") {
    const TimeModel model = cyclic(CyclicMode::Loop, 500);
    CHECK(after(model, {499}).wrap_event == 0.0);  // the first frame has no predecessor
    CHECK(after(model, {499, 501}).wrap_event == 1.0);
    CHECK(after(model, {100, 200}).wrap_event == 0.0);
    CHECK(after(model, {200, 100}).wrap_event == 1.0);   // scrubbing back inside a cycle
    CHECK(after(model, {100, 600}).wrap_event == 0.0);   // a whole cycle forward
    CHECK(after(model, {100, 1700}).wrap_event == 0.0);  // three cycles and more
    CHECK(after(model, {300, 1700}).wrap_event == 1.0);  // the same, ending at an earlier phase
}

TEST_CASE("Time model: a loop of period zero or NaN has time NaN, phase 0 and never wraps", "[core][time_model]") {
    for (const double period : {0.0, kNaN}) {
        const EffectiveTime time = after(cyclic(CyclicMode::Loop, period), {100, 50});
        CHECK(std::isnan(time.t_model_ms));
        CHECK(time.phase01 == 0.0);
        CHECK(time.wrap_event == 0.0);
    }
}

TEST_CASE("Time model: a loop of negative period has times above it up to zero, and phase 0", "[core][time_model]") {
    const TimeModel model = cyclic(CyclicMode::Loop, -500);
    for (const double t : {0.0, 100.0, 499.0, 750.0, -1.0, -499.0}) {
        const EffectiveTime time = after(model, {t});
        CHECK(time.t_model_ms > -500);
        CHECK(time.t_model_ms <= 0);
        CHECK(time.phase01 == 0.0);
    }
    CHECK(after(model, {100}).t_model_ms == -400);
}

TEST_CASE("Time model: ping-pong runs back in odd cycles and reaches phase 1", "[core][time_model]") {
    const TimeModel model = cyclic(CyclicMode::PingPong, 400);
    CHECK(after(model, {100}).t_model_ms == 100);
    CHECK(after(model, {400}).t_model_ms == 400);
    CHECK(after(model, {400}).phase01 == 1.0);
    CHECK(after(model, {500}).t_model_ms == 300);
    CHECK(after(model, {900}).t_model_ms == 100);
}

TEST_CASE("Time model: ping-pong does not reverse in negative odd cycles", "[core][time_model]") {
    const EffectiveTime time = after(cyclic(CyclicMode::PingPong, 400), {-100});
    CHECK(time.t_model_ms == -100);
    CHECK(time.phase01 == -0.25);
}

TEST_CASE("Time model: ping-pong bounces on time at the top and one frame early at the bottom", "[core][time_model]") {
    TimeState state;
    const TimeModel model = cyclic(CyclicMode::PingPong, 400);
    std::vector<int> bounces;
    for (int frame = 0; frame <= 60; ++frame) {
        if (resolve_time(frame * (1000.0 / 60), model, state).wrap_event == 1.0) bounces.push_back(frame);
    }
    CHECK(bounces == std::vector<int>{24, 47});  // 400 ms, then 783.3 ms instead of 800 ms
}

TEST_CASE("Time model: ping-pong of period zero has time NaN, phase 0, and bounces from the second frame on",
          "[core][time_model]") {
    const TimeModel model = cyclic(CyclicMode::PingPong, 0);
    CHECK(after(model, {100}).wrap_event == 0.0);
    CHECK(after(model, {100, 200}).wrap_event == 1.0);
    CHECK(std::isnan(after(model, {100, 200}).t_model_ms));
    CHECK(after(model, {100, 200}).phase01 == 0.0);
}

TEST_CASE("Time model: infinite time is the absolute time and nothing else", "[core][time_model]") {
    TimeState state;
    state.previous_t_model_ms = 3.0;
    const EffectiveTime time = resolve_time(-12.5, infinite(), state);
    CHECK(time.t_abs_ms == -12.5);
    CHECK(time.t_model_ms == -12.5);
    CHECK_FALSE(time.phase01.has_value());
    CHECK_FALSE(time.wrap_event.has_value());
    CHECK_FALSE(time.progress01.has_value());
    CHECK(state.previous_t_model_ms == 3.0);
}

TimeModel model_of(const nlohmann::json& json) {
    if (json["kind"] == "finite") return finite(number_of(json["durationMs"]));
    if (json["kind"] == "infinite") return infinite();
    const CyclicMode mode = json["mode"] == "loop" ? CyclicMode::Loop : CyclicMode::PingPong;
    return cyclic(mode, number_of(json["periodMs"]));
}

std::optional<std::uint64_t> expected_bits(const nlohmann::json& frame, const char* member) {
    if (!frame.contains(member) || frame[member].is_null()) return {};
    return bits_or_none(number_of(frame[member]));
}

TEST_CASE("Time model: recorded sequences of every model agree bit for bit", "[core][time_model]") {
    std::size_t frames = 0;
    for (const nlohmann::json& sequence : read_vectors("resolve_time.json")) {
        const TimeModel model = model_of(sequence["timeModel"]);
        TimeState state;
        for (const nlohmann::json& expected : sequence["frames"]) {
            INFO(sequence["timeModel"].dump() << " " << expected.dump());
            const EffectiveTime time = resolve_time(number_of(expected["tAbsMs"]), model, state);
            CHECK(bits_or_none(time.t_abs_ms) == expected_bits(expected, "tAbsMs"));
            CHECK(bits_or_none(time.t_model_ms) == expected_bits(expected, "tModelMs"));
            CHECK(bits_or_none(time.t_model_ms) == std::stoull(expected["bits"].get<std::string>(), nullptr, 16));
            CHECK(bits_or_none(time.phase01) == expected_bits(expected, "phase01"));
            CHECK(bits_or_none(time.wrap_event) == expected_bits(expected, "wrapEvent"));
            CHECK(bits_or_none(time.progress01) == expected_bits(expected, "progress01"));
            CHECK(bits_or_none(state.previous_t_model_ms) == expected_bits(expected, "prevAfter"));
            ++frames;
        }
    }
    CHECK(frames == 216);
}

}  // namespace
}  // namespace slotscope::test
