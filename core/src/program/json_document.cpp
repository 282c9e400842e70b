// SPDX-License-Identifier: MIT
#include "program/json_document.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "program/json_syntax_error.h"
#include "slotscope/limits.h"

namespace slotscope {

static_assert(limits::kMaxFileBytes < (std::size_t{1} << 29), "Node::offset has 29 bits");

/// The parser's input: tells how far it has read. Spaces after a line break are skipped here, since they are most of a
/// pretty-printed file and a line break is never inside a valid string.
class JsonDocument::Cursor {
public:
    explicit Cursor(std::string_view text) : position_(text.data()), end_(text.data() + text.size()) {}

    struct Iterator {
        using iterator_category = std::input_iterator_tag;
        using value_type = char;
        using difference_type = std::ptrdiff_t;
        using pointer = const char*;
        using reference = const char&;

        Cursor* cursor = nullptr;

        reference operator*() const { return *cursor->position_; }
        Iterator& operator++() {
            const bool is_line_break = *cursor->position_ == '\n';
            ++cursor->position_;
            if (is_line_break) {
                while (cursor->position_ != cursor->end_ && *cursor->position_ == ' ') ++cursor->position_;
            }
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        /// Iterators are only compared with the end.
        bool operator==(const Iterator&) const { return cursor->position_ == cursor->end_; }
        bool operator!=(const Iterator&) const { return cursor->position_ != cursor->end_; }
    };

    [[nodiscard]] std::size_t offset(std::string_view text) const {
        return static_cast<std::size_t>(position_ - text.data());
    }

private:
    const char* position_;
    const char* end_;
};

/// Receives the parser's events, which come in the order of the text; so a token begins at the first byte after the
/// last token that is no space, comma or colon.
class JsonDocument::Builder {
public:
    Builder(JsonDocument& document, const Cursor& cursor) : document_(document), cursor_(cursor) {
        if (document.text_.starts_with("\xEF\xBB\xBF")) accepted_end_ = 3;
    }

    bool null() { return add_scalar(Kind::Null, 0, 4); }
    bool boolean(bool value) { return add_scalar(Kind::Boolean, value ? 1 : 0, value ? 4 : 5); }
    bool number_integer(std::int64_t value) {
        // The parser reads "-0" as the integer 0; it is the float -0.
        return value == 0 ? add_double(-0.0) : add_integer(value);
    }
    bool number_unsigned(std::uint64_t value) {
        return value <= kMaxInteger ? add_integer(static_cast<std::int64_t>(value))
                                    : add_double(static_cast<double>(value));
    }
    bool number_float(double value, const std::string&) { return add_double(value); }
    bool string(std::string& value) { return begin_value() && add_string(value); }
    bool binary(nlohmann::json::binary_t&) { return false; }  // JSON text has none
    bool start_object(std::size_t) { return open_container(Kind::Object, JsonContext::ObjectStart); }
    bool start_array(std::size_t) { return open_container(Kind::Array, JsonContext::ArrayStart); }
    bool end_array() { return close_container(); }
    bool end_object() {
        drop_replaced_keys(open_.back());
        return close_container();
    }
    bool key(std::string& value) {
        find_token();
        if (value.size() > limits::kMaxStringBytes) {
            return fail_limit(fmt::format("a key of {} bytes; the limit is {}", value.size(), limits::kMaxStringBytes));
        }
        if (!count_child()) return false;
        add_string(value);
        context_ = JsonContext::ObjectKey;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
        const std::size_t stopped_at = cursor_.offset(document_.text_);
        const std::uint32_t line = open_.empty() ? 0 : document_.place(open_.back().node).line;
        const JsonSyntaxError found = describe_syntax_error(document_.text_, context_, accepted_end_, stopped_at, line);
        fail(ErrorCode::Parse, found.message, found.offset);
        return false;
    }

    [[nodiscard]] Error take_error() { return std::move(error_); }

private:
    struct Open {
        JsonNode node;
        std::size_t children;
    };
    static constexpr std::int64_t kMaxInteger = std::numeric_limits<std::int32_t>::max();
    static constexpr std::size_t kNumber = 0;  ///< a token size that is yet to be found

    void fail(ErrorCode code, std::string message, std::size_t offset) {
        const TextPlace place = document_.place_of_offset(offset);
        error_ = {code, std::move(message), {}, {}, place.line, place.column};
    }
    bool fail_limit(std::string message) {
        fail(ErrorCode::Limit, std::move(message), token_);
        return false;
    }

    void find_token() {
        const std::string_view text = document_.text_;
        std::size_t at = accepted_end_;
        while (text[at] == ' ' || text[at] == '\n' || text[at] == ',' || text[at] == ':' || text[at] == '\t' ||
               text[at] == '\r')
            ++at;
        token_ = at;
    }
    bool count_child() {
        if (++open_.back().children <= limits::kMaxRows) return true;
        return fail_limit(fmt::format("more than {} elements in one array or object", limits::kMaxRows));
    }
    bool begin_value() {
        find_token();
        return context_ == JsonContext::ObjectKey || open_.empty() || count_child();
    }
    void end_value() {
        context_ = open_.empty()                                      ? JsonContext::Done
                   : document_.kind(open_.back().node) == Kind::Array ? JsonContext::ArrayElement
                                                                      : JsonContext::ObjectValue;
    }
    void add(Kind kind, std::uint32_t payload) {
        document_.nodes_.push_back(
            {static_cast<std::uint32_t>(token_) & 0x1FFF'FFFFU, static_cast<std::uint32_t>(kind) & 7U, payload});
    }
    bool add_scalar(Kind kind, std::uint32_t payload, std::size_t token_size) {
        if (!begin_value()) return false;
        add(kind, payload);
        accepted_end_ = token_ + (token_size == kNumber ? number_size() : token_size);
        end_value();
        return true;
    }
    /// The parser has read one byte past the number, so its end is looked for.
    std::size_t number_size() const {
        const std::string_view text = document_.text_.substr(token_);
        const std::size_t first_digit = text.front() == '-' ? 1 : 0;
        std::size_t end = first_digit + 1;
        const bool is_zero = text[first_digit] == '0';  // ends the integer part: "01" is 0, then something wrong
        if (is_zero && end < text.size() && text[end] >= '0' && text[end] <= '9') return end;
        end = std::min(text.find_first_not_of("0123456789.eE+-", end), text.size());
        return end;
    }
    bool add_integer(std::int64_t value) {
        if (value < std::numeric_limits<std::int32_t>::min()) return add_double(static_cast<double>(value));
        return add_scalar(Kind::Integer, static_cast<std::uint32_t>(value), kNumber);
    }
    bool add_double(double value) {
        document_.doubles_.push_back(value);
        return add_scalar(Kind::Double, static_cast<std::uint32_t>(document_.doubles_.size() - 1), kNumber);
    }
    bool add_string(const std::string& value) {
        accepted_end_ = cursor_.offset(document_.text_);
        const std::size_t raw_size = accepted_end_ - token_ - 2;
        // An escape is always longer than what it stands for.
        if (value.size() == raw_size) {
            add(Kind::String, static_cast<std::uint32_t>(raw_size));
        } else {
            const auto begin = static_cast<std::uint32_t>(document_.unescaped_.size());
            document_.unescaped_ += value;
            document_.escaped_.push_back({begin, static_cast<std::uint32_t>(value.size())});
            add(Kind::EscapedString, static_cast<std::uint32_t>(document_.escaped_.size() - 1));
        }
        end_value();
        return true;
    }
    bool open_container(Kind kind, JsonContext context) {
        if (!begin_value()) return false;
        if (open_.size() == limits::kMaxNesting) {
            return fail_limit(fmt::format("arrays and objects nested deeper than {}", limits::kMaxNesting));
        }
        open_.push_back({static_cast<JsonNode>(document_.nodes_.size()), 0});
        add(kind, 0);
        accepted_end_ = token_ + 1;
        context_ = context;
        return true;
    }
    bool close_container() {
        document_.nodes_[open_.back().node].payload = static_cast<std::uint32_t>(document_.nodes_.size());
        open_.pop_back();
        accepted_end_ = cursor_.offset(document_.text_);
        end_value();
        return true;
    }

    void replace(JsonNode key_node) {
        document_.nodes_[key_node].payload |= kReplaced;
        if (document_.replaced_keys_.size() < limits::kMaxErrors) document_.replaced_keys_.push_back(key_node);
        ++document_.replaced_key_count_;
    }
    void drop_replaced_keys(const Open& object) {
        if (object.children < 2) return;
        keys_.clear();
        const auto end = static_cast<JsonNode>(document_.nodes_.size());
        for (JsonNode key = object.node + 1; key < end; key = document_.next(key + 1)) {
            keys_.push_back({document_.string(key), key, key + 1});
        }
        constexpr std::size_t kSortAbove = 16;  // below, comparing all pairs is faster: most differ in length
        if (keys_.size() > kSortAbove) {
            std::sort(keys_.begin(), keys_.end(), [](const Member& a, const Member& b) {
                return a.key != b.key ? a.key < b.key : a.key_node < b.key_node;
            });
        }
        for (std::size_t i = 0; i + 1 < keys_.size(); ++i) {
            const std::size_t end_of_search = keys_.size() > kSortAbove ? i + 2 : keys_.size();
            for (std::size_t later = i + 1; later < end_of_search; ++later) {
                if (keys_[later].key != keys_[i].key) continue;
                replace(keys_[i].key_node);
                break;
            }
        }
    }

    JsonDocument& document_;
    const Cursor& cursor_;
    JsonContext context_ = JsonContext::Start;
    std::size_t accepted_end_ = 0;
    std::size_t token_ = 0;  ///< where the token of the present event begins
    std::vector<Open> open_;
    std::vector<Member> keys_;  ///< of one object; kept for its memory
    Error error_;
};

namespace {

/// How many nodes to make room for. Growing by doubling would hold three times the room at its last step, and the memory
/// that loading takes is bounded. Every node but the root follows one of these characters; in strings they count too, so
/// the estimate is capped at what real programs have (a node per 7 bytes, 14 when pretty-printed).
std::size_t node_estimate(std::string_view text) {
    std::size_t count = 1;
    for (const char c : text) count += c == ',' || c == ':' || c == '[' || c == '{' ? 1 : 0;
    return std::min(count, text.size() / 5 + 16);
}

}  // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view text, const std::string& name) {
    if (text.size() > limits::kMaxFileBytes) {
        Error error =
            Error::limit(fmt::format("the text has {} bytes; the limit is {}", text.size(), limits::kMaxFileBytes));
        error.where = name;
        return error;
    }
    JsonDocument document(text);
    document.nodes_.reserve(node_estimate(text));
    Cursor cursor(text);
    Builder builder(document, cursor);
    if (!nlohmann::json::sax_parse(Cursor::Iterator{&cursor}, Cursor::Iterator{&cursor}, &builder)) {
        Error error = builder.take_error();
        error.where = name;
        return error;
    }
    return document;
}

JsonType JsonDocument::type(JsonNode node) const noexcept {
    switch (kind(node)) {
        case Kind::Null: return JsonType::Null;
        case Kind::Boolean: return JsonType::Boolean;
        case Kind::Integer:
        case Kind::Double: return JsonType::Number;
        case Kind::String:
        case Kind::EscapedString: return JsonType::String;
        case Kind::Array: return JsonType::Array;
        case Kind::Object: break;
    }
    return JsonType::Object;
}

double JsonDocument::number(JsonNode node) const noexcept {
    const std::uint32_t payload = nodes_[node].payload;
    return kind(node) == Kind::Integer ? static_cast<double>(static_cast<std::int32_t>(payload)) : doubles_[payload];
}

std::size_t JsonDocument::element_count(JsonNode array) const noexcept {
    std::size_t count = 0;
    for (JsonNode node = array + 1; node < nodes_[array].payload; node = next(node)) ++count;
    return count;
}

}  // namespace slotscope
