// SPDX-License-Identifier: MIT
// Draws a picture of the program with ImGui's draw list: what is in view, as far as a limit on vertices allows, with the
// shapes of paths kept as long as picture and scale stay.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "model/output_view.h"

namespace slotscope::gui {

class OutputCanvas {
public:
    /// How much of what is in view was drawn.
    struct Drawn {
        std::size_t in_view = 0, drawn = 0;
        bool has_unfilled_paths = false;  ///< too many edges, or the limit was reached
    };

    /// Forgets the shapes of paths: the picture is another.
    void reset() { shapes_.clear(); }
    /// Draws background, passes and the frame of the viewport into the rectangle at `origin`. `view` was updated for it.
    Drawn draw(ImDrawList* list, const OutputFrame& frame, const OutputView& view, ImVec2 origin, ImVec2 size);
    /// A ring around an element, so that it is found on any colour.
    void mark(ImDrawList* list, const OutputFrame& frame, const OutputView& view, ImVec2 origin, const OutputHit& hit,
              ImU32 colour);

private:
    struct Shape {
        std::vector<Contour> outline, strokes;
        std::vector<Trapezoid> inside;
        bool is_made = false, is_too_large = false;
    };

    void draw_background(ImDrawList* list, const OutputFrame& frame, const OutputView& view, ImVec2 origin,
                         ImVec2 size) const;
    void draw_instances(ImDrawList* list, const OutputPass& pass, const OutputView& view, ImVec2 origin, Drawn& drawn);
    void draw_paths(ImDrawList* list, const OutputPass& pass, std::size_t pass_index, const OutputView& view,
                    ImVec2 origin, Drawn& drawn);
    const Shape& shape_of(const OutputPass& pass, std::size_t pass_index, std::size_t path, float scale);

    std::vector<std::vector<Shape>> shapes_;  // by pass and path
    float shape_scale_ = 0;                   // that they were made for
    std::size_t vertices_left_ = 0;
    std::vector<ImVec2> points_;  // kept, so that drawing does not allocate
};

}  // namespace slotscope::gui
