// SPDX-License-Identifier: MIT
#include "panels/slot_menu.h"

#include <algorithm>

#include "model/slot_facts.h"
#include "panels/break_gutter.h"
#include "panels/command_ui.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

void readers_menu(const View& view, Outbox& out, SlotIndex slot) {
    constexpr std::size_t kMost = 40;  // what fits on a screen
    const std::vector<StepIndex>& readers = view.session.wiring().readers[slot];
    const scoped::Menu menu("Readers", !readers.empty());
    if (!menu) return;
    for (std::size_t i = 0; i < std::min(readers.size(), kMost); ++i) {
        const scoped::Id id(static_cast<int>(i));
        if (menu_item(
                {.label = step_reference(view.session, readers[i]), .probe = "reader " + std::to_string(readers[i])}))
            out.push(SelectStep{readers[i]});
    }
    if (readers.size() > kMost) text("… and " + grouped(readers.size() - kMost) + " more", Tone::Dim);
}

}  // namespace

void slot_menu(SlotId id, const View& view, Outbox& out) {
    const Session& session = view.session;
    const SlotIndex slot = session.slots().find(id);
    if (slot == kNoSlotIndex) return ImGui::CloseCurrentPopup();
    text_mono(slot_reference(session, slot), Tone::Dim);
    hairline_rule();
    if (menu_item({.label = "Inspect", .tooltip = "Show it in the Slot panel."}))
        out.push(OpenPanel{PanelId::SlotInspector});
    command_items({CommandId::GoToWriter, CommandId::GoToReader}, view, out);
    readers_menu(view, out, slot);
    ImGui::Separator();
    command_items({CommandId::PreviousChange, CommandId::NextChange, CommandId::PreviousWrite, CommandId::NextWrite},
                  view, out);
    ImGui::Separator();
    slot_break_menu(view, out);
    ImGui::Separator();
    command_items({CommandId::WatchSelected, CommandId::FreezeValues, CommandId::SetSlotValue, CommandId::CopyValue},
                  view, out);
    const bool is_number = session.slots()[slot].storage != Storage::Object;
    if (menu_item({.label = "Copy exact digits",
                   .tooltip = is_number ? "Every decimal digit of the binary value." : "It holds an object.",
                   .enabled = is_number}))
        out.push(CopyText{format_exact(session.values().number_at(slot))});
    if (menu_item({.label = "Copy as JSON"})) out.push(CopyText{value_json(session, slot)});
    if (menu_item({.label = "Copy name"})) out.push(CopyText{session.slot_names()[slot]});
}

}  // namespace slotscope::gui
