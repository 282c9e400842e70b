// SPDX-License-Identifier: MIT
// State that outlives its program: cells are recognised by owner and role, and keep their content when their shape is
// the same.
#include "slotscope/runtime_state.h"

#include <limits>
#include <string>
#include <unordered_map>

#include "slotscope/assert.h"

namespace slotscope {
namespace {

/// The cells of one program by key. Owner and role form one string, so that ("a:b", "c") and ("a", "b:c") are one key:
/// part of the format's meaning, however odd.
struct KeyedCells {
    std::vector<CellIndex>
        cells;  ///< one per key, in the order of the keys' first cells; each the last cell of its key
    std::unordered_map<std::string, std::size_t> positions;  ///< in `cells`, by key

    explicit KeyedCells(const StateLayout& layout) {
        for (CellIndex index = 0; index < layout.cells.size(); ++index) {
            const auto [entry, is_new] = positions.try_emplace(key_of(layout.cells[index]), cells.size());
            if (is_new) cells.push_back(index);
            cells[entry->second] = index;
        }
    }

    static std::string key_of(const StateCell& cell) { return cell.node_id + ":" + cell.role; }

    /// The cell that stands for this one's key; null when the key is not there.
    [[nodiscard]] const CellIndex* find(const StateCell& cell) const {
        const auto entry = positions.find(key_of(cell));
        return entry == positions.end() ? nullptr : &cells[entry->second];
    }
};

/// Element by element through doubles, as overlapping and out-of-range cells need: what lies outside the old array
/// reads as undefined (NaN, 0 in integers), what lies outside the new one vanishes.
void copy_cell(const StateBuffer& from, const StateCell& from_cell, StateBuffer& to, const StateCell& to_cell) {
    const std::size_t from_size = from.size(from_cell.storage);
    const std::size_t to_size = to.size(to_cell.storage);
    for (std::size_t i = 0; i < to_cell.size && to_cell.offset + i < to_size; ++i) {
        const std::size_t source = from_cell.offset + i;
        to.set(to_cell.storage, to_cell.offset + i,
               source < from_size ? from.at(from_cell.storage, source) : std::numeric_limits<double>::quiet_NaN());
    }
}

CellFate fate_of(const StateCell* old_cell, const StateCell& new_cell) {
    if (old_cell == nullptr) return CellFate::New;
    if (old_cell->storage != new_cell.storage) return CellFate::StorageChanged;
    return old_cell->size == new_cell.size ? CellFate::Kept : CellFate::SizeChanged;
}

/// Carries the state over and says what became of each cell.
SwapReport keep_state(const StateLayout& old_layout, const StateBuffer& old_state, const Program& new_program,
                      StateBuffer& new_state) {
    const std::vector<StateCell>& new_cells = new_program.state_layout.cells;
    const KeyedCells old_keys(old_layout);
    const KeyedCells new_keys(new_program.state_layout);

    SwapReport report;
    for (CellIndex index = 0; index < new_cells.size(); ++index) report.cells.push_back({index, CellFate::ShadowedKey});
    for (const CellIndex index : new_keys.cells) {
        const StateCell& cell = new_cells[index];
        const CellIndex* old_index = old_keys.find(cell);
        const StateCell* old_cell = old_index == nullptr ? nullptr : &old_layout.cells[*old_index];
        const CellFate fate = fate_of(old_cell, cell);
        report.cells[index].fate = fate;
        if (fate == CellFate::Kept) {
            copy_cell(old_state, *old_cell, new_state, cell);
        } else {
            // Once more, though create() did it: where cells overlap, this one overwrites what earlier ones kept.
            const auto error = initialize_cell(new_state, cell, new_program.constants);
            SLOTSCOPE_ASSERT(!error, "create() has checked the constants of all cells");
        }
    }
    for (CellIndex index = 0; index < old_layout.cells.size(); ++index) {
        const StateCell& cell = old_layout.cells[index];
        if (*old_keys.find(cell) != index || new_keys.find(cell) == nullptr) report.dropped_cells.push_back(index);
    }
    return report;
}

}  // namespace

Result<RuntimeState, Errors> hot_swap(const Program& old_program, const RuntimeState& old_state,
                                      const Program& new_program, SwapReport* report) {
    Result<RuntimeState, Errors> created = RuntimeState::create(new_program, old_state.viewport, old_state.frame);
    if (!created) return created;
    SwapReport done = keep_state(old_program.state_layout, old_state.state, new_program, created->state);
    created->cache.frame_id = old_state.cache.frame_id;
    created->time = old_state.time;
    if (report != nullptr) *report = std::move(done);
    return created;
}

}  // namespace slotscope
