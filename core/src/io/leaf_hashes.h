// SPDX-License-Identifier: MIT
// Hashes of single slots and state cells, which hash files have so that a difference has a place. Private to
// hash_*.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/runtime_state.h"

namespace slotscope {

struct LeafHashes {
    std::vector<std::uint32_t> values, marks;  ///< by SlotIndex
    std::vector<std::uint32_t> cells;          ///< by CellIndex
    std::uint32_t loose_state = 0;             ///< all state elements that are in no cell
};

class LeafHasher {
public:
    explicit LeafHasher(const Program& program);
    [[nodiscard]] LeafHashes hash(const RuntimeState& runtime) const;

private:
    struct Element {
        StateStorage storage;
        std::size_t index;
    };

    const StateLayout* layout_;
    std::vector<Element> loose_;
};

}  // namespace slotscope
