// SPDX-License-Identifier: MIT
#include "app/key_input.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace slotscope::gui {
namespace {

ImGuiKey offset_key(ImGuiKey first, Key key, Key first_of_ours) {
    return static_cast<ImGuiKey>(static_cast<int>(first) + static_cast<int>(key) - static_cast<int>(first_of_ours));
}

constexpr std::array<ImGuiKey, 28> kOthers{
    ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,     ImGuiKey_DownArrow,   ImGuiKey_Home,
    ImGuiKey_End,       ImGuiKey_PageUp,     ImGuiKey_PageDown,    ImGuiKey_Escape,      ImGuiKey_Enter,
    ImGuiKey_Tab,       ImGuiKey_Space,      ImGuiKey_Backspace,   ImGuiKey_Delete,      ImGuiKey_Insert,
    ImGuiKey_Minus,     ImGuiKey_Equal,      ImGuiKey_Comma,       ImGuiKey_Period,      ImGuiKey_Slash,
    ImGuiKey_Semicolon, ImGuiKey_Apostrophe, ImGuiKey_GraveAccent, ImGuiKey_LeftBracket, ImGuiKey_RightBracket,
    ImGuiKey_Backslash, ImGuiKey_None,       ImGuiKey_None};
static_assert(static_cast<std::size_t>(Key::Count) - static_cast<std::size_t>(Key::Left) + 1 == kOthers.size(),
              "one entry per Key from Left on");

}  // namespace

ImGuiKey to_imgui(Key key) {
    if (key >= Key::A && key <= Key::Z) return offset_key(ImGuiKey_A, key, Key::A);
    if (key >= Key::D0 && key <= Key::D9) return offset_key(ImGuiKey_0, key, Key::D0);
    if (key >= Key::F1 && key <= Key::F12) return offset_key(ImGuiKey_F1, key, Key::F1);
    if (key >= Key::Left && key < Key::Count)
        return kOthers[static_cast<std::size_t>(key) - static_cast<std::size_t>(Key::Left)];
    return ImGuiKey_None;
}

std::vector<PressedChord> pressed_chords() {
    std::vector<PressedChord> pressed;
    const ImGuiIO& io = ImGui::GetIO();
    for (int i = 1; i < static_cast<int>(Key::Count); ++i) {
        const auto key = static_cast<Key>(i);
        const ImGuiKey theirs = to_imgui(key);
        if (theirs == ImGuiKey_None) continue;
        const int times = ImGui::GetKeyPressedAmount(theirs, io.KeyRepeatDelay, 1.0F / kRepeatsPerSecond);
        if (times <= 0) continue;
        pressed.push_back({{key, io.KeyCtrl, io.KeyShift, io.KeyAlt},
                           !ImGui::IsKeyPressed(theirs, false),
                           std::min(times, kMaxRepeats)});
    }
    // Which key types '?' depends on the keyboard, so the character counts.
    for (const ImWchar c : io.InputQueueCharacters)
        if (c == '?') pressed.push_back({{Key::Question}, false});
    return pressed;
}

void add_chord_events(const Chord& chord, bool down) {
    ImGuiIO& io = ImGui::GetIO();
    if (chord.key == Key::Question) {
        if (down) io.AddInputCharacter('?');
        return;
    }
    if (chord.ctrl) io.AddKeyEvent(ImGuiMod_Ctrl, down);
    if (chord.shift) io.AddKeyEvent(ImGuiMod_Shift, down);
    if (chord.alt) io.AddKeyEvent(ImGuiMod_Alt, down);
    io.AddKeyEvent(to_imgui(chord.key), down);
}

}  // namespace slotscope::gui
