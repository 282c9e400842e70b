// SPDX-License-Identifier: MIT
#include "program/problems_state.h"

#include <algorithm>
#include <fmt/format.h>

#include "slotscope/format.h"

namespace slotscope {
namespace {

/// A chain of a million slews under a million signals would be a trillion uses; past this many none is compared any more.
constexpr std::size_t kMaxUses = std::size_t{1} << 22;

std::string elements_text(ElementRange range) {
    return range.end - range.first == 1 ? fmt::format("element {}", range.first)
                                        : fmt::format("elements {} to {}", range.first, range.end - 1);
}

ElementRange range_of(const StateCell& cell) noexcept { return {cell.offset, std::uint64_t{cell.offset} + cell.size}; }

}  // namespace

StateProblems::StateProblems(ProblemReport& report)
    : report_(report), layout_(report.program().state_layout), cells_(layout_),
      is_shared_(report.program().signals ? report.program().signals->size() : 0) {
    for (std::size_t i = 0; i < layout_.cells.size(); ++i) {
        if (!layout_.cells[i].state_id.empty())
            cells_by_id_[layout_.cells[i].state_id].push_back(static_cast<CellIndex>(i));
    }
}

std::string StateProblems::state_text(StateStorage storage) const {
    return fmt::format("the {} state of {} elements", storage_name(storage), layout_.size_of(storage));
}

std::string StateProblems::name(const Use& use) const {
    const std::string signal = report_.signal(use.signal);
    return use.chain == kNoRef
               ? signal
               : fmt::format("the slew in step {} of chain {} under {}", use.chain_step, use.chain, signal);
}

std::string StateProblems::path(const Use& use, bool has_offset) const {
    if (use.chain != kNoRef)
        return fmt::format("transformTable.chains[{}].steps[{}].stateOffset", use.chain, use.chain_step);
    return ProblemReport::signal_path(use.signal, has_offset ? "params.stateOffset" : "");
}

void StateProblems::add(StepIndex step, std::uint32_t signal, const SigStateful& op) {
    check_state_id(step, signal, op);
    const bool has_offset = op.param("stateOffset") != nullptr;
    for (const StateUse& wanted : state_uses(op))
        check(wanted, {wanted.storage, {}, step, signal, kNoRef, 0}, has_offset);
}

void StateProblems::add_slew(StepIndex step, std::uint32_t signal, Ref chain, std::size_t chain_step, double offset) {
    check({StateStorage::F64, offset, 1}, {StateStorage::F64, {}, step, signal, chain, chain_step}, true);
}

void StateProblems::check(const StateUse& wanted, Use use, bool has_offset) {
    const auto range = element_range(wanted);
    if (!range) {
        Problem* problem = report_.add(Severity::Surprise, use.step);
        if (problem == nullptr) return;
        problem->path = path(use, has_offset);
        problem->message =
            sentence(wanted.count == 1
                         ? fmt::format("{} keeps its state in element {} of the {} state, which cannot exist: it reads "
                                       "NaN there and loses what it writes.",
                                       name(use), format_shortest(wanted.first), storage_name(wanted.storage))
                         : fmt::format("{} uses a ring of {} elements from element {} of the {} state: where an index "
                                       "is no whole number from 0 on, it reads NaN and loses what it writes.",
                                       name(use), format_shortest(wanted.count), format_shortest(wanted.first),
                                       storage_name(wanted.storage)));
        return;
    }
    use.range = *range;
    if (uses_.size() < kMaxUses) uses_.push_back(use);
    if (range->end > layout_.size_of(use.storage)) {
        Problem* problem = report_.add(Severity::Surprise, use.step);
        if (problem == nullptr) return;
        problem->path = path(use, has_offset);
        problem->cell = cells_.at(use.storage, range->first);
        problem->message =
            sentence(fmt::format("{} uses {}, past the end of {}: there it reads NaN and loses what it writes.",
                                 name(use), elements_text(*range), state_text(use.storage)));
        return;
    }
    check_cell(use, has_offset);
}

void StateProblems::check_cell(const Use& use, bool has_offset) {
    const auto cell = cells_.at(use.storage, use.range.first);
    const std::string_view storage = storage_name(use.storage);
    if (cell && range_of(layout_.cells[*cell]).end >= use.range.end) return;
    Problem* problem = report_.add(Severity::Surprise, use.step);
    if (problem == nullptr) return;
    problem->path = path(use, has_offset);
    problem->cell = cell;
    if (!cell) {
        problem->message = sentence(fmt::format(
            "{} uses {} of the {} state, which belongs to no cell: it starts at 0, and a hot swap does not keep it.",
            name(use), elements_text({use.range.first, use.range.first + 1}), storage));
        return;
    }
    const ElementRange own = range_of(layout_.cells[*cell]);
    const auto next = cells_.at(use.storage, own.end);
    problem->message =
        sentence(fmt::format("{} uses {} of the {} state and so reaches past the end of {} ({}) into {}.", name(use),
                             elements_text(use.range), storage, report_.cell(*cell), elements_text(own),
                             next ? report_.cell(*next) : std::string("elements of no cell")));
}

bool StateProblems::starts_in(const SigStateful& op, const StateCell& cell) {
    return std::ranges::any_of(state_uses(op), [&](const StateUse& use) {
        const auto range = element_range(use);
        const ElementRange own = range_of(cell);
        return range && use.storage == cell.storage && range->first >= own.first && range->first < own.end;
    });
}

std::optional<CellIndex> StateProblems::other_named_cell(const SigStateful& op) const {
    constexpr std::size_t kMaxCompared = 16;  // cells of one id; a sound program has one or two
    if (op.state_id.empty()) return {};
    const auto named = cells_by_id_.find(op.state_id);
    if (named == cells_by_id_.end()) return {};
    const std::vector<CellIndex>& cells = named->second;
    const auto end = cells.begin() + static_cast<std::ptrdiff_t>(std::min(cells.size(), kMaxCompared));
    const bool is_used =
        std::any_of(cells.begin(), end, [&](CellIndex cell) { return starts_in(op, layout_.cells[cell]); });
    return is_used ? std::nullopt : std::optional(cells.front());
}

void StateProblems::check_state_id(StepIndex step, std::uint32_t signal, const SigStateful& op) {
    const double* offset = op.param("stateOffset");
    const auto other = other_named_cell(op);
    if (offset != nullptr && !other) return;
    Problem* problem = report_.add(Severity::Surprise, step);
    if (problem == nullptr) return;
    problem->cell = other;
    problem->path = ProblemReport::signal_path(signal, offset == nullptr ? "" : "params.stateOffset");
    std::string text =
        offset == nullptr
            ? fmt::format("{} has no stateOffset, so that its state starts at element 0", report_.signal(signal))
            : fmt::format("{} keeps its state at stateOffset {}", report_.signal(signal), format_shortest(*offset));
    if (other) {
        const StateCell& cell = layout_.cells[*other];
        text += fmt::format(", though its stateId names {} at element {} of the {} state", report_.cell(*other),
                            cell.offset, storage_name(cell.storage));
    }
    problem->message = sentence(text + (offset != nullptr ? ": only the offset counts." : "."));
}

void StateProblems::finish() {
    find_shared(StateStorage::F64);
    find_shared(StateStorage::I32);
    check_layout();
}

void StateProblems::find_shared(StateStorage storage) {
    std::vector<const Use*> uses;
    for (const Use& use : uses_) {
        if (use.storage == storage) uses.push_back(&use);
    }
    std::ranges::stable_sort(uses, {}, [](const Use* use) { return use->range.first; });
    const Use* reach = nullptr;  // the use that reaches furthest so far
    for (const Use* use : uses) {
        if (reach != nullptr && use->range.first < reach->range.end &&
            !(is_shared_[use->signal] && use->chain == kNoRef)) {
            is_shared_[use->signal] = true;  // a delay shares its ring and its write index: said once
            if (Problem* problem = report_.add(Severity::Surprise, use->step)) {
                problem->path = path(
                    *use,
                    use->chain != kNoRef ||
                        std::get<SigStateful>((*report_.program().signals)[use->signal].body).param("stateOffset") !=
                            nullptr);
                problem->cell = cells_.at(storage, use->range.first);
                problem->message = sentence(fmt::format(
                    "{} and {} both use {} of the {} state: each overwrites what the other keeps there.", name(*reach),
                    name(*use), elements_text({use->range.first, std::min(use->range.end, reach->range.end)}),
                    storage_name(storage)));
            }
        }
        if (reach == nullptr || use->range.end > reach->range.end) reach = use;
    }
}

void StateProblems::check_layout() {
    for (std::size_t i = 0; i < layout_.cells.size(); ++i) {
        const StateCell& cell = layout_.cells[i];
        const auto index = static_cast<CellIndex>(i);
        if (cell.size == 0) continue;
        const ElementRange range = range_of(cell);
        CellIndex other = cells_.at(cell.storage, range.first).value_or(index);
        if (other == index) other = cells_.at(cell.storage, range.end - 1).value_or(index);
        std::string text;
        if (range.end > layout_.size_of(cell.storage)) {
            text = fmt::format("{} has {}, past the end of {}: they do not exist.", report_.cell(index),
                               elements_text(range), state_text(cell.storage));
        } else if (other != index) {
            text = fmt::format("{} and {} share elements of the {} state: both start with the value of the one that "
                               "the layout lists last.",
                               report_.cell(index), report_.cell(other), storage_name(cell.storage));
        }
        if (text.empty()) continue;
        Problem* problem = report_.add(Severity::Surprise, kNoOneStep);
        if (problem == nullptr) return;
        problem->cell = index;
        problem->path = fmt::format("stateLayout.cells[{}]", i);
        problem->message = sentence(std::move(text));
    }
}

}  // namespace slotscope
