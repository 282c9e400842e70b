// SPDX-License-Identifier: MIT
// The hot loop: steps that compute one number from f64 elements into an f64 slot, one after the other in schedule order, or
// a whole group of them in the order that group_order.h gives.
#include <algorithm>
#include <cmath>

#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/run_context.h"

namespace slotscope {

namespace {

struct Operands {
    const double* f;  ///< the f64 slots
    const Plan& plan;
    const std::uint32_t* sources;

    template <class Combine>
    [[nodiscard]] double fold(const PlanStep& s, double start, Combine combine) const {
        const std::uint32_t* const first = sources + s.c;
        for (std::uint32_t i = 0; i < s.b; ++i) start = combine(start, f[first[i]]);
        return start;
    }
};

double add(double a, double b) { return a + b; }

/// `a`: the number in element s.a; of any element where the operation takes none. Not for Copy, which has an effect besides its result.
[[gnu::always_inline]] inline double evaluate(PlanOp op, const PlanStep& s, const double a, const Operands& in) {
    const double* const f = in.f;
    switch (op) {
        case PlanOp::NodeConst: return in.plan.step_numbers[s.number];
        case PlanOp::BusSum: return in.fold(s, 0, add);
        case PlanOp::BusAverage: return in.fold(s, 0, add) / s.b;
        case PlanOp::BusMin: return in.fold(s, math::kInfinity, math::js_min);
        case PlanOp::BusMax: return in.fold(s, -math::kInfinity, math::js_max);
        case PlanOp::BusProduct: return in.fold(s, 1, [](double x, double y) { return x * y; });
        case PlanOp::Add: return a + f[s.b];
        case PlanOp::Sub: return a - f[s.b];
        case PlanOp::Mul: return a * f[s.b];
        case PlanOp::Div: return a / f[s.b];
        case PlanOp::Mod: return math::js_mod(a, f[s.b]);
        case PlanOp::Pow: return math::pow(a, f[s.b]);
        case PlanOp::Sin: return math::sin(a);
        case PlanOp::Cos: return math::cos(a);
        case PlanOp::Tan: return math::tan(a);
        case PlanOp::Asin: return math::asin(a);
        case PlanOp::Acos: return math::acos(a);
        case PlanOp::Atan: return math::atan(a);
        case PlanOp::Atan2: return math::atan2(a, f[s.b]);
        case PlanOp::Abs: return std::fabs(a);
        case PlanOp::Floor: return std::floor(a);
        case PlanOp::Ceil: return std::ceil(a);
        case PlanOp::Round: return math::js_round(a);
        case PlanOp::Fract: return math::fract(a);
        case PlanOp::Sign: return math::js_sign(a);
        case PlanOp::Min: return math::js_min(a, f[s.b]);
        case PlanOp::Max: return math::js_max(a, f[s.b]);
        case PlanOp::Clamp: return math::js_min(math::js_max(a, f[s.b]), f[s.c]);
        case PlanOp::Lerp: return a + (f[s.b] - a) * f[s.c];
        case PlanOp::Step: return f[s.b] < a ? 0 : 1;
        case PlanOp::Smoothstep: {
            const double t = math::js_max(0.0, math::js_min(1.0, (f[s.c] - a) / (f[s.b] - a)));
            return t * t * (3 - 2 * t);
        }
        default: return a;  // Pass, Copy
    }
}

/// The loop over a group. Its steps are sorted by operation as far as may be, so each operation has a loop of its own.
class GroupLoop {
public:
    GroupLoop(ValueStore& values, const Plan& plan, StepIndex first_step, const StepGroup& group)
        : writes_(values, first_step, group.count), in_{values.f64().data(), plan, plan.bus_sources.data()},
          at_(plan.grouped.data() + group.first), end_(at_ + group.count) {}

    void run() {
        while (at_ != end_)
            dispatch<static_cast<int>(kFirstArithmetic), static_cast<int>(PlanOp::Copy)>(static_cast<int>(at_->op));
    }

private:
    /// By bisection, not by a jump table: where one operation changes to the next is easy to foresee for conditional jumps,
    /// but an indirect jump that the processor guesses wrong costs more than the steps.
    template <int kLow, int kHigh>
    void dispatch(int op) {
        if constexpr (kLow == kHigh) {
            run_same<static_cast<PlanOp>(kLow)>();
        } else {
            constexpr int kMiddle = (kLow + kHigh) / 2;
            if (op <= kMiddle) dispatch<kLow, kMiddle>(op);
            else dispatch<kMiddle + 1, kHigh>(op);
        }
    }

    template <PlanOp kOp>
    void run_same() {
        do {
            const PlanStep& s = *at_;
            // In a chain each step reads what the one before wrote: from the register, not after its way through memory.
            const double a = s.a == last_element_ ? last_ : in_.f[s.a];
            last_ = writes_.write_f64(s.out, s.out_offset, s.link, evaluate(kOp, s, a, in_));
            last_element_ = s.out_offset;
            ++at_;
        } while (at_ != end_ && at_->op == kOp);
    }

    ValueStore::WriteGroup writes_;
    const Operands in_;
    const PlanStep* at_;
    const PlanStep* const end_;
    std::uint32_t last_element_ = kNoRegister;
    double last_ = 0;
};

bool is_any_written(const ValueStore& values, const Plan& plan, const StepGroup& group) {
    const PlanStep* const begin = plan.grouped.data() + group.first;
    return std::any_of(begin, begin + group.count, [&](const PlanStep& s) { return values.is_written(s.out); });
}

}  // namespace

StepIndex run_arithmetic(RunContext& context, StepIndex i, StepIndex end) {
    ValueStore& values = context.runtime.values;
    const Plan& plan = context.plan;
    const PlanStep* const steps = plan.steps.data();
    const Operands in{values.f64().data(), plan, plan.bus_sources.data()};
    while (i < end && is_arithmetic(steps[i].op)) {
        if (steps[i].link != kNoGroup) {
            const StepGroup& group = plan.groups[steps[i].link];
            // If a slot of the group is written already one step faults, and it must be the right one, with what came
            // before it written and nothing else.
            if (group.count <= end - i && (context.writes_once || !is_any_written(values, plan, group))) {
                GroupLoop(values, plan, i, group).run();
                i += group.count;
                continue;
            }
        }
        ValueStore::WriteRun run(values);
        do {
            const PlanStep& s = steps[i];
            if (s.op == PlanOp::Copy) context.notes.add(NoteKind::PlaceholderOpcode, i, kNoSlot, context.runtime.frame);
            run.set_writer(i);
            run.write_f64(s.out, s.out_offset, evaluate(s.op, s, in.f[s.a], in));
            ++i;
        } while (i < end && is_arithmetic(steps[i].op) && steps[i].link == kNoGroup);
    }
    return i;
}

}  // namespace slotscope
