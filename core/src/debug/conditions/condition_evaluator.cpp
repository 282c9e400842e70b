// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "slotscope/assert.h"
#include "slotscope/condition.h"

namespace slotscope {
namespace {

constexpr std::uint64_t kExponent = 0x7ff0000000000000;

bool is_wanted(double value, NotFinite what) noexcept {
    return what == NotFinite::Nan        ? std::isnan(value)
           : what == NotFinite::Infinity ? std::isinf(value)
                                         : !std::isfinite(value);
}

/// Whether any element may be NaN or an infinity. Without branches, so that it vectorises: this runs every frame.
template <class T>
bool any_not_finite(std::span<const T> values) noexcept {
    using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    constexpr Bits kOne = sizeof(T) == 8 ? Bits(std::uint64_t{1} << 52) : Bits{1} << 23;  // of the exponent
    constexpr Bits kTop = Bits{1} << (8 * sizeof(T) - 1);
    Bits any = 0;
    for (const T value : values) any |= (std::bit_cast<Bits>(value) & (kTop - 1)) + kOne;
    return (any & kTop) != 0;
}

/// No step has written it, the program gave it no initial value, and nothing has filled it in place.
bool is_unset(const ValueStore& values, SlotIndex slot) noexcept {
    if (values.status(slot) != WriteStatus::Never) return false;
    const SlotMeta& meta = values.slots()[slot];
    return meta.storage != Storage::Object || values.objects()[meta.offset].typed_array() == nullptr;
}

}  // namespace

void ConditionEvaluator::reset() noexcept {
    observed_ = 0;
    saw_start_ = false;
    if (expression_) expression_->reset();
}

std::optional<ConditionHit> ConditionEvaluator::observe(const FrameEnd& end) {
    if (observed_ != 0 && end.frame != next_frame_) reset();
    if (observed_ == 0) {
        direction_ = 0;
        reversals_ = 0;
        last_turn_.reset();
        turn_before_.reset();
    }
    const bool is_start = end.frame == end.start_frame;
    saw_start_ = saw_start_ || is_start;
    std::optional<ConditionHit> hit = decide(end);
    if (is_start) hit.reset();
    if (slot_ != kNoSlotIndex) previous_ = end.state.values.number_at(slot_);
    if (expression_) expression_->advance(end);
    ++observed_;
    next_frame_ = end.frame + 1;
    return hit;
}

std::optional<ConditionHit> ConditionEvaluator::decide(const FrameEnd& end) {
    switch (kind_) {
        case ConditionKind::Step: return decide_step(end);
        case ConditionKind::Fault:
            if (end.fault != nullptr && (!fault_ || *fault_ == end.fault->kind)) {
                ConditionHit hit{end.frame, end.fault->step};
                hit.fault = end.fault->kind;
                if (end.fault->slot) hit.slot = end.state.values.slots().find(*end.fault->slot);
                return hit;
            }
            return {};
        case ConditionKind::Frame:
            if (end.frame == frames_) return ConditionHit{end.frame};
            return {};
        case ConditionKind::Cell: return decide_cell(end);
        case ConditionKind::Expression: return decide_expression(end);
        case ConditionKind::Alternates: return decide_alternates(end);
        case ConditionKind::Period: return decide_period(end);
        case ConditionKind::UnsetRead: return decide_unset_read(end);
        case ConditionKind::NotFinite:
            if (slot_ == kNoSlotIndex) return find_not_finite(end);
            return decide_slot(end);
        default: return decide_slot(end);
    }
}

ConditionHit ConditionEvaluator::hit_of_slot(const FrameEnd& end, SlotIndex slot) const {
    const ValueStore& values = end.state.values;
    ConditionHit hit{end.frame};
    hit.slot = slot;
    hit.value = values.number_at(slot);
    if (values.is_written(slot)) hit.step = values.record(slot).writer;
    if (observed_ != 0 && slot == slot_) hit.previous = previous_;
    return hit;
}

std::optional<ConditionHit> ConditionEvaluator::decide_slot(const FrameEnd& end) const {
    const ValueStore& values = end.state.values;
    const WriteStatus status = values.status(slot_);
    bool holds = false;
    switch (kind_) {
        case ConditionKind::Write: holds = status == WriteStatus::Same || status == WriteStatus::Changed; break;
        case ConditionKind::Change: holds = status == WriteStatus::Changed; break;
        case ConditionKind::NotFinite:
            holds = status == WriteStatus::Changed && is_wanted(values.number_at(slot_), not_finite_);
            break;
        case ConditionKind::Stale: holds = status == WriteStatus::Never || status == WriteStatus::Stale; break;
        case ConditionKind::Never: holds = status == WriteStatus::Never; break;
        case ConditionKind::Unchanged: {
            const bool ever = values.record(slot_).changed_epoch != 0;
            holds = end.frame - (ever ? values.last_changed_frame(slot_) : end.start_frame) == frames_;
            break;
        }
        case ConditionKind::Unwritten: {
            const bool ever = status != WriteStatus::Never;
            holds = end.frame - (ever ? values.last_written_frame(slot_) : end.start_frame) == frames_;
            break;
        }
        case ConditionKind::Moved:
        case ConditionKind::Crossed:
            holds = observed_ != 0 && column_->test.holds(values.number_at(slot_), previous_);
            break;
        default: SLOTSCOPE_ASSERT(false, "the kind is about one slot");
    }
    if (!holds) return {};
    return hit_of_slot(end, slot_);
}

std::optional<ConditionHit> ConditionEvaluator::decide_step(const FrameEnd& end) const {
    // The step at which a fault ended the frame ran too, though not to its end.
    const bool ran = step_ < end.steps_run || (end.fault != nullptr && end.fault->step == step_);
    if (!ran) return {};
    return ConditionHit{end.frame, step_, is_before_};
}

std::optional<ConditionHit> ConditionEvaluator::decide_alternates(const FrameEnd& end) {
    if (observed_ == 0) return {};
    const double difference = end.state.values.number_at(slot_) - previous_;
    const int direction = difference > 0 ? 1 : difference < 0 ? -1 : 0;
    const bool reverses = direction != 0 && direction == -direction_;
    direction_ = direction;
    // Counted to one more than wanted, so that a longer streak is told from one of that length.
    reversals_ = reverses ? std::min(reversals_ + 1, frames_ + 1) : 0;
    if (reversals_ != frames_) return {};
    // Seen from its beginning? Else it may be the rest of a longer one.
    if (!saw_start_ && observed_ < warm_up_) return {};
    return hit_of_slot(end, slot_);
}

/// Turns that lie too far back to be seen by all who observe count for nobody.
std::optional<ConditionHit> ConditionEvaluator::decide_period(const FrameEnd& end) {
    if (observed_ == 0) return {};
    const double difference = end.state.values.number_at(slot_) - previous_;
    if (difference < 0) {
        direction_ = -1;
        fell_at_ = end.frame;
        return {};
    }
    if (!(difference > 0)) return {};
    const bool turns = direction_ < 0 && end.frame - fell_at_ <= kLongestPeriod;
    direction_ = 1;
    if (!turns) return {};
    const auto before = std::exchange(turn_before_, last_turn_), last = std::exchange(last_turn_, end.frame);
    if (!before || !last) return {};
    const FrameNumber period = end.frame - *last, period_before = *last - *before;
    if (period > kLongestPeriod || period_before > kLongestPeriod) return {};
    if (std::max(period, period_before) - std::min(period, period_before) < frames_) return {};
    ConditionHit hit = hit_of_slot(end, slot_);
    hit.value = static_cast<double>(period);
    hit.previous = static_cast<double>(period_before);
    return hit;
}

std::optional<ConditionHit> ConditionEvaluator::decide_unset_read(const FrameEnd& end) {
    const ValueStore& values = end.state.values;
    if (observed_ == 0) {
        unset_.resize(reads_.size());
        std::iota(unset_.begin(), unset_.end(), 0U);
    }
    const Read* first = nullptr;
    std::erase_if(unset_, [&](std::uint32_t index) {
        const Read& read = reads_[index];
        const bool is_still_unset = is_unset(values, read.slot);
        const bool ran = read.step < end.steps_run || (end.fault != nullptr && end.fault->step == read.step);
        // Written for the first time in this frame: steps up to the writer read what was there before.
        const StepIndex writer = values.record(read.slot).writer;
        const bool was_unset = is_still_unset || (observed_ != 0 && values.is_written(read.slot) && writer != kNoStep &&
                                                  read.step <= writer);
        if (ran && was_unset && (first == nullptr || read.step < first->step)) first = &read;
        return !is_still_unset;
    });
    if (first == nullptr) return {};
    ConditionHit hit = hit_of_slot(end, first->slot);
    hit.step = first->step;
    hit.is_before = true;
    return hit;
}

std::optional<ConditionHit> ConditionEvaluator::decide_expression(const FrameEnd& end) {
    if (column_) {
        if (!column_->test.holds(end.state.values.number_at(slot_), 0)) return {};
        return hit_of_slot(end, slot_);
    }
    if (!expression_->knows(end)) return {};
    ConditionHit hit{end.frame};
    hit.value = expression_->value(end);
    if (!(hit.value < 0 || hit.value > 0)) return {};
    // Its value was settled by the last write to what it reads.
    const ValueStore& values = end.state.values;
    std::optional<std::uint32_t> last;
    for (const SlotIndex slot : expression_->slots()) {
        if (!values.is_written(slot)) continue;
        const WriteRecord& record = values.record(slot);
        if (last && record.order <= *last) continue;
        last = record.order;
        hit.step = record.writer;
    }
    return hit;
}

std::optional<ConditionHit> ConditionEvaluator::find_not_finite(const FrameEnd& end) const {
    const ValueStore& values = end.state.values;
    SlotIndex first = kNoSlotIndex;
    const auto look_at = [&](SlotIndex slot) {
        if (values.status(slot) != WriteStatus::Changed || !is_wanted(values.number_at(slot), not_finite_)) return;
        if (first == kNoSlotIndex || values.record(slot).order < values.record(first).order) first = slot;
    };
    for (const SlotIndex slot : objects_) {  // as numbers, objects are NaN: only numbers count
        if (values.objects()[values.slots()[slot].offset].is_number()) look_at(slot);
    }
    if (any_not_finite(values.f64()) || any_not_finite(values.f32())) {
        for (SlotIndex slot = 0; slot < values.slots().size(); ++slot) {
            if (values.slots()[slot].storage != Storage::Object) look_at(slot);
        }
    }
    if (first == kNoSlotIndex) return {};
    return hit_of_slot(end, first);
}

// --- State cells ------------------------------------------------------------------------------------------------------

std::optional<CellChange> ConditionEvaluator::cell_change(const StateBuffer& before, const StateBuffer& after) const {
    SLOTSCOPE_ASSERT(needs_every_step(), "only conditions on cells ask for changes within a frame");
    const auto first_difference = [this](const auto& old_values, const auto& new_values) -> std::optional<CellChange> {
        for (std::uint32_t i = 0; i < count_; ++i) {
            const double old_value = old_values[first_ + i], new_value = new_values[first_ + i];
            if (ColumnTest{ColumnTestKind::Changed}.holds(new_value, old_value)) {
                return CellChange{first_in_cell_ + i, old_value, new_value};
            }
        }
        return {};
    };
    switch (storage_) {
        case StateStorage::F64: return first_difference(before.f64, after.f64);
        case StateStorage::F32: return first_difference(before.f32, after.f32);
        case StateStorage::I32: return first_difference(before.i32, after.i32);
    }
    return {};
}

std::optional<ConditionHit> ConditionEvaluator::decide_cell(const FrameEnd& end) {
    std::optional<ConditionHit> hit;
    previous_cells_.resize(count_);
    for (std::uint32_t i = 0; i < count_; ++i) {
        const double value = end.state.state.at(storage_, first_ + i);
        if (observed_ != 0 && !hit && ColumnTest{ColumnTestKind::Changed}.holds(value, previous_cells_[i])) {
            hit = ConditionHit{end.frame};
            hit->element = first_in_cell_ + i;
            hit->value = value;
            hit->previous = previous_cells_[i];
        }
        previous_cells_[i] = value;
    }
    return hit;
}

}  // namespace slotscope
