// SPDX-License-Identifier: MIT
#include "model/keymap.h"

#include <utility>

#include "model/command.h"

namespace slotscope::gui {

namespace {

/// The first chord is the one that is shown and the first to be read back from the settings.
void close_gap(Chords& chords) {
    if (!chords[0].is_set()) std::swap(chords[0], chords[1]);
}

}  // namespace

Keymap::Keymap() {
    for (const CommandSpec& spec : commands()) chords_[static_cast<std::size_t>(spec.id)] = spec.chords;
}

std::string Keymap::hint(CommandId command) const { return print_chord(chords(command)[0]); }

std::optional<CommandId> Keymap::find(const Chord& chord, Scope scope, bool text_has_focus) const {
    if (!chord.is_set()) return std::nullopt;
    // Overlays hold text fields of their own, so their keys (Esc) must work while one has the focus.
    if (text_has_focus && scope != Scope::Overlay && !chord.works_in_text()) return std::nullopt;
    for (const CommandSpec& spec : commands()) {
        if (spec.scope != scope) continue;
        for (const Chord& own : chords(spec.id))
            if (own == chord) return spec.id;
    }
    return std::nullopt;
}

std::optional<CommandId> Keymap::bind(CommandId command, const Chord& chord) {
    std::optional<CommandId> loser;
    if (chord.is_set()) {
        for (const CommandSpec& spec : commands()) {
            if (spec.scope != command_spec(command).scope || spec.id == command) continue;
            for (Chord& own : chords_[static_cast<std::size_t>(spec.id)]) {
                if (own != chord) continue;
                own = {};
                loser = spec.id;
            }
            close_gap(chords_[static_cast<std::size_t>(spec.id)]);
        }
    }
    chords_[static_cast<std::size_t>(command)] = {chord, Chord{}};
    return loser;
}

void Keymap::reset(CommandId command) {
    bind(command, Chord{});
    for (std::size_t i = 0; i < kChordsPerCommand; ++i) {
        const Chord wanted = command_spec(command).chords[i];
        // A default that another command has taken meanwhile stays with that command.
        if (!wanted.is_set() || !find(wanted, command_spec(command).scope, false))
            chords_[static_cast<std::size_t>(command)][i] = wanted;
    }
    close_gap(chords_[static_cast<std::size_t>(command)]);
}

bool Keymap::is_default(CommandId command) const { return chords(command) == command_spec(command).chords; }

}  // namespace slotscope::gui
