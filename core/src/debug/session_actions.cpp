// SPDX-License-Identifier: MIT
// `Session::apply`, and what the actions do that move, run, edit and set.
#include <cmath>

#include <fmt/format.h>

#include "debug/session_apply.h"
#include "debug/session_jobs.h"

namespace slotscope {

namespace {

bool changes_breakpoints(const Action& action) {
    return std::holds_alternative<AddBreakpoint>(action) || std::holds_alternative<ReplaceBreakpoint>(action) ||
           std::holds_alternative<RemoveBreakpoint>(action) || std::holds_alternative<EnableBreakpoint>(action) ||
           std::holds_alternative<EnableBreakpointGroup>(action) ||
           std::holds_alternative<EnableAllBreakpoints>(action) ||
           std::holds_alternative<RemoveAllBreakpoints>(action) || std::holds_alternative<SetBreakpoints>(action) ||
           std::holds_alternative<UndoBreakpoints>(action);
}

bool changes_watches(const Action& action) {
    return std::holds_alternative<AddWatch>(action) || std::holds_alternative<ReplaceWatch>(action) ||
           std::holds_alternative<RemoveWatch>(action) || std::holds_alternative<MoveWatch>(action) ||
           std::holds_alternative<SetWatches>(action) || std::holds_alternative<UndoWatches>(action);
}

/// A change by a person, who may want it back.
bool can_undo_breakpoints(const Action& action) {
    const auto* const all = std::get_if<SetBreakpoints>(&action);
    if (all != nullptr) return !all->is_from_file;
    return changes_breakpoints(action) && !std::holds_alternative<UndoBreakpoints>(action);
}
bool can_undo_watches(const Action& action) {
    const auto* const all = std::get_if<SetWatches>(&action);
    if (all != nullptr) return !all->is_from_file;
    return changes_watches(action) && !std::holds_alternative<UndoWatches>(action);
}

/// It does not lead away from where the session stopped.
bool only_looks(const Action& action) {
    return std::holds_alternative<AddBreakpoint>(action) || std::holds_alternative<ReplaceBreakpoint>(action) ||
           std::holds_alternative<EnableBreakpoint>(action) || std::holds_alternative<FreezeValues>(action) ||
           std::holds_alternative<ClearFrozen>(action) || changes_watches(action);
}

}  // namespace

std::optional<Error> Session::Apply::operator()(OpenProgram& action) const {
    return s.start(std::move(action.loaded), std::move(action.path));
}

std::optional<Error> Session::Apply::operator()(SwapProgram& action) const {
    if (!s.has_program()) return s.start(std::move(action.loaded), std::move(action.path));
    return s.swap_program(std::move(action.loaded), std::move(action.path));
}

std::optional<Error> Session::Apply::operator()(CloseProgram&) const {
    s.delta_ = s.delta();
    s.playhead_.reset();
    s.scout_.reset();
    s.info_ = std::make_shared<SessionProgram>();
    s.infos_.clear();
    s.breakpoints_.unbind();
    s.watches_.unbind();
    s.watch_values_ = {};
    s.hits_.reset();
    s.log_.clear();
    s.count_log();
    s.history_ = History(s.history_.use().budget);
    s.slot_history_ = SlotHistory();
    s.comparison_.reset();
    s.frozen_.reset();
    s.does_frozen_fit_ = false;
    s.stop_playing();
    ++s.program_revision_;
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(Restart&) const {
    if (!s.has_program()) return no_program();
    const bool was_playing = s.is_playing_ && !s.is_backward_;
    auto error = s.start(s.info_->loaded, s.info_->path);
    s.is_playing_ = was_playing && !error;
    return error;
}

std::optional<Error> Session::Apply::operator()(StepFrame&) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    return s.run_one_frame() ? std::nullopt : std::optional(Error::invalid("The scripted times are used up"));
}

std::optional<Error> Session::Apply::operator()(StepSchedule&) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    if (!s.is_in_frame()) {
        if (!s.has_next_time()) return Error::invalid("The scripted times are used up");
        s.begin_frame();
    }
    if (s.is_in_frame()) s.run_to_step(s.executor().next_step() + 1);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(StepBack&) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    const Cursor at = s.cursor();
    if (at.frame == 0) return Error::invalid("There is nothing before frame 0");
    s.seek({at.frame - 1, kFrameEnd}, false, false);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(StepScheduleBack&) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    const Cursor at = s.cursor();
    if (at.frame == 0) return Error::invalid("There is nothing before frame 0");
    // Before the step that failed, all before it have run.
    const bool has_failed = s.current_fault() && s.current_fault()->step == at.step;
    if (has_failed && at.step > 0) s.seek(at, false, false);
    else if (at.step > 1) s.seek({at.frame, at.step - 1}, false, false);
    else s.seek({at.frame - 1, kFrameEnd}, false, false);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(Play& action) const {
    if (!s.has_program()) return no_program();
    s.is_playing_ = true;
    s.is_backward_ = false;
    s.frames_left_ = action.frames;
    s.owed_frames_ = 1;  // the first frame runs at once
    s.resumed_at_ = Cursor{s.cursor().frame, s.is_in_frame() ? s.cursor().step : kFrameEnd};
    s.pending_stop_.reset();
    s.stopped_at_.reset();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(PlayBackward&) const {
    if (!s.has_program()) return no_program();
    if (s.cursor().frame == 0) return Error::invalid("There is nothing before frame 0");
    s.is_playing_ = s.is_backward_ = true;
    s.frames_left_.reset();
    s.owed_frames_ = 1;
    s.resumed_at_ = Cursor{s.cursor().frame, s.is_in_frame() ? s.cursor().step : kFrameEnd};
    s.pending_stop_.reset();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(Pause&) const {
    s.stop_playing();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SeekTo& action) const {
    if (!s.has_program()) return no_program();
    if (action.frame > s.newest_frame())
        return Error::invalid(
            fmt::format("Frame {} has not run yet; the newest is {}", action.frame, s.newest_frame()));
    s.stop_playing();
    s.seek({action.frame, action.step}, false, true);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(GoToEnd&) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    if (!s.is_live()) s.seek({s.newest_frame(), kFrameEnd}, true, true);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(GoToWrite& action) const {
    if (!s.has_program()) return no_program();
    const SlotIndex row = s.slots().find(action.slot);
    if (row == kNoSlotIndex) return Error::invalid(fmt::format("The program has no slot {}", action.slot));
    s.stop_playing();
    const std::string what = fmt::format("{} of {}", action.only_changes ? "change" : "write", s.slot_names()[row]);
    s.start_job(std::make_unique<SearchJob>(s, action.is_forward, what,
                                            std::make_unique<WriteTest>(action.slot, action.only_changes)));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(GoToStateChange& action) const {
    if (!s.has_program()) return no_program();
    const std::size_t size = s.state().size(action.storage);
    if (action.count == 0 || action.first >= size || action.count > size - action.first)
        return Error::invalid(fmt::format("The state has {} elements of {}", size, storage_name(action.storage)));
    s.stop_playing();
    const std::string what = fmt::format("change of {}[{}]", storage_name(action.storage), action.first);
    s.start_job(std::make_unique<SearchJob>(s, action.is_forward, what,
                                            std::make_unique<StateTest>(action.storage, action.first, action.count)));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(GoToHit& action) const {
    if (!s.has_program()) return no_program();
    if (!s.breakpoints_.has_active()) return Error::invalid("No breakpoint is active");
    s.stop_playing();
    s.start_job(std::make_unique<SearchJob>(s, action.is_forward, "breakpoint hit", SearchJob::breakpoint_test(s)));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(GoToCondition& action) const {
    if (!s.has_program()) return no_program();
    if (auto made = ConditionEvaluator::create(action.condition, s.symbols()); !made) return made.error();
    s.stop_playing();
    std::string what = action.what.empty() ? "place where " + action.condition.to_text() : std::move(action.what);
    s.start_job(std::make_unique<SearchJob>(s, action.is_forward, std::move(what),
                                            SearchJob::condition_test(s, std::move(action.condition))));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetLoop& action) const {
    if (action.range && action.range->first >= action.range->last)
        return Error::invalid("A range to repeat needs two frames, the first one first");
    s.loop_ = action.range;
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(EditSlot& action) const {
    if (!s.has_program()) return no_program();
    if (s.slots().find(action.slot) == kNoSlotIndex)
        return Error::invalid(fmt::format("The program has no slot {}", action.slot));
    s.prepare_edit();
    s.make_edit({s.cursor().frame, s.is_in_frame() ? s.cursor().step : kFrameEnd,
                 SlotEdit{action.slot, std::move(action.value)}});
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(EditState& action) const {
    if (!s.has_program()) return no_program();
    if (action.element >= s.state().size(action.storage))
        return Error::invalid(fmt::format("The state has {} elements of {}, and no number {}",
                                          s.state().size(action.storage), storage_name(action.storage),
                                          action.element));
    s.prepare_edit();
    s.make_edit({s.cursor().frame, s.is_in_frame() ? s.cursor().step : kFrameEnd,
                 StateEdit{action.storage, action.element, action.value}});
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(EditConstant& action) const {
    if (!s.has_program()) return no_program();
    return s.edit_constant(action);
}

std::optional<Error> Session::Apply::operator()(UndoEdit&) const {
    if (!s.has_program()) return no_program();
    if (!s.can_undo_edit()) return Error::invalid("There is no edit at this place to take back");
    s.stop_playing();
    const Cursor at = s.cursor();
    const bool is_in_frame = s.is_in_frame();
    s.drop_values_after_cursor();
    s.history_.pop_edit();
    if (!s.edit_order_.empty()) s.edit_order_.pop_back();
    s.slot_history_.follow(s.history_.log());
    s.begin_playheads_anew();  // the state with the edit is nowhere but in them
    s.seek({at.frame, is_in_frame ? at.step : kFrameEnd}, true, false);
    s.finish_work();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SwitchBranch& action) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    const std::uint32_t left = s.history_.branch().id;
    if (!s.history_.switch_to(action.id)) return Error::invalid(fmt::format("There is no branch {}", action.id));
    s.begin_playheads_anew();  // they ran the branch that is left
    s.furthest_step_ = 0;
    s.empty_recent();
    s.keep_common_values(left);
    s.seek({s.newest_frame(), kFrameEnd}, true, false);
    s.finish_work();
    s.resume_source();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(DropBranch& action) const {
    if (!s.history_.drop_branch(action.id))
        return Error::invalid(fmt::format("There is no other branch {}", action.id));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetHistoryBudget& action) const {
    s.history_.set_other_bytes(0);
    s.history_.reserve_other_bytes(0);
    s.history_.set_budget(action.bytes);
    if (s.has_program()) {
        s.recent_ = s.new_recent();
        s.watch_values_ = s.new_watch_values();
        s.is_recent_whole_ = false;
        s.share_budget();
        s.history_.set_budget(action.bytes);
    }
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(VerifyRecording&) const {
    if (!s.has_program()) return no_program();
    s.stop_playing();
    s.start_job(std::make_unique<VerifyJob>(s));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(RequestValues&) const { return std::nullopt; }  // see Session::apply

std::optional<Error> Session::Apply::operator()(SetFps& action) const {
    if (!(action.fps > 0) || !std::isfinite(action.fps))
        return Error::invalid("Frames per second must be a positive number");
    // Time goes on from where it is: the frame count of the source is rescaled.
    s.source_position_ =
        static_cast<std::uint64_t>(std::llround(static_cast<double>(s.source_position_) * action.fps / s.fps_));
    s.fps_ = action.fps;
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetSpeed& action) const {
    if (!(action.speed >= 0) || !std::isfinite(action.speed))
        return Error::invalid("The speed must be zero or a positive number");
    s.speed_ = action.speed;
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetFrameSource& action) const {
    if (action.kind == FrameSourceKind::Scripted && action.times.empty())
        return Error::invalid("The list of scripted times is empty");
    s.source_ = action.kind;
    s.scripted_times_ = std::move(action.times);
    s.source_origin_ = s.newest_frame();
    s.resume_source();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetDelta& action) const {
    if (s.delta() == action.delta) return std::nullopt;
    s.delta_ = action.delta;
    if (!s.has_program()) return std::nullopt;
    s.stop_playing();
    if (s.is_in_frame()) s.run_one_frame();
    s.prepare_edit();
    s.make_edit({s.cursor().frame, kFrameEnd, DeltaEdit{action.delta}});
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetStopAtFaults& action) const {
    s.stop_at_faults_ = action.stop;
    return std::nullopt;
}

std::optional<Error> Session::apply(Action action) {
    are_values_whole_ = false;
    if (auto* const wanted = std::get_if<RequestValues>(&action)) {
        slot_history_.request(std::move(wanted->request));
        return std::nullopt;
    }
    ++revision_;
    end_job();
    message_.clear();
    if (!only_looks(action)) stopped_at_.reset();
    if (changes_breakpoints(action)) ++breakpoints_revision_;
    if (changes_watches(action)) ++watches_revision_;
    std::optional<BreakpointSet> breakpoints;
    if (can_undo_breakpoints(action)) breakpoints = breakpoints_.unbound_copy();
    std::optional<WatchSet> watches;
    if (can_undo_watches(action)) watches = watches_.unbound_copy();
    auto error = std::visit(Apply{*this}, action);
    if (breakpoints && !error) breakpoint_undo_.remember(std::move(*breakpoints), revision_);
    if (watches && !error) watch_undo_.remember(std::move(*watches), revision_);
    return error;
}

}  // namespace slotscope
