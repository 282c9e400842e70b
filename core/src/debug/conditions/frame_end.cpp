// SPDX-License-Identifier: MIT
#include "slotscope/frame_end.h"

#include "slotscope/executor.h"

namespace slotscope {

FrameEnd FrameEnd::of(const Executor& executor, const std::optional<Fault>& fault, FrameNumber start_frame) {
    return {executor.state(),
            fault ? &*fault : nullptr,
            executor.state().frame,
            executor.time().t_abs_ms,
            executor.delta_ms(),
            executor.next_step(),
            start_frame};
}

}  // namespace slotscope
