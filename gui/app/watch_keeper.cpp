// SPDX-License-Identifier: MIT
#include "app/watch_keeper.h"

#include "model/watch_rows.h"

namespace slotscope::gui {

std::string WatchKeeper::name_of_removed(const Session& session, const Action& action) {
    const auto* removed = std::get_if<slotscope::RemoveWatch>(&action);
    if (removed == nullptr || !session.has_program()) return {};
    const auto position = session.watches().position_of(removed->id);
    return position ? watch_name(session, *position) : std::string();
}

void WatchKeeper::say_changed(const Session& session, UiState& ui, bool has_added, const std::string& removed) {
    if (ui.layout().is_visible(PanelId::Watch)) return;
    if (has_added && session.watches().size() > 0)
        ui.apply(ShowToast{ToastKind::Done, "Watching " + watch_name(session, session.watches().size() - 1) + ".",
                           PanelId::Watch});
    if (!removed.empty()) ui.apply(ShowToast{ToastKind::Done, "Watching " + removed + " no longer.", PanelId::Watch});
}

}  // namespace slotscope::gui
