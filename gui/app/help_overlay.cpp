// SPDX-License-Identifier: MIT
#include "app/help_overlay.h"

#include <algorithm>
#include <cmath>

#include "panels/help_content.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {

void HelpOverlay::draw(const View& view, const Rect& area, Outbox& out) {
    const float width = std::min(em(76), area.width - grid(8));
    ImGui::SetNextWindowPos({std::round(area.x + area.width * 0.5F), std::round(area.y + area.height * 0.46F)},
                            ImGuiCond_Always, {0.5F, 0.5F});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, area.height - grid(4)});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(5), grid(4)));
    const scoped::StyleVar rounding(ImGuiStyleVar_WindowRounding, grid(1.5F));
    const scoped::StyleVar border(ImGuiStyleVar_WindowBorderSize, hairline());
    const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Raised));
    const scoped::Window window("##help", nullptr,
                                ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_AlwaysAutoResize |
                                    ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoNav);
    const ProbeScope scope("Keys and marks");
    {
        const scoped::Font title(fonts().title);
        text("Keys and marks");
    }
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetFrameHeight() - grid(4));
    if (icon_button(Glyph::Cross, "Close")) out.push(CloseOverlay{});
    draw_marks_legend();
    draw_key_columns(view, false);
}

}  // namespace slotscope::gui
