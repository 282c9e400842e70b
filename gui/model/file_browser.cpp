// SPDX-License-Identifier: MIT
#include "model/file_browser.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "model/words.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

/// "step-2" before "step-10": runs of digits compare as numbers, everything else by letter.
bool natural_less(std::string_view a, std::string_view b) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string x = lower(a), y = lower(b);
    std::size_t i = 0, j = 0;
    while (i < x.size() && j < y.size()) {
        if (is_digit(x[i]) && is_digit(y[j])) {
            std::size_t ie = i, je = j;
            while (ie < x.size() && is_digit(x[ie])) ++ie;
            while (je < y.size() && is_digit(y[je])) ++je;
            while (i < ie && x[i] == '0') ++i;
            while (j < je && y[j] == '0') ++j;
            if (ie - i != je - j) return ie - i < je - j;
            if (const int order = x.compare(i, ie - i, y, j, je - j); order != 0) return order < 0;
            i = ie;
            j = je;
        } else {
            if (x[i] != y[j]) return x[i] < y[j];
            ++i;
            ++j;
        }
    }
    if (x.size() - i != y.size() - j) return x.size() - i < y.size() - j;
    return a < b;
}

/// The folder that is written, without "..", and without a slash at its end.
fs::path folder_of(std::string_view written, const fs::path& base) {
    const char* const home = std::getenv("HOME");
    const bool is_in_home = written.starts_with("~/") && home != nullptr;
    std::error_code code;
    const fs::path whole = is_in_home ? fs::path(home) / written.substr(2) : base / written;
    fs::path folder = fs::weakly_canonical(whole, code);
    if (code) folder = whole;
    return folder.has_filename() ? folder : folder.parent_path();
}

}  // namespace

bool looks_like_program(std::string_view file_name) {
    const std::string name = lower(file_name);
    return name.ends_with(".json") || name.ends_with(".gz");
}

std::optional<Error> FileBrowser::list(const fs::path& folder) {
    std::error_code code;
    fs::path absolute = fs::weakly_canonical(fs::absolute(folder.empty() ? fs::path(".") : folder, code), code);
    fs::directory_iterator entries(absolute, fs::directory_options::skip_permission_denied, code);
    if (code) return Error::io(absolute.string(), "the folder cannot be listed: " + code.message());

    std::vector<FileEntry> found;
    for (const fs::directory_iterator end; entries != end; entries.increment(code)) {
        if (code) break;
        std::error_code entry_code;
        FileEntry entry;
        entry.name = entries->path().filename().string();
        if (entries->is_directory(entry_code)) entry.kind = EntryKind::Folder;
        else {
            if (!entries->is_regular_file(entry_code)) continue;
            entry.kind = looks_like_program(entry.name) ? EntryKind::Program : EntryKind::Other;
            entry.bytes = entries->file_size(entry_code);
            if (entry_code) entry.bytes = 0;
        }
        found.push_back(std::move(entry));
    }
    std::sort(found.begin(), found.end(), [](const FileEntry& a, const FileEntry& b) {
        return a.kind != b.kind ? a.kind < b.kind : natural_less(a.name, b.name);
    });
    if (absolute.has_relative_path()) found.insert(found.begin(), {EntryKind::Parent, "..", 0});

    folder_ = std::move(absolute);
    all_ = std::move(found);
    is_folder_missing_ = false;
    return std::nullopt;
}

std::optional<Error> FileBrowser::go(const fs::path& folder) {
    const fs::path before = folder_;
    if (auto error = list(folder)) return error;
    base_ = folder_;
    filter_.clear();
    filter_rows({});
    // Going up leaves the selection on the folder that was left.
    const std::string came_from = folder_ == before.parent_path() ? before.filename().string() : std::string();
    for (int i = 0; i < static_cast<int>(rows_.size()); ++i)
        if (!came_from.empty() && rows_[static_cast<std::size_t>(i)].name == came_from) selected_ = i;
    return std::nullopt;
}

void FileBrowser::set_filter(std::string filter) {
    if (filter == filter_) return;
    filter_ = std::move(filter);
    const std::size_t slash = filter_.rfind('/');
    const fs::path wanted = slash == std::string::npos ? base_ : folder_of(filter_.substr(0, slash + 1), base_);
    if ((wanted != folder_ || is_folder_missing_) && list(wanted)) {
        is_folder_missing_ = true;
        all_.clear();
    }
    filter_rows(slash == std::string::npos ? std::string_view(filter_) : std::string_view(filter_).substr(slash + 1));
}

void FileBrowser::filter_rows(std::string_view name) {
    const std::string wanted = lower(name);
    rows_.clear();
    for (const FileEntry& entry : all_) {
        const bool is_hidden = entry.kind != EntryKind::Parent && entry.name.starts_with('.');
        if (is_hidden && !wanted.starts_with('.')) continue;
        if (!wanted.empty() && (entry.kind == EntryKind::Parent || lower(entry.name).find(wanted) == std::string::npos))
            continue;
        rows_.push_back(entry);
    }
    // The first thing that can be meant: not "up" while there is anything else.
    selected_ = rows_.empty() ? -1 : rows_.size() > 1 && rows_[0].kind == EntryKind::Parent ? 1 : 0;
}

void FileBrowser::move(int by) { select(selected_ + by); }

void FileBrowser::select(int row) {
    selected_ = rows_.empty() ? -1 : std::clamp(row, 0, static_cast<int>(rows_.size()) - 1);
}

fs::path FileBrowser::path_of(const FileEntry& entry) const {
    return entry.kind == EntryKind::Parent ? folder_.parent_path() : folder_ / entry.name;
}

std::string format_bytes(std::uintmax_t bytes) {
    if (bytes < 1024) return std::to_string(bytes) + " B";
    constexpr const char* kUnits[] = {"KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < std::size(kUnits)) {
        value /= 1024;
        ++unit;
    }
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, value < 10 ? "%.1f %s" : "%.0f %s", value, kUnits[unit]);
    return buffer;
}

}  // namespace slotscope::gui
