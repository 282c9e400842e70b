// SPDX-License-Identifier: MIT
// What a panel is. The shell opens the window, draws the tab and the frame; the panel draws what is inside.
#pragma once

#include "model/outbox.h"
#include "model/settings_table.h"
#include "model/view.h"

namespace slotscope::gui {

class Panel {
public:
    virtual ~Panel() = default;
    /// Draws into the current ImGui window. Reads `view`, writes only to `out` and to its own settings.
    /// Called every frame it is visible, also when there is no program.
    virtual void draw(const View& view, Outbox& out) = 0;
    /// Members to keep between runs. Called at start, before the first draw, and at the end.
    virtual SettingsTable settings() { return {}; }
    /// A number for the tab (problems); 0 shows none.
    [[nodiscard]] virtual long long count(const View& view) const {
        static_cast<void>(view);
        return 0;
    }
};

}  // namespace slotscope::gui
