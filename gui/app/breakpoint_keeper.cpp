// SPDX-License-Identifier: MIT
#include "app/breakpoint_keeper.h"

#include <fmt/format.h>

#include "model/breakpoint_words.h"

namespace slotscope::gui {

void BreakpointKeeper::swapped(Session& session, UiState& ui, const std::string& path) {
    files_.swapped(session, ui, path);
    say_broken(session, ui);
}

void BreakpointKeeper::opened(Session& session, UiState& ui, const std::string& path) {
    files_.opened(session, ui, path);
    say_broken(session, ui);
}

void BreakpointKeeper::say_broken(const Session& session, UiState& ui) const {
    const std::string sentence = broken_breakpoints_sentence(session);
    if (!sentence.empty()) ui.apply(ShowToast{ToastKind::Warning, sentence, PanelId::Breakpoints});
}

void BreakpointKeeper::say_added(const Session& session, UiState& ui) const {
    if (ui.layout().is_visible(PanelId::Breakpoints) || session.breakpoints().size() == 0) return;
    const Breakpoint& newest = session.breakpoints()[session.breakpoints().size() - 1];
    ui.apply(ShowToast{ToastKind::Done,
                       fmt::format("Breakpoint {} set: {}.", newest.id, condition_words(newest.condition, session)),
                       PanelId::Breakpoints});
}

void BreakpointKeeper::say_undone(const Session& session, UiState& ui) const {
    if (ui.layout().is_visible(PanelId::Breakpoints)) return;
    const std::size_t count = session.breakpoints().size();
    ui.apply(ShowToast{ToastKind::Done,
                       fmt::format("A change of breakpoints was taken back: there {} {} now.",
                                   count == 1 ? "is" : "are", count == 0 ? "none" : std::to_string(count)),
                       PanelId::Breakpoints});
}

void BreakpointKeeper::reveal_stop(const Session& session, UiState& ui) {
    const auto& stop = session.stopped_at();
    const auto place = stop ? std::optional(Cursor{stop->frame, stop->step}) : std::nullopt;
    const bool is_new = place && place != stop_seen_;
    stop_seen_ = place;
    if (!is_new) return;
    if (const auto step = stop_step(session, *stop)) ui.apply(RevealStep{*step});
}

}  // namespace slotscope::gui
