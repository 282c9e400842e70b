// SPDX-License-Identifier: MIT
// What tests set in a session so that short runs meet what otherwise long ones do.
#pragma once

#include <algorithm>

#include "slotscope/session.h"

namespace slotscope {

struct SessionTestAccess {
    /// Precondition: nothing has run yet.
    static void make_keyframes_dense(Session& session, FrameNumber spacing) {
        History& history = session.history_;
        history.min_spacing_ = history.max_spacing_ = history.spacing_ = history.next_keyframe_ = spacing;
        history.hash_every_ = std::max<FrameNumber>(1, spacing / 2);
    }
    static void make_slices_short(Session& session, std::uint64_t steps) { session.steps_at_once_ = steps; }
    /// At full speed; 1: after every frame.
    static void ask_after_steps(Session& session, std::uint64_t steps) { session.steps_between_questions_ = steps; }
};

}  // namespace slotscope
