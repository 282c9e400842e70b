// SPDX-License-Identifier: MIT
// The session's programs, and what is read of it. Actions are in session_actions.cpp, running in session_run.cpp, moving in
// session_moves.cpp.
#include "slotscope/session.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "debug/session_jobs.h"
#include "slotscope/assert.h"

namespace slotscope {

namespace {

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
    info->symbols = ProgramSymbols(program, *slots, info->wiring);
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

// --- Programs -------------------------------------------------------------------------------------------------------

std::optional<Error> Session::start(LoadedProgram loaded, std::string path) {
    delta_ = delta();
    ExecutorOptions options;
    options.delta = delta_;
    auto executor = Executor::create(loaded.program, options);
    if (!executor) return executor.error().front();
    scout_.reset();
    playhead_.emplace(std::move(executor).value());
    history_.begin(*playhead_, options);
    slot_history_.begin(history_.log());
    comparison_.reset();
    infos_.clear();
    const ProgramPtr program = loaded.program;
    infos_[program] = describe_program(std::move(loaded), std::move(path));
    divergence_.reset();
    last_swap_.reset();
    log_.clear();
    count_log();
    edit_order_.clear();
    hits_.reset();
    stopped_at_.reset();
    resumed_at_.reset();
    pending_stop_.reset();
    observed_.reset();
    breakpoints_.reset();
    breakpoints_.reset_counts();
    loop_.reset();
    furthest_step_ = 0;
    source_position_ = 0;
    source_origin_ = 0;
    stop_playing();
    show_program(true);
    fit_frozen(true);
    share_budget();
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
    bind_watches();
    fit_frozen(false);
    recent_ = new_recent();
    recent_.record(values());
    watch_values_.record(frame_end());
    is_recent_whole_ = false;
    count_other_bytes();
    ++program_revision_;
}

std::optional<Error> Session::swap_program(LoadedProgram loaded, std::string path) {
    // Rejected before anything changes.
    if (auto rejected = RuntimeState::create(*loaded.program, executor().state().viewport); !rejected)
        return rejected.error().front();
    const bool was_playing = is_playing_ && !is_backward_;
    const auto frames_left = frames_left_;
    stop_playing();
    if (is_in_frame()) run_one_frame();
    prepare_edit();
    is_playing_ = was_playing;
    if (was_playing) frames_left_ = frames_left;

    SwapSummary summary;
    summary.old_program = executor().program();
    summary.new_program = loaded.program;
    const auto old_info = info_;
    const auto new_info = describe_program(std::move(loaded), std::move(path));
    infos_[summary.new_program] = new_info;
    summary.slots_gone = slots_only_in(*old_info, *new_info);
    summary.slots_new = slots_only_in(*new_info, *old_info);
    const auto kept = hot_swap(*summary.old_program, executor().state(), *summary.new_program, &summary.cells);
    SLOTSCOPE_ASSERT(kept.has_value(), "it was created before");
    make_edit({cursor().frame, kFrameEnd, SwapEdit{history_.add_program(summary.new_program)}});
    last_swap_ = std::move(summary);
    show_program(true);
    fit_frozen(true);
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
    if (auto rejected = RuntimeState::create(*changed, executor().state().viewport); !rejected)
        return rejected.error().front();
    stop_playing();
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

Undoable Session::next_undo() const noexcept {
    const std::uint64_t breakpoints = breakpoint_undo_.order(), watches = watch_undo_.order();
    const std::uint64_t lists = std::max(breakpoints, watches);
    if (has_program() && can_undo_edit() && (lists == 0 || (!edit_order_.empty() && edit_order_.back() > lists)))
        return Undoable::Edit;
    if (lists == 0) return Undoable::Nothing;
    return breakpoints > watches ? Undoable::Breakpoints : Undoable::Watches;
}

StepState Session::step_state(StepIndex step) const noexcept {
    const Cursor at = cursor();
    if (at.frame == playhead_->program_start())
        return StepState::NotRun;  // frame 0, or a program that was just swapped in
    if (step < at.step) return StepState::Done;
    if (current_fault())
        return step == at.step && current_fault()->step == step ? StepState::Faulted : StepState::Skipped;
    return step == at.step ? StepState::Next : StepState::NotRun;
}

std::size_t Session::memory_bytes() const noexcept {
    if (!has_program()) return 0;
    const std::size_t tables = program().steps.size() * sizeof(Step) +
                               (program().signals ? program().signals->size() * sizeof(SignalNode) : 0) +
                               (program().nodes ? program().nodes->size() * sizeof(Node) : 0) +
                               slots().size() * sizeof(SlotMeta);
    const std::size_t state_bytes = state().f64.size() * 8 + state().f32.size() * 4 + state().i32.size() * 4;
    return tables + values().memory_bytes() + state_bytes + history_.use().total();
}

}  // namespace slotscope
