// SPDX-License-Identifier: MIT
// Text that came from a file and goes to a reader: UTF-8 repaired, cut at a character, kept on one line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace slotscope {

/// Length of the well-formed UTF-8 sequence at the start of `text` (no overlong forms, no surrogates); 0 when there is none.
[[nodiscard]] std::size_t utf8_sequence(std::string_view text) noexcept;
/// Length of the malformed piece that one U+FFFD replaces, as the Unicode standard recommends (maximal subparts).
/// Precondition: `text` is not empty and does not start with a well-formed sequence.
[[nodiscard]] std::size_t utf8_malformed(std::string_view text) noexcept;
/// At most `max_bytes` bytes, never half a character; "…" replaces what was cut (and counts).
void truncate_utf8(std::string& text, std::size_t max_bytes);
/// `text` on one line: control characters become spaces, malformed UTF-8 becomes U+FFFD, cut as by `truncate_utf8`.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t max_bytes);

inline constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace slotscope
