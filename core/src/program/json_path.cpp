// SPDX-License-Identifier: MIT
// JsonDocument: from a value to its place and path, and back. Only errors, notes and problems need this, so nothing is
// prepared while parsing.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <optional>

#include "program/json_document.h"

namespace slotscope {
namespace {

bool is_identifier(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
    });
}

void append_key(std::string& path, std::string_view key) {
    if (is_identifier(key)) {
        if (!path.empty()) path += '.';
        path += key;
        return;
    }
    path += "[\"";
    for (const char c : key) {
        if (c == '"' || c == '\\') path += '\\';
        path += c;
    }
    path += "\"]";
}

/// One part of a path: a key or an index.
struct PathPart {
    std::string key;
    std::optional<std::size_t> index;
};

/// Takes the first part off; nullopt at the end and where the path is none of ours.
std::optional<PathPart> take_part(std::string_view& path) {
    if (path.empty()) return std::nullopt;
    PathPart part;
    if (path.starts_with("[\"")) {
        path.remove_prefix(2);
        while (!path.empty() && path.front() != '"') {
            if (path.front() == '\\' && path.size() > 1) path.remove_prefix(1);
            part.key += path.front();
            path.remove_prefix(1);
        }
        if (!path.starts_with("\"]")) return std::nullopt;
        path.remove_prefix(2);
        return part;
    }
    if (path.front() == '[') {
        std::size_t index = 0;
        const auto result = std::from_chars(path.data() + 1, path.data() + path.size(), index);
        if (result.ec != std::errc() || result.ptr == path.data() + path.size() || *result.ptr != ']')
            return std::nullopt;
        path.remove_prefix(static_cast<std::size_t>(result.ptr - path.data()) + 1);
        part.index = index;
        return part;
    }
    if (path.front() == '.') path.remove_prefix(1);
    const std::size_t size = std::min(path.find_first_of(".["), path.size());
    part.key = path.substr(0, size);
    path.remove_prefix(size);
    return part;
}

}  // namespace

TextPlace JsonDocument::place_of_offset(std::size_t offset) const {
    // What is known per block keeps a query at one block's scan, and 10,000 problems of a large file at milliseconds.
    constexpr std::size_t kBlock = 4096;
    BlockStart at{0, 0};
    const auto pass = [&](std::size_t begin, std::size_t end) {
        for (const char* p = text_.data() + begin; p != text_.data() + end; ++p) {
            p = static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(text_.data() + end - p)));
            if (p == nullptr) break;
            ++at.lines;
            at.line_start = static_cast<std::uint32_t>(p - text_.data()) + 1;
        }
    };
    if (blocks_.empty()) {
        for (std::size_t begin = 0; begin <= text_.size(); begin += kBlock) {
            blocks_.push_back(at);
            pass(begin, std::min(begin + kBlock, text_.size()));
        }
    }
    offset = std::min(offset, text_.size());
    const std::size_t block = offset / kBlock;
    at = blocks_[block];
    pass(block * kBlock, offset);
    return {at.lines + 1, static_cast<std::uint32_t>(offset - at.line_start) + 1};
}

std::string JsonDocument::path(JsonNode target) const {
    std::string path;
    JsonNode node = root();
    while (node != target && is_container(node)) {
        JsonNode child = node + 1;
        const bool is_object = kind(node) == Kind::Object;
        for (std::size_t index = 0;; ++index) {
            const JsonNode value = is_object ? child + 1 : child;
            const JsonNode end = next(value);
            if (target < end) {
                if (is_object) append_key(path, string(child));
                else path += fmt::format("[{}]", index);
                if (target < value) return path;  // the key itself
                node = value;
                break;
            }
            child = end;
        }
    }
    return path;
}

JsonNode JsonDocument::element(JsonNode array, std::size_t index) const {
    constexpr std::size_t kIndexAbove = 32;  // nearer elements are reached by walking
    if (index > kIndexAbove) {
        auto [entry, is_new] = elements_of_.try_emplace(array);
        if (is_new) {
            for (const JsonNode node : elements(array)) entry->second.push_back(node);
        }
        return index < entry->second.size() ? entry->second[index] : kNoNode;
    }
    for (const JsonNode node : elements(array)) {
        if (index-- == 0) return node;
    }
    return kNoNode;
}

JsonNode JsonDocument::member(JsonNode object, std::string_view key) const noexcept {
    for (const Member& member : members(object)) {
        if (member.key == key) return member.value;
    }
    return kNoNode;
}

JsonNode JsonDocument::find(std::string_view path) const {
    JsonNode node = root();
    while (const std::optional<PathPart> part = take_part(path)) {
        JsonNode child = kNoNode;
        if (part->index && kind(node) == Kind::Array) child = element(node, *part->index);
        if (!part->index && kind(node) == Kind::Object) child = member(node, part->key);
        if (child == kNoNode) break;
        node = child;
    }
    return node;
}

}  // namespace slotscope
