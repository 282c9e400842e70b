// SPDX-License-Identifier: MIT
// What the application does around breakpoints: reads them when a program opens, writes them when they change, says which do
// not fit, and shows the step at which the session stopped.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "app/program_keeper.h"

namespace slotscope::gui {

struct KeptBreakpoints {
    using Set = BreakpointSet;
    static constexpr const char* kWhat = "breakpoints";
    static const Set& of(const Session& session) { return session.breakpoints(); }
    static std::uint64_t revision(const Session& session) { return session.breakpoints_revision(); }
    static Action give(Set set) { return SetBreakpoints{std::move(set), true}; }
    static void merge(Set& into, const Set& more) { into.add_missing(more); }
};

class BreakpointKeeper {
public:
    /// They are kept in a folder beside the settings; without settings until the application ends.
    explicit BreakpointKeeper(const std::optional<std::filesystem::path>& settings) : files_(settings) {}

    /// A program was opened, or read again: gives the session what is kept for it.
    void opened(Session& session, UiState& ui, const std::string& path);
    /// Another program was swapped in: adds what is kept for it.
    void swapped(Session& session, UiState& ui, const std::string& path);
    /// Writes them when they have changed.
    void keep(const Session& session, UiState& ui) { files_.keep(session, ui); }
    /// A message when some do not fit the program.
    void say_broken(const Session& session, UiState& ui) const;
    /// A message about the newest one, where nothing else would show it.
    void say_added(const Session& session, UiState& ui) const;
    /// A message about a change that was taken back, where nothing else would show it.
    void say_undone(const Session& session, UiState& ui) const;
    /// Once per stop: shows the step that it is about.
    void reveal_stop(const Session& session, UiState& ui);

private:
    ProgramKeeper<KeptBreakpoints> files_;
    std::optional<Cursor> stop_seen_;
};

}  // namespace slotscope::gui
