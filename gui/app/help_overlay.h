// SPDX-License-Identifier: MIT
// The sheet of keys and marks over the window. What it says is in panels/help_content.
#pragma once

#include <string>

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

class HelpOverlay {
public:
    void draw(const View& view, const Rect& area, Outbox& out);
};

}  // namespace slotscope::gui
