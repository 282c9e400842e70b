// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "program/json_reader.h"
#include "slotscope/limits.h"

namespace slotscope::loading {

bool Report::may_list() noexcept {
    ++error_count_;
    return errors_.size() < limits::kMaxErrors;
}

void Report::fail(JsonNode at, std::string message, ErrorCode code) {
    if (!may_list()) return;
    const TextPlace place = document_.place(at);
    errors_.push_back({code, std::move(message), file_, document_.path(at), place.line, place.column});
}

void Report::fail_type(JsonNode at, std::string_view expected) {
    if (errors_.size() < limits::kMaxErrors) fail(at, fmt::format("found {}, expected {}", found(at), expected));
    else ++error_count_;
}

void Report::fail_missing(JsonNode object, std::string_view key, std::string_view expected) {
    if (!may_list()) return;
    const TextPlace place = document_.place(object);
    std::string path = document_.path(object);
    if (!path.empty()) path += '.';
    path += key;
    errors_.push_back({ErrorCode::Invalid, fmt::format("found no `{}`, expected {}", key, expected), file_,
                       std::move(path), place.line, place.column});
}

void Report::fail_elsewhere(Error error) {
    if (!may_list()) return;
    error.where = file_;
    if (!error.path.empty()) {
        const TextPlace place = document_.place(document_.find(error.path));
        error.line = place.line;
        error.column = place.column;
    }
    errors_.push_back(std::move(error));
}

void Report::unknown_field(std::string_view owner, const JsonDocument::Member& member) {
    std::string what = fmt::format("unknown field `{:.80}` in {}", member.key, owner);
    if (const auto known = unknown_field_rows_.find(what); known != unknown_field_rows_.end()) {
        ++unknown_fields_[known->second].count;
    } else if (unknown_fields_.size() < limits::kMaxErrors) {
        unknown_fields_.push_back({what, member.value, 1});
        unknown_field_rows_.emplace(std::move(what), unknown_fields_.size() - 1);
    } else {
        ++further_unknown_fields_;
    }
}

Errors Report::take_errors() {
    std::stable_sort(errors_.begin(), errors_.end(), [](const Error& a, const Error& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    if (error_count_ > errors_.size()) {
        const std::size_t rest = error_count_ - errors_.size() + 1;
        errors_.back() = {ErrorCode::Invalid, fmt::format("{} more errors are not listed", rest), file_, {}, 0, 0};
    }
    return std::move(errors_);
}

std::vector<LoadNote> Report::take_notes() {
    std::vector<LoadNote> notes;
    const auto add = [&](std::string message, JsonNode at, std::string path) {
        const TextPlace place = document_.place(at);
        notes.push_back({std::move(message), std::move(path), place.line, place.column});
    };
    for (const UnknownField& field : unknown_fields_) {
        std::string message = field.message + ": ignored";
        if (field.count > 1) message += fmt::format(", {} times; here the first", field.count);
        add(std::move(message), field.first, document_.path(field.first));
    }
    for (const JsonNode key : document_.replaced_keys()) {
        add(fmt::format("the key `{:.80}` occurs again in this object: the last one counts", document_.string(key)),
            key, document_.path(key));
    }
    std::stable_sort(notes.begin(), notes.end(), [](const LoadNote& a, const LoadNote& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    const std::size_t unlisted =
        further_unknown_fields_ + document_.replaced_key_count() - document_.replaced_keys().size();
    if (unlisted > 0)
        notes.push_back({fmt::format("{} more unknown fields and repeated keys are not listed", unlisted), {}, 0, 0});
    return notes;
}

std::string Report::found(JsonNode at) const {
    switch (document_.type(at)) {
        case JsonType::Null: return "null";
        case JsonType::Boolean: return document_.boolean(at) ? "true" : "false";
        case JsonType::Number: return fmt::format("the number {}", document_.number(at));
        case JsonType::String: {
            // Cut between characters: continuation bytes of UTF-8 are 10xxxxxx.
            constexpr std::size_t kMaxShown = 40;
            const std::string_view text = document_.string(at);
            std::size_t size = std::min(text.size(), kMaxShown);
            while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
            return fmt::format("the string \"{}{}\"", text.substr(0, size), size < text.size() ? "…" : "");
        }
        case JsonType::Array: return "an array";
        case JsonType::Object: break;
    }
    return "an object";
}

}  // namespace slotscope::loading
