// SPDX-License-Identifier: MIT
#include "slotscope/value.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "runtime/math/js_number.h"

namespace slotscope {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool same_bits(double a, double b) noexcept {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

template <class T>
bool same_elements(const std::vector<T>& a, const std::vector<T>& b) noexcept {
    if (a.size() != b.size()) return false;
    if (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0) return true;
    if constexpr (std::is_floating_point_v<T>) {
        // The bytes also differ between two NaNs, which count as one value.
        return std::ranges::equal(a, b, [](T x, T y) { return same_bits(x, y); });
    }
    return false;
}

bool same_array(const TypedArray& a, const TypedArray& b) noexcept {
    if (a.type != b.type || a.data.index() != b.data.index()) return false;
    return std::visit(
        [&b](const auto& elements) {
            return same_elements(elements, std::get<std::remove_cvref_t<decltype(elements)>>(b.data));
        },
        a.data);
}

bool same_members(const ValueObject& a, const ValueObject& b) noexcept {
    return std::ranges::equal(
        a, b, [](const auto& x, const auto& y) { return x.first == y.first && x.second.same_as(y.second); });
}

}  // namespace

std::string_view element_type_name(ElementType type) noexcept {
    switch (type) {
        case ElementType::F64: return "f64";
        case ElementType::F32: return "f32";
        case ElementType::I32: return "i32";
        case ElementType::U32: return "u32";
        case ElementType::U16: return "u16";
        case ElementType::U8: return "u8";
        case ElementType::U8Clamped: return "u8c";
        case ElementType::I16: return "i16";
        case ElementType::I8: return "i8";
    }
    return "";
}

std::string_view kind_name(Value::Kind kind) noexcept {
    switch (kind) {
        case Value::Kind::Undefined: return "undefined";
        case Value::Kind::Null: return "null";
        case Value::Kind::Boolean: return "boolean";
        case Value::Kind::Number: return "number";
        case Value::Kind::String: return "string";
        case Value::Kind::Array: return "array";
        case Value::Kind::Object: return "object";
        case Value::Kind::TypedArray: return "typed array";
    }
    return "";
}

std::size_t TypedArray::size() const noexcept {
    return std::visit([](const auto& elements) { return elements.size(); }, data);
}

double TypedArray::at(std::size_t index) const noexcept {
    return std::visit([index](const auto& elements) { return static_cast<double>(elements[index]); }, data);
}

Value::Value(std::string text) : data_(std::make_shared<const std::string>(std::move(text))) {}
Value::Value(const char* text) : Value(std::string(text)) {}
Value::Value(ValueArray elements) : data_(std::make_shared<const ValueArray>(std::move(elements))) {}
Value::Value(ValueObject members) : data_(std::make_shared<const ValueObject>(std::move(members))) {}
Value::Value(TypedArray array) : Value(std::make_shared<TypedArray>(std::move(array))) {}

const std::string* Value::string() const noexcept {
    const auto* held = std::get_if<std::shared_ptr<const std::string>>(&data_);
    return held == nullptr ? nullptr : held->get();
}

const ValueArray* Value::array() const noexcept {
    const auto* held = std::get_if<std::shared_ptr<const ValueArray>>(&data_);
    return held == nullptr ? nullptr : held->get();
}

const ValueObject* Value::object() const noexcept {
    const auto* held = std::get_if<std::shared_ptr<const ValueObject>>(&data_);
    return held == nullptr ? nullptr : held->get();
}

const TypedArray* Value::typed_array() const noexcept {
    const auto* held = shared_typed_array();
    return held == nullptr ? nullptr : held->get();
}

const Value* Value::member(std::string_view name) const noexcept {
    const ValueObject* members = object();
    if (members == nullptr) return nullptr;
    const auto found =
        std::find_if(members->rbegin(), members->rend(), [name](const auto& entry) { return entry.first == name; });
    return found == members->rend() ? nullptr : &found->second;
}

bool Value::identical_to(const Value& other) const noexcept {
    if (data_.index() != other.data_.index()) return false;
    if (const double* mine = number()) return same_bits(*mine, *other.number());
    if (const std::string* mine = string()) return *mine == *other.string();
    return data_ == other.data_;  // of arrays and objects: the same pointer
}

bool Value::same_as(const Value& other) const noexcept {
    // First, since it is O(1) for all but strings and is the usual case of a slot that is written the same object again.
    if (identical_to(other)) return true;
    if (data_.index() != other.data_.index()) return false;
    if (const ValueArray* mine = array()) {
        return std::ranges::equal(*mine, *other.array(), [](const Value& a, const Value& b) { return a.same_as(b); });
    }
    if (const ValueObject* mine = object()) return same_members(*mine, *other.object());
    if (const TypedArray* mine = typed_array()) return same_array(*mine, *other.typed_array());
    return false;
}

namespace {

/// An array converts through its text, the elements joined by commas: only none or one of them can be a number.
double element_to_number(const Value& element) noexcept {
    switch (element.kind()) {
        case Value::Kind::Undefined:
        case Value::Kind::Null: return 0;                          // joins as nothing
        case Value::Kind::Boolean: return kNaN;                    // joins as a word
        case Value::Kind::Number: return *element.number() + 0.0;  // -0 joins as "0"
        default: return element.to_number();
    }
}

}  // namespace

double Value::to_number() const noexcept {
    switch (kind()) {
        case Kind::Number: return *number();
        case Kind::Null: return 0;
        case Kind::Boolean: return *boolean() ? 1 : 0;
        case Kind::String: return math::string_to_number(*string());
        case Kind::Array: {
            const ValueArray& elements = *array();
            if (elements.empty()) return 0;
            return elements.size() == 1 ? element_to_number(elements.front()) : kNaN;
        }
        case Kind::TypedArray: {
            const TypedArray& elements = *typed_array();
            if (elements.size() == 0) return 0;
            return elements.size() == 1 ? elements.at(0) + 0.0 : kNaN;
        }
        case Kind::Undefined:
        case Kind::Object: break;
    }
    return kNaN;
}

std::size_t Value::memory_bytes() const noexcept {
    constexpr std::size_t kBlock = 32;  // a shared pointer's counts and the allocator's own
    switch (kind()) {
        case Kind::String: return kBlock + sizeof(std::string) + string()->capacity();
        case Kind::TypedArray: {
            const TypedArray& elements = *typed_array();
            const auto width = std::visit([](const auto& data) { return sizeof(data[0]); }, elements.data);
            return kBlock + sizeof(TypedArray) + elements.size() * width;
        }
        case Kind::Array: {
            std::size_t sum = kBlock + sizeof(ValueArray) + array()->capacity() * sizeof(Value);
            for (const Value& element : *array()) sum += element.memory_bytes();
            return sum;
        }
        case Kind::Object: {
            std::size_t sum = kBlock + sizeof(ValueObject) + object()->capacity() * sizeof(ValueObject::value_type);
            for (const auto& [name, value] : *object()) sum += value.memory_bytes();
            return sum;
        }
        default: return 0;
    }
}

}  // namespace slotscope
