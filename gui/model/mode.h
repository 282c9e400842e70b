// SPDX-License-Identifier: MIT
// Where the session stands, in one word each: at the newest frame or in a replay, and whether what is shown is whole.
#pragma once

#include <cstdint>
#include <string>

#include "slotscope/session.h"

namespace slotscope::gui {

enum class Mode : std::uint8_t { Live, Replay };
enum class Wholeness : std::uint8_t {
    Whole,
    Edited,  ///< a value that is shown in this frame was set by hand
    Faulted
};

// Preconditions: has_program().
[[nodiscard]] Mode mode_of(const Session& session);
[[nodiscard]] Wholeness wholeness_of(const Session& session);
/// A sentence for a tooltip: what the word means here, and what a click does.
[[nodiscard]] std::string mode_sentence(const Session& session);
[[nodiscard]] std::string wholeness_sentence(const Session& session);

/// "Slot 12 delay.out set to 3 in frame 128."; "" when the action is no edit. To be asked after it was done.
[[nodiscard]] std::string edit_sentence(const Session& session, const Action& action);

}  // namespace slotscope::gui
