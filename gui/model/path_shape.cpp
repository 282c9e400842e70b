// SPDX-License-Identifier: MIT
#include "model/path_shape.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace slotscope::gui {
namespace {

bool is_finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

Point mix(Point a, Point b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

/// Length of a - 2b + c: how far the curve turns at b.
float bend(Point a, Point b, Point c) { return std::hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y); }

/// Equal steps of the parameter that keep a curve of this degree within the tolerance (Wang's bound: the second
/// derivative is at most degree x (degree - 1) x the largest bend, and a chord errs by an eighth of it per square step).
std::size_t curve_steps(float largest_bend, int degree, float tolerance) {
    const float steps =
        std::ceil(std::sqrt(static_cast<float>(degree * (degree - 1)) * largest_bend / (8 * tolerance)));
    return static_cast<std::size_t>(std::clamp(steps, 1.0F, static_cast<float>(kMaxCurvePoints)));
}

class Flattener {
public:
    Flattener(std::span<const float> coordinates, float tolerance) : rest_(coordinates), tolerance_(tolerance) {}

    /// False where the path ends early.
    bool run(PathCommand command) {
        switch (command) {
            case PathCommand::Move: return move();
            case PathCommand::Line: return line();
            case PathCommand::Quadratic: return quadratic();
            case PathCommand::Cubic: return cubic();
            case PathCommand::Close:
                if (!contours_.empty() && !contours_.back().points.empty()) {
                    contours_.back().is_closed = true;
                    pen_ = contours_.back().points.front();
                }
                return true;
        }
        return false;
    }

    std::vector<Contour> take() {
        std::erase_if(contours_, [](const Contour& contour) { return contour.points.size() < 2; });
        return std::move(contours_);
    }

private:
    std::optional<Point> point() {
        if (rest_.size() < 2) return std::nullopt;
        const Point p{rest_[0], rest_[1]};
        rest_ = rest_.subspan(2);
        return is_finite(p) ? std::optional(p) : std::nullopt;
    }
    bool move() {
        const auto to = point();
        if (!to) return false;
        contours_.push_back({{*to}, false});
        pen_ = *to;
        return true;
    }
    /// What follows a close, or has no move before it, begins where the pen is.
    std::vector<Point>& strip(Point first) {
        if (contours_.empty()) pen_ = first;
        if (contours_.empty() || contours_.back().is_closed) contours_.push_back({{pen_}, false});
        return contours_.back().points;
    }
    bool line() {
        // Without a move before it, a line is one.
        if (contours_.empty()) return move();
        const auto to = point();
        if (!to) return false;
        strip(*to).push_back(*to);
        pen_ = *to;
        return true;
    }
    bool quadratic() {
        const auto control = point();
        const auto to = control ? point() : std::nullopt;
        if (!to) return false;
        std::vector<Point>& out = strip(*control);
        const Point from = pen_;
        const std::size_t steps = curve_steps(bend(from, *control, *to), 2, tolerance_);
        for (std::size_t i = 1; i < steps; ++i) {
            const float t = static_cast<float>(i) / static_cast<float>(steps);
            out.push_back(mix(mix(from, *control, t), mix(*control, *to, t), t));
        }
        out.push_back(*to);
        pen_ = *to;
        return true;
    }
    bool cubic() {
        const auto first = point();
        const auto second = first ? point() : std::nullopt;
        const auto to = second ? point() : std::nullopt;
        if (!to) return false;
        std::vector<Point>& out = strip(*first);
        const Point from = pen_;
        const float largest = std::max(bend(from, *first, *second), bend(*first, *second, *to));
        const std::size_t steps = curve_steps(largest, 3, tolerance_);
        for (std::size_t i = 1; i < steps; ++i) {
            const float t = static_cast<float>(i) / static_cast<float>(steps);
            const Point a = mix(from, *first, t), b = mix(*first, *second, t), c = mix(*second, *to, t);
            out.push_back(mix(mix(a, b, t), mix(b, c, t), t));
        }
        out.push_back(*to);
        pen_ = *to;
        return true;
    }

    std::span<const float> rest_;
    float tolerance_;
    Point pen_;
    std::vector<Contour> contours_;
};

/// A line of a contour, downwards; `winding` is 1 when the contour goes that way, else -1.
struct Edge {
    Point top, bottom;
    int winding = 1;

    [[nodiscard]] float x_at(float y) const {
        const float height = bottom.y - top.y;
        return std::lerp(top.x, bottom.x, std::clamp((y - top.y) / height, 0.0F, 1.0F));
    }
};

template <class Visit>
void for_each_line(const Contour& contour, bool as_closed, Visit visit) {
    const std::vector<Point>& p = contour.points;
    for (std::size_t i = 1; i < p.size(); ++i) visit(p[i - 1], p[i]);
    if (as_closed && p.size() > 1) visit(p.back(), p.front());
}

std::vector<Edge> edges_of(std::span<const Contour> contours) {
    std::vector<Edge> edges;
    for (const Contour& contour : contours)
        for_each_line(contour, true, [&](Point a, Point b) {
            if (a.y < b.y) edges.push_back({a, b, 1});
            else if (b.y < a.y) edges.push_back({b, a, -1});
        });
    return edges;
}

bool is_filled(FillRule rule, int winding) { return rule == FillRule::EvenOdd ? winding % 2 != 0 : winding != 0; }

/// Fills one slab; `edges` all reach through it and do not cross in it.
void fill_slab(std::vector<const Edge*>& edges, FillRule rule, float top, float bottom, std::vector<Trapezoid>& out) {
    const float middle = (top + bottom) * 0.5F;
    std::ranges::sort(edges, {}, [&](const Edge* edge) { return edge->x_at(middle); });
    int winding = 0;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        winding += edges[i]->winding;
        if (!is_filled(rule, winding)) continue;
        const Edge &left = *edges[i], &right = *edges[i + 1];
        out.push_back({top, bottom, left.x_at(top), right.x_at(top), left.x_at(bottom), right.x_at(bottom)});
    }
}

/// Whether the order from left to right is the same at both heights.
bool do_cross(std::vector<const Edge*>& edges, float top, float bottom) {
    std::ranges::sort(edges, {}, [&](const Edge* edge) { return edge->x_at((top + bottom) * 0.5F); });
    for (std::size_t i = 1; i < edges.size(); ++i)
        if (edges[i - 1]->x_at(top) > edges[i]->x_at(top) || edges[i - 1]->x_at(bottom) > edges[i]->x_at(bottom))
            return true;
    return false;
}

}  // namespace

std::vector<Contour> flatten_path(std::span<const std::uint16_t> commands, std::span<const float> coordinates,
                                  float tolerance) {
    Flattener flattener(coordinates, tolerance);
    for (const std::uint16_t command : commands)
        if (!flattener.run(static_cast<PathCommand>(command))) break;
    return flattener.take();
}

std::vector<Trapezoid> fill_path(std::span<const Contour> contours, FillRule rule, float crossing_height) {
    // Slabs between neighbouring heights of points: no edge begins or ends inside one. The edges that reach through a slab
    // are kept from one to the next. Where two cross, the slab is cut into thin ones, and the error is theirs.
    std::vector<Edge> edges = edges_of(contours);
    std::vector<Trapezoid> out;
    if (edges.empty() || edges.size() > kMaxFillEdges) return out;
    std::ranges::sort(edges, {}, [](const Edge& edge) { return edge.top.y; });
    std::vector<float> heights;
    for (const Edge& edge : edges) {
        heights.push_back(edge.top.y);
        heights.push_back(edge.bottom.y);
    }
    std::ranges::sort(heights);
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    constexpr float kMostSlices = 4096;  // of one slab: more than a screen has lines
    std::vector<const Edge*> active;
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < heights.size(); ++i) {
        const float top = heights[i], bottom = heights[i + 1];
        std::erase_if(active, [&](const Edge* edge) { return edge->bottom.y <= top; });
        for (; next < edges.size() && edges[next].top.y <= top; ++next) active.push_back(&edges[next]);
        if (!do_cross(active, top, bottom)) {
            fill_slab(active, rule, top, bottom, out);
            continue;
        }
        const auto slices =
            static_cast<int>(std::clamp(std::ceil((bottom - top) / crossing_height), 1.0F, kMostSlices));
        for (int slice = 0; slice < slices; ++slice) {
            const auto height_at = [&](int n) {
                return std::lerp(top, bottom, static_cast<float>(n) / static_cast<float>(slices));
            };
            fill_slab(active, rule, height_at(slice), height_at(slice + 1), out);
        }
    }
    return out;
}

bool is_inside(std::span<const Contour> contours, FillRule rule, Point point) {
    int winding = 0;
    for (const Edge& edge : edges_of(contours)) {
        if (point.y < edge.top.y || point.y >= edge.bottom.y) continue;
        if (edge.x_at(point.y) < point.x) winding += edge.winding;
    }
    return is_filled(rule, winding);
}

float distance_to_lines(std::span<const Contour> contours, Point point) {
    float nearest = std::numeric_limits<float>::infinity();
    for (const Contour& contour : contours)
        for_each_line(contour, contour.is_closed, [&](Point a, Point b) {
            const float dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
            const float t =
                length > 0 ? std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0.0F, 1.0F) : 0;
            nearest = std::min(nearest, std::hypot(a.x + dx * t - point.x, a.y + dy * t - point.y));
        });
    return nearest;
}

std::vector<Contour> dashed(std::vector<Contour> contours, std::span<const float> pattern, float offset) {
    const auto is_length = [](float length) { return std::isfinite(length) && length > 0; };
    if (pattern.empty() || !std::ranges::all_of(pattern, is_length)) return contours;
    float total = 0;
    for (const float length : pattern) total += length;
    // A pattern of an odd number of lengths turns on and off over two rounds.
    const std::size_t rounds = pattern.size() % 2 == 0 ? 1 : 2, phases = pattern.size() * rounds;
    const float period = total * static_cast<float>(rounds);
    constexpr std::size_t kMostDashes = 20'000;  // of one path; then lines go on whole
    std::vector<Contour> out;
    for (const Contour& contour : contours) {
        float into = std::isfinite(offset) ? std::fmod(std::fmod(offset, period) + period, period) : 0;
        std::size_t phase = 0;
        while (into >= pattern[phase % pattern.size()]) {
            into -= pattern[phase % pattern.size()];
            phase = (phase + 1) % phases;
        }
        bool is_on = phase % 2 == 0;
        if (is_on) out.push_back({{contour.points.front()}, false});
        for_each_line(contour, contour.is_closed, [&](Point a, Point b) {
            const float length = std::hypot(b.x - a.x, b.y - a.y);
            float at = 0;
            while (length - at > pattern[phase % pattern.size()] - into && out.size() < kMostDashes) {
                at += pattern[phase % pattern.size()] - into;
                into = 0;
                phase = (phase + 1) % phases;
                const Point cut = mix(a, b, at / length);
                if (is_on) out.back().points.push_back(cut);
                else out.push_back({{cut}, false});
                is_on = !is_on;
            }
            into += length - at;
            if (is_on) out.back().points.push_back(b);
        });
    }
    std::erase_if(out, [](const Contour& contour) { return contour.points.size() < 2; });
    return out;
}

}  // namespace slotscope::gui
