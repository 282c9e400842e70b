// SPDX-License-Identifier: MIT
// Which state elements a stateful operation touches, and which cells those are.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "slotscope/program.h"

namespace slotscope {

/// Elements [first, first + count) of one state array. Doubles, since a program may give fractions, negatives and NaN:
/// then there is no such element, reads give NaN and writes are lost.
struct StateUse {
    StateStorage storage = StateStorage::F64;
    double first = 0;
    double count = 1;
};

/// The range as elements; nullopt unless it is a range of whole numbers from 0 on, below 2^32, with at least one element.
struct ElementRange {
    std::uint64_t first = 0;
    std::uint64_t end = 0;
};
[[nodiscard]] std::optional<ElementRange> element_range(const StateUse& use) noexcept;

/// At most two: the f64 elements, and of delays also the i32 element that holds the write index.
class StateUses {
public:
    void add(const StateUse& use) noexcept { uses_[count_++] = use; }
    [[nodiscard]] const StateUse* begin() const noexcept { return uses_.data(); }
    [[nodiscard]] const StateUse* end() const noexcept { return uses_.data() + count_; }

private:
    std::array<StateUse, 2> uses_;
    std::size_t count_ = 0;
};
[[nodiscard]] StateUses state_uses(const SigStateful& op) noexcept;

/// A delay's ring: how many elements it has, or for odd parameters what execution would compute with.
[[nodiscard]] double ring_size(const SigStateful& op) noexcept;

/// Cells by element.
class CellFinder {
public:
    explicit CellFinder(const StateLayout& layout);

    /// The cell that holds the element; of several the one that starts last, and of those the last. O(log cells).
    [[nodiscard]] std::optional<CellIndex> at(StateStorage storage, std::uint64_t element) const noexcept;

    /// Calls visit(CellIndex) for every cell that has an element in the range, last start first. Returns the number of
    /// cells it looked at: more than it visits where cells overlap, in the worst case all.
    template <class Visit>
    std::size_t overlapping(StateStorage storage, ElementRange range, Visit visit) const {
        const std::vector<Row>& rows = rows_[static_cast<std::size_t>(storage)];
        const std::size_t begin = first_from(rows, range.end);
        std::size_t i = begin;
        for (; i > 0 && rows[i - 1].end_so_far > range.first; --i) {
            if (rows[i - 1].end > range.first) visit(rows[i - 1].cell);
        }
        return begin - i;
    }

private:
    struct Row {
        std::uint64_t first = 0, end = 0;
        std::uint64_t end_so_far = 0;  ///< greatest end of this row and those before it
        CellIndex cell = 0;
    };
    /// From `first` to the next segment's, `at` is this cell, or none.
    struct Segment {
        std::uint64_t first = 0;
        std::optional<CellIndex> cell;
    };
    /// The first row that starts at the element or after it.
    [[nodiscard]] static std::size_t first_from(const std::vector<Row>& rows, std::uint64_t element) noexcept;
    [[nodiscard]] static std::vector<Segment> make_segments(const std::vector<Row>& rows);

    std::array<std::vector<Row>, 3> rows_;  ///< by storage, in order of their first element, then of the layout
    std::array<std::vector<Segment>, 3> segments_;
};

}  // namespace slotscope
