// SPDX-License-Identifier: MIT
// `JsonDocument`: a parsed JSON text as one flat array of 8-byte nodes in the order of the text, so that every value
// knows its place (line, column, path) at almost no cost. Strings are slices of the text, which the caller keeps alive.
// Not here: what the values mean (json_reader.h), wording of syntax errors (json_syntax_error.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "slotscope/result.h"

namespace slotscope {

/// Position of a value in the document. A container's node is followed by its descendants.
using JsonNode = std::uint32_t;
inline constexpr JsonNode kNoNode = UINT32_MAX;

enum class JsonType : std::uint8_t { Null, Boolean, Number, String, Array, Object };

struct TextPlace {
    std::uint32_t line = 1;    ///< 1-based
    std::uint32_t column = 1;  ///< 1-based, in bytes
};

class JsonDocument {
public:
    struct Member {
        std::string_view key;
        JsonNode key_node;
        JsonNode value;
    };
    /// Children of a container, in the order of the text. Of equal keys of an object only the last is seen.
    template <class Item>
    class Children;

    /// `text` must outlive the document. Errors: Parse (broken JSON) or Limit, always one, with its place.
    [[nodiscard]] static Result<JsonDocument> parse(std::string_view text, const std::string& name);

    [[nodiscard]] JsonNode root() const noexcept { return 0; }
    [[nodiscard]] JsonType type(JsonNode node) const noexcept;
    /// Preconditions of these three: the node is of that type.
    [[nodiscard]] double number(JsonNode node) const noexcept;
    [[nodiscard]] bool boolean(JsonNode node) const noexcept { return nodes_[node].payload != 0; }
    [[nodiscard]] std::string_view string(JsonNode node) const noexcept;
    /// Precondition: an array. O(elements).
    [[nodiscard]] std::size_t element_count(JsonNode array) const noexcept;
    [[nodiscard]] Children<JsonNode> elements(JsonNode array) const noexcept;
    [[nodiscard]] Children<Member> members(JsonNode object) const noexcept;
    /// The node after this one and its descendants.
    [[nodiscard]] JsonNode next(JsonNode node) const noexcept {
        return is_container(node) ? nodes_[node].payload : node + 1;
    }
    [[nodiscard]] std::size_t node_count() const noexcept { return nodes_.size(); }

    /// Keys that an equal one follows in the same object: at most limits::kMaxErrors, in order of their objects' ends.
    [[nodiscard]] const std::vector<JsonNode>& replaced_keys() const noexcept { return replaced_keys_; }
    [[nodiscard]] std::size_t replaced_key_count() const noexcept { return replaced_key_count_; }

    [[nodiscard]] TextPlace place(JsonNode node) const { return place_of_offset(nodes_[node].offset); }
    /// Like `schedule.steps[3].outSlot`; keys that are no identifiers as `["…"]`; "" for the root. O(siblings).
    [[nodiscard]] std::string path(JsonNode node) const;
    /// The node that a path as `path` writes it names, or the deepest node on the way that exists.
    [[nodiscard]] JsonNode find(std::string_view path) const;

private:
    enum class Kind : std::uint32_t { Null, Boolean, Integer, Double, String, EscapedString, Array, Object };
    struct Node {
        std::uint32_t offset : 29;  ///< of the token in the text: limits::kMaxFileBytes is below 2^29
        std::uint32_t kind : 3;
        /// Boolean, Integer: the value. Double: place in doubles_. String: bytes. EscapedString: place in escaped_.
        /// Array, Object: the node after the last descendant. A replaced key has kReplaced set.
        std::uint32_t payload;
    };
    struct Slice {
        std::uint32_t begin;
        std::uint32_t size;
    };
    static constexpr std::uint32_t kReplaced = std::uint32_t{1} << 31;
    class Builder;
    class Cursor;

    explicit JsonDocument(std::string_view text) : text_(text) {}
    [[nodiscard]] Kind kind(JsonNode node) const noexcept { return static_cast<Kind>(nodes_[node].kind); }
    [[nodiscard]] bool is_container(JsonNode node) const noexcept { return kind(node) >= Kind::Array; }
    [[nodiscard]] std::string_view slice(Slice s) const noexcept {
        return std::string_view(unescaped_).substr(s.begin, s.size);
    }
    [[nodiscard]] TextPlace place_of_offset(std::size_t offset) const;
    [[nodiscard]] JsonNode element(JsonNode array, std::size_t index) const;
    [[nodiscard]] JsonNode member(JsonNode object, std::string_view key) const noexcept;

    std::string_view text_;
    std::vector<Node> nodes_;
    std::vector<double> doubles_;
    std::string unescaped_;       ///< strings that the text has with escapes
    std::vector<Slice> escaped_;  ///< their places in unescaped_
    std::vector<JsonNode> replaced_keys_;
    std::size_t replaced_key_count_ = 0;

    // Made when first asked for. A document belongs to one thread.
    struct BlockStart {
        std::uint32_t lines;       ///< line breaks before the block
        std::uint32_t line_start;  ///< offset of the line that the block starts in
    };
    mutable std::vector<BlockStart> blocks_;
    mutable std::unordered_map<JsonNode, std::vector<JsonNode>> elements_of_;  ///< of long arrays that `find` passed
};

template <class Item>
class JsonDocument::Children {
public:
    class Iterator {
    public:
        Iterator(const JsonDocument& document, JsonNode node, JsonNode end) noexcept
            : document_(&document), node_(node), end_(end) {
            skip_replaced();
        }
        [[nodiscard]] Item operator*() const noexcept {
            if constexpr (kIsMember) return {document_->string(node_), node_, node_ + 1};
            else return node_;
        }
        Iterator& operator++() noexcept {
            node_ = document_->next(kIsMember ? node_ + 1 : node_);
            skip_replaced();
            return *this;
        }
        [[nodiscard]] bool operator==(const Iterator& other) const noexcept { return node_ == other.node_; }
        /// For `at`; at the end the container's end.
        [[nodiscard]] JsonNode node() const noexcept { return node_; }

    private:
        static constexpr bool kIsMember = !std::is_same_v<Item, JsonNode>;
        void skip_replaced() noexcept {
            if constexpr (kIsMember) {
                while (node_ < end_ && (document_->nodes_[node_].payload & kReplaced) != 0)
                    node_ = document_->next(node_ + 1);
            }
        }
        const JsonDocument* document_;
        JsonNode node_;
        JsonNode end_;
    };

    Children(const JsonDocument& document, JsonNode begin, JsonNode end) noexcept
        : document_(document), begin_(begin), end_(end) {}
    [[nodiscard]] Iterator begin() const noexcept { return {document_, begin_, end_}; }
    [[nodiscard]] Iterator end() const noexcept { return {document_, end_, end_}; }
    [[nodiscard]] Iterator at(JsonNode node) const noexcept { return {document_, node, end_}; }
    [[nodiscard]] bool empty() const noexcept { return begin() == end(); }

private:
    const JsonDocument& document_;
    JsonNode begin_;
    JsonNode end_;
};

inline JsonDocument::Children<JsonNode> JsonDocument::elements(JsonNode array) const noexcept {
    return {*this, array + 1, nodes_[array].payload};
}
inline JsonDocument::Children<JsonDocument::Member> JsonDocument::members(JsonNode object) const noexcept {
    return {*this, object + 1, nodes_[object].payload};
}
inline std::string_view JsonDocument::string(JsonNode node) const noexcept {
    const Node& n = nodes_[node];
    const std::uint32_t payload = n.payload & ~kReplaced;
    if (kind(node) == Kind::String) return text_.substr(n.offset + 1, payload);
    return slice(escaped_[payload]);
}

}  // namespace slotscope
