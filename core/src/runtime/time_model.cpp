// SPDX-License-Identifier: MIT
// The expressions keep the reference's order of operations: each intermediate rounding shows in the result.
#include "slotscope/time_model.h"

#include <cmath>

#include "runtime/math/js_number.h"
#include "slotscope/assert.h"

namespace slotscope {
namespace {

EffectiveTime resolve_finite(double t, double duration) {
    EffectiveTime time;
    time.t_abs_ms = t;
    time.t_model_ms = math::js_max(0.0, math::js_min(t, duration));
    time.progress01 = duration > 0 ? time.t_model_ms / duration : 0;
    return time;
}

/// Time t of a cyclic model that maps it to t_model; remembers t_model as the previous one.
EffectiveTime cyclic_time(double t, double t_model, double period, bool has_wrapped, TimeState& state) {
    EffectiveTime time;
    time.t_abs_ms = t;
    time.t_model_ms = t_model;
    time.phase01 = period > 0 ? t_model / period : 0;
    time.wrap_event = has_wrapped ? 1 : 0;
    state.previous_t_model_ms = t_model;
    return time;
}

EffectiveTime resolve_loop(double t, double period, TimeState& state) {
    // The second remainder moves negative times into the cycle; adding the period rounds, for positive times as well.
    const double t_model = math::js_mod(math::js_mod(t, period) + period, period);
    const bool has_wrapped = state.previous_t_model_ms && t_model < *state.previous_t_model_ms;
    return cyclic_time(t, t_model, period, has_wrapped, state);
}

EffectiveTime resolve_ping_pong(double t, double period, TimeState& state) {
    const double cycle = std::floor(t / period);
    const double t_in_cycle = math::js_mod(t, period);
    // Not for negative odd cycles: their remainder is -1.
    const bool is_reverse = math::js_mod(cycle, 2.0) == 1.0;
    const double t_model = is_reverse ? period - t_in_cycle : t_in_cycle;
    bool has_bounced = false;
    if (state.previous_t_model_ms) {
        // Guesses the previous absolute time as if time ran forwards, so that while running in reverse the bounce is
        // seen one frame early. Programs rely on what it computes, not on what it means.
        const double previous_cycle = std::floor((t - (t_model - *state.previous_t_model_ms)) / period);
        has_bounced = cycle != previous_cycle;  // true when either is NaN
    }
    return cyclic_time(t, t_model, period, has_bounced, state);
}

}  // namespace

EffectiveTime resolve_time(double t_abs_ms, const TimeModel& model, TimeState& state) {
    EffectiveTime time;
    switch (model.kind) {
        case TimeKind::Finite: return resolve_finite(t_abs_ms, model.duration_ms);
        case TimeKind::Cyclic:
            return model.mode == CyclicMode::Loop ? resolve_loop(t_abs_ms, model.period_ms, state)
                                                  : resolve_ping_pong(t_abs_ms, model.period_ms, state);
        case TimeKind::Infinite: time.t_abs_ms = time.t_model_ms = t_abs_ms; return time;
        case TimeKind::Unknown: break;
    }
    SLOTSCOPE_ASSERT(false, "resolve_time needs a known time model; the executor faults before it gets here");
    return time;
}

}  // namespace slotscope
