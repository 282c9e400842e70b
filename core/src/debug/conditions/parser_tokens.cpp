// SPDX-License-Identifier: MIT
// What expressions and conditions have in common: tokens, names, numbers.
#include <cmath>
#include <fmt/format.h>

#include "debug/conditions/parser.h"
#include "runtime/math/js_number.h"
#include "slotscope/limits.h"

namespace slotscope {

Parser::Parser(std::string_view text) : text_(text), lexer_(text) {
    if (text.size() > limits::kMaxExpressionBytes) {
        throw TextError{static_cast<std::uint32_t>(limits::kMaxExpressionBytes + 1),
                        fmt::format("the text is longer than {} bytes", limits::kMaxExpressionBytes)};
    }
    token_ = lexer_.next();
    after_ = lexer_.next();
}

Token Parser::take() {
    Token taken = std::exchange(token_, std::move(after_));
    after_ = lexer_.next();
    return taken;
}

bool Parser::accept_mark(std::string_view mark) {
    if (!token_.is_mark(mark)) return false;
    take();
    return true;
}

bool Parser::accept_word(std::string_view word) {
    if (!token_.is_word(word)) return false;
    take();
    return true;
}

void Parser::expect_mark(std::string_view mark, std::string_view where) {
    if (!accept_mark(mark)) fail_expected(fmt::format("\"{}\" {}", mark, where));
}

void Parser::expect_end() {
    if (token_.kind != TokenKind::End) fail_expected("an operator or the end");
}

void Parser::fail_expected(std::string_view what) const {
    throw TextError{token_.column, fmt::format("expected {}, found {}", what, token_.describe())};
}

std::string Parser::name_with_index(const Token& name) {
    if (!token_.is_mark("[") || token_.column != name.end_column()) return name.name;
    // Names that were made from a step's outputs end so: "mix[2]".
    const std::uint32_t begin = name.column;
    take();
    if (token_.kind != TokenKind::Number) fail_expected("the number of the name's index");
    take();
    const std::uint32_t end = token_.end_column();
    expect_mark("]", "after the index");
    std::string whole(text_.substr(begin - 1, end - begin));
    if (!is_plain_name(whole)) throw TextError{begin, "a name's index is digits only, and touches its brackets"};
    return whole;
}

Reference Parser::slot_reference() {
    if (accept_mark("#")) return {{}, whole_number("a slot number after #", limits::kMaxSlotId)};
    if (token_.kind == TokenKind::Quoted) return {take().name, {}};
    if (token_.kind != TokenKind::Name || is_reserved_word(token_.text)) fail_expected("a slot");
    if (token_.is_word("slot") && after_.is_mark("(")) {
        take();
        take();
        Reference slot = token_.kind == TokenKind::Number
                             ? Reference{{}, whole_number("a slot number", limits::kMaxSlotId)}
                             : slot_reference();
        expect_mark(")", "after the slot");
        return slot;
    }
    const Token name = take();
    return {name_with_index(name), {}};
}

Reference Parser::reference(std::string_view what) {
    if (token_.kind == TokenKind::Number) return {{}, whole_number(what, limits::kMaxSlotId)};
    if (token_.kind != TokenKind::Name && token_.kind != TokenKind::Quoted) fail_expected(what);
    return {take().name, {}};
}

std::uint64_t Parser::whole_number(std::string_view what, std::uint64_t largest) {
    if (token_.kind != TokenKind::Number) fail_expected(what);
    if (token_.number != std::floor(token_.number)) fail_expected(fmt::format("{}, a whole number", what));
    if (token_.number > static_cast<double>(largest)) fail_expected(fmt::format("{}, at most {}", what, largest));
    return static_cast<std::uint64_t>(take().number);
}

double Parser::signed_number(std::string_view what) {
    const bool is_negative = accept_mark("-");
    if (!is_negative) accept_mark("+");
    double number = math::kInfinity;
    if (!accept_word("Infinity")) {
        if (token_.kind != TokenKind::Number) fail_expected(what);
        number = take().number;
    }
    return is_negative ? -number : number;
}

}  // namespace slotscope
