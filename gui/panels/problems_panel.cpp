// SPDX-License-Identifier: MIT
// PLACEHOLDER until its author's version arrives.
#include "panels/problems_panel.h"

#include "widgets/text.h"

namespace slotscope::gui {
namespace {

class PlaceholderPanel final : public Panel {
public:
    void draw(const View&, Outbox&) override { empty_state("problems", "This panel's author has not delivered it yet."); }
};

}  // namespace

std::unique_ptr<Panel> make_problems_panel() { return std::make_unique<PlaceholderPanel>(); }

}  // namespace slotscope::gui
