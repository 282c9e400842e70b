// SPDX-License-Identifier: MIT
// Keeps bookmarks per program. They belong to a recording: one that begins gets those of its program, whose frames have not run
// yet then, and what is set while it runs is written down for the program that it began with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "model/program_files.h"
#include "model/ui_state.h"
#include "slotscope/session.h"

namespace slotscope::gui {

class BookmarkKeeper {
public:
    /// Kept in a folder beside the settings; without settings until the application ends.
    explicit BookmarkKeeper(const std::optional<std::filesystem::path>& settings);

    /// Reads them when a recording has begun, and writes them when they have changed. To be called often, and before what begins
    /// another recording.
    void keep(Session& session, UiState& ui);

private:
    ProgramFiles<BookmarkSet> files_;
    std::string path_;        // of the program that the recording began with
    std::uint64_t run_ = 0;   // which recording
    std::uint64_t seen_ = 0;  // revision of the bookmarks
};

}  // namespace slotscope::gui
