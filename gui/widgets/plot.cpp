// SPDX-License-Identifier: MIT
#include "widgets/plot.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "widgets/glyphs.h"
#include "widgets/probe.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

void add_sample(PlotColumn& column, double value) {
    if (!std::isfinite(value)) {
        column.has_gap = true;
        return;
    }
    if (!column.has_value) column = {value, value, value, value, true, column.has_gap};
    column.min = std::min(column.min, value);
    column.max = std::max(column.max, value);
    column.last = value;
}

std::size_t column_of(std::size_t sample, std::size_t samples, std::size_t columns) {
    return samples <= 1 ? columns / 2 : sample * (columns - 1) / (samples - 1);
}

struct Frame {
    ImVec2 min, max;
    PlotRange range;

    [[nodiscard]] float y(double value) const {
        const double span = range.max - range.min;
        const double t = span > 0 ? (value - range.min) / span : 0.5;
        return max.y - static_cast<float>(std::clamp(t, 0.0, 1.0)) * (max.y - min.y);
    }
};

/// Without the soft edge that ImGui gives to polygons: neighbours would overlap in it and show as stripes.
void fill_quad(ImDrawList* list, ImVec2 a, ImVec2 b, ImVec2 c, ImVec2 d, ImU32 colour) {
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    list->PrimReserve(6, 4);
    list->PrimQuadUV(a, b, c, d, white, white, white, white, colour);
}

void draw_curve(ImDrawList* list, const Frame& frame, std::span<const double> samples, ImU32 colour, ImU32 fill,
                bool steps) {
    const int count = std::max(1, static_cast<int>(frame.max.x - frame.min.x));
    const std::vector<PlotColumn> columns = plot_columns(samples, count);
    const float thickness = std::max(1.0F, hairline() * 1.25F);
    const bool is_sparse = samples.size() * 2 <= columns.size();
    const float base = frame.y(std::clamp(0.0, frame.range.min, frame.range.max));
    // With few samples the columns between two of them are empty and are bridged; a gap breaks the bridge.
    ImVec2 previous{};
    bool has_previous = false;
    for (int i = 0; i < count; ++i) {
        const PlotColumn& c = columns[static_cast<std::size_t>(i)];
        const float x = frame.min.x + static_cast<float>(i) + 0.5F;
        if (c.has_gap) {
            list->AddRectFilled({x - 0.5F, frame.max.y - em(0.3F)}, {x + std::max(0.5F, hairline()), frame.max.y},
                                color(Tone::Fault));
            has_previous = false;
        }
        if (!c.has_value) continue;
        const ImVec2 first(x, frame.y(c.first)), last(x, frame.y(c.last));
        if (fill != 0 && has_previous && is_sparse) {
            const float end = steps ? previous.y : first.y;
            fill_quad(list, {previous.x, base}, previous, {first.x, end}, {first.x, base}, fill);
        }
        if (has_previous) {
            if (steps && is_sparse) {
                list->AddLine(previous, {first.x, previous.y}, colour, thickness);
                list->AddLine({first.x, previous.y}, first, colour, thickness);
            } else {
                list->AddLine(previous, first, colour, thickness);
            }
        } else if (is_sparse) {
            list->AddCircleFilled(first, thickness, colour);
        }
        if (c.max > c.min) list->AddLine({x, frame.y(c.min)}, {x, frame.y(c.max)}, colour, thickness);
        if (fill != 0 && !is_sparse)
            list->AddRectFilled({x - 0.5F, std::min(base, frame.y(c.max))}, {x + 0.5F, std::max(base, frame.y(c.min))},
                                fill);
        previous = last;
        has_previous = true;
    }
}

float sample_x(const Frame& frame, std::size_t index, std::size_t samples) {
    const auto columns = static_cast<std::size_t>(std::max(1.0F, frame.max.x - frame.min.x));
    return frame.min.x + static_cast<float>(column_of(index, samples, columns)) + 0.5F;
}

void draw_marker(ImDrawList* list, const Frame& frame, std::span<const double> samples, int index, ImU32 colour) {
    if (index < 0 || static_cast<std::size_t>(index) >= samples.size()) return;
    const float x = sample_x(frame, static_cast<std::size_t>(index), samples.size());
    list->AddLine({x, frame.min.y}, {x, frame.max.y}, colour, hairline());
    const double value = samples[static_cast<std::size_t>(index)];
    if (std::isfinite(value)) list->AddCircleFilled({x, frame.y(value)}, grid(0.75F), colour);
}

}  // namespace

std::vector<PlotColumn> plot_columns(std::span<const double> samples, int count) {
    std::vector<PlotColumn> columns(static_cast<std::size_t>(std::max(count, 1)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        add_sample(columns[column_of(i, samples.size(), columns.size())], samples[i]);
    return columns;
}

PlotRange plot_range(std::span<const double> samples) {
    PlotRange range;
    for (const double value : samples) {
        if (!std::isfinite(value)) continue;
        if (!range.has_value) range = {value, value, true};
        range.min = std::min(range.min, value);
        range.max = std::max(range.max, value);
    }
    return range;
}

std::string short_number(double value) {
    char buffer[32];
    const int length = std::snprintf(buffer, sizeof buffer, "%.4g", value);
    return {buffer, static_cast<std::size_t>(std::max(0, length))};
}

PlotResponse line_plot(const char* id, std::span<const double> samples, const PlotOptions& options) {
    PlotRange range = plot_range(samples);
    const PlotRange data = range;
    if (options.min) range.min = *options.min;
    if (options.max) range.max = *options.max;
    const float total = options.width > 0 ? options.width : std::max(em(4), ImGui::GetContentRegionAvail().x);
    const float height = em(options.height_em);
    ImFont* font = fonts().mono;
    const float label_size = font->FontSize * 0.85F;
    const float label_width = options.show_range ? em(4) : 0;

    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool clicked = ImGui::InvisibleButton(id, {total, height});
    const bool hovered = ImGui::IsItemHovered();
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(at, {at.x + total - label_width, at.y + height}, color(Tone::Window), grid(1));
    const float inset = grid(1);
    const Frame frame{{at.x + inset, at.y + inset}, {at.x + total - label_width - inset, at.y + height - inset}, range};
    if (!data.has_value) {
        const char* words = samples.empty() ? "no samples" : "no finite samples";
        list->AddText({frame.min.x + grid(1), at.y + (height - ImGui::GetFontSize()) * 0.5F}, color(Tone::Dim), words);
    }
    if (range.min < 0 && range.max > 0)
        list->AddLine({frame.min.x, frame.y(0)}, {frame.max.x, frame.y(0)}, color(Tone::PlotGrid), hairline());
    draw_curve(list, frame, samples, color(options.tone), options.fill ? color(options.tone, 0.15F) : 0, options.steps);
    if (options.mark) draw_marker(list, frame, samples, *options.mark, color(Tone::Accent));

    PlotResponse response;
    if (hovered && !samples.empty()) {
        const float t = (ImGui::GetIO().MousePos.x - frame.min.x) / std::max(1.0F, frame.max.x - frame.min.x);
        const auto last = static_cast<float>(samples.size() - 1);
        response.hovered = static_cast<int>(std::lround(std::clamp(t, 0.0F, 1.0F) * last));
        response.clicked = clicked;
        draw_marker(list, frame, samples, *response.hovered, color(Tone::Text));
    }
    if (options.show_range && data.has_value) {
        const float x = at.x + total - label_width + grid(1);
        list->AddText(font, label_size, {x, at.y}, color(Tone::Dim), short_number(range.max).c_str());
        if (range.max > range.min)
            list->AddText(font, label_size, {x, at.y + height - label_size}, color(Tone::Dim),
                          short_number(range.min).c_str());
    }
    probe_item(id);
    return response;
}

void sparkline(std::span<const double> samples, float width, Tone tone) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetTextLineHeight();
    ImGui::Dummy({width, height});
    const Frame frame{{at.x, at.y + hairline()}, {at.x + width, at.y + height - hairline()}, plot_range(samples)};
    draw_curve(ImGui::GetWindowDrawList(), frame, samples, color(tone), 0, false);
}

}  // namespace slotscope::gui
