// SPDX-License-Identifier: MIT
// Values as one line for people, and as JSON for traces. Numbers are in format.cpp.
#include <cmath>
#include <type_traits>

#include "debug/format_text.h"
#include "slotscope/format.h"

namespace slotscope {
namespace {

bool is_identifier(std::string_view text) noexcept {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    };
    if (text.empty() || !is_letter(text.front())) return false;
    for (const char c : text) {
        if (!is_letter(c) && (c < '0' || c > '9')) return false;
    }
    return true;
}

/// Writes until the text is longer than its limit, so that a buffer of a million elements costs no more than a short one.
class LineWriter {
public:
    explicit LineWriter(std::size_t max_length) : max_length_(max_length) {}

    void write(const Value& value, bool is_nested = false) {
        switch (value.kind()) {
            case Value::Kind::Undefined: text_ += "undefined"; break;
            case Value::Kind::Null: text_ += "null"; break;
            case Value::Kind::Boolean: text_ += *value.boolean() ? "true" : "false"; break;
            case Value::Kind::Number: text_ += format_shortest(*value.number()); break;
            case Value::Kind::String:
                append_json_string(text_, std::string_view(*value.string()).substr(0, max_length_ + 4));
                break;
            case Value::Kind::Array: write(*value.array()); break;
            case Value::Kind::Object: write(*value.object()); break;
            case Value::Kind::TypedArray:
                // Its elements are separated by commas too, so inside another value it needs its own brackets.
                if (is_nested) text_ += '(';
                write(*value.typed_array());
                if (is_nested) text_ += ')';
                break;
        }
    }

    [[nodiscard]] std::string take() {
        truncate_utf8(text_, max_length_);
        return std::move(text_);
    }

private:
    [[nodiscard]] bool is_full() const noexcept { return text_.size() > max_length_; }

    void write(const ValueArray& elements) {
        text_ += '[';
        for (std::size_t i = 0; i < elements.size() && !is_full(); ++i) {
            if (i > 0) text_ += ", ";
            write(elements[i], true);
        }
        text_ += ']';
    }

    void write(const ValueObject& members) {
        text_ += '{';
        for (std::size_t i = 0; i < members.size() && !is_full(); ++i) {
            if (i > 0) text_ += ", ";
            const std::string& name = members[i].first;
            if (is_identifier(name)) text_ += name;
            else append_json_string(text_, name);
            text_ += ": ";
            write(members[i].second, true);
        }
        text_ += '}';
    }

    void write(const TypedArray& array) {
        text_ += element_type_name(array.type);
        text_ += '[' + std::to_string(array.size()) + ']';
        std::visit(
            [this](const auto& elements) {
                for (std::size_t i = 0; i < elements.size() && !is_full(); ++i) {
                    text_ += i > 0 ? ", " : " ";
                    if constexpr (std::is_same_v<std::decay_t<decltype(elements[i])>, float>)
                        text_ += format_shortest(elements[i]);
                    else text_ += format_shortest(static_cast<double>(elements[i]));
                }
            },
            array.data);
    }

    std::size_t max_length_;
    std::string text_;
};

void append_trace_number(std::string& out, double number) {
    const bool needs_quotes = !std::isfinite(number) || (number == 0 && std::signbit(number));
    if (needs_quotes) out += '"';
    out += format_shortest(number);
    if (needs_quotes) out += '"';
}

}  // namespace

std::string format_value(const Value& value, std::size_t max_length) {
    LineWriter writer(max_length);
    writer.write(value);
    return writer.take();
}

void append_trace_json(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::Undefined: out += R"({"$undef":1})"; break;
        case Value::Kind::Null: out += "null"; break;
        case Value::Kind::Boolean: out += *value.boolean() ? "true" : "false"; break;
        case Value::Kind::Number: append_trace_number(out, *value.number()); break;
        case Value::Kind::String: append_json_string(out, *value.string()); break;
        case Value::Kind::Array: {
            out += '[';
            bool is_first = true;
            for (const Value& element : *value.array()) {
                if (!std::exchange(is_first, false)) out += ',';
                append_trace_json(out, element);
            }
            out += ']';
            break;
        }
        case Value::Kind::Object: {
            out += '{';
            bool is_first = true;
            for (const auto& [name, member] : *value.object()) {
                if (member.is_undefined()) continue;
                if (!std::exchange(is_first, false)) out += ',';
                append_json_string(out, name);
                out += ':';
                append_trace_json(out, member);
            }
            out += '}';
            break;
        }
        case Value::Kind::TypedArray: {
            const TypedArray& array = *value.typed_array();
            out += R"({"$ta":")";
            out += element_type_name(array.type);
            out += R"(","data":[)";
            for (std::size_t i = 0, count = array.size(); i < count; ++i) {
                if (i > 0) out += ',';
                append_trace_number(out, array.at(i));
            }
            out += "]}";
            break;
        }
    }
}

namespace {

/// Unicode's own line breaks are legal in JSON, but readers that go line by line split there.
std::string_view line_break_escape(std::string_view character) noexcept {
    if (character == "\u0085") return "\\u0085";
    if (character == "\u2028") return "\\u2028";
    if (character == "\u2029") return "\\u2029";
    return {};
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const std::size_t length = utf8_sequence(text);
        if (length == 0) {
            out += kReplacement;
            text.remove_prefix(utf8_malformed(text));
            continue;
        }
        const char first = text.front();
        switch (first) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            default:
                if (static_cast<unsigned char>(first) < 0x20) {
                    out += "\\u00";
                    out += "0123456789abcdef"[first >> 4];
                    out += "0123456789abcdef"[first & 0xF];
                } else {
                    const std::string_view character = text.substr(0, length);
                    const std::string_view escape = line_break_escape(character);
                    out += escape.empty() ? character : escape;
                }
        }
        text.remove_prefix(length);
    }
    out += '"';
}

}  // namespace slotscope
