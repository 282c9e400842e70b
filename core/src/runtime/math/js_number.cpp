// SPDX-License-Identifier: MIT
//
// The rare and the textual conversions of js_number.h.
#include "runtime/math/js_number.h"

#include "runtime/math/bits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace slotscope::math {
namespace {

/// White space and line ends of ECMAScript beyond ASCII, as UTF-8.
constexpr std::array<std::string_view, 19> kWideSpaces = {
    "\xC2\xA0",     "\xEF\xBB\xBF", "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
    "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A",
    "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
};

constexpr bool is_ascii_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trimmed(std::string_view text) noexcept {
    const auto space_length = [](std::string_view rest, bool at_end) -> std::size_t {
        if (rest.empty()) { return 0; }
        if (is_ascii_space(at_end ? rest.back() : rest.front())) { return 1; }
        const auto found = std::find_if(kWideSpaces.begin(), kWideSpaces.end(), [&](std::string_view space) {
            return at_end ? rest.ends_with(space) : rest.starts_with(space);
        });
        return found == kWideSpaces.end() ? 0 : found->size();
    };
    while (const std::size_t length = space_length(text, false)) { text.remove_prefix(length); }
    while (const std::size_t length = space_length(text, true)) { text.remove_suffix(length); }
    return text;
}

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

int digit_value(char c) noexcept {
    if (is_digit(c)) { return c - '0'; }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

/// Digits of base 2^bits, at least one, rounded to nearest even whatever their number.
double parse_power_of_two_base(std::string_view digits, int bits) noexcept {
    std::uint64_t leading =
        0;  // the first 64 bits or fewer, the lowest one also standing for all nonzero bits after it
    int dropped = 0;
    for (const char c : digits) {
        const int value = digit_value(c);
        if (value >= (1 << bits)) { return kNaN; }
        for (int bit = bits; bit-- > 0;) {
            const std::uint64_t next = static_cast<std::uint64_t>(value >> bit) & 1;
            if ((leading >> 63) == 0) {
                leading = (leading << 1) | next;
            } else {
                leading |= next;
                dropped = std::min(dropped + 1, 2000);  // far beyond the largest double, and no overflow
            }
        }
    }
    if (digits.empty()) { return kNaN; }
    // The conversion rounds to nearest even; scaling by two powers then only overflows.
    const int half = dropped / 2;
    return dropped > 1000 ? (leading == 0 ? 0.0 : kInfinity)
                          : static_cast<double>(leading) * power_of_two(half) * power_of_two(dropped - half);
}

/// Whether text is an unsigned decimal literal of ECMAScript: digits with an optional point (a digit on at least one
/// side of it) and an optional exponent.
struct DecimalShape {
    bool is_valid = false;
    /// Exponent of ten of the first nonzero digit, bounded; decides between overflow and underflow.
    long leading_exponent = 0;
};

DecimalShape decimal_shape(std::string_view text) noexcept {
    constexpr long kBound = 1'000'000'000;
    DecimalShape shape;
    std::size_t i = 0;
    std::size_t digits = 0;
    bool nonzero = false;
    const auto scan = [&](bool after_point) {
        for (; i < text.size() && is_digit(text[i]); ++i, ++digits) {
            nonzero = nonzero || text[i] != '0';
            shape.leading_exponent += after_point ? (nonzero ? 0 : -1) : (nonzero ? 1 : 0);
        }
    };
    scan(false);
    if (i < text.size() && text[i] == '.') {
        ++i;
        scan(true);
    }
    if (digits == 0) { return shape; }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        bool negative = false;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) { negative = text[i++] == '-'; }
        if (i == text.size()) { return shape; }
        long exponent = 0;
        for (; i < text.size() && is_digit(text[i]); ++i) {
            exponent = std::min(exponent * 10 + (text[i] - '0'), kBound);
        }
        shape.leading_exponent += negative ? -exponent : exponent;
    }
    shape.is_valid = i == text.size();
    return shape;
}

double parse_decimal(std::string_view text) noexcept {
    const bool has_sign = !text.empty() && (text.front() == '+' || text.front() == '-');
    const bool negative = has_sign && text.front() == '-';
    text.remove_prefix(has_sign ? 1 : 0);
    if (text == "Infinity") { return negative ? -kInfinity : kInfinity; }
    const DecimalShape shape = decimal_shape(text);
    if (!shape.is_valid) { return kNaN; }
    double value = 0.0;
    const std::from_chars_result parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec == std::errc::result_out_of_range) { value = shape.leading_exponent > 0 ? kInfinity : 0.0; }
    return negative ? -value : value;
}

}  // namespace

// fmod costs a loop over the quotient's bits. For quotients below 2^26 the remainder n - q*d is computed directly, and
// exactly: q times each half of d is exact, so the rounding error of q*d is known; n - q*d is a multiple of d's last
// place and smaller than d, hence a double. The rounded quotient can only be too large, by one, and then the remainder
// is negative. (Below 2^1000, because the product could overflow.)
double detail::mod_of_larger(double dividend, double divisor) noexcept {
    const double n = std::fabs(dividend);
    const double d = std::fabs(divisor);
    const double quotient = n / d;
    if (!(quotient < 0x1p26 && n < 0x1p1000)) { return std::fmod(dividend, divisor); }
    const double q = static_cast<double>(static_cast<std::int32_t>(quotient));
    const double d_high = std::bit_cast<double>(std::bit_cast<std::uint64_t>(d) & ~std::uint64_t{0x7ffffff});
    const double product = q * d;
    const double error = (q * d_high - product) + q * (d - d_high);
    const double remainder = (n - product) - error;
    return std::copysign(remainder < 0.0 ? remainder + d : remainder, dividend);
}

std::uint32_t detail::to_uint32_wide(double x) noexcept {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const int exponent = static_cast<int>((bits >> 52) & 0x7ff) - 1023;
    const int shift = exponent - 52;  // at least 11 here
    if (shift >= 32) {                // a multiple of 2^32, an infinity or NaN
        return 0;
    }
    const auto low = static_cast<std::uint32_t>((bits & 0x000fffffffffffffU) << shift);
    return is_negative(x) ? 0U - low : low;
}

double string_to_number(std::string_view text) noexcept {
    text = trimmed(text);
    if (text.empty()) { return 0.0; }
    if (text.size() > 2 && text[0] == '0') {
        switch (text[1]) {
            case 'x':
            case 'X': return parse_power_of_two_base(text.substr(2), 4);
            case 'o':
            case 'O': return parse_power_of_two_base(text.substr(2), 3);
            case 'b':
            case 'B': return parse_power_of_two_base(text.substr(2), 1);
            default: break;
        }
    }
    return parse_decimal(text);
}

std::string number_to_string(double x) {
    if (std::isnan(x)) { return "NaN"; }
    if (std::isinf(x)) { return x < 0.0 ? "-Infinity" : "Infinity"; }
    if (x == 0.0) { return "0"; }
    // "d.ddde[+-]xx": shortest digits and the exponent of the first.
    std::array<char, 32> buffer;
    const std::to_chars_result written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(x), std::chars_format::scientific);
    const std::string_view scientific(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
    const std::size_t e = scientific.find('e');
    std::string digits(scientific.substr(0, 1));
    if (e > 2) { digits += scientific.substr(2, e - 2); }
    int exponent = 0;
    const bool negative_exponent = scientific[e + 1] == '-';
    std::from_chars(scientific.data() + e + 2, written.ptr, exponent);
    exponent = negative_exponent ? -exponent : exponent;

    const int count = static_cast<int>(digits.size());
    const int point = exponent + 1;  // position of the decimal point in the digits
    std::string text = x < 0.0 ? "-" : "";
    if (count <= point && point <= 21) {
        text += digits;
        text.append(static_cast<std::size_t>(point - count), '0');
    } else if (0 < point && point <= 21) {
        text.append(digits, 0, static_cast<std::size_t>(point)).append(1, '.');
        text.append(digits, static_cast<std::size_t>(point));
    } else if (-6 < point && point <= 0) {
        text.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
    } else {
        text.append(digits, 0, 1);
        if (count > 1) { text.append(1, '.').append(digits, 1); }
        text.append(exponent < 0 ? "e-" : "e+").append(std::to_string(exponent < 0 ? -exponent : exponent));
    }
    return text;
}

}  // namespace slotscope::math
