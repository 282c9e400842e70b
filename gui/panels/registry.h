// SPDX-License-Identifier: MIT
// Makes panels by id. Their names, titles and homes are in model/panel_id.h.
#pragma once

#include <array>
#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_panel(PanelId id);

using PanelSet = std::array<std::unique_ptr<Panel>, kPanelCount>;
[[nodiscard]] PanelSet make_panels();

}  // namespace slotscope::gui
