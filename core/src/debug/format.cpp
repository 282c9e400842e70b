// SPDX-License-Identifier: MIT
// Numbers as text. Values and JSON are in format_value.cpp.
#include "slotscope/format.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "runtime/math/js_number.h"

namespace slotscope {
namespace {

/// A finite number as 0.d1d2d3… times 10^point.
struct Decimal {
    bool is_negative = false;
    std::string_view digits;  ///< no trailing zeros, except "0" itself
    int point = 0;
};

/// "NaN", "Infinity", "-Infinity", "0" or "-0"; empty for all other numbers.
std::string_view special_text(double number) noexcept {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0) return std::signbit(number) ? "-0" : "0";
    return {};
}

/// Takes "-d.ddde+xx", as std::to_chars writes it, apart. `text` becomes the digits.
Decimal parse_scientific(char* first, char* last) noexcept {
    Decimal decimal;
    if (*first == '-') {
        decimal.is_negative = true;
        ++first;
    }
    char* const mark = std::find(first, last, 'e');
    const char* exponent_text = mark + 1;
    if (*exponent_text == '+') ++exponent_text;
    int exponent = 0;
    std::from_chars(exponent_text, last, exponent);
    char* digits_end = mark;
    if (mark - first > 1) {
        std::copy(first + 2, mark, first + 1);  // over the point
        --digits_end;
    }
    while (digits_end - first > 1 && digits_end[-1] == '0') --digits_end;
    decimal.digits = {first, static_cast<std::size_t>(digits_end - first)};
    decimal.point = exponent + 1;
    return decimal;
}

/// ECMAScript's Number::toString layout; `max_integer_digits` is where its exponent form starts (21 there).
std::string lay_out(const Decimal& decimal, int max_integer_digits) {
    std::string text;
    if (decimal.is_negative) text += '-';
    const int count = static_cast<int>(decimal.digits.size());
    const int point = decimal.point;
    if (point > 0 && point <= max_integer_digits) {
        if (count <= point) {
            text.append(decimal.digits).append(static_cast<std::size_t>(point - count), '0');
        } else {
            text.append(decimal.digits.substr(0, static_cast<std::size_t>(point)));
            text.append(1, '.').append(decimal.digits.substr(static_cast<std::size_t>(point)));
        }
    } else if (point > -6 && point <= 0) {
        text.append("0.").append(static_cast<std::size_t>(-point), '0').append(decimal.digits);
    } else {
        text.append(decimal.digits.substr(0, 1));
        if (count > 1) text.append(1, '.').append(decimal.digits.substr(1));
        const int exponent = point - 1;
        text.append(exponent < 0 ? "e-" : "e+").append(std::to_string(std::abs(exponent)));
    }
    return text;
}

constexpr int kJsIntegerDigits = 21;

template <class Float>
std::string shortest(Float number) {
    if (const std::string_view special = special_text(number); !special.empty()) return std::string(special);
    std::array<char, 64> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
    return lay_out(parse_scientific(buffer.data(), end.ptr), kJsIntegerDigits);
}

std::string to_hex(std::uint64_t bits, int digit_count) {
    std::string text(static_cast<std::size_t>(digit_count), '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, bits >>= 4) *digit = "0123456789abcdef"[bits & 0xF];
    return text;
}

std::string to_binary(std::uint64_t bits, int digit_count) {
    std::string text(static_cast<std::size_t>(digit_count), '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, bits >>= 1)
        *digit = static_cast<char>('0' + (bits & 1));
    return text;
}

struct FloatShape {
    int exponent_bits;
    int mantissa_bits;
};
constexpr FloatShape kDoubleShape{11, 52};
constexpr FloatShape kFloatShape{8, 23};

BitFields float_fields(std::uint64_t bits, FloatShape shape) {
    const std::uint64_t max_exponent = (std::uint64_t{1} << shape.exponent_bits) - 1;
    const std::uint64_t exponent = (bits >> shape.mantissa_bits) & max_exponent;
    const std::uint64_t mantissa = bits & ((std::uint64_t{1} << shape.mantissa_bits) - 1);
    const int bias = static_cast<int>(max_exponent >> 1);
    BitFields fields;
    fields.sign = to_binary(bits >> (shape.exponent_bits + shape.mantissa_bits), 1);
    fields.exponent = to_binary(exponent, shape.exponent_bits);
    fields.mantissa = to_binary(mantissa, shape.mantissa_bits);
    fields.hex = to_hex(bits, (1 + shape.exponent_bits + shape.mantissa_bits) / 4);
    if (exponent == max_exponent) {
        fields.category = mantissa == 0 ? "infinity" : "NaN";
        fields.exponent_value = bias + 1;
    } else if (exponent != 0) {
        fields.category = "normal";
        fields.exponent_value = static_cast<int>(exponent) - bias;
    } else if (mantissa != 0) {
        fields.category = "subnormal";
        fields.exponent_value = 1 - bias;
    } else {
        fields.category = "zero";
    }
    return fields;
}

/// Doubles in an order without gaps, where neighbours differ by 1 and both zeros are 0.
std::int64_t ordinal(double number) noexcept {
    const auto bits = std::bit_cast<std::int64_t>(number);
    return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
}

}  // namespace

std::string format_shortest(double number) { return shortest(number); }

std::string format_shortest(float number) { return shortest(number); }

std::string format_significant(double number, int digits) {
    if (const std::string_view special = special_text(number); !special.empty()) return std::string(special);
    // No double needs more than 767 digits; more than 17 are for those who want to see the binary value.
    const int count = std::clamp(digits, 1, 767);
    std::array<char, 800> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific, count - 1);
    // Digits that are not known are not shown as zeros, as in ECMAScript's toPrecision.
    return lay_out(parse_scientific(buffer.data(), end.ptr), count);
}

std::string format_exact(double number) {
    if (const std::string_view special = special_text(number); !special.empty()) return std::string(special);
    // 2^-1074 has 1074 digits after the point, and no double has more.
    constexpr int kMaxFraction = 1074;
    std::array<char, 1500> buffer;
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed, kMaxFraction);
    const char* end = result.ptr;
    while (end[-1] == '0') --end;
    if (end[-1] == '.') --end;
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

std::string format_hex_float(double number) {
    if (std::isnan(number) || std::isinf(number)) return std::string(special_text(number));
    const auto bits = std::bit_cast<std::uint64_t>(number);
    const auto exponent = static_cast<int>((bits >> 52) & 0x7FF);
    std::string mantissa = to_hex(bits & 0xFFFFFFFFFFFFF, 13);
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    std::string text = std::signbit(number) ? "-0x" : "0x";
    text += exponent == 0 ? '0' : '1';
    if (!mantissa.empty()) text.append(1, '.').append(mantissa);
    const int power = number == 0 ? 0 : exponent == 0 ? -1022 : exponent - 1023;
    text.append(power < 0 ? "p-" : "p+").append(std::to_string(std::abs(power)));
    return text;
}

std::int64_t ulp_distance(double a, double b) noexcept {
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
    if (std::isnan(a) || std::isnan(b)) return kMax;
    std::int64_t distance = 0;
    if (__builtin_sub_overflow(ordinal(b), ordinal(a), &distance)) return b > a ? kMax - 1 : -(kMax - 1);
    return distance;
}

BitFields bit_fields(Storage storage, double number) {
    if (storage == Storage::F64) return float_fields(std::bit_cast<std::uint64_t>(number), kDoubleShape);
    if (storage == Storage::F32) return float_fields(std::bit_cast<std::uint32_t>(math::to_f32(number)), kFloatShape);
    BitFields fields;
    fields.mantissa = to_binary(math::to_uint32(number), 32);
    fields.hex = to_hex(math::to_uint32(number), 8);
    fields.category = "integer";
    return fields;
}

std::string trace_bits(Storage storage, double number) {
    switch (storage) {
        case Storage::F32:
            return std::isnan(number) ? "7fc00000" : to_hex(std::bit_cast<std::uint32_t>(math::to_f32(number)), 8);
        case Storage::I32:
        case Storage::U32: return to_hex(math::to_uint32(number), 8);
        case Storage::F64:
        case Storage::Object: break;
    }
    return std::isnan(number) ? "7ff8000000000000" : to_hex(std::bit_cast<std::uint64_t>(number), 16);
}

}  // namespace slotscope
