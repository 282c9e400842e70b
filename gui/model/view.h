// SPDX-License-Identifier: MIT
// What panels and commands may read while a frame is drawn. Everything is const; changes go to the Outbox.
#pragma once

#include "model/ui_state.h"
#include "slotscope/session.h"

namespace slotscope::gui {

struct View {
    const Session& session;
    const UiState& ui;
};

}  // namespace slotscope::gui
