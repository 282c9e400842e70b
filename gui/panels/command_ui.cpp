// SPDX-License-Identifier: MIT
#include "panels/command_ui.h"

#include <string>

#include "model/command.h"

namespace slotscope::gui {
namespace {

struct Look {
    std::string chord, reason;
    bool enabled = true, on = false;
};

Look look_of(CommandId command, const View& view) {
    Look look;
    look.chord = view.ui.keymap().hint(command);
    const Resolved resolved = resolve(command, view);
    if (const auto* reason = std::get_if<Reason>(&resolved)) {
        look.enabled = false;
        look.reason = reason->text;
    }
    look.on = is_on(command, view);
    return look;
}

}  // namespace

void command_item(CommandId command, const View& view, Outbox& out) {
    const CommandSpec& spec = command_spec(command);
    const Look look = look_of(command, view);
    const MenuItem item{.label = spec.title,
                        .probe = spec.name,
                        .chord = look.chord,
                        .tooltip = look.enabled ? spec.help : std::string_view(look.reason),
                        .enabled = look.enabled,
                        .on = look.on};
    if (menu_item(item)) out.push(command);
}

void command_items(std::initializer_list<CommandId> commands, const View& view, Outbox& out) {
    for (const CommandId command : commands) command_item(command, view, out);
}

void command_icon(CommandId command, Glyph glyph, const View& view, Outbox& out, bool on, Tone tone) {
    const CommandSpec& spec = command_spec(command);
    const Look look = look_of(command, view);
    const std::string name(spec.name), sentence = std::string(spec.title) + ". " + std::string(spec.help);
    if (icon_button(glyph, name.c_str(),
                    {.enabled = look.enabled,
                     .on = on || look.on,
                     .tooltip = sentence,
                     .chord = look.chord,
                     .reason = look.reason,
                     .tone = tone}))
        out.push(command);
}

void command_button(CommandId command, const View& view, Outbox& out, ButtonKind kind, const char* label) {
    const CommandSpec& spec = command_spec(command);
    const Look look = look_of(command, view);
    const std::string title = label != nullptr ? std::string(label) : std::string(spec.title);
    if (button(
            title.c_str(),
            {.kind = kind, .enabled = look.enabled, .tooltip = spec.help, .chord = look.chord, .reason = look.reason}))
        out.push(command);
}

}  // namespace slotscope::gui
