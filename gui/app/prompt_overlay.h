// SPDX-License-Identifier: MIT
// The prompt: one line, what Enter will do or what is wrong with it. What is asked is in model/prompt.h.
#pragma once

#include <cstdint>
#include <string>

#include "model/outbox.h"
#include "model/view.h"

namespace slotscope::gui {

class PromptOverlay {
public:
    void draw(const View& view, const Rect& area, Outbox& out);

private:
    std::string text_;
    std::uint64_t seen_ = 0;
};

}  // namespace slotscope::gui
