// SPDX-License-Identifier: MIT
// The program's picture: draws its render frame, zooms and moves in it, and says which slots and elements are behind
// what is under the mouse. What the picture holds is in model/output_model.
#pragma once

#include <memory>

#include "panels/panel.h"

namespace slotscope::gui {

[[nodiscard]] std::unique_ptr<Panel> make_output_panel();

}  // namespace slotscope::gui
