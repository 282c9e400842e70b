// SPDX-License-Identifier: MIT
#include "model/cell_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "model/frozen_words.h"
#include "model/words.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

bool matches(const Program& program, CellIndex index, const std::vector<std::string>& words) {
    if (words.empty()) return true;
    const StateCell& cell = program.state_layout.cells[index];
    const std::string number = "#" + std::to_string(index);
    const std::string haystack = lower(cell_owner(program, index) + "\n" + cell.node_id + "\n" + cell.role + "\n" +
                                       cell.state_id + "\n" + cell_place(cell) + "\n" + cell.policy);
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return word.front() == '#' ? word == number || word.size() == 1 : haystack.find(word) != std::string::npos;
    });
}

double first_value(const StateCell& cell, const StateBuffer& state) {
    return has_element(cell, state, 0) ? state.at(cell.storage, cell.offset) : std::numeric_limits<double>::quiet_NaN();
}

template <class Key>
void sort_by(std::vector<CellIndex>& rows, bool descending, Key key) {
    std::stable_sort(rows.begin(), rows.end(),
                     [&](CellIndex a, CellIndex b) { return descending ? key(b) < key(a) : key(a) < key(b); });
}

void sort_rows(std::vector<CellIndex>& rows, const Session& session, const CellQuery& query) {
    const std::vector<StateCell>& cells = session.program().state_layout.cells;
    switch (query.order) {
        case CellOrder::Layout:
            if (query.descending) std::reverse(rows.begin(), rows.end());
            break;
        case CellOrder::Owner:
            sort_by(rows, query.descending, [&](CellIndex i) { return lower(cell_owner(session.program(), i)); });
            break;
        case CellOrder::Role: sort_by(rows, query.descending, [&](CellIndex i) { return lower(cells[i].role); }); break;
        case CellOrder::State:
            sort_by(rows, query.descending, [&](CellIndex i) { return lower(cells[i].state_id); });
            break;
        case CellOrder::Place:
            sort_by(rows, query.descending, [&](CellIndex i) { return std::pair(cells[i].storage, cells[i].offset); });
            break;
        case CellOrder::Value: {
            // NaN has no order among numbers: it goes after everything.
            const auto key = [&](CellIndex i) {
                const double value = first_value(cells[i], session.state());
                return std::pair(std::isnan(value), std::isnan(value) ? 0.0 : value);
            };
            sort_by(rows, query.descending, key);
            break;
        }
        case CellOrder::FrozenChange: {
            if (session.frozen() == nullptr) break;
            // What became NaN has moved farther than any number.
            std::vector<double> moved(cells.size());
            for (const CellIndex i : rows) {
                const double farthest = std::fabs(frozen_cell(session, i).farthest);
                moved[i] = std::isnan(farthest) ? std::numeric_limits<double>::infinity() : farthest;
            }
            sort_by(rows, query.descending, [&](CellIndex i) { return moved[i]; });
            break;
        }
    }
}

}  // namespace

void CellRows::update(const Session& session, const CellQuery& query) {
    const bool is_same = program_revision_ == session.program_revision() && query_ == query;
    const bool has_values = query.order == CellOrder::Value || query.order == CellOrder::FrozenChange;
    const bool follows_values = has_values && !session.is_playing();
    if (is_same && (!follows_values || revision_ == session.revision())) return;
    program_revision_ = session.program_revision();
    revision_ = session.revision();
    query_ = query;
    const std::vector<std::string> words = lower_words(query.text);
    rows_.clear();
    const auto count = static_cast<CellIndex>(session.program().state_layout.cells.size());
    for (CellIndex i = 0; i < count; ++i)
        if (matches(session.program(), i, words)) rows_.push_back(i);
    sort_rows(rows_, session, query);
}

std::optional<int> CellRows::position_of(CellIndex cell) const {
    const auto at = std::find(rows_.begin(), rows_.end(), cell);
    if (at == rows_.end()) return std::nullopt;
    return static_cast<int>(at - rows_.begin());
}

std::string cell_owner(const Program& program, CellIndex cell) {
    const std::string& id = program.state_layout.cells[cell].node_id;
    const auto name = program.names.nodes.find(id);
    return name != program.names.nodes.end() && !name->second.empty() ? name->second : id;
}

std::string cell_place(const StateCell& cell) {
    std::string place(storage_name(cell.storage));
    place += "[" + std::to_string(cell.offset);
    if (cell.size != 1)
        place += " … " + std::to_string(std::uint64_t{cell.offset} + cell.size - (cell.size > 0 ? 1 : 0));
    return place + "]";
}

bool has_element(const StateCell& cell, const StateBuffer& state, std::uint32_t element) {
    return element < cell.size && std::size_t{cell.offset} + element < state.size(cell.storage);
}

CellRange cell_range(const StateCell& cell, const StateBuffer& state) {
    CellRange range;
    for (std::uint32_t i = 0; has_element(cell, state, i); ++i) {
        const double value = state.at(cell.storage, std::size_t{cell.offset} + i);
        if (!std::isfinite(value)) {
            ++range.odd;
            continue;
        }
        range.min = range.finite == 0 ? value : std::min(range.min, value);
        range.max = range.finite == 0 ? value : std::max(range.max, value);
        ++range.finite;
    }
    return range;
}

std::vector<double> cell_values(const StateCell& cell, const StateBuffer& state, std::size_t most) {
    const std::size_t inside = state.size(cell.storage) > cell.offset ? state.size(cell.storage) - cell.offset : 0;
    const std::size_t count = std::min<std::size_t>(cell.size, inside);
    std::vector<double> values;
    if (count == 0 || most == 0) return values;
    const std::size_t step = (count + most - 1) / most;
    for (std::size_t i = 0; i < count; i += step) values.push_back(state.at(cell.storage, cell.offset + i));
    return values;
}

std::string element_text(const StateCell& cell, const StateBuffer& state, std::uint32_t element) {
    const double value = state.at(cell.storage, std::size_t{cell.offset} + element);
    return cell.storage == StateStorage::F32 ? format_shortest(static_cast<float>(value)) : format_shortest(value);
}

bool was_touched(const Session& session, CellIndex cell) {
    if (session.cursor().frame == 0) return false;
    const std::vector<StepIndex>& steps = session.wiring().cell_steps[cell];
    return std::any_of(steps.begin(), steps.end(),
                       [&](StepIndex step) { return session.step_state(step) == StepState::Done; });
}

}  // namespace slotscope::gui
