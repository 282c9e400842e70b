// SPDX-License-Identifier: MIT
// `Value`: what an object slot, a constant or an initial slot value can hold. JSON-like, plus undefined and typed arrays.
// Compound values are shared and immutable, so copying a Value is cheap and identity (same array object) is kept.
// Not here: slot storage (value_store.h), text forms (format.h).
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace slotscope {

class Value;

/// Element type of a typed array, named as in trace files.
enum class ElementType : std::uint8_t { F64, F32, I32, U32, U16, U8, U8Clamped, I16, I8 };

/// "f64", "f32", "i32", "u32", "u16", "u8", "u8c", "i16", "i8".
[[nodiscard]] std::string_view element_type_name(ElementType type) noexcept;

/// Elements as doubles would lose nothing but memory; stored in their own width so that large buffers stay small.
struct TypedArray {
    using Storage = std::variant<std::vector<double>, std::vector<float>, std::vector<std::int32_t>,
                                 std::vector<std::uint32_t>, std::vector<std::uint16_t>, std::vector<std::uint8_t>,
                                 std::vector<std::int16_t>, std::vector<std::int8_t>>;
    ElementType type = ElementType::F64;
    Storage data;

    [[nodiscard]] std::size_t size() const noexcept;
    /// Precondition: index < size().
    [[nodiscard]] double at(std::size_t index) const noexcept;
};

using ValueArray = std::vector<Value>;
/// Members in the order in which the program gives them.
using ValueObject = std::vector<std::pair<std::string, Value>>;

struct Undefined {
    friend bool operator==(Undefined, Undefined) noexcept { return true; }
};
struct Null {
    friend bool operator==(Null, Null) noexcept { return true; }
};

class Value {
public:
    enum class Kind : std::uint8_t { Undefined, Null, Boolean, Number, String, Array, Object, TypedArray };

    Value() noexcept = default;
    Value(Null) noexcept : data_(Null{}) {}
    template <std::same_as<bool> B>
    Value(B b) noexcept : data_(b) {}  ///< bool alone: no pointer becomes `true`
    Value(double number) noexcept : data_(number) {}
    Value(std::string text);
    Value(const char* text);
    Value(ValueArray elements);
    Value(ValueObject members);
    Value(TypedArray array);
    /// Shares the array; not null.
    Value(std::shared_ptr<const ValueArray> elements) noexcept : data_(std::move(elements)) {}
    /// Likewise. Not const, so that `ValueStore::ensure_*` may fill a buffer that nobody else holds.
    Value(std::shared_ptr<TypedArray> array) noexcept : data_(std::shared_ptr<const TypedArray>(std::move(array))) {}

    [[nodiscard]] Kind kind() const noexcept { return static_cast<Kind>(data_.index()); }
    [[nodiscard]] bool is_undefined() const noexcept { return kind() == Kind::Undefined; }
    [[nodiscard]] bool is_number() const noexcept { return kind() == Kind::Number; }

    /// Null unless the value is of that kind; valid as long as a copy of this value lives.
    [[nodiscard]] const double* number() const noexcept { return std::get_if<double>(&data_); }
    [[nodiscard]] const bool* boolean() const noexcept { return std::get_if<bool>(&data_); }
    [[nodiscard]] const std::string* string() const noexcept;
    [[nodiscard]] const ValueArray* array() const noexcept;
    [[nodiscard]] const ValueObject* object() const noexcept;
    [[nodiscard]] const TypedArray* typed_array() const noexcept;
    /// The pointer that copies of this value share.
    [[nodiscard]] const std::shared_ptr<const TypedArray>* shared_typed_array() const noexcept {
        return std::get_if<std::shared_ptr<const TypedArray>>(&data_);
    }
    /// The member of an object, or null when this is no object or has no such member. The last of equal names wins.
    [[nodiscard]] const Value* member(std::string_view name) const noexcept;

    /// Deep equality; numbers by bits except that all NaNs are equal, so 0 and -0 differ.
    [[nodiscard]] bool same_as(const Value& other) const noexcept;
    /// Same shared object, or equal primitive (numbers as in same_as, strings by content).
    [[nodiscard]] bool identical_to(const Value& other) const noexcept;

    /// ECMAScript ToNumber: undefined is NaN, null 0, strings are parsed, an array of one element converts as that
    /// element ([] is 0, longer ones NaN), objects are NaN.
    [[nodiscard]] double to_number() const noexcept;

    /// Memory behind this value, whoever shares it; 0 for what fits into the Value itself.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    std::variant<Undefined, Null, bool, double, std::shared_ptr<const std::string>, std::shared_ptr<const ValueArray>,
                 std::shared_ptr<const ValueObject>, std::shared_ptr<const TypedArray>>
        data_;
};

/// "undefined", "null", "boolean", "number", "string", "array", "object", "typed array".
[[nodiscard]] std::string_view kind_name(Value::Kind kind) noexcept;

}  // namespace slotscope
