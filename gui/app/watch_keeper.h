// SPDX-License-Identifier: MIT
// What the application does around what is watched: keeps it per program between runs, and says what W did where nothing else
// would show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "app/program_keeper.h"

namespace slotscope::gui {

struct KeptWatches {
    using Set = WatchSet;
    static constexpr const char* kWhat = "watches";
    static const Set& of(const Session& session) { return session.watches(); }
    static std::uint64_t revision(const Session& session) { return session.watches_revision(); }
    static Action give(Set set) { return SetWatches{std::move(set)}; }
    static void merge(Set& into, const Set& more) { into.add_missing(more); }
};

class WatchKeeper {
public:
    explicit WatchKeeper(const std::optional<std::filesystem::path>& settings) : files_(settings) {}

    /// A program was opened, or read again: gives the session what is kept for it.
    void opened(Session& session, UiState& ui, const std::string& path) { files_.opened(session, ui, path); }
    /// Another program was swapped in: adds what is kept for it.
    void swapped(Session& session, UiState& ui, const std::string& path) { files_.swapped(session, ui, path); }
    /// Writes them when they have changed.
    void keep(const Session& session, UiState& ui) { files_.keep(session, ui); }

    /// What an action is about to take away, for `say_changed`; "" for other actions.
    [[nodiscard]] static std::string name_of_removed(const Session& session, const Action& action);
    /// A message about what was added or taken away, where the list is not seen. `removed`: as above, from before.
    static void say_changed(const Session& session, UiState& ui, bool has_added, const std::string& removed);

private:
    ProgramKeeper<KeptWatches> files_;
};

}  // namespace slotscope::gui
