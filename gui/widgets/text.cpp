// SPDX-License-Identifier: MIT
#include "widgets/text.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "widgets/buttons.h"
#include "widgets/scoped.h"

namespace slotscope::gui {
namespace {

/// Lines in a hover card end here: a card grows with what is in it, so that its window says nothing.
constexpr float kCardEm = 34;
int open_cards = 0;

/// What lines may have from the cursor on.
float line_room() {
    if (open_cards > 0) return std::max(em(8), em(kCardEm) - ImGui::GetCursorPosX());
    return ImGui::GetContentRegionAvail().x;
}

void draw_item(std::string_view words, ImU32 colour, ImFont* font) {
    if (font != nullptr) ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopStyleColor();
    if (font != nullptr) ImGui::PopFont();
}

std::string capitals(std::string_view words) {
    std::string out(words);
    // ASCII only: headings are ours, and program text is never changed.
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// Longest prefix of at most `length` bytes that does not split a UTF-8 sequence.
std::size_t whole_prefix(std::string_view words, std::size_t length) {
    while (length > 0 && length < words.size() && (static_cast<unsigned char>(words[length]) & 0xC0U) == 0x80U)
        --length;
    return length;
}

/// "[12]" of "Evaluate signals[12]": what tells such names apart. Empty where there is none.
std::string_view index_at_end(std::string_view words) {
    constexpr std::size_t kLongest = 9;
    const std::size_t open = words.rfind('[');
    if (!words.ends_with(']') || open == 0 || open == std::string_view::npos || words.size() - open > kLongest)
        return {};
    return words.substr(open);
}

/// With line ends in place of spaces, so that no line is wider than `width` where a space allows that. ImGui itself would
/// also break after the point of a number.
std::string broken_at_spaces(std::string_view words, float width) {
    std::string lines(words);
    float used = 0;
    const float space = text_width(" ");
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = std::min(lines.find_first_of(" \n", begin), lines.size());
        const float word = text_width(std::string_view(lines).substr(begin, end - begin));
        if (begin > 0 && lines[begin - 1] == ' ' && used + space + word > width) {
            lines[begin - 1] = '\n';
            used = 0;
        }
        used = begin > 0 && lines[begin - 1] == ' ' ? used + space + word : word;
        begin = end + 1;
    }
    return lines;
}

}  // namespace

void text(std::string_view words, Tone tone) { draw_item(words, color(tone), nullptr); }
void text_bold(std::string_view words, Tone tone) { draw_item(words, color(tone), fonts().ui_bold); }
void text_mono(std::string_view words, Tone tone) { draw_item(words, color(tone), fonts().mono); }

void text_wrapped(std::string_view words, Tone tone, float width) {
    const float room = width > 0 ? width : line_room();
    const scoped::TextWrap wrap(ImGui::GetCursorPosX() + room);  // for words that are wider than a line
    draw_item(broken_at_spaces(words, room), color(tone), nullptr);
}

void text_mono_broken(std::string_view digits, Tone tone) {
    const float advance = fonts().mono->GetCharAdvance('0');
    const auto room = static_cast<std::size_t>(std::max(8.0F, line_room() / advance));
    std::string lines;
    std::size_t column = 0;
    for (const char c : digits) {
        const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (starts_character && column == room) {
            lines += '\n';
            column = 0;
        }
        if (starts_character) ++column;
        lines += c;
    }
    draw_item(lines, color(tone), fonts().mono);
}

float text_width(std::string_view words, ImFont* font) {
    if (font == nullptr) font = ImGui::GetFont();
    return std::ceil(font->CalcTextSizeA(font->FontSize, 1e9F, 0, words.data(), words.data() + words.size()).x);
}

std::string cut_to_width(std::string_view words, float max_width, ImFont* font) {
    if (text_width(words, font) <= max_width) return std::string(words);
    constexpr std::string_view kEllipsis = "…";
    const std::string_view tail = index_at_end(words);
    const float room = max_width - text_width(kEllipsis, font) - (tail.empty() ? 0 : text_width(tail, font));
    words.remove_suffix(tail.size());
    std::size_t low = 0, high = words.size();
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        if (text_width(words.substr(0, whole_prefix(words, middle)), font) <= room) low = middle;
        else high = middle - 1;
    }
    return std::string(words.substr(0, whole_prefix(words, low))).append(kEllipsis).append(tail);
}

void text_cut(std::string_view words, float max_width, Tone tone, ImFont* font) {
    const std::string shown = cut_to_width(words, max_width, font);
    draw_item(shown, color(tone), font);
    if (shown.size() != words.size() || shown != words) tooltip(words);
}

void heading(std::string_view words, Tone tone) { draw_item(capitals(words), color(tone), fonts().heading); }

void hairline_rule() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + hairline()}, color(Tone::Border));
    ImGui::Dummy({width, hairline()});
}

void section(std::string_view words) {
    ImGui::Dummy({0, grid(1)});
    heading(words);
    hairline_rule();
}

void tooltip(std::string_view words) {
    if (words.empty() || !ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled))
        return;
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2.5F), grid(1.5F)));
    if (const scoped::Tooltip tip; tip) {
        ImGui::PushTextWrapPos(em(28));
        text(words);
        ImGui::PopTextWrapPos();
    }
}

void Facts::label(std::string_view name) const {
    const float left = ImGui::GetCursorPosX();
    text(name, Tone::Dim);
    // Not SameLine(x): it would add the offset of a surrounding group once more.
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + em(label_em_));
}

void Facts::row(std::string_view name, std::string_view value, Tone tone) const {
    label(name);
    text_wrapped(value, tone);
}

void Facts::mono(std::string_view name, std::string_view value, Tone tone) const {
    label(name);
    text_mono_broken(value, tone);
}

float badge_width(std::string_view words) { return text_width(words, fonts().heading) + grid(3); }

void badge(std::string_view words, Tone fill, Tone ink) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = badge_width(words), line = ImGui::GetTextLineHeight(), height = grid(4.5F);
    const float top = std::round(at.y + (line - height) * 0.5F);
    ImFont* font = fonts().heading;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({at.x, top}, {at.x + width, top + height}, color(fill), grid(1));
    const Tone safe_ink = fill == Tone::Fault ? Tone::FaultInk : ink;
    list->AddText(font, font->FontSize, {at.x + grid(1.5F), std::round(top + (height - font->FontSize) * 0.5F)},
                  color(safe_ink), words.data(), words.data() + words.size());
    ImGui::Dummy({width, line});
}

void tag(std::string_view words, Tone tone) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = text_width(words, fonts().heading) + grid(2), line = ImGui::GetTextLineHeight(),
                height = grid(4.25F);
    const float top = std::round(at.y + (line - height) * 0.5F);
    ImFont* font = fonts().heading;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRect({at.x, top}, {at.x + width, top + height}, color(tone, 0.45F), grid(0.75F), 0, hairline());
    list->AddText(font, font->FontSize, {at.x + grid(1), std::round(top + (height - font->FontSize) * 0.5F)},
                  color(tone), words.data(), words.data() + words.size());
    ImGui::Dummy({width, line});
}

void key_cap(std::string_view chord) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImFont* font = fonts().mono;
    const float size = font->FontSize * 0.9F;
    const float width =
        std::ceil(font->CalcTextSizeA(size, 1e9F, 0, chord.data(), chord.data() + chord.size()).x) + grid(3);
    const float line = ImGui::GetTextLineHeight(), height = grid(5), top = std::round(at.y + (line - height) * 0.5F);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({at.x, top}, {at.x + width, top + height}, color(Tone::Raised), grid(1));
    list->AddRect({at.x, top}, {at.x + width, top + height}, color(Tone::Border), grid(1), 0, hairline());
    list->AddText(font, size, {at.x + grid(1.5F), std::round(top + (height - size) * 0.5F)}, color(Tone::Dim),
                  chord.data(), chord.data() + chord.size());
    ImGui::Dummy({width, line});
}

HoverCard::HoverCard() {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip)) return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(grid(3), grid(2.5F)));
    open_ = ImGui::BeginTooltip();
    if (open_) ++open_cards;
    else ImGui::PopStyleVar();
}

HoverCard::~HoverCard() {
    if (!open_) return;
    --open_cards;
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
}

bool empty_state(std::string_view title, std::string_view sentence, const char* action) {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float width = std::min(em(30), std::max(em(8), room.x - grid(4)));
    ImFont* font = fonts().ui;
    const ImVec2 body =
        font->CalcTextSizeA(font->FontSize, 1e9F, width, sentence.data(), sentence.data() + sentence.size());
    const float height =
        ImGui::GetTextLineHeight() + grid(1) + body.y + (action != nullptr ? grid(2) + ImGui::GetFrameHeight() : 0);
    const float left = ImGui::GetCursorPosX() + std::max(0.0F, (room.x - width) * 0.5F);
    // A little above the middle: the optical centre.
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::max(0.0F, (room.y - height) * 0.42F));
    const auto centred = [&](float w) { ImGui::SetCursorPosX(left + std::max(0.0F, (width - w) * 0.5F)); };

    centred(text_width(title, fonts().ui_bold));
    text_bold(title);
    centred(std::min(body.x, width));
    ImGui::PushTextWrapPos(left + width);
    text(sentence, Tone::Dim);
    ImGui::PopTextWrapPos();
    if (action == nullptr) return false;
    ImGui::Dummy({0, grid(1)});
    centred(button_width(action));
    return button(action, {.kind = ButtonKind::Primary});
}

void progress_bar(float fraction, std::string_view words, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = ImGui::GetTextLineHeight(), thickness = grid(1), middle = std::round(at.y + line * 0.5F);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({at.x, middle - thickness * 0.5F}, {at.x + width, middle + thickness * 0.5F},
                        color(Tone::Border), thickness * 0.5F);
    float from = 0, to = std::clamp(fraction, 0.0F, 1.0F);
    if (fraction < 0) {
        from = static_cast<float>(std::fmod(ImGui::GetTime() * 0.6, 1.3)) - 0.3F;
        to = std::min(from + 0.3F, 1.0F);
        from = std::max(from, 0.0F);
    }
    if (to > from)
        list->AddRectFilled({at.x + width * from, middle - thickness * 0.5F},
                            {at.x + width * to, middle + thickness * 0.5F}, color(Tone::Accent), thickness * 0.5F);
    ImGui::Dummy({width, line});
    if (words.empty()) return;
    ImGui::SameLine();
    text(words, Tone::Dim);
}

}  // namespace slotscope::gui
