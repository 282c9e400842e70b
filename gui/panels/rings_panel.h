// SPDX-License-Identifier: MIT
// Ring buffers, each element in logical order (oldest to newest) and in memory order, with write head, read tap and
// the element that is overwritten next.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_rings_panel();

}  // namespace slotscope::gui
