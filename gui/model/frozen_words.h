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

}  // namespace slotscope::gui
