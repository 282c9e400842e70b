// SPDX-License-Identifier: MIT
#include "debug/format_text.h"

#include <algorithm>
#include <cstdint>

namespace slotscope {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t index) noexcept {
    return static_cast<std::uint8_t>(text[index]);
}

struct Lead {
    std::size_t length = 0;  ///< 0: cannot start a sequence
    std::uint8_t second_min = 0x80, second_max = 0xBF;
};

/// What may follow a first byte. The bounds of the second byte exclude overlong forms, surrogates and what lies past U+10FFFF.
Lead lead_of(std::uint8_t first) noexcept {
    if (first < 0x80) return {1};
    if (first < 0xC2) return {};
    if (first < 0xE0) return {2};
    if (first == 0xE0) return {3, 0xA0, 0xBF};
    if (first == 0xED) return {3, 0x80, 0x9F};
    if (first < 0xF0) return {3};
    if (first == 0xF0) return {4, 0x90, 0xBF};
    if (first < 0xF4) return {4};
    if (first == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

/// Bytes that belong together from the start, and whether they are a whole sequence.
std::size_t matching_bytes(std::string_view text, const Lead& lead) noexcept {
    std::size_t count = 1;
    while (count < lead.length && count < text.size()) {
        const std::uint8_t next = byte_at(text, count);
        const bool fits = count == 1 ? next >= lead.second_min && next <= lead.second_max : (next & 0xC0) == 0x80;
        if (!fits) break;
        ++count;
    }
    return count;
}

}  // namespace

std::size_t utf8_sequence(std::string_view text) noexcept {
    if (text.empty()) return 0;
    const Lead lead = lead_of(byte_at(text, 0));
    return lead.length != 0 && matching_bytes(text, lead) == lead.length ? lead.length : 0;
}

std::size_t utf8_malformed(std::string_view text) noexcept {
    const Lead lead = lead_of(byte_at(text, 0));
    return lead.length == 0 ? 1 : matching_bytes(text, lead);
}

void truncate_utf8(std::string& text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return;
    std::size_t end = max_bytes < kEllipsis.size() ? 0 : max_bytes - kEllipsis.size();
    // A continuation byte at the cut means that the character before it is not whole.
    while (end > 0 && (byte_at(text, end) & 0xC0) == 0x80) --end;
    text.resize(end);
    text += kEllipsis;
}

std::string one_line(std::string_view text, std::size_t max_bytes) {
    std::string line;
    line.reserve(std::min(text.size(), max_bytes) + kReplacement.size());
    while (!text.empty() && line.size() <= max_bytes) {
        const std::size_t length = utf8_sequence(text);
        if (length == 0) {
            line += kReplacement;
            text.remove_prefix(utf8_malformed(text));
            continue;
        }
        const std::uint8_t first = byte_at(text, 0);
        if (first < 0x20 || first == 0x7F) line += ' ';
        else line += text.substr(0, length);
        text.remove_prefix(length);
    }
    truncate_utf8(line, max_bytes);
    return line;
}

}  // namespace slotscope
