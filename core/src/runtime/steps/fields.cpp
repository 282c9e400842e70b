// SPDX-License-Identifier: MIT
#include "runtime/steps/fields.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "runtime/lower.h"
#include "runtime/math/js_number.h"
#include "runtime/steps/colors.h"
#include "runtime/steps/field_ops.h"
#include "runtime/steps/objects.h"
#include "slotscope/describe.h"

namespace slotscope {

namespace {

struct TypeName {
    std::string_view domain;
    FieldType type;
};
constexpr TypeName kTypes[] = {{"number", FieldType::Number}, {"vec2", FieldType::Vec2},
                               {"vec3", FieldType::Vec3},     {"vec4", FieldType::Vec4},
                               {"color", FieldType::Color},   {"boolean", FieldType::Boolean}};

constexpr std::string_view type_name(FieldType type) noexcept { return kTypes[static_cast<std::size_t>(type)].domain; }

}  // namespace

FieldEvaluator::FieldEvaluator(RunContext& context, SignalScratch& scratch, double count)
    : context_(context), scratch_(scratch), count_(count),
      loops_(count > 0 ? static_cast<std::size_t>(std::ceil(count)) : 0) {}

TypedArray FieldEvaluator::materialize(Ref field, BufferLayout layout) {
    const double length = count_ * layout.components;
    charge_elements(context_, length);
    push_operands(field);
    run_tasks();
    std::vector<double> numbers(array_length(length));
    fill(field, numbers, layout.element == ElementType::U8 || layout.element == ElementType::U8Clamped);
    return make_typed_array(layout.element, numbers);
}

void FieldEvaluator::raise(FaultKind kind, Ref field, std::string_view what, std::string hint) const {
    throw FaultError{kind, fmt::format("field {} {}", field, what), std::move(hint)};
}

void FieldEvaluator::raise_length(Ref field, std::size_t length) const {
    raise(FaultKind::BadValue, field, fmt::format("has a constant of {} elements over a domain of {}", length, count_),
          "Give the constant one element per element of the domain, or a single value");
}

const FieldNode& FieldEvaluator::node(Ref field) const {
    const auto& nodes = *context_.program.fields;
    if (field >= 0 && static_cast<std::size_t>(field) < nodes.size()) return nodes[static_cast<std::size_t>(field)];
    throw FaultError{FaultKind::BadReference,
                     fmt::format("field {} is needed, but there are {} fields", field, nodes.size()),
                     "Look at fieldExprId of the step and at the operands of its field"};
}

FieldType FieldEvaluator::type_of(Ref field) const {
    const TypeDesc& type = context_.program.types[node(field).type];
    const auto found = std::ranges::find(kTypes, type.domain, &TypeName::domain);
    if (found != std::end(kTypes) && (type.world == "field" || type.world == "signal")) return found->type;
    raise(FaultKind::Unsupported, field, fmt::format("has type {} {}, which has no buffers", type.world, type.domain),
          "Fields and signals of number, vec2, vec3, vec4, color and boolean have buffers");
}

// --- Operands -------------------------------------------------------------------------------------------------------

void FieldEvaluator::push_operands(Ref field) {
    const auto& body = node(field).body;
    const FieldType type = type_of(field);
    const auto require = [&](bool is_right, std::string_view what) {
        if (!is_right)
            raise(FaultKind::Unsupported, field,
                  fmt::format("{} of type {}, which no runtime has", what, type_name(type)));
    };
    const auto require_opcode = [&](const PureFn& fn, bool is_known, std::string_view what) {
        if (fn.is_kernel)
            raise(FaultKind::Unsupported, field, fmt::format("uses kernel \"{}\", which no runtime has", fn.kernel_id));
        if (!is_known) raise(FaultKind::UnknownKind, field, fmt::format("{} with {}", what, opcode_name(fn.opcode)));
    };
    if (const auto* map = std::get_if<FieldMap>(&body)) {
        require_opcode(map->fn, is_unary_signal_opcode(map->fn.opcode), "maps one number");
        require(type == FieldType::Number, "is a map");
        push(map->source);
    } else if (const auto* zip = std::get_if<FieldZip>(&body)) {
        const bool is_vec2 = is_vec2_opcode(zip->fn.opcode);
        require_opcode(zip->fn, is_vec2 || is_binary_signal_opcode(zip->fn.opcode), "combines two numbers");
        require(type == (is_vec2 ? FieldType::Vec2 : FieldType::Number),
                fmt::format("is a zip with {}", opcode_name(zip->fn.opcode)));
        push(zip->b, is_vec2 ? 2 : 1);
        push(zip->a, is_vec2 ? 2 : 1);
    } else if (const auto* select = std::get_if<FieldSelect>(&body)) {
        require(type == FieldType::Number, "is a select");
        push(select->if_false);
        push(select->if_true);
        push(select->condition);
    } else if (const auto* transform = std::get_if<FieldTransform>(&body)) {
        require(type == FieldType::Number, "is a transform");
        const auto& chains = context_.program.transforms;
        if (transform->chain < 0 || static_cast<std::size_t>(transform->chain) >= chains.size()) {
            raise(FaultKind::BadReference, field,
                  fmt::format("uses transform chain {}, but the table has {} chains", transform->chain, chains.size()));
        }
        push(transform->source);
    } else if (const auto* bus = std::get_if<FieldBusCombine>(&body)) {
        require(type == FieldType::Number, "is a busCombine");
        for (auto term = bus->terms.rbegin(); term != bus->terms.rend(); ++term) push(*term);
    } else if (const auto* unknown = std::get_if<FieldUnknown>(&body)) {
        raise(FaultKind::UnknownKind, field, fmt::format("has unknown kind \"{}\"", unknown->kind));
    }
}

void FieldEvaluator::run_tasks() {
    std::vector<double> numbers;
    while (!tasks_.empty()) {
        const Task task = tasks_.back();
        Operand& entry = operands_[key(task.field, task.width)];
        if (entry.is_done) {
            tasks_.pop_back();
            continue;
        }
        if (!task.is_open) {
            if (!entry.elements.empty())
                raise(FaultKind::SignalCycle, task.field, "depends on itself", "Follow its operands");
            charge_elements(context_, static_cast<double>(loops_ * task.width));
            entry.elements.resize(loops_ * task.width +
                                  1);  // one more: never empty from now on, which marks it as begun
            tasks_.back().is_open = true;
            push_operands(task.field);
            continue;
        }
        tasks_.pop_back();
        const std::size_t length = array_length(count_ * task.width);
        numbers.assign(length, 0);
        fill(task.field, numbers, false);
        // Reading past the end gives undefined, which is NaN in arithmetic.
        const auto end = std::ranges::transform(numbers, entry.elements.begin(), math::to_f32).out;
        std::fill(end, entry.elements.end(), std::numeric_limits<float>::quiet_NaN());
        entry.is_done = true;
    }
}

std::span<const float> FieldEvaluator::operand(Ref field, unsigned width) const {
    return std::span<const float>(operands_.at(key(field, width)).elements).first(loops_ * width);
}

// --- Nodes ----------------------------------------------------------------------------------------------------------

void FieldEvaluator::fill(Ref field, std::span<double> out, bool takes_bytes) {
    const auto& body = node(field).body;
    const std::span<double> numbers = out.first(std::min(out.size(), loops_));
    if (const auto* constant = std::get_if<FieldConst>(&body)) {
        const auto& pool = context_.program.constants.json;
        const bool is_there = constant->constant >= 0 && static_cast<std::size_t>(constant->constant) < pool.size();
        fill_constant(field, is_there ? pool[static_cast<std::size_t>(constant->constant)] : Value(), out, takes_bytes);
    } else if (const auto* broadcast = std::get_if<FieldBroadcastSig>(&body)) {
        std::ranges::fill(numbers, evaluate_signal(context_, scratch_, broadcast->signal));
    } else if (const auto* map = std::get_if<FieldMap>(&body)) {
        map_elements(map->fn.opcode, operand(map->source), numbers);
    } else if (const auto* zip = std::get_if<FieldZip>(&body)) {
        if (is_vec2_opcode(zip->fn.opcode)) {
            zip_vec2_elements(zip->fn.opcode, operand(zip->a, 2), operand(zip->b, 2),
                              out.first(std::min(out.size(), loops_ * 2)));
        } else {
            zip_elements(zip->fn.opcode, operand(zip->a), operand(zip->b), numbers);
        }
    } else if (const auto* select = std::get_if<FieldSelect>(&body)) {
        const auto condition = operand(select->condition), if_true = operand(select->if_true),
                   if_false = operand(select->if_false);
        for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = condition[i] != 0 ? if_true[i] : if_false[i];
    } else if (const auto* transform = std::get_if<FieldTransform>(&body)) {
        transform_elements(context_, context_.program.transforms[static_cast<std::size_t>(transform->chain)],
                           operand(transform->source), numbers);
    } else if (const auto* bus = std::get_if<FieldBusCombine>(&body)) {
        std::vector<std::span<const float>> terms;
        for (const Ref term : bus->terms) terms.push_back(operand(term));
        combine_elements(bus->combine, terms, numbers);
    }
}

void FieldEvaluator::fill_constant(Ref field, const Value& value, std::span<double> out, bool takes_bytes) {
    switch (type_of(field)) {
        case FieldType::Number: return fill_numbers(field, value, out);
        case FieldType::Vec2: return fill_vectors(field, value, out, 2);
        case FieldType::Vec3: return fill_vectors(field, value, out, 3);
        case FieldType::Vec4: return fill_vectors(field, value, out, 4);
        case FieldType::Boolean:
            std::fill_n(out.begin(), std::min(out.size(), loops_), is_truthy(&value) ? 1.0 : 0.0);
            return;
        case FieldType::Color:
            if (!takes_bytes)
                raise(FaultKind::Unsupported, field, "is a colour, which only buffers of u8 can hold",
                      "Materialise it as 4 x u8");
            return fill_colors(field, value, out);
    }
}

void FieldEvaluator::fill_numbers(Ref field, const Value& value, std::span<double> out) {
    const std::span<double> numbers = out.first(std::min(out.size(), loops_));
    if (const double* number = value.number()) return std::fill(numbers.begin(), numbers.end(), *number);
    if (const bool* flag = value.boolean()) return std::fill(numbers.begin(), numbers.end(), *flag ? 1.0 : 0.0);
    const ValueArray* elements = value.array();
    if (elements == nullptr)
        raise(FaultKind::BadValue, field, fmt::format("is a number, but its constant is {}", what_it_is(value)));
    if (static_cast<double>(elements->size()) != count_) raise_length(field, elements->size());
    std::ranges::transform(*elements, numbers.begin(), [](const Value& element) { return element.to_number(); });
}

void FieldEvaluator::fill_vectors(Ref field, const Value& value, std::span<double> out, unsigned width) {
    constexpr std::string_view kMembers[] = {"x", "y", "z", "w"};
    const auto put = [&](std::size_t i, unsigned component, double number) {
        const std::size_t at = i * width + component;
        if (at < out.size()) out[at] = number;
    };
    // Absent members are 0, and so are those of values without members.
    const auto component = [&](const Value& vector, unsigned c) {
        const Value* member = vector.member(kMembers[c]);
        const bool is_there = member != nullptr && !member->is_undefined() && member->kind() != Value::Kind::Null;
        return is_there ? member->to_number() : 0.0;
    };
    const ValueArray* elements = value.array();
    if (elements != nullptr && width == 2) {
        if (static_cast<double>(elements->size()) != count_) raise_length(field, elements->size());
        for (std::size_t i = 0; i < elements->size(); ++i) {
            for (unsigned c = 0; c < width; ++c) put(i, c, component((*elements)[i], c));
        }
        return;
    }
    if (!value.is_number() && value.object() == nullptr && value.typed_array() == nullptr) {
        raise(FaultKind::BadValue, field,
              fmt::format("is a vector of {}, but its constant is {}", width, what_it_is(value)),
              "A vector is a number or an object with x, y and so on");
    }
    for (unsigned c = 0; c < width; ++c) {
        const double number = value.is_number() ? *value.number() : component(value, c);
        for (std::size_t i = 0; i < loops_; ++i) put(i, c, number);
    }
}

void FieldEvaluator::fill_colors(Ref field, const Value& value, std::span<double> out) {
    const auto put = [&](std::size_t i, const Value& color) {
        const std::optional<Color> parsed = to_color(color);
        if (!parsed)
            raise(FaultKind::BadValue, field, fmt::format("is a colour, but its constant has {}", what_it_is(color)),
                  "A colour is a text or an object with r, g, b");
        const auto bytes = quantize_rgba(*parsed);
        for (std::size_t c = 0; c < 4 && i * 4 + c < out.size(); ++c) out[i * 4 + c] = bytes[c];
    };
    const ValueArray* elements = value.array();
    if (elements == nullptr) {
        put(0, value);
        // The first element's bytes again and again, as far as the buffer and the domain reach.
        for (std::size_t at = 4; at < std::min(out.size(), loops_ * 4); ++at) out[at] = out[at - 4];
        return;
    }
    if (static_cast<double>(elements->size()) != count_) raise_length(field, elements->size());
    for (std::size_t i = 0; i < elements->size(); ++i) put(i, (*elements)[i]);
}

}  // namespace slotscope
