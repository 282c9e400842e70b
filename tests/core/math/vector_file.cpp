// SPDX-License-Identifier: MIT
//
// See vector_file.h. SLOTSCOPE_MATH_VECTORS, the folder, is a compile definition.
#include "core/math/vector_file.h"

#include "core/math/function_table.h"

#include <charconv>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include <zlib.h>

namespace slotscope::math::test {
namespace {

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> fields;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        fields.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return fields;
}

std::string bits_text(double x) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(x)));
    return text;
}

}  // namespace

int for_each_vector(const std::string& name, std::size_t field_count,
                    const std::function<void(const std::vector<std::string_view>&)>& visit) {
    const std::string path = std::string(SLOTSCOPE_MATH_VECTORS) + '/' + name;
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (!file) { throw std::runtime_error("cannot open " + path); }
    char buffer[256];
    int lines = 0;
    while (gzgets(file.get(), buffer, sizeof buffer) != nullptr) {
        ++lines;
        std::string_view line(buffer);
        if (line.ends_with('\n')) { line.remove_suffix(1); }
        const std::vector<std::string_view> fields = split(line);
        if (fields.size() != field_count) {
            throw std::runtime_error(path + ", line " + std::to_string(lines) + ": not " + std::to_string(field_count) +
                                     " fields");
        }
        visit(fields);
    }
    if (gzeof(file.get()) == 0) { throw std::runtime_error("cannot read " + path + " to its end"); }
    return lines;
}

std::uint64_t bits_of_field(std::string_view field) {
    std::uint64_t bits = 0;
    const char* const end = field.data() + field.size();
    const auto parsed = std::from_chars(field.data(), end, bits, 16);
    if (parsed.ec != std::errc() || parsed.ptr != end) {
        throw std::runtime_error("not hexadecimal bits: " + std::string(field));
    }
    return bits;
}

void Differences::compare(std::string_view function, const std::vector<std::string_view>& inputs, double expected,
                          double got) {
    ++compared_;
    if (same_result(expected, got)) { return; }
    if (++differing_ == 1) {
        first_ = function;
        for (const std::string_view input : inputs) { first_.append(" ").append(input); }
        first_ += ": expected " + bits_text(expected) + ", got " + bits_text(got);
    }
}

}  // namespace slotscope::math::test
