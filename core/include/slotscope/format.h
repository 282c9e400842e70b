// SPDX-License-Identifier: MIT
// Numbers and values as text, in every representation that the inspector and the traces show.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "slotscope/types.h"
#include "slotscope/value.h"

namespace slotscope {

/// Shortest text that reads back as the same double: "0.1", "1e+300", "-0", "NaN", "Infinity", "-Infinity";
/// exponent form as ECMAScript's Number::toString chooses it.
[[nodiscard]] std::string format_shortest(double number);
/// The same for a value that is an f32: shortest text that reads back as the same float.
[[nodiscard]] std::string format_shortest(float number);
/// At most `digits` significant digits, for tables; exponent form where plain digits would claim more than are known.
[[nodiscard]] std::string format_significant(double number, int digits = 7);
/// Every decimal digit of the binary value: 0.1 -> "0.1000000000000000055511151231257827021181583404541015625".
[[nodiscard]] std::string format_exact(double number);
/// "0x1.999999999999ap-4"; subnormals as "0x0.0000000000001p-1022".
[[nodiscard]] std::string format_hex_float(double number);
/// Steps between neighbouring doubles from `a` to `b`: positive when b is greater, 0 when they compare equal. INT64_MAX
/// when one is NaN; larger distances stop at +-(INT64_MAX - 1).
[[nodiscard]] std::int64_t ulp_distance(double a, double b) noexcept;

/// The bits of a number as its storage holds it, most significant first, split by meaning.
struct BitFields {
    std::string sign, exponent, mantissa;  ///< '0'/'1' text; for integers all bits are in `mantissa`
    std::string hex;                       ///< 16 or 8 digits
    int exponent_value = 0;                ///< unbiased; floats only: of subnormals the smallest, 0 of zeros
    std::string_view category;             ///< "zero", "subnormal", "normal", "infinity", "NaN", "integer"
};
/// `storage` is not Object; `number` is what that storage reads as.
[[nodiscard]] BitFields bit_fields(Storage storage, double number);
/// Most significant first, NaN canonical: the `bits` of a trace.
[[nodiscard]] std::string trace_bits(Storage storage, double number);

/// One line, at most about `max_length` bytes (then "…"): numbers shortest, strings quoted, arrays and objects as JSON-like
/// text with undefined spelt out, typed arrays as f32[3] 0.5, 1, 2. The cost is that of the line, not of the value.
[[nodiscard]] std::string format_value(const Value& value, std::size_t max_length = 80);
/// JSON of a value in the trace encoding: non-finite numbers and -0 as strings, undefined as {"$undef":1}, typed
/// arrays as {"$ta":"f32","data":[…]}; undefined members are dropped.
void append_trace_json(std::string& out, const Value& value);
/// Quoted and escaped; malformed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace slotscope
