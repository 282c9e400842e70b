// SPDX-License-Identifier: MIT
#include "debug/conditions/lexer.h"

#include <array>
#include <fmt/format.h>

#include "debug/format_text.h"
#include "runtime/math/js_number.h"

namespace slotscope {
namespace {

constexpr std::size_t kMaxQuotedBytes = 40;  ///< of a piece of the text in a message

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_name_start(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || (c & 0x80) != 0;
}
bool is_name_part(char c) noexcept { return is_name_start(c) || is_digit(c) || c == '.'; }
bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Longer ones first, so that "<=" is not read as "<".
constexpr std::array<std::string_view, 23> kMarks = {"==", "!=", "<=", ">=", "&&", "||", "..", "<", ">", "+", "-", "*",
                                                     "/",  "%",  "!",  "?",  ":",  "(",  ")",  "[", "]", ",", "#"};

/// What a mark that other languages have means here.
std::string_view meant_by(char c) noexcept { return c == '=' ? "==" : c == '&' ? "&&" : c == '|' ? "||" : ""; }

}  // namespace

std::string Token::describe() const {
    switch (kind) {
        case TokenKind::End: return "the end";
        case TokenKind::Number: return fmt::format("the number {}", one_line(text, kMaxQuotedBytes));
        case TokenKind::Quoted: return one_line(text, kMaxQuotedBytes);
        case TokenKind::Name:
        case TokenKind::Mark: break;
    }
    return fmt::format("\"{}\"", one_line(text, kMaxQuotedBytes));
}

Token Lexer::finish(TokenKind kind, std::size_t begin) const {
    Token token;
    token.kind = kind;
    token.text = text_.substr(begin, at_ - begin);
    token.column = static_cast<std::uint32_t>(begin + 1);
    return token;
}

Token Lexer::next() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    const std::size_t begin = at_;
    if (at_ == text_.size()) return finish(TokenKind::End, begin);
    const char c = text_[at_];
    if (c == '"') return quoted();
    const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    if (is_digit(c) || (c == '.' && is_digit(after))) return number();
    if (is_name_start(c)) {
        while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
        Token token = finish(TokenKind::Name, begin);
        token.name = token.text;
        return token;
    }
    for (const std::string_view mark : kMarks) {
        if (!text_.substr(at_).starts_with(mark)) continue;
        at_ += mark.size();
        return finish(TokenKind::Mark, begin);
    }
    const std::string found = one_line(text_.substr(at_, 1), kMaxQuotedBytes);
    const std::string_view meant = meant_by(c);
    throw TextError{static_cast<std::uint32_t>(begin + 1),
                    meant.empty()
                        ? fmt::format("\"{}\" means nothing here; names with odd characters need quotes", found)
                        : fmt::format("\"{}\" means nothing here; did you mean \"{}\"?", found, meant)};
}

Token Lexer::quoted() {
    const std::size_t begin = at_++;
    std::string name;
    while (at_ < text_.size() && text_[at_] != '"') {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        name += text_[at_++];
    }
    if (at_ == text_.size()) throw TextError{static_cast<std::uint32_t>(begin + 1), "this quote is not closed"};
    ++at_;
    Token token = finish(TokenKind::Quoted, begin);
    if (name.empty()) throw TextError{token.column, "a name is expected between the quotes"};
    token.name = std::move(name);
    return token;
}

Token Lexer::number() {
    const std::size_t begin = at_;
    const auto at = [this](std::size_t place) { return place < text_.size() ? text_[place] : ' '; };
    const auto skip_digits = [&] {
        while (is_digit(at(at_))) ++at_;
    };
    if (at(at_) == '0' && (at(at_ + 1) == 'x' || at(at_ + 1) == 'X') && is_hex_digit(at(at_ + 2))) {
        at_ += 2;
        while (is_hex_digit(at(at_))) ++at_;
    } else {
        skip_digits();
        if (at(at_) == '.' && at(at_ + 1) != '.') {  // "3..8" is a range
            ++at_;
            skip_digits();
        }
        if (at(at_) == 'e' || at(at_) == 'E') {
            const std::size_t sign = at(at_ + 1) == '+' || at(at_ + 1) == '-' ? 1 : 0;
            if (is_digit(at(at_ + 1 + sign))) {
                at_ += 1 + sign;
                skip_digits();
            }
        }
    }
    if (is_name_start(at(at_))) {
        throw TextError{static_cast<std::uint32_t>(at_ + 1),
                        fmt::format("a number cannot go on with \"{}\"; a name that begins with a digit needs quotes",
                                    one_line(text_.substr(at_, 1), kMaxQuotedBytes))};
    }
    Token token = finish(TokenKind::Number, begin);
    token.number = math::string_to_number(token.text);
    return token;
}

bool is_plain_name(std::string_view name) noexcept {
    if (name.empty() || !is_name_start(name[0])) return false;
    std::size_t at = 1;
    while (at < name.size() && is_name_part(name[at])) ++at;
    if (at == name.size()) return true;
    // An index: brackets and digits, to the end.
    if (name[at] != '[' || name.back() != ']' || name.size() - at < 3) return false;
    for (std::size_t i = at + 1; i + 1 < name.size(); ++i) {
        if (!is_digit(name[i])) return false;
    }
    return true;
}

}  // namespace slotscope
