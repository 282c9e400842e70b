// SPDX-License-Identifier: MIT
// The programs that come with Slotscope: where they lie, and what each is about.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "model/ui_state.h"

namespace slotscope::gui {

/// The folder assets/programs: beside an installed executable, in its source tree, or where the build found it.
[[nodiscard]] std::optional<std::filesystem::path> find_demo_folder(const std::filesystem::path& executable);

class DemoCatalog {
public:
    explicit DemoCatalog(const std::optional<std::filesystem::path>& folder);
    /// Reads the next program and adds it to `ui`; one per call, so that the first frame is not late.
    /// False when there was none left. A file that cannot be read is left out.
    bool read_next(UiState& ui);
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return files_; }

private:
    std::vector<std::filesystem::path> files_;
    std::size_t next_ = 0;
};

}  // namespace slotscope::gui
