// SPDX-License-Identifier: MIT
// Expressions and conditions as tokens. Any bytes are taken; what makes no sense is an error when it is reached.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "slotscope/result.h"

namespace slotscope {

enum class TokenKind : std::uint8_t {
    End,
    Number,
    Name,
    Quoted,
    Mark  ///< an operator or a bracket
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::string_view text;     ///< as written
    std::uint32_t column = 1;  ///< in bytes, from 1
    double number = 0;         ///< of Number
    std::string name;          ///< of Quoted, without quotes and escapes; of Name as `text`

    [[nodiscard]] bool is_mark(std::string_view mark) const noexcept { return kind == TokenKind::Mark && text == mark; }
    [[nodiscard]] bool is_word(std::string_view word) const noexcept { return kind == TokenKind::Name && text == word; }
    /// Where the text goes on, for tokens that must touch.
    [[nodiscard]] std::uint32_t end_column() const noexcept { return column + static_cast<std::uint32_t>(text.size()); }
    /// "the end", "\"mix\"", "the number 3": for messages.
    [[nodiscard]] std::string describe() const;
};

/// Thrown by the lexer and by the parsers, which catch it where they return a Result.
struct TextError {
    std::uint32_t column = 1;
    std::string message;

    [[nodiscard]] Error to_error() const { return Error::parse({}, message, 1, column); }
};

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}
    /// The next token; End again and again at the end. Throws TextError.
    [[nodiscard]] Token next();

private:
    [[nodiscard]] Token quoted();
    [[nodiscard]] Token number();
    [[nodiscard]] Token finish(TokenKind kind, std::size_t begin) const;

    std::string_view text_;
    std::size_t at_ = 0;
};

/// The name is one word of the language: letters, digits, `_`, `$`, `.` and everything beyond ASCII, not beginning with a
/// digit or dot; or such a word and an index, `mix[2]`.
[[nodiscard]] bool is_plain_name(std::string_view name) noexcept;

}  // namespace slotscope
