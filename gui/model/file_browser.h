// SPDX-License-Identifier: MIT
// The file browser's list: one folder, filtered, folders first, program files before others, with a selected row that
// keys move. Reads the file system when told to; draws nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/result.h"

namespace slotscope::gui {

enum class EntryKind : std::uint8_t { Parent, Folder, Program, Other };

struct FileEntry {
    EntryKind kind = EntryKind::Other;
    std::string name;
    std::uintmax_t bytes = 0;
    friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

/// ".json", ".json.gz", ".gz".
[[nodiscard]] bool looks_like_program(std::string_view file_name);

class FileBrowser {
public:
    /// Lists `folder` (made absolute) and clears the filter. On errors everything stays as it was.
    [[nodiscard]] std::optional<Error> go(const std::filesystem::path& folder);
    /// Shows names that contain `filter`, ASCII case ignored; hidden ones only when it starts with a dot. With a slash in it, it
    /// is a path, absolute, from the folder that `go` went to, or from "~/": its folder is listed, and its last part filters.
    void set_filter(std::string filter);
    /// Selects the row `by` further, staying inside.
    void move(int by);
    void select(int row);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const std::string& filter() const { return filter_; }
    /// The folder of the path in the filter cannot be listed: there are no rows, and `folder` is the last one that could.
    [[nodiscard]] bool is_folder_missing() const { return is_folder_missing_; }
    [[nodiscard]] const std::vector<FileEntry>& rows() const { return rows_; }
    [[nodiscard]] int selected() const { return selected_; }  ///< -1 when there are no rows
    [[nodiscard]] std::filesystem::path path_of(const FileEntry& entry) const;

private:
    [[nodiscard]] std::optional<Error> list(const std::filesystem::path& folder);
    void filter_rows(std::string_view name);

    std::filesystem::path folder_, base_;  ///< what is listed; where paths in the filter begin
    bool is_folder_missing_ = false;
    std::string filter_;
    std::vector<FileEntry> all_, rows_;
    int selected_ = -1;
};

/// "1.2 KiB", "340 B".
[[nodiscard]] std::string format_bytes(std::uintmax_t bytes);

}  // namespace slotscope::gui
