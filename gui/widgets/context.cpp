// SPDX-License-Identifier: MIT
#include "widgets/context.h"

#include <cmath>

namespace slotscope::gui {

void install(WidgetContext& context) { ImGui::GetIO().UserData = &context; }

WidgetContext& widget_context() {
    void* user = ImGui::GetIO().UserData;
    IM_ASSERT(user != nullptr && "install(WidgetContext&) comes before the first widget");
    return *static_cast<WidgetContext*>(user);
}

float em(float n) { return widget_context().em_px * n; }
float grid(float n) { return std::round(widget_context().em_px * n * 4.0F / 14.0F); }
float hairline() { return widget_context().hairline; }
float row_height() { return grid(widget_context().compact ? 5.5F : 6.5F); }

const Theme& theme() { return widget_context().theme; }
const Fonts& fonts() { return widget_context().fonts; }

ImU32 to_u32(Rgba c) { return IM_COL32(c.r, c.g, c.b, c.a); }
ImVec4 to_vec4(Rgba c) { return ImGui::ColorConvertU32ToFloat4(to_u32(c)); }
ImU32 color(Tone tone) { return to_u32(theme()[tone]); }
ImU32 color(Tone tone, float alpha) { return to_u32(with_alpha(theme()[tone], alpha)); }
ImVec4 color4(Tone tone) { return to_vec4(theme()[tone]); }

void apply_style(const WidgetContext& context) {
    const auto tone = [&](Tone t) { return to_vec4(context.theme[t]); };
    const auto px = [&](float at_scale_1) { return std::round(at_scale_1 * context.em_px / 14.0F); };
    const ImVec4 none(0, 0, 0, 0);

    ImGuiStyle style;
    style.WindowPadding = {px(8), px(8)};
    style.FramePadding = {px(8), px(3)};
    style.CellPadding = {px(6), 0};
    style.ItemSpacing = {px(8), px(4)};
    style.ItemInnerSpacing = {px(6), px(4)};
    style.IndentSpacing = px(16);
    style.ScrollbarSize = px(10);
    style.GrabMinSize = px(12);
    style.WindowRounding = 0;
    style.ChildRounding = 0;
    style.FrameRounding = style.PopupRounding = style.ScrollbarRounding = style.GrabRounding = style.TabRounding =
        px(4);
    style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
    style.PopupBorderSize = context.hairline;
    style.TabBorderSize = 0;
    style.WindowMinSize = {1, 1};
    style.SeparatorTextBorderSize = context.hairline;
    style.AntiAliasedLinesUseTex = true;
    style.DisabledAlpha = 0.45F;
    style.HoverStationaryDelay = 0.10F;
    style.HoverDelayShort = 0.25F;
    style.HoverDelayNormal = 0.40F;
    style.MouseCursorScale = 1.0F;

    ImVec4* c = style.Colors;
    c[ImGuiCol_Text] = tone(Tone::Text);
    c[ImGuiCol_TextDisabled] = tone(Tone::Dim);
    c[ImGuiCol_WindowBg] = tone(Tone::Panel);
    c[ImGuiCol_ChildBg] = none;
    c[ImGuiCol_PopupBg] = tone(Tone::Raised);
    c[ImGuiCol_Border] = tone(Tone::Border);
    c[ImGuiCol_BorderShadow] = none;
    c[ImGuiCol_FrameBg] = tone(Tone::Window);
    c[ImGuiCol_FrameBgHovered] = tone(Tone::Hover);
    c[ImGuiCol_FrameBgActive] = tone(Tone::Pressed);
    c[ImGuiCol_TitleBg] = c[ImGuiCol_TitleBgActive] = c[ImGuiCol_TitleBgCollapsed] = tone(Tone::Window);
    c[ImGuiCol_MenuBarBg] = tone(Tone::Window);
    c[ImGuiCol_ScrollbarBg] = none;
    c[ImGuiCol_ScrollbarGrab] = tone(Tone::Border);
    c[ImGuiCol_ScrollbarGrabHovered] = tone(Tone::Pressed);
    c[ImGuiCol_ScrollbarGrabActive] = tone(Tone::Faint);
    c[ImGuiCol_CheckMark] = tone(Tone::Accent);
    c[ImGuiCol_SliderGrab] = tone(Tone::Accent);
    c[ImGuiCol_SliderGrabActive] = tone(Tone::Accent);
    c[ImGuiCol_Button] = tone(Tone::Raised);
    c[ImGuiCol_ButtonHovered] = tone(Tone::Hover);
    c[ImGuiCol_ButtonActive] = tone(Tone::Pressed);
    c[ImGuiCol_Header] = tone(Tone::SelectedRow);
    c[ImGuiCol_HeaderHovered] = tone(Tone::Hover);
    c[ImGuiCol_HeaderActive] = tone(Tone::Pressed);
    c[ImGuiCol_Separator] = tone(Tone::Border);
    c[ImGuiCol_SeparatorHovered] = c[ImGuiCol_SeparatorActive] = tone(Tone::Accent);
    c[ImGuiCol_ResizeGrip] = c[ImGuiCol_ResizeGripHovered] = c[ImGuiCol_ResizeGripActive] = none;
    c[ImGuiCol_Tab] = c[ImGuiCol_TabUnfocused] = none;
    c[ImGuiCol_TabHovered] = tone(Tone::Hover);
    c[ImGuiCol_TabActive] = c[ImGuiCol_TabUnfocusedActive] = tone(Tone::Panel);
    c[ImGuiCol_PlotLines] = c[ImGuiCol_PlotHistogram] = tone(Tone::Plot);
    c[ImGuiCol_PlotLinesHovered] = c[ImGuiCol_PlotHistogramHovered] = tone(Tone::Accent);
    c[ImGuiCol_TableHeaderBg] = tone(Tone::Panel);
    c[ImGuiCol_TableBorderStrong] = tone(Tone::Border);
    c[ImGuiCol_TableBorderLight] = none;
    c[ImGuiCol_TableRowBg] = c[ImGuiCol_TableRowBgAlt] = none;
    c[ImGuiCol_TextSelectedBg] = to_vec4(with_alpha(context.theme[Tone::Accent], 0.35F));
    c[ImGuiCol_DragDropTarget] = tone(Tone::Accent);
    c[ImGuiCol_NavHighlight] = tone(Tone::Accent);
    c[ImGuiCol_NavWindowingHighlight] = tone(Tone::Accent);
    c[ImGuiCol_NavWindowingDimBg] = c[ImGuiCol_ModalWindowDimBg] = tone(Tone::Shade);
    ImGui::GetStyle() = style;
}

}  // namespace slotscope::gui
