// SPDX-License-Identifier: MIT
// The file browser as an overlay: a path, a filter, a list; arrows, Enter, Backspace.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "model/file_browser.h"
#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

class FileOverlay {
public:
    void draw(const View& view, const Rect& area, Outbox& out);

private:
    void restart(const View& view);
    void go(const std::filesystem::path& folder);
    void enter(const View& view, int row, Outbox& out);
    void draw_path();
    void draw_list(const View& view, float height, Outbox& out);

    FileBrowser browser_;
    std::string filter_;
    std::string error_;
    std::uint64_t seen_ = 0;
    bool take_focus_ = false;
    bool is_moved_ = false;
};

}  // namespace slotscope::gui
