// SPDX-License-Identifier: MIT
// A hit in words.
#include <fmt/format.h>

#include "slotscope/condition.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

/// Floats have the digits of floats.
std::string number_text(double value, bool is_float) {
    return is_float ? format_shortest(static_cast<float>(value)) : format_shortest(value);
}

std::string_view crossing_text(ColumnTestKind kind, const ConditionHit& hit) noexcept {
    if (kind == ColumnTestKind::Rises) return "rose through";
    if (kind == ColumnTestKind::Falls) return "fell through";
    return hit.previous && hit.value > *hit.previous ? "rose through" : "fell through";
}

}  // namespace

std::string ConditionEvaluator::message(const ConditionHit& hit, const ProgramSymbols& symbols) const {
    const bool has_slot = hit.slot != kNoSlotIndex;
    const std::string name = has_slot ? symbols.slot_name(hit.slot) : std::string();
    const bool is_float = (has_slot && symbols.slots()[hit.slot].storage == Storage::F32) ||
                          (kind_ == ConditionKind::Cell && storage_ == StateStorage::F32);
    const std::string value = number_text(hit.value, is_float);
    const std::string previous = hit.previous ? number_text(*hit.previous, is_float) : std::string();
    const std::string from = hit.previous ? fmt::format(" from {}", previous) : std::string();

    std::string text;
    switch (kind_) {
        case ConditionKind::Write: text = fmt::format("{} was written: {}", name, value); break;
        case ConditionKind::Change:
        case ConditionKind::NotFinite: text = fmt::format("{} changed{} to {}", name, from, value); break;
        case ConditionKind::Stale: text = fmt::format("{} was not written and still holds {}", name, value); break;
        case ConditionKind::Never: text = fmt::format("{} has never been written", name); break;
        case ConditionKind::UnsetRead: text = fmt::format("{} is read before any step has written it", name); break;
        case ConditionKind::Unchanged:
            text = fmt::format("{} has not changed for {} frames: {}", name, frames_, value);
            break;
        case ConditionKind::Unwritten:
            text = fmt::format("{} has not been written for {} frames", name, frames_);
            break;
        case ConditionKind::Moved: text = fmt::format("{} moved{} to {}", name, from, value); break;
        case ConditionKind::Crossed:
            text = fmt::format("{} {} {}:{} to {}", name, crossing_text(column_->test.kind, hit),
                               format_shortest(column_->test.a), from, value);
            break;
        case ConditionKind::Alternates:
            text = fmt::format("{} has alternated for {} frames: {}", name, frames_, value);
            break;
        case ConditionKind::Period:
            text = fmt::format("{} has a period of {} frames, {} before", name, hit.value, hit.previous.value_or(0));
            break;
        case ConditionKind::Cell:
            text =
                fmt::format("{}[{}] changed{} to {}", symbols.cell_name(cell_), hit.element.value_or(0), from, value);
            break;
        case ConditionKind::Step:
            return fmt::format("{} step {} ({})", is_before_ ? "before" : "after", step_, symbols.step_name(step_));
        case ConditionKind::Fault:
            text = fmt::format("fault: {}", hit.fault ? fault_kind_name(*hit.fault) : std::string_view("any"));
            if (has_slot) text += fmt::format(" of {}", name);
            break;
        case ConditionKind::Frame: text = fmt::format("frame {}", frames_); break;
        case ConditionKind::Expression:
            text = has_slot ? fmt::format("{}: {}", text_, value) : fmt::format("{} gave {}", text_, value);
            break;
    }
    if (hit.step != kNoStep) text += fmt::format(" (step {}, {})", hit.step, symbols.step_name(hit.step));
    return text;
}

}  // namespace slotscope
