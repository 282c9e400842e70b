// SPDX-License-Identifier: MIT
#include "panels/output_canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "widgets/context.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

// About 25 MB of vertices: what a frame of software rendering can still draw at a few frames per second.
constexpr std::size_t kMaxVertices = 1'200'000;
// For renderers whose 16 bits of index count from the list's beginning: other widgets need some too.
constexpr std::size_t kMaxShortVertices = 40'000;
constexpr float kTolerance = 0.25F;                        // of curves, in pixels of the window
constexpr float kSquareRadius = 1.5F, kOctagonRadius = 4;  // below these nobody sees that it is no circle

ImU32 ink(OutputColor c) { return IM_COL32(c.r, c.g, c.b, c.a); }
ImU32 faded(OutputColor c, float by) {
    return IM_COL32(c.r, c.g, c.b, static_cast<int>(std::lround(static_cast<float>(c.a) * std::clamp(by, 0.0F, 1.0F))));
}

std::size_t vertices_of(float radius) {
    if (radius < kSquareRadius) return 4;
    if (radius < kOctagonRadius) return 16;
    return static_cast<std::size_t>(std::min(4 + 4 * std::sqrt(radius), 128.0F)) * 2;
}

void draw_star(ImDrawList* list, ImVec2 centre, float radius, int points, ImU32 colour) {
    constexpr float kInner = 0.5F;
    const auto corner = [&](int i) {
        const float angle = static_cast<float>(i) * std::numbers::pi_v<float> / static_cast<float>(points) -
                            std::numbers::pi_v<float> / 2;
        const float r = i % 2 == 0 ? radius : radius * kInner;
        return ImVec2(centre.x + r * std::cos(angle), centre.y + r * std::sin(angle));
    };
    for (int i = 0; i < points; ++i)
        list->AddQuadFilled(corner(2 * i), corner(2 * i + 1), centre, corner(2 * i + points * 2 - 1), colour);
}

void draw_instance(ImDrawList* list, const OutputInstance& instance, ImVec2 centre, float radius) {
    const ImU32 colour = ink(instance.color);
    if (radius < 0.5F) {
        // Smaller than a pixel: a pixel with the share of the circle that is in it.
        const ImU32 thin = faded(instance.color, std::max(0.2F, std::numbers::pi_v<float> * radius * radius));
        list->AddRectFilled({centre.x - 0.5F, centre.y - 0.5F}, {centre.x + 0.5F, centre.y + 0.5F}, thin);
    } else if (instance.shape == 1 || radius < kSquareRadius) {
        const float half = instance.shape == 1 ? radius : radius * 0.886F;  // a square of the circle's area
        list->AddRectFilled({centre.x - half, centre.y - half}, {centre.x + half, centre.y + half}, colour);
    } else if (instance.shape >= 2) {
        draw_star(list, centre, radius, std::max<int>(3, instance.shape), colour);
    } else if (radius < kOctagonRadius) {
        list->AddNgonFilled(centre, radius, colour, 8);
    } else {
        list->AddCircleFilled(centre, radius, colour);
    }
}

void draw_checker(ImDrawList* list, ImVec2 min, ImVec2 max) {
    const float cell = grid(3);
    list->AddRectFilled(min, max, color(Tone::Panel));
    int row = 0;
    for (float y = min.y; y < max.y; y += cell, ++row)
        for (float x = min.x + (row % 2 == 0 ? 0 : cell); x < max.x; x += 2 * cell)
            list->AddRectFilled({x, y}, {std::min(x + cell, max.x), std::min(y + cell, max.y)}, color(Tone::Raised));
}

ImVec2 place(const OutputView& view, ImVec2 origin, Point point) {
    const Point at = view.to_canvas(point);
    return {origin.x + at.x, origin.y + at.y};
}

}  // namespace

OutputCanvas::Drawn OutputCanvas::draw(ImDrawList* list, const OutputFrame& frame, const OutputView& view,
                                       ImVec2 origin, ImVec2 size) {
    // Shapes serve for scales up to twice smaller and not at all larger: made for the next power of two.
    const float scale = std::exp2(std::ceil(std::log2(view.scale())));
    if (scale != shape_scale_ || shapes_.size() != frame.passes.size()) shapes_.clear();
    shape_scale_ = scale;
    shapes_.resize(frame.passes.size());
    const bool is_large = (ImGui::GetIO().BackendFlags & ImGuiBackendFlags_RendererHasVtxOffset) != 0;
    vertices_left_ = is_large ? kMaxVertices : kMaxShortVertices;
    list->PushClipRect(origin, {origin.x + size.x, origin.y + size.y}, true);
    draw_background(list, frame, view, origin, size);
    Drawn drawn;
    for (std::size_t i = 0; i < frame.passes.size(); ++i) {
        const OutputPass& pass = frame.passes[i];
        draw_instances(list, pass, view, origin, drawn);
        draw_paths(list, pass, i, view, origin, drawn);
    }
    const ImVec2 far =
        place(view, origin, {static_cast<float>(frame.viewport.width), static_cast<float>(frame.viewport.height)});
    const ImVec2 near = place(view, origin, {0, 0});
    list->AddRect({std::floor(near.x), std::floor(near.y)}, {std::ceil(far.x), std::ceil(far.y)}, color(Tone::Faint), 0,
                  0, hairline());
    list->PopClipRect();
    return drawn;
}

void OutputCanvas::draw_background(ImDrawList* list, const OutputFrame& frame, const OutputView& view, ImVec2 origin,
                                   ImVec2 size) const {
    const ImVec2 end(origin.x + size.x, origin.y + size.y);
    list->AddRectFilled(origin, end, color(Tone::Window));
    const ImVec2 near = place(view, origin, {0, 0});
    const ImVec2 far =
        place(view, origin, {static_cast<float>(frame.viewport.width), static_cast<float>(frame.viewport.height)});
    const ImVec2 min(std::max(near.x, origin.x), std::max(near.y, origin.y)),
        max(std::min(far.x, end.x), std::min(far.y, end.y));
    if (!(min.x < max.x && min.y < max.y)) return;
    if (!frame.clear || frame.clear->a < 255) draw_checker(list, min, max);
    if (frame.clear) list->AddRectFilled(min, max, ink(*frame.clear));
}

void OutputCanvas::draw_instances(ImDrawList* list, const OutputPass& pass, const OutputView& view, ImVec2 origin,
                                  Drawn& drawn) {
    const OutputBox visible = view.visible();
    const float half = view.scale() * 0.5F;
    const auto is_visible = [&](const OutputInstance& i) { return visible.contains(i.centre, i.size * 0.5F); };
    std::size_t in_view = 0, vertices = 0;
    for (const OutputInstance& instance : pass.instances) {
        if (!is_visible(instance)) continue;
        ++in_view;
        vertices += vertices_of(instance.size * half);
    }
    drawn.in_view += in_view;
    if (in_view == 0) return;
    // Every n-th, so that the picture keeps its form.
    const std::size_t stride = vertices_left_ == 0 ? 0 : (vertices + vertices_left_ - 1) / vertices_left_;
    if (stride == 0) return;
    std::size_t nth = 0;
    for (const OutputInstance& instance : pass.instances) {
        if (!is_visible(instance) || nth++ % stride != 0) continue;
        draw_instance(list, instance, place(view, origin, instance.centre), instance.size * half);
        ++drawn.drawn;
    }
    vertices_left_ -= std::min(vertices_left_, vertices / stride);
}

const OutputCanvas::Shape& OutputCanvas::shape_of(const OutputPass& pass, std::size_t pass_index, std::size_t path,
                                                  float scale) {
    std::vector<Shape>& shapes = shapes_[pass_index];
    if (shapes.size() != pass.paths.size()) shapes.assign(pass.paths.size(), {});
    Shape& shape = shapes[path];
    if (shape.is_made) return shape;
    shape.is_made = true;
    shape.outline = contours_of(pass, pass.paths[path], kTolerance / scale);
    if (pass.paths[path].fill) {
        std::size_t edges = 0;
        for (const Contour& contour : shape.outline) edges += contour.points.size();
        shape.is_too_large = edges > kMaxFillEdges;
        shape.inside = fill_path(shape.outline, pass.fill_rule, 0.5F / scale);
    }
    if (pass.paths[path].stroke && !pass.dash.empty())
        shape.strokes = dashed(shape.outline, pass.dash, pass.dash_offset);
    return shape;
}

void OutputCanvas::draw_paths(ImDrawList* list, const OutputPass& pass, std::size_t pass_index, const OutputView& view,
                              ImVec2 origin, Drawn& drawn) {
    const OutputBox visible = view.visible();
    const auto lines = [&](const std::vector<Contour>& contours, bool closes, ImU32 colour, float width) {
        for (const Contour& contour : contours) {
            points_.clear();
            for (const Point& point : contour.points) points_.push_back(place(view, origin, point));
            list->AddPolyline(points_.data(), static_cast<int>(points_.size()), colour,
                              closes || contour.is_closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
        }
    };
    for (std::size_t i = 0; i < pass.paths.size(); ++i) {
        const OutputPath& path = pass.paths[i];
        if (!path.box.touches(visible)) continue;
        ++drawn.in_view;
        const Shape& shape = shape_of(pass, pass_index, i, shape_scale_);
        std::size_t vertices = shape.inside.size() * 4;
        for (const Contour& contour : shape.outline) vertices += contour.points.size() * 8;
        if (vertices > vertices_left_) {
            drawn.has_unfilled_paths = true;
            continue;
        }
        vertices_left_ -= vertices;
        ++drawn.drawn;
        if (path.fill) {
            drawn.has_unfilled_paths = drawn.has_unfilled_paths || shape.is_too_large;
            // Pieces meet without seams only when their edges are not smoothed; the outline smooths those of the whole.
            const ImDrawListFlags before = list->Flags;
            list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
            for (const Trapezoid& t : shape.inside)
                list->AddQuadFilled(place(view, origin, {t.top_left, t.top}), place(view, origin, {t.top_right, t.top}),
                                    place(view, origin, {t.bottom_right, t.bottom}),
                                    place(view, origin, {t.bottom_left, t.bottom}), ink(*path.fill));
            list->Flags = before;
            lines(shape.outline, true, faded(*path.fill, 0.5F), 1);
        }
        if (!path.stroke) continue;
        const float width = path.stroke_width * view.scale();
        lines(pass.dash.empty() ? shape.outline : shape.strokes, false, faded(*path.stroke, std::max(0.2F, width)),
              std::max(1.0F, width));
    }
}

void OutputCanvas::mark(ImDrawList* list, const OutputFrame& frame, const OutputView& view, ImVec2 origin,
                        const OutputHit& hit, ImU32 colour) {
    if (hit.pass >= frame.passes.size()) return;
    const OutputPass& pass = frame.passes[hit.pass];
    const float thickness = std::max(2 * hairline(), grid(0.4F));
    for (const OutputInstance& instance : pass.instances) {
        if (instance.index != hit.index) continue;
        const float radius = std::max(instance.size * 0.5F * view.scale(), grid(1)) + grid(0.75F);
        const ImVec2 centre = place(view, origin, instance.centre);
        list->AddCircle(centre, radius, color(Tone::Window), 0, thickness * 2);
        list->AddCircle(centre, radius, colour, 0, thickness);
        return;
    }
    for (const OutputPath& path : pass.paths) {
        if (path.index != hit.index) continue;
        const ImVec2 min = place(view, origin, path.box.min), max = place(view, origin, path.box.max);
        list->AddRect({min.x - grid(1), min.y - grid(1)}, {max.x + grid(1), max.y + grid(1)}, color(Tone::Window),
                      grid(0.5F), 0, thickness * 2);
        list->AddRect({min.x - grid(1), min.y - grid(1)}, {max.x + grid(1), max.y + grid(1)}, colour, grid(0.5F), 0,
                      thickness);
        return;
    }
}

}  // namespace slotscope::gui
