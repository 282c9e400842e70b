// SPDX-License-Identifier: MIT
// The picture that a program's render frame describes: passes in drawing order with their instances and paths, as plain
// numbers in the program's pixels, and for each thing the slots and elements behind it. Made once per revision.
// Not here: zoom and pan (output_view), curves (path_shape), drawing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "model/path_shape.h"
#include "slotscope/session.h"

namespace slotscope::gui {

struct OutputColor {
    std::uint8_t r = 0, g = 0, b = 0, a = 0;
    friend bool operator==(const OutputColor&, const OutputColor&) = default;
};

/// Empty until something is added.
struct OutputBox {
    Point min{std::numeric_limits<float>::max(), std::numeric_limits<float>::max()};
    Point max{std::numeric_limits<float>::lowest(), std::numeric_limits<float>::lowest()};

    [[nodiscard]] bool is_empty() const { return !(min.x <= max.x && min.y <= max.y); }
    void add(Point point, float radius = 0);
    [[nodiscard]] bool touches(const OutputBox& other) const;
    [[nodiscard]] bool contains(Point point, float slack) const;
};

/// Where one property of a pass's elements comes from.
struct OutputAttribute {
    std::string role;            ///< "position", "size", "fill colour"
    SlotId slot = kNoSlot;       ///< kNoSlot: the render frame itself gives the number
    std::string member;          ///< the column of the slot's object, where it has several: "x"
    std::size_t stride = 0;      ///< numbers per element; 0: one value for all elements
    bool is_shared_out = false;  ///< of paths: each has its own number of them
    bool is_color = false;
    Value value;  ///< the buffer or the number
};

struct OutputInstance {
    Point centre;
    float size = 0;  ///< diameter of a circle, side of a square
    OutputColor color;
    std::uint32_t index = 0;  ///< element of the pass
    std::uint16_t shape = 0;  ///< 0 circle, 1 square, from 2 on a star of at least 3 points
};

struct OutputPath {
    std::size_t first_command = 0, command_count = 0, first_coordinate = 0, coordinate_count = 0;
    std::optional<OutputColor> fill, stroke;
    float stroke_width = 0;
    OutputBox box;  ///< of points and control points, with the stroke
    std::uint32_t index = 0;
};

struct OutputPass {
    enum class Kind : std::uint8_t { Instances, Paths, Other };
    Kind kind = Kind::Other;
    std::string id;
    double z = 0;
    double count = 0;          ///< elements that it has, as it says
    SlotId domain = kNoSlot;   ///< of its batch
    StepIndex step = kNoStep;  ///< that assembled it
    std::vector<OutputAttribute> attributes;
    std::vector<OutputInstance> instances;  ///< those that show, in drawing order
    std::vector<OutputPath> paths;
    // Of paths:
    Value commands, coordinates;
    FillRule fill_rule = FillRule::NonZero;
    std::vector<float> dash;
    float dash_offset = 0;
};

/// Something that a person should know about the picture, with the slot to look at.
struct OutputNotice {
    std::string text;
    SlotId slot = kNoSlot;
};

struct OutputFrame {
    SlotId slot = kNoSlot;
    FrameNumber frame = 0;    ///< in which the render frame was written
    bool is_current = false;  ///< it is that of the frame under the cursor
    std::string sentence;     ///< of which frame it is, and why it is not the present one
    std::optional<OutputColor> clear;
    std::vector<OutputPass> passes;  ///< lowest z first
    std::vector<OutputNotice> notices;
    OutputBox bounds;  ///< of what shows
    Viewport viewport;
    std::size_t shown = 0;                ///< instances and paths that show
    std::string empty_title, empty_text;  ///< why there is no picture at all; then everything else is empty

    [[nodiscard]] bool has_picture() const { return empty_title.empty(); }
};

struct OutputSource {
    SlotId slot = kNoSlot;
    bool is_output = false;  ///< what outputs[0] names
    std::string label;
};
/// Slots that can hold a picture: the program's output, then what its renderAssemble and projection steps write. Depends
/// on the program alone.
[[nodiscard]] std::vector<OutputSource> output_sources(const Session& session);

/// The picture in a slot, or, without one, in the first of `output_sources`. Precondition: session.has_program().
[[nodiscard]] OutputFrame output_frame(const Session& session, std::optional<SlotId> source);

/// An element of a pass.
struct OutputHit {
    std::size_t pass = 0;
    std::uint32_t index = 0;
    friend bool operator==(const OutputHit&, const OutputHit&) = default;
};
/// The frontmost thing at a point, or within `slack` of it. O(elements).
[[nodiscard]] std::optional<OutputHit> hit_test(const OutputFrame& frame, Point point, float slack);

/// The element that a number of a buffer belongs to, in the first pass that reads that slot.
[[nodiscard]] std::optional<OutputHit> element_of(const OutputFrame& frame, SlotId slot, std::uint32_t number);

/// The lines of a path, its curves flattened and its dashes not yet cut.
[[nodiscard]] std::vector<Contour> contours_of(const OutputPass& pass, const OutputPath& path, float tolerance);

/// Numbers of an attribute's buffer that belong to one element: those of a path's commands and coordinates are as many as
/// it has. None where one number is for all.
struct NumberRange {
    std::uint32_t first = 0, count = 0;
};
[[nodiscard]] NumberRange numbers_of(const OutputPass& pass, const OutputAttribute& attribute, std::uint32_t index);
/// "[24], [25]", "[7]", "[20] to [23]", "all".
[[nodiscard]] std::string attribute_place(const OutputPass& pass, const OutputAttribute& attribute,
                                          std::uint32_t index);
/// "480.5, 300.25"; bytes of a colour as "#ff8000ff", a packed one likewise; "14 numbers" where they are many.
[[nodiscard]] std::string attribute_value(const OutputPass& pass, const OutputAttribute& attribute,
                                          std::uint32_t index);

}  // namespace slotscope::gui
