// SPDX-License-Identifier: MIT
// Texts that people type, as filters and fields read them: case, words, ends, numbers, lines. Only the letters of ASCII have
// a case here; everything else is compared as it is.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slotscope::gui {

[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
[[nodiscard]] std::string lower(std::string_view text);

/// Parts between spaces, none of them empty.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);
/// The same in lower case.
[[nodiscard]] std::vector<std::string> lower_words(std::string_view text);

/// Without spaces, tabs and carriage returns at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The whole of the text as a number; else nothing.
template <class T>
[[nodiscard]] std::optional<T> number_of(std::string_view text) {
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// What errors say, as a sentence: with a capital at the beginning and an end.
[[nodiscard]] std::string as_sentence(std::string words);

/// The first line, trimmed; the lines after it stay in `text`.
[[nodiscard]] std::string_view take_line(std::string_view& text);

}  // namespace slotscope::gui
