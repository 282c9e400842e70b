// SPDX-License-Identifier: MIT
// What an object slot holds, for people: which of the runtime's kinds of objects a value is (buffer, domain, path,
// camera, mesh, render frame, …), one line that says so, and its facts. Not here: values as they are (format.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/value.h"

namespace slotscope {

/// What a value is to the steps that read it; found from its members, never from names of slots.
enum class ValueForm : std::uint8_t {
    Undefined,
    Null,
    Boolean,
    Number,
    Text,
    Vector,           ///< {x, y}, and z and w
    Color,            ///< {r, g, b, a}
    Domain,           ///< {kind "domain", count}
    TypedArray,       ///< plain elements
    Buffer,           ///< what materialize makes: {kind "buffer", data, format}
    FieldExpression,  ///< {kind "fieldExpr", exprId}
    Path,             ///< {commands}
    Paths,            ///< a list of paths
    Colors,           ///< a list of colours
    Events,           ///< a list of objects with a time
    Camera,           ///< what CameraEval makes
    Mesh,             ///< what MeshMaterialize makes
    RenderFrame,      ///< {version, clear, passes}
    ScreenInstances,  ///< what Instances3DProjectTo2D makes: columns x, y, r, g, b, a, s, z, alive
    List,
    Object  ///< anything else
};

/// Looks at members and at the first element of a list.
[[nodiscard]] ValueForm value_form(const Value& value) noexcept;
/// "buffer", "render frame", "list".
[[nodiscard]] std::string_view value_form_name(ValueForm form) noexcept;

/// The array itself, or the one in a buffer handle; null for anything else. Lives as long as the value.
[[nodiscard]] const TypedArray* buffer_data(const Value& value) noexcept;
/// Numbers per element of a buffer: what its format says (1 to 4); 1 for anything else.
[[nodiscard]] std::size_t buffer_components(const Value& value) noexcept;
/// The count of a domain object, a member `count` that is a number; nullopt for anything else.
[[nodiscard]] std::optional<double> domain_count(const Value& value) noexcept;

struct NumberSummary {
    std::size_t count = 0;  ///< of all numbers
    std::size_t nans = 0;
    std::size_t infinite = 0;
    double min = 0, max = 0, mean = 0;  ///< of the finite ones; 0 without any

    [[nodiscard]] std::size_t finite() const noexcept { return count - nans - infinite; }
};
/// Elements `first`, `first + stride`, …: with stride 3 and first 1 the second component of a buffer of three. O(n).
[[nodiscard]] NumberSummary summarize(const TypedArray& array, std::size_t first = 0, std::size_t stride = 1);

/// Elements that `summary_line` looks through for a range, when nothing else is said: a table of lines stays cheap.
inline constexpr std::size_t kSummaryElements = 4096;

/// One line, at most about `max_length` bytes: "100 × 2 f32, -1 to 12.5, 3 NaN", "domain of 100", "mesh, 24 vertices,
/// 12 triangles"; members of vectors and colours have four significant digits; what has no form of its own reads as in format_value, and so do arrays short enough to be read whole.
/// Ranges of buffers with more than `max_elements` numbers are left out.
[[nodiscard]] std::string summary_line(const Value& value, std::size_t max_length = 80,
                                       std::size_t max_elements = kSummaryElements);

struct ValueFact {
    std::string label, text;
    friend bool operator==(const ValueFact&, const ValueFact&) = default;
};
/// What else is known of a camera, mesh, path, event list, render frame, set of instances or buffer, in words; empty for
/// other forms. O(size of the value).
[[nodiscard]] std::vector<ValueFact> value_facts(const Value& value);

}  // namespace slotscope
