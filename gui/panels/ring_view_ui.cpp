// SPDX-License-Identifier: MIT
#include "panels/ring_view_ui.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/slot_facts.h"
#include "slotscope/format.h"
#include "widgets/plot.h"
#include "widgets/strip.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

enum class RingOrder : std::uint8_t { Logical, Physical };

/// One of the two pictures: where each element goes, and what is marked.
struct Picture {
    const RingView& view;
    RingOrder order;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(view.logical.size()); }
    [[nodiscard]] int position(std::uint32_t physical) const {
        return order == RingOrder::Logical ? logical_position(view, physical) : static_cast<int>(physical);
    }
    [[nodiscard]] const RingElement& at(int position) const {
        const auto place = static_cast<std::uint32_t>(position);
        const std::uint32_t row = order == RingOrder::Logical ? place : (place + size() - view.head) % size();
        return view.logical[row];
    }
    /// Logical: where the index wraps. Physical: where the newest meets the oldest.
    [[nodiscard]] std::optional<int> seam() const {
        if (order == RingOrder::Logical) return view.seam_after;
        return view.head > 0 ? std::optional(static_cast<int>(view.head) - 1) : std::nullopt;
    }
    [[nodiscard]] const char* id() const { return order == RingOrder::Logical ? "logical" : "physical"; }
};

std::string tap_label(const RingView& view) { return std::to_string(*view.tap_delay) + " f"; }

void element_card(const RingView& view, const RingElement& element) {
    HoverCard card;
    if (!card) return;
    text_mono(format_shortest(element.value), std::isfinite(element.value) ? Tone::Text : Tone::Fault);
    const Facts facts(5);
    facts.mono("place", std::to_string(element.physical));
    if (view.has_head) facts.row("age", element.age == 1 ? "1 f, the newest" : counted(element.age, "frame"));
    if (!element.is_written) facts.row("written", "not yet: still its initial value");
    else if (view.newest_frame && *view.newest_frame + 1 > element.age)
        facts.row("written", "in frame " + grouped(*view.newest_frame + 1 - element.age) + ", double click goes there");
    if (view.has_head && element.physical == view.head)
        facts.row("next", "overwritten by the next evaluation", Tone::Write);
    if (view.tap == element.physical) facts.row("tap", "returned by the next evaluation", Tone::Read);
}

std::optional<int> draw_strip(const Picture& picture, std::optional<std::uint32_t> outlined, float bar_em,
                              bool& clicked) {
    const RingView& view = picture.view;
    const auto oldest = static_cast<float>(std::max<std::uint32_t>(1, picture.size() - 1));
    std::vector<StripCell> cells;
    for (int i = 0; i < static_cast<int>(picture.size()); ++i) {
        const RingElement& element = picture.at(i);
        const float age = element.age == 0 ? 0.0F : static_cast<float>(element.age - 1) / oldest;
        cells.push_back({.value = element.value,
                         .age = age,
                         .is_written = element.is_written,
                         .is_hatched = view.has_head && element.physical == view.head,
                         .is_selected = outlined == element.physical});
    }
    std::vector<StripMark> marks;
    if (view.has_head) marks.push_back({picture.position(view.head), Glyph::Down, Tone::Write, "W", false});
    if (view.tap) marks.push_back({picture.position(*view.tap), Glyph::DownHollow, Tone::Read, tap_label(view), true});
    const bool is_logical = picture.order == RingOrder::Logical;
    const StripResponse response =
        strip(picture.id(), cells, marks,
              {.bar_em = bar_em,
               .max_cell_em = 4.5F,
               .seam_after = picture.seam(),
               .indices = true,
               .first_index = is_logical && view.has_head ? -static_cast<long long>(picture.size()) : 0});
    clicked = response.clicked.has_value();
    return response.hovered;
}

std::optional<int> draw_plot(const Picture& picture, std::optional<std::uint32_t> outlined, float bar_em,
                             bool& clicked) {
    const RingView& view = picture.view;
    std::vector<double> values;
    values.reserve(picture.size());
    for (int i = 0; i < static_cast<int>(picture.size()); ++i) values.push_back(picture.at(i).value);

    const float mark_height = em(1.1F);
    ImGui::Dummy({0, mark_height - ImGui::GetStyle().ItemSpacing.y});
    PlotOptions options{.height_em = bar_em, .fill = true, .steps = true};
    if (outlined) options.mark = picture.position(*outlined);
    const PlotResponse response = line_plot(picture.id(), values, options);
    clicked = response.clicked;

    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    const float left = min.x + grid(1),
                width = std::max(1.0F, max.x - min.x - em(4) - grid(2));  // as line_plot lays out
    const auto x = [&](float position) {
        return std::round(left + width * position / static_cast<float>(std::max<std::uint32_t>(1, picture.size() - 1)));
    };
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImFont* font = fonts().mono;
    const float size = font->FontSize * 0.8F;
    const auto mark = [&](std::uint32_t physical, Glyph shape, Tone tone, const std::string& label, bool below) {
        const float at = x(static_cast<float>(picture.position(physical)));
        const float y = below ? max.y + mark_height * 0.5F : min.y - mark_height * 0.5F;
        list->AddLine({at, min.y}, {at, max.y}, color(tone, 0.7F), hairline());
        draw_glyph(list, shape, {at, std::round(y)}, em(0.75F), color(tone));
        const float label_width = text_width(label, font);
        const float words = at + em(0.45F) + label_width > max.x ? at - em(0.45F) - label_width : at + em(0.45F);
        list->AddText(font, size, {words, std::round(y - size * 0.5F)}, color(tone), label.c_str());
    };
    if (picture.seam()) {
        const float at = x(static_cast<float>(*picture.seam()) + 0.5F);
        draw_dashed_line(list, {at, min.y}, {at, max.y}, color(Tone::Dim), hairline(), grid(0.75F));
    }
    if (view.has_head) mark(view.head, Glyph::Down, Tone::Write, "W " + std::to_string(view.head), false);
    if (view.tap) mark(*view.tap, Glyph::DownHollow, Tone::Read, tap_label(view), true);
    if (!response.hovered) ImGui::Dummy({0, mark_height});
    return response.hovered;
}

void caption(const Picture& picture) {
    const bool is_logical = picture.order == RingOrder::Logical;
    heading(is_logical ? "Logical" : "Physical");
    ImGui::SameLine(0, grid(2));
    const bool has_age = picture.view.has_head;
    text_cut(is_logical ? (has_age ? "oldest to newest, by age" : "order unknown without a write head")
                        : "as it lies in memory, by place",
             ImGui::GetContentRegionAvail().x, Tone::Dim);
}

}  // namespace

RingPick draw_ring(const RingView& view, std::optional<std::uint32_t> outlined, float bar_em) {
    RingPick pick;
    ImGui::Dummy({0, grid(1)});
    for (const RingOrder order : {RingOrder::Logical, RingOrder::Physical}) {
        const Picture picture{view, order};
        caption(picture);
        bool clicked = false;
        const bool is_strip = picture.size() <= kStripElements;
        const std::optional<int> hovered =
            is_strip ? draw_strip(picture, outlined, bar_em, clicked) : draw_plot(picture, outlined, bar_em, clicked);
        if (hovered) {
            const RingElement& element = picture.at(*hovered);
            pick.hovered = element.physical;
            if (clicked) pick.clicked = element.physical;
            element_card(view, element);
            if (!is_strip) ImGui::Dummy({0, em(1.1F)});
        }
        if (order == RingOrder::Logical) ImGui::Dummy({0, grid(1)});
    }
    return pick;
}

}  // namespace slotscope::gui
