// SPDX-License-Identifier: MIT
// Commands: the type of a row of the one command table, lookup, and what a command means right now.
// The rows are in command_table.h. They feed menus, toolbar, palette, keys, tooltips, help and --script.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/command_id.h"
#include "model/keymap.h"
#include "model/view.h"
#include "slotscope/session.h"

namespace slotscope::gui {

enum class Menu : std::uint8_t { File, Edit, Run, Breakpoints, Watch, View, Go, Help, None };
inline constexpr std::array<std::string_view, 8> kMenuTitles{"File",  "Edit", "Run", "Breakpoints",
                                                             "Watch", "View", "Go",  "Help"};

/// Whether holding the key repeats it.
enum class Repeat : bool { No, Yes };

struct CommandSpec {
    CommandId id;
    std::string_view name;   ///< stable: settings, scripts
    std::string_view title;  ///< sentence case; "…" when more input follows
    std::string_view help;   ///< a sentence
    Menu menu;
    Chords chords;  ///< defaults
    Repeat repeat;
    std::string_view words;     ///< further words that find it in the palette
    bool starts_group = false;  ///< a line above it in its menu
    Scope scope = Scope::Main;
};

[[nodiscard]] const std::array<CommandSpec, kCommandCount>& commands();
[[nodiscard]] const CommandSpec& command_spec(CommandId id);
[[nodiscard]] std::optional<CommandId> find_command(std::string_view name);

/// Why a command cannot run now, as a sentence.
struct Reason {
    std::string text;
};
/// A jump to a place at which something is to be selected.
struct Arrival {
    SeekTo place;
    std::optional<SlotId> slot;
    std::optional<StepIndex> step;
};
using Resolved = std::variant<Action, UiAction, Arrival, Reason>;

/// What the command would do for this view.
[[nodiscard]] Resolved resolve(CommandId id, const View& view);
/// Whether a toggle or a choice is in effect: draws its check mark.
[[nodiscard]] bool is_on(CommandId id, const View& view);

}  // namespace slotscope::gui
