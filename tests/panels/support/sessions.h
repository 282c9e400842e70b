// SPDX-License-Identifier: MIT
// Sessions in the states that every panel must survive, made by name.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui::test {

/// Names for open_state(): "no program", "empty program", "before the first frame", "one frame", "inside a frame",
/// "faulted", "played", "picture", "100,000 slots".
[[nodiscard]] const std::vector<std::string>& session_states();

/// Brings a fresh session into the state of that name.
void open_state(Session& session, const std::string& state);

/// t -> a ring of 8 elements (delayFrames 7) -> slot 4; slot 5 is declared and never written; slots 2 and 3 are arithmetic.
void open_ring_program(Session& session);
/// A picture of `count` white circles of 20 pixels. Slots: 2 frame, 3 domain, 4 positions, 5 size, 6 colour, 7 opacity;
/// step 1 assembles.
void open_dots(Session& session, std::size_t count, int frames);
/// Step 2 writes slot 2 a second time.
void open_double_write(Session& session);

}  // namespace slotscope::gui::test
