// SPDX-License-Identifier: MIT
// From absolute time to the program's own time: clamp (finite), wrap or bounce (cyclic), pass (infinite).
#pragma once

#include <optional>

#include "slotscope/types.h"

namespace slotscope {

struct TimeState {
    std::optional<double> previous_t_model_ms;  ///< touched by cyclic models only
    std::optional<double> previous_t_abs_ms;    ///< of the last frame that began; the executor's, for its time deltas
};

struct EffectiveTime {
    double t_abs_ms = 0;
    double t_model_ms = 0;
    std::optional<double> phase01;     ///< cyclic
    std::optional<double> wrap_event;  ///< cyclic: 1 in the frame of a wrap or bounce, else 0
    std::optional<double> progress01;  ///< finite
};

/// Precondition: model.kind is not Unknown. Cyclic models compare with, then update, `state`.
[[nodiscard]] EffectiveTime resolve_time(double t_abs_ms, const TimeModel& model, TimeState& state);

}  // namespace slotscope
