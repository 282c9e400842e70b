// SPDX-License-Identifier: MIT
#include "app/palette_overlay.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;

/// Text with some of its bytes in the accent colour, drawn as runs.
void draw_highlighted(ImDrawList* list, ImVec2 at, std::string_view words, const std::vector<std::uint32_t>& places,
                      ImU32 plain, ImU32 bright) {
    ImFont* font = fonts().ui;
    std::size_t start = 0;
    const auto is_place = [&](std::size_t i) {
        return std::binary_search(places.begin(), places.end(), static_cast<std::uint32_t>(i));
    };
    while (start < words.size()) {
        std::size_t end = start + 1;
        while (end < words.size() && is_place(end) == is_place(start)) ++end;
        const std::string_view run = words.substr(start, end - start);
        list->AddText(font, font->FontSize, at, is_place(start) ? bright : plain, run.data(), run.data() + run.size());
        at.x += font->CalcTextSizeA(font->FontSize, 1e9F, 0, run.data(), run.data() + run.size()).x;
        start = end;
    }
}

}  // namespace

void PaletteOverlay::restart(const View& view) {
    seen_ = view.ui.overlay_serial();
    query_.clear();
    rows_query_ = "\n";
    selected_ = 0;
}

void PaletteOverlay::update_rows(const View& view) {
    const bool finds = view.ui.palette_mode() == PaletteMode::Find;
    if (finds && items_program_ != view.session.program_revision()) {
        items_ = find_items(view.session);
        items_program_ = view.session.program_revision();
        rows_query_ = "\n";
    }
    if (query_ == rows_query_) return;
    rows_query_ = query_;
    std::string_view words = query_;
    const bool wants_commands = words.starts_with('>');
    if (wants_commands) words.remove_prefix(1);
    rows_ = finds && !wants_commands ? find_rows(words, items_) : command_rows(words, view.ui.recent_commands());
    selected_ = 0;
}

void PaletteOverlay::choose(const View& view, int index, Outbox& out) {
    if (index < 0 || index >= static_cast<int>(rows_.size())) return;
    const PaletteRow& row = rows_[static_cast<std::size_t>(index)];
    if (const auto* command = std::get_if<CommandId>(&row.what)) {
        if (std::holds_alternative<Reason>(resolve(*command, view))) return;  // it says why beside its name
        out.push(CloseOverlay{});
        out.push(*command);
    } else {
        out.push(CloseOverlay{});
        out.push(go_to(std::get<FindItem>(row.what)));
    }
}

void PaletteOverlay::draw_row(const View& view, int index, Outbox& out) {
    const PaletteRow& row = rows_[static_cast<std::size_t>(index)];
    const scoped::Id id(index);
    const float height = grid(7), width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("##row", {width, height})) choose(view, index, out);
    if (ImGui::IsItemHovered() && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0))
        selected_ = index;
    probe_item(row.title);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (index == selected_) {
        list->AddRectFilled(at, {at.x + width, at.y + height}, color(Tone::SelectedRow), grid(1));
        list->AddRectFilled({at.x, at.y + grid(1)}, {at.x + grid(0.5F), at.y + height - grid(1)}, color(Tone::Accent));
    }
    std::string right = row.detail, chord;
    bool enabled = true;
    if (const auto* command = std::get_if<CommandId>(&row.what)) {
        chord = view.ui.keymap().hint(*command);
        const Resolved resolved = resolve(*command, view);
        if (const auto* reason = std::get_if<Reason>(&resolved)) {
            enabled = false;
            right = reason->text;
        }
    }
    const float y = std::round(at.y + (height - fonts().ui->FontSize) * 0.5F), pad = grid(3);
    draw_highlighted(list, {at.x + pad, y}, row.title, row.highlights, color(enabled ? Tone::Text : Tone::Faint),
                     color(enabled ? Tone::Accent : Tone::Dim));
    float right_edge = at.x + width - pad;
    if (!chord.empty()) {
        const float w = text_width(chord, fonts().mono);
        right_edge -= w;
        list->AddText(fonts().mono, fonts().mono->FontSize,
                      {right_edge, std::round(at.y + (height - fonts().mono->FontSize) * 0.5F)}, color(Tone::Dim),
                      chord.c_str());
        right_edge -= grid(4);
    }
    const float room = right_edge - at.x - pad - text_width(row.title, fonts().ui) - grid(4);
    if (room < em(3)) return;
    const std::string shown = cut_to_width(right, room, fonts().ui);
    list->AddText(fonts().ui, fonts().ui->FontSize, {right_edge - text_width(shown, fonts().ui), y},
                  color(enabled ? Tone::Dim : Tone::Faint), shown.c_str());
}

void PaletteOverlay::draw(const View& view, const Rect& area, Outbox& out) {
    const bool is_new = seen_ != view.ui.overlay_serial();
    if (is_new) restart(view);
    update_rows(view);
    const float width = std::min(em(44), area.width - grid(8)), row = grid(7);
    const float most = std::max(row * 3, area.height * 0.6F);
    const float list_height = std::clamp(row * static_cast<float>(rows_.size()), row, std::floor(most / row) * row);
    ImGui::SetNextWindowPos(
        {std::round(area.x + (area.width - width) * 0.5F), std::round(area.y + area.height * 0.08F)});
    ImGui::SetNextWindowSize({width, list_height + ImGui::GetFrameHeight() + grid(6.5F)});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar rounding(ImGuiStyleVar_WindowRounding, grid(1.5F));
    const scoped::StyleVar border(ImGuiStyleVar_WindowBorderSize, hairline());
    const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Raised));
    const scoped::Window window("##palette", nullptr, kFlags);
    const ProbeScope scope("Palette");

    const bool finds = view.ui.palette_mode() == PaletteMode::Find && !query_.starts_with('>');
    const char* hint = finds ? "Find a slot, step or state cell by name or number; > for commands" : "Run a command";
    search_field("query", query_, {.hint = hint, .take_focus = is_new});
    update_rows(view);

    const int count = static_cast<int>(rows_.size());
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, true); };
    const int page = std::max(1, static_cast<int>(list_height / row) - 1);
    int by = 0;
    if (pressed(ImGuiKey_DownArrow)) by = 1;
    if (pressed(ImGuiKey_UpArrow)) by = -1;
    if (pressed(ImGuiKey_PageDown)) by = page;
    if (pressed(ImGuiKey_PageUp)) by = -page;
    if (by != 0 && count > 0) {
        selected_ = std::clamp(selected_ + by, 0, count - 1);
        is_moved_ = true;
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false))
        choose(view, selected_, out);

    ImGui::Dummy({0, grid(0.5F)});
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    const scoped::Child list("rows", {0, list_height});
    if (count == 0) {
        ImGui::SetCursorPos({grid(3), grid(1.5F)});
        text(finds ? "Nothing has that name or number." : "No command has these words.", Tone::Dim);
        return;
    }
    if (std::exchange(is_moved_, false)) {
        const float top = static_cast<float>(selected_) * row, scroll = ImGui::GetScrollY();
        if (top < scroll) ImGui::SetScrollY(top);
        else if (top + row > scroll + ImGui::GetWindowHeight()) ImGui::SetScrollY(top + row - ImGui::GetWindowHeight());
    }
    ImGuiListClipper clipper;
    clipper.Begin(count, row);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_row(view, i, out);
}

}  // namespace slotscope::gui
