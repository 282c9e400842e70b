// SPDX-License-Identifier: MIT
#include "app/demo_catalog.h"

#include <algorithm>

#include "slotscope/program_io.h"

namespace slotscope::gui {

namespace fs = std::filesystem;

std::optional<fs::path> find_demo_folder(const fs::path& executable) {
    std::vector<fs::path> candidates;
    if (executable.has_parent_path()) {
        candidates.push_back(executable.parent_path() / "../share/slotscope/programs");
        candidates.push_back(executable.parent_path() / "assets/programs");
    }
#ifdef SLOTSCOPE_ASSETS_DIR
    candidates.emplace_back(fs::path(SLOTSCOPE_ASSETS_DIR) / "programs");
#endif
    for (const fs::path& candidate : candidates) {
        std::error_code code;
        if (fs::is_directory(candidate, code)) return fs::weakly_canonical(candidate, code);
    }
    return std::nullopt;
}

DemoCatalog::DemoCatalog(const std::optional<fs::path>& folder) {
    if (!folder) return;
    std::error_code code;
    for (fs::directory_iterator entries(*folder, code), end; !code && entries != end; entries.increment(code)) {
        const std::string name = entries->path().filename().string();
        if (name.ends_with(".json") || name.ends_with(".json.gz")) files_.push_back(entries->path());
    }
    std::sort(files_.begin(), files_.end());
}

bool DemoCatalog::read_next(UiState& ui) {
    if (next_ >= files_.size()) return false;
    const fs::path& file = files_[next_++];
    const auto loaded = load_program(file);
    if (!loaded) return true;
    const Program& program = *loaded->program;
    std::string name = file.stem().string();
    if (name.ends_with(".json")) name.resize(name.size() - 5);
    ui.add_demo(
        {file.string(), std::move(name), program.description, program.declared_slots.size(), program.steps.size()});
    return true;
}

}  // namespace slotscope::gui
