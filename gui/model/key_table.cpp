// SPDX-License-Identifier: MIT
#include "model/key_table.h"

#include "model/command.h"

namespace slotscope::gui {
namespace {

/// Markdown cells end at "|".
std::string escaped(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if (c == '|' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

std::string print_key_table(const Keymap& keymap) {
    std::string out = "| menu | command | keys | in scripts | what it does |\n|---|---|---|---|---|\n";
    for (const CommandSpec& spec : commands()) {
        if (spec.menu == Menu::None) continue;
        std::string keys;
        for (const Chord& chord : keymap.chords(spec.id))
            if (chord.is_set()) keys += (keys.empty() ? "" : ", ") + print_chord(chord);
        out += "| " + std::string(kMenuTitles[static_cast<std::size_t>(spec.menu)]) + " | " + escaped(spec.title) +
               " | " + escaped(keys) + " | `" + std::string(spec.name) + "` | " + escaped(spec.help) + " |\n";
    }
    return out;
}

}  // namespace slotscope::gui
