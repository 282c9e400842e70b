// SPDX-License-Identifier: MIT
#include "model/breakpoint_marks.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/breakpoint_words.h"
#include "model/slot_facts.h"

namespace slotscope::gui {
namespace {

/// Rows in the order of the breakpoints, to one mark per row.
std::vector<BreakpointMark> folded(std::vector<BreakpointMark> marks) {
    std::ranges::stable_sort(marks, {}, &BreakpointMark::row);
    std::vector<BreakpointMark> out;
    for (const BreakpointMark& mark : marks) {
        if (out.empty() || out.back().row != mark.row) {
            out.push_back(mark);
            continue;
        }
        out.back().is_active |= mark.is_active;
        out.back().count += mark.count;
        out.back().newest = mark.newest;
    }
    return out;
}

}  // namespace

BreakpointTarget target_of(const Condition& condition, const Session& session) {
    using Kind = BreakpointTarget::Kind;
    const ProgramSymbols& symbols = session.symbols();
    const auto target = [](Kind kind, const auto& found) {
        return found ? BreakpointTarget{kind, static_cast<std::uint32_t>(*found)} : BreakpointTarget{};
    };
    if (condition.target.is_empty()) return {};
    if (condition.kind == ConditionKind::Step) return target(Kind::Step, symbols.find_step(condition.target));
    if (condition.kind == ConditionKind::Cell) return target(Kind::Cell, symbols.find_cell(condition.target));
    return target(Kind::Slot, symbols.find_slot(condition.target));
}

void BreakpointMarks::update(const Session& session) {
    if (program_revision_ == session.program_revision() && breakpoints_revision_ == session.breakpoints_revision())
        return;
    program_revision_ = session.program_revision();
    breakpoints_revision_ = session.breakpoints_revision();
    steps_.clear();
    slots_.clear();
    cells_.clear();
    if (!session.has_program()) return;
    const BreakpointSet& breakpoints = session.breakpoints();
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        const BreakpointTarget target = target_of(breakpoints[i].condition, session);
        const BreakpointMark mark{target.row, breakpoints.is_active(i), 1, breakpoints[i].id};
        switch (target.kind) {
            case BreakpointTarget::Kind::Step: steps_.push_back(mark); break;
            case BreakpointTarget::Kind::Slot: slots_.push_back(mark); break;
            case BreakpointTarget::Kind::Cell: cells_.push_back(mark); break;
            case BreakpointTarget::Kind::None: break;
        }
    }
    for (std::vector<BreakpointMark>* marks : {&steps_, &slots_, &cells_}) *marks = folded(std::move(*marks));
}

const BreakpointMark* BreakpointMarks::find(const std::vector<BreakpointMark>& marks, std::uint32_t row) {
    const auto found = std::ranges::lower_bound(marks, row, {}, &BreakpointMark::row);
    return found != marks.end() && found->row == row ? &*found : nullptr;
}

std::string mark_sentence(const BreakpointMark& mark, const Session& session) {
    const auto position = breakpoint_position(session.breakpoints(), mark.newest);
    if (!position) return {};
    const Breakpoint& breakpoint = session.breakpoints()[*position];
    std::string words =
        fmt::format("Breakpoint {}: {}. {}.", breakpoint.id, condition_words(breakpoint.condition, session),
                    counted(session.breakpoints().hit_count(*position), "hit"));
    if (!session.breakpoints().is_active(*position)) words += " Disabled.";
    if (mark.count > 1) words += fmt::format(" And {} more here.", mark.count - 1);
    return words + " Click takes it away.";
}

}  // namespace slotscope::gui
