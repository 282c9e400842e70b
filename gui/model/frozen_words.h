// SPDX-License-Identifier: MIT
// What was frozen, in words: where, and how far things are from it.
#pragma once

#include <optional>
#include <string>

#include "model/compare_rows.h"
#include "slotscope/session.h"

namespace slotscope::gui {

/// "128", or "128·7": inside frame 128, after so many steps.
[[nodiscard]] std::string frozen_place(const FrozenValues& frozen);
/// "+16.67"; "=" for the same, "≠" where there is no difference to tell: objects, NaN, 0 and -0; "new" what was not there.
[[nodiscard]] std::string frozen_difference(const CompareRow& row);

/// The number that a watch had; also of slots and elements that were not watched then. Nothing where it is not known.
[[nodiscard]] std::optional<double> frozen_watch(const Session& session, std::size_t position);
/// The frozen row of a watch, as of a slot. Preconditions: session.frozen(), position < session.watches().size().
[[nodiscard]] CompareRow frozen_watch_row(const Session& session, std::size_t position);

/// How far a state cell is from what was frozen.
struct FrozenCell {
    /// Rows are drawn every frame, and elements are looked up by name; the panel Compare has more of them.
    static constexpr std::uint32_t kMostElements = 1024;
    std::optional<double> before;  ///< of a cell with one element
    std::uint32_t compared = 0;    ///< elements that were there then too, the first kMostElements at most
    std::uint32_t differing = 0;
    double farthest = 0;  ///< of their differences the largest in size; NaN when one has none
    /// "+16.67", "3 of 9", "="; "new" when it was not there.
    [[nodiscard]] std::string change() const;
};
/// Precondition: session.frozen().
[[nodiscard]] FrozenCell frozen_cell(const Session& session, CellIndex cell);

}  // namespace slotscope::gui
