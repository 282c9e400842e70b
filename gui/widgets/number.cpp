// SPDX-License-Identifier: MIT
#include "widgets/number.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "widgets/text.h"

namespace slotscope::gui {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t code_points(std::string_view s) {
    return static_cast<std::size_t>(
        std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::size_t digits_before_point(std::string_view digits) {
    std::size_t i = 0;
    if (i < digits.size() && (digits[i] == '-' || digits[i] == '+')) ++i;
    const std::size_t first = i;
    while (i < digits.size() && is_digit(digits[i])) ++i;
    return i == first ? 0 : i;
}

float number_offset(std::string_view digits, float advance, float cell_width, float point) {
    const auto before = static_cast<float>(digits_before_point(digits));
    if (before <= 0) return 0;
    const float length = static_cast<float>(code_points(digits)) * advance;
    const float aligned = std::max(0.0F, point - before) * advance;
    return std::max(0.0F, std::min(aligned, cell_width - length));
}

float digits_em(std::size_t digits) { return static_cast<float>(digits) * fonts().mono->GetCharAdvance('0') / em(); }

void draw_number(std::string_view digits, float width, Tone tone, float point) {
    ImFont* font = fonts().mono;
    const float advance = font->GetCharAdvance('0');
    // In a narrow column the integer part gives way: values with seven digits behind the point line up the longest.
    constexpr float kFractionRoom = 8, kLeastIntegerRoom = 3;
    point = std::min(point, std::max(kLeastIntegerRoom, std::floor(width / advance) - kFractionRoom));
    const float offset = std::round(number_offset(digits, advance, width, point));
    const float left = ImGui::GetCursorPosX();
    ImGui::SetCursorPosX(left + offset);
    text_cut(digits, width - offset, tone, font);
}

}  // namespace slotscope::gui
