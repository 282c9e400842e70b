// SPDX-License-Identifier: MIT
// The model's cursor, frames, edits and branches. Playing and searching are in model_moves.cpp.
#include "core/session/model/model.h"

#include <algorithm>
#include <cmath>

namespace slotscope::test {

// --- Programs and times ---------------------------------------------------------------------------------------------

void Model::open(const ProgramPtr& program) {
    stop();
    present_ = ModelBranch{0, {}, 0, Line(program, delta_of_next), {}};
    others_.clear();
    last_branch_ = 0;
    cursor_ = 0;
    loop.reset();
    log.clear();
    resumed_.reset();
    pending_.reset();
    position_ = 0;
    origin_ = 0;
}

void Model::restart() {
    const bool goes_on = is_playing && !is_backward;
    delta_of_next = here().delta;
    open(here().program);
    is_playing = goes_on;
}

bool Model::has_next_time() const {
    return here().cursor.frame < present_.newest() || source != FrameSourceKind::Scripted || position_ < times_.size();
}

double Model::next_time() {
    switch (source) {
        case FrameSourceKind::FixedFps: return static_cast<double>(position_++) * 1000 / fps;
        case FrameSourceKind::Paused: return here().t_abs_ms;
        case FrameSourceKind::Scripted: return times_[position_++];
    }
    return 0;
}

/// The source goes on behind the newest frame.
void Model::resume_source() {
    const FrameNumber newest = present_.newest();
    origin_ = std::min(origin_, newest);
    double newest_time = 0;
    for (std::size_t i = 0; i + 1 < present_.line.size(); ++i) {
        if (const auto* begin = std::get_if<BeginFrame>(&present_.line.event(i))) newest_time = begin->t_ms;
    }
    if (source == FrameSourceKind::FixedFps)
        position_ =
            newest == 0 ? 0 : static_cast<std::uint64_t>(std::max(0LL, std::llround(newest_time * fps / 1000) + 1));
    if (source == FrameSourceKind::Scripted) position_ = newest - origin_;
}

void Model::set_fps(double new_fps) {
    position_ = static_cast<std::uint64_t>(std::llround(static_cast<double>(position_) * new_fps / fps));
    fps = new_fps;
}

void Model::set_source(FrameSourceKind kind, std::vector<double> list) {
    source = kind;
    times_ = std::move(list);
    origin_ = present_.newest();
    resume_source();
}

// --- Frames ---------------------------------------------------------------------------------------------------------

bool Model::is_live() const {
    for (std::size_t i = cursor_; i + 1 < present_.line.size(); ++i) {
        if (!std::holds_alternative<RunStep>(present_.line.event(i))) return false;
    }
    return !here().is_in_frame || present_.line.back().is_in_frame;
}

void Model::take_edits() {
    while (present_.line.is_edit(cursor_)) ++cursor_;
}

void Model::begin_frame() {
    take_edits();
    const bool is_new = cursor_ + 1 == present_.line.size();
    if (is_new) present_.line.push(BeginFrame{next_time()});
    ++cursor_;
    if (here().is_in_frame) take_edits();
    else frame_finished(is_new);
}

void Model::step_once() {
    const bool is_new = cursor_ + 1 == present_.line.size();
    if (is_new) present_.line.push(RunStep{});
    ++cursor_;
    if (here().is_in_frame) take_edits();
    else frame_finished(is_new);
}

void Model::finish_frame() {
    while (here().is_in_frame) step_once();
}

void Model::run_one_frame() {
    if (!here().is_in_frame) begin_frame();
    finish_frame();
}

bool Model::step_frame() {
    if (!here().is_in_frame && !has_next_time()) return stop(), false;
    stop();
    run_one_frame();
    return true;
}

bool Model::step_schedule() {
    stop();
    if (!here().is_in_frame) {
        if (!has_next_time()) return false;
        begin_frame();
    }
    if (here().is_in_frame) step_once();
    return true;
}

/// To a place that is there: the end of a frame is before the edits that follow it.
void Model::land(Cursor place) {
    cursor_ = 0;
    if (place.frame == 0) return;
    while (here().cursor.frame < place.frame) ++cursor_;
    if (!here().is_in_frame) return;
    take_edits();
    while (here().is_in_frame && here().cursor.step < place.step) step_once();
}

bool Model::step_back() {
    stop();
    const FrameNumber frame = here().cursor.frame;
    if (frame == 0) return false;
    land({frame - 1, kFrameEnd});
    return true;
}

bool Model::step_schedule_back() {
    stop();
    const Cursor at = here().cursor;
    if (at.frame == 0) return false;
    const bool has_failed = here().fault && here().fault->step == at.step;
    if (has_failed && at.step > 0) land(at);
    else if (at.step > 1) land({at.frame, at.step - 1});
    else land({at.frame - 1, kFrameEnd});
    return true;
}

bool Model::seek_to(Cursor place) {
    if (place.frame > present_.newest()) return false;
    stop();
    land(place);
    return true;
}

void Model::go_to_end() {
    stop();
    if (is_live()) return;
    land({present_.newest(), kFrameEnd});
    take_edits();
}

// --- Edits and branches -----------------------------------------------------------------------------------------------

/// What lies behind the cursor becomes a branch of its own.
void Model::fork() {
    stop();
    if (is_live()) {
        present_.line.truncate(cursor_ + 1);  // steps that ran and were taken back are no inputs
        return;
    }
    others_.push_back(present_);
    present_.parent = present_.id;
    present_.id = ++last_branch_;
    present_.fork_frame = here().cursor.frame;
    present_.line.truncate(cursor_ + 1);
    const FrameNumber frame = here().cursor.frame, last_whole = frame - (here().is_in_frame ? 1 : 0);
    std::erase_if(present_.bookmarks, [&](const auto& bookmark) { return bookmark.first > frame; });
    std::erase_if(log, [&](const ModelLogEntry& entry) { return entry.frame > last_whole; });
    resume_source();
}

void Model::edit(const LineEdit& edit) {
    fork();
    present_.line.push(edit);
    ++cursor_;
}

void Model::edit_frame_end(LineEdit edit) {
    const bool goes_on = is_playing && !is_backward && std::holds_alternative<Swap>(edit);
    const auto left = frames_left;
    stop();
    finish_frame();
    fork();
    if (goes_on) is_playing = true, frames_left = left;
    present_.line.push(std::move(edit));
    ++cursor_;
}

bool Model::undo() {
    if (!can_undo()) return false;
    stop();
    present_.line.truncate(cursor_);
    --cursor_;
    return true;
}

bool Model::switch_branch(std::uint32_t id) {
    const auto found = std::ranges::find(others_, id, &ModelBranch::id);
    stop();
    if (found == others_.end()) return false;
    std::swap(present_, *found);
    land({present_.newest(), kFrameEnd});
    take_edits();
    resume_source();
    return true;
}

bool Model::drop_branch(std::uint32_t id) {
    if (std::erase_if(others_, [id](const ModelBranch& branch) { return branch.id == id; }) == 0) return false;
    const auto forget = [id](ModelBranch& branch) {
        if (branch.parent == id) branch.parent.reset();
    };
    forget(present_);
    for (ModelBranch& branch : others_) forget(branch);
    return true;
}

// --- What can be seen -------------------------------------------------------------------------------------------------

std::vector<Fault> Model::faults() const {
    std::vector<Fault> faults;
    const Line& line = present_.line;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (!line.is_edit(i - 1) && !line[i].is_in_frame && line[i].fault) faults.push_back(*line[i].fault);
    }
    return faults;
}

}  // namespace slotscope::test
