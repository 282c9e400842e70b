// SPDX-License-Identifier: MIT
#include "panels/expression_field.h"

#include <algorithm>
#include <cmath>

#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {

TextField marked(TextField field, const std::optional<FieldError>& error) {
    field.is_wrong = error.has_value();
    if (!error) return field;
    field.wrong_column = error->column;
    field.wrong_length = error->length;
    return field;
}

TextFieldEvents ExpressionField::draw(const char* name, std::string& text, TextField options, const Session& session) {
    caret_.has_list = !suggestions_.rows.empty();
    options.caret = &caret_;
    if (!was_active_) seen_ = text;  // what stands there already asks for nothing
    const TextFieldEvents events = text_field(name, text, options);
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    const bool is_in_use = caret_.is_active || was_active_;  // a click on the list takes the caret out of the field
    was_active_ = caret_.is_active;
    if (!is_in_use || events.entered || events.left || !session.has_program()) {
        suggestions_.rows.clear();
        return events;
    }
    if (caret_.is_active) update(text, session);
    if (suggestions_.rows.empty()) return events;
    const auto count = static_cast<int>(suggestions_.rows.size());
    marked_ = static_cast<std::size_t>((static_cast<int>(marked_) + caret_.moved + count) % count);
    if (caret_.has_tab) take(marked_);
    else draw_list(min, max, options.focus);
    return events;
}

void ExpressionField::update(const std::string& text, const Session& session) {
    if (text == seen_ && caret_.at == seen_caret_ && seen_program_ == session.program_revision()) return;
    const bool was_typed = text != seen_;
    seen_ = text;
    seen_caret_ = caret_.at;
    seen_program_ = session.program_revision();
    marked_ = 0;
    // A caret that is only moved asks for nothing.
    if (was_typed) suggestions_ = suggest(session, text, caret_.at, what_);
    else suggestions_.rows.clear();
}

void ExpressionField::take(std::size_t row) {
    caret_.replacement = {suggestions_.begin, suggestions_.end, suggestions_.rows[row].text};
    suggestions_.rows.clear();
}

void ExpressionField::draw_list(ImVec2 min, ImVec2 max, FocusRequest* focus) {
    const float line = row_height(), pad = grid(1);
    float text_em = 0, detail_em = 0;
    for (const Suggestion& row : suggestions_.rows) {
        text_em = std::max(text_em, text_width(row.text, fonts().mono));
        detail_em = std::max(detail_em, text_width(row.detail));
    }
    const float width = std::min(std::max(max.x - min.x, em(12)), text_em + detail_em + em(2) + 2 * pad);
    const float height = line * static_cast<float>(suggestions_.rows.size()) + 2 * pad;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const float top = max.y + height + pad <= display.y ? max.y + hairline() : min.y - height - hairline();
    ImGui::SetNextWindowPos({std::min(min.x, std::max(0.0F, display.x - width)), top});
    ImGui::SetNextWindowSize({width, height});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    const scoped::Color background(ImGuiCol_PopupBg, color(Tone::Raised));
    constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_Tooltip | ImGuiWindowFlags_NoDecoration |
                                        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
    const scoped::Window window("##suggestions", nullptr, kFlags);
    if (!window) return;
    const ProbeScope scope("Suggestions");
    const float room = width - 2 * pad;
    std::optional<std::size_t> clicked;
    for (std::size_t i = 0; i < suggestions_.rows.size(); ++i) {
        const Suggestion& row = suggestions_.rows[i];
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::Dummy({room, line});
        probe_item(row.text);
        const bool is_over = ImGui::IsMouseHoveringRect(at, {at.x + room, at.y + line});
        if (is_over && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) clicked = i;
        ImDrawList* list = ImGui::GetWindowDrawList();
        if (i == marked_ || is_over)
            list->AddRectFilled(at, {at.x + room, at.y + line}, color(i == marked_ ? Tone::SelectedRow : Tone::Hover),
                                grid(0.5F));
        const float y = at.y + std::round((line - fonts().mono->FontSize) * 0.5F);
        const float free = room - text_width(row.text, fonts().mono) - em(1) - 2 * grid(1);
        const std::string detail = cut_to_width(row.detail, std::max(room * 0.5F, free));
        const float detail_width = text_width(detail);
        const std::string words = cut_to_width(row.text, room - detail_width - em(1), fonts().mono);
        list->AddText(fonts().mono, fonts().mono->FontSize, {at.x + grid(1), y}, color(Tone::Text), words.c_str());
        list->AddText({at.x + room - detail_width - grid(1), std::round(at.y + (line - ImGui::GetFontSize()) * 0.5F)},
                      color(Tone::Dim), detail.c_str());
    }
    if (!clicked) return;
    take(*clicked);
    if (focus != nullptr) focus->ask();
}

}  // namespace slotscope::gui
