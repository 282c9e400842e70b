// SPDX-License-Identifier: MIT
#include "widgets/fields.h"

#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "widgets/glyphs.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

/// A wavy line, as editors draw under what they do not understand.
void draw_wave(ImDrawList* list, float left, float right, float y, ImU32 colour) {
    const float step = grid(0.5F);
    bool is_up = false;
    for (float x = left; x < right; x += step, is_up = !is_up) {
        const float end = std::min(right, x + step);
        list->AddLine({x, is_up ? y - step * 0.5F : y + step * 0.5F}, {end, is_up ? y + step * 0.5F : y - step * 0.5F},
                      colour, hairline());
    }
}

void mark_wrong(const std::string& text, const TextField& options, ImVec2 min, ImVec2 max, ImFont* font) {
    const std::string_view whole(text);
    const std::size_t begin = std::min<std::size_t>(options.wrong_column - 1, whole.size());
    const float pad = ImGui::GetStyle().FramePadding.x, room = max.x - min.x - 2 * pad;
    if (text_width(whole, font) + em(0.5F) > room) return;
    const float left = min.x + pad + text_width(whole.substr(0, begin), font);
    const std::string_view part = whole.substr(begin, options.wrong_length);
    const float right = left + std::max(em(0.6F), text_width(part, font));
    draw_wave(ImGui::GetWindowDrawList(), left, right, max.y - grid(1), color(Tone::Fault));
}

int follow_caret(ImGuiInputTextCallbackData* data) {
    TextCaret& caret = *static_cast<TextCaret*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion) caret.has_tab = true;
    if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory)
        caret.moved = data->EventKey == ImGuiKey_UpArrow ? -1 : 1;
    if (data->EventFlag != ImGuiInputTextFlags_CallbackAlways) return 0;
    if (caret.replacement) {
        const int length = data->BufTextLen;
        const int begin = std::min(static_cast<int>(caret.replacement->begin), length);
        const int end = std::clamp(static_cast<int>(caret.replacement->end), begin, length);
        data->DeleteChars(begin, end - begin);
        data->InsertChars(begin, caret.replacement->text.c_str());
        data->CursorPos = begin + static_cast<int>(caret.replacement->text.size());
        data->ClearSelection();
        caret.replacement.reset();
    }
    caret.at = static_cast<std::size_t>(data->CursorPos);
    return 0;
}

}  // namespace

TextFieldEvents text_field(const char* name, std::string& text, const TextField& options) {
    const scoped::Id id(name);
    ImFont* font = options.is_mono ? fonts().mono : fonts().ui;
    const float width = options.width > 0 ? options.width : std::max(em(4), ImGui::GetContentRegionAvail().x);
    TextFieldEvents events;
    bool is_active = false;
    ImVec2 min, max;
    {
        // The frame is as high as those beside it, whatever the font.
        const float padding = std::max(0.0F, std::floor((ImGui::GetFrameHeight() - font->FontSize) * 0.5F));
        const scoped::StyleVar frame(ImGuiStyleVar_FramePadding, ImVec2(ImGui::GetStyle().FramePadding.x, padding));
        const scoped::Font pushed(font);
        const scoped::Color background(ImGuiCol_FrameBg, color(Tone::Window));
        const scoped::ItemWidth item_width(width);
        if (options.focus != nullptr && options.focus->tries > 0) {
            --options.focus->tries;
            ImGui::
                SetWindowFocus();  // without it ImGui looks for the field among those of the window that has the focus
            ImGui::SetKeyboardFocusHere();
        }
        ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue;
        if (options.caret != nullptr) {
            options.caret->has_tab = false;
            options.caret->moved = 0;
            flags |= ImGuiInputTextFlags_CallbackAlways;
            if (options.caret->has_list)
                flags |= ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_CallbackHistory;
        }
        events.entered = ImGui::InputTextWithHint("##text", options.hint, &text, flags,
                                                  options.caret != nullptr ? follow_caret : nullptr, options.caret);
        probe_item(name);
        is_active = ImGui::IsItemActive();
        if (options.caret != nullptr) options.caret->is_active = is_active;
        if (is_active && options.focus != nullptr) options.focus->tries = 0;
        events.left = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
        min = ImGui::GetItemRectMin();
        max = ImGui::GetItemRectMax();
    }
    const Tone border = options.is_wrong ? Tone::Fault : is_active ? Tone::Accent : Tone::Border;
    ImGui::GetWindowDrawList()->AddRect(min, max, color(border), grid(1), 0, hairline());
    if (options.is_wrong && options.wrong_column > 0) mark_wrong(text, options, min, max, font);
    if (!is_active) tooltip(options.tooltip);
    return events;
}

bool check_box(const char* name, bool is_on, bool enabled, std::string_view words, float width) {
    const float line = ImGui::GetTextLineHeight(), side = grid(3.5F);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float full = std::max(width, side);
    ImGui::BeginDisabled(!enabled);
    const bool pressed = ImGui::InvisibleButton(name, {full, line});
    ImGui::EndDisabled();
    probe_item(name, enabled);
    const bool hovered = enabled && ImGui::IsItemHovered();
    const ImVec2 min(std::round(at.x + (full - side) * 0.5F), std::round(at.y + (line - side) * 0.5F));
    const ImVec2 max(min.x + side, min.y + side);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (is_on) list->AddRectFilled(min, max, color(Tone::Accent, enabled ? 0.9F : 0.35F), grid(0.5F));
    else if (hovered) list->AddRectFilled(min, max, color(Tone::Hover), grid(0.5F));
    list->AddRect(min, max, color(hovered || is_on ? Tone::Accent : Tone::Faint), grid(0.5F), 0, hairline());
    if (is_on)
        draw_glyph(list, Glyph::Check, {(min.x + max.x) * 0.5F, (min.y + max.y) * 0.5F}, side * 0.85F,
                   color(theme().is_dark ? Tone::Window : Tone::Panel));
    tooltip(words);
    return pressed && enabled;
}

}  // namespace slotscope::gui
