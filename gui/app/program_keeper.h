// SPDX-License-Identifier: MIT
// Reads what is kept of a program when it opens, and writes it when it has changed. What is kept says `Kept`:
//     using Set = …;                                     as ProgramFiles wants it
//     static constexpr const char* kWhat = "breakpoints";  in messages, and the name of the folder beside the settings
//     static const Set& of(const Session&);
//     static std::uint64_t revision(const Session&);
//     static Action give(Set);                           puts it into the session
//     static void merge(Set& into, const Set& more);     adds what it does not have already
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "model/program_files.h"
#include "model/ui_state.h"
#include "slotscope/session.h"

namespace slotscope::gui {

/// A session has one set, also where several programs are swapped into its run. A change of it is written for the program that
/// is shown then, and for the others once they are shown again; what nobody changes stays written as each had it.
template <class Kept>
class ProgramKeeper {
public:
    /// Kept in a folder beside the settings; without settings until the application ends.
    explicit ProgramKeeper(const std::optional<std::filesystem::path>& settings)
        : files_(settings ? std::optional(settings->parent_path() / Kept::kWhat) : std::nullopt, Kept::kWhat) {}

    /// A program was opened, or read again: gives the session what is kept for it.
    void opened(Session& session, UiState& ui, const std::string& path) {
        if (path == shown_ && written_.contains(path)) {
            std::erase_if(written_, [&](const auto& entry) { return entry.first != path; });
            return;
        }
        write(session, ui);
        shown_ = path;
        static_cast<void>(session.apply(Kept::give(load(ui, path))));
        written_ = {{path, Kept::revision(session)}};
    }
    /// Another program was swapped in. The session's set stays, and what is kept for that program is added to it.
    void swapped(Session& session, UiState& ui, const std::string& path) {
        if (path == shown_) return;
        write(session, ui);
        const std::uint64_t before = Kept::revision(session);
        if (!written_.contains(path)) {
            typename Kept::Set set = Kept::of(session);
            Kept::merge(set, load(ui, path));
            static_cast<void>(session.apply(Kept::give(std::move(set))));
        }
        // The others have what they had: nobody has changed anything.
        for (auto& [other, revision] : written_)
            if (revision == before) revision = Kept::revision(session);
        written_[path] = kNotWritten;
        shown_ = path;
    }
    /// Writes it when it has changed.
    void keep(const Session& session, UiState& ui) {
        if (session.has_program() && written_.contains(session.path())) shown_ = session.path();
        write(session, ui);
    }

private:
    static constexpr std::uint64_t kNotWritten = 0;  // revisions begin at 1

    typename Kept::Set load(UiState& ui, const std::string& path) {
        auto kept = files_.load(path);
        if (kept) return std::move(kept).value();
        ui.apply(ShowToast{ToastKind::Warning, kept.error().message + ".", std::nullopt});
        return {};
    }

    void write(const Session& session, UiState& ui) {
        const auto at = written_.find(shown_);
        if (at == written_.end() || at->second == Kept::revision(session)) return;
        at->second = Kept::revision(session);
        if (const auto error = files_.save(shown_, Kept::of(session)))
            ui.apply(ShowToast{ToastKind::Error,
                               fmt::format("The {} were not kept: {}.", Kept::kWhat, error->to_string()),
                               std::nullopt});
    }

    ProgramFiles<typename Kept::Set> files_;
    std::string shown_;                                          // path of the program that was shown last
    std::map<std::string, std::uint64_t, std::less<>> written_;  // revisions, by the paths that this session has met
};

}  // namespace slotscope::gui
