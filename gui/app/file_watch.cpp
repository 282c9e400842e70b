// SPDX-License-Identifier: MIT
#include "app/file_watch.h"

namespace slotscope::gui {

std::optional<FileWatch::Stamp> FileWatch::look() const {
    std::error_code code;
    Stamp stamp;
    stamp.time = std::filesystem::last_write_time(file_, code);
    if (code) return std::nullopt;
    stamp.bytes = std::filesystem::file_size(file_, code);
    if (code) return std::nullopt;
    return stamp;
}

void FileWatch::watch(const std::filesystem::path& file) {
    file_ = file;
    pending_.reset();
    known_ = file.empty() ? std::nullopt : look();
}

bool FileWatch::changed(double now) {
    if (file_.empty() || now < next_look_) return false;
    next_look_ = now + kWatchSeconds;
    const auto stamp = look();
    // Editors that replace a file delete it for a moment: that is no change yet.
    if (!stamp || stamp == known_) {
        pending_.reset();
        return false;
    }
    if (pending_ != stamp) {
        pending_ = stamp;
        return false;
    }
    known_ = stamp;
    pending_.reset();
    return true;
}

}  // namespace slotscope::gui
