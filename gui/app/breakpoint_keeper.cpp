// SPDX-License-Identifier: MIT
#include "app/breakpoint_keeper.h"

#include <fmt/format.h>

#include "model/breakpoint_words.h"

namespace slotscope::gui {
namespace {

std::optional<std::filesystem::path> folder_beside(const std::optional<std::filesystem::path>& settings) {
    if (!settings) return std::nullopt;
    return settings->parent_path() / "breakpoints";
}

}  // namespace

BreakpointKeeper::BreakpointKeeper(const std::optional<std::filesystem::path>& settings)
    : files_(folder_beside(settings)) {}

void BreakpointKeeper::opened(Session& session, UiState& ui, const std::string& path) {
    if (path != path_) {
        keep(session, ui);
        path_ = path;
        auto kept = files_.load(path);
        if (!kept) ui.apply(ShowToast{ToastKind::Warning, kept.error().message + ".", std::nullopt});
        BreakpointSet set = kept ? std::move(kept).value() : BreakpointSet{};
        static_cast<void>(session.apply(SetBreakpoints{std::move(set), true}));
        seen_ = session.breakpoints_revision();
    }
    say_broken(session, ui);
}

void BreakpointKeeper::keep(const Session& session, UiState& ui) {
    if (path_.empty() || seen_ == session.breakpoints_revision()) return;
    seen_ = session.breakpoints_revision();
    if (const auto error = files_.save(path_, session.breakpoints()))
        ui.apply(
            ShowToast{ToastKind::Error, "The breakpoints were not kept: " + error->to_string() + ".", std::nullopt});
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
