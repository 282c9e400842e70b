// SPDX-License-Identifier: MIT
#include "model/log_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/slot_facts.h"
#include "model/words.h"

namespace slotscope::gui {
namespace {

bool contains(std::string_view words, std::string_view lower_part) {
    const auto found = std::search(words.begin(), words.end(), lower_part.begin(), lower_part.end(),
                                   [](char a, char b) { return lower(a) == b; });
    return found != words.end();
}

struct Term {
    std::string text;
    std::optional<BreakpointId> breakpoint;
};

std::vector<Term> parse_terms(std::string_view text) {
    std::vector<Term> terms;
    for (std::string& word : lower_words(text)) {
        Term term{std::move(word), {}};
        if (term.text[0] == '#') term.breakpoint = number_of<BreakpointId>(std::string_view(term.text).substr(1));
        terms.push_back(std::move(term));
    }
    return terms;
}

bool is_same(const LogEntry& a, const LogEntry& b) {
    return a.frame == b.frame && a.step == b.step && a.breakpoint == b.breakpoint && a.message == b.message;
}

}  // namespace

void LogRows::update(const Session& session, const std::string& filter) {
    const auto log = session.log();
    const bool is_same_log =
        log.size() == size_ && (log.empty() || (is_same(log.front(), first_) && is_same(log.back(), last_)));
    if (is_same_log && filter == filter_) return;
    filter_ = filter;
    size_ = log.size();
    if (!log.empty()) {
        first_ = log.front();
        last_ = log.back();
    }
    const std::vector<Term> terms = parse_terms(filter);
    rows_.clear();
    for (std::uint32_t i = 0; i < log.size(); ++i) {
        const bool is_match = std::ranges::all_of(terms, [&](const Term& term) {
            return (term.breakpoint && *term.breakpoint == log[i].breakpoint) || contains(log[i].message, term.text);
        });
        if (is_match) rows_.push_back(i);
    }
}

std::string log_place(const LogEntry& entry) {
    return entry.step == kFrameEnd ? grouped(entry.frame) : fmt::format("{} · {}", grouped(entry.frame), entry.step);
}

std::string log_as_text(const Session& session, std::span<const std::uint32_t> rows) {
    std::string all;
    for (const std::uint32_t row : rows) {
        const LogEntry& entry = session.log()[row];
        all += fmt::format("{}\t{}\t{}\n", log_place(entry), entry.breakpoint, entry.message);
    }
    return all;
}

}  // namespace slotscope::gui
