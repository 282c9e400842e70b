// SPDX-License-Identifier: MIT
#include "panels/break_gutter.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "panels/command_ui.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

void submenu(const char* label, std::initializer_list<CommandId> commands, const View& view, Outbox& out) {
    const scoped::Menu menu(label);
    probe_item(label);
    if (!menu) return;
    for (const CommandId command : commands) command_item(command, view, out);
}

}  // namespace

bool break_gutter(const BreakpointMark* mark, std::uint32_t row, const Session& session, std::string_view probe_label,
                  std::string_view what_a_click_sets) {
    const scoped::Id id(static_cast<int>(row));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x), height = row_height();
    const bool pressed = ImGui::InvisibleButton("##break", {width, height});
    const bool hovered = ImGui::IsItemHovered();
    if (!probe_label.empty()) probe_item(probe_label);
    const ImVec2 middle(std::round(at.x + width * 0.5F), std::round(at.y + height * 0.5F));
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (mark != nullptr) {
        const float radius = em(0.31F);
        if (mark->is_active) list->AddCircleFilled(middle, radius, color(Tone::Breakpoint));
        else
            list->AddCircle(middle, radius - hairline() * 0.5F, color(Tone::Breakpoint), 0,
                            std::max(hairline(), em(0.1F)));
        if (hovered) tooltip(mark_sentence(*mark, session));
    } else if (hovered) {
        list->AddCircleFilled(middle, em(0.25F), color(Tone::Breakpoint, 0.45F));
        tooltip(what_a_click_sets);
    }
    return pressed;
}

void slot_break_menu(const View& view, Outbox& out) {
    command_item(CommandId::ToggleBreakpoint, view, out);
    submenu("Break",
            {CommandId::BreakOnChange, CommandId::BreakOnWrite, CommandId::BreakOnNotFinite, CommandId::BreakOnCrossing,
             CommandId::BreakWhenStale, CommandId::NewBreakpoint, CommandId::EditBreakpoint,
             CommandId::EnableBreakpoint},
            view, out);
    submenu("Find all in the recording",
            {CommandId::FindChanges, CommandId::FindWrites, CommandId::FindNotFinite, CommandId::FindCrossings,
             CommandId::FindStale, CommandId::FindInRecording},
            view, out);
}

void cell_break_menu(const View& view, Outbox& out) {
    command_items({CommandId::ToggleBreakpoint, CommandId::EnableBreakpoint, CommandId::NewBreakpoint,
                   CommandId::EditBreakpoint, CommandId::FindChanges},
                  view, out);
}

void step_break_menu(const View& view, Outbox& out) {
    command_items({CommandId::ToggleBreakpoint, CommandId::BreakBeforeStep, CommandId::EnableBreakpoint,
                   CommandId::NewBreakpoint, CommandId::EditBreakpoint},
                  view, out);
}

}  // namespace slotscope::gui
