// SPDX-License-Identifier: MIT
#include "model/breakpoint_rows.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "model/breakpoint_words.h"
#include "model/slot_facts.h"

namespace slotscope::gui {

void BreakpointRows::update(const Session& session) {
    if (revision_ == session.breakpoints_revision()) return;
    revision_ = session.breakpoints_revision();
    const BreakpointSet& breakpoints = session.breakpoints();
    groups_ = {std::string()};
    std::unordered_map<std::string_view, std::size_t> places{{std::string_view(), 0}};
    std::vector<std::vector<std::size_t>> members(1);
    for (std::size_t i = 0; i < breakpoints.size(); ++i) {
        const auto [place, is_new] = places.emplace(breakpoints[i].group, members.size());
        if (is_new) {
            groups_.push_back(breakpoints[i].group);
            members.emplace_back();
        }
        members[place->second].push_back(i);
    }
    rows_.clear();
    sizes_.clear();
    for (std::size_t group = 0; group < members.size(); ++group) {
        sizes_.push_back(members[group].size());
        if (group > 0) rows_.push_back({std::nullopt, group});
        for (const std::size_t position : members[group]) rows_.push_back({position, group});
    }
}

std::optional<int> BreakpointRows::row_of(BreakpointId id, const BreakpointSet& breakpoints) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto position = rows_[i].position;
        if (position && *position < breakpoints.size() && breakpoints[*position].id == id) return static_cast<int>(i);
    }
    return std::nullopt;
}

BreakpointText breakpoint_text(const Session& session, std::size_t position) {
    const BreakpointSet& breakpoints = session.breakpoints();
    const Breakpoint& breakpoint = breakpoints[position];
    BreakpointText text{condition_words(breakpoint.condition, session),
                        fires_words(breakpoint),
                        deed_words(breakpoint),
                        breakpoint.group,
                        {},
                        {}};
    if (const std::uint64_t hits = breakpoints.hit_count(position); hits > 0) text.hits = grouped(hits);
    if (const auto& error = breakpoints.error(position)) text.error = error->message;
    text.is_enabled = breakpoint.is_enabled;
    text.is_silenced = !breakpoints.is_group_enabled(breakpoint.group);
    text.is_stop = session.stopped_at() && session.stopped_at()->breakpoint == breakpoint.id;
    return text;
}

std::string breakpoints_as_text(const Session& session) {
    std::string all;
    for (std::size_t i = 0; i < session.breakpoints().size(); ++i) {
        const BreakpointText text = breakpoint_text(session, i);
        all += fmt::format("{}{}\t{}\t{}\t{}\t{}\n", session.breakpoints()[i].id, text.is_enabled ? "" : " (disabled)",
                           text.condition, text.fires, text.deed, text.error);
    }
    return all;
}

}  // namespace slotscope::gui
