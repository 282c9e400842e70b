// SPDX-License-Identifier: MIT
// Lists of frame times: numbers in milliseconds, separated by spaces, commas or lines, perhaps in [ ]; "#" starts a
// comment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "slotscope/result.h"

namespace slotscope::gui {

/// More than six days at 60 frames per second would be over this.
inline constexpr std::size_t kMaxFrameTimes = 32'000'000;

/// Errors: no number at all, something that is not a finite number (with line and column), too many.
[[nodiscard]] Result<std::vector<double>> parse_frame_times(std::string_view text, const std::string& name);

}  // namespace slotscope::gui
