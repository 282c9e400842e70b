// SPDX-License-Identifier: MIT
#include "runtime/steps/colors.h"

#include <algorithm>
#include <string>

#include "runtime/math/js_number.h"

namespace slotscope {

namespace {

constexpr std::string_view kSpaces = " \t\n\r\f\v";

/// Number.parseInt(text, 16): spaces, a sign and "0x" may come first, what follows the digits is ignored.
double parse_hex(std::string_view text) noexcept {
    text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
    double sign = 1;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        sign = text.front() == '-' ? -1 : 1;
        text.remove_prefix(1);
    }
    if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
    double value = math::kNaN;
    for (const char c : text) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) break;
        value = (value == value ? value * 16 : 0) + digit;
    }
    return sign * value;
}

/// One character per UTF-16 unit, since lengths count those; '?' for all that is not ASCII, which is never a digit.
std::string as_units(std::string_view text) {
    std::string units;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) units += c;
        else if (byte >= 0xc0) units.append(byte >= 0xf0 ? 2 : 1, '?');
    }
    return units;
}

std::optional<Color> parse_hash(std::string_view hex) noexcept {
    const auto pair = [&](std::size_t at) { return parse_hex(hex.substr(at, 2)) / 255; };
    const auto doubled = [&](std::size_t at) {
        const char digits[] = {hex[at], hex[at]};
        return parse_hex({digits, 2}) / 255;
    };
    switch (hex.size()) {
        case 3: return Color{doubled(0), doubled(1), doubled(2), 1};
        case 6: return Color{pair(0), pair(2), pair(4), 1};
        case 8: return Color{pair(0), pair(2), pair(4), pair(6)};
        default: return std::nullopt;
    }
}

/// Takes text off the front of what is left.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}
    bool take(char c) noexcept {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take(std::string_view word) noexcept {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    /// All leading characters of the set.
    std::string_view take_all(std::string_view set) noexcept {
        const std::size_t end = std::min(rest_.find_first_not_of(set), rest_.size());
        const std::string_view taken = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return taken;
    }

private:
    std::string_view rest_;
};

/// Number.parseFloat of digits and points: up to the second point.
double parse_float(std::string_view text) noexcept {
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) text = text.substr(0, text.find('.', point + 1));
    return math::string_to_number(text);
}

/// "rgb(1, 2, 3)" or "rgba(1, 2, 3, 0.5)" at the start of the text.
std::optional<Color> match_rgb(std::string_view text) {
    Scanner in(text);
    if (!in.take("rgb")) return std::nullopt;
    in.take('a');
    if (!in.take('(')) return std::nullopt;
    double channels[3];
    for (int i = 0; i < 3; ++i) {
        if (i > 0) {
            if (!in.take(',')) return std::nullopt;
            in.take_all(kSpaces);
        }
        const std::string_view digits = in.take_all("0123456789");
        if (digits.empty()) return std::nullopt;
        channels[i] = math::string_to_number(digits) / 255;
    }
    Color color{channels[0], channels[1], channels[2], 1};
    if (in.take(',')) {
        in.take_all(kSpaces);
        const std::string_view alpha = in.take_all("0123456789.");
        if (alpha.empty()) return std::nullopt;
        color.a = parse_float(alpha);
    }
    return in.take(')') ? std::optional(color) : std::nullopt;
}

double clamp01(double x) noexcept { return math::js_max(0, math::js_min(1, x)); }

}  // namespace

Color parse_color(std::string_view text) {
    if (text.starts_with('#')) {
        if (const auto color = parse_hash(as_units(text.substr(1)))) return *color;
    } else if (text.starts_with("rgb")) {
        for (std::size_t at = 0; at != std::string_view::npos; at = text.find("rgb", at + 1)) {
            if (const auto color = match_rgb(text.substr(at))) return *color;
        }
    }
    return {};
}

std::optional<Color> to_color(const Value& value) {
    if (const std::string* text = value.string()) return parse_color(*text);
    if (const double* grey = value.number()) return Color{*grey, *grey, *grey, 1};
    const auto channel = [&](std::string_view name) {
        const Value* member = value.member(name);
        return member == nullptr ? nullptr : member->number();
    };
    const double *r = channel("r"), *g = channel("g"), *b = channel("b"), *a = channel("a");
    if (r == nullptr || g == nullptr || b == nullptr) return std::nullopt;
    return Color{*r, *g, *b, a == nullptr ? 1 : *a};
}

std::array<std::uint8_t, 4> quantize_rgba(const Color& color) noexcept {
    const double alpha = clamp01(color.a);
    const auto byte = [](double x) { return math::to_uint8(math::js_round(x * 255)); };
    return {byte(clamp01(color.r) * alpha), byte(clamp01(color.g) * alpha), byte(clamp01(color.b) * alpha),
            byte(alpha)};
}

}  // namespace slotscope
