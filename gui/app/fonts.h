// SPDX-License-Identifier: MIT
// The fonts of the interface: Inter and JetBrains Mono from the system's font folders, else the nearest that is there,
// else ImGui's own. Found and read once; built into the atlas for each scale.
#pragma once

#include <imgui.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "widgets/context.h"

namespace slotscope::gui {

class FontLibrary {
public:
    /// `folders` in order of preference; only the ones that exist count.
    explicit FontLibrary(std::vector<std::filesystem::path> folders);

    /// Fills the current context's atlas for UI text of 14 px times `scale`.
    [[nodiscard]] Fonts build(float scale);
    /// Sentences about fonts that are not the wanted ones; empty when all is well.
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

private:
    using Bytes = std::vector<char>;
    [[nodiscard]] const Bytes* find(std::initializer_list<const char*> file_names);
    ImFont* add(const Bytes* face, const Bytes* fallback, float em_px, float spacing, const ImWchar* ranges);
    void index_folders();

    std::vector<std::filesystem::path> folders_;
    std::map<std::string, std::filesystem::path> files_;  // by file name
    std::map<std::filesystem::path, Bytes> loaded_;
    std::vector<std::string> notes_;
    bool is_indexed_ = false;
};

/// Where the systems keep fonts, from the values of XDG_DATA_HOME, XDG_DATA_DIRS and HOME (any may be null).
[[nodiscard]] std::vector<std::filesystem::path> system_font_folders(const char* data_home, const char* data_dirs,
                                                                     const char* home);

/// (ascent - descent) / em of a TrueType or OpenType face, from its tables; nullopt when they are not there.
/// ImGui's font sizes are line heights, ours are em.
[[nodiscard]] std::optional<float> line_height_per_em(const std::vector<char>& face);

}  // namespace slotscope::gui
