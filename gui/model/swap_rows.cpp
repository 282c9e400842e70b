// SPDX-License-Identifier: MIT
#include "model/swap_rows.h"

#include <algorithm>

#include "model/slot_facts.h"
#include "slotscope/describe.h"

namespace slotscope::gui {
namespace {

std::string shape(const StateCell& cell) {
    std::string words(storage_name(cell.storage));
    if (cell.size != 1) words += " ×" + grouped(cell.size);
    return words;
}

/// The cell of the same key; of several the last, which is the one that a swap looks at.
const StateCell* counterpart(const Program& program, const StateCell& cell) {
    const auto& cells = program.state_layout.cells;
    const auto found = std::find_if(cells.rbegin(), cells.rend(), [&](const StateCell& other) {
        return other.node_id == cell.node_id && other.role == cell.role;
    });
    return found == cells.rend() ? nullptr : &*found;
}

std::string why(CellFate fate, const StateCell& cell, const Program& old_program) {
    switch (fate) {
        case CellFate::Kept: return {};
        case CellFate::New: return "new: the old program has no cell of this owner and role";
        case CellFate::SizeChanged:
        case CellFate::StorageChanged: {
            const StateCell* old = counterpart(old_program, cell);
            const std::string what = fate == CellFate::SizeChanged ? "another size" : "another storage";
            return old != nullptr ? what + ": was " + shape(*old) : what;
        }
        case CellFate::ShadowedKey: return "a later cell has the same owner and role";
    }
    return {};
}

}  // namespace

std::vector<SwapRow> swap_rows(const SwapSummary& swap) {
    std::vector<SwapRow> rows, kept;
    const auto& cells = swap.new_program->state_layout.cells;
    for (const CellReport& report : swap.cells.cells) {
        const StateCell& cell = cells[report.new_cell];
        const bool is_kept = report.fate == CellFate::Kept;
        (is_kept ? kept : rows)
            .push_back({is_kept ? SwapFate::Kept : SwapFate::Initialised, cell_name(*swap.new_program, report.new_cell),
                        shape(cell), why(report.fate, cell, *swap.old_program), report.new_cell});
    }
    for (const CellIndex cell : swap.cells.dropped_cells)
        rows.push_back({SwapFate::Dropped, cell_name(*swap.old_program, cell),
                        shape(swap.old_program->state_layout.cells[cell]),
                        "the new program has no cell of this owner and role", std::nullopt});
    rows.insert(rows.end(), std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()));
    return rows;
}

std::string swap_sentence(const SwapSummary& swap) {
    const auto kept =
        static_cast<std::uint64_t>(std::ranges::count(swap.cells.cells, CellFate::Kept, &CellReport::fate));
    const std::uint64_t anew = swap.cells.cells.size() - kept, dropped = swap.cells.dropped_cells.size();
    std::string words =
        counted(kept, "cell") + " kept, " + grouped(anew) + " initialised anew, " + grouped(dropped) + " dropped";
    const std::size_t slots_new = swap.slots_new.size(), slots_gone = swap.slots_gone.size();
    if (slots_new > 0) words += "; " + counted(slots_new, "slot") + (slots_new == 1 ? " is new" : " are new");
    if (slots_gone > 0)
        words += (slots_new > 0 ? ", " + grouped(slots_gone) : "; " + counted(slots_gone, "slot")) +
                 (slots_gone == 1 ? " is gone" : " are gone");
    return words + ".";
}

}  // namespace slotscope::gui
