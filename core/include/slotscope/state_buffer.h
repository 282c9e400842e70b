// SPDX-License-Identifier: MIT
// `StateBuffer`: what lives on between frames, as three arrays sized by the layout; and its initialisation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "slotscope/result.h"
#include "slotscope/types.h"

namespace slotscope {

/// Arrays sized from `StateLayout::*_size` (not from the cells), zero-length where the size is 0.
struct StateBuffer {
    std::vector<double> f64;
    std::vector<float> f32;
    std::vector<std::int32_t> i32;

    StateBuffer() = default;
    explicit StateBuffer(const StateLayout& layout);

    /// An element as a number. Precondition: index is inside that storage.
    [[nodiscard]] double at(StateStorage storage, std::size_t index) const noexcept;
    [[nodiscard]] std::size_t size(StateStorage storage) const noexcept;
    /// Stores with the storage's conversion (f32 rounds, i32 as ECMAScript ToInt32). Outside the array: ignored.
    void set(StateStorage storage, std::size_t index, double value) noexcept;
};

/// Fills every element of every cell with its constant (through `ConstPool::index`), or with zero; scalars and arrays
/// alike, in cell order, so that of overlapping cells the later wins. What reaches past the arrays is ignored.
/// A numeric constant whose place is outside its pool fills with NaN (i32: 0).
/// Returns one error per cell whose constant does not exist or is not numeric (at most `limits::kMaxErrors`); such cells
/// are filled with zero.
[[nodiscard]] Errors initialize_state(StateBuffer& buffer, const StateLayout& layout, const ConstPool& constants);

/// The same for one cell; the error has no path.
[[nodiscard]] std::optional<Error> initialize_cell(StateBuffer& buffer, const StateCell& cell,
                                                   const ConstPool& constants);

}  // namespace slotscope
