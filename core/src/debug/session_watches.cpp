// SPDX-License-Identifier: MIT
// The session's part of what is watched: bound to the program that is shown, evaluated with the recent frames, its slots told
// to the SlotHistory.
#include <algorithm>

#include "debug/session_jobs.h"
#include "slotscope/session.h"

namespace slotscope {

namespace {

/// Of the recent values' part of the budget, at most.
constexpr std::size_t kWatchesShare = 2;

}  // namespace

/// Also inside a frame, which is not over then.
FrameEnd Session::frame_end() const { return FrameEnd::of(executor(), playhead_->fault(), playhead_->program_start()); }

std::size_t Session::watches_allowance() const {
    return std::min(WatchValues::wanted_bytes(watches_), recent_allowance() / kWatchesShare);
}

void Session::bind_watches() {
    if (!has_program()) return watches_.unbind();
    watches_.bind(symbols());
    follow_watches();
}

/// After a change of the set or of its program.
void Session::follow_watches() {
    if (!has_program()) return;
    if (auto slots = watches_.slots(); slots != slot_history_.watched()) slot_history_.watch(std::move(slots));
    const bool had_values = !watch_values_.is_idle();
    watch_values_ = new_watch_values();
    if (!had_values && watch_values_.is_idle()) return;
    if (const auto capacity = new_recent().capacity(); capacity != recent_.capacity()) recent_ = new_recent();
    recent_job_.reset();
    is_recent_whole_ = false;
}

std::optional<double> Session::watch_value(std::size_t position) const {
    const ExpressionEvaluator* evaluator = watches_.evaluator(position);
    if (evaluator == nullptr) return std::nullopt;
    if (evaluator->warm_up_frames() == 0) return evaluator->value(frame_end());
    return watch_values_.value(position, frame_end());
}

std::optional<double> Session::watch_before(std::size_t position) const {
    const FrameNumber frame = playhead_->frame();
    if (frame == 0 || watches_.evaluator(position) == nullptr) return std::nullopt;
    const WatchTarget& target = watches_.target(position);
    if (target.kind != WatchTarget::Kind::Slot) return watch_values_.at(position, frame - 1);
    const Value before = previous_value(target.row);
    const double* number = before.number();
    return number != nullptr ? std::optional(*number) : std::nullopt;
}

}  // namespace slotscope
