// SPDX-License-Identifier: MIT
// The panel Raster: slots by frames over the whole recording.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_raster_panel();

}  // namespace slotscope::gui
