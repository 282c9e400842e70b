// SPDX-License-Identifier: MIT
#include "debug/frame_tests.h"

#include <bit>

namespace slotscope {

void WriteTest::observe(const Playhead& at, std::vector<StepIndex>& places) {
    const ValueStore& values = at.executor().state().values;
    const SlotIndex row = values.slots().find(slot_);
    if (row == kNoSlotIndex || !values.is_written(row)) return;
    if (only_changes_ && values.status(row) != WriteStatus::Changed) return;
    const StepIndex writer = values.record(row).writer;
    places.push_back(writer == kNoStep ? kFrameEnd : writer + 1);
}

std::optional<FrameNumber> WriteTest::latest_possible(const Playhead& at) const {
    const ValueStore& values = at.executor().state().values;
    const SlotIndex row = values.slots().find(slot_);
    if (row == kNoSlotIndex) return at.frame();  // another program ran before
    const WriteRecord& record = values.record(row);
    if ((only_changes_ ? record.changed_epoch : record.epoch) == 0)
        return at.frame() == 0 ? std::nullopt : std::optional(at.frame());
    return only_changes_ ? values.last_changed_frame(row) : values.last_written_frame(row);
}

bool StateTest::take(const Playhead& at) {
    const StateBuffer& state = at.executor().state().state;
    previous_.resize(count_, 0);
    bool is_other = false;
    const std::size_t size = state.size(storage_);
    for (std::uint32_t i = 0; i < count_; ++i) {
        const double now = first_ + i < size ? state.at(storage_, first_ + i) : 0;
        is_other |= std::bit_cast<std::uint64_t>(now) != std::bit_cast<std::uint64_t>(previous_[i]);
        previous_[i] = now;
    }
    return is_other;
}

void StateTest::observe(const Playhead& at, std::vector<StepIndex>& places) {
    const bool is_other = take(at);
    if (is_other && has_previous_) places.push_back(kFrameEnd);
    has_previous_ = true;
}

void StateTest::begin_steps(const Playhead& at) { take(at); }
bool StateTest::is_true_now(const Playhead& at) { return take(at); }

StepIndex stop_place(const ConditionHit& hit, const Playhead& at) {
    const StepIndex run = at.executor().next_step();
    const StepIndex place = hit.steps_before_stop(run);
    return place >= run ? kFrameEnd : place;
}

BreakpointTest::BreakpointTest(BreakpointSet breakpoints, SymbolsOf symbols_of, bool is_silent)
    : breakpoints_(std::move(breakpoints)), symbols_of_(std::move(symbols_of)), is_silent_(is_silent) {}

void BreakpointTest::bind(const ProgramPtr& program) {
    if (bound_ == program) return;
    bound_ = program;
    breakpoints_.bind(symbols_of_(program));
}

void BreakpointTest::observe(const Playhead& at, std::vector<StepIndex>& places) {
    bind(at.executor().program());
    hits_.clear();
    breakpoints_.observe(FrameEnd::of(at.executor(), at.fault(), at.program_start()), hits_);
    std::erase_if(hits_, [](const BreakpointHit& hit) { return !hit.stops; });
    if (hits_.empty()) return;
    stops_ = hits_;
    stop_places_.clear();
    for (const BreakpointHit& hit : stops_) stop_places_.push_back(stop_place(hit.hit, at));
    const std::size_t known = places.size();
    for (const BreakpointHit& hit : hits_) {
        places.push_back(stop_place(hit.hit, at));
        const auto* evaluator = breakpoints_.evaluator_of(hit.id);
        if (evaluator == nullptr || !evaluator->needs_every_step()) continue;
        // Where the step is not known yet, the frame has to be stepped through.
        places.resize(known);
        places.push_back(kFrameEnd);
        return;
    }
}

bool BreakpointTest::can_find_step() const {
    for (std::size_t i = 0; i < breakpoints_.size(); ++i) {
        const ConditionEvaluator* evaluator = breakpoints_.evaluator(i);
        if (evaluator != nullptr && breakpoints_.is_active(i) && evaluator->needs_every_step()) return true;
    }
    return false;
}

void BreakpointTest::begin_steps(const Playhead& at) { before_ = at.executor().state().state; }

bool BreakpointTest::is_true_now(const Playhead& at) {
    const StateBuffer& state = at.executor().state().state;
    const StepIndex run = at.executor().next_step();
    const bool is_true = std::ranges::any_of(stops_, [&](const BreakpointHit& hit) {
        const ConditionEvaluator* evaluator = breakpoints_.evaluator_of(hit.id);
        if (evaluator != nullptr && evaluator->needs_every_step())
            return evaluator->cell_change(before_, state).has_value();
        return at.in_frame() ? hit.hit.step != kNoStep && hit.hit.steps_before_stop(run + 1) == run
                             : hit.hit.steps_before_stop(run) >= run;
    });
    before_ = state;
    return is_true;
}

std::optional<LogEntry> BreakpointTest::words(StepIndex step) const {
    if (stops_.empty() || is_silent_) return std::nullopt;
    // One that the frame was stepped through for may be at any step.
    const auto needs_steps = [&](const BreakpointHit& hit) {
        const ConditionEvaluator* evaluator = breakpoints_.evaluator_of(hit.id);
        return evaluator != nullptr && evaluator->needs_every_step();
    };
    auto said = static_cast<std::size_t>(std::ranges::find(stop_places_, step) - stop_places_.begin());
    if (said == stops_.size())
        said = static_cast<std::size_t>(std::ranges::find_if(stops_, needs_steps) - stops_.begin());
    if (said == stops_.size()) said = 0;
    LogEntry entry;
    entry.breakpoint = stops_[said].id;
    entry.message = stops_[said].message;
    entry.stopped = true;
    return entry;
}

}  // namespace slotscope
