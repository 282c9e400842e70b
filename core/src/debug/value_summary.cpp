// SPDX-License-Identifier: MIT
// Forms of values, ranges of their numbers, and the one line. Facts are in value_facts.cpp.
#include "slotscope/value_summary.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "debug/format_text.h"
#include "debug/value_forms.h"
#include "slotscope/format.h"

namespace slotscope {

namespace {

constexpr std::size_t kNameBytes = 40;  // of a name within a line

bool has_number(const Value& value, std::string_view name) noexcept {
    const Value* member = value.member(name);
    return member != nullptr && member->is_number();
}

bool is_color(const Value& value) noexcept {
    return has_number(value, "r") && has_number(value, "g") && has_number(value, "b") && has_number(value, "a");
}

bool is_vector(const Value& value) noexcept {
    const ValueObject* members = value.object();
    if (members == nullptr || members->size() < 2 || members->size() > 4 || !has_number(value, "x") ||
        !has_number(value, "y"))
        return false;
    return std::ranges::all_of(*members, [](const auto& member) {
        return member.second.is_number() &&
               (member.first == "x" || member.first == "y" || member.first == "z" || member.first == "w");
    });
}

bool has_array(const Value& value, std::string_view name) noexcept {
    const Value* member = value.member(name);
    return member != nullptr && member->array() != nullptr;
}

bool is_column(const Value& value, std::string_view name) noexcept {
    const Value* member = value.member(name);
    return member != nullptr && member->typed_array() != nullptr;
}

ValueForm object_form(const Value& value) noexcept {
    if (const std::string_view kind = text_member(value, "kind"); !kind.empty()) {
        if (kind == "domain" && domain_count(value)) return ValueForm::Domain;
        if (kind == "buffer" && buffer_data(value) != nullptr) return ValueForm::Buffer;
        if (kind == "fieldExpr") return ValueForm::FieldExpression;
        if (kind == "cameraEval") return ValueForm::Camera;
        if (kind == "meshBuffer") return ValueForm::Mesh;
    }
    if (has_number(value, "version") && has_array(value, "passes")) return ValueForm::RenderFrame;
    if (is_column(value, "x") && is_column(value, "y") && is_column(value, "s") && is_column(value, "alive"))
        return ValueForm::ScreenInstances;
    if (has_array(value, "commands")) return ValueForm::Path;
    if (is_color(value)) return ValueForm::Color;
    return is_vector(value) ? ValueForm::Vector : ValueForm::Object;
}

ValueForm list_form(const ValueArray& elements) noexcept {
    if (elements.empty()) return ValueForm::List;
    const Value& first = elements.front();
    if (has_array(first, "commands")) return ValueForm::Paths;
    if (is_color(first)) return ValueForm::Colors;
    return has_number(first, "time") ? ValueForm::Events : ValueForm::List;
}

template <class T>
NumberSummary summarize_elements(const std::vector<T>& elements, std::size_t first, std::size_t stride) {
    NumberSummary out;
    double min = std::numeric_limits<double>::infinity(), max = -min, sum = 0;
    for (std::size_t i = first; i < elements.size(); i += stride) {
        const auto number = static_cast<double>(elements[i]);
        ++out.count;
        if constexpr (std::is_floating_point_v<T>) {
            if (!std::isfinite(number)) {
                ++(std::isnan(number) ? out.nans : out.infinite);
                continue;
            }
        }
        min = std::min(min, number);
        max = std::max(max, number);
        sum += number;
    }
    if (out.finite() == 0) return out;
    out.min = min;
    out.max = max;
    out.mean = sum / static_cast<double>(out.finite());
    return out;
}

/// "f32[2] 0.5, 1", "100 × 2 f32, 0 to 12.5, 3 NaN".
std::string buffer_line(const Value& value, std::size_t max_length, std::size_t max_elements) {
    const TypedArray& data = *buffer_data(value);
    // Short enough to be read whole; a handle's line then still says how its numbers belong together.
    constexpr std::size_t kReadable = 8;
    const std::size_t components = buffer_components(value);
    if (data.size() <= kReadable && components == 1)
        return format_value(value.typed_array() != nullptr ? value : *value.member("data"), max_length);
    const std::string_view type = element_type_name(data.type);
    std::string line = components == 1
                           ? fmt::format("{}[{}]", type, grouped_digits(data.size()))
                           : fmt::format("{} × {} {}", grouped_digits(data.size() / components), components, type);
    if (data.size() > max_elements) return line;
    return line + range_words(summarize(data));
}

std::string render_frame_line(const Value& value) {
    const PassCounts counts = count_passes(value);
    if (counts.passes == 0) return "render frame, no passes";
    std::string line = "render frame, " + counted_words(counts.passes, "pass", "passes");
    if (counts.instance_passes > 0) line += fmt::format(", {} instances", number_words(counts.instances));
    if (counts.path_passes > 0) line += fmt::format(", {} paths", number_words(counts.paths));
    return line;
}

std::string events_line(const ValueArray& events) {
    std::string line = counted_words(events.size(), "event", "events");
    const Value *first = events.front().member("time"), *last = events.back().member("time");
    if (first == nullptr || last == nullptr) return line;
    if (events.size() == 1) return fmt::format("{} at {} ms", line, format_significant(first->to_number()));
    return fmt::format("{}, {} to {} ms", line, format_significant(first->to_number()),
                       format_significant(last->to_number()));
}

/// "{x: -2.917, y: 0.5}": numbers as short as in a table, where the full ones would leave room for one of them.
std::string vector_line(const Value& value) {
    constexpr int kDigits = 4;
    std::string line = "{";
    for (const auto& [name, member] : *value.object()) {
        if (line.size() > 1) line += ", ";
        line +=
            name + ": " +
            (member.is_number() ? format_significant(member.to_number(), kDigits) : format_value(member, kNameBytes));
    }
    return line + "}";
}

std::string formed_line(ValueForm form, const Value& value, std::size_t max_length, std::size_t max_elements) {
    switch (form) {
        case ValueForm::TypedArray:
        case ValueForm::Buffer: return buffer_line(value, max_length, max_elements);
        case ValueForm::Vector:
        case ValueForm::Color: return vector_line(value);
        case ValueForm::Domain: return "domain of " + number_words(*domain_count(value));
        case ValueForm::FieldExpression:
            return "field expression " + one_line(text_member(value, "exprId"), kNameBytes);
        case ValueForm::Path:
            return fmt::format("path, {}",
                               counted_words(value.member("commands")->array()->size(), "command", "commands"));
        case ValueForm::Paths: return counted_words(value.array()->size(), "path", "paths");
        case ValueForm::Colors: return counted_words(value.array()->size(), "colour", "colours");
        case ValueForm::Events: return events_line(*value.array());
        case ValueForm::Camera: return "camera " + one_line(text_member(value, "cameraId"), kNameBytes);
        case ValueForm::Mesh: {
            const MeshCounts counts = count_mesh(value);
            return fmt::format("mesh, {} vertices, {} triangles", grouped_digits(counts.vertices),
                               grouped_digits(counts.triangles));
        }
        case ValueForm::RenderFrame: return render_frame_line(value);
        case ValueForm::ScreenInstances:
            return counted_words(value.member("x")->typed_array()->size(), "projected instance", "projected instances");
        default: return format_value(value, max_length);
    }
}

}  // namespace

ValueForm value_form(const Value& value) noexcept {
    switch (value.kind()) {
        case Value::Kind::Undefined: return ValueForm::Undefined;
        case Value::Kind::Null: return ValueForm::Null;
        case Value::Kind::Boolean: return ValueForm::Boolean;
        case Value::Kind::Number: return ValueForm::Number;
        case Value::Kind::String: return ValueForm::Text;
        case Value::Kind::TypedArray: return ValueForm::TypedArray;
        case Value::Kind::Array: return list_form(*value.array());
        case Value::Kind::Object: return object_form(value);
    }
    return ValueForm::Object;
}

std::string_view value_form_name(ValueForm form) noexcept {
    static constexpr std::array<std::string_view, 21> kNames{"undefined",
                                                             "null",
                                                             "boolean",
                                                             "number",
                                                             "text",
                                                             "vector",
                                                             "colour",
                                                             "domain",
                                                             "typed array",
                                                             "buffer",
                                                             "field expression",
                                                             "path",
                                                             "paths",
                                                             "colours",
                                                             "event list",
                                                             "camera",
                                                             "mesh",
                                                             "render frame",
                                                             "projected instances",
                                                             "list",
                                                             "object"};
    return kNames[static_cast<std::size_t>(form)];
}

const TypedArray* buffer_data(const Value& value) noexcept {
    if (const TypedArray* array = value.typed_array()) return array;
    if (text_member(value, "kind") != "buffer") return nullptr;
    const Value* data = value.member("data");
    return data == nullptr ? nullptr : data->typed_array();
}

std::size_t buffer_components(const Value& value) noexcept {
    const Value* format = value.member("format");
    const Value* components = format == nullptr ? nullptr : format->member("components");
    const double* number = components == nullptr ? nullptr : components->number();
    return number != nullptr && (*number == 2 || *number == 3 || *number == 4) ? static_cast<std::size_t>(*number) : 1;
}

std::optional<double> domain_count(const Value& value) noexcept {
    if (text_member(value, "kind") != "domain") return std::nullopt;
    const Value* count = value.member("count");
    return count != nullptr && count->is_number() ? std::optional(*count->number()) : std::nullopt;
}

NumberSummary summarize(const TypedArray& array, std::size_t first, std::size_t stride) {
    return std::visit(
        [&](const auto& elements) { return summarize_elements(elements, first, std::max<std::size_t>(stride, 1)); },
        array.data);
}

std::string summary_line(const Value& value, std::size_t max_length, std::size_t max_elements) {
    std::string line = formed_line(value_form(value), value, max_length, max_elements);
    truncate_utf8(line, max_length);
    return line;
}

}  // namespace slotscope
