// SPDX-License-Identifier: MIT
#include "io/leaf_hashes.h"

#include <algorithm>

#include "debug/content_hash.h"
#include "slotscope/frame_hash.h"

namespace slotscope {

LeafHasher::LeafHasher(const Program& program) : layout_(&program.state_layout) {
    for (const StateStorage storage : {StateStorage::F64, StateStorage::F32, StateStorage::I32}) {
        std::vector<bool> is_in_cell(layout_->size_of(storage));
        for (const StateCell& cell : layout_->cells) {
            if (cell.storage != storage) continue;
            const std::size_t end = std::min<std::size_t>(std::size_t{cell.offset} + cell.size, is_in_cell.size());
            for (std::size_t i = cell.offset; i < end; ++i) is_in_cell[i] = true;
        }
        for (std::size_t i = 0; i < is_in_cell.size(); ++i) {
            if (!is_in_cell[i]) loose_.push_back({storage, i});
        }
    }
}

LeafHashes LeafHasher::hash(const RuntimeState& runtime) const {
    LeafHashes leaves;
    const auto slots = static_cast<SlotIndex>(runtime.values.slots().size());
    for (SlotIndex slot = 0; slot < slots; ++slot) {
        leaves.values.push_back(static_cast<std::uint32_t>(slot_value_hash(runtime.values, slot)));
        leaves.marks.push_back(static_cast<std::uint32_t>(slot_mark_hash(runtime.values, slot)));
    }
    for (const StateCell& cell : layout_->cells) {
        ContentHash hash;
        const std::size_t end =
            std::min<std::size_t>(std::size_t{cell.offset} + cell.size, runtime.state.size(cell.storage));
        for (std::size_t i = cell.offset; i < end; ++i) hash.add(runtime.state.at(cell.storage, i));
        leaves.cells.push_back(static_cast<std::uint32_t>(hash.result()));
    }
    ContentHash hash;
    for (const Element& element : loose_) hash.add(runtime.state.at(element.storage, element.index));
    leaves.loose_state = static_cast<std::uint32_t>(hash.result());
    return leaves;
}

}  // namespace slotscope
