// SPDX-License-Identifier: MIT
// Moving to places that were run before, and edits, which make branches when they are made there.
#include <algorithm>

#include "debug/session_jobs.h"
#include "slotscope/assert.h"
#include "slotscope/session.h"

namespace slotscope {

namespace {

/// The recent values' part of the budget, and the most that they are worth.
constexpr std::size_t kRecentShare = 8, kMaxRecentBytes = std::size_t{64} << 20;

}  // namespace

// --- Jobs -----------------------------------------------------------------------------------------------------------

Playhead& Session::scout() {
    if (!scout_) scout_.emplace(history_.new_playhead(*playhead_));
    scout_->set_known_until(known_frame(), furthest_step_);
    return *scout_;
}

/// At frame 0, on the present line of events. Seek afterwards.
void Session::begin_playheads_anew() {
    playhead_.emplace(history_.new_playhead(*playhead_));
    scout_.reset();
}

Playhead& Session::onlooker() {
    Playhead& at = scout();
    if (at.frame() >= history_.finished()) at.set_known_until(at.frame() + 2, 0);
    return at;
}

void Session::start_job(std::unique_ptr<Job> job) {
    job_ = std::move(job);
    const std::uint64_t frame_steps = std::max<std::uint64_t>(1, playhead_->step_count());
    std::uint64_t frames = steps_at_once_ / frame_steps + 1;
    run_job([&] { return --frames > 0; });
}

void Session::end_job() {
    job_.reset();
    recent_job_.reset();
    // It may have looked at the end of the frame under way, which may come to another.
    if (scout_ && scout_->frame() > history_.finished()) scout_.reset();
}

/// True when there is no job any more.
bool Session::run_job(const MayContinue& may_continue) {
    ++revision_;
    if (!job_->advance(may_continue)) return false;
    job_.reset();
    return true;
}

void Session::finish_work() {
    while (job_) run_job([] { return true; });
}

bool Session::is_busy() const noexcept {
    return has_program() && (job_ || is_playing_ || needs_recent() || !are_values_whole_);
}

std::optional<Work> Session::work() const {
    if (!job_) return std::nullopt;
    return job_->work();
}

bool Session::needs_recent() const noexcept {
    if (is_recent_whole_) return false;
    const FrameNumber last = playhead_->frame() - (is_in_frame() ? 1 : 0);
    const auto lacks_frames = [last](const auto& kept) {
        if (kept.capacity() == 0) return false;
        const bool is_there = kept.frame_count() > 0 && kept.newest() == last;
        return !is_there ||
               kept.frame_count() < std::min<FrameNumber>({last + 1, RecentJob::kRecentFrames, kept.capacity()});
    };
    return lacks_frames(recent_) || lacks_frames(watch_values_);
}

std::size_t Session::recent_allowance() const noexcept {
    return std::min(kMaxRecentBytes, history_.budget() / kRecentShare);
}

RecentHistory Session::new_recent() const {
    return RecentHistory(slots().size(), recent_allowance() - watches_allowance());
}

/// To be filled again when there is time.
void Session::empty_recent() {
    recent_.clear();
    watch_values_.clear();
    is_recent_whole_ = false;
}

void Session::count_other_bytes() {
    const std::size_t values =
        recent_.bytes() + watch_values_.bytes() + before_.bytes() + comparison_bytes() + slot_history_.bytes();
    const std::size_t hits = hits_ ? hits_->hits.capacity() * sizeof(ConditionHit) : 0;
    const std::size_t probes = executor().probe_records().size() * sizeof(ProbeRecord);
    history_.set_other_bytes(values + log_.capacity() * sizeof(LogEntry) + log_bytes_ + hits + probes);
}

bool Session::fill_recent(const MayContinue& may_continue) {
    if (!recent_job_) recent_job_ = std::make_unique<RecentJob>(*this);
    if (!recent_job_->advance(may_continue)) return false;
    recent_job_.reset();
    return true;
}

// --- Places ---------------------------------------------------------------------------------------------------------

void Session::seek(Cursor target, bool with_edits, bool is_jump) {
    start_job(std::make_unique<SeekJob>(*this, target, with_edits, is_jump));
}

/// The scout stands where the cursor is to go.
void Session::arrive(const SlotValues& before) {
    std::swap(playhead_, scout_);
    before_ = before;
    observed_.reset();
    is_recent_whole_ = false;
    const FrameNumber last = playhead_->frame() - (is_in_frame() ? 1 : 0);
    recent_.drop_after(last);
    watch_values_.drop_after(last);
    if (recent_.frame_count() == 0 || recent_.newest() != last) empty_recent();
    if (is_in_frame() && playhead_->frame() == known_frame())
        furthest_step_ = std::max(furthest_step_, executor().next_step());
    if (executor().program() != info_->loaded.program) show_program(false);
    ++revision_;
}

// --- Edits ----------------------------------------------------------------------------------------------------------

/// Makes the cursor the end of the recording.
void Session::prepare_edit() {
    stop_playing();
    drop_values_after_cursor();
    const std::uint32_t branch = history_.branch().id;
    history_.fork(playhead_->frame(), playhead_->edits_done(), is_in_frame());
    furthest_step_ = is_in_frame() ? executor().next_step() : 0;
    if (history_.branch().id == branch) return;
    observed_.reset();
    breakpoints_.reset_counts();
    hits_.reset();
    std::erase_if(log_, [&](const LogEntry& entry) { return entry.frame > history_.finished(); });
    count_log();
    scout_.reset();  // it may have run what is another branch's now
    resume_source();
}

/// Records an edit at the cursor and does it.
void Session::make_edit(Edit edit) {
    history_.push_edit(std::move(edit));
    playhead_->do_edits_here(history_.log());
    slot_history_.follow(history_.log());  // also where the program was swapped at this very place before
    edit_order_.push_back(revision_);
}

}  // namespace slotscope
