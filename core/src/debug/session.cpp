// SPDX-License-Identifier: MIT
#include "slotscope/session.h"

#include <cmath>

namespace slotscope {

namespace {

/// Faults kept in the list; a program that faults every frame would fill memory.
constexpr std::size_t kMaxFaults = 10'000;
/// Frames that playing may owe: after a stall it goes on from here and does not race to catch up.
constexpr double kMaxOwedFrames = 8;

Error no_program() { return Error::invalid("No program is open"); }

}  // namespace

Session::Session() = default;
Session::~Session() = default;

// --- Actions --------------------------------------------------------------------------------------------------------

struct Session::Apply {
    Session& s;

    std::optional<Error> operator()(OpenProgram& action) const { return s.start(std::move(action.loaded), std::move(action.path)); }
    std::optional<Error> operator()(SwapProgram& action) const {
        if (!s.has_program()) return s.start(std::move(action.loaded), std::move(action.path));
        if (s.is_in_frame()) s.end_frame(s.executor_->finish_frame());
        const auto report = s.executor_->hot_swap(action.loaded.program);
        if (!report) return report.error().front();
        s.adopt_program(std::move(action.loaded), std::move(action.path));
        return std::nullopt;
    }
    std::optional<Error> operator()(CloseProgram&) const {
        s.executor_.reset();
        s.path_.clear();
        s.problems_.clear();
        s.load_notes_.clear();
        s.is_playing_ = false;
        s.faults_.clear();
        s.fault_count_ = 0;
        ++s.program_revision_;
        return std::nullopt;
    }
    std::optional<Error> operator()(Restart&) const {
        if (!s.has_program()) return no_program();
        LoadedProgram loaded;
        loaded.program = s.executor_->program();
        loaded.problems = s.problems_;
        loaded.notes = s.load_notes_;
        const bool was_playing = s.is_playing_;
        const auto error = s.start(std::move(loaded), s.path_);
        s.is_playing_ = was_playing && !error;
        return error;
    }
    std::optional<Error> operator()(StepFrame&) const {
        if (!s.has_program()) return no_program();
        s.is_playing_ = false;
        if (!s.is_in_frame() && !s.has_next_time()) return Error::invalid("The scripted times are used up");
        s.run_one_frame();
        return std::nullopt;
    }
    std::optional<Error> operator()(StepSchedule&) const {
        if (!s.has_program()) return no_program();
        s.is_playing_ = false;
        if (!s.is_in_frame()) {
            if (!s.has_next_time()) return Error::invalid("The scripted times are used up");
            s.begin_frame();
            if (!s.is_in_frame()) return std::nullopt;
        }
        const auto fault = s.executor_->run_step();
        if (!s.is_in_frame()) s.end_frame(fault);
        return std::nullopt;
    }
    std::optional<Error> operator()(Play& action) const {
        if (!s.has_program()) return no_program();
        s.is_playing_ = true;
        s.frames_left_ = action.frames;
        s.owed_frames_ = 1;  // the first frame runs at once
        return std::nullopt;
    }
    std::optional<Error> operator()(Pause&) const {
        s.is_playing_ = false;
        s.frames_left_.reset();
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
        if (action.kind == FrameSourceKind::Scripted) s.source_position_ = 0;
        else if (action.kind == FrameSourceKind::FixedFps && s.has_program()) s.source_position_ = s.cursor().frame;
        s.source_ = action.kind;
        s.scripted_times_ = std::move(action.times);
        return std::nullopt;
    }
    std::optional<Error> operator()(SetDelta& action) const {
        s.delta_ = action.delta;
        if (s.has_program()) s.executor_->set_delta(action.delta);
        return std::nullopt;
    }
    std::optional<Error> operator()(SetStopAtFaults& action) const {
        s.stop_at_faults_ = action.stop;
        return std::nullopt;
    }
};

std::optional<Error> Session::apply(Action action) {
    ++revision_;
    return std::visit(Apply{*this}, action);
}

// --- Programs -------------------------------------------------------------------------------------------------------

std::optional<Error> Session::start(LoadedProgram loaded, std::string path) {
    ExecutorOptions options;
    options.delta = delta_;
    auto executor = Executor::create(loaded.program, options);
    if (!executor) return executor.error().front();
    executor_ = std::move(executor).value();
    faults_.clear();
    fault_count_ = 0;
    source_position_ = 0;
    is_playing_ = false;
    frames_left_.reset();
    adopt_program(std::move(loaded), std::move(path));
    return std::nullopt;
}

void Session::adopt_program(LoadedProgram loaded, std::string path) {
    path_ = std::move(path);
    problems_ = std::move(loaded.problems);
    load_notes_ = std::move(loaded.notes);
    wiring_ = make_wiring(program(), slots());
    rings_ = find_rings(program());
    slot_names_.clear();
    const SlotNames names(program());  // slot_name() per slot would read every step for every slot
    for (const SlotMeta& slot : slots().rows()) slot_names_.push_back(names.of(slot.slot));
    step_names_.clear();
    for (StepIndex i = 0; i < program().steps.size(); ++i) step_names_.push_back(step_name(program(), i));
    history_ = RecentHistory(slots().size());
    history_.record(values());
    previous_values_.assign(slots().size(), Value());
    for (SlotIndex i = 0; i < slots().size(); ++i) previous_values_[i] = values().value_at(i);
    current_fault_.reset();
    ++program_revision_;
}

// --- Frames ---------------------------------------------------------------------------------------------------------

double Session::next_time() const noexcept {
    switch (source_) {
        case FrameSourceKind::FixedFps: return static_cast<double>(source_position_) * 1000 / fps_;
        case FrameSourceKind::Paused: return executor_->time().t_abs_ms;
        case FrameSourceKind::Scripted: return scripted_times_[source_position_];
    }
    return 0;
}

bool Session::has_next_time() const noexcept {
    return source_ != FrameSourceKind::Scripted || source_position_ < scripted_times_.size();
}

void Session::begin_frame() {
    for (SlotIndex i = 0; i < slots().size(); ++i) previous_values_[i] = values().value_at(i);
    current_fault_.reset();
    const double time = next_time();
    if (source_ != FrameSourceKind::Paused) ++source_position_;
    const auto fault = executor_->begin_frame(time);
    if (!is_in_frame()) end_frame(fault);
}

void Session::end_frame(std::optional<Fault> fault) {
    history_.record(values());
    if (!fault) return;
    ++fault_count_;
    if (faults_.size() >= kMaxFaults) faults_.erase(faults_.begin(), faults_.begin() + static_cast<std::ptrdiff_t>(kMaxFaults / 10));
    faults_.push_back(*fault);
    current_fault_ = std::move(fault);
}

void Session::run_one_frame() {
    if (!is_in_frame()) begin_frame();
    if (is_in_frame()) end_frame(executor_->finish_frame());
}

std::uint64_t Session::run(double elapsed_ms, const std::function<bool()>& may_continue) {
    if (!is_playing_) return 0;
    const bool is_unlimited = speed_ == 0;
    if (!is_unlimited) owed_frames_ = std::min(owed_frames_ + std::max(elapsed_ms, 0.0) * fps_ * speed_ / 1000, kMaxOwedFrames * std::max(1.0, speed_));
    std::uint64_t count = 0;
    while (is_unlimited || owed_frames_ >= 1) {
        if (frames_left_ == std::uint64_t{0} || (!is_in_frame() && !has_next_time())) {
            is_playing_ = false;
            frames_left_.reset();
            ++revision_;
            break;
        }
        run_one_frame();
        ++count;
        ++revision_;
        if (!is_unlimited) owed_frames_ -= 1;
        if (frames_left_) --*frames_left_;
        if (current_fault_ && stop_at_faults_) {
            is_playing_ = false;
            frames_left_.reset();
            break;
        }
        if (!may_continue()) break;
    }
    if (frames_left_ == std::uint64_t{0}) {
        is_playing_ = false;
        frames_left_.reset();
    }
    return count;
}

// --- What is read ---------------------------------------------------------------------------------------------------

Cursor Session::cursor() const noexcept { return {executor_->state().frame, executor_->next_step()}; }

StepState Session::step_state(StepIndex step) const noexcept {
    const Cursor at = cursor();
    if (at.frame == 0) return StepState::NotRun;
    if (step < at.step) return StepState::Done;
    if (current_fault_) return step == at.step && current_fault_->step == step ? StepState::Faulted : StepState::Skipped;
    return step == at.step ? StepState::Next : StepState::NotRun;
}

std::size_t Session::memory_bytes() const noexcept {
    if (!has_program()) return 0;
    const ValueStore& store = values();
    const std::size_t stores = store.f64().size_bytes() + store.f32().size_bytes() + store.i32().size_bytes() + store.u32().size_bytes() +
                               store.objects().size() * sizeof(Value) + slots().size() * (sizeof(WriteRecord) + sizeof(SlotMeta) + sizeof(Value));
    const std::size_t tables = program().steps.size() * sizeof(Step) + (program().signals ? program().signals->size() * sizeof(SignalNode) : 0) +
                               (program().nodes ? program().nodes->size() * sizeof(Node) : 0);
    const std::size_t state_bytes = state().f64.size() * 8 + state().f32.size() * 4 + state().i32.size() * 4;
    return stores + tables + state_bytes + history_.bytes();
}

}  // namespace slotscope
