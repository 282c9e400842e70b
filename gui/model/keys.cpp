// SPDX-License-Identifier: MIT
#include "model/keys.h"

#include <algorithm>
#include <array>

namespace slotscope::gui {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Key::Count)> kNames{
    "",     "A",    "B",   "C",      "D",        "E",   "F",     "G",   "H",     "I",         "J",      "K",      "L",
    "M",    "N",    "O",   "P",      "Q",        "R",   "S",     "T",   "U",     "V",         "W",      "X",      "Y",
    "Z",    "0",    "1",   "2",      "3",        "4",   "5",     "6",   "7",     "8",         "9",      "F1",     "F2",
    "F3",   "F4",   "F5",  "F6",     "F7",       "F8",  "F9",    "F10", "F11",   "F12",       "Left",   "Right",  "Up",
    "Down", "Home", "End", "PageUp", "PageDown", "Esc", "Enter", "Tab", "Space", "Backspace", "Delete", "Insert", "-",
    "=",    ",",    ".",   "/",      ";",        "'",   "`",     "[",   "]",     "\\",        "?"};
static_assert(!kNames.back().empty(), "a name for every Key");

bool same_text(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view key_name(Key key) {
    return key < Key::Count ? kNames[static_cast<std::size_t>(key)] : std::string_view();
}

std::string print_chord(const Chord& chord) {
    if (!chord.is_set()) return {};
    std::string text;
    if (chord.ctrl) text += "Ctrl+";
    if (chord.alt) text += "Alt+";
    if (chord.shift) text += "Shift+";
    text += key_name(chord.key);
    return text;
}

std::optional<Chord> parse_chord(std::string_view text) {
    Chord chord;
    while (true) {
        const std::size_t plus = text.find('+');
        if (plus == std::string_view::npos || plus == 0) break;
        const std::string_view modifier = text.substr(0, plus);
        bool* flag = same_text(modifier, "Ctrl")    ? &chord.ctrl
                     : same_text(modifier, "Shift") ? &chord.shift
                     : same_text(modifier, "Alt")   ? &chord.alt
                                                    : nullptr;
        if (flag == nullptr || *flag) return std::nullopt;
        *flag = true;
        text.remove_prefix(plus + 1);
    }
    for (std::size_t i = 1; i < kNames.size(); ++i) {
        if (!same_text(kNames[i], text)) continue;
        chord.key = static_cast<Key>(i);
        return chord;
    }
    return std::nullopt;
}

}  // namespace slotscope::gui
