// SPDX-License-Identifier: MIT
// How Slotscope reports bad input: an `Error` with a place, and `Result<T>` that holds either a value or errors.
// Not here: faults of the program under inspection (fault.h) and our own bugs (SLOTSCOPE_ASSERT, assert.h).
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace slotscope {

enum class ErrorCode : std::uint8_t { Io, Parse, Version, Invalid, Limit, Internal };

/// One thing that is wrong with an input, for a reader who has the input in front of them.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;       ///< a sentence: what was found, what was expected
    std::string where;         ///< file name, or the name of the text that was read; may be empty
    std::string path;          ///< JSON path such as `schedule.steps[3].outSlot`; empty where it does not apply
    std::uint32_t line = 0;    ///< 1-based; 0 where it does not apply
    std::uint32_t column = 0;  ///< 1-based, in bytes; 0 where it does not apply

    static Error io(std::string where, std::string message);
    static Error parse(std::string where, std::string message, std::uint32_t line, std::uint32_t column);
    static Error invalid(std::string message);
    static Error limit(std::string message);

    /// "file:line:column: message (at path)", leaving out what is unknown.
    [[nodiscard]] std::string to_string() const;
};

using Errors = std::vector<Error>;

/// Either a `T` or an `E`; names as in std::expected, so that it can be replaced by it.
template <class T, class E = Error>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Precondition: has_value().
    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    /// Precondition: !has_value().
    [[nodiscard]] const E& error() const& { return std::get<1>(state_); }
    [[nodiscard]] E&& error() && { return std::get<1>(std::move(state_)); }

private:
    std::variant<T, E> state_;
};

}  // namespace slotscope
