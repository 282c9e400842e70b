// SPDX-License-Identifier: MIT
#include "panels/buffer_view.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "model/slot_facts.h"
#include "panels/value_view.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr float kLabelEm = 5.5F;
constexpr int kTableRows = 9;                // seen at once
constexpr std::size_t kMostSwatches = 4096;  // more are narrower than a pixel

ImU32 ink(const std::array<std::uint8_t, 4>& c) { return IM_COL32(c[0], c[1], c[2], c[3]); }

std::string hex(const std::array<std::uint8_t, 4>& c) {
    char digits[10];
    std::snprintf(digits, sizeof digits, "#%02x%02x%02x%02x", c[0], c[1], c[2], c[3]);
    return digits;
}

}  // namespace

bool BufferView::update(const Session& session, SlotIndex slot) {
    model_.update(session, slot);
    return model_.has_table() || !model_.facts().empty();
}

void BufferView::draw(const View& view, SlotIndex slot, Outbox& out) {
    const ProbeScope scope("buffer");
    const SlotId id = view.session.slots()[slot].slot;
    text_wrapped(model_.line());
    if (!model_.facts().empty()) {
        ImGui::Dummy({0, grid(0.5F)});
        const Facts facts(kLabelEm);
        for (const ValueFact& fact : model_.facts()) facts.mono(fact.label, fact.text);
    }
    if (model_.has_table()) {
        if (column_ >= model_.columns().size()) column_ = 0;
        const auto& element = view.ui.selection().slot_element;
        const std::optional<std::size_t> selected = element ? model_.row_of(*element) : std::nullopt;
        section(counted(model_.rows(), "element"));
        draw_columns();
        draw_plot(id, selected, out);
        draw_histogram();
        if (model_.has_colors()) draw_colors(id, selected, out);
        draw_table(view, id, selected, out);
    }
    ImGui::Dummy({0, grid(1)});
    const bool is_open = ImGui::TreeNodeEx("As it is##raw", ImGuiTreeNodeFlags_SpanAvailWidth);
    probe_item("As it is");
    if (!is_open) return;
    value_tree(model_.value());
    ImGui::TreePop();
}

/// A chip per component, with its range: what plot and histogram show.
void BufferView::draw_columns() {
    const std::vector<BufferModel::Column>& columns = model_.columns();
    if (columns.size() > 1)
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0 &&
                ImGui::GetItemRectMax().x + em(3) < ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x)
                ImGui::SameLine(0, grid(1));
            if (chip(columns[i].name.c_str(), {.on = i == column_, .tooltip = "Show this component below."}))
                column_ = i;
        }
    const NumberSummary& numbers = columns[column_].summary;
    std::string words = numbers.finite() == 0
                            ? std::string("no finite number")
                            : format_significant(numbers.min, 5) + " to " + format_significant(numbers.max, 5) +
                                  ", mean " + format_significant(numbers.mean, 5);
    text_cut(words, ImGui::GetContentRegionAvail().x, Tone::Dim);
    if (numbers.nans + numbers.infinite == 0) return;
    glyph(Glyph::Warning, Tone::Fault);
    ImGui::SameLine(0, grid(1));
    text(grouped(numbers.nans) + " NaN, " + grouped(numbers.infinite) + " infinite", Tone::Fault);
}

void BufferView::draw_plot(SlotId slot, std::optional<std::size_t> selected, Outbox& out) {
    PlotOptions options{.height_em = 4};
    if (selected) options.mark = static_cast<int>(*selected);
    const PlotResponse response = line_plot("elements", model_.samples(column_), options);
    if (!response.hovered) return;
    const auto row = static_cast<std::size_t>(*response.hovered);
    if (response.clicked) out.push(SelectSlot{slot, model_.number_of_row(row)});
    const HoverCard card;
    if (!card) return;
    text("Element " + grouped(row), Tone::Dim);
    text_mono(model_.columns()[column_].name + " " + model_.text(row, column_));
}

void BufferView::draw_histogram() {
    const Histogram& histogram = model_.histogram(column_);
    if (histogram.counts.size() < 2) return;
    const float width = std::max(em(3), ImGui::GetContentRegionAvail().x), height = em(3);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("##histogram", {width, height});
    probe_item("histogram");
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, {at.x + width, at.y + height}, color(Tone::Window), grid(0.5F));
    const std::size_t bins = histogram.counts.size();
    const auto x_of = [&](std::size_t bin) {
        return std::round(at.x + width * static_cast<float>(bin) / static_cast<float>(bins));
    };
    const bool is_hovered = ImGui::IsItemHovered();
    const float share = (ImGui::GetIO().MousePos.x - at.x) / width;
    const std::size_t hovered =
        std::min(static_cast<std::size_t>(std::max(0.0F, share) * static_cast<float>(bins)), bins - 1);
    for (std::size_t i = 0; i < bins; ++i) {
        if (histogram.counts[i] == 0) continue;
        const float bar = std::max(2 * hairline(), (height - grid(1)) * static_cast<float>(histogram.counts[i]) /
                                                       static_cast<float>(histogram.largest));
        list->AddRectFilled({x_of(i), at.y + height - bar}, {x_of(i + 1) - hairline(), at.y + height},
                            color(Tone::Plot, is_hovered && i == hovered ? 1.0F : 0.6F));
    }
    if (!is_hovered) return;
    const HoverCard card;
    if (!card) return;
    const auto edge = [&](std::size_t bin) {
        return std::lerp(histogram.min, histogram.max, static_cast<double>(bin) / static_cast<double>(bins));
    };
    text_mono(format_significant(edge(hovered), 5) + " to " + format_significant(edge(hovered + 1), 5));
    text(counted(histogram.counts[hovered], "element"), Tone::Dim);
}

void BufferView::draw_colors(SlotId slot, std::optional<std::size_t> selected, Outbox& out) {
    const std::size_t count = std::min(model_.rows(), kMostSwatches);
    const float room = std::max(em(3), ImGui::GetContentRegionAvail().x), least = grid(1.5F), most = grid(5);
    // As large as fits on three lines.
    const float side = std::clamp(std::floor(3 * room / static_cast<float>(count + 1)), least, most);
    const auto across = static_cast<std::size_t>(std::max(1.0F, std::floor(room / side)));
    const std::size_t lines = (count + across - 1) / across;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("##colours", {room, static_cast<float>(lines) * side});
    probe_item("colours");
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float gap = side > grid(2) ? hairline() : 0;
    const auto corner = [&](std::size_t i) {
        return ImVec2(at.x + static_cast<float>(i % across) * side, at.y + static_cast<float>(i / across) * side);
    };
    for (std::size_t i = 0; i < count; ++i) {
        const ImVec2 min = corner(i), max(min.x + side - gap, min.y + side - gap);
        if (!ImGui::IsRectVisible(min, max)) continue;
        list->AddRectFilled(min, max, ink(model_.color(i)));
        if (selected == i) list->AddRect(min, max, color(Tone::Accent), 0, 0, 2 * hairline());
    }
    if (count < model_.rows()) text("The first " + grouped(count) + " of " + grouped(model_.rows()), Tone::Dim);
    if (!ImGui::IsItemHovered()) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto index = static_cast<std::size_t>(std::max(0.0F, (mouse.y - at.y) / side)) * across +
                       static_cast<std::size_t>(std::max(0.0F, (mouse.x - at.x) / side));
    if (index >= count) return;
    if (ImGui::IsItemClicked()) out.push(SelectSlot{slot, model_.number_of_row(index)});
    const HoverCard card;
    if (!card) return;
    text("Element " + grouped(index), Tone::Dim);
    text_mono(hex(model_.color(index)));
}

void BufferView::draw_table(const View& view, SlotId slot, std::optional<std::size_t> selected, Outbox& out) {
    const std::vector<BufferModel::Column>& columns = model_.columns();
    columns_.clear();
    columns_.push_back({"#", 3.5F, Align::Right});
    if (model_.has_colors()) columns_.push_back({"", 1.6F, Align::Centre});
    for (const BufferModel::Column& column : columns) columns_.push_back({column.name.c_str(), 0, Align::Right});
    std::optional<int> reveal;
    if (reveal_.due(view.ui) && selected) reveal = static_cast<int>(*selected);
    const auto shown = std::min<std::size_t>(model_.rows(), kTableRows);
    const float height = row_height() * static_cast<float>(shown + 1) + grid(2);
    ImGui::Dummy({0, grid(0.5F)});
    const std::string id = "elements" + std::to_string(columns_.size());
    DataTable table(id.c_str(), columns_,
                    {.rows = static_cast<int>(model_.rows()), .reveal_row = reveal, .size = {0, height}});
    table.for_each_visible([&](int row) { draw_row(table, static_cast<std::size_t>(row), slot, selected, out); });
}

void BufferView::draw_row(DataTable& table, std::size_t row, SlotId slot, std::optional<std::size_t> selected,
                          Outbox& out) {
    const std::string label = probing() ? "row " + std::to_string(row) : std::string();
    if (table.row(row, {.probe = label, .selected = selected == row}).clicked)
        out.push(SelectSlot{slot, model_.number_of_row(row)});
    table.cell();
    table.mono(std::to_string(row), Tone::Dim);
    if (model_.has_colors()) {
        table.cell();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float side = ImGui::GetTextLineHeight();
        ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + side, at.y + side}, ink(model_.color(row)), grid(0.5F));
    }
    for (std::size_t c = 0; c < model_.columns().size(); ++c) {
        table.cell();
        const double number = model_.at(row, c);
        if (std::isfinite(number)) table.number(format_significant(number));
        else table.chip(format_shortest(number));
    }
}

}  // namespace slotscope::gui
