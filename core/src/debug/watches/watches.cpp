// SPDX-License-Identifier: MIT
#include "slotscope/watches.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_set>

#include "debug/conditions/expression_tree.h"

namespace slotscope {
namespace {

constexpr std::array<std::string_view, kNumberForms> kFormNames{"decimal",  "shortest", "scientific",
                                                                "hexFloat", "hex",      "bits"};

Expression expression_of(ExpressionNode node) {
    auto tree = std::make_shared<ExpressionTree>();
    node.column = 1;
    tree->nodes.push_back(std::move(node));
    return Expression(std::move(tree));
}

}  // namespace

std::string_view number_form_name(NumberForm form) noexcept { return kFormNames[static_cast<std::size_t>(form)]; }

std::optional<NumberForm> find_number_form(std::string_view name) noexcept {
    const auto found = std::ranges::find(kFormNames, name);
    if (found == kFormNames.end()) return std::nullopt;
    return static_cast<NumberForm>(found - kFormNames.begin());
}

// --- Single things ----------------------------------------------------------------------------------------------------

WatchTarget watch_target(const Expression& expression, const ProgramSymbols& symbols) {
    using Kind = WatchTarget::Kind;
    const ExpressionNode& root = expression.tree().root();
    const std::uint32_t element = root.element.value_or(0);
    switch (root.kind) {
        case NodeKind::Slot:
            if (const auto slot = symbols.find_slot(root.reference)) return {Kind::Slot, *slot, 0};
            break;
        case NodeKind::Cell:
            if (const auto cell = symbols.find_cell(root.reference)) return {Kind::Element, *cell, element};
            break;
        case NodeKind::Ring:
            if (const auto ring = symbols.find_ring(root.reference))
                return {Kind::RingElement, static_cast<std::uint32_t>(*ring), element};
            break;
        default: break;
    }
    return {};
}

Expression slot_expression(const ProgramSymbols& symbols, SlotIndex slot) {
    ExpressionNode node;
    node.kind = NodeKind::Slot;
    node.reference = symbols.slot_reference(slot);
    return expression_of(std::move(node));
}

Expression cell_expression(const ProgramSymbols& symbols, CellIndex cell, std::uint32_t element) {
    ExpressionNode node;
    node.kind = NodeKind::Cell;
    node.reference = symbols.cell_reference(cell);
    node.element = element;
    return expression_of(std::move(node));
}

Expression ring_expression(const ProgramSymbols& symbols, std::size_t ring, std::uint32_t back) {
    ExpressionNode node;
    node.kind = NodeKind::Ring;
    node.reference = {symbols.rings()[ring].name, {}};
    if (!symbols.find_ring(node.reference)) node.reference = {{}, ring};
    node.element = back;
    return expression_of(std::move(node));
}

// --- The set ----------------------------------------------------------------------------------------------------------

void WatchSet::bind(ProgramSymbols symbols) {
    symbols_ = std::move(symbols);
    for (Entry& entry : entries_) compile(entry);
}

void WatchSet::unbind() {
    symbols_.reset();
    for (Entry& entry : entries_) compile(entry);
}

WatchSet WatchSet::unbound_copy() const {
    WatchSet copy;
    copy.entries_.reserve(entries_.size());
    for (const Entry& entry : entries_) copy.entries_.push_back({.watch = entry.watch});
    copy.next_id_ = next_id_;
    return copy;
}

void WatchSet::compile(Entry& entry) const {
    entry.evaluator.reset();
    entry.error.reset();
    entry.target = {};
    if (!symbols_) return;
    Result<ExpressionEvaluator> evaluator = ExpressionEvaluator::create(entry.watch.expression, *symbols_);
    if (!evaluator) {
        entry.error = std::move(evaluator).error();
        return;
    }
    entry.evaluator = std::move(evaluator).value();
    entry.target = watch_target(entry.watch.expression, *symbols_);
}

Result<WatchId> WatchSet::add(Watch watch, std::optional<std::size_t> position) {
    if (entries_.size() >= limits::kMaxWatches)
        return Error::limit(fmt::format("{} things are watched, which is the most", limits::kMaxWatches));
    if (watch.id == 0) watch.id = next_id_;
    if (watch.id < next_id_ && position_of(watch.id))
        return Error::invalid(fmt::format("There is a watch {} already", watch.id));
    next_id_ = std::max(next_id_, watch.id + 1);
    const std::size_t at = std::min(position.value_or(entries_.size()), entries_.size());
    const auto entry = entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(at), Entry{std::move(watch)});
    compile(*entry);
    return entry->watch.id;
}

void WatchSet::add_missing(const WatchSet& other) {
    std::unordered_set<std::string> known;
    for (const Entry& entry : entries_) known.insert(entry.watch.expression.to_text());
    for (const Entry& entry : other.entries_) {
        if (!known.insert(entry.watch.expression.to_text()).second) continue;
        Watch watch = entry.watch;
        watch.id = 0;
        if (!add(std::move(watch))) return;
    }
}

bool WatchSet::replace(Watch watch) {
    const auto position = position_of(watch.id);
    if (!position) return false;
    entries_[*position].watch = std::move(watch);
    compile(entries_[*position]);
    return true;
}

bool WatchSet::remove(WatchId id) {
    const auto position = position_of(id);
    if (!position) return false;
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(*position));
    return true;
}

bool WatchSet::move(WatchId id, std::size_t position) {
    const auto from = position_of(id);
    if (!from) return false;
    const std::size_t to = std::min(position, entries_.size() - 1);
    const auto begin = entries_.begin();
    const auto at = [&](std::size_t i) { return begin + static_cast<std::ptrdiff_t>(i); };
    if (to > *from) std::rotate(at(*from), at(*from + 1), at(to + 1));
    else std::rotate(at(to), at(*from), at(*from + 1));
    return true;
}

std::optional<std::size_t> WatchSet::position_of(WatchId id) const noexcept {
    const auto found = std::ranges::find_if(entries_, [id](const Entry& entry) { return entry.watch.id == id; });
    if (found == entries_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - entries_.begin());
}

std::optional<std::size_t> WatchSet::position_of(const WatchTarget& target) const noexcept {
    const auto found = std::ranges::find(entries_, target, &Entry::target);
    if (found == entries_.end() || target.kind == WatchTarget::Kind::Expression) return std::nullopt;
    return static_cast<std::size_t>(found - entries_.begin());
}

std::vector<SlotId> WatchSet::slots() const {
    std::vector<SlotId> slots;
    for (const Entry& entry : entries_)
        if (entry.target.kind == WatchTarget::Kind::Slot) slots.push_back(symbols_->slots()[entry.target.row].slot);
    std::ranges::sort(slots);
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
}

}  // namespace slotscope
