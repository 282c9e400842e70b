// SPDX-License-Identifier: MIT
#include "runtime/node_ops.h"

#include <cmath>
#include <fmt/format.h>

#include "runtime/js_value.h"
#include "runtime/math/elementary.h"
#include "runtime/math/js_number.h"
#include "runtime/opcodes.h"

namespace slotscope {

Value js_add(const Value& a, const Value& b) {
    const auto text = [](const Value& value) -> std::string {
        switch (value.kind()) {
            case Value::Kind::Undefined: return "undefined";
            case Value::Kind::Null: return "null";
            case Value::Kind::Boolean: return *value.boolean() ? "true" : "false";
            case Value::Kind::String: return *value.string();
            default: return math::number_to_string(value.to_number());
        }
    };
    if (a.string() != nullptr || b.string() != nullptr) return Value(text(a) + text(b));
    return Value(a.to_number() + b.to_number());
}

Value js_member(const Value& value, std::string_view name, std::string_view what) {
    if (value.is_undefined() || value.kind() == Value::Kind::Null) {
        throw FaultError{FaultKind::BadValue,
                         fmt::format("{} needs a vec2, but its input is {}", what, kind_name(value.kind())),
                         "Look at the step that should write the input slot"};
    }
    const Value* member = value.member(name);
    return member != nullptr ? *member : Value();
}

namespace {

Value vec2(Value x, Value y) { return Value(ValueObject{{"x", std::move(x)}, {"y", std::move(y)}}); }

/// Inputs of one node: what is missing is undefined.
class Inputs {
public:
    Inputs(std::span<const Value> values, const NoteSink& note) : values_(values), note_(note) {}
    [[nodiscard]] Value raw(std::size_t i) const { return i < values_.size() ? values_[i] : Value(); }
    [[nodiscard]] double number(std::size_t i) const {
        if (i < values_.size() && values_[i].is_number()) return *values_[i].number();
        note_(NoteKind::ConvertedToNumber);
        return raw(i).to_number();
    }
    [[nodiscard]] Value member(std::size_t i, std::string_view name, std::string_view what) const {
        return js_member(raw(i), name, what);
    }
    [[nodiscard]] double coordinate(std::size_t i, std::string_view name, std::string_view what) const {
        return member(i, name, what).to_number();
    }

private:
    std::span<const Value> values_;
    const NoteSink& note_;
};

Value constant(const Program& program, const Node& node, const NoteSink& note) {
    const ConstPool& pool = program.constants;
    const double id = node.compiler_tag.value_or(0.0);
    if (id < static_cast<double>(pool.index.size())) {
        if (!(id >= 0) || id != std::floor(id)) {
            throw FaultError{
                FaultKind::BadReference,
                fmt::format("node \"{}\" needs constant {}, which is no row of the constant index", node.id, id),
                {}};
        }
        const ConstRef& ref = pool.index[static_cast<std::size_t>(id)];
        if (ref.kind != ConstKind::Unknown) return pool.resolve(ref);
    }
    const auto element = [id](const auto& values) {
        return id >= 0 && id == std::floor(id) && id < static_cast<double>(values.size());
    };
    if (id < static_cast<double>(pool.f64.size()))
        return element(pool.f64) ? Value(pool.f64[static_cast<std::size_t>(id)]) : Value();
    if (id < static_cast<double>(pool.json.size()))
        return element(pool.json) ? pool.json[static_cast<std::size_t>(id)] : Value();
    note(NoteKind::MissingConstant);
    return Value(0.0);
}

Value vec2_normalized(const Inputs& in) {
    const double x = in.coordinate(0, "x", "Vec2Normalize");
    const double y = in.coordinate(0, "y", "Vec2Normalize");
    const double length = std::sqrt(x * x + y * y);
    if (!(length > 0)) return vec2(0.0, 0.0);
    const double scale = 1 / length;
    return vec2(x * scale, y * scale);
}

Value evaluate_vec2(std::int32_t opcode, const Inputs& in) {
    switch (opcode) {
        case opcode::Vec2Add:
            return vec2(js_add(in.member(0, "x", "Vec2Add"), in.member(1, "x", "Vec2Add")),
                        js_add(in.member(0, "y", "Vec2Add"), in.member(1, "y", "Vec2Add")));
        case opcode::Vec2Sub:
            return vec2(in.coordinate(0, "x", "Vec2Sub") - in.coordinate(1, "x", "Vec2Sub"),
                        in.coordinate(0, "y", "Vec2Sub") - in.coordinate(1, "y", "Vec2Sub"));
        case opcode::Vec2Mul:
            return vec2(in.coordinate(0, "x", "Vec2Mul") * in.coordinate(1, "x", "Vec2Mul"),
                        in.coordinate(0, "y", "Vec2Mul") * in.coordinate(1, "y", "Vec2Mul"));
        case opcode::Vec2Scale: {
            const double scale = in.number(1);
            return vec2(in.coordinate(0, "x", "Vec2Scale") * scale, in.coordinate(0, "y", "Vec2Scale") * scale);
        }
        case opcode::Vec2Dot:
            return in.coordinate(0, "x", "Vec2Dot") * in.coordinate(1, "x", "Vec2Dot") +
                   in.coordinate(0, "y", "Vec2Dot") * in.coordinate(1, "y", "Vec2Dot");
        case opcode::Vec2Length: {
            const double x = in.coordinate(0, "x", "Vec2Length");
            const double y = in.coordinate(0, "y", "Vec2Length");
            return std::sqrt(x * x + y * y);
        }
        case opcode::Vec2Normalize: return vec2_normalized(in);
        case opcode::Vec2Rotate: {
            const double angle = in.number(1);
            const double cos = math::cos(angle);
            const double sin = math::sin(angle);
            const double x = in.coordinate(0, "x", "Vec2Rotate");
            const double y = in.coordinate(0, "y", "Vec2Rotate");
            return vec2(x * cos - y * sin, x * sin + y * cos);
        }
        default: {
            const double y = in.coordinate(0, "y", "Vec2Angle");
            return math::atan2(y, in.coordinate(0, "x", "Vec2Angle"));
        }
    }
}

Value evaluate_scalar(std::int32_t opcode, const Inputs& in, bool& known) {
    const auto a = [&] { return in.number(0); };
    // In order, since each conversion is noted.
    const auto two = [&](auto f) {
        const double x = in.number(0);
        return Value(f(x, in.number(1)));
    };
    const auto three = [&](auto f) {
        const double x = in.number(0);
        const double y = in.number(1);
        return Value(f(x, y, in.number(2)));
    };
    switch (opcode) {
        case opcode::Add: return two([](double x, double y) { return x + y; });
        case opcode::Sub: return two([](double x, double y) { return x - y; });
        case opcode::Mul: return two([](double x, double y) { return x * y; });
        case opcode::Div: return two([](double x, double y) { return x / y; });
        case opcode::Mod: return two(math::js_mod);
        case opcode::Pow: return two(math::pow);
        case opcode::Sin: return math::sin(a());
        case opcode::Cos: return math::cos(a());
        case opcode::Tan: return math::tan(a());
        case opcode::Asin: return math::asin(a());
        case opcode::Acos: return math::acos(a());
        case opcode::Atan: return math::atan(a());
        case opcode::Atan2: return two(math::atan2);
        case opcode::Abs: return std::fabs(a());
        case opcode::Floor: return std::floor(a());
        case opcode::Ceil: return std::ceil(a());
        case opcode::Round: return math::js_round(a());
        case opcode::Fract: return math::fract(a());
        case opcode::Sign: return math::js_sign(a());
        case opcode::Min: return two(math::js_min);
        case opcode::Max: return two(math::js_max);
        case opcode::Clamp:
            return three([](double v, double lo, double hi) { return math::js_min(math::js_max(v, lo), hi); });
        case opcode::Lerp: return three([](double x, double y, double t) { return x + (y - x) * t; });
        case opcode::Step: return two([](double edge, double x) { return x < edge ? 0.0 : 1.0; });
        case opcode::Smoothstep:
            return three([](double e0, double e1, double x) {
                const double t = math::js_max(0.0, math::js_min(1.0, (x - e0) / (e1 - e0)));
                return t * t * (3 - 2 * t);
            });
        default: known = false; return Value(0.0);
    }
}

}  // namespace

Value evaluate_node(const Program& program, const Node& node, std::span<const Value> inputs, const NoteSink& note) {
    const std::int32_t opcode = node.opcode.value_or(opcode::Const);
    const Inputs in(inputs, note);
    switch (opcode) {
        case opcode::Const: return constant(program, node, note);
        case opcode::TimeAbsMs:
        case opcode::Phase01: note(NoteKind::PlaceholderOpcode); return Value(0.0);
        case opcode::Integrate:
        case opcode::DelayMs: note(NoteKind::PlaceholderOpcode); return in.raw(0);
        case opcode::Vec2Add:
        case opcode::Vec2Sub:
        case opcode::Vec2Mul:
        case opcode::Vec2Scale:
        case opcode::Vec2Dot:
        case opcode::Vec2Length:
        case opcode::Vec2Normalize:
        case opcode::Vec2Rotate:
        case opcode::Vec2Angle: return evaluate_vec2(opcode, in);
        default: break;
    }
    bool known = true;
    Value result = evaluate_scalar(opcode, in, known);
    if (!known) note(NoteKind::UnimplementedOpcode);
    return result;
}

}  // namespace slotscope
