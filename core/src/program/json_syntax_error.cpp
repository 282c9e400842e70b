// SPDX-License-Identifier: MIT
#include "program/json_syntax_error.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace slotscope {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

class Diagnosis {
public:
    Diagnosis(std::string_view text, std::size_t stopped_at, std::uint32_t opened_on_line)
        : text_(text), stopped_at_(std::min(stopped_at, text.size())), opened_on_line_(opened_on_line) {}

    JsonSyntaxError of(JsonContext context, std::size_t from) const {
        const std::size_t at = skip_space(from);
        switch (context) {
            case JsonContext::Start:
                if (at == text_.size()) return {at, "the text is empty: expected a JSON object"};
                return value_at(at, "a value");
            case JsonContext::ArrayStart: return value_at(at, "a value or ']'");
            case JsonContext::ObjectStart: return key_at(at, "a key in double quotes or '}'");
            case JsonContext::ObjectKey:
                if (!stands(at, ':')) return unexpected(at, "':' after the key");
                return value_at(skip_space(at + 1), "a value");
            case JsonContext::ArrayElement: return after_child(from, ']');
            case JsonContext::ObjectValue: return after_child(from, '}');
            case JsonContext::Done: break;
        }
        return unexpected(at, "the end of the text");
    }

private:
    std::size_t skip_space(std::size_t at) const {
        while (at < text_.size() && is_space(text_[at])) ++at;
        return at;
    }
    bool stands(std::size_t at, char c) const { return at < text_.size() && text_[at] == c; }

    std::string_view word_at(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && end - at < 24 && (is_letter(text_[end]) || is_digit(text_[end]))) ++end;
        return text_.substr(at, end - at);
    }

    std::string found_at(std::size_t at) const {
        if (at >= text_.size()) {
            return opened_on_line_ == 0
                       ? "the end of the text"
                       : fmt::format("the end of the text, inside what opens on line {}", opened_on_line_);
        }
        const auto byte = static_cast<unsigned char>(text_[at]);
        if (is_letter(text_[at]) || is_digit(text_[at])) return fmt::format("'{}'", word_at(at));
        if (byte == '"') return "a string";
        if (byte > 0x20 && byte < 0x7F) return fmt::format("'{}'", text_[at]);
        return fmt::format("the byte 0x{:02X}", byte);
    }

    JsonSyntaxError unexpected(std::size_t at, std::string_view expected) const {
        if (at + 1 < text_.size() && text_[at] == '/' && (text_[at + 1] == '/' || text_[at + 1] == '*')) {
            return {at, fmt::format("found a comment, expected {}: JSON has no comments", expected)};
        }
        return {at, fmt::format("found {}, expected {}", found_at(at), expected)};
    }

    JsonSyntaxError after_child(std::size_t from, char closer) const {
        const std::size_t at = skip_space(from);
        if (at == from && at < text_.size() && is_digit(text_[at])) {  // after a zero, which ends a number
            return number_at(at > 1 && text_[at - 2] == '-' ? at - 2 : at - 1);
        }
        if (!stands(at, ',')) return unexpected(at, fmt::format("',' or '{}'", closer));
        const std::size_t after = skip_space(at + 1);
        if (stands(after, closer)) {
            return {at, fmt::format("found ',' before '{}': JSON has no comma after the last {}", closer,
                                    closer == ']' ? "element" : "member")};
        }
        return closer == ']' ? value_at(after, "a value") : key_at(after, "a key in double quotes");
    }

    JsonSyntaxError key_at(std::size_t at, std::string_view expected) const {
        if (stands(at, '"')) return string_at(at);
        return unexpected(at, expected);
    }

    JsonSyntaxError value_at(std::size_t at, std::string_view expected) const {
        if (at >= text_.size()) return unexpected(at, expected);
        const char c = text_[at];
        if (c == '"') return string_at(at);
        if (c == '\'') return {at, fmt::format("found ''', expected {}: strings stand in double quotes", expected)};
        if (is_digit(c) || c == '-' || c == '+' || c == '.') return number_at(at);
        if (is_letter(c)) {
            const std::string_view word = word_at(at);
            if (word == "NaN" || word == "Infinity") {
                return {at, fmt::format("found {0}, expected {1}: write it as a string, \"{0}\"", word, expected)};
            }
        }
        return unexpected(at, expected);
    }

    JsonSyntaxError number_at(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && end - at < 40 &&
               (is_digit(text_[end]) || is_letter(text_[end]) || text_[end] == '-' || text_[end] == '+' ||
                text_[end] == '.')) {
            ++end;
        }
        const std::string_view token = text_.substr(at, end - at);
        if (token == "-Infinity")
            return {at, "found -Infinity, expected a number: write it as a string, \"-Infinity\""};
        if (token.find_first_of("eE") != std::string_view::npos && stopped_at_ >= end && is_digit(token.back()) &&
            token.find_first_not_of("0123456789+-.eE") == std::string_view::npos) {
            return {at,
                    fmt::format("the number {} does not fit a 64-bit float: for infinity write \"Infinity\"", token)};
        }
        std::string_view why = "a number is like -12, 0.5 or 1e-3";
        if (token.front() == '+') why = "a number has no leading '+'";
        else if (token.front() == '.') why = "a number needs a digit before '.'";
        else if (token.size() > 1 && token[0] == '0' && is_digit(token[1])) why = "a number has no leading zero";
        return {at, fmt::format("found '{}', expected a number: {}", token, why)};
    }

    /// `at` is the opening quote of a string that the parser rejected at `stopped_at_`.
    JsonSyntaxError string_at(std::size_t at) const {
        constexpr std::string_view kEscapes = "\"\\/bfnrtu";
        std::size_t i = at + 1;
        while (i < stopped_at_) {
            const auto byte = static_cast<unsigned char>(text_[i]);
            if (byte == '\n' || byte == '\r')
                return {i, "found a line break inside a string: close it with '\"', or write \\n"};
            if (byte < 0x20)
                return {i,
                        fmt::format("found the control character 0x{0:02X} inside a string: write \\u{0:04x}", byte)};
            if (byte != '\\') {
                ++i;
                continue;
            }
            if (i + 1 >= text_.size()) break;
            const char escape = text_[i + 1];
            if (kEscapes.find(escape) == std::string_view::npos) {
                return {i, fmt::format(
                               "found the escape \\ before {}, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u",
                               found_at(i + 1))};
            }
            if (escape != 'u') {
                i += 2;
                continue;
            }
            std::size_t digits = 0;
            while (digits < 4 && i + 2 + digits < text_.size() && is_hex(text_[i + 2 + digits])) ++digits;
            if (digits < 4) return {i, "found \\u without four hexadecimal digits after it"};
            const unsigned unit = unit_at(i);
            if (unit >= 0xD800 && unit < 0xE000) {
                const bool is_pair = unit < 0xDC00 && unit_at(i + 6) >= 0xDC00 && unit_at(i + 6) < 0xE000;
                if (!is_pair) {
                    return {
                        i, fmt::format("found {} alone, expected both halves of a surrogate pair", text_.substr(i, 6))};
                }
                i += 6;
            }
            i += 6;
        }
        if (stopped_at_ >= text_.size()) return {at, "the string that starts here has no closing '\"'"};
        const std::size_t bad = stopped_at_ == 0 ? 0 : stopped_at_ - 1;
        return {bad, fmt::format("found the byte 0x{:02X} inside a string: the text is not UTF-8",
                                 static_cast<unsigned char>(text_[bad]))};
    }

    /// The code unit that the \uXXXX at `at` stands for; 0 where there is no such escape.
    unsigned unit_at(std::size_t at) const {
        if (at + 6 > text_.size() || text_[at] != '\\' || text_[at + 1] != 'u') return 0;
        unsigned unit = 0;
        const char* const digits = text_.data() + at + 2;
        const auto result = std::from_chars(digits, digits + 4, unit, 16);
        return result.ptr == digits + 4 ? unit : 0;
    }

    std::string_view text_;
    std::size_t stopped_at_;
    std::uint32_t opened_on_line_;
};

}  // namespace

JsonSyntaxError describe_syntax_error(std::string_view text, JsonContext context, std::size_t accepted_end,
                                      std::size_t stopped_at, std::uint32_t opened_on_line) {
    return Diagnosis(text, stopped_at, opened_on_line).of(context, accepted_end);
}

}  // namespace slotscope
