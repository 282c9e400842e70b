// SPDX-License-Identifier: MIT
#include "widgets/strip.h"

#include <algorithm>
#include <cmath>

#include "widgets/probe.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

struct Geometry {
    ImVec2 min;          // of the bars
    float cell, height;  // pixels
    double low, high;

    [[nodiscard]] float left(int i) const { return min.x + std::round(cell * static_cast<float>(i)); }
    [[nodiscard]] float y(double value) const {
        const double span = high - low;
        const double t = span > 0 ? (value - low) / span : 0;
        return min.y + height - static_cast<float>(std::clamp(t, 0.0, 1.0)) * height;
    }
};

void draw_cell(ImDrawList* list, const Geometry& g, int i, const StripCell& cell, bool is_hovered) {
    const float gap = g.cell >= 4 ? std::max(hairline(), std::floor(g.cell * 0.08F)) : 0;
    const ImVec2 min(g.left(i), g.min.y), max(std::max(g.left(i) + 1, g.left(i + 1) - gap), g.min.y + g.height);
    list->AddRectFilled(min, max, color(is_hovered ? Tone::Hover : Tone::Window));
    if (cell.is_hatched) draw_hatch(list, min, max, color(Tone::Write, 0.55F), grid(1.25F), hairline());
    if (std::isfinite(cell.value)) {
        const ImU32 tint = to_u32(mix(theme()[Tone::AgeNew], theme()[Tone::AgeOld], cell.age));
        const float zero = g.y(0), top = std::min(zero, g.y(cell.value)),
                    bottom = std::max({zero, g.y(cell.value), top + hairline()});
        if (cell.is_written) list->AddRectFilled({min.x, top}, {max.x, bottom}, tint);
        else list->AddRect({min.x, top}, {max.x, bottom}, color(Tone::Faint), 0, 0, hairline());
    } else {
        list->AddRectFilled({min.x, max.y - grid(1)}, max, color(Tone::Fault));
    }
    if (cell.is_selected)
        list->AddRect({min.x - hairline(), min.y - hairline()}, {max.x + hairline(), max.y + hairline()},
                      color(Tone::Accent), 0, 0, hairline() * 2);
}

void draw_indices(ImDrawList* list, const Geometry& g, int count, const StripOptions& options, float y) {
    ImFont* font = fonts().mono;
    const float size = font->FontSize * 0.8F, advance = font->GetCharAdvance('0') * 0.8F;
    const float widest = advance * static_cast<float>(std::to_string(options.first_index + count - 1).size());
    // Every n-th index where not all have room; n is 1, 2, 5, 10, …
    int every = 1;
    for (int k = 0; static_cast<float>(every) * g.cell < widest + grid(1) && k < 18; ++k)
        every = k % 3 == 0 ? every * 2 : k % 3 == 1 ? every / 2 * 5 : every * 2;
    for (int i = 0; i < count; i += every) {
        const std::string words = std::to_string(options.first_index + i);
        const float w = advance * static_cast<float>(words.size());
        list->AddText(font, size, {std::round(g.left(i) + (g.cell - w) * 0.5F), y}, color(Tone::Dim), words.c_str());
    }
}

}  // namespace

StripResponse strip(const char* id, std::span<const StripCell> cells, std::span<const StripMark> marks,
                    const StripOptions& options) {
    StripResponse response;
    if (cells.empty()) {
        text("0 elements", Tone::Dim);
        return response;
    }
    const int count = static_cast<int>(cells.size());
    const float available = options.width > 0 ? options.width : std::max(em(4), ImGui::GetContentRegionAvail().x);
    const bool has_above = std::any_of(marks.begin(), marks.end(), [](const StripMark& m) { return !m.below; });
    const bool has_below = std::any_of(marks.begin(), marks.end(), [](const StripMark& m) { return m.below; });
    const float mark_height = em(1.1F), index_height = options.indices ? em(1.0F) : 0;

    Geometry g;
    g.cell = std::min(em(options.max_cell_em), available / static_cast<float>(count));
    if (g.cell >= 4) g.cell = std::floor(g.cell);
    g.height = em(options.bar_em);
    g.low = options.min.value_or(0);
    g.high = options.max.value_or(0);
    for (const StripCell& cell : cells) {
        if (!std::isfinite(cell.value)) continue;
        if (!options.min) g.low = std::min(g.low, cell.value);
        if (!options.max) g.high = std::max(g.high, cell.value);
    }
    g.low = std::min(g.low, 0.0);
    g.high = std::max(g.high, 0.0);

    const ImVec2 at = ImGui::GetCursorScreenPos();
    g.min = {at.x, at.y + (has_above ? mark_height : 0)};
    const float width = std::max(1.0F, std::round(g.cell * static_cast<float>(count)));
    const float height = (has_above ? mark_height : 0) + g.height + index_height + (has_below ? mark_height : 0);
    const bool clicked = ImGui::InvisibleButton(id, {width, height});
    if (ImGui::IsItemHovered()) {
        const int i = std::clamp(static_cast<int>((ImGui::GetIO().MousePos.x - at.x) / g.cell), 0, count - 1);
        response.hovered = i;
        if (clicked) response.clicked = i;
    }
    probe_item(id);
    if (probing())
        for (int i = 0; i < count; ++i)
            probe(std::string(id) + "/" + std::to_string(options.first_index + i), {g.left(i), g.min.y},
                  {g.left(i + 1), g.min.y + g.height});

    ImDrawList* list = ImGui::GetWindowDrawList();
    for (int i = 0; i < count; ++i) draw_cell(list, g, i, cells[static_cast<std::size_t>(i)], response.hovered == i);
    if (g.low < 0 && g.high > 0) list->AddLine({at.x, g.y(0)}, {at.x + width, g.y(0)}, color(Tone::Faint), hairline());
    if (options.seam_after && *options.seam_after + 1 < count) {
        const float x = g.left(*options.seam_after + 1) - hairline();
        draw_dashed_line(list, {x, g.min.y - grid(1)}, {x, g.min.y + g.height + grid(1)}, color(Tone::Text),
                         hairline() * 1.5F, grid(0.75F));
    }
    if (options.indices) draw_indices(list, g, count, options, g.min.y + g.height + hairline() * 2);
    for (const StripMark& mark : marks) {
        if (mark.cell < 0 || mark.cell >= count) continue;
        const float x = std::round(g.left(mark.cell) + g.cell * 0.5F);
        const float y =
            mark.below ? g.min.y + g.height + index_height + mark_height * 0.5F : g.min.y - mark_height * 0.5F;
        draw_glyph(list, mark.glyph, {x, std::round(y)}, em(0.75F), color(mark.tone));
        if (!mark.label.empty()) {
            ImFont* font = fonts().mono;
            const float size = font->FontSize * 0.8F;
            list->AddText(font, size, {x + em(0.45F), std::round(y - size * 0.5F)}, color(mark.tone),
                          mark.label.c_str());
        }
    }
    return response;
}

}  // namespace slotscope::gui
