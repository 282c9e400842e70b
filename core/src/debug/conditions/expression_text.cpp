// SPDX-License-Identifier: MIT
// An expression as its one text: operators spaced, parentheses only where binding needs them. Mirrors parser.cpp.
#include <fmt/format.h>

#include "debug/conditions/expression_tree.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

Binding binding_of(const ExpressionNode& node) noexcept {
    switch (node.kind) {
        case NodeKind::Select: return Binding::Conditional;
        case NodeKind::Between:
        case NodeKind::Outside: return Binding::Comparison;
        case NodeKind::Operator: return node.children.size() == 1 ? Binding::Sign : infix_of(node.operation).binding;
        default: return Binding::Operand;
    }
}

Binding tighter(Binding binding) noexcept { return static_cast<Binding>(static_cast<int>(binding) + 1); }

class Writer {
public:
    explicit Writer(const ExpressionTree& tree) : tree_(tree) {}

    std::string write() {
        write_node(tree_.root());
        return std::move(text_);
    }

private:
    /// Child `which`, in parentheses when it binds less than `needed`.
    void child(const ExpressionNode& node, std::size_t which, Binding needed) {
        const ExpressionNode& found = tree_.child(node, which);
        const bool needs_parentheses = binding_of(found) < needed;
        if (needs_parentheses) text_ += '(';
        write_node(found);
        if (needs_parentheses) text_ += ')';
    }

    void write_node(const ExpressionNode& node) {
        switch (node.kind) {
            case NodeKind::Number: text_ += format_shortest(node.number); return;
            case NodeKind::Slot: append_slot_reference(text_, node.reference); return;
            case NodeKind::Frame: text_ += "frame"; return;
            case NodeKind::Time: text_ += "t"; return;
            case NodeKind::Delta: text_ += "dt"; return;
            case NodeKind::Written: return slot_function("written", node);
            case NodeKind::Changed: return slot_function("changed", node);
            case NodeKind::Age: return slot_function("age", node);
            case NodeKind::Cell:
            case NodeKind::Ring: return element(node);
            case NodeKind::Previous: return arguments("prev", node);
            case NodeKind::Call: return arguments(function_of(node.operation).name, node);
            case NodeKind::Between: return range_test(" between ", node);
            case NodeKind::Outside: return range_test(" outside ", node);
            case NodeKind::Operator: return write_operator(node);
            case NodeKind::Select:
                child(node, 0, Binding::Or);
                text_ += " ? ";
                child(node, 1, Binding::Conditional);
                text_ += " : ";
                child(node, 2, Binding::Conditional);
                return;
        }
    }

    void write_operator(const ExpressionNode& node) {
        if (node.children.size() == 1) {
            text_ += node.operation == Operation::Not ? '!' : '-';
            return child(node, 0, Binding::Sign);
        }
        const InfixOperator& infix = infix_of(node.operation);
        const bool chains = infix.binding != Binding::Equality && infix.binding != Binding::Comparison;
        child(node, 0, chains ? infix.binding : tighter(infix.binding));
        text_ += fmt::format(" {} ", infix.text);
        // Not associative in general, and the tree is to come back as it was.
        child(node, 1, tighter(infix.binding));
    }

    void range_test(std::string_view word, const ExpressionNode& node) {
        child(node, 0, Binding::Sum);
        text_ += word;
        child(node, 1, Binding::Sum);
        text_ += " and ";
        child(node, 2, Binding::Sum);
    }

    void slot_function(std::string_view name, const ExpressionNode& node) {
        text_ += name;
        text_ += '(';
        append_slot_reference(text_, node.reference);
        text_ += ')';
    }

    void arguments(std::string_view name, const ExpressionNode& node) {
        text_ += name;
        text_ += '(';
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            if (i > 0) text_ += ", ";
            child(node, i, Binding::Conditional);
        }
        text_ += ')';
    }

    void element(const ExpressionNode& node) {
        const bool is_ring = node.kind == NodeKind::Ring;
        text_ += is_ring ? "ring(" : "cell(";
        append_reference(text_, node.reference);
        text_ += ')';
        if (node.element) text_ += fmt::format("[{}{}]", is_ring && *node.element != 0 ? "-" : "", *node.element);
    }

    const ExpressionTree& tree_;
    std::string text_;
};

}  // namespace

std::string Expression::to_text() const { return Writer(*tree_).write(); }

}  // namespace slotscope
