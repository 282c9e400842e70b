// SPDX-License-Identifier: MIT
#include "widgets/buttons.h"

#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

std::string_view shown_part(std::string_view label) { return label.substr(0, label.find("##")); }
/// What the probe calls it: the id part when nothing is shown.
std::string_view probe_part(std::string_view label) {
    const std::string_view shown = shown_part(label);
    return shown.empty() ? label.substr(label.find_first_not_of('#')) : shown;
}

void button_tooltip(const ButtonOptions& options, std::string_view fallback) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled)) return;
    const std::string_view sentence = !options.enabled && !options.reason.empty() ? options.reason
                                      : options.tooltip.empty()                   ? fallback
                                                                                  : options.tooltip;
    if (sentence.empty() && options.chord.empty()) return;
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2.5F), grid(1.5F)));
    if (const scoped::Tooltip tip; tip) {
        ImGui::PushTextWrapPos(em(24));
        text(sentence);
        ImGui::PopTextWrapPos();
        if (!options.chord.empty()) {
            if (text_width(sentence) < em(18)) ImGui::SameLine(0, grid(3));
            key_cap(options.chord);
        }
    }
}

struct Pressable {
    bool pressed, hovered, held;
    ImVec2 min, max;
};

Pressable pressable(const char* id, ImVec2 size, bool enabled) {
    ImGui::BeginDisabled(!enabled);
    const bool pressed = ImGui::InvisibleButton(id, size);
    ImGui::EndDisabled();
    return {pressed && enabled, enabled && ImGui::IsItemHovered(), enabled && ImGui::IsItemActive(),
            ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

void draw_face(const Pressable& p, const ButtonOptions& options) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float rounding = grid(1);
    if (options.kind == ButtonKind::Primary) {
        const float alpha = !options.enabled ? 0.35F : p.held ? 0.8F : p.hovered ? 0.9F : 1.0F;
        list->AddRectFilled(p.min, p.max, color(Tone::Accent, alpha), rounding);
    } else if (p.held || p.hovered) {
        list->AddRectFilled(p.min, p.max, color(p.held ? Tone::Pressed : Tone::Hover), rounding);
    } else if (options.on) {
        list->AddRectFilled(p.min, p.max, color(Tone::SelectedRow), rounding);
    } else if (options.kind == ButtonKind::Normal) {
        list->AddRectFilled(p.min, p.max, color(Tone::Raised), rounding);
    }
    if (options.kind == ButtonKind::Normal)
        list->AddRect(p.min, p.max, color(options.on ? Tone::Accent : Tone::Border), rounding, 0, hairline());
    if (options.enabled && ImGui::IsItemFocused() && ImGui::GetIO().NavVisible)
        list->AddRect(p.min, p.max, color(Tone::Accent), rounding, 0, hairline());
}

Tone ink_of(const ButtonOptions& options) {
    if (options.kind == ButtonKind::Primary) return theme().is_dark ? Tone::Window : Tone::Panel;
    return options.enabled ? options.tone : Tone::Faint;
}

}  // namespace

float button_width(const char* label) { return text_width(shown_part(label), fonts().ui) + grid(6); }

bool button(const char* label, const ButtonOptions& options) {
    const std::string_view shown = shown_part(label);
    const float width = options.width > 0 ? options.width : button_width(label);
    const Pressable p = pressable(label, {width, ImGui::GetFrameHeight()}, options.enabled);
    draw_face(p, options);
    const float text_w = text_width(shown, fonts().ui);
    ImGui::GetWindowDrawList()->AddText(fonts().ui, fonts().ui->FontSize,
                                        {std::round((p.min.x + p.max.x - text_w) * 0.5F),
                                         std::round((p.min.y + p.max.y - fonts().ui->FontSize) * 0.5F)},
                                        color(ink_of(options)), shown.data(), shown.data() + shown.size());
    probe(probe_part(label), p.min, p.max, options.enabled);
    button_tooltip(options, {});
    return p.pressed;
}

bool icon_button(Glyph shape, const char* name, const ButtonOptions& options) {
    const float side = ImGui::GetFrameHeight();
    ButtonOptions o = options;
    if (o.kind == ButtonKind::Normal) o.kind = ButtonKind::Ghost;
    const Pressable p = pressable(name, {o.width > 0 ? o.width : side, side}, o.enabled);
    draw_face(p, o);
    const ImU32 ink = o.enabled && o.on && o.tone == Tone::Text ? color(Tone::Accent) : color(ink_of(o));
    draw_glyph(ImGui::GetWindowDrawList(), shape,
               {std::round((p.min.x + p.max.x) * 0.5F), std::round((p.min.y + p.max.y) * 0.5F)}, em(0.9F), ink);
    probe(probe_part(name), p.min, p.max, o.enabled);
    button_tooltip(o, shown_part(name));
    return p.pressed;
}

float chip_width(const char* label, const ChipOptions& options) {
    const std::string count = options.count >= 0 ? std::to_string(options.count) : std::string();
    const float count_w = count.empty() ? 0 : text_width(count, fonts().mono) + grid(1.5F);
    return text_width(shown_part(label), fonts().ui) + count_w + grid(4);
}

bool chip(const char* label, const ChipOptions& options) {
    const std::string_view shown = shown_part(label);
    const std::string count = options.count >= 0 ? std::to_string(options.count) : std::string();
    const float label_w = text_width(shown, fonts().ui);
    const Pressable p = pressable(label, {chip_width(label, options), ImGui::GetFrameHeight()}, options.enabled);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float rounding = grid(1);
    const ImVec2 min(p.min.x, p.min.y + hairline()), max(p.max.x, p.max.y - hairline());
    if (options.on) list->AddRectFilled(min, max, color(options.tone, 0.2F), rounding);
    else if (p.hovered) list->AddRectFilled(min, max, color(Tone::Hover), rounding);
    list->AddRect(min, max, options.on ? color(options.tone) : color(Tone::Border), rounding, 0, hairline());
    const Tone words = !options.enabled ? Tone::Faint : options.on ? Tone::Text : Tone::Dim;
    const float y = std::round((p.min.y + p.max.y - fonts().ui->FontSize) * 0.5F);
    list->AddText(fonts().ui, fonts().ui->FontSize, {p.min.x + grid(2), y}, color(words), shown.data(),
                  shown.data() + shown.size());
    if (!count.empty()) {
        const Tone number = options.count > 0 && options.enabled ? (options.on ? Tone::Text : options.tone) : Tone::Dim;
        list->AddText(fonts().mono, fonts().mono->FontSize,
                      {p.min.x + grid(3.5F) + label_w, std::round((p.min.y + p.max.y - fonts().mono->FontSize) * 0.5F)},
                      color(number), count.c_str());
    }
    probe(probe_part(label), p.min, p.max, options.enabled);
    tooltip(options.tooltip);
    return p.pressed;
}

bool link(std::string_view words, Tone tone, ImFont* font, std::string_view probe_label) {
    // The group lays out as the text alone would, and is the last item for tooltips.
    const scoped::Group group;
    text_cut(words, std::max(em(2), ImGui::GetContentRegionAvail().x), tone, font);
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax(), window = ImGui::GetWindowPos();
    probe(probe_label.empty() ? words : probe_label, min, max);
    // A text takes no press, and in a table's row the row would: the press belongs to a button over the text. Its id is
    // the place, since words repeat and change while they are pressed.
    const scoped::Id column(static_cast<int>(min.x - window.x)), line(static_cast<int>(min.y - window.y));
    ImGui::SetCursorScreenPos(min);
    const bool is_pressed = ImGui::InvisibleButton("##link", {std::max(1.0F, max.x - min.x), max.y - min.y});
    if (ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        ImGui::GetWindowDrawList()->AddRectFilled({min.x, max.y - hairline()}, max, color(tone));
    }
    return is_pressed;
}

float drop_button_width(std::string_view label) { return text_width(label, fonts().ui) + grid(8); }

bool drop_button(const char* label, const char* popup_id, const ButtonOptions& options) {
    const std::string_view shown = shown_part(label);
    const float width = options.width > 0 ? options.width : drop_button_width(shown);
    const Pressable p = pressable(label, {width, ImGui::GetFrameHeight()}, options.enabled);
    ButtonOptions face = options;
    face.on = options.on || ImGui::IsPopupOpen(popup_id);
    draw_face(p, face);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddText(fonts().ui, fonts().ui->FontSize,
                  {p.min.x + grid(2), std::round((p.min.y + p.max.y - fonts().ui->FontSize) * 0.5F)},
                  color(options.enabled ? options.tone : Tone::Faint), shown.data(), shown.data() + shown.size());
    draw_glyph(list, Glyph::ChevronDown, {p.max.x - grid(2.5F), std::round((p.min.y + p.max.y) * 0.5F)}, em(0.7F),
               color(options.enabled ? Tone::Dim : Tone::Faint));
    probe(probe_part(label), p.min, p.max, options.enabled);
    button_tooltip(options, {});
    if (p.pressed) ImGui::OpenPopup(popup_id);
    if (ImGui::IsPopupOpen(popup_id)) {
        // Below the button; near the lower end of the window above it.
        const bool is_low = p.max.y > ImGui::GetIO().DisplaySize.y * 0.6F;
        ImGui::SetNextWindowPos({p.min.x, is_low ? p.min.y - grid(0.5F) : p.max.y + grid(0.5F)}, ImGuiCond_Always,
                                {0, is_low ? 1.0F : 0.0F});
    }
    return p.pressed;
}

bool menu_item(const MenuItem& item) {
    const std::string label(item.label), chord(item.chord);
    const bool chosen = ImGui::MenuItem(label.c_str(), chord.empty() ? nullptr : chord.c_str(), item.on, item.enabled);
    probe_item(item.probe.empty() ? item.label : item.probe, item.enabled);
    tooltip(item.tooltip);
    return chosen;
}

void toolbar_gap() {
    ImGui::SameLine(0, grid(2));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetFrameHeight();
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y + grid(1)}, {at.x + hairline(), at.y + height - grid(1)},
                                              color(Tone::Border));
    ImGui::Dummy({hairline(), height});
    ImGui::SameLine(0, grid(2));
}

bool search_field(const char* id, std::string& query, const SearchField& options) {
    const scoped::Id scope(id);
    const ProbeScope probes(probe_part(id));
    const float width = options.width > 0 ? options.width : std::max(em(4), ImGui::GetContentRegionAvail().x);
    const float height = ImGui::GetFrameHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos(), end(at.x + width, at.y + height);
    const std::string before = query;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, end, color(Tone::Window), grid(1));

    // The clear button is an item of its own beside the text: ImGui keeps a private copy of the text of an active
    // field, so clearing works only after the press has taken the focus away.
    const bool has_clear = !query.empty();
    {
        const scoped::StyleVar padding(ImGuiStyleVar_FramePadding, ImVec2(grid(6), ImGui::GetStyle().FramePadding.y));
        const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(0, ImGui::GetStyle().ItemSpacing.y));
        const scoped::Color background(ImGuiCol_FrameBg, IM_COL32_BLACK_TRANS);
        const scoped::ItemWidth item_width(width - height);
        if (options.take_focus) ImGui::SetKeyboardFocusHere();
        ImGui::InputTextWithHint("##text", options.hint, &query, ImGuiInputTextFlags_EscapeClearsAll);
        probe_item("Text");
        const bool is_active = ImGui::IsItemActive();
        ImGui::SameLine();
        const Pressable clear = pressable("##clear", {height, height}, has_clear);
        list->AddRect(at, end, color(is_active ? Tone::Accent : Tone::Border), grid(1), 0, hairline());
        if (has_clear) {
            draw_glyph(list, Glyph::Cross, {std::round(end.x - height * 0.5F), std::round(at.y + height * 0.5F)},
                       em(0.75F), color(clear.hovered ? Tone::Text : Tone::Dim));
            probe("Clear", clear.min, clear.max);
            if (clear.pressed) query.clear();
        }
    }
    const float middle = std::round(at.y + height * 0.5F);
    draw_glyph(list, Glyph::Search, {at.x + grid(3), middle}, em(0.8F), color(Tone::Dim));
    if (!query.empty() && options.total >= 0) {
        const std::string words = std::to_string(options.matches) + " of " + std::to_string(options.total);
        const float w = text_width(words, fonts().ui);
        if (w + text_width(query, fonts().ui) < width - height - em(2.5F))
            list->AddText(fonts().ui, fonts().ui->FontSize,
                          {end.x - height - w, std::round(middle - fonts().ui->FontSize * 0.5F)},
                          color(options.matches > 0 ? Tone::Dim : Tone::Fault), words.c_str());
    }
    return query != before;
}

}  // namespace slotscope::gui
