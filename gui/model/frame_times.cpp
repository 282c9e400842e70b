// SPDX-License-Identifier: MIT
#include "model/frame_times.h"

#include <charconv>
#include <cmath>

namespace slotscope::gui {

Result<std::vector<double>> parse_frame_times(std::string_view text, const std::string& name) {
    std::vector<double> times;
    std::uint32_t line = 1;
    std::size_t line_start = 0, i = 0;
    while (i < text.size()) {
        const char c = text[i];
        if (c == '\n') {
            ++line;
            line_start = ++i;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == ',' || c == '[' || c == ']') {
            ++i;
        } else if (c == '#') {
            while (i < text.size() && text[i] != '\n') ++i;
        } else {
            double time = 0;
            const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), time);
            const auto column = static_cast<std::uint32_t>(i - line_start + 1);
            if (error != std::errc() || !std::isfinite(time))
                return Error::parse(name, "expected a frame time in milliseconds, a finite number", line, column);
            if (times.size() >= kMaxFrameTimes)
                return Error::limit("more than " + std::to_string(kMaxFrameTimes) + " frame times in " + name);
            times.push_back(time);
            i = static_cast<std::size_t>(end - text.data());
        }
    }
    if (times.empty()) return Error::parse(name, "expected at least one frame time in milliseconds", line, 1);
    return times;
}

}  // namespace slotscope::gui
