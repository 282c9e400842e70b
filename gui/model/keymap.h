// SPDX-License-Identifier: MIT
// Which chord runs which command. Starts from the command table's defaults; a person may bind others.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "model/command_id.h"
#include "model/keys.h"

namespace slotscope::gui {

/// Where a chord counts: with an overlay open, only the overlay's commands do. While something in the list of what is watched
/// has the focus, that list's commands come before the others.
enum class Scope : std::uint8_t { Main, Overlay, Watches };

inline constexpr std::size_t kChordsPerCommand = 2;
using Chords = std::array<Chord, kChordsPerCommand>;

class Keymap {
public:
    Keymap();  ///< the defaults

    [[nodiscard]] const Chords& chords(CommandId command) const { return chords_[static_cast<std::size_t>(command)]; }
    /// The first chord as text, or "".
    [[nodiscard]] std::string hint(CommandId command) const;
    /// The command that this chord runs; nullopt while a text field has the focus and the chord could be typed.
    [[nodiscard]] std::optional<CommandId> find(const Chord& chord, Scope scope, bool text_has_focus) const;
    /// Takes the chord away from whoever had it in the same scope (returned) and gives it to `command`, as its only one.
    std::optional<CommandId> bind(CommandId command, const Chord& chord);
    void reset(CommandId command);
    [[nodiscard]] bool is_default(CommandId command) const;

    friend bool operator==(const Keymap&, const Keymap&) = default;

private:
    std::array<Chords, kCommandCount> chords_;
};

}  // namespace slotscope::gui
