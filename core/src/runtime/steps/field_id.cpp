// SPDX-License-Identifier: MIT
#include "runtime/steps/field_id.h"

#include <algorithm>
#include <cstdint>

namespace slotscope {

namespace {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The leading digits. Larger than any table from 2^53 on, without wrapping.
Ref digits_value(std::string_view text) noexcept {
    Ref value = 0;
    for (const char c : text) {
        if (!is_digit(c)) break;
        if (value < Ref{1} << 53) value = value * 10 + (c - '0');
    }
    return value;
}

/// The code units that ECMAScript strings have, of well-formed UTF-8.
template <class Take>
void for_each_utf16_unit(std::string_view text, Take take) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        std::uint32_t code = length == 1 ? lead : lead & (0x7fU >> length);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        i += length;
        if (code < 0x10000) {
            take(code);
        } else {
            take(0xd7c0 + (code >> 10));
            take(0xdc00 + (code & 0x3ff));
        }
    }
}

}  // namespace

std::optional<Ref> number_in_field_id(std::string_view id) noexcept {
    std::string_view head = id.substr(std::min(id.find_first_not_of(" \t\n\r\f\v"), id.size()));
    const bool is_negative = !head.empty() && head.front() == '-';
    if (is_negative || (!head.empty() && head.front() == '+')) head.remove_prefix(1);
    if (!head.empty() && is_digit(head.front())) return is_negative ? -digits_value(head) : digits_value(head);
    const std::size_t before = id.find_last_not_of("0123456789");
    const std::string_view tail = id.substr(before == std::string_view::npos ? 0 : before + 1);
    return tail.empty() ? std::nullopt : std::optional(digits_value(tail));
}

Ref field_row_of_id(std::string_view id) noexcept {
    if (const auto number = number_in_field_id(id)) return *number;
    std::uint32_t hash = 0;
    for_each_utf16_unit(id, [&](std::uint32_t unit) { hash = (hash << 5) - hash + unit; });
    const auto value = static_cast<Ref>(static_cast<std::int32_t>(hash));
    return value < 0 ? -value : value;
}

}  // namespace slotscope
