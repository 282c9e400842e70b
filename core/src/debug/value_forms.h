// SPDX-License-Identifier: MIT
// Counting what is inside the runtime's objects, and the words for counts and ranges: for lines and facts of values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "slotscope/value.h"
#include "slotscope/value_summary.h"

namespace slotscope {

/// The member when it is a text, else empty. Lives as long as the value.
[[nodiscard]] std::string_view text_member(const Value& value, std::string_view name) noexcept;
/// The member as a number; NaN where there is none.
[[nodiscard]] double number_member(const Value& value, std::string_view name) noexcept;

struct PassCounts {
    std::size_t passes = 0, instance_passes = 0, path_passes = 0;
    double instances = 0, paths = 0;
};
/// Precondition: a render frame.
[[nodiscard]] PassCounts count_passes(const Value& frame);

struct MeshCounts {
    std::size_t vertices = 0, triangles = 0;
};
/// Precondition: a mesh.
[[nodiscard]] MeshCounts count_mesh(const Value& mesh);

/// 1234567 -> "1,234,567".
[[nodiscard]] std::string grouped_digits(std::size_t number);
/// "1 pass", "1,200 passes".
[[nodiscard]] std::string counted_words(std::size_t number, std::string_view one, std::string_view many);
/// Whole numbers grouped, others with at most seven digits.
[[nodiscard]] std::string number_words(double number);
/// ", 0 to 12.5, 3 NaN": what to append to a count of numbers; says "no finite number" where that is so.
[[nodiscard]] std::string range_words(const NumberSummary& numbers);

}  // namespace slotscope
