// SPDX-License-Identifier: MIT
#include "widgets/table.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "widgets/number.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr float kMostCut = 0.6F;  ///< of columns that share, before all shrink
constexpr float kArrowEm = 0.7F;  ///< room of the arrow beside a sorted header
constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_PadOuterX | ImGuiTableFlags_SizingFixedFit;

std::string capitals(std::string_view label) {
    std::string words(label);
    std::ranges::transform(words, words.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return words;
}

/// Scrolls the current table window so that `row` is visible, by as little as possible.
/// The clipper never submits a far row, so its place is computed instead of asked for.
void reveal(int row, float height, float header_height) {
    const float top = static_cast<float>(row) * height, view = ImGui::GetWindowHeight() - header_height;
    const float scroll = ImGui::GetScrollY();
    if (top < scroll) ImGui::SetScrollY(top);
    else if (top + height > scroll + view) ImGui::SetScrollY(top + height - view);
}

}  // namespace

std::vector<float> column_widths(std::span<const ColumnNeed> columns, float padding, float available) {
    std::vector<float> widths;
    for (const ColumnNeed& column : columns) widths.push_back(std::max(1.0F, column.least));
    for (;;) {
        std::optional<std::size_t> goes;
        float needed = 0, good = 0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (widths[i] == 0) continue;
            needed += widths[i] + padding;
            good += std::max(widths[i], columns[i].good) + padding;
            if (columns[i].gives_way > 0 && (!goes || columns[i].gives_way >= columns[*goes].gives_way)) goes = i;
        }
        if (!goes || (columns[*goes].gives_way >= kLuxury ? good : needed) <= available) break;
        widths[*goes] = 0;
    }
    float taken = 0, growth = 0, in_shared = 0;
    int shared = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (widths[i] == 0) continue;
        taken += widths[i];
        available -= padding;
        growth += std::max(0.0F, columns[i].wanted - widths[i]);
        if (!columns[i].shares) continue;
        ++shared;
        in_shared += widths[i];
    }
    // Words can be cut where numbers cannot: columns of words shrink first.
    const float cut = std::clamp(taken - available, 0.0F, in_shared * kMostCut);
    for (std::size_t i = 0; i < columns.size() && cut > 0; ++i)
        if (columns[i].shares) widths[i] *= 1 - cut / in_shared;
    taken -= cut;
    const float rest = available - taken, grown = growth > 0 ? std::clamp(rest / growth, 0.0F, 1.0F) : 0;
    const float shrink = rest < 0 && taken > 0 ? std::max(0.0F, available) / taken : 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (widths[i] == 0) continue;
        if (rest < 0) widths[i] *= shrink;
        else widths[i] += std::max(0.0F, columns[i].wanted - widths[i]) * grown;
        if (columns[i].shares && rest > growth) widths[i] += (rest - growth) / static_cast<float>(shared);
        widths[i] = std::max(1.0F, std::floor(widths[i]));
    }
    return widths;
}

DataTable::DataTable(const char* id, std::span<const Column> columns, const TableOptions& options)
    : columns_(columns), sort_(options.sort), rows_(options.rows),
      height_(options.row_height > 0 ? options.row_height : row_height()) {
    // Rows touch each other: the selectable of a row must not reach into its neighbours.
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ImGui::GetStyle().ItemSpacing.x, 0));
    open_ = ImGui::BeginTable(id, static_cast<int>(columns.size()), kFlags, options.size);
    if (!open_) return;
    const bool has_headers = options.headers && ImGui::GetWindowHeight() >= 2 * height_;
    set_up_columns(has_headers);
    ImGui::TableSetupScrollFreeze(0, has_headers ? 1 : 0);
    if (has_headers) header();
    if (options.reveal_row && *options.reveal_row >= 0) reveal(*options.reveal_row, height_, has_headers ? height_ : 0);
}

void DataTable::set_up_columns(bool has_headers) {
    // Widths are given anew in every frame, so that they follow the window; ImGui does that for columns that cannot be
    // dragged.
    std::vector<ColumnNeed> needs;
    for (const Column& column : columns_) {
        const bool shares = column.width_em == 0;
        const float wanted = em(shares ? kSharedEm : column.width_em);
        float least = em(column.least_em > 0 ? column.least_em : shares ? kMinSharedEm : column.width_em * kMinShrink);
        // An arrow beside the label must not cut it.
        const float arrow = column.sortable && sort_ != nullptr ? em(kArrowEm) : 0;
        const char* label = column.short_label != nullptr ? column.short_label : column.label;
        if (has_headers) least = std::max(least, text_width(capitals(label), fonts().heading) + arrow);
        needs.push_back({std::max(wanted, least), std::ceil(least), column.gives_way, shares, em(column.good_em)});
    }
    const ImGuiStyle& style = ImGui::GetStyle();
    widths_ = column_widths(needs, 2 * style.CellPadding.x, ImGui::GetContentRegionAvail().x - style.ScrollbarSize);
    for (std::size_t i = 0; i < columns_.size(); ++i)
        ImGui::TableSetupColumn(columns_[i].label,
                                ImGuiTableColumnFlags_WidthFixed |
                                    (shows(i) ? ImGuiTableColumnFlags_None : ImGuiTableColumnFlags_Disabled),
                                std::max(1.0F, widths_[i]));
}

DataTable::~DataTable() {
    if (open_) ImGui::EndTable();
    ImGui::PopStyleVar();
}

void DataTable::header() {
    ImGui::TableNextRow(ImGuiTableRowFlags_Headers, height_);
    const scoped::Font font(fonts().heading);
    const ProbeScope scope("header");
    for (int i = 0; i < static_cast<int>(columns_.size()); ++i) {
        if (!ImGui::TableSetColumnIndex(i)) continue;
        const Column& column = columns_[static_cast<std::size_t>(i)];
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        const scoped::Id id(i);
        const bool pressed = ImGui::InvisibleButton("##header", {std::max(1.0F, width), height_});
        const bool can_sort = column.sortable && sort_ != nullptr;
        const bool is_sorted = can_sort && sort_->column == i;
        if (pressed && can_sort) {
            if (!is_sorted) *sort_ = {i, false};
            else if (!sort_->descending) sort_->descending = true;
            else *sort_ = {};
        }
        const float arrow = is_sorted ? em(kArrowEm) : 0;
        std::string words = capitals(column.label);
        if (column.short_label != nullptr && text_width(words, fonts().heading) + arrow > width)
            words = capitals(column.short_label);
        words = cut_to_width(words, width - arrow, fonts().heading);
        const float text_w = text_width(words, fonts().heading);
        const float x = column.align == Align::Right    ? at.x + width - text_w - arrow
                        : column.align == Align::Centre ? at.x + (width - text_w) * 0.5F
                                                        : at.x;
        const Tone tone = is_sorted || (can_sort && ImGui::IsItemHovered()) ? Tone::Text : Tone::Dim;
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->AddText({std::round(x), std::round(at.y + (height_ - ImGui::GetFontSize()) * 0.5F)}, color(tone),
                      words.c_str());
        if (is_sorted)
            draw_glyph(list, sort_->descending ? Glyph::Down : Glyph::Up,
                       {std::round(x + text_w + arrow * 0.7F), std::round(at.y + height_ * 0.5F)}, em(0.5F),
                       color(Tone::Accent));
        if (*column.label != '\0') probe_item(column.label, can_sort);
        if (column.help != nullptr) {
            const scoped::Font tip_font(fonts().ui);
            tooltip(column.help);
        }
    }
}

RowEvents DataTable::row(std::uint64_t key, const RowOptions& options) {
    ImGui::TableNextRow(ImGuiTableRowFlags_None, height_);
    column_ = -1;
    if (options.tint) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, color(*options.tint));
    RowEvents events;
    // The first column with room holds what spans the row.
    int first = 0;
    while (!shows(static_cast<std::size_t>(first)) && first + 1 < static_cast<int>(columns_.size())) ++first;
    ImGui::TableSetColumnIndex(first);
    if (options.dim) return events;

    const char* bytes = reinterpret_cast<const char*>(&key);
    const scoped::Id id(bytes, bytes + sizeof key);
    const float left = ImGui::GetCursorPosX(), top = ImGui::GetCursorPosY();
    // A tint says what the row is and must be seen through the selection: blue over amber would be grey.
    constexpr float kSelectionOverTint = 0.06F;
    const scoped::Color header(ImGuiCol_Header,
                               options.tint ? color(Tone::Text, kSelectionOverTint) : color(Tone::SelectedRow));
    constexpr ImGuiSelectableFlags kSelectable =
        ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowOverlap | ImGuiSelectableFlags_AllowDoubleClick;
    events.clicked = ImGui::Selectable("##row", options.selected, kSelectable, {0, height_});
    events.hovered = ImGui::IsItemHovered();
    events.double_clicked = events.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    events.wants_menu = events.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    if (options.selected || !options.probe.empty()) {
        const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
        // The bar and the probe belong to the row, not to its first cell, whose clip rectangle would cut them.
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->PushClipRect(min, max, false);
        list->PushClipRect({ImGui::GetWindowPos().x, ImGui::GetWindowPos().y + height_},
                           {max.x, ImGui::GetWindowPos().y + ImGui::GetWindowHeight()}, true);
        if (options.selected) list->AddRectFilled(min, {min.x + grid(0.5F), max.y}, color(Tone::Accent));
        if (!options.probe.empty()) probe(options.probe, min, max);
        list->PopClipRect();
        list->PopClipRect();
    }
    ImGui::SetCursorPos({left, top});
    return events;
}

bool DataTable::cell() {
    ImGui::TableSetColumnIndex(++column_);
    return shows(static_cast<std::size_t>(column_));
}

float DataTable::cell_width() const { return ImGui::GetContentRegionAvail().x; }

void DataTable::place(float line_height, float width) {
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((height_ - line_height) * 0.5F));
    const Align align = column_ >= 0 ? columns_[static_cast<std::size_t>(column_)].align : Align::Left;
    if (align == Align::Left) return;
    const float room = std::max(0.0F, cell_width() - width);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::round(align == Align::Right ? room : room * 0.5F));
}

void DataTable::run(std::string_view words, Tone tone, ImFont* font) {
    const float room = cell_width();
    place(font->FontSize, std::min(room, text_width(words, font)));
    text_cut(words, room, tone, font);
}

void DataTable::text(std::string_view words, Tone tone) { run(words, tone, fonts().ui); }
void DataTable::mono(std::string_view words, Tone tone) { run(words, tone, fonts().mono); }
void DataTable::bold(std::string_view words, Tone tone) { run(words, tone, fonts().ui_bold); }

void DataTable::number(std::string_view digits, Tone tone) {
    const float width = cell_width();
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((height_ - fonts().mono->FontSize) * 0.5F));
    draw_number(digits, width, tone);
}

void DataTable::icon(Glyph shape, Tone tone) {
    place(ImGui::GetTextLineHeight(), em());
    glyph(shape, tone);
}

void DataTable::chip(std::string_view words, Tone fill) {
    place(ImGui::GetTextLineHeight(), badge_width(words));
    badge(words, fill);
}

}  // namespace slotscope::gui
