// SPDX-License-Identifier: MIT
// Stateful signal operations and transform chains against the rules, frame by frame.
#include <cmath>

#include "run.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr double kDt = 1.0 / 60;

/// One stateful operation fed from slot 0, whose value is set before each frame; the result in slot 1.
class Rig {
public:
    Rig(StatefulOp op, ProgramBuilder::Params params, std::vector<double> f64_state,
        std::vector<std::int32_t> i32_state = {})
        : builder_("rig") {
        builder_.f64(0, "in").f64(1, "out").f64(2, "trigger");
        if (!f64_state.empty())
            builder_.cell("n", "f", StateStorage::F64, static_cast<std::uint32_t>(f64_state.size()));
        if (!i32_state.empty())
            builder_.cell("n", "i", StateStorage::I32, static_cast<std::uint32_t>(i32_state.size()));
        const Ref input = builder_.sig_input(0);
        const Ref trigger = builder_.sig_input(2);
        if (op == StatefulOp::SampleHold) params.emplace_back("trigger", static_cast<double>(trigger));
        builder_.signal_eval({{builder_.sig_stateful(op, input, std::move(params)), 1}});
        executor_.emplace(make_executor(builder_, {DeltaMode::Fixed60, {}}));
        executor_->state().state.f64 = std::move(f64_state);
        executor_->state().state.i32 = std::move(i32_state);
    }

    double frame(double input, double trigger = 0, double t_ms = 0) {
        executor_->state().values.f64()[0] = input;
        executor_->state().values.f64()[2] = trigger;
        REQUIRE_FALSE(executor_->run_frame(t_ms));
        return number(*executor_, 1);
    }
    [[nodiscard]] double f64(std::size_t i) const { return executor_->state().state.f64[i]; }
    [[nodiscard]] std::int32_t i32(std::size_t i) const { return executor_->state().state.i32[i]; }
    [[nodiscard]] const Executor& executor() const { return *executor_; }

private:
    ProgramBuilder builder_;
    std::optional<Executor> executor_;
};

double transformed(std::vector<TransformStep> steps, double input) {
    ProgramBuilder b("transform");
    b.f64(0);
    b.signal_eval({{b.sig_transform(b.sig_const(input), b.transform(std::move(steps))), 0}});
    Executor executor = make_executor(b, {DeltaMode::Fixed60, {}});
    run_frames(executor, 1);
    return number(executor, 0);
}

TransformStep transform(TransformKind kind, double a = 0, double b = 0) {
    TransformStep step;
    step.kind = kind;
    step.a = a;
    step.b = b;
    return step;
}

}  // namespace

TEST_CASE("Stateful: integrate adds input times delta", "[core][executor][stateful]") {
    Rig rig(StatefulOp::Integrate, {{"stateOffset", 1}}, {0, 2});
    CHECK(rig.frame(6) == 2 + 6 * kDt);
    CHECK(rig.frame(-6) == 2 + 6 * kDt + -6 * kDt);
    CHECK(rig.f64(0) == 0);
}

TEST_CASE("Stateful: integrate sees the real time between frames unless delta is fixed", "[core][executor][stateful]") {
    const auto run = [](DeltaMode delta) {
        ProgramBuilder b("delta");
        b.cell("n", "acc", StateStorage::F64);
        b.f64(0);
        b.signal_eval({{b.sig_stateful(StatefulOp::Integrate, b.sig_const(1), {{"stateOffset", 0}}), 0}});
        Executor executor = make_executor(b, {delta, {}});
        for (const double t : {5000.0, 5100.0, 5050.0}) REQUIRE_FALSE(executor.run_frame(t));
        return number(executor, 0);
    };
    CHECK(run(DeltaMode::Fixed60) == kDt + kDt + kDt);
    CHECK(run(DeltaMode::Actual) == kDt + 0.1 + (5050.0 - 5100.0) / 1000);
}

TEST_CASE("Stateful: sampleHold takes the new input in the frame of a rising edge", "[core][executor][stateful]") {
    Rig rig(StatefulOp::SampleHold, {{"stateOffset", 0}}, {7, 0});
    CHECK(rig.frame(1, 0) == 7);
    CHECK(rig.frame(2, 1) == 2);
    CHECK(rig.frame(3, 1) == 2);
    CHECK(rig.frame(4, 0.5) == 2);
    CHECK(rig.frame(5, 0.6) == 5);
    CHECK(rig.frame(6, kNaN) == 5);
    CHECK(rig.frame(7, 1) == 5);  // the last trigger is NaN, which is not below 0.5
}

TEST_CASE("Stateful: sampleHold without a trigger faults after its input was evaluated",
          "[core][executor][stateful][fault]") {
    ProgramBuilder b("no-trigger");
    b.cell("n", "acc", StateStorage::F64, 3);
    const Ref acc = b.sig_stateful(StatefulOp::Integrate, b.sig_const(60), {{"stateOffset", 0}});
    b.f64(0);
    b.signal_eval({{b.sig_stateful(StatefulOp::SampleHold, acc, {{"stateOffset", 1}}), 0}});
    Executor executor = make_executor(b);
    const auto fault = executor.run_frame(0);
    REQUIRE(fault.has_value());
    CHECK(fault->kind == FaultKind::BadParameter);
    CHECK(executor.state().state.f64[0] == 1);
}

TEST_CASE("Stateful: slew approaches its target exponentially", "[core][executor][stateful]") {
    Rig rig(StatefulOp::Slew, {{"stateOffset", 0}, {"rate", 6}}, {0});
    const double first = rig.frame(10);
    CHECK(std::fabs(first - 10 * (1 - std::exp(-0.1))) < 1e-14);
    CHECK(rig.frame(10) > first);
    Rig slow(StatefulOp::Slew, {{"stateOffset", 0}}, {4});
    CHECK(slow.frame(4) == 4);
}

TEST_CASE("Stateful: delayFrames returns the input of n frames ago", "[core][executor][stateful]") {
    for (const int n : {1, 3, 7}) {
        Rig rig(StatefulOp::DelayFrames, {{"stateOffset", 0}, {"delayFrames", n}},
                std::vector<double>(static_cast<std::size_t>(n) + 2), {0});
        for (int frame = 1; frame <= 30; ++frame) {
            INFO("n " << n << " frame " << frame);
            CHECK(rig.frame(frame) == (frame > n ? frame - n : 0));
            CHECK(rig.i32(0) == frame % (n + 1));
        }
    }
}

TEST_CASE("Stateful: delayFrames of 0 returns the previous frame, of -1 nothing", "[core][executor][stateful]") {
    Rig zero(StatefulOp::DelayFrames, {{"stateOffset", 0}, {"delayFrames", 0}}, {0, 0}, {0});
    CHECK(zero.frame(5) == 0);
    CHECK(zero.frame(6) == 5);
    Rig minus(StatefulOp::DelayFrames, {{"stateOffset", 0}, {"delayFrames", -1}}, {1, 2}, {0});
    CHECK(same_bits(minus.frame(5), kNaN));
}

TEST_CASE("Stateful: delayMs reads as many frames back as fit into the delay", "[core][executor][stateful]") {
    const double frame_ms = kDt * 1000;
    Rig rig(StatefulOp::DelayMs, {{"stateOffset", 0}, {"delayMs", frame_ms * 3}, {"bufferSize", 8}},
            std::vector<double>(9), {0});
    for (int frame = 1; frame <= 30; ++frame) CHECK(rig.frame(frame) == (frame > 3 ? frame - 3 : 0));
}

TEST_CASE("Stateful: delayMs is clamped to size - 1, and a delay of 0 is one of size frames",
          "[core][executor][stateful]") {
    Rig longer(StatefulOp::DelayMs, {{"stateOffset", 0}, {"delayMs", 1e6}, {"bufferSize", 4}}, std::vector<double>(5),
               {0});
    Rig none(StatefulOp::DelayMs, {{"stateOffset", 0}, {"delayMs", 0}, {"bufferSize", 4}}, std::vector<double>(5), {0});
    for (int frame = 1; frame <= 12; ++frame) {
        CHECK(longer.frame(frame) == (frame > 3 ? frame - 3 : 0));
        CHECK(none.frame(frame) == (frame > 4 ? frame - 4 : 0));
    }
}

TEST_CASE("Stateful: a negative delay reads outside the ring", "[core][executor][stateful]") {
    Rig rig(StatefulOp::DelayMs, {{"stateOffset", 0}, {"delayMs", -1}, {"bufferSize", 4}}, std::vector<double>(5), {3});
    CHECK(rig.frame(1) == 0);  // write index 3, one step ahead wraps to 0
    Rig bad(StatefulOp::DelayMs, {{"stateOffset", 0}, {"bufferSize", 4}}, std::vector<double>(5), {9});
    CHECK(rig.i32(0) == 0);
    CHECK(bad.frame(5) == 0);  // (9 + 4 - 3) % 4 = 2
    CHECK(bad.i32(0) == 2);    // (9 + 1) % 4, and the input was lost
}

TEST_CASE("Stateful: edgeDetectWrap fires when the phase drops from above 0.8 to below 0.2",
          "[core][executor][stateful]") {
    Rig rig(StatefulOp::EdgeDetectWrap, {{"stateOffset", 0}}, {0});
    const std::vector<std::pair<double, double>> frames{{0.5, 0}, {0.9, 0},  {0.1, 1},  {0.05, 0}, {0.81, 0},
                                                        {0.2, 0}, {0.95, 0}, {kNaN, 0}, {0.1, 0}};
    for (const auto& [phase, expected] : frames) CHECK(rig.frame(phase) == expected);
}

TEST_CASE("Stateful: pulseDivider fires when the sub-phase changes", "[core][executor][stateful]") {
    Rig rig(StatefulOp::PulseDivider, {{"stateOffset", 0}, {"divisions", 4}}, {0});
    const std::vector<std::pair<double, double>> frames{{0.1, 0}, {0.3, 1},  {0.4, 0}, {0.8, 1},
                                                        {0.0, 1}, {kNaN, 1}, {kNaN, 1}};
    for (const auto& [phase, expected] : frames) CHECK(rig.frame(phase) == expected);
}

TEST_CASE("Stateful: envelopeAD starts a frame late, rises over attack and falls over decay",
          "[core][executor][stateful]") {
    Rig rig(StatefulOp::EnvelopeAD, {{"stateOffset", 0}, {"attack", 100}, {"decay", 200}, {"peak", 2}}, {-kInf, 0});
    CHECK(rig.frame(0, 0, 0) == 0);
    CHECK(rig.frame(1, 0, 1000) == 0);
    CHECK(rig.f64(0) == 1000);
    CHECK(rig.f64(1) == 1);
    CHECK(rig.frame(1, 0, 1050) == 1);
    CHECK(rig.frame(0, 0, 1100) == 2);
    CHECK(rig.f64(1) == 0);
    CHECK(rig.frame(0, 0, 1200) == 1);
    CHECK(rig.frame(0, 0, 1300) == 0);
    CHECK(rig.frame(1, 0, 1400) == 0);  // retriggered: the old envelope is still seen
    CHECK(rig.frame(1, 0, 1410) == 0.2);
    CHECK(rig.frame(kNaN, 0, 1420) == 0.4);
    CHECK(rig.f64(1) == 1);  // NaN leaves the flag
}

TEST_CASE("Stateful: missing parameters have their defaults and a missing offset is 0", "[core][executor][stateful]") {
    ProgramBuilder b("defaults");
    b.cell("n", "f", StateStorage::F64, 70);
    b.cell("n", "i", StateStorage::I32, 1);
    b.f64(0);
    b.signal_eval({{b.sig_stateful(StatefulOp::DelayMs, b.sig_const(3)), 0}});
    Executor executor = make_executor(b, {DeltaMode::Fixed60, {}});
    run_frames(executor, 6);
    CHECK(number(executor, 0) == 0);
    run_frames(executor, 1, 6);
    CHECK(number(executor, 0) == 3);  // 100 ms are 5 whole frames and rounding gives 6 at 16.67 ms or 5
}

TEST_CASE("Stateful: offsets outside the state, fractions and NaN read nothing and lose writes; each is noted",
          "[core][executor][stateful]") {
    for (const double offset : {5.0, -1.0, 0.5, kNaN, 1e300}) {
        Rig rig(StatefulOp::Integrate, {{"stateOffset", offset}}, {1, 2});
        INFO("offset " << offset);
        CHECK(same_bits(rig.frame(3), kNaN));
        CHECK(rig.f64(0) == 1);
        CHECK(rig.f64(1) == 2);
        REQUIRE(rig.executor().notes().notes().size() == 1);
        CHECK(rig.executor().notes().notes()[0].kind == NoteKind::OutsideState);
    }
}

TEST_CASE("Stateful: undefined reaches an object slot once, and as NaN through the memo",
          "[core][executor][stateful]") {
    ProgramBuilder b("undefined");
    b.object(0).object(1).f64(2);
    const Ref delay = b.sig_stateful(StatefulOp::DelayFrames, b.sig_const(1), {{"stateOffset", 50}});
    b.signal_eval({{delay, 0}, {delay, 1}, {delay, 2}});
    Executor executor = make_executor(b);
    run_frames(executor, 1);
    CHECK(executor.state().values.read(0).is_undefined());
    CHECK(same_bits(number(executor, 1), kNaN));
    CHECK(same_bits(number(executor, 2), kNaN));
}

TEST_CASE("Transforms: every step kind", "[core][executor][transform]") {
    CHECK(transformed({}, 5) == 5);
    CHECK(transformed({transform(TransformKind::ScaleBias, 2, -1)}, 5) == 9);
    TransformStep unit = transform(TransformKind::Normalize);
    unit.unit_range = true;
    CHECK(transformed({unit}, -3) == 0);
    CHECK(transformed({unit}, 3) == 1);
    CHECK(same_bits(transformed({unit}, kNaN), kNaN));
    CHECK(transformed({transform(TransformKind::Normalize)}, -3) == -1);
    CHECK(transformed({transform(TransformKind::Quantize, 0.25)}, 0.4) == 0.5);
    CHECK(transformed({transform(TransformKind::Quantize, 0.25)}, -0.375) == -0.25);
    CHECK(same_bits(transformed({transform(TransformKind::Quantize, 0)}, 1), kNaN));
    const std::vector<double> eased{0.25, 0.0625, 0.4375, 0.125, 0.015625, 0.578125, 0.15625};
    for (std::size_t curve = 0; curve < eased.size(); ++curve)
        CHECK(transformed({transform(TransformKind::Ease, static_cast<double>(curve))}, 0.25) == eased[curve]);
    CHECK(transformed({transform(TransformKind::Ease, 1)}, 7) == 1);
    TransformStep map = transform(TransformKind::Map);
    map.fn.opcode = 120;
    CHECK(transformed({map, transform(TransformKind::ScaleBias, 10, 0)}, -2) == 20);
}

TEST_CASE("Transforms: slew keeps its own state element", "[core][executor][transform]") {
    ProgramBuilder b("slew");
    b.cell("n", "s", StateStorage::F64, 2);
    b.f64(0);
    b.signal_eval({{b.sig_transform(b.sig_const(8), b.transform({transform(TransformKind::Slew, 6, 1)})), 0}});
    Executor executor = make_executor(b, {DeltaMode::Fixed60, {}});
    run_frames(executor, 2);
    CHECK(executor.state().state.f64[0] == 0);
    CHECK(executor.state().state.f64[1] == number(executor, 0));
    CHECK(number(executor, 0) > 0);
}

TEST_CASE("Transforms: a missing chain, a cast, an unknown curve and an unknown step are faults",
          "[core][executor][transform][fault]") {
    const auto kind = [](std::vector<TransformStep> steps) {
        ProgramBuilder b("bad");
        b.f64(0);
        b.signal_eval({{b.sig_transform(b.sig_const(1), b.transform(std::move(steps))), 0}});
        Executor executor = make_executor(b);
        return executor.run_frame(0)->kind;
    };
    CHECK(kind({transform(TransformKind::Cast)}) == FaultKind::Unsupported);
    CHECK(kind({transform(TransformKind::Ease, 7)}) == FaultKind::BadReference);
    CHECK(kind({transform(TransformKind::Ease, -1)}) == FaultKind::BadReference);
    CHECK(kind({transform(TransformKind::Unknown)}) == FaultKind::UnknownKind);
    ProgramBuilder b("chain");
    b.f64(0);
    b.signal_eval({{b.sig_transform(b.sig_const(1), 4), 0}});
    Executor executor = make_executor(b);
    CHECK(executor.run_frame(0)->kind == FaultKind::BadReference);
}
