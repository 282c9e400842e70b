// SPDX-License-Identifier: MIT
#include "debug/session_jobs.h"

#include <algorithm>

#include <fmt/format.h>

#include "slotscope/assert.h"

namespace slotscope {

void Session::Job::run_scout_frame(bool keep) { s_.run_scout_frame(keep); }

Session::SeekJob::SeekJob(Session& session, Cursor target, bool with_edits, bool is_jump)
    : Job(session), target_(target), with_edits_(with_edits), is_jump_(is_jump) {
    to_run_ = s_.history_.approach(s_.scout(), target_.frame == 0 ? 0 : target_.frame - 1);
}

bool Session::SeekJob::advance(const MayContinue& may_continue) {
    Playhead& scout = s_.scout();
    while (scout.frame() + 1 < target_.frame) {
        run_scout_frame(!is_jump_);
        if (!may_continue()) return false;
    }
    // Also the frame before the target, which the next step back starts from.
    if (target_.frame > 0 && !is_jump_) {
        if (auto divergence = s_.history_.frame_done(scout, true)) s_.divergence_ = std::move(divergence);
    }
    run_last_frame();
    return true;
}

void Session::SeekJob::run_last_frame() {
    Playhead& scout = s_.scout();
    const InputLog& log = s_.history_.log();
    SlotValues before;
    bool is_new = false;
    if (target_.frame > 0) {
        scout.do_edits_between_frames(log);
        before.assign(scout.executor().state().values);
        scout.begin_frame(log);
        if (scout.in_frame()) scout.run_steps(log, std::min(target_.step, scout.step_count()));
        if (!scout.in_frame()) {
            is_new = scout.frame() > s_.history_.finished();
            if (auto divergence = s_.history_.frame_done(scout)) s_.divergence_ = std::move(divergence);
        }
    } else {
        before.assign(scout.executor().state().values);
    }
    if (with_edits_ && !scout.in_frame()) scout.do_edits_between_frames(log, &before);
    s_.arrive(before);
    if (is_new) s_.are_values_whole_ = false;
    if (is_new && s_.breakpoints_.has_active()) s_.observe_frame(true);
}

Work Session::SeekJob::work() const {
    const FrameNumber left = target_.frame - std::min(target_.frame, s_.scout().frame());
    const double done = to_run_ == 0 ? 1 : 1 - static_cast<double>(left) / static_cast<double>(to_run_ + 1);
    return {fmt::format("Going to frame {}", target_.frame), std::clamp(done, 0.0, 1.0)};
}

Session::SearchJob::SearchJob(Session& session, bool is_forward, std::string what, std::unique_ptr<FrameTest> test)
    : Job(session), is_forward_(is_forward), what_(std::move(what)), test_(std::move(test)), from_(session.cursor()) {
    if (!s_.is_in_frame()) from_.step = kFrameEnd;
    if (is_forward_) {
        chunk_first_ = std::max<FrameNumber>(from_.frame, 1);
        chunk_last_ = s_.history_.finished();
        is_exhausted_ = chunk_first_ > chunk_last_;
        if (!is_exhausted_) begin_chunk();
    } else {
        begin_backward();
    }
}

Session::SearchJob::SearchJob(Session& session, Cursor from, FrameNumber lowest, std::unique_ptr<FrameTest> test)
    : Job(session), is_forward_(false), test_(std::move(test)), from_(from), lowest_(std::max<FrameNumber>(1, lowest)) {
    begin_backward();
}

std::unique_ptr<FrameTest> Session::SearchJob::breakpoint_test(Session& session) {
    return test_of(session, session.breakpoints_, false);
}

std::unique_ptr<FrameTest> Session::SearchJob::condition_test(Session& session, Condition condition) {
    BreakpointSet one;
    Breakpoint breakpoint;
    breakpoint.condition = std::move(condition);
    const auto added = one.add(std::move(breakpoint));
    SLOTSCOPE_ASSERT(added.has_value(), "a set has room for one");
    return test_of(session, std::move(one), true);
}

std::unique_ptr<FrameTest> Session::SearchJob::test_of(Session& session, BreakpointSet breakpoints, bool is_silent) {
    const auto symbols_of = [&session](const ProgramPtr& program) -> const ProgramSymbols& {
        return session.infos_.at(program)->symbols;
    };
    return std::make_unique<BreakpointTest>(std::move(breakpoints), symbols_of, is_silent);
}

void Session::SearchJob::begin_backward() {
    const auto latest = s_.is_in_frame() ? std::optional(s_.playhead_->frame()) : test_->latest_possible(*s_.playhead_);
    is_exhausted_ = !latest || *latest < lowest_;
    if (is_exhausted_) return;
    chunk_last_ = *latest;
    begin_chunk();
}

/// Puts the scout before the chunk, and of a backward search finds where the chunk begins: at a keyframe.
void Session::SearchJob::begin_chunk() {
    if (!is_forward_) {
        const std::vector<FrameNumber> keyframes = s_.history_.keyframe_frames();
        const auto after = std::ranges::lower_bound(keyframes, chunk_last_);
        chunk_first_ = std::max(lowest_, (after == keyframes.begin() ? 0 : *(after - 1)) + 1);
    }
    const FrameNumber before = chunk_first_ - 1;
    test_->reset();
    hit_.reset();
    s_.history_.approach(s_.scout(), before - std::min(before, test_->warm_up()));
    places_.clear();
    test_->observe(s_.scout(), places_);  // what frame 0 was, the first frame compares with
}

void Session::SearchJob::observe() {
    const Playhead& scout = s_.scout();
    places_.clear();
    test_->observe(scout, places_);
    if (scout.frame() < chunk_first_) return;
    std::optional<Cursor> nearest;
    for (const StepIndex step : places_) {
        const Cursor place{scout.frame(), step >= scout.step_count() ? kFrameEnd : step};
        const bool is_open =
            place.frame == from_.frame && place.step == kFrameEnd && test_->can_find_step() && !skips_first_;
        if (!is_open && !is_beyond(place)) continue;
        if (!nearest || (is_forward_ ? place < *nearest : place > *nearest)) nearest = place;
    }
    if (!nearest) return;
    hit_ = nearest;
    words_ = test_->words(nearest->step);
}

/// Steps through the frame of the hit and puts the hit where the answer became yes: the first such place beyond the
/// cursor, backward the last; where no step made it so (but an edit before the frame), at the frame's end. False when
/// there is no such place, which can only be in the cursor's own frame.
bool Session::SearchJob::find_step() {
    const InputLog& log = s_.history_.log();
    Playhead& scout = s_.scout();
    s_.history_.approach(scout, hit_->frame - 1);
    while (scout.frame() + 1 < hit_->frame) run_scout_frame(false);
    static_cast<void>(s_.onlooker());
    scout.do_edits_between_frames(log);
    test_->begin_steps(scout);
    scout.begin_frame(log);
    std::optional<Cursor> found;
    bool is_of_a_step = false;
    while (scout.in_frame()) {
        scout.run_steps(log, scout.executor().next_step() + 1);
        const Cursor place{scout.frame(), scout.in_frame() ? scout.executor().next_step() : kFrameEnd};
        if (!test_->is_true_now(scout)) continue;
        is_of_a_step = true;
        if (is_beyond(place) && (!found || !is_forward_)) found = place;
    }
    if (found) {
        hit_ = found;
        words_ = test_->words(found->step);
    }
    return found.has_value() || (!is_of_a_step && is_beyond(*hit_));
}

/// No place in the cursor's own frame counts: searches beyond it.
void Session::SearchJob::skip_frame() {
    skips_first_ = true;
    hit_.reset();
    is_exhausted_ = is_forward_ ? from_.frame >= chunk_last_ : from_.frame <= lowest_;
    if (is_exhausted_) return;
    if (is_forward_) chunk_first_ = from_.frame + 1;
    else chunk_last_ = from_.frame - 1;
    begin_chunk();
}

bool Session::SearchJob::advance_search(const MayContinue& may_continue) {
    if (is_exhausted_) return true;
    for (;;) {
        while (s_.scout().frame() < chunk_last_) {
            run_scout_frame(false);
            observe();
            if (hit_ && is_forward_) return true;
            if (!may_continue()) return false;
        }
        if (end_chunk()) return true;
    }
}

/// Whether the search is over; otherwise the chunk before has begun.
bool Session::SearchJob::end_chunk() {
    if (hit_ || is_forward_ || chunk_first_ <= lowest_) return true;
    s_.history_.approach(s_.scout(), chunk_first_ - 1);
    while (s_.scout().frame() + 1 < chunk_first_) run_scout_frame(false);
    const auto latest = test_->latest_possible(s_.scout());
    if (!latest || *latest < lowest_) return true;
    chunk_last_ = std::min(*latest, chunk_first_ - 1);
    begin_chunk();
    return false;
}

bool Session::SearchJob::advance(const MayContinue& may_continue) {
    if (!seek_) {
        if (!advance_search(may_continue)) return false;
        if (!hit_) {
            if (!what_.empty())
                s_.message_ =
                    fmt::format("There is no {} {} in the recording", is_forward_ ? "later" : "earlier", what_);
            return true;
        }
        if (hit_->step == kFrameEnd && test_->can_find_step() && !find_step()) {
            skip_frame();
            return advance(may_continue);
        }
        seek_ = std::make_unique<SeekJob>(s_, *hit_, false, true);
    }
    if (!seek_->advance(may_continue)) return false;
    s_.stopped_at_ = words_;
    if (s_.stopped_at_) {
        s_.stopped_at_->frame = hit_->frame;
        s_.stopped_at_->step = hit_->step;
    }
    return true;
}

Work Session::SearchJob::work() const {
    const double newest = static_cast<double>(std::max<FrameNumber>(s_.newest_frame(), 1));
    const auto at = static_cast<double>(is_forward_ ? s_.scout().frame() - std::min(from_.frame, s_.scout().frame())
                                                    : from_.frame - std::min(from_.frame, chunk_last_));
    const double whole = is_forward_ ? newest - static_cast<double>(from_.frame) : static_cast<double>(from_.frame);
    return {fmt::format("Searching {} for a {}", is_forward_ ? "forward" : "back", what_),
            whole <= 0 ? 1 : std::clamp(at / whole, 0.0, 1.0)};
}

Session::VerifyJob::VerifyJob(Session& session) : Job(session) {
    s_.scout_.emplace(s_.history_.new_playhead(*s_.playhead_));
}

bool Session::VerifyJob::advance(const MayContinue& may_continue) {
    while (s_.scout().frame() < s_.history_.finished()) {
        run_scout_frame(false);
        if (s_.divergence_) {
            s_.message_ = s_.divergence_->what;
            return true;
        }
        if (!may_continue()) return false;
    }
    s_.message_ = fmt::format("All {} recorded frames gave the same when they ran again", s_.history_.finished());
    return true;
}

Work Session::VerifyJob::work() const {
    return {"Running the recording again", static_cast<double>(s_.scout().frame()) /
                                               static_cast<double>(std::max<FrameNumber>(1, s_.history_.finished()))};
}

Session::CompareJob::CompareJob(Session& session, FrameNumber frame) : Job(session), frame_(frame) {
    // From the frame before: the scout may stand where edits behind the frame are done.
    if (frame_ == 0) s_.scout_.emplace(s_.history_.new_playhead(*s_.playhead_));
    else s_.history_.approach(s_.scout(), frame_ - 1);
}

bool Session::CompareJob::advance(const MayContinue& may_continue) {
    while (s_.scout().frame() < frame_) {
        run_scout_frame(false);
        if (s_.scout().frame() < frame_ && !may_continue()) return false;
    }
    s_.comparison_.emplace(s_.scout());
    s_.count_other_bytes();
    return true;
}

Work Session::CompareJob::work() const {
    return {fmt::format("Going to frame {} to compare", frame_),
            static_cast<double>(s_.scout().frame()) / static_cast<double>(std::max<FrameNumber>(1, frame_))};
}

Session::RecentJob::RecentJob(Session& session)
    : Job(session), filled_(session.new_recent()), watched_(session.new_watch_values()) {
    last_ = s_.playhead_->frame() - (s_.is_in_frame() ? 1 : 0);
    const FrameNumber wanted = std::min<FrameNumber>(std::max(filled_.capacity(), watched_.capacity()), kRecentFrames);
    first_ = last_ + 1 - std::min(last_ + 1, wanted);
    s_.history_.approach(s_.scout(), first_);
}

bool Session::RecentJob::advance(const MayContinue& may_continue) {
    const Playhead& scout = s_.scout();
    for (;;) {
        // Rows of another program are other slots.
        if (scout.executor().program() != s_.executor().program()) {
            filled_.clear();
            watched_.clear();
        } else if (scout.frame() >= first_) {
            filled_.record(scout.executor().state().values);
            watched_.record(FrameEnd::of(scout.executor(), scout.fault(), scout.program_start()));
        }
        if (scout.frame() >= last_) break;
        run_scout_frame(false);
        if (!may_continue()) return false;
    }
    s_.recent_ = std::move(filled_);
    s_.watch_values_ = std::move(watched_);
    s_.is_recent_whole_ = true;
    s_.count_other_bytes();
    return true;
}

}  // namespace slotscope
