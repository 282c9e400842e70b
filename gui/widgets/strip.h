// SPDX-License-Identifier: MIT
// A row of cells with bars, for arrays and rings: one cell per element, colour by age, marks above and below, a dashed
// seam, hatching. The caller decides the order (logical or physical) and says what each cell is.
#pragma once

#include <imgui.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "widgets/context.h"
#include "widgets/glyphs.h"

namespace slotscope::gui {

struct StripCell {
    double value = 0;
    float age = 0;            ///< 0 newest .. 1 oldest
    bool is_written = true;   ///< false: initial value, drawn as an outline
    bool is_hatched = false;  ///< the element that the next write overwrites
    bool is_selected = false;
};

struct StripMark {
    int cell = 0;
    Glyph glyph = Glyph::Down;
    Tone tone = Tone::Write;
    std::string label;  ///< beside the glyph: "W", "3 f"; may be empty
    bool below = false;
};

struct StripOptions {
    float width = 0;  ///< pixels; 0 means what is left of the line
    float bar_em = 3;
    float max_cell_em = 3;               ///< cells do not grow wider than this
    std::optional<int> seam_after = {};  ///< dashed line after this cell
    bool indices = false;                ///< print `first_index + i` under cells where there is room
    long long first_index = 0;
    std::optional<double> min = {}, max = {};  ///< range of the bars; 0 is always within it
};

struct StripResponse {
    std::optional<int> hovered;
    std::optional<int> clicked;
};

/// One ImGui item. Cells narrower than 3 px merge into a line plot's worth of bars without gaps.
StripResponse strip(const char* id, std::span<const StripCell> cells, std::span<const StripMark> marks,
                    const StripOptions& options = {});

}  // namespace slotscope::gui
