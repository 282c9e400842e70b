// SPDX-License-Identifier: MIT
// Tests of one value against a number or against the value of the frame before, and the search for the places in a column
// of recorded values where one holds, at memory speed. What needs more than that (expressions, write marks) is in
// condition.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace slotscope {

enum class ColumnTestKind : std::uint8_t {
    // Compare with `a`; as for numbers of programs, NaN is unequal to everything.
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    Between,  ///< a <= value <= b
    Outside,  ///< value < a or value > b
    // These compare with the value before. Values are the same when their bits are, or when both are NaN.
    Changed,
    BecameNan,       ///< changed, and is NaN now
    BecameInfinite,  ///< changed, and is an infinity now
    BecameNotFinite,
    Moved,   ///< by more than `a` either way; never from or to NaN
    Rises,   ///< from below `a` to `a` or above
    Falls,   ///< from above `a` to `a` or below
    Crosses  ///< either
};

struct ColumnTest {
    ColumnTestKind kind = ColumnTestKind::Changed;
    double a = 0;
    double b = 0;

    [[nodiscard]] bool needs_previous() const noexcept { return kind >= ColumnTestKind::Changed; }
    /// `previous` counts only where `needs_previous`.
    [[nodiscard]] bool holds(double value, double previous) const noexcept;
};

/// Appends, in order, the positions in `column` where the test holds. `before` is the value before the column's first;
/// without it a test that needs one does not hold there. Memory speed where hits are rare: blocks are decided as a whole,
/// and only those with a hit are looked through.
void find_hits(const ColumnTest& test, std::span<const double> column, std::optional<double> before,
               std::vector<std::size_t>& hits);

}  // namespace slotscope
