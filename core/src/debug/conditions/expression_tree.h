// SPDX-License-Identifier: MIT
// The parsed form of an expression, its words, and the operations of its compiled form.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "slotscope/expression.h"

namespace slotscope {

/// What the stack machine does. From Negate on, operators and functions, which trees have too.
enum class Operation : std::uint8_t {
    // Push one number.
    Number,
    SlotF64,
    SlotF32,
    SlotI32,
    SlotU32,
    SlotObject,
    StateF64,
    StateF32,
    StateI32,
    RingElement,
    Frame,
    Time,
    Delta,
    Written,
    Changed,
    Age,
    Past,  ///< of an operand in an earlier frame
    // Take three, push one.
    Select,
    Between,
    Outside,
    // Take one.
    Negate,
    Not,
    Abs,
    Floor,
    Ceil,
    Round,
    Trunc,
    Sign,
    Sqrt,
    Sin,
    Cos,
    Tan,
    Exp,
    Log,
    IsNan,
    IsInf,
    IsFinite,
    // Take two.
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Min,
    Max,
    Pow
};

enum class NodeKind : std::uint8_t {
    Number,
    Slot,
    Cell,
    Ring,
    Frame,
    Time,
    Delta,
    Written,
    Changed,
    Age,
    Previous,
    Operator,  ///< prefix with one child, infix with two
    Call,
    Select,
    Between,
    Outside
};

/// Children come before their parent.
struct ExpressionNode {
    NodeKind kind = NodeKind::Number;
    Operation operation = Operation::Number;  ///< of Operator and Call
    std::uint32_t column = 0;                 ///< in the text, from 1
    double number = 0;                        ///< of Number
    Reference reference;                      ///< of Slot, Written, Changed, Age, Cell, Ring
    std::optional<std::uint32_t> element;     ///< of Cell; of Ring how many writes before the newest
    std::vector<std::uint32_t> children;
};

struct ExpressionTree {
    std::vector<ExpressionNode> nodes;  ///< the last is the root

    [[nodiscard]] const ExpressionNode& root() const noexcept { return nodes.back(); }
    [[nodiscard]] const ExpressionNode& child(const ExpressionNode& node, std::size_t which) const noexcept {
        return nodes[node.children[which]];
    }
};

struct FunctionName {
    std::string_view name;
    Operation operation;
    std::size_t fewest, most;  ///< arguments
};
/// Null when there is no such function of numbers.
[[nodiscard]] const FunctionName* find_function(std::string_view name) noexcept;
/// The function of that operation. Precondition: there is one.
[[nodiscard]] const FunctionName& function_of(Operation operation) noexcept;
/// Every word that can stand before a parenthesis, for suggestions.
[[nodiscard]] std::vector<std::string> function_words();
/// The word means something of its own in expressions, so that a slot of that name needs quotes.
[[nodiscard]] bool is_reserved_word(std::string_view word) noexcept;

/// The word can begin a condition, or is "any".
[[nodiscard]] bool is_condition_word(std::string_view word) noexcept;

/// How tightly an operator binds, for parsing and for writing parentheses.
enum class Binding : std::uint8_t { Conditional, Or, And, Not, Equality, Comparison, Sum, Product, Sign, Operand };
struct InfixOperator {
    std::string_view text;
    Operation operation;
    Binding binding;
};
/// Null when the mark is none. && and || are found too; their words are not.
[[nodiscard]] const InfixOperator* find_infix(std::string_view mark) noexcept;
/// Precondition: `operation` is an infix operator.
[[nodiscard]] const InfixOperator& infix_of(Operation operation) noexcept;

/// A slot's name as expressions read it: quoted where it needs to be; "#12" for a number.
void append_slot_reference(std::string& text, const Reference& reference);
/// "name", quoted, or the number.
void append_reference(std::string& text, const Reference& reference);

}  // namespace slotscope
