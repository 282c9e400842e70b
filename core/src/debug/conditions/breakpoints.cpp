// SPDX-License-Identifier: MIT
#include "slotscope/breakpoints.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

namespace slotscope {

// --- The set ----------------------------------------------------------------------------------------------------------

void BreakpointSet::bind(ProgramSymbols symbols) {
    symbols_ = std::move(symbols);
    for (Entry& entry : entries_) compile(entry);
    list_active();
}

void BreakpointSet::unbind() {
    symbols_.reset();
    for (Entry& entry : entries_) compile(entry);
    list_active();
}

BreakpointSet BreakpointSet::unbound_copy() const {
    BreakpointSet copy;
    copy.entries_.reserve(entries_.size());
    for (const Entry& entry : entries_) {
        Entry& to = copy.entries_.emplace_back();
        to.breakpoint = entry.breakpoint;
        to.count = entry.count;
        to.counted_to = entry.counted_to;
        to.reached_in = entry.reached_in;
    }
    copy.disabled_groups_ = disabled_groups_;
    copy.next_id_ = next_id_;
    return copy;
}

void BreakpointSet::compile(Entry& entry) const {
    entry.evaluator.reset();
    entry.message = {};
    entry.error.reset();
    if (!symbols_) return;
    Result<ConditionEvaluator> evaluator = ConditionEvaluator::create(entry.breakpoint.condition, *symbols_);
    if (!evaluator) {
        entry.error = std::move(evaluator).error();
        return;
    }
    Result<MessageTemplate> message = MessageTemplate::create(entry.breakpoint.message, *symbols_);
    if (!message) {
        entry.error = std::move(message).error();
        return;
    }
    entry.evaluator = std::move(evaluator).value();
    entry.message = std::move(message).value();
}

void BreakpointSet::list_active() {
    active_.clear();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (is_active(i)) active_.push_back(static_cast<std::uint32_t>(i));
    }
}

bool BreakpointSet::is_active(std::size_t position) const noexcept {
    const Entry& entry = entries_[position];
    return entry.evaluator && entry.breakpoint.is_enabled && is_group_enabled(entry.breakpoint.group);
}

Result<BreakpointId> BreakpointSet::add(Breakpoint breakpoint) {
    if (entries_.size() >= limits::kMaxBreakpoints) {
        return Error::limit(fmt::format("There are {} breakpoints, which is the most", limits::kMaxBreakpoints));
    }
    if (breakpoint.id == 0) breakpoint.id = next_id_;
    if (find(breakpoint.id) != nullptr) {
        return Error::invalid(fmt::format("There is a breakpoint {} already", breakpoint.id));
    }
    next_id_ = std::max(next_id_, breakpoint.id + 1);
    Entry& entry = entries_.emplace_back();
    entry.breakpoint = std::move(breakpoint);
    compile(entry);
    list_active();
    return entry.breakpoint.id;
}

BreakpointSet::Entry* BreakpointSet::entry_of(BreakpointId id) noexcept {
    const auto found = std::ranges::find_if(entries_, [id](const Entry& entry) { return entry.breakpoint.id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

const ConditionEvaluator* BreakpointSet::evaluator_of(BreakpointId id) const noexcept {
    const auto entry = std::ranges::find_if(entries_, [id](const Entry& e) { return e.breakpoint.id == id; });
    return entry == entries_.end() || !entry->evaluator ? nullptr : &*entry->evaluator;
}

const Breakpoint* BreakpointSet::find(BreakpointId id) const noexcept {
    const auto found = std::ranges::find_if(entries_, [id](const Entry& entry) { return entry.breakpoint.id == id; });
    return found == entries_.end() ? nullptr : &found->breakpoint;
}

bool BreakpointSet::replace(Breakpoint breakpoint) {
    Entry* const entry = entry_of(breakpoint.id);
    if (entry == nullptr) return false;
    entry->breakpoint = std::move(breakpoint);
    restart_counts(*entry);
    compile(*entry);
    list_active();
    return true;
}

bool BreakpointSet::remove(BreakpointId id) {
    const auto removed = std::erase_if(entries_, [id](const Entry& entry) { return entry.breakpoint.id == id; });
    list_active();
    return removed != 0;
}

void BreakpointSet::clear() {
    entries_.clear();
    active_.clear();
    disabled_groups_.clear();
}

void BreakpointSet::add_missing(const BreakpointSet& other) {
    std::unordered_set<std::string> known;
    for (const Entry& entry : entries_) known.insert(entry.breakpoint.condition.to_text());
    for (const Entry& entry : other.entries_) {
        if (!known.insert(entry.breakpoint.condition.to_text()).second) continue;
        Breakpoint breakpoint = entry.breakpoint;
        breakpoint.id = 0;
        if (!add(std::move(breakpoint))) return;
        if (!other.is_group_enabled(entry.breakpoint.group)) set_group_enabled(entry.breakpoint.group, false);
    }
}

void BreakpointSet::continue_from(const BreakpointSet& other) {
    next_id_ = std::max(next_id_, other.next_id_);
    std::unordered_map<BreakpointId, const Entry*> theirs;
    for (const Entry& entry : other.entries_) theirs.emplace(entry.breakpoint.id, &entry);
    for (Entry& entry : entries_) {
        const auto found = theirs.find(entry.breakpoint.id);
        if (found == theirs.end()) continue;
        const Entry& from = *found->second;
        if (from.breakpoint.condition.to_text() != entry.breakpoint.condition.to_text()) continue;
        entry.count = from.count;
        entry.counted_to = from.counted_to;
        entry.reached_in = from.reached_in;
    }
}

bool BreakpointSet::set_enabled(BreakpointId id, bool is_enabled) {
    Entry* const entry = entry_of(id);
    if (entry == nullptr) return false;
    entry->breakpoint.is_enabled = is_enabled;
    list_active();
    return true;
}

void BreakpointSet::set_all_enabled(bool is_enabled) {
    for (Entry& entry : entries_) entry.breakpoint.is_enabled = is_enabled;
    list_active();
}

// --- Groups -----------------------------------------------------------------------------------------------------------

void BreakpointSet::set_group_enabled(std::string_view group, bool is_enabled) {
    if (group.empty()) return;
    std::erase(disabled_groups_, group);
    if (!is_enabled) disabled_groups_.emplace_back(group);
    list_active();
}

bool BreakpointSet::is_group_enabled(std::string_view group) const noexcept {
    return std::ranges::find(disabled_groups_, group) == disabled_groups_.end();
}

std::vector<std::string> BreakpointSet::groups() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_) {
        const std::string& group = entry.breakpoint.group;
        if (!group.empty() && std::ranges::find(names, group) == names.end()) names.push_back(group);
    }
    return names;
}

// --- Frames -----------------------------------------------------------------------------------------------------------

std::uint32_t BreakpointSet::warm_up_frames() const noexcept {
    std::uint32_t most = 0;
    for (const std::uint32_t position : active_) {
        const Entry& entry = entries_[position];
        most = std::max({most, entry.evaluator->warm_up_frames(), entry.message.warm_up_frames()});
    }
    return most;
}

void BreakpointSet::warm_up(const FrameEnd& end) {
    for (const std::uint32_t position : active_) {
        Entry& entry = entries_[position];
        static_cast<void>(entry.evaluator->observe(end));
        entry.message.advance(end);
    }
}

bool BreakpointSet::count_hit(Entry& entry, FrameNumber frame, bool hits) {
    const Breakpoint& breakpoint = entry.breakpoint;
    const bool counts_all = breakpoint.ignore_hits == 0 && breakpoint.only_hit == 0;
    if (!entry.counted_to || frame > *entry.counted_to) {
        entry.counted_to = frame;
        if (hits) {
            ++entry.count;
            // Both limits are numbers that a person gave; beyond 2^64 hits nothing fires anyway.
            const std::uint64_t wanted = breakpoint.ignore_hits + std::max<std::uint64_t>(breakpoint.only_hit, 1);
            if (entry.count == wanted) entry.reached_in = frame;
        }
    }
    if (!hits) return false;
    if (counts_all) return true;
    if (!entry.reached_in) return false;
    return breakpoint.only_hit == 0 ? frame >= *entry.reached_in : frame == *entry.reached_in;
}

void BreakpointSet::observe(const FrameEnd& end, std::vector<BreakpointHit>& hits) {
    for (const std::uint32_t position : active_) {
        Entry& entry = entries_[position];
        const std::optional<ConditionHit> hit = entry.evaluator->observe(end);
        const bool fires = count_hit(entry, end.frame, hit.has_value());
        if (hit) {
            BreakpointHit& reported = hits.emplace_back();
            reported.id = entry.breakpoint.id;
            reported.hit = *hit;
            reported.fires = fires;
            reported.stops = fires && !entry.breakpoint.is_log_only;
            if (fires) {
                reported.message =
                    entry.message.is_empty() ? entry.evaluator->message(*hit, *symbols_) : entry.message.format(end);
            }
        }
        entry.message.advance(end);
    }
}

void BreakpointSet::reset() {
    for (Entry& entry : entries_) {
        if (entry.evaluator) entry.evaluator->reset();
        entry.message.reset();
    }
}

void BreakpointSet::restart_counts(Entry& entry) const noexcept {
    entry.count = 0;
    entry.counted_to.reset();
    entry.reached_in.reset();
}

void BreakpointSet::reset_counts() {
    for (Entry& entry : entries_) restart_counts(entry);
}

}  // namespace slotscope
