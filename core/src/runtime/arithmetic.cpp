// SPDX-License-Identifier: MIT
// The hot loop: steps that compute one number from f64 elements into an f64 slot.
#include <cmath>

#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/run_context.h"

namespace slotscope {

namespace {

double combine_f64(const BusCode& bus, const std::uint32_t* sources, const double* f) {
    const auto fold = [&](double start, auto combine) {
        for (const std::uint32_t* at = sources + bus.first; at != sources + bus.first + bus.count; ++at) start = combine(start, f[*at]);
        return start;
    };
    const auto add = [](double a, double b) { return a + b; };
    switch (bus.mode) {
        case CombineMode::Sum: return fold(0, add);
        case CombineMode::Average: return fold(0, add) / bus.count;
        case CombineMode::Min: return fold(math::kInfinity, math::js_min);
        case CombineMode::Max: return fold(-math::kInfinity, math::js_max);
        case CombineMode::Product: return fold(1, [](double a, double b) { return a * b; });
        default: return f[sources[bus.first + bus.count - 1]];
    }
}

}  // namespace

StepIndex run_arithmetic(RunContext& context, StepIndex i, StepIndex end) {
    ValueStore& values = context.runtime.values;
    ValueStore::WriteRun run(values);
    const Plan& plan = context.plan;
    const PlanStep* const steps = plan.steps.data();
    const double* const f = values.f64().data();
    for (; i < end && is_arithmetic(steps[i].op); ++i) {
        const PlanStep& s = steps[i];
        double result;
        switch (s.op) {
            case PlanOp::NodeConst: result = s.number; break;
            case PlanOp::BusF64: result = combine_f64(plan.buses[s.a], plan.bus_sources.data(), f); break;
            case PlanOp::Add: result = f[s.a] + f[s.b]; break;
            case PlanOp::Sub: result = f[s.a] - f[s.b]; break;
            case PlanOp::Mul: result = f[s.a] * f[s.b]; break;
            case PlanOp::Div: result = f[s.a] / f[s.b]; break;
            case PlanOp::Mod: result = math::js_mod(f[s.a], f[s.b]); break;
            case PlanOp::Pow: result = math::pow(f[s.a], f[s.b]); break;
            case PlanOp::Sin: result = math::sin(f[s.a]); break;
            case PlanOp::Cos: result = math::cos(f[s.a]); break;
            case PlanOp::Tan: result = math::tan(f[s.a]); break;
            case PlanOp::Asin: result = math::asin(f[s.a]); break;
            case PlanOp::Acos: result = math::acos(f[s.a]); break;
            case PlanOp::Atan: result = math::atan(f[s.a]); break;
            case PlanOp::Atan2: result = math::atan2(f[s.a], f[s.b]); break;
            case PlanOp::Abs: result = std::fabs(f[s.a]); break;
            case PlanOp::Floor: result = std::floor(f[s.a]); break;
            case PlanOp::Ceil: result = std::ceil(f[s.a]); break;
            case PlanOp::Round: result = math::js_round(f[s.a]); break;
            case PlanOp::Fract: result = math::fract(f[s.a]); break;
            case PlanOp::Sign: result = math::js_sign(f[s.a]); break;
            case PlanOp::Min: result = math::js_min(f[s.a], f[s.b]); break;
            case PlanOp::Max: result = math::js_max(f[s.a], f[s.b]); break;
            case PlanOp::Clamp: result = math::js_min(math::js_max(f[s.a], f[s.b]), f[s.c]); break;
            case PlanOp::Lerp: result = f[s.a] + (f[s.b] - f[s.a]) * f[s.c]; break;
            case PlanOp::Step: result = f[s.b] < f[s.a] ? 0 : 1; break;
            case PlanOp::Smoothstep: {
                const double t = math::js_max(0.0, math::js_min(1.0, (f[s.c] - f[s.a]) / (f[s.b] - f[s.a])));
                result = t * t * (3 - 2 * t);
                break;
            }
            default:  // Copy
                result = f[s.a];
                context.notes.add(NoteKind::PlaceholderOpcode, i, kNoSlot, context.runtime.frame);
                break;
        }
        run.set_writer(i);
        run.write_f64(s.out, s.out_offset, result);
    }
    return i;
}

}  // namespace slotscope
