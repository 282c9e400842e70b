// SPDX-License-Identifier: MIT
// Line plots of values over frames. Problem: more samples than pixels. Idea: for each pixel column keep the smallest
// and the largest sample, so that no spike is lost; NaN makes a gap with a tick, never a line through it.
// Cost O(samples) per call of `plot_columns`, O(pixels) to draw.
#pragma once

#include <imgui.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "widgets/context.h"

namespace slotscope::gui {

/// What falls on one pixel column.
struct PlotColumn {
    double min = 0, max = 0, first = 0, last = 0;
    bool has_value = false;  ///< at least one finite sample
    bool has_gap = false;    ///< at least one NaN or infinity
};

struct PlotRange {
    double min = 0, max = 0;
    bool has_value = false;
};

/// `count` columns over `samples`; with fewer samples than columns, sample i falls on column i*(count-1)/(n-1).
[[nodiscard]] std::vector<PlotColumn> plot_columns(std::span<const double> samples, int count);
/// Finite samples only.
[[nodiscard]] PlotRange plot_range(std::span<const double> samples);
/// At most 7 characters or so, for axis labels: "0.866", "-1.25e-7".
[[nodiscard]] std::string short_number(double value);

struct PlotOptions {
    float width = 0;  ///< pixels; 0 means what is left of the line
    float height_em = 3;
    Tone tone = Tone::Plot;
    bool fill = false;
    bool steps = false;                        ///< hold each value until the next sample
    bool show_range = true;                    ///< print min and max at the right
    std::optional<int> mark = {};              ///< index of the sample under the cursor
    std::optional<double> min = {}, max = {};  ///< fixed range instead of the data's
};

struct PlotResponse {
    std::optional<int> hovered;
    bool clicked = false;
};

/// A plot as one ImGui item. A flat line is centred. The hovered sample gets a hairline and a dot.
PlotResponse line_plot(const char* id, std::span<const double> samples, const PlotOptions& options = {});

/// The same without axes or interaction, for table cells: as high as a line of text.
void sparkline(std::span<const double> samples, float width, Tone tone = Tone::Plot);

}  // namespace slotscope::gui
