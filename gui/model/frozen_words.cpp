// SPDX-License-Identifier: MIT
#include "model/frozen_words.h"

#include "model/slot_facts.h"
#include "model/watch_rows.h"

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

}  // namespace slotscope::gui
