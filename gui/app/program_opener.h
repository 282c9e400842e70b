// SPDX-License-Identifier: MIT
// What the application does with files: opens programs, reads them again, swaps them into the run, reads lists of frame times,
// and notices when the open file changes on disk. What went wrong is told through the interface's state.
#pragma once

#include <optional>
#include <string>

#include "app/breakpoint_keeper.h"
#include "app/file_watch.h"
#include "app/watch_keeper.h"
#include "model/ui_state.h"
#include "slotscope/session.h"

namespace slotscope::gui {

class ProgramOpener {
public:
    ProgramOpener(Session& session, UiState& ui, BreakpointKeeper& breakpoints, WatchKeeper& watches)
        : session_(session), ui_(ui), breakpoints_(breakpoints), watches_(watches) {}

    /// Why not, or nothing.
    std::optional<std::string> open(const std::string& path, bool is_reload = false);
    /// Puts another program into the run. `is_watched`: because its file changed. Why not, or nothing.
    std::optional<std::string> swap(const std::string& path, bool is_watched = false);
    void read_times(const std::string& path);
    /// No program is open any more.
    void closed() { watch_.watch({}); }
    /// Reads the file that is open again, or swaps it in, when it has changed. True when it had. `now` in seconds.
    bool follow_file(double now);

private:
    /// Errors of a file that was not opened, where they are seen. Returns them as one sentence.
    std::string reject(const std::string& path, const Errors& errors);
    /// An error of the session about a program that could be read.
    std::string refuse(const std::string& path, const Error& error);
    void opened(const std::string& path, bool is_reload);

    Session& session_;
    UiState& ui_;
    BreakpointKeeper& breakpoints_;
    WatchKeeper& watches_;
    FileWatch watch_;
};

}  // namespace slotscope::gui
