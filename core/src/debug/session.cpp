// SPDX-License-Identifier: MIT
// The session's programs, settings and actions. Running is in session_run.cpp, moving in session_moves.cpp.
#include "slotscope/session.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "debug/session_jobs.h"
#include "slotscope/assert.h"

namespace slotscope {

namespace {

Error no_program() { return Error::invalid("No program is open"); }
std::optional<Error> no_breakpoint() { return Error::invalid("There is no such breakpoint"); }

std::shared_ptr<const SessionProgram> describe_program(LoadedProgram loaded, std::string path) {
    auto info = std::make_shared<SessionProgram>();
    info->loaded = std::move(loaded);
    info->path = std::move(path);
    const Program& program = *info->loaded.program;
    const auto slots = SlotTable::of_program(program);
    SLOTSCOPE_ASSERT(slots.has_value(), "a program that runs has slots");
    info->wiring = make_wiring(program, *slots);
    info->rings = find_rings(program);
    const SlotNames names(program);  // slot_name() per slot would read every step for every slot
    for (const SlotMeta& slot : slots->rows()) info->slot_names.push_back(names.of(slot.slot));
    for (StepIndex i = 0; i < program.steps.size(); ++i) info->step_names.push_back(step_name(program, i));
    info->symbols = ProgramSymbols(program, *slots);
    return info;
}

/// Names of the slots that `program` has and `other` lacks, by name.
std::vector<std::string> slots_only_in(const SessionProgram& program, const SessionProgram& other) {
    std::vector<std::string> names = program.slot_names, others = other.slot_names, only;
    std::ranges::sort(names);
    std::ranges::sort(others);
    std::ranges::set_difference(names, others, std::back_inserter(only));
    return only;
}

}  // namespace

Session::Session() : info_(std::make_shared<SessionProgram>()) {}
Session::~Session() = default;

// --- Actions --------------------------------------------------------------------------------------------------------

struct Session::Apply {
    Session& s;

    std::optional<Error> operator()(OpenProgram& action) const { return s.start(std::move(action.loaded), std::move(action.path)); }
    std::optional<Error> operator()(SwapProgram& action) const {
        if (!s.has_program()) return s.start(std::move(action.loaded), std::move(action.path));
        return s.swap_program(std::move(action.loaded), std::move(action.path));
    }
    std::optional<Error> operator()(CloseProgram&) const {
        s.playhead_.reset();
        s.scout_.reset();
        s.info_ = std::make_shared<SessionProgram>();
        s.infos_.clear();
        s.breakpoints_.unbind();
        s.hits_.reset();
        s.log_.clear();
        s.history_ = History(s.history_.use().budget);
        s.stop_playing();
        ++s.program_revision_;
        return std::nullopt;
    }
    std::optional<Error> operator()(Restart&) const {
        if (!s.has_program()) return no_program();
        const bool was_playing = s.is_playing_ && !s.is_backward_;
        const auto error = s.start(s.info_->loaded, s.info_->path);
        s.is_playing_ = was_playing && !error;
        return error;
    }
    std::optional<Error> operator()(StepFrame&) const {
        if (!s.has_program()) return no_program();
        s.stop_playing();
        return s.run_one_frame() ? std::nullopt : std::optional(Error::invalid("The scripted times are used up"));
    }
    std::optional<Error> operator()(StepSchedule&) const {
        if (!s.has_program()) return no_program();
        s.stop_playing();
        if (!s.is_in_frame()) {
            if (!s.has_next_time()) return Error::invalid("The scripted times are used up");
            s.begin_frame();
        }
        if (s.is_in_frame()) s.run_to_step(s.executor().next_step() + 1);
        return std::nullopt;
    }
    std::optional<Error> operator()(StepBack&) const {
        if (!s.has_program()) return no_program();
        s.stop_playing();
        const Cursor at = s.cursor();
        if (at.frame == 0) return Error::invalid("There is nothing before frame 0");
        s.seek({at.frame - 1, kFrameEnd}, false, false);
        return std::nullopt;
    }
    std::optional<Error> operator()(StepScheduleBack&) const {
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
    std::optional<Error> operator()(Play& action) const {
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
    std::optional<Error> operator()(PlayBackward&) const {
        if (!s.has_program()) return no_program();
        if (s.cursor().frame == 0) return Error::invalid("There is nothing before frame 0");
        s.is_playing_ = s.is_backward_ = true;
        s.frames_left_.reset();
        s.owed_frames_ = 1;
        return std::nullopt;
    }
    std::optional<Error> operator()(Pause&) const {
        s.stop_playing();
        return std::nullopt;
    }
    std::optional<Error> operator()(SeekTo& action) const {
        if (!s.has_program()) return no_program();
        if (action.frame > s.newest_frame())
            return Error::invalid(fmt::format("Frame {} has not run yet; the newest is {}", action.frame, s.newest_frame()));
        s.stop_playing();
        s.seek({action.frame, action.step}, false, true);
        return std::nullopt;
    }
    std::optional<Error> operator()(GoToEnd&) const {
        if (!s.has_program()) return no_program();
        s.stop_playing();
        if (!s.is_live()) s.seek({s.newest_frame(), kFrameEnd}, true, true);
        return std::nullopt;
    }
    std::optional<Error> operator()(GoToWrite& action) const {
        if (!s.has_program()) return no_program();
        const SlotIndex row = s.slots().find(action.slot);
        if (row == kNoSlotIndex) return Error::invalid(fmt::format("The program has no slot {}", action.slot));
        s.stop_playing();
        const std::string what = fmt::format("{} of {}", action.only_changes ? "change" : "write", s.slot_names()[row]);
        s.start_job(std::make_unique<SearchJob>(
            s, action.is_forward, what, std::make_unique<WriteTest>(action.slot, action.only_changes)));
        return std::nullopt;
    }
    std::optional<Error> operator()(GoToStateChange& action) const {
        if (!s.has_program()) return no_program();
        const std::size_t size = s.state().size(action.storage);
        if (action.count == 0 || action.first >= size || action.count > size - action.first)
            return Error::invalid(fmt::format("The state has {} elements of {}", size, storage_name(action.storage)));
        s.stop_playing();
        const std::string what = fmt::format("change of {}[{}]", storage_name(action.storage), action.first);
        s.start_job(std::make_unique<SearchJob>(
            s, action.is_forward, what,
            std::make_unique<StateTest>(action.storage, action.first, action.count)));
        return std::nullopt;
    }
    std::optional<Error> operator()(GoToHit& action) const {
        if (!s.has_program()) return no_program();
        if (!s.breakpoints_.has_active()) return Error::invalid("No breakpoint is active");
        s.stop_playing();
        const auto symbols_of = [session = &s](const ProgramPtr& program) -> const ProgramSymbols& { return session->infos_.at(program)->symbols; };
        const auto start_of = [session = &s](const Playhead& at) { return session->program_start(at); };
        s.start_job(std::make_unique<SearchJob>(s, action.is_forward, "breakpoint hit",
                                                std::make_unique<BreakpointTest>(s.breakpoints_, action.is_forward, symbols_of, start_of)));
        return std::nullopt;
    }
    std::optional<Error> operator()(AddBreakpoint& action) const {
        s.observed_.reset();
        auto added = s.breakpoints_.add(std::move(action.breakpoint));
        return added ? std::nullopt : std::optional(added.error());
    }
    std::optional<Error> operator()(ReplaceBreakpoint& action) const {
        s.observed_.reset();
        return s.breakpoints_.replace(std::move(action.breakpoint)) ? std::nullopt : no_breakpoint();
    }
    std::optional<Error> operator()(RemoveBreakpoint& action) const {
        return s.breakpoints_.remove(action.id) ? std::nullopt : no_breakpoint();
    }
    std::optional<Error> operator()(EnableBreakpoint& action) const {
        s.observed_.reset();
        return s.breakpoints_.set_enabled(action.id, action.is_enabled) ? std::nullopt : no_breakpoint();
    }
    std::optional<Error> operator()(EnableBreakpointGroup& action) const {
        s.observed_.reset();
        s.breakpoints_.set_group_enabled(action.group, action.is_enabled);
        return std::nullopt;
    }
    std::optional<Error> operator()(SetBreakpoints& action) const {
        s.observed_.reset();
        s.breakpoints_ = std::move(action.breakpoints);
        if (s.has_program()) s.breakpoints_.bind(s.symbols());
        return std::nullopt;
    }
    std::optional<Error> operator()(FindHits& action) const {
        if (!s.has_program()) return no_program();
        if (auto made = ConditionEvaluator::create(action.condition, s.symbols()); !made) return made.error();
        s.stop_playing();
        s.start_job(std::make_unique<HitsJob>(s, action));
        return std::nullopt;
    }
    std::optional<Error> operator()(ClearHits&) const {
        s.hits_.reset();
        return std::nullopt;
    }
    std::optional<Error> operator()(GoBack&) const {
        if (!s.has_program()) return no_program();
        if (!s.can_go_back()) return Error::invalid("There is no earlier place to go back to");
        s.stop_playing();
        if (s.trail_at_ == s.trail_.size()) s.trail_.push_back(s.cursor());
        --s.trail_at_;
        s.seek(s.trail_[s.trail_at_], true, false);
        return std::nullopt;
    }
    std::optional<Error> operator()(GoForward&) const {
        if (!s.has_program()) return no_program();
        if (s.trail_at_ + 1 >= s.trail_.size()) return Error::invalid("There is no later place to go to");
        s.stop_playing();
        ++s.trail_at_;
        s.seek(s.trail_[s.trail_at_], true, false);
        return std::nullopt;
    }
    std::optional<Error> operator()(SetLoop& action) const {
        if (action.range && action.range->first >= action.range->last)
            return Error::invalid("A range to repeat needs two frames, the first one first");
        s.loop_ = action.range;
        return std::nullopt;
    }
    std::optional<Error> operator()(EditSlot& action) const {
        if (!s.has_program()) return no_program();
        if (s.slots().find(action.slot) == kNoSlotIndex)
            return Error::invalid(fmt::format("The program has no slot {}", action.slot));
        s.prepare_edit();
        s.make_edit({s.cursor().frame, s.is_in_frame() ? s.cursor().step : kFrameEnd, SlotEdit{action.slot, std::move(action.value)}});
        return std::nullopt;
    }
    std::optional<Error> operator()(EditState& action) const {
        if (!s.has_program()) return no_program();
        if (action.element >= s.state().size(action.storage))
            return Error::invalid(fmt::format("The state has {} elements of {}, and no number {}", s.state().size(action.storage),
                                              storage_name(action.storage), action.element));
        s.prepare_edit();
        s.make_edit({s.cursor().frame, s.is_in_frame() ? s.cursor().step : kFrameEnd, StateEdit{action.storage, action.element, action.value}});
        return std::nullopt;
    }
    std::optional<Error> operator()(EditConstant& action) const {
        if (!s.has_program()) return no_program();
        return s.edit_constant(action);
    }
    std::optional<Error> operator()(UndoEdit&) const {
        if (!s.has_program()) return no_program();
        if (!s.can_undo_edit()) return Error::invalid("There is no edit at this place to take back");
        s.stop_playing();
        const Cursor at = s.cursor();
        const bool is_in_frame = s.is_in_frame();
        s.history_.pop_edit();
        // The state with the edit is nowhere but in the playhead, which goes back to before it.
        s.scout_.reset();
        s.seek({at.frame, is_in_frame ? at.step : kFrameEnd}, true, false);
        s.finish_work();
        s.scout_.reset();  // it is the playhead that had the edit
        s.has_edited_ = true;
        return std::nullopt;
    }
    std::optional<Error> operator()(SwitchBranch& action) const {
        if (!s.has_program()) return no_program();
        s.stop_playing();
        if (!s.history_.switch_to(action.id)) return Error::invalid(fmt::format("There is no branch {}", action.id));
        s.trail_.clear();
        s.trail_at_ = 0;
        s.scout_.reset();
        s.recent_.clear();
        s.seek({s.newest_frame(), kFrameEnd}, true, false);
        s.finish_work();
        s.scout_.reset();  // it is the playhead that ran the branch which was left
        s.resume_source();
        return std::nullopt;
    }
    std::optional<Error> operator()(DropBranch& action) const {
        if (!s.history_.drop_branch(action.id)) return Error::invalid(fmt::format("There is no other branch {}", action.id));
        return std::nullopt;
    }
    std::optional<Error> operator()(SetBookmark& action) const {
        if (!s.has_program()) return no_program();
        if (action.bookmark.frame > s.newest_frame()) return Error::invalid("That frame has not run yet");
        s.history_.set_bookmark(std::move(action.bookmark));
        return std::nullopt;
    }
    std::optional<Error> operator()(RemoveBookmark& action) const {
        s.history_.remove_bookmark(action.frame);
        return std::nullopt;
    }
    std::optional<Error> operator()(SetHistoryBudget& action) const {
        s.history_.set_budget(action.bytes);
        return std::nullopt;
    }
    std::optional<Error> operator()(VerifyRecording&) const {
        if (!s.has_program()) return no_program();
        s.stop_playing();
        s.start_job(std::make_unique<VerifyJob>(s));
        return std::nullopt;
    }
    std::optional<Error> operator()(SetFps& action) const {
        if (!(action.fps > 0) || !std::isfinite(action.fps)) return Error::invalid("Frames per second must be a positive number");
        // Time goes on from where it is: the frame count of the source is rescaled.
        s.source_position_ = static_cast<std::uint64_t>(std::llround(static_cast<double>(s.source_position_) * action.fps / s.fps_));
        s.fps_ = action.fps;
        return std::nullopt;
    }
    std::optional<Error> operator()(SetSpeed& action) const {
        if (!(action.speed >= 0) || !std::isfinite(action.speed)) return Error::invalid("The speed must be zero or a positive number");
        s.speed_ = action.speed;
        return std::nullopt;
    }
    std::optional<Error> operator()(SetFrameSource& action) const {
        if (action.kind == FrameSourceKind::Scripted && action.times.empty()) return Error::invalid("The list of scripted times is empty");
        s.source_ = action.kind;
        s.scripted_times_ = std::move(action.times);
        s.source_origin_ = s.newest_frame();
        s.resume_source();
        return std::nullopt;
    }
    std::optional<Error> operator()(SetDelta& action) const {
        if (s.delta_ == action.delta) return std::nullopt;
        s.delta_ = action.delta;
        if (!s.has_program()) return std::nullopt;
        if (s.is_in_frame()) s.run_one_frame();
        s.prepare_edit();
        s.make_edit({s.cursor().frame, kFrameEnd, DeltaEdit{action.delta}});
        return std::nullopt;
    }
    std::optional<Error> operator()(SetStopAtFaults& action) const {
        s.stop_at_faults_ = action.stop;
        return std::nullopt;
    }
};

std::optional<Error> Session::apply(Action action) {
    ++revision_;
    end_job();
    message_.clear();
    if (!std::holds_alternative<AddBreakpoint>(action) && !std::holds_alternative<ReplaceBreakpoint>(action) &&
        !std::holds_alternative<EnableBreakpoint>(action))
        stopped_at_.reset();
    has_edited_ = false;
    return std::visit(Apply{*this}, action);
}

// --- Programs -------------------------------------------------------------------------------------------------------

std::optional<Error> Session::start(LoadedProgram loaded, std::string path) {
    ExecutorOptions options;
    options.delta = delta_;
    auto executor = Executor::create(loaded.program, options);
    if (!executor) return executor.error().front();
    scout_.reset();
    playhead_.emplace(std::move(executor).value());
    history_.begin(*playhead_, options);
    infos_.clear();
    infos_[loaded.program] = describe_program(loaded, std::move(path));
    divergence_.reset();
    last_swap_.reset();
    log_.clear();
    hits_.reset();
    stopped_at_.reset();
    observed_.reset();
    breakpoints_.reset();
    breakpoints_.reset_counts();
    trail_.clear();
    trail_at_ = 0;
    loop_.reset();
    furthest_step_ = 0;
    source_position_ = 0;
    source_origin_ = 0;
    stop_playing();
    show_program(true);
    return std::nullopt;
}

/// Makes what is shown that of the playhead's program. `is_new`: its slots have just been made.
void Session::show_program(bool is_new) {
    const auto found = infos_.find(executor().program());
    SLOTSCOPE_ASSERT(found != infos_.end(), "every program of the run was described");
    if (is_new) before_.assign(values());
    if (info_ == found->second && !is_new) return;
    info_ = found->second;
    breakpoints_.bind(info_->symbols);
    observed_.reset();
    recent_ = RecentHistory(slots().size());
    recent_.record(values());
    ++program_revision_;
}

std::optional<Error> Session::swap_program(LoadedProgram loaded, std::string path) {
    // Rejected before anything changes.
    if (auto rejected = RuntimeState::create(*loaded.program, executor().state().viewport); !rejected) return rejected.error().front();
    const bool was_playing = is_playing_;
    if (is_in_frame()) run_one_frame();
    prepare_edit();
    is_playing_ = was_playing;

    SwapSummary summary;
    summary.old_program = executor().program();
    summary.new_program = loaded.program;
    const auto old_info = info_;
    const auto new_info = describe_program(loaded, std::move(path));
    infos_[loaded.program] = new_info;
    summary.slots_gone = slots_only_in(*old_info, *new_info);
    summary.slots_new = slots_only_in(*new_info, *old_info);
    const auto kept = hot_swap(*summary.old_program, executor().state(), *loaded.program, &summary.cells);
    SLOTSCOPE_ASSERT(kept.has_value(), "it was created before");
    make_edit({cursor().frame, kFrameEnd, SwapEdit{history_.add_program(loaded.program)}});
    last_swap_ = std::move(summary);
    show_program(true);
    return std::nullopt;
}

std::optional<Error> Session::edit_constant(const EditConstant& action) {
    auto changed = std::make_shared<Program>(program());
    ConstPool& pool = changed->constants;
    const auto put = [&](auto& rows, auto value) {
        if (action.row >= rows.size()) return false;
        rows[action.row] = std::move(value);
        return true;
    };
    const double number = action.value.to_number();
    bool is_there = false;
    switch (action.pool) {
        case ConstKind::Json: is_there = put(pool.json, action.value); break;
        case ConstKind::F64: is_there = put(pool.f64, number); break;
        case ConstKind::F32: is_there = put(pool.f32, static_cast<float>(number)); break;
        case ConstKind::I32: {
            if (!(number >= -2147483648.0 && number <= 2147483647.0))
                return Error::invalid("A constant of this pool is a whole number of 32 bits");
            is_there = put(pool.i32, static_cast<std::int32_t>(number));
            break;
        }
        case ConstKind::Unknown: break;
    }
    if (!is_there) return Error::invalid(fmt::format("There is no constant {} in that pool", action.row));
    if (auto rejected = RuntimeState::create(*changed, executor().state().viewport); !rejected) return rejected.error().front();
    if (is_in_frame()) run_one_frame();
    prepare_edit();
    // All that is known of the program holds for the changed one but its constants.
    auto info = std::make_shared<SessionProgram>(*info_);
    info->loaded.program = changed;
    infos_[changed] = info;
    make_edit({cursor().frame, kFrameEnd, ConstantEdit{history_.add_program(changed)}});
    show_program(false);
    return std::nullopt;
}

// --- What is read ---------------------------------------------------------------------------------------------------

Cursor Session::cursor() const noexcept { return {executor().state().frame, executor().next_step()}; }

bool Session::is_live() const noexcept {
    return playhead_->frame() == newest_frame() && playhead_->edits_done() == history_.log().edits.size() &&
           (!is_in_frame() || history_.finished() < newest_frame());
}

bool Session::can_undo_edit() const noexcept {
    const auto& edits = history_.log().edits;
    if (!is_live() || edits.empty()) return false;
    const Edit& last = edits.back();
    return last.frame == playhead_->frame() && last.step == (is_in_frame() ? executor().next_step() : kFrameEnd);
}

StepState Session::step_state(StepIndex step) const noexcept {
    const Cursor at = cursor();
    if (at.frame == 0) return StepState::NotRun;
    if (step < at.step) return StepState::Done;
    if (current_fault()) return step == at.step && current_fault()->step == step ? StepState::Faulted : StepState::Skipped;
    return step == at.step ? StepState::Next : StepState::NotRun;
}

std::size_t Session::memory_bytes() const noexcept {
    if (!has_program()) return 0;
    const std::size_t tables = program().steps.size() * sizeof(Step) + (program().signals ? program().signals->size() * sizeof(SignalNode) : 0) +
                               (program().nodes ? program().nodes->size() * sizeof(Node) : 0) + slots().size() * sizeof(SlotMeta);
    const std::size_t state_bytes = state().f64.size() * 8 + state().f32.size() * 4 + state().i32.size() * 4;
    return tables + values().memory_bytes() + state_bytes + history_.use().total();
}

}  // namespace slotscope
