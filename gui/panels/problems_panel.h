// SPDX-License-Identifier: MIT
// Everything that is or went wrong, in groups with counts; each leads to its place.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_problems_panel();

}  // namespace slotscope::gui
