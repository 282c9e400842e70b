// SPDX-License-Identifier: MIT
// Stateful signal operations. One number, `stateOffset`, indexes the f64 and the i32 state; any double may stand there, and
// what lies outside an array reads undefined and loses writes.
#include <cmath>

#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/run_context.h"

namespace slotscope {

namespace {

/// The state arrays as the reference sees them.
class State {
public:
    explicit State(RunContext& context) : context_(context), state_(context.runtime.state) {}

    [[nodiscard]] double f64(double index) const {
        return is_inside(index, state_.f64.size()) ? state_.f64[static_cast<std::size_t>(index)] : outside();
    }
    [[nodiscard]] double i32(double index) const {
        return is_inside(index, state_.i32.size()) ? state_.i32[static_cast<std::size_t>(index)] : outside();
    }
    void set_f64(double index, double value) const {
        if (!is_inside(index, state_.f64.size())) {
            outside();
            return;
        }
        // The canonical NaN, so that an undefined value does not come back as one from the state.
        state_.f64[static_cast<std::size_t>(index)] = value == value ? value : math::kNaN;
    }
    void set_i32(double index, double value) const {
        if (is_inside(index, state_.i32.size())) state_.i32[static_cast<std::size_t>(index)] = math::to_int32(value);
        else outside();
    }

private:
    [[nodiscard]] static bool is_inside(double index, std::size_t size) noexcept {
        return index >= 0 && index < static_cast<double>(size) && index == std::floor(index);
    }
    double outside() const {
        context_.note(NoteKind::OutsideState);
        return undefined_signal();
    }

    RunContext& context_;
    StateBuffer& state_;
};

double sample_hold(const State& state, double o, double input, double trigger) {
    const double held = state.f64(o);
    const double last = state.f64(o + 1);
    if (trigger > 0.5 && last <= 0.5) {
        state.set_f64(o, input);
        state.set_f64(o + 1, trigger);
        return input;
    }
    state.set_f64(o + 1, trigger);
    return held;
}

/// Ring of `size` elements behind the offset; reads `back` elements behind the write index, or the oldest.
double delay_ms(RunContext& context, const State& state, const StatefulCode& code, double input) {
    const double size = code.p1;
    const double samples = std::floor(code.p0 / context.delta_ms);
    const double back = math::js_min(samples, size - 1);
    const double write = state.i32(code.offset);
    const double read = math::js_mod(write + size - back, size);
    const double result = state.f64(code.offset + 1 + read);
    state.set_f64(code.offset + 1 + write, input);
    state.set_i32(code.offset, math::js_mod(write + 1, size));
    return result;
}

double delay_frames(const State& state, const StatefulCode& code, double input) {
    const double size = code.p0 + 1;
    const double write = state.i32(code.offset);
    const double next = math::js_mod(write + 1, size);
    const double result = state.f64(code.offset + 1 + next);
    state.set_f64(code.offset + 1 + write, input);
    state.set_i32(code.offset, next);
    return result;
}

/// Elapsed time uses the trigger time from before this frame's trigger is stored: the attack starts one frame late.
double envelope(RunContext& context, const State& state, const StatefulCode& code, double trigger) {
    const double start = state.f64(code.offset);
    const bool was_triggered = state.f64(code.offset + 1) > 0.5;
    if (trigger > 0.5 && !was_triggered) {
        state.set_f64(code.offset, context.time.t_abs_ms);
        state.set_f64(code.offset + 1, 1);
    } else if (trigger <= 0.5) {
        state.set_f64(code.offset + 1, 0);
    }
    const double elapsed = context.time.t_abs_ms - start;
    const double attack = code.p0, decay = code.p1, peak = code.p2;
    if (elapsed < 0) return 0;
    if (elapsed < attack) return (elapsed / attack) * peak;
    if (elapsed < attack + decay) return peak * (1 - (elapsed - attack) / decay);
    return 0;
}

}  // namespace

double run_slew(RunContext& context, const StatefulCode& code, double target) {
    const State state(context);
    const double current = state.f64(code.offset);
    const double alpha = 1 - math::exp(-code.p0 * context.delta_sec);
    const double next = current + (target - current) * alpha;
    state.set_f64(code.offset, next);
    return next;
}

double run_stateful(RunContext& context, const StatefulCode& code, double input, double trigger) {
    const State state(context);
    switch (code.op) {
        case StatefulOp::Integrate: {
            const double next = state.f64(code.offset) + input * context.delta_sec;
            state.set_f64(code.offset, next);
            return next;
        }
        case StatefulOp::SampleHold: return sample_hold(state, code.offset, input, trigger);
        case StatefulOp::Slew: return run_slew(context, code, input);
        case StatefulOp::DelayMs: return delay_ms(context, state, code, input);
        case StatefulOp::DelayFrames: return delay_frames(state, code, input);
        case StatefulOp::EdgeDetectWrap: {
            const double previous = state.f64(code.offset);
            state.set_f64(code.offset, input);
            return previous > 0.8 && input < 0.2 ? 1 : 0;
        }
        case StatefulOp::PulseDivider: {
            const double now = std::floor(input * code.p0);
            const double previous = state.f64(code.offset);
            state.set_f64(code.offset, now);
            return now != previous ? 1 : 0;
        }
        case StatefulOp::EnvelopeAD: return envelope(context, state, code, input);
        case StatefulOp::Unknown: break;
    }
    return math::kNaN;
}

}  // namespace slotscope
