// SPDX-License-Identifier: MIT
#include "app/bookmark_keeper.h"

#include <utility>

namespace slotscope::gui {

BookmarkKeeper::BookmarkKeeper(const std::optional<std::filesystem::path>& settings)
    : files_(settings ? std::optional(settings->parent_path() / "bookmarks") : std::nullopt, "bookmarks") {}

void BookmarkKeeper::keep(Session& session, UiState& ui) {
    if (!session.has_program()) return;
    const History& history = session.history();
    if (run_ != history.run()) {
        run_ = history.run();
        path_ = session.path();
        if (!path_.empty()) {
            auto kept = files_.load(path_);
            if (!kept) ui.apply(ShowToast{ToastKind::Warning, kept.error().message + ".", std::nullopt});
            static_cast<void>(session.apply(SetBookmarks{kept ? std::move(kept).value() : BookmarkSet{}}));
        }
        seen_ = history.bookmarks_revision();
        return;
    }
    if (path_.empty() || seen_ == history.bookmarks_revision()) return;
    seen_ = history.bookmarks_revision();
    if (const auto error = files_.save(path_, session.all_bookmarks()))
        ui.apply(ShowToast{ToastKind::Error, "The bookmarks were not kept: " + error->to_string() + ".", std::nullopt});
}

}  // namespace slotscope::gui
