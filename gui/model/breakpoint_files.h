// SPDX-License-Identifier: MIT
// Breakpoints between runs: a file per program in a folder beside the settings. Without a folder they are kept only while the
// application runs.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "slotscope/breakpoints.h"

namespace slotscope::gui {

/// "delay-lines-0123456789abcdef.json": the program's name, and a hash of its path.
[[nodiscard]] std::string breakpoint_file_name(std::string_view program_path);

class BreakpointFiles {
public:
    explicit BreakpointFiles(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {}

    /// Those of the program; none where none were kept. A file that cannot be understood is put aside, and the error says
    /// so, in a sentence.
    [[nodiscard]] Result<BreakpointSet> load(const std::string& program_path);
    /// Atomic. An empty set leaves no file.
    [[nodiscard]] std::optional<Error> save(const std::string& program_path, const BreakpointSet& breakpoints);

private:
    std::optional<std::filesystem::path> folder_;
    std::map<std::string, std::string, std::less<>> kept_;  ///< texts by path, without a folder
};

}  // namespace slotscope::gui
