// SPDX-License-Identifier: MIT
#include "panels/help_panel.h"

#include "panels/help_content.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

class HelpPanel final : public Panel {
public:
    void draw(const View& view, Outbox&) override {
        draw_marks_legend();
        draw_condition_help(view);
        draw_key_columns(view, true);
    }
};

}  // namespace

std::unique_ptr<Panel> make_help_panel() { return std::make_unique<HelpPanel>(); }

}  // namespace slotscope::gui
