// SPDX-License-Identifier: MIT
#include "model/compare_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/cell_rows.h"
#include "model/slot_facts.h"
#include "model/words.h"
#include "slotscope/describe.h"
#include "slotscope/format.h"
#include "slotscope/value_summary.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kLineBytes = 96;  // more than any column shows

std::string words_of(const std::optional<Value>& value) {
    if (!value) return "—";
    if (const double* number = value->number()) return format_significant(*number);
    return summary_line(*value, kLineBytes);
}

/// Numbers in their order, NaN and what is no number last.
double key_of(const std::optional<double>& number) {
    return number && !std::isnan(*number) ? *number : std::numeric_limits<double>::infinity();
}

}  // namespace

CompareRow compare_slot(const Session& session, const Comparison& kept, SlotIndex slot) {
    CompareRow row;
    row.index = slot;
    const Value now = session.values().value_at(slot);
    const std::optional<Value> before = kept.slot(session.slots()[slot].slot);
    if (const double* number = now.number()) row.now = *number;
    if (!before) return row;
    row.is_there = true;
    if (const double* number = before->number()) row.before = *number;
    row.differs = !before->same_as(now);
    return row;
}

double CompareRow::difference() const {
    return before && now ? *now - *before : std::numeric_limits<double>::quiet_NaN();
}

void CompareRows::update(const Session& session, const CompareQuery& query) {
    if (revision_ == session.revision() && query == query_ && frame_ == session.comparison()->frame()) return;
    const bool is_held = session.is_playing() && query == query_ && frame_ == session.comparison()->frame();
    revision_ = session.revision();
    query_ = query;
    frame_ = session.comparison()->frame();
    if (is_held) {
        // Rows keep their places while it plays; their values are of now.
        for (CompareRow& row : rows_) {
            if (!row.is_cell && row.index < session.slots().size())
                row = compare_slot(session, *session.comparison(), row.index);
            else if (row.is_cell) {
                const StateCell& cell = session.program().state_layout.cells[row.index];
                row.now = session.state().at(cell.storage, std::size_t{cell.offset} + row.element);
            }
        }
        return;
    }
    collect(session);
    sort(session);
}

void CompareRows::collect(const Session& session) {
    const Comparison& kept = *session.comparison();
    const std::vector<std::string> words = lower_words(query_.text);
    rows_.clear();
    different_slots_ = different_elements_ = 0;
    const auto keep = [&](const CompareRow& row, std::size_t& different) {
        different += row.differs ? 1 : 0;
        if (!query_.all && !row.differs) return;
        if (!words.empty()) {
            const std::string name = lower(compare_name(session, row));
            if (!std::ranges::all_of(words, [&](const std::string& word) { return name.find(word) != name.npos; }))
                return;
        }
        rows_.push_back(row);
    };
    for (SlotIndex slot = 0; slot < session.slots().size(); ++slot)
        keep(compare_slot(session, kept, slot), different_slots_);
    const auto& cells = session.program().state_layout.cells;
    for (CellIndex cell = 0; cell < cells.size(); ++cell) {
        for (std::uint32_t element = 0;
             element < std::min(cells[cell].size, kMostElements) && has_element(cells[cell], session.state(), element);
             ++element) {
            CompareRow row;
            row.is_cell = true;
            row.index = cell;
            row.element = element;
            row.now = session.state().at(cells[cell].storage, std::size_t{cells[cell].offset} + element);
            row.before = kept.element(cells[cell], element);
            row.is_there = row.before.has_value();
            row.differs = row.before && !Value(*row.before).same_as(Value(*row.now));
            keep(row, different_elements_);
        }
    }
}

void CompareRows::sort(const Session& session) {
    // Equal keys keep the order of slots, cells and elements in both directions.
    const auto by = [&](auto key) {
        std::ranges::stable_sort(rows_, [&](const CompareRow& a, const CompareRow& b) {
            return query_.descending ? key(b) < key(a) : key(a) < key(b);
        });
    };
    switch (query_.order) {
        case CompareOrder::Place:
            if (query_.descending) std::ranges::reverse(rows_);
            break;
        case CompareOrder::Name: by([&](const CompareRow& row) { return lower(compare_name(session, row)); }); break;
        case CompareOrder::Before: by([](const CompareRow& row) { return key_of(row.before); }); break;
        case CompareOrder::Now: by([](const CompareRow& row) { return key_of(row.now); }); break;
        case CompareOrder::Difference:
            // What became NaN or another object has moved farther than any number.
            by([](const CompareRow& row) { return !row.differs ? -1.0 : key_of(std::fabs(row.difference())); });
            break;
    }
}

std::string compare_name(const Session& session, const CompareRow& row) {
    if (!row.is_cell) return session.slot_names()[row.index];
    const std::string name = cell_name(session.program(), row.index);
    return session.program().state_layout.cells[row.index].size > 1 ? name + "[" + std::to_string(row.element) + "]"
                                                                    : name;
}

std::string compare_before(const Session& session, const Comparison& kept, const CompareRow& row) {
    if (row.before) return format_significant(*row.before);
    return row.is_cell ? "—" : words_of(kept.slot(session.slots()[row.index].slot));
}

std::string compare_now(const Session& session, const CompareRow& row) {
    if (row.now) return format_significant(*row.now);
    return row.is_cell ? "—" : words_of(session.values().value_at(row.index));
}

std::string compare_difference(const CompareRow& row) {
    if (!row.is_there) return "new";
    if (!row.differs) return "=";
    return row.before && row.now ? difference_words(*row.before, *row.now) : "→";  // objects
}

}  // namespace slotscope::gui
