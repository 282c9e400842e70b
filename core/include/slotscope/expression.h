// SPDX-License-Identifier: MIT
// Expressions over a program's slots, state and time: `mix.sum > 3 && prev(mix.sum) <= 3`. `Expression` is the parsed text,
// of no particular program; `ExpressionEvaluator` is one compiled for a program.
//
// Numbers are doubles as in slot programs; comparisons give 1 or 0; 0 and NaN are false. In the order of how tightly they
// bind, loosest first:
//     c ? a : b      ||, or      &&, and      not      ==, !=      <, <=, >, >=, between a and b, outside a and b
//     +, -      *, /, %      -x, !x
// Operands:
//     mix.sum   "odd name"   #12   slot(12)   slot("name")      a slot's value
//     written(slot)   changed(slot)   age(slot)                 in this frame; frames since the last write, or Infinity
//     cell("owner.role")[3]   cell(2)[3]                        an element of a state cell
//     ring("owner.role")[-3]                                    what was written to a ring 3 writes before its newest
//     prev(x)                                                   x at the end of the frame before
//     frame   t   dt                                            frame number, time in ms, ms since the frame before
//     12   .5   1e3   0x1F   NaN   Infinity   true   false
//     min max abs floor ceil round trunc sign sqrt sin cos tan exp log pow isnan isinf isfinite
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/frame_end.h"
#include "slotscope/result.h"
#include "slotscope/symbols.h"

namespace slotscope {

namespace limits {
/// Bytes of an expression, of a condition and of a message: more than anybody reads.
inline constexpr std::size_t kMaxExpressionBytes = 4096;
/// Nested parentheses, calls and signs: the parser recurses.
inline constexpr std::size_t kMaxExpressionDepth = 64;
/// Operands and operators.
inline constexpr std::size_t kMaxExpressionNodes = 1024;
/// prev(prev(…)): each level keeps one more frame of its operands.
inline constexpr std::uint32_t kMaxPreviousDepth = 32;
}  // namespace limits

struct ExpressionTree;

class Expression {
public:
    /// Errors have the column (in bytes, from 1) where the text stops making sense.
    [[nodiscard]] static Result<Expression> parse(std::string_view text);
    /// One line that parses back to the same expression, with no more parentheses than it needs.
    [[nodiscard]] std::string to_text() const;
    [[nodiscard]] const ExpressionTree& tree() const noexcept { return *tree_; }

    explicit Expression(std::shared_ptr<const ExpressionTree> tree) noexcept : tree_(std::move(tree)) {}

private:
    std::shared_ptr<const ExpressionTree> tree_;
};

/// The words of expressions, for suggestions: functions with their parenthesis ("sin("), and what stands alone ("frame").
[[nodiscard]] std::vector<std::string> expression_words();

enum class Operation : std::uint8_t;

/// Compiled: names are rows and elements, the tree is a flat list for a stack machine. Evaluation allocates nothing.
class ExpressionEvaluator {
public:
    /// Errors: names that the program does not have or has twice, elements outside their cell; each with its column.
    [[nodiscard]] static Result<ExpressionEvaluator> create(const Expression& expression,
                                                            const ProgramSymbols& symbols);

    /// Frames before one that `advance` must have seen for `value` to be known in it: the depth of prev().
    [[nodiscard]] std::uint32_t warm_up_frames() const noexcept { return depth_; }
    /// The value in this frame. NaN where `knows` says no. Also good inside a frame, at any step of it.
    [[nodiscard]] double value(const FrameEnd& end) const;
    [[nodiscard]] bool knows(const FrameEnd& end) const noexcept {
        return depth_ == 0 || (seen_ >= depth_ && end.frame == next_frame_);
    }
    /// Takes the frame as the past of the next one. After a frame that does not follow the last one it starts anew.
    void advance(const FrameEnd& end) {
        if (depth_ != 0) remember(end);
    }
    void reset() noexcept { seen_ = 0; }

    /// Rows whose values or write marks it reads, ascending.
    [[nodiscard]] std::span<const SlotIndex> slots() const noexcept { return slots_; }
    /// It is one slot of f32 storage, so that its value has the digits of a float.
    [[nodiscard]] bool is_float() const noexcept { return is_float_; }

    struct Instruction {
        Operation operation;
        std::uint32_t operand = 0;  ///< element, row, or position in one of the lists below
    };

private:
    friend class ExpressionCompiler;
    struct RingElement {
        std::uint32_t head, base, size, back;
    };
    /// An operand's past: past_[first] is the newest.
    struct Memory {
        Instruction load;
        std::uint32_t depth, first;
    };

    [[nodiscard]] double load(const Instruction& instruction, const FrameEnd& end) const;
    void remember(const FrameEnd& end);

    std::vector<Instruction> code_;
    std::vector<double> numbers_;
    std::vector<RingElement> rings_;
    std::vector<Memory> memories_;
    std::vector<double> past_;
    std::vector<SlotIndex> slots_;
    std::uint32_t depth_ = 0;
    std::uint32_t seen_ = 0;  ///< consecutive frames, counted up to depth_
    FrameNumber next_frame_ = 0;
    bool is_float_ = false;
};

}  // namespace slotscope
