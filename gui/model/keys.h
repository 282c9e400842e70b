// SPDX-License-Identifier: MIT
// Keys and chords with no ImGui: names, parsing, printing, order.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slotscope::gui {

enum class Key : std::uint8_t {
    None,
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R,
    S,
    T,
    U,
    V,
    W,
    X,
    Y,
    Z,
    D0,
    D1,
    D2,
    D3,
    D4,
    D5,
    D6,
    D7,
    D8,
    D9,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Escape,
    Enter,
    Tab,
    Space,
    Backspace,
    Delete,
    Insert,
    Minus,
    Equal,
    Comma,
    Period,
    Slash,
    Semicolon,
    Apostrophe,
    Backquote,
    LeftBracket,
    RightBracket,
    Backslash,
    Question,  ///< the character '?', wherever the keyboard has it
    Count
};

struct Chord {
    Key key = Key::None;
    bool ctrl = false, shift = false, alt = false;

    [[nodiscard]] constexpr int modifiers() const { return (ctrl ? 1 : 0) + (shift ? 1 : 0) + (alt ? 1 : 0); }
    [[nodiscard]] constexpr bool is_set() const { return key != Key::None; }
    /// Text fields let these through: no one types them, and no one edits with them.
    [[nodiscard]] constexpr bool works_in_text() const {
        if (key >= Key::F1 && key <= Key::F12) return true;
        if (!ctrl) return alt;
        switch (key) {
            case Key::A:
            case Key::C:
            case Key::V:
            case Key::X:
            case Key::Y:
            case Key::Z:
            case Key::Left:
            case Key::Right:
            case Key::Home:
            case Key::End:
            case Key::Backspace:
            case Key::Delete:
            case Key::Insert: return alt;
            default: return true;
        }
    }
    friend constexpr auto operator<=>(const Chord&, const Chord&) = default;
};

[[nodiscard]] constexpr Chord ctrl(Key key) { return {key, true, false, false}; }
[[nodiscard]] constexpr Chord shift(Key key) { return {key, false, true, false}; }
[[nodiscard]] constexpr Chord alt(Key key) { return {key, false, false, true}; }
[[nodiscard]] constexpr Chord ctrl_shift(Key key) { return {key, true, true, false}; }
[[nodiscard]] constexpr Chord alt_shift(Key key) { return {key, false, true, true}; }

/// "Ctrl+Shift+P", "F10", "?"; "" for no key.
[[nodiscard]] std::string print_chord(const Chord& chord);
/// The reverse, any case, modifiers in any order; nullopt for what is no chord.
[[nodiscard]] std::optional<Chord> parse_chord(std::string_view text);
[[nodiscard]] std::string_view key_name(Key key);

}  // namespace slotscope::gui
