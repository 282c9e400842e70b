// SPDX-License-Identifier: MIT
#include "model/value_text.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "model/words.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

using ParsedNumber = std::variant<double, std::string>;

bool is_word(std::string_view text, std::string_view word) {
    if (text.size() != word.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((text[i] | 0x20) != word[i]) return false;
    return true;
}

/// After the sign and "0x". A point or an exponent makes it a hex float.
ParsedNumber parse_hex(std::string_view digits) {
    const std::string wrong = "After 0x stand hexadecimal digits, for instance 0x1F or 0x1.8p3.";
    double value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::hex);
    if (error == std::errc::result_out_of_range)
        return std::string("That number is too large or too small for a double.");
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return wrong;
    return value;
}

/// Whole and within the limits, or why not.
ParsedNumber whole(double value, double lowest, double highest) {
    if (value == std::trunc(value) && value >= lowest && value <= highest) return value;
    return "Here stands a whole number from " + format_shortest(lowest) + " to " + format_shortest(highest) + ".";
}

ParsedNumber fitting_f32(double value) {
    if (std::isfinite(value) && !std::isfinite(static_cast<float>(value)))
        return std::string("That is too large for an f32; write Infinity if you mean it.");
    return static_cast<double>(static_cast<float>(value));
}

ParsedNumber fitting_i32(double value) {
    return whole(value, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max());
}

}  // namespace

ParsedNumber parse_number(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return std::string("Type a number.");
    const bool is_negative = text.front() == '-';
    std::string_view rest = text;
    if (is_negative || text.front() == '+') rest.remove_prefix(1);
    const double sign = is_negative ? -1 : 1;
    if (is_word(rest, "nan")) return std::numeric_limits<double>::quiet_NaN();
    if (is_word(rest, "infinity") || is_word(rest, "inf")) return sign * std::numeric_limits<double>::infinity();
    if (rest.starts_with("0x") || rest.starts_with("0X")) {
        ParsedNumber hex = parse_hex(rest.substr(2));
        if (auto* value = std::get_if<double>(&hex)) *value *= sign;
        return hex;
    }
    double value = 0;
    // from_chars would take a second sign.
    const bool starts_well = !rest.empty() && (rest.front() == '.' || (rest.front() >= '0' && rest.front() <= '9'));
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (starts_well && error == std::errc::result_out_of_range)
        return std::string("That number is too large or too small for a double.");
    if (!starts_well || error != std::errc() || end != rest.data() + rest.size())
        return "\"" + std::string(text) + "\" is no number; 0.5, 1e-3, 0x1F, NaN and -Infinity are.";
    return sign * value;
}

std::variant<Value, std::string> parse_slot_value(std::string_view text, Storage storage) {
    text = trimmed(text);
    if (storage == Storage::Object) {
        if (text == "true" || text == "false") return Value(text == "true");
        if (text == "null") return Value(Null{});
        if (text == "undefined") return Value();
        if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
            return Value(std::string(text.substr(1, text.size() - 2)));
    }
    ParsedNumber number = parse_number(text);
    if (auto* value = std::get_if<double>(&number)) {
        switch (storage) {
            case Storage::F32: number = fitting_f32(*value); break;
            case Storage::I32: number = fitting_i32(*value); break;
            case Storage::U32: number = whole(*value, 0, std::numeric_limits<std::uint32_t>::max()); break;
            case Storage::F64:
            case Storage::Object: break;
        }
    } else if (storage == Storage::Object) {
        return std::string("An object slot takes a number, true, false, null, undefined or \"text\" here.");
    }
    if (auto* reason = std::get_if<std::string>(&number)) return std::move(*reason);
    return Value(std::get<double>(number));
}

ParsedNumber parse_state_value(std::string_view text, StateStorage storage) {
    const ParsedNumber number = parse_number(text);
    const auto* value = std::get_if<double>(&number);
    if (value == nullptr || storage == StateStorage::F64) return number;
    return storage == StateStorage::F32 ? fitting_f32(*value) : fitting_i32(*value);
}

}  // namespace slotscope::gui
