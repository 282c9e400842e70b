// SPDX-License-Identifier: MIT
// The stack machine. Both sides of && and both branches of ?: are evaluated: nothing has side effects, and there is
// nothing to jump over.
#include <algorithm>
#include <array>
#include <cmath>

#include "debug/conditions/expression_tree.h"
#include "debug/conditions/stack_machine.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"

namespace slotscope {
namespace {

bool is_true(double x) noexcept { return x < 0 || x > 0; }
double truth(bool claim) noexcept { return claim ? 1.0 : 0.0; }

double apply_three(Operation operation, double a, double b, double c) noexcept {
    if (operation == Operation::Select) return is_true(a) ? b : c;
    return operation == Operation::Between ? truth(b <= a && a <= c) : truth(a < b || a > c);
}

double apply_one(Operation operation, double x) noexcept {
    switch (operation) {
        case Operation::Negate: return -x;
        case Operation::Not: return truth(!is_true(x));
        case Operation::Abs: return std::fabs(x);
        case Operation::Floor: return std::floor(x);
        case Operation::Ceil: return std::ceil(x);
        case Operation::Round: return math::js_round(x);
        case Operation::Trunc: return std::trunc(x);
        case Operation::Sign: return math::js_sign(x);
        case Operation::Sqrt: return std::sqrt(x);
        case Operation::Sin: return math::sin(x);
        case Operation::Cos: return math::cos(x);
        case Operation::Tan: return math::tan(x);
        case Operation::Exp: return math::exp(x);
        case Operation::Log: return math::log(x);
        case Operation::IsNan: return truth(std::isnan(x));
        case Operation::IsInf: return truth(std::isinf(x));
        default: return truth(std::isfinite(x));
    }
}

double apply_two(Operation operation, double a, double b) noexcept {
    switch (operation) {
        case Operation::Add: return a + b;
        case Operation::Subtract: return a - b;
        case Operation::Multiply: return a * b;
        case Operation::Divide: return a / b;
        case Operation::Remainder: return math::js_mod(a, b);
        case Operation::Less: return truth(a < b);
        case Operation::LessEqual: return truth(a <= b);
        case Operation::Greater: return truth(a > b);
        case Operation::GreaterEqual: return truth(a >= b);
        case Operation::Equal: return truth(a == b);
        case Operation::NotEqual: return truth(a != b);
        case Operation::And: return is_true(a) ? b : a;
        case Operation::Or: return is_true(a) ? a : b;
        case Operation::Min: return math::js_min(a, b);
        case Operation::Max: return math::js_max(a, b);
        default: return math::pow(a, b);
    }
}

}  // namespace

double ExpressionEvaluator::load(const Instruction& instruction, const FrameEnd& end) const {
    const ValueStore& values = end.state.values;
    const StateBuffer& state = end.state.state;
    const std::uint32_t operand = instruction.operand;
    switch (instruction.operation) {
        case Operation::Number: return numbers_[operand];
        case Operation::SlotF64: return values.f64()[operand];
        case Operation::SlotF32: return values.f32()[operand];
        case Operation::SlotI32: return values.i32()[operand];
        case Operation::SlotU32: return values.u32()[operand];
        case Operation::SlotObject: return values.objects()[operand].to_number();
        case Operation::StateF64: return state.f64[operand];
        case Operation::StateF32: return state.f32[operand];
        case Operation::StateI32: return state.i32[operand];
        case Operation::RingElement: {
            const RingElement& ring = rings_[operand];
            const std::int64_t write = state.i32[ring.head];
            if (write < 0 || write >= ring.size) return math::kNaN;
            return state
                .f64[ring.base + static_cast<std::uint64_t>(write + 2LL * ring.size - 1 - ring.back) % ring.size];
        }
        case Operation::Frame: return static_cast<double>(end.frame);
        case Operation::Time: return end.t_abs_ms;
        case Operation::Delta: return end.delta_ms;
        case Operation::Written: return truth(values.is_written(operand));
        case Operation::Changed: return truth(values.status(operand) == WriteStatus::Changed);
        case Operation::Age:
            if (values.status(operand) == WriteStatus::Never) return math::kInfinity;
            return static_cast<double>(end.frame - values.last_written_frame(operand));
        default: return past_[operand];
    }
}

double ExpressionEvaluator::value(const FrameEnd& end) const {
    if (!knows(end)) return math::kNaN;
    std::array<double, kStackHeight> stack;
    double* top = stack.data() - 1;
    for (const Instruction& instruction : code_) {
        if (instruction.operation <= Operation::Past) {
            *++top = load(instruction, end);
        } else if (instruction.operation >= Operation::Add) {
            --top;
            *top = apply_two(instruction.operation, top[0], top[1]);
        } else if (instruction.operation >= Operation::Negate) {
            *top = apply_one(instruction.operation, *top);
        } else {
            top -= 2;
            *top = apply_three(instruction.operation, top[0], top[1], top[2]);
        }
    }
    return *top;
}

void ExpressionEvaluator::remember(const FrameEnd& end) {
    if (end.frame != next_frame_) seen_ = 0;
    for (const Memory& memory : memories_) {
        double* const newest = past_.data() + memory.first;
        std::copy_backward(newest, newest + memory.depth - 1, newest + memory.depth);
        *newest = load(memory.load, end);
    }
    seen_ = std::min(seen_ + 1, depth_);
    next_frame_ = end.frame + 1;
}

}  // namespace slotscope
