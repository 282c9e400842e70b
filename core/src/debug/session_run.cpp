// SPDX-License-Identifier: MIT
// Running forward: frame times, single frames and steps, playing.
#include <algorithm>
#include <cmath>
#include <limits>

#include "debug/session_jobs.h"
#include "slotscope/session.h"

namespace slotscope {

namespace {

/// Frames that playing may owe: after a stall it goes on from here and does not race to catch up.
constexpr double kMaxOwedFrames = 8;
constexpr std::size_t kMaxLog = 10'000;

}  // namespace

// --- Frame times ----------------------------------------------------------------------------------------------------

bool Session::has_next_time() const noexcept {
    return playhead_->frame() < newest_frame() || source_ != FrameSourceKind::Scripted ||
           source_position_ < scripted_times_.size();
}

void Session::push_next_time() {
    switch (source_) {
        case FrameSourceKind::FixedFps: history_.push_times({source_position_, fps_}, 1); break;
        case FrameSourceKind::Paused: history_.push_time(executor().time().t_abs_ms); return;
        case FrameSourceKind::Scripted: history_.push_time(scripted_times_[source_position_]); break;
    }
    ++source_position_;
}

/// Puts the source behind the newest frame, after frames were taken away or others came in their place.
void Session::resume_source() {
    const FrameNumber newest = has_program() ? newest_frame() : 0;
    source_origin_ = std::min(source_origin_, newest);
    switch (source_) {
        case FrameSourceKind::FixedFps:
            source_position_ = newest == 0 ? 0
                                           : static_cast<std::uint64_t>(std::max(
                                                 0LL, std::llround(history_.log().times.of(newest) * fps_ / 1000) + 1));
            break;
        case FrameSourceKind::Paused: break;
        case FrameSourceKind::Scripted: source_position_ = newest - source_origin_; break;
    }
}

// --- Single frames and steps ----------------------------------------------------------------------------------------

/// Before the next frame: edits, the values to compare with if `keeps_values`, and its time where it is a new one.
/// Precondition: !is_in_frame(), has_next_time().
void Session::prepare_frame(bool keeps_values) {
    if (playhead_->edits_done() < history_.log().edits.size()) {
        playhead_->do_edits_between_frames(history_.log());
        if (executor().program() != info_->loaded.program) show_program(true);
    }
    if (keeps_values) before_.assign(values());
    if (playhead_->frame() == newest_frame()) {
        push_next_time();
        furthest_step_ = 0;
    }
    playhead_->set_known_until(known_frame(), furthest_step_);
}

void Session::begin_frame() {
    prepare_frame(true);
    playhead_->begin_frame(history_.log());
    if (!is_in_frame()) frame_done();
}

/// Precondition: is_in_frame().
void Session::run_to_step(StepIndex end) {
    playhead_->set_known_until(known_frame(), furthest_step_);
    playhead_->run_steps(history_.log(), end);
    if (!is_in_frame()) frame_done();
    else if (playhead_->frame() == known_frame()) furthest_step_ = std::max(furthest_step_, executor().next_step());
}

void Session::frame_done() {
    const bool is_new = playhead_->frame() > history_.finished();
    are_values_whole_ = false;
    if (auto divergence = history_.frame_done(*playhead_)) divergence_ = std::move(divergence);
    if (breakpoints_.has_active() && (is_playing_ || is_new)) observe_frame(is_new);
    if (resumed_at_ && resumed_at_->frame == playhead_->frame()) resumed_at_.reset();  // it may come round again
    const bool goes_on = recent_.frame_count() > 0 && recent_.newest() + 1 == playhead_->frame();
    if (speed_ != 0 || !is_playing_) {
        if (!goes_on) empty_recent();
        recent_.record(values());
        watch_values_.record(frame_end());
        count_other_bytes();
    } else if (recent_.frame_count() > 0 || watch_values_.frame_count() > 0) {
        empty_recent();  // recording every frame would cost a third of its time
    }
}

/// Finishes the frame, or runs the next one. False when there is no time for another.
bool Session::run_one_frame(bool keeps_values) {
    if (!is_in_frame()) {
        if (!has_next_time()) return false;
        prepare_frame(keeps_values);
        playhead_->run_frame(history_.log());
        frame_done();
        return true;
    }
    run_to_step(playhead_->step_count());
    return true;
}

// --- Breakpoints ----------------------------------------------------------------------------------------------------

/// Shows the breakpoints the frames up to `last`, as many as they need.
void Session::warm_up_breakpoints(FrameNumber last) {
    breakpoints_.reset();
    Playhead& at = scout();
    history_.approach(at, last - std::min<FrameNumber>(last, breakpoints_.warm_up_frames()));
    for (;;) {
        if (at.executor().program() == executor().program())
            breakpoints_.warm_up(FrameEnd::of(at.executor(), at.fault(), at.program_start()));
        if (at.frame() >= last) break;
        at.run_frame(history_.log());
    }
}

/// The first place behind `from`, in its frame, at which a watched cell has changed.
std::optional<StepIndex> Session::first_cell_change(const ConditionEvaluator& evaluator, Cursor from) {
    const InputLog& log = history_.log();
    Playhead& at = scout();
    history_.approach(at, from.frame - 1);
    while (at.frame() + 1 < from.frame) at.run_frame(log);
    at.do_edits_between_frames(log);
    StateBuffer before = at.executor().state().state;
    at.begin_frame(log);
    if (at.in_frame() && from.step > 0) {
        at.run_steps(log, std::min(from.step, at.step_count()));
        before = at.executor().state().state;
    }
    while (at.in_frame()) {
        at.run_steps(log, at.executor().next_step() + 1);
        if (evaluator.cell_change(before, at.executor().state().state))
            return at.in_frame() ? at.executor().next_step() : kFrameEnd;
    }
    return std::nullopt;
}

/// Asks the breakpoints about the frame that has just run.
void Session::observe_frame(bool is_new) {
    if (observed_ != playhead_->frame() - 1) warm_up_breakpoints(playhead_->frame() - 1);
    frame_hits_.clear();
    breakpoints_.observe(frame_end(), frame_hits_);
    observed_ = playhead_->frame();
    for (BreakpointHit& hit : frame_hits_) {
        if (!hit.fires) continue;
        LogEntry entry{playhead_->frame(), stop_place(hit.hit, *playhead_), hit.id, std::move(hit.message), hit.stops};
        const Cursor from =
            is_playing_ && resumed_at_ && resumed_at_->frame == entry.frame ? *resumed_at_ : Cursor{entry.frame, 0};
        bool is_ahead = from.step == 0 || entry.step > from.step;
        if (const auto* evaluator = breakpoints_.evaluator_of(hit.id);
            evaluator != nullptr && evaluator->needs_every_step()) {
            const auto step = first_cell_change(*evaluator, from);
            is_ahead = step.has_value() || from.step == 0;  // where no step did it, an edit before the frame
            entry.step = step.value_or(kFrameEnd);
        }
        if (hit.stops && is_playing_ && is_ahead && (!pending_stop_ || entry.step < pending_stop_->step))
            pending_stop_ = entry;
        if (is_new) add_to_log(std::move(entry));
    }
}

void Session::add_to_log(LogEntry entry) {
    if (log_.size() >= kMaxLog) {
        log_.erase(log_.begin(), log_.begin() + kMaxLog / 10);
        count_log();
    }
    log_bytes_ += entry.message.capacity();
    log_.push_back(std::move(entry));
    count_other_bytes();
}

void Session::count_log() {
    log_bytes_ = 0;
    for (const LogEntry& entry : log_) log_bytes_ += entry.message.capacity();
}

// --- Playing --------------------------------------------------------------------------------------------------------

void Session::stop_playing() noexcept {
    is_playing_ = is_backward_ = false;
    frames_left_.reset();
}

std::uint64_t Session::run(double elapsed_ms, const std::function<bool()>& may_continue) {
    if (!has_program()) return 0;
    if (job_ && !run_job(may_continue)) return 0;
    if (!is_playing_) {
        if (needs_recent()) {
            if (!fill_recent(may_continue)) return 0;
            ++revision_;
            if (!may_continue()) return 0;
        }
        fill_values(may_continue);
        return 0;
    }
    if (!takes_due_frames(elapsed_ms)) return 0;
    if (!is_backward_) return play_forward(may_continue);
    play_backward();
    return 0;
}

/// Adds what real time owes; whether a frame is due.
bool Session::takes_due_frames(double elapsed_ms) {
    if (speed_ == 0) return true;
    owed_frames_ = std::min(owed_frames_ + std::max(elapsed_ms, 0.0) * fps_ * speed_ / 1000,
                            kMaxOwedFrames * std::max(1.0, speed_));
    return owed_frames_ >= 1;
}

/// At full speed: frames that are new and that nothing watches, all but the last one. What run_one_frame does for each of
/// them, without asking every time what cannot be. `is_last`: one more frame may run.
std::uint64_t Session::play_new_frames(const std::function<bool()>& may_continue, bool& is_last) {
    const bool is_plain =
        source_ == FrameSourceKind::FixedFps && !loop_ && !breakpoints_.has_active() && !is_in_frame() && is_live();
    if (!is_plain) return 0;
    const std::uint64_t most =
        frames_left_ ? std::max<std::uint64_t>(*frames_left_, 1) - 1 : std::numeric_limits<std::uint64_t>::max();
    // Recording every frame would cost a third of its time.
    if (recent_.frame_count() > 0 || watch_values_.frame_count() > 0) empty_recent();
    furthest_step_ = 0;
    are_values_whole_ = false;
    const FrameNumber frames_at_once =
        std::max<FrameNumber>(1, steps_between_questions_ / std::max(1U, playhead_->step_count()));
    FrameNumber frame = playhead_->frame(), mark = history_.next_mark();
    std::uint64_t count = 0;
    while (count < most && !is_last) {
        const FrameTimes::Fixed first{source_position_, fps_};
        const FrameNumber to_mark = mark > frame ? mark - frame : 1;
        const FrameNumber frames = playhead_->run_new_frames(first, std::min({most - count, to_mark, frames_at_once}));
        history_.push_times(first, frames);
        source_position_ += frames;
        frame += frames;
        count += frames;
        const bool has_failed = playhead_->fault().has_value();
        if (!has_failed && frame < mark) {
            history_.frame_done(frame);
        } else {
            if (auto divergence = history_.frame_done(*playhead_)) divergence_ = std::move(divergence);
            mark = history_.next_mark();
            if (has_failed && stop_at_faults_) break;
        }
        is_last = !may_continue();
    }
    if (frames_left_) *frames_left_ -= count;
    return count;
}

std::uint64_t Session::play_forward(const std::function<bool()>& may_continue) {
    const bool is_unlimited = speed_ == 0;
    bool is_last = false;
    std::uint64_t count = is_unlimited ? play_new_frames(may_continue, is_last) : 0;
    // The values before a frame are kept only for the last one: of 1,000 slots they would cost a sixth of its time.
    bool has_before = count == 0;
    const bool has_failed = !has_before && current_fault() && stop_at_faults_;
    if (has_failed) stop_playing();
    while (!has_failed && (is_unlimited || owed_frames_ >= 1)) {
        if (frames_left_ == std::uint64_t{0} || (!is_in_frame() && !has_next_time())) {
            stop_playing();
            ++revision_;
            break;
        }
        if (loop_ && playhead_->frame() >= loop_->last && loop_->first <= newest_frame()) {
            seek({loop_->first, kFrameEnd}, false, false);
            finish_work();
        }
        has_before = !is_unlimited || is_last || frames_left_ == std::uint64_t{1};
        run_one_frame(has_before);
        ++count;
        if (!is_unlimited) owed_frames_ -= 1;
        if (frames_left_) --*frames_left_;
        if (pending_stop_ || (current_fault() && stop_at_faults_)) {
            stop_playing();
            break;
        }
        if (is_last) break;
        is_last = !may_continue();
        if (is_last && has_before) break;
    }
    ++revision_;
    if (frames_left_ == std::uint64_t{0}) stop_playing();
    if (pending_stop_) stop_at_breakpoint();
    else if (!has_before) {
        seek({playhead_->frame(), kFrameEnd}, false, false);
        finish_work();
    }
    return count;
}

/// Goes to the place in the frame that has just run at which a breakpoint stops.
void Session::stop_at_breakpoint() {
    const LogEntry stop = *std::exchange(pending_stop_, std::nullopt);
    seek({stop.frame, stop.step}, false, false);
    finish_work();
    stopped_at_ = stop;
}

/// Stops at the last place before the cursor, and in no frame before `frame`, at which a breakpoint stops. False when there
/// is none.
bool Session::stop_before_cursor(FrameNumber frame) {
    // Where playing began does not stop it; the end of a frame that it reached does, when it goes on from there.
    const Cursor from = resumed_at_.value_or(Cursor{playhead_->frame() + 1, 0});
    resumed_at_.reset();
    SearchJob search(*this, from, frame, SearchJob::breakpoint_test(*this));
    while (!search.advance([] { return true; })) {}
    if (!search.has_found()) return false;
    stop_playing();
    ++revision_;
    return true;
}

void Session::play_backward() {
    const auto due = static_cast<FrameNumber>(speed_ == 0 ? 1 : std::floor(owed_frames_));
    if (speed_ != 0) owed_frames_ -= static_cast<double>(due);
    FrameNumber frame = playhead_->frame();
    frame -= std::min(frame, due);
    const FrameNumber lowest = loop_ ? std::max(frame, loop_->first) : frame;
    if (breakpoints_.has_active() && stop_before_cursor(lowest + 1)) return;
    resumed_at_.reset();
    if (loop_ && frame < loop_->first) frame = std::min(loop_->last, newest_frame());
    seek({frame, kFrameEnd}, false, false);
    finish_work();
    if (frame == 0) stop_playing();
    ++revision_;
}

}  // namespace slotscope
