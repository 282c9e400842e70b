// SPDX-License-Identifier: MIT
// From tree to list: names become rows and elements, prev() becomes a place in the evaluator's memory of its operands.
#include <algorithm>
#include <fmt/format.h>

#include "debug/conditions/expression_tree.h"
#include "debug/conditions/lexer.h"
#include "debug/conditions/stack_machine.h"

namespace slotscope {

class ExpressionCompiler {
public:
    using Instruction = ExpressionEvaluator::Instruction;

    ExpressionCompiler(const ExpressionTree& tree, const ProgramSymbols& symbols) : tree_(tree), symbols_(symbols) {}

    ExpressionEvaluator compile() {
        const ExpressionNode& root = tree_.root();
        compile_node(root, 0);
        place_memories();
        std::ranges::sort(result_.slots_);
        result_.slots_.erase(std::unique(result_.slots_.begin(), result_.slots_.end()), result_.slots_.end());
        result_.is_float_ = result_.code_.size() == 1 && result_.code_.front().operation == Operation::SlotF32;
        return std::move(result_);
    }

private:
    /// `value`, or its error at the node's place.
    template <class T>
    T at(const ExpressionNode& node, Result<T> value) {
        if (!value) throw TextError{node.column, value.error().message};
        return std::move(value).value();
    }

    /// `depth`: frames back.
    void compile_node(const ExpressionNode& node, std::uint32_t depth) {
        switch (node.kind) {
            case NodeKind::Number:
                result_.numbers_.push_back(node.number);
                return push({Operation::Number, static_cast<std::uint32_t>(result_.numbers_.size() - 1)}, node);
            case NodeKind::Slot: return compile_slot(node, depth);
            case NodeKind::Cell: return operand(cell_element(node), node, depth);
            case NodeKind::Ring: return operand(ring_element(node), node, depth);
            case NodeKind::Frame: return operand({Operation::Frame}, node, depth);
            case NodeKind::Time: return operand({Operation::Time}, node, depth);
            case NodeKind::Delta: return operand({Operation::Delta}, node, depth);
            case NodeKind::Written: return operand({Operation::Written, row_of(node, depth)}, node, depth);
            case NodeKind::Changed: return operand({Operation::Changed, row_of(node, depth)}, node, depth);
            case NodeKind::Age: return operand({Operation::Age, row_of(node, depth)}, node, depth);
            case NodeKind::Previous:
                if (depth + 1 > limits::kMaxPreviousDepth) {
                    throw TextError{node.column,
                                    fmt::format("prev() looks back at most {} frames", limits::kMaxPreviousDepth)};
                }
                return compile_node(tree_.child(node, 0), depth + 1);
            case NodeKind::Select: return compile_three(Operation::Select, node, depth);
            case NodeKind::Between: return compile_three(Operation::Between, node, depth);
            case NodeKind::Outside: return compile_three(Operation::Outside, node, depth);
            case NodeKind::Operator:
            case NodeKind::Call: break;
        }
        compile_node(tree_.child(node, 0), depth);
        if (node.children.size() == 1) result_.code_.push_back({node.operation});
        for (std::size_t i = 1; i < node.children.size(); ++i) {
            compile_node(tree_.child(node, i), depth);
            result_.code_.push_back({node.operation});
            --height_;
        }
    }

    void compile_three(Operation operation, const ExpressionNode& node, std::uint32_t depth) {
        for (std::size_t i = 0; i < 3; ++i) compile_node(tree_.child(node, i), depth);
        result_.code_.push_back({operation});
        height_ -= 2;
    }

    SlotIndex row_of(const ExpressionNode& node, std::uint32_t depth) {
        const SlotIndex row = at(node, symbols_.find_slot(node.reference));
        if (depth == 0) result_.slots_.push_back(row);
        return row;
    }

    void compile_slot(const ExpressionNode& node, std::uint32_t depth) {
        const SlotMeta& slot = symbols_.slots()[row_of(node, depth)];
        constexpr Operation kLoads[kStorageCount] = {Operation::SlotF64, Operation::SlotF32, Operation::SlotI32,
                                                     Operation::SlotU32, Operation::SlotObject};
        operand({kLoads[static_cast<std::size_t>(slot.storage)], slot.offset}, node, depth);
    }

    Instruction cell_element(const ExpressionNode& node) {
        const CellIndex cell = at(node, symbols_.find_cell(node.reference));
        const CellPlace& place = symbols_.cell_place(cell);
        if (!node.element && place.size != 1) {
            throw TextError{node.column, fmt::format("the cell has {} elements: say which one, as [0]", place.size)};
        }
        const std::uint32_t element = node.element.value_or(0);
        if (element >= place.size) throw TextError{node.column, place.no_element_message(element)};
        constexpr Operation kLoads[] = {Operation::StateF64, Operation::StateF32, Operation::StateI32};
        return {kLoads[static_cast<std::size_t>(place.storage)], place.offset + element};
    }

    Instruction ring_element(const ExpressionNode& node) {
        const Ring& ring = symbols_.rings()[at(node, symbols_.find_ring(node.reference))];
        const std::uint32_t back = node.element.value_or(0);
        if (back >= ring.size) {
            throw TextError{node.column,
                            fmt::format("the ring has {} elements: the oldest is [-{}]", ring.size, ring.size - 1)};
        }
        result_.rings_.push_back({ring.head, ring.base, ring.size, back});
        return {Operation::RingElement, static_cast<std::uint32_t>(result_.rings_.size() - 1)};
    }

    void operand(Instruction load, const ExpressionNode& node, std::uint32_t depth) {
        if (depth == 0) return push(load, node);
        auto memory = std::ranges::find_if(result_.memories_, [&](const ExpressionEvaluator::Memory& known) {
            return known.load.operation == load.operation && known.load.operand == load.operand;
        });
        if (memory == result_.memories_.end()) memory = result_.memories_.insert(memory, {load, 0, 0});
        memory->depth = std::max(memory->depth, depth);
        result_.depth_ = std::max(result_.depth_, depth);
        looks_back_.push_back(
            {result_.code_.size(), static_cast<std::size_t>(memory - result_.memories_.begin()), depth});
        push({Operation::Past}, node);
    }

    void push(Instruction instruction, const ExpressionNode& node) {
        if (++height_ > kStackHeight) throw TextError{node.column, "the expression has too many operands in brackets"};
        result_.code_.push_back(instruction);
    }

    /// Gives each remembered operand its part of the memory, and each use its place there.
    void place_memories() {
        std::uint32_t size = 0;
        for (ExpressionEvaluator::Memory& memory : result_.memories_) {
            memory.first = size;
            size += memory.depth;
        }
        result_.past_.resize(size);
        for (const LookBack& use : looks_back_) {
            result_.code_[use.instruction].operand = result_.memories_[use.memory].first + use.depth - 1;
        }
    }

    struct LookBack {
        std::size_t instruction, memory;
        std::uint32_t depth;
    };

    const ExpressionTree& tree_;
    const ProgramSymbols& symbols_;
    ExpressionEvaluator result_;
    std::vector<LookBack> looks_back_;
    std::size_t height_ = 0;
};

Result<ExpressionEvaluator> ExpressionEvaluator::create(const Expression& expression, const ProgramSymbols& symbols) {
    try {
        return ExpressionCompiler(expression.tree(), symbols).compile();
    } catch (const TextError& error) { return error.to_error(); }
}

}  // namespace slotscope
