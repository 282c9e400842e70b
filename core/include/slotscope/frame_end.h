// SPDX-License-Identifier: MIT
// `FrameEnd`: what a condition or a watched expression looks at, a frame that is over. Transient: it refers to the
// runtime's state, and is good until that runs on.
#pragma once

#include <optional>

#include "slotscope/fault.h"
#include "slotscope/runtime_state.h"

namespace slotscope {

class Executor;

struct FrameEnd {
    const RuntimeState& state;
    const Fault* fault = nullptr;  ///< the fault that ended the frame
    FrameNumber frame = 0;
    double t_abs_ms = 0;
    double delta_ms = 0;
    StepIndex steps_run = 0;  ///< steps that ran to their end; of a faulted frame the faulting step
    /// Frame of the state that this program began with: 0, or the frame after which it was swapped in. Nothing hits in
    /// that frame, since nothing ran; it is what the first frame's previous values are.
    FrameNumber start_frame = 0;

    /// The frame that the executor is at the end of. `fault` is what ended it, and must outlive the result.
    [[nodiscard]] static FrameEnd of(const Executor& executor, const std::optional<Fault>& fault,
                                     FrameNumber start_frame = 0);
};

}  // namespace slotscope
