// SPDX-License-Identifier: MIT
#include "widgets/chrome.h"

#include <algorithm>
#include <cmath>

#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

std::string capitals(std::string words) {
    for (char& c : words)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return words;
}

}  // namespace

float tab_strip_height() { return grid(7); }

TabsResponse tab_strip(const char* id, std::span<const Tab> tabs, int active, float width, bool has_focus) {
    const scoped::Id scope(id);
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float height = tab_strip_height();
    ImFont* font = fonts().heading;
    ImFont* count_font = fonts().mono;
    const float count_size = count_font->FontSize * 0.85F;
    list->AddRectFilled({origin.x, origin.y + height - hairline()}, {origin.x + width, origin.y + height},
                        color(Tone::Border));

    TabsResponse response;
    float x = origin.x;
    for (int i = 0; i < static_cast<int>(tabs.size()); ++i) {
        const Tab& tab = tabs[static_cast<std::size_t>(i)];
        const std::string words = capitals(tab.label);
        const std::string count = tab.count != 0 ? std::to_string(tab.count) : std::string();
        const float words_w = text_width(words, font);
        const float count_w =
            count.empty() ? 0 : std::ceil(count_font->CalcTextSizeA(count_size, 1e9F, 0, count.c_str()).x) + grid(1.5F);
        const float tab_w = words_w + count_w + grid(5);
        if (x + tab_w > origin.x + width && i > 0 && x >= origin.x + width) break;
        ImGui::SetCursorScreenPos({x, origin.y});
        const scoped::Id tab_id(i);
        if (ImGui::InvisibleButton("##tab", {tab_w, height})) response.selected = i;
        const bool hovered = ImGui::IsItemHovered();
        if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Middle)) response.closed = i;
        if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) response.menu = i;
        if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) response.double_clicked = i;
        probe_item(tab.label);
        const bool is_active = i == active;
        const Tone ink = is_active || hovered ? Tone::Text : Tone::Dim;
        const float y = std::round(origin.y + (height - font->FontSize) * 0.5F);
        list->AddText(font, font->FontSize, {x + grid(2.5F), y}, color(ink), words.c_str());
        if (!count.empty())
            list->AddText(count_font, count_size,
                          {x + grid(4) + words_w, std::round(origin.y + (height - count_size) * 0.5F)},
                          color(tab.count_tone), count.c_str());
        if (is_active)
            list->AddRectFilled({x + grid(2.5F), origin.y + height - grid(0.5F)},
                                {x + tab_w - grid(2.5F), origin.y + height},
                                color(has_focus ? Tone::Accent : Tone::Faint));
        tooltip(tab.tooltip);
        x += tab_w;
    }
    ImGui::SetCursorScreenPos({origin.x, origin.y + height});
    ImGui::Dummy({0, 0});
    return response;
}

float splitter(const char* id, ImVec2 min, ImVec2 max, bool is_vertical) {
    ImGui::SetCursorScreenPos(min);
    ImGui::InvisibleButton(id, {std::max(1.0F, max.x - min.x), std::max(1.0F, max.y - min.y)});
    probe_item(id);
    const bool active = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
    if (active || hovered) ImGui::SetMouseCursor(is_vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float middle = is_vertical ? std::round((min.x + max.x) * 0.5F) : std::round((min.y + max.y) * 0.5F);
    const float half = active || hovered ? grid(0.25F) : hairline() * 0.5F;
    const ImU32 colour = color(active || hovered ? Tone::Accent : Tone::Border);
    if (active || hovered) {
        if (is_vertical) list->AddRectFilled({middle - half, min.y}, {middle + half, max.y}, colour);
        else list->AddRectFilled({min.x, middle - half}, {max.x, middle + half}, colour);
    }
    if (!active) return 0;
    const ImVec2 delta = ImGui::GetIO().MouseDelta;
    return is_vertical ? delta.x : delta.y;
}

ToastsResponse toast_stack(std::span<const ToastView> toasts, ImVec2 corner) {
    ToastsResponse response;
    const float width = em(26);
    float bottom = corner.y;
    const ProbeScope scope("Toasts");
    for (auto it = toasts.rbegin(); it != toasts.rend(); ++it) {
        const ToastView& toast = *it;
        ImGui::SetNextWindowPos({corner.x, bottom}, ImGuiCond_Always, {1, 1});
        ImGui::SetNextWindowSizeConstraints({width, 0}, {width, em(20)});
        const scoped::StyleVar rounding(ImGuiStyleVar_WindowRounding, grid(1));
        const scoped::StyleVar border(ImGuiStyleVar_WindowBorderSize, hairline());
        const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(3), grid(2)));
        const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Raised));
        const std::string name = "##toast" + std::to_string(toast.id);
        constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                            ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize |
                                            ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
        const scoped::Window window(name.c_str(), nullptr, kFlags);
        const Tone tone = toast.tone == ToastTone::Error     ? Tone::Fault
                          : toast.tone == ToastTone::Warning ? Tone::Warning
                          : toast.tone == ToastTone::Done    ? Tone::Done
                                                             : Tone::Accent;
        const Glyph shape = toast.tone == ToastTone::Error || toast.tone == ToastTone::Warning ? Glyph::Warning
                            : toast.tone == ToastTone::Done                                    ? Glyph::Check
                                                                                               : Glyph::Info;
        const ImVec2 pos = ImGui::GetWindowPos();
        glyph(shape, tone);
        ImGui::SameLine(0, grid(2));
        ImGui::PushTextWrapPos(width - grid(9));
        text(toast.text);
        ImGui::PopTextWrapPos();
        probe_item("Text");
        if (!toast.action.empty()) {
            ImGui::SetCursorPosX(ImGui::GetCursorPosX() + em() + grid(2));
            if (link(toast.action)) response.acted = toast.id;
        }
        const float side = ImGui::GetFrameHeight();
        ImGui::SetCursorPos({width - side - grid(0.5F), grid(0.5F)});
        if (icon_button(Glyph::Cross, "Dismiss")) response.dismissed = toast.id;
        bottom = pos.y - grid(1.5F);
    }
    return response;
}

}  // namespace slotscope::gui
