// SPDX-License-Identifier: MIT
// The parser of expressions, whose pieces conditions use too. Functions that read something begin at the present token and
// leave the one after it. All throw TextError.
#pragma once

#include <string_view>
#include <vector>

#include "debug/conditions/expression_tree.h"
#include "debug/conditions/lexer.h"

namespace slotscope {

class Parser {
public:
    explicit Parser(std::string_view text);

    /// The longest expression from here.
    [[nodiscard]] Expression expression();

    [[nodiscard]] const Token& token() const noexcept { return token_; }
    [[nodiscard]] const Token& token_after() const noexcept { return after_; }
    Token take();
    bool accept_mark(std::string_view mark);
    bool accept_word(std::string_view word);
    /// `where` goes on from "… is expected": "after the slot".
    void expect_mark(std::string_view mark, std::string_view where);
    void expect_end();
    /// "a slot is expected, found the end"
    [[noreturn]] void fail_expected(std::string_view what) const;

    /// A name, a quoted name, #12, slot(12).
    [[nodiscard]] Reference slot_reference();
    /// A name, a quoted name or a number.
    [[nodiscard]] Reference reference(std::string_view what);
    /// A whole number without sign, at most `largest`.
    [[nodiscard]] std::uint64_t whole_number(std::string_view what, std::uint64_t largest);
    /// With an optional sign; Infinity too.
    [[nodiscard]] double signed_number(std::string_view what);

private:
    class Level;
    using Index = std::uint32_t;

    Index add(ExpressionNode node);
    Index add_operator(Operation operation, std::uint32_t column, std::vector<Index> children);
    Index conditional();
    Index either();
    Index both();
    Index negated();
    Index equality();
    Index comparison();
    Index range_test(NodeKind kind, Index value);
    Index sum();
    Index product();
    Index sign();
    Index operand();
    Index word_operand();
    Index call();
    Index number_function(const Token& name);
    Index slot_function(NodeKind kind, std::uint32_t column);
    Index element(NodeKind kind, std::uint32_t column);
    [[nodiscard]] std::string name_with_index(const Token& name);
    [[nodiscard]] const InfixOperator* infix_here(Binding binding) const noexcept;

    std::string_view text_;
    Lexer lexer_;
    Token token_, after_;
    std::vector<ExpressionNode> nodes_;
    std::size_t depth_ = 0;
};

/// Numbers can get longer when they are written out: whatever was parsed must be short enough to be parsed again.
void check_written_length(std::string_view text);

}  // namespace slotscope
