// SPDX-License-Identifier: MIT
#include "model/frozen_words.h"

#include <algorithm>
#include <cmath>

#include "model/cell_rows.h"
#include "model/slot_facts.h"
#include "model/watch_rows.h"
#include "slotscope/format.h"

namespace slotscope::gui {

std::string frozen_place(const FrozenValues& frozen) {
    const std::string frame = grouped(frozen.cursor.frame);
    return frozen.is_in_frame ? frame + "·" + std::to_string(frozen.cursor.step) : frame;
}

std::string frozen_difference(const CompareRow& row) {
    const std::string words = compare_difference(row);
    return words == "→" ? "≠" : words;
}

std::optional<double> frozen_watch(const Session& session, std::size_t position) {
    const FrozenValues& frozen = *session.frozen();
    if (const auto found = frozen.watches.find(session.watches()[position].id); found != frozen.watches.end())
        return found->second;
    const WatchTarget& target = session.watches().target(position);
    if (target.kind != WatchTarget::Kind::Element) return std::nullopt;
    return frozen.values.element(session.program().state_layout.cells[target.row], target.element);
}

CompareRow frozen_watch_row(const Session& session, std::size_t position) {
    if (const auto slot = watched_slot(session, position))
        return compare_slot(session, session.frozen()->values, *slot);
    CompareRow row;
    row.is_cell = true;
    row.before = frozen_watch(session, position);
    row.now = session.watch_value(position);
    row.is_there = row.before && row.now;
    row.differs = row.is_there && !Value(*row.before).same_as(Value(*row.now));
    return row;
}

FrozenCell frozen_cell(const Session& session, CellIndex index) {
    const StateCell& cell = session.program().state_layout.cells[index];
    const Comparison& kept = session.frozen()->values;
    FrozenCell frozen;
    for (; frozen.compared < FrozenCell::kMostElements && has_element(cell, session.state(), frozen.compared);
         ++frozen.compared) {
        const auto before = kept.element(cell, frozen.compared);
        if (!before) break;
        const double then = *before, now = session.state().at(cell.storage, std::size_t{cell.offset} + frozen.compared);
        if (Value(then).same_as(Value(now))) continue;
        ++frozen.differing;
        const double moved = now - then;
        if (std::isnan(frozen.farthest)) continue;
        if (!(std::fabs(moved) <= std::fabs(frozen.farthest))) frozen.farthest = moved;
    }
    if (cell.size == 1 && frozen.compared == 1) frozen.before = kept.element(cell, 0);
    return frozen;
}

std::string FrozenCell::change() const {
    if (compared == 0) return "new";
    if (differing == 0) return "=";
    if (!before) return grouped(differing) + " of " + grouped(compared);
    if (std::isnan(farthest) || farthest == 0) return "≠";
    return (farthest > 0 ? "+" : "") + format_significant(farthest, 4);
}

}  // namespace slotscope::gui
