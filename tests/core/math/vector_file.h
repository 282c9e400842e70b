// SPDX-License-Identifier: MIT
//
// Reads the vector files: gzip text, one case per line, fields separated by blanks; numbers as hexadecimal bits.
// They were made by the functions of node 20 (V8 11.3). Which fields a file has stands at the test that reads it.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace slotscope::math::test {

/// Calls `visit` with the fields of each line of SLOTSCOPE_MATH_VECTORS/name. Throws std::runtime_error when the file
/// cannot be read to its end, or a line has not `field_count` fields. Returns the number of lines.
int for_each_vector(const std::string& name, std::size_t field_count,
                    const std::function<void(const std::vector<std::string_view>&)>& visit);

/// Hexadecimal bits, all digits used. Throws std::runtime_error for anything else.
std::uint64_t bits_of_field(std::string_view field);
inline double double_of_field(std::string_view field) { return std::bit_cast<double>(bits_of_field(field)); }

/// Counts differing results and describes the first.
class Differences {
public:
    /// `inputs` are the fields as read.
    void compare(std::string_view function, const std::vector<std::string_view>& inputs, double expected, double got);

    [[nodiscard]] int compared() const noexcept { return compared_; }
    [[nodiscard]] int differing() const noexcept { return differing_; }
    /// For example "sin 3ff0000000000000: expected 3feaed548f090cee, got 3feaed548f090ced"; "none" without differences.
    [[nodiscard]] const std::string& first() const noexcept { return first_; }

private:
    int compared_ = 0;
    int differing_ = 0;
    std::string first_ = "none";
};

}  // namespace slotscope::math::test
