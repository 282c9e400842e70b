// SPDX-License-Identifier: MIT
// Between ImGui's keys and ours: what was pressed in this frame, and how a script presses.
#pragma once

#include <imgui.h>

#include <vector>

#include "model/keys.h"

namespace slotscope::gui {

struct PressedChord {
    Chord chord;
    bool is_repeat = false;
    /// How often it counts: a held key repeats by the clock, also where frames are drawn more slowly than it repeats.
    int times = 1;
};

/// Repeats of a held key per second, and the most of them that one frame makes up for.
inline constexpr int kRepeatsPerSecond = 30, kMaxRepeats = 8;

/// Chords that went down in this frame, and those that repeat because they are held.
[[nodiscard]] std::vector<PressedChord> pressed_chords();
/// Adds the events of pressing or releasing `chord`. Key::Question is typed, not pressed.
void add_chord_events(const Chord& chord, bool down);
[[nodiscard]] ImGuiKey to_imgui(Key key);

}  // namespace slotscope::gui
