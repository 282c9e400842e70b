// SPDX-License-Identifier: MIT
#include "model/breakpoint_words.h"

#include <fmt/format.h>

#include "model/slot_facts.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

/// "12" with its name where the program has it.
std::string slot_words(const Reference& slot, const Session& session) {
    if (!slot.number) return slot.name;
    if (session.has_program())
        if (const auto found = session.symbols().find_slot(slot)) return "slot " + slot_reference(session, *found);
    return "slot " + std::to_string(*slot.number);
}

std::string step_words(const Reference& step, const Session& session) {
    if (session.has_program()) {
        if (const auto found = session.symbols().find_step(step)) {
            const std::string words = step_reference(session, *found);
            return words.starts_with("step ") ? words : "step " + words;
        }
    }
    return step.number ? "step " + std::to_string(*step.number) : "step \"" + step.name + "\"";
}

std::string cell_words(const Reference& cell, const Session& session) {
    if (!cell.number) return cell.name;
    if (session.has_program())
        if (const auto found = session.symbols().find_cell(cell)) return session.symbols().cell_name(*found);
    return "state cell " + std::to_string(*cell.number);
}

std::string_view not_finite_words(NotFinite what) {
    switch (what) {
        case NotFinite::Nan: return "NaN";
        case NotFinite::Infinity: return "infinite";
        case NotFinite::Either: break;
    }
    return "NaN or infinite";
}

std::string_view crossing_words(Crossing crossing) {
    switch (crossing) {
        case Crossing::Rises: return "rises through";
        case Crossing::Falls: return "falls through";
        case Crossing::Either: break;
    }
    return "crosses";
}

std::string change_of_cell(const Condition& condition, const Session& session) {
    const std::string cell = cell_words(condition.target, session);
    if (!condition.elements) return cell + " changes";
    if (condition.elements->first == condition.elements->last)
        return fmt::format("{}[{}] changes", cell, condition.elements->first);
    return fmt::format("{}[{} to {}] changes", cell, condition.elements->first, condition.elements->last);
}

bool is_about_slot(ConditionKind kind) {
    switch (kind) {
        case ConditionKind::Cell:
        case ConditionKind::Step:
        case ConditionKind::Fault:
        case ConditionKind::Frame:
        case ConditionKind::Expression: return false;
        default: return true;
    }
}

}  // namespace

std::string condition_words(const Condition& condition, const Session& session) {
    const std::string slot = !is_about_slot(condition.kind) ? std::string()
                             : condition.target.is_empty()  ? std::string("any slot")
                                                            : slot_words(condition.target, session);
    const auto frames = [&] { return counted(condition.frames, "frame"); };
    switch (condition.kind) {
        case ConditionKind::Write: return slot + " is written";
        case ConditionKind::Change: return slot + " changes";
        case ConditionKind::NotFinite:
            return fmt::format("{} becomes {}", slot, not_finite_words(condition.not_finite));
        case ConditionKind::Stale: return slot + " is not written in a frame";
        case ConditionKind::Never: return slot + " has never been written";
        case ConditionKind::UnsetRead: return "a step reads " + slot + " before it was ever written";
        case ConditionKind::Unchanged: return fmt::format("{} does not change for {}", slot, frames());
        case ConditionKind::Unwritten: return fmt::format("{} is not written for {}", slot, frames());
        case ConditionKind::Moved:
            return fmt::format("{} moves by more than {} in a frame", slot, format_shortest(condition.amount));
        case ConditionKind::Crossed:
            return fmt::format("{} {} {}", slot, crossing_words(condition.crossing), format_shortest(condition.amount));
        case ConditionKind::Alternates: return fmt::format("{} goes up and down for {}", slot, frames());
        case ConditionKind::Period: return fmt::format("the period of {} changes by {} or more", slot, frames());
        case ConditionKind::Cell: return change_of_cell(condition, session);
        case ConditionKind::Step:
            return (condition.is_before ? "before " : "after ") + step_words(condition.target, session);
        case ConditionKind::Fault:
            return condition.fault ? fmt::format("fault: {}", fault_kind_name(*condition.fault))
                                   : std::string("any fault");
        case ConditionKind::Frame: return "end of frame " + grouped(condition.frames);
        case ConditionKind::Expression: break;
    }
    return condition.to_text();
}

std::string fires_words(const Breakpoint& breakpoint) {
    if (breakpoint.only_hit > 0)
        return fmt::format("the {} hit only", ordinal(breakpoint.ignore_hits + breakpoint.only_hit));
    if (breakpoint.ignore_hits > 0) return fmt::format("from the {} hit on", ordinal(breakpoint.ignore_hits + 1));
    return "every hit";
}

std::string deed_words(const Breakpoint& breakpoint) {
    const std::string deed = breakpoint.is_log_only ? "log" : "stop";
    return breakpoint.message.empty() ? deed : deed + ": " + breakpoint.message;
}

std::optional<std::size_t> breakpoint_position(const BreakpointSet& breakpoints, BreakpointId id) {
    for (std::size_t i = 0; i < breakpoints.size(); ++i)
        if (breakpoints[i].id == id) return i;
    return std::nullopt;
}

std::optional<StepIndex> stop_step(const Session& session, const LogEntry& stop) {
    if (!session.has_program()) return std::nullopt;
    const Breakpoint* breakpoint = session.breakpoints().find(stop.breakpoint);
    const Condition* condition = breakpoint != nullptr ? &breakpoint->condition : nullptr;
    if (condition != nullptr && condition->kind == ConditionKind::Step) {
        const auto step = session.symbols().find_step(condition->target);
        return step ? std::optional(*step) : std::nullopt;
    }
    const std::size_t steps = session.program().steps.size();
    if (stop.step != kFrameEnd)
        return stop.step > 0 && stop.step <= steps ? std::optional(stop.step - 1) : std::nullopt;
    if (session.current_fault() && session.current_fault()->step < steps) return session.current_fault()->step;
    // At the end of a frame the last step may be what did it: then it has just written the slot.
    if (condition == nullptr || !is_about_slot(condition->kind) || condition->target.is_empty()) return std::nullopt;
    const auto slot = session.symbols().find_slot(condition->target);
    if (!slot || !session.values().is_written(*slot)) return std::nullopt;
    const StepIndex writer = session.values().record(*slot).writer;
    return writer < steps ? std::optional(writer) : std::nullopt;
}

std::string stop_sentence(const Session& session) {
    const auto& stop = session.stopped_at();
    if (!session.has_program() || !stop) return {};
    const Breakpoint* breakpoint = session.breakpoints().find(stop->breakpoint);
    const bool is_before = breakpoint != nullptr && breakpoint->condition.is_before;
    std::string words = "Stopped in frame " + grouped(stop->frame);
    const auto step = stop_step(session, *stop);
    if (step && session.current_fault() && session.current_fault()->step == *step) words += " by the fault in ";
    else if (step) words += is_before ? " before " : " after ";
    if (step) {
        const std::string reference = step_reference(session, *step);
        words += reference.starts_with("step ") ? reference : "step " + reference;
    } else {
        words = "Stopped at the end of frame " + grouped(stop->frame);
    }
    words += fmt::format(": breakpoint {}", stop->breakpoint);
    // Where the step is the condition, it has just been said.
    if (breakpoint == nullptr || breakpoint->condition.kind == ConditionKind::Step) return words;
    return words + ", " + condition_words(breakpoint->condition, session);
}

std::string broken_breakpoints_sentence(const Session& session) {
    const BreakpointSet& breakpoints = session.breakpoints();
    std::size_t broken = 0, first = 0;
    for (std::size_t i = breakpoints.size(); i-- > 0;) {
        if (!breakpoints.error(i)) continue;
        ++broken;
        first = i;
    }
    if (broken == 0) return {};
    std::string what = breakpoints.error(first)->message;
    if (!what.ends_with('.') && !what.ends_with('?')) what += '.';
    if (broken == 1) return fmt::format("Breakpoint {} does not fit this program: {}", breakpoints[first].id, what);
    return fmt::format("{} of {} breakpoints do not fit this program; of the first: {}", broken, breakpoints.size(),
                       what);
}

std::string removal_sentence(const Action& action, const Session& session) {
    const BreakpointSet& breakpoints = session.breakpoints();
    const auto* const one = std::get_if<RemoveBreakpoint>(&action);
    const Breakpoint* removed = one != nullptr ? breakpoints.find(one->id) : nullptr;
    std::size_t count = removed != nullptr ? 1 : 0;
    if (std::holds_alternative<RemoveAllBreakpoints>(action)) count = breakpoints.size();
    if (count > 1) return counted(count, "breakpoint") + " removed.";
    if (count == 0) return {};
    if (removed == nullptr) removed = &breakpoints[0];
    return fmt::format("Breakpoint {} removed: {}.", removed->id, condition_words(removed->condition, session));
}

}  // namespace slotscope::gui
