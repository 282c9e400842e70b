// SPDX-License-Identifier: MIT
// Pieces that several tables of a program have: types, combine modes, functions, slot lists, values.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "program/loaders.h"
#include "runtime/math/js_number.h"

namespace slotscope::loading {
namespace {

constexpr std::pair<std::string_view, CombineMode> kCombineModes[] = {
    {"sum", CombineMode::Sum},     {"last", CombineMode::Last},   {"average", CombineMode::Average},
    {"max", CombineMode::Max},     {"min", CombineMode::Min},     {"product", CombineMode::Product},
    {"first", CombineMode::First}, {"merge", CombineMode::Merge},
};

/// Of Uint8ClampedArray: rounds half to even, as the language does.
std::uint8_t to_u8_clamped(double x) {
    return std::isnan(x) ? std::uint8_t{0} : static_cast<std::uint8_t>(std::nearbyint(std::clamp(x, 0.0, 255.0)));
}

template <class T>
T to_element(double x) {
    if constexpr (std::is_same_v<T, double>) return x;
    else if constexpr (std::is_same_v<T, float>) return math::to_f32(x);
    else return static_cast<T>(math::to_int32(x));  // narrower integers keep the low bits
}

template <class T, class Convert>
TypedArray::Storage read_elements(Report& report, JsonNode array, Convert convert) {
    const JsonDocument& document = report.document();
    std::vector<T> elements;
    elements.reserve(document.element_count(array));
    for (const JsonNode node : document.elements(array)) {
        const std::optional<double> number = number_at(document, node);
        if (!number) report.fail_type(node, "a number");
        elements.push_back(convert(number.value_or(0)));
    }
    return elements;
}

Value read_typed_array(Report& report, JsonNode tag, JsonNode data) {
    const JsonDocument& document = report.document();
    if (data == kNoNode || document.type(data) != JsonType::Array) {
        report.fail_type(data == kNoNode ? tag : data, "an array `data` beside `$ta`");
        return {};
    }
    const std::string_view name = document.type(tag) == JsonType::String ? document.string(tag) : std::string_view();
    const auto read = [&]<class T>(ElementType type, T) {
        return Value(TypedArray{type, read_elements<T>(report, data, to_element<T>)});
    };
    if (name == "f64") return read(ElementType::F64, double{});
    if (name == "f32") return read(ElementType::F32, float{});
    if (name == "i32") return read(ElementType::I32, std::int32_t{});
    if (name == "u32") return read(ElementType::U32, std::uint32_t{});
    if (name == "u16") return read(ElementType::U16, std::uint16_t{});
    if (name == "i16") return read(ElementType::I16, std::int16_t{});
    if (name == "u8") return read(ElementType::U8, std::uint8_t{});
    if (name == "i8") return read(ElementType::I8, std::int8_t{});
    if (name == "u8c") {
        return Value(TypedArray{ElementType::U8Clamped, read_elements<std::uint8_t>(report, data, to_u8_clamped)});
    }
    report.fail_type(tag, "an element type: f64, f32, i32, u32, u16, u8, u8c, i16 or i8");
    return {};
}

Value read_object(Report& report, JsonNode node) {
    const JsonDocument& document = report.document();
    JsonNode tag = kNoNode;
    JsonNode data = kNoNode;
    ValueObject members;
    for (const JsonDocument::Member& member : document.members(node)) {
        if (member.key == "$undef") return {};
        if (member.key == "$ta") tag = member.value;
        if (member.key == "data") data = member.value;
    }
    if (tag != kNoNode) return read_typed_array(report, tag, data);
    for (const JsonDocument::Member& member : document.members(node)) {
        members.emplace_back(std::string(member.key), read_value(report, member.value));
    }
    return Value(std::move(members));
}

}  // namespace

TypeIndex TypeInterner::intern(TypeDesc type) {
    constexpr std::size_t kSearched = 8;  // programs have about five types, so a short search mostly suffices
    const std::size_t searched = std::min(types_.size(), kSearched);
    for (std::size_t row = 0; row < searched; ++row) {
        if (types_[row] == type) return static_cast<TypeIndex>(row);
    }
    if (types_.size() < kSearched) {
        types_.push_back(std::move(type));
        return static_cast<TypeIndex>(types_.size() - 1);
    }
    std::string key;
    for (const std::string* part : {&type.world, &type.domain, &type.semantics, &type.unit}) {
        key += fmt::format("{}:{}", part->size(), *part);
    }
    const auto [row, is_new] = rows_.try_emplace(std::move(key), static_cast<TypeIndex>(types_.size()));
    if (is_new) types_.push_back(std::move(type));
    return row->second;
}

TypeIndex read_type(Loader& loader, ObjectReader& owner, std::string_view key) {
    const JsonNode node = owner.object(key);
    if (node == kNoNode) return 0;
    ObjectReader type(loader.report, node, "a type");
    return loader.types.intern({type.text("world"), type.text("domain"), type.text("semantics"), type.text("unit")});
}

Combine read_combine(Loader& loader, ObjectReader& owner) {
    const JsonNode node = owner.object("combine");
    if (node == kNoNode) return {};
    ObjectReader reader(loader.report, node, "a combine specification");
    Combine combine;
    combine.name = reader.text("mode");
    combine.mode = word_value(kCombineModes, combine.name, CombineMode::Unknown);
    combine.default_value = reader.number("default");
    return combine;
}

PureFn read_function(Loader& loader, ObjectReader& owner) {
    const JsonNode node = owner.object("fn");
    if (node == kNoNode) return {};
    ObjectReader reader(loader.report, node, "a function");
    PureFn function;
    function.is_kernel = reader.text("kind") == "kernel";
    function.opcode = reader.opcode("opcode").value_or(-1);
    function.kernel_id = reader.id("kernelId");
    return function;
}

std::vector<Ref> read_terms(Loader& loader, ObjectReader& owner) {
    const JsonNode array = owner.array("terms");
    if (array == kNoNode) return {kNoRef};
    std::vector<Ref> terms;
    terms.reserve(loader.document().element_count(array));
    for (const JsonNode node : loader.document().elements(array)) {
        const std::optional<double> number = number_at(loader.document(), node);
        if (!number) loader.report.fail_type(node, "a number");
        terms.push_back(to_ref(number.value_or(kNoRef)));
    }
    return terms;
}

std::vector<SlotId> read_slots(Loader& loader, ObjectReader& owner, std::string_view key) {
    const JsonNode array = owner.required_array(key);
    std::vector<SlotId> slots;
    if (array == kNoNode) return slots;
    slots.reserve(loader.document().element_count(array));
    for (const JsonNode node : loader.document().elements(array)) {
        slots.push_back(ObjectReader::slot_at(loader.report, node));
    }
    return slots;
}

// Recursion ends at limits::kMaxNesting, which the parser enforces.
Value read_value(Report& report, JsonNode node) {
    const JsonDocument& document = report.document();
    switch (document.type(node)) {
        case JsonType::Null: return Null{};
        case JsonType::Boolean: return document.boolean(node);
        case JsonType::Number: return document.number(node);
        case JsonType::String:
            if (const std::optional<double> number = number_at(document, node)) return *number;
            return std::string(document.string(node));
        case JsonType::Array: {
            ValueArray elements;
            elements.reserve(document.element_count(node));
            for (const JsonNode element : document.elements(node)) elements.push_back(read_value(report, element));
            return Value(std::move(elements));
        }
        case JsonType::Object: break;
    }
    return read_object(report, node);
}

}  // namespace slotscope::loading
