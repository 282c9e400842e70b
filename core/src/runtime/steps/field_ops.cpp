// SPDX-License-Identifier: MIT
#include "runtime/steps/field_ops.h"

#include <cmath>
#include <fmt/format.h>

#include "runtime/lower.h"
#include "runtime/math/easing.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/opcodes.h"

namespace slotscope {

namespace {

/// Calls `use` with the function of a unary opcode, so that loops over elements hold no switch.
template <class Use>
void with_unary(std::int32_t opcode, Use use) {
    switch (opcode) {
        case opcode::Sin: return use(math::sin);
        case opcode::Cos: return use(math::cos);
        case opcode::Tan: return use(math::tan);
        case opcode::Asin: return use(math::asin);
        case opcode::Acos: return use(math::acos);
        case opcode::Atan: return use(math::atan);
        case opcode::Abs: return use([](double x) { return std::fabs(x); });
        case opcode::Floor: return use([](double x) { return std::floor(x); });
        case opcode::Ceil: return use([](double x) { return std::ceil(x); });
        case opcode::Round: return use(math::js_round);
        case opcode::Fract: return use(math::fract);
        default: return use(math::js_sign);
    }
}

template <class Use>
void with_binary(std::int32_t opcode, Use use) {
    switch (opcode) {
        case opcode::Add: return use([](double a, double b) { return a + b; });
        case opcode::Sub: return use([](double a, double b) { return a - b; });
        case opcode::Mul: return use([](double a, double b) { return a * b; });
        case opcode::Div: return use([](double a, double b) { return a / b; });
        case opcode::Mod: return use(math::js_mod);
        case opcode::Pow: return use(math::pow);
        case opcode::Atan2: return use(math::atan2);
        case opcode::Min: return use(math::js_min);
        default: return use(math::js_max);
    }
}

/// out[i] = start, then combined with each term's element in turn.
template <class F>
void fold(double start, std::span<const std::span<const float>> terms, std::span<double> out, F f) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        double value = start;
        for (const auto& term : terms) value = f(value, static_cast<double>(term[i]));
        out[i] = value;
    }
}

constexpr double add(double a, double b) noexcept { return a + b; }

}  // namespace

void map_elements(std::int32_t opcode, std::span<const float> in, std::span<double> out) {
    with_unary(opcode, [&](auto f) {
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = f(static_cast<double>(in[i]));
    });
}

void zip_elements(std::int32_t opcode, std::span<const float> a, std::span<const float> b, std::span<double> out) {
    with_binary(opcode, [&](auto f) {
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = f(static_cast<double>(a[i]), static_cast<double>(b[i]));
    });
}

bool is_vec2_opcode(std::int32_t opcode) noexcept { return opcode >= opcode::Vec2Add && opcode <= opcode::Vec2Mul + 1; }

void zip_vec2_elements(std::int32_t opcode, std::span<const float> a, std::span<const float> b, std::span<double> out) {
    zip_elements(opcode - opcode::Vec2Add + opcode::Add, a, b, out);
}

void combine_elements(const Combine& combine, std::span<const std::span<const float>> terms, std::span<double> out) {
    if (terms.empty()) return fold(0, terms, out, add);
    switch (combine.mode) {
        case CombineMode::Sum: return fold(0, terms, out, add);
        case CombineMode::Average:
            fold(0, terms, out, add);
            for (double& value : out) value /= static_cast<double>(terms.size());
            return;
        case CombineMode::Min:
            return fold(math::kInfinity, terms, out, [](double least, double x) { return x < least ? x : least; });
        case CombineMode::Max:
            return fold(-math::kInfinity, terms, out, [](double most, double x) { return x > most ? x : most; });
        case CombineMode::Product: return fold(1, terms, out, [](double a, double b) { return a * b; });
        case CombineMode::Last: return fold(0, terms.last(1), out, [](double, double x) { return x; });
        default: break;
    }
    throw FaultError{FaultKind::UnknownKind, fmt::format("a field combines its terms with mode \"{}\"", combine.name),
                     "Modes of fields are sum, average, min, max, last and product"};
}

void transform_elements(RunContext& context, const TransformChain& chain, std::span<const float> in,
                        std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = in[i];
    const auto each = [&](auto f) {
        for (double& value : out) value = f(value);
    };
    // Step by step and not element by element: what one step's state sees of another's is the only thing that this order
    // could change, and only where two slews share a cell.
    for (const TransformStep& step : chain.steps) {
        switch (step.kind) {
            case TransformKind::ScaleBias: each([&](double x) { return x * step.a + step.b; }); break;
            case TransformKind::Normalize: {
                const double low = step.unit_range ? 0 : -1;
                each([low](double x) { return math::js_max(low, math::js_min(1, x)); });
                break;
            }
            case TransformKind::Quantize: each([&](double x) { return math::js_round(x / step.a) * step.a; }); break;
            case TransformKind::Ease: {
                const auto curve = math::easing_curve(step.a);
                if (!curve)
                    throw FaultError{FaultKind::BadReference,
                                     fmt::format("a field eases with curve {}; curves are 0 to 6", step.a),
                                     {}};
                each([&](double x) { return math::ease(*curve, x); });
                break;
            }
            case TransformKind::Map:
                if (step.fn.is_kernel)
                    throw FaultError{FaultKind::Unsupported,
                                     fmt::format("a field uses kernel \"{}\", which no runtime has", step.fn.kernel_id),
                                     {}};
                if (!is_unary_signal_opcode(step.fn.opcode)) {
                    throw FaultError{
                        FaultKind::UnknownKind,
                        fmt::format("a field maps with opcode {}, which takes not one number", step.fn.opcode),
                        {}};
                }
                with_unary(step.fn.opcode, each);
                break;
            case TransformKind::Slew: {
                StatefulCode code;
                code.op = StatefulOp::Slew;
                code.offset = step.b;
                code.p0 = step.a;
                each([&](double x) { return run_slew(context, code, x); });
                break;
            }
            case TransformKind::Cast:
                throw FaultError{FaultKind::Unsupported,
                                 fmt::format("a field casts with \"{}\"; casts have no runtime", step.name),
                                 {}};
            case TransformKind::Unknown:
                throw FaultError{FaultKind::UnknownKind,
                                 fmt::format("a field has a transform step of unknown kind \"{}\"", step.name),
                                 {}};
        }
    }
}

}  // namespace slotscope
