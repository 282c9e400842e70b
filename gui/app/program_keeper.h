// SPDX-License-Identifier: MIT
// Reads what is kept of a program when it opens, and writes it when it has changed. What is kept says `Kept`:
//     using Set = …;                                     as ProgramFiles wants it
//     static constexpr const char* kWhat = "breakpoints";  in messages, and the name of the folder beside the settings
//     static const Set& of(const Session&);
//     static std::uint64_t revision(const Session&);
//     static Action give(Set);                           puts it into the session
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "model/program_files.h"
#include "model/ui_state.h"
#include "slotscope/session.h"

namespace slotscope::gui {

template <class Kept>
class ProgramKeeper {
public:
    /// Kept in a folder beside the settings; without settings until the application ends.
    explicit ProgramKeeper(const std::optional<std::filesystem::path>& settings)
        : files_(settings ? std::optional(settings->parent_path() / Kept::kWhat) : std::nullopt, Kept::kWhat) {}

    /// A program was opened, or read again: gives the session what is kept for it.
    void opened(Session& session, UiState& ui, const std::string& path) {
        if (path == path_) return;
        keep(session, ui);
        path_ = path;
        auto kept = files_.load(path);
        if (!kept) ui.apply(ShowToast{ToastKind::Warning, kept.error().message + ".", std::nullopt});
        static_cast<void>(session.apply(Kept::give(kept ? std::move(kept).value() : typename Kept::Set{})));
        seen_ = Kept::revision(session);
    }
    /// Writes it when it has changed. It belongs to the program that was opened, also after a hot swap.
    void keep(const Session& session, UiState& ui) {
        if (path_.empty() || seen_ == Kept::revision(session)) return;
        seen_ = Kept::revision(session);
        if (const auto error = files_.save(path_, Kept::of(session)))
            ui.apply(ShowToast{ToastKind::Error,
                               fmt::format("The {} were not kept: {}.", Kept::kWhat, error->to_string()),
                               std::nullopt});
    }

private:
    ProgramFiles<typename Kept::Set> files_;
    std::string path_;
    std::uint64_t seen_ = 0;
};

}  // namespace slotscope::gui
