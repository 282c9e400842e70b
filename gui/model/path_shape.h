// SPDX-License-Identifier: MIT
// Paths as they are drawn: curves to line strips within a tolerance, insides to convex pieces, dashes, and what lies under
// a point. Pure geometry, in the units of the program. Not here: where the numbers come from (output_model), drawing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace slotscope::gui {

struct Point {
    float x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// A strip of lines; closed ones also go from the last point to the first, which is not repeated.
struct Contour {
    std::vector<Point> points;
    bool is_closed = false;
};

/// Codes of the format's path commands.
enum class PathCommand : std::uint16_t { Move, Line, Quadratic, Cubic, Close };

enum class FillRule : std::uint8_t { NonZero, EvenOdd };

/// Points that a single curve becomes at most: one that spans a 4K screen at a tolerance of a tenth of a pixel has 60.
inline constexpr std::size_t kMaxCurvePoints = 256;

/// No point of the true curve lies farther than `tolerance` from its strip, as long as `kMaxCurvePoints` suffice.
/// `commands` and `coordinates` (x, y, …) are one path's; it ends early where coordinates run out, at an unknown
/// command, and before a coordinate that is not finite. Precondition: tolerance > 0.
[[nodiscard]] std::vector<Contour> flatten_path(std::span<const std::uint16_t> commands,
                                                std::span<const float> coordinates, float tolerance);

/// Part of a filled area between two heights; a side of no width makes it a triangle.
struct Trapezoid {
    float top = 0, bottom = 0;
    float top_left = 0, top_right = 0, bottom_left = 0, bottom_right = 0;
};

/// Edges of one path that are filled at most; the pieces grow with their square where they all overlap.
inline constexpr std::size_t kMaxFillEdges = 8192;

/// The inside of the contours, each taken as closed, in pieces that do not overlap. Where edges cross, the pieces are
/// `crossing_height` high. Empty with more than `kMaxFillEdges` edges. Precondition: crossing_height > 0.
[[nodiscard]] std::vector<Trapezoid> fill_path(std::span<const Contour> contours, FillRule rule, float crossing_height);

/// Whether a point is inside, each contour taken as closed.
[[nodiscard]] bool is_inside(std::span<const Contour> contours, FillRule rule, Point point);
/// Distance to the nearest line of the strips; infinity without any.
[[nodiscard]] float distance_to_lines(std::span<const Contour> contours, Point point);

/// The parts of the strips that a dash pattern leaves: lengths on, off, on, …, begun at `offset`. The contours as they
/// are when the pattern is empty or has a length that is no positive number.
[[nodiscard]] std::vector<Contour> dashed(std::vector<Contour> contours, std::span<const float> pattern, float offset);

}  // namespace slotscope::gui
