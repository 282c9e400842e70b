// SPDX-License-Identifier: MIT
// Recursive descent, one function per level of binding. Depth is bounded by Level, size by add.
#include "debug/conditions/parser.h"

#include <cmath>
#include <fmt/format.h>

#include "runtime/math/js_number.h"
#include "slotscope/limits.h"

namespace slotscope {

/// One nesting of the recursion.
class Parser::Level {
public:
    explicit Level(Parser& parser) : parser_(parser) {
        if (++parser_.depth_ > limits::kMaxExpressionDepth) {
            throw TextError{parser_.token_.column,
                            fmt::format("this is nested more than {} deep", limits::kMaxExpressionDepth)};
        }
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

private:
    Parser& parser_;
};

// --- Nodes ------------------------------------------------------------------------------------------------------------

Parser::Index Parser::add(ExpressionNode node) {
    if (nodes_.size() >= limits::kMaxExpressionNodes) {
        throw TextError{node.column, fmt::format("the expression has more than {} operands and operators",
                                                 limits::kMaxExpressionNodes)};
    }
    nodes_.push_back(std::move(node));
    return static_cast<Index>(nodes_.size() - 1);
}

Parser::Index Parser::add_operator(Operation operation, std::uint32_t column, std::vector<Index> children) {
    ExpressionNode node;
    node.kind = NodeKind::Operator;
    node.operation = operation;
    node.column = column;
    node.children = std::move(children);
    return add(std::move(node));
}

// --- Operators --------------------------------------------------------------------------------------------------------

Expression Parser::expression() {
    nodes_.clear();
    conditional();  // adds the root last
    auto tree = std::make_shared<ExpressionTree>();
    tree->nodes = std::move(nodes_);
    return Expression(std::move(tree));
}

Parser::Index Parser::conditional() {
    const Level level(*this);
    const Index condition = either();
    if (!token_.is_mark("?")) return condition;
    ExpressionNode node;
    node.kind = NodeKind::Select;
    node.column = take().column;
    node.children = {condition, conditional()};
    expect_mark(":", "and what to take otherwise");
    node.children.push_back(conditional());
    return add(std::move(node));
}

Parser::Index Parser::either() {
    Index left = both();
    while (token_.is_mark("||") || token_.is_word("or")) {
        const std::uint32_t column = take().column;
        left = add_operator(Operation::Or, column, {left, both()});
    }
    return left;
}

Parser::Index Parser::both() {
    Index left = negated();
    while (token_.is_mark("&&") || token_.is_word("and")) {
        const std::uint32_t column = take().column;
        left = add_operator(Operation::And, column, {left, negated()});
    }
    return left;
}

Parser::Index Parser::negated() {
    if (!token_.is_word("not")) return equality();
    const Level level(*this), parenthesis(*this);  // two, since it may have to be written as !(…)
    const std::uint32_t column = take().column;
    return add_operator(Operation::Not, column, {negated()});
}

const InfixOperator* Parser::infix_here(Binding binding) const noexcept {
    if (token_.kind != TokenKind::Mark) return nullptr;
    const InfixOperator* found = find_infix(token_.text);
    return found != nullptr && found->binding == binding ? found : nullptr;
}

Parser::Index Parser::equality() {
    const Index left = comparison();
    const InfixOperator* found = infix_here(Binding::Equality);
    if (found == nullptr) return left;
    const std::uint32_t column = take().column;
    const Index right = comparison();
    for (const Index side : {left, right}) {
        if (nodes_[side].kind == NodeKind::Number && std::isnan(nodes_[side].number)) {
            throw TextError{column, "nothing equals NaN, not even NaN: write isnan(x)"};
        }
    }
    if (infix_here(Binding::Equality) != nullptr) {
        throw TextError{token_.column, "comparisons do not chain: write a == b && b == c, or use parentheses"};
    }
    return add_operator(found->operation, column, {left, right});
}

Parser::Index Parser::comparison() {
    Index left = sum();
    const InfixOperator* found = infix_here(Binding::Comparison);
    if (found != nullptr) {
        const std::uint32_t column = take().column;
        left = add_operator(found->operation, column, {left, sum()});
    } else if (token_.is_word("between")) {
        left = range_test(NodeKind::Between, left);
    } else if (token_.is_word("outside")) {
        left = range_test(NodeKind::Outside, left);
    }
    const bool goes_on =
        infix_here(Binding::Comparison) != nullptr || token_.is_word("between") || token_.is_word("outside");
    if (goes_on) {
        throw TextError{token_.column, "comparisons do not chain: write a < b && b < c, or x between a and c"};
    }
    return left;
}

Parser::Index Parser::range_test(NodeKind kind, Index value) {
    ExpressionNode node;
    node.kind = kind;
    const Token word = take();
    node.column = word.column;
    node.children = {value, sum()};
    if (!accept_word("and")) fail_expected(fmt::format("\"and\" and the upper end of \"{}\"", word.text));
    node.children.push_back(sum());
    return add(std::move(node));
}

Parser::Index Parser::sum() {
    Index left = product();
    while (const InfixOperator* found = infix_here(Binding::Sum)) {
        const std::uint32_t column = take().column;
        left = add_operator(found->operation, column, {left, product()});
    }
    return left;
}

Parser::Index Parser::product() {
    Index left = sign();
    while (const InfixOperator* found = infix_here(Binding::Product)) {
        const std::uint32_t column = take().column;
        left = add_operator(found->operation, column, {left, sign()});
    }
    return left;
}

Parser::Index Parser::sign() {
    const bool is_minus = token_.is_mark("-");
    const bool is_not = token_.is_mark("!");
    if (!is_minus && !is_not && !token_.is_mark("+")) return operand();
    const Level level(*this);
    const std::uint32_t column = take().column;
    const Index value = sign();
    if (is_not) return add_operator(Operation::Not, column, {value});
    if (!is_minus) return value;
    if (nodes_[value].kind != NodeKind::Number) return add_operator(Operation::Negate, column, {value});
    nodes_[value].number = -nodes_[value].number;  // a negative number is one operand
    return value;
}

// --- Operands ---------------------------------------------------------------------------------------------------------

Parser::Index Parser::operand() {
    ExpressionNode node;
    node.column = token_.column;
    if (token_.kind == TokenKind::Number) {
        node.number = take().number;
        return add(std::move(node));
    }
    if (token_.kind == TokenKind::Mark && accept_mark("(")) {
        const Index inner = conditional();
        expect_mark(")", fmt::format("for the \"(\" at column {}", node.column));
        return inner;
    }
    if (token_.kind == TokenKind::Name) return word_operand();
    if (token_.kind != TokenKind::Quoted && !token_.is_mark("#")) fail_expected("a slot, a number or \"(\"");
    node.kind = NodeKind::Slot;
    node.reference = slot_reference();
    return add(std::move(node));
}

Parser::Index Parser::word_operand() {
    if (after_.is_mark("(")) return call();
    ExpressionNode node;
    node.column = token_.column;
    if (accept_word("frame")) node.kind = NodeKind::Frame;
    else if (accept_word("t")) node.kind = NodeKind::Time;
    else if (accept_word("dt")) node.kind = NodeKind::Delta;
    else if (accept_word("NaN")) node.number = math::kNaN;
    else if (accept_word("Infinity")) node.number = math::kInfinity;
    else if (accept_word("true")) node.number = 1;
    else if (accept_word("false")) node.number = 0;
    else {
        if (is_reserved_word(token_.text)) fail_expected("a slot, a number or \"(\"");
        node.kind = NodeKind::Slot;
        node.reference = slot_reference();
    }
    return add(std::move(node));
}

Parser::Index Parser::call() {
    const std::uint32_t column = token_.column;
    if (token_.is_word("slot")) {
        ExpressionNode node;
        node.kind = NodeKind::Slot;
        node.column = column;
        node.reference = slot_reference();
        return add(std::move(node));
    }
    const Token name = take();
    take();  // "("
    if (name.text == "written") return slot_function(NodeKind::Written, column);
    if (name.text == "changed") return slot_function(NodeKind::Changed, column);
    if (name.text == "age") return slot_function(NodeKind::Age, column);
    if (name.text == "cell") return element(NodeKind::Cell, column);
    if (name.text == "ring") return element(NodeKind::Ring, column);
    if (name.text != "prev") return number_function(name);
    ExpressionNode node;
    node.kind = NodeKind::Previous;
    node.column = column;
    node.children = {conditional()};
    expect_mark(")", "after what prev looks back at");
    return add(std::move(node));
}

Parser::Index Parser::number_function(const Token& name) {
    const FunctionName* function = find_function(name.text);
    if (function == nullptr) {
        const NameIndex functions(function_words());
        const std::string_view near = functions.nearest(name.text);
        std::string message = fmt::format("there is no function {}", name.describe());
        if (!near.empty()) message += fmt::format("; did you mean {}(…)?", near);
        throw TextError{name.column, std::move(message)};
    }
    ExpressionNode node;
    node.kind = NodeKind::Call;
    node.operation = function->operation;
    node.column = name.column;
    if (!token_.is_mark(")")) {
        do node.children.push_back(conditional());
        while (accept_mark(","));
    }
    expect_mark(")", fmt::format("after the arguments of {}", name.text));
    const std::size_t count = node.children.size();
    if (count < function->fewest || count > function->most) {
        const std::string wanted = function->fewest == function->most
                                       ? fmt::format("{}", function->fewest)
                                       : fmt::format("{} to {}", function->fewest, function->most);
        throw TextError{name.column, fmt::format("{} takes {} argument{}, found {}", name.text, wanted,
                                                 function->most == 1 ? "" : "s", count)};
    }
    return add(std::move(node));
}

Parser::Index Parser::slot_function(NodeKind kind, std::uint32_t column) {
    ExpressionNode node;
    node.kind = kind;
    node.column = column;
    node.reference = token_.kind == TokenKind::Number ? Reference{{}, whole_number("a slot number", limits::kMaxSlotId)}
                                                      : slot_reference();
    expect_mark(")", "after the slot");
    return add(std::move(node));
}

Parser::Index Parser::element(NodeKind kind, std::uint32_t column) {
    ExpressionNode node;
    node.kind = kind;
    node.column = column;
    node.reference = reference(kind == NodeKind::Ring ? "a ring's name" : "a state cell's name");
    expect_mark(")", "after the name");
    if (kind == NodeKind::Ring) {
        node.element = 0;
        if (accept_mark("[")) {
            const bool is_negative = accept_mark("-");
            node.element = static_cast<std::uint32_t>(whole_number("how many writes ago", limits::kMaxStateElements));
            if (!is_negative && node.element != 0u) {
                throw TextError{column, "a ring's newest element is [0], and older ones are [-1], [-2], …"};
            }
            expect_mark("]", "after the element");
        }
    } else if (accept_mark("[")) {
        node.element = static_cast<std::uint32_t>(whole_number("an element's number", limits::kMaxStateElements));
        expect_mark("]", "after the element");
    }
    return add(std::move(node));
}

void check_written_length(std::string_view text) {
    if (text.size() <= limits::kMaxExpressionBytes) return;
    throw TextError{
        1, fmt::format("with its numbers written out the text is longer than {} bytes", limits::kMaxExpressionBytes)};
}

// --- Expression -------------------------------------------------------------------------------------------------------

Result<Expression> Expression::parse(std::string_view text) {
    try {
        Parser parser(text);
        Expression expression = parser.expression();
        parser.expect_end();
        check_written_length(expression.to_text());
        return expression;
    } catch (const TextError& error) { return error.to_error(); }
}

}  // namespace slotscope
