// SPDX-License-Identifier: MIT
#include "debug/conditions/json_members.h"

#include <fmt/format.h>

#include "slotscope/limits.h"

namespace slotscope {
namespace {

constexpr std::size_t kMaxJsonBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxNesting = 8;  ///< the formats have 3 levels

/// Deep nesting would overflow the stack of the parser's destructor chain: counted before, strings understood.
bool is_too_deep(std::string_view text) noexcept {
    std::size_t depth = 0;
    bool is_quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (is_quoted && c == '\\') ++at;
        else if (c == '"') is_quoted = !is_quoted;
        else if (!is_quoted && (c == '[' || c == '{') && ++depth > kMaxNesting) return true;
        else if (!is_quoted && (c == ']' || c == '}') && depth > 0) --depth;
    }
    return false;
}

}  // namespace

Error at_path(Error error, std::string path) {
    error.path = std::move(path);
    return error;
}

Result<JsonValue, Errors> parse_list_file(std::string_view text, int version, const char* list) {
    if (text.size() > kMaxJsonBytes)
        return Errors{Error::limit(fmt::format("The text is longer than {} bytes", kMaxJsonBytes))};
    if (is_too_deep(text))
        return Errors{Error::limit(fmt::format("The text is nested more than {} deep", kMaxNesting))};
    JsonValue whole = JsonValue::parse(text, nullptr, false);
    if (whole.is_discarded()) return Errors{Error::invalid("The text is not JSON")};
    if (!whole.is_object())
        return Errors{Error::invalid(fmt::format("expected an object, found {}", whole.type_name()))};
    const auto found = whole.find("version");
    if (found == whole.end() || !found->is_number_integer() || found->get<std::int64_t>() != version)
        return Errors{at_path(Error::invalid(fmt::format("expected version {}", version)), "version")};
    const auto rows = whole.find(list);
    if (rows == whole.end() || !rows->is_array()) return Errors{at_path(Error::invalid("expected a list"), list)};
    return whole;
}

MemberReader::MemberReader(const JsonValue& object, std::string path, Errors& errors)
    : object_(object), path_(std::move(path)), errors_(errors) {
    if (object.is_object()) return;
    is_good_ = false;
    if (errors_.size() >= limits::kMaxErrors) return;
    errors_.push_back(at_path(Error::invalid(fmt::format("expected an object, found {}", object.type_name())), path_));
}

const JsonValue* MemberReader::find(const char* member) const {
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(member);
    return found == object_.end() ? nullptr : &*found;
}

void MemberReader::fail(const char* member, std::string message, std::uint32_t column) {
    is_good_ = false;
    if (errors_.size() >= limits::kMaxErrors) return;
    Error error = column == 0 ? Error::invalid(std::move(message)) : Error::parse({}, std::move(message), 1, column);
    errors_.push_back(at_path(std::move(error), fmt::format("{}.{}", path_, member)));
}

void MemberReader::read(const char* member, bool& value) {
    const JsonValue* found = find(member);
    if (found == nullptr) return;
    if (!found->is_boolean()) return fail(member, fmt::format("expected true or false, found {}", found->type_name()));
    value = found->get<bool>();
}

void MemberReader::read(const char* member, std::uint64_t& value) {
    const JsonValue* found = find(member);
    if (found == nullptr) return;
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() > limits::kMaxSlotId)
        return fail(member, fmt::format("expected a whole number from 0 to {}", limits::kMaxSlotId));
    value = found->get<std::uint64_t>();
}

void MemberReader::read(const char* member, std::string& value, std::size_t most) {
    const JsonValue* found = find(member);
    if (found == nullptr) return;
    if (!found->is_string()) return fail(member, fmt::format("expected a text, found {}", found->type_name()));
    if (found->get_ref<const std::string&>().size() > most)
        return fail(member, fmt::format("is longer than {} bytes", most));
    value = found->get<std::string>();
}

}  // namespace slotscope
