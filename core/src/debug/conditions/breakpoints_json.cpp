// SPDX-License-Identifier: MIT
// {"version":1,"breakpoints":[{"id":1,"condition":"change mix.sum",…}],"disabledGroups":["clock"]}. Members that have their
// default value are left out; unknown members are skipped, so that an older version reads what a newer one wrote.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "slotscope/breakpoints.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

/// For reading: an ordered one finds members in linear time, which a text of many members would make quadratic.
using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kMaxJsonBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxNesting = 8;  ///< the format has 3 levels
constexpr std::size_t kMaxGroups = limits::kMaxBreakpoints;

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

/// Reads one breakpoint's members and notes what is wrong with them.
class MemberReader {
public:
    MemberReader(const Json& object, std::string path, Errors& errors)
        : object_(object), path_(std::move(path)), errors_(errors) {}

    void fail(const char* member, std::string message, std::uint32_t column = 0) {
        is_good_ = false;
        if (errors_.size() >= limits::kMaxErrors) return;
        Error error =
            column == 0 ? Error::invalid(std::move(message)) : Error::parse({}, std::move(message), 1, column);
        error.path = fmt::format("{}.{}", path_, member);
        errors_.push_back(std::move(error));
    }

    void read(const char* member, bool& value) {
        const auto found = object_.find(member);
        if (found == object_.end()) return;
        if (!found->is_boolean())
            return fail(member, fmt::format("expected true or false, found {}", found->type_name()));
        value = found->get<bool>();
    }
    void read(const char* member, std::uint64_t& value) {
        const auto found = object_.find(member);
        if (found == object_.end()) return;
        if (!found->is_number_unsigned() || found->get<std::uint64_t>() > limits::kMaxSlotId) {
            return fail(member, fmt::format("expected a whole number from 0 to {}", limits::kMaxSlotId));
        }
        value = found->get<std::uint64_t>();
    }
    void read(const char* member, std::string& value, std::size_t most) {
        const auto found = object_.find(member);
        if (found == object_.end()) return;
        if (!found->is_string()) return fail(member, fmt::format("expected a text, found {}", found->type_name()));
        if (found->get_ref<const std::string&>().size() > most)
            return fail(member, fmt::format("is longer than {} bytes", most));
        value = found->get<std::string>();
    }
    [[nodiscard]] bool is_good() const noexcept { return is_good_; }

private:
    const Json& object_;
    std::string path_;
    Errors& errors_;
    bool is_good_ = true;
};

std::optional<Breakpoint> read_breakpoint(const Json& object, std::string path, Errors& errors) {
    if (!object.is_object()) {
        Error error = Error::invalid(fmt::format("expected an object, found {}", object.type_name()));
        error.path = std::move(path);
        if (errors.size() < limits::kMaxErrors) errors.push_back(std::move(error));
        return {};
    }
    MemberReader reader(object, std::move(path), errors);
    Breakpoint breakpoint;
    std::string condition;
    reader.read("id", breakpoint.id);
    reader.read("condition", condition, limits::kMaxExpressionBytes);
    reader.read("enabled", breakpoint.is_enabled);
    reader.read("ignoreHits", breakpoint.ignore_hits);
    reader.read("onlyHit", breakpoint.only_hit);
    reader.read("logOnly", breakpoint.is_log_only);
    reader.read("message", breakpoint.message, limits::kMaxExpressionBytes);
    reader.read("group", breakpoint.group, limits::kMaxGroupBytes);
    if (!reader.is_good()) return {};
    Result<Condition> parsed = Condition::parse(condition);
    if (!parsed) {
        reader.fail("condition", parsed.error().message, parsed.error().column);
        return {};
    }
    breakpoint.condition = std::move(parsed).value();
    return breakpoint;
}

Error at_path(Error error, std::string path) {
    error.path = std::move(path);
    return error;
}

}  // namespace

std::string BreakpointSet::to_json() const {
    OrderedJson list = OrderedJson::array();
    for (const Entry& entry : entries_) {
        const Breakpoint& breakpoint = entry.breakpoint;
        OrderedJson object = {{"id", breakpoint.id}, {"condition", breakpoint.condition.to_text()}};
        if (!breakpoint.is_enabled) object["enabled"] = false;
        if (breakpoint.ignore_hits != 0) object["ignoreHits"] = breakpoint.ignore_hits;
        if (breakpoint.only_hit != 0) object["onlyHit"] = breakpoint.only_hit;
        if (breakpoint.is_log_only) object["logOnly"] = true;
        if (!breakpoint.message.empty()) object["message"] = breakpoint.message;
        if (!breakpoint.group.empty()) object["group"] = breakpoint.group;
        list.push_back(std::move(object));
    }
    OrderedJson whole = {{"version", kVersion}, {"breakpoints", std::move(list)}};
    if (!disabled_groups_.empty()) whole["disabledGroups"] = disabled_groups_;
    // Names come from programs and people: what is not UTF-8 becomes U+FFFD.
    return whole.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Result<BreakpointSet, Errors> BreakpointSet::from_json(std::string_view text) {
    if (text.size() > kMaxJsonBytes)
        return Errors{Error::limit(fmt::format("The text is longer than {} bytes", kMaxJsonBytes))};
    if (is_too_deep(text))
        return Errors{Error::limit(fmt::format("The text is nested more than {} deep", kMaxNesting))};
    const Json whole = Json::parse(text, nullptr, false);
    if (whole.is_discarded()) return Errors{Error::invalid("The text is not JSON")};
    if (!whole.is_object())
        return Errors{Error::invalid(fmt::format("expected an object, found {}", whole.type_name()))};
    const auto version = whole.find("version");
    if (version == whole.end() || !version->is_number_integer() || version->get<std::int64_t>() != kVersion) {
        return Errors{at_path(Error::invalid(fmt::format("expected version {}", kVersion)), "version")};
    }
    const auto list = whole.find("breakpoints");
    if (list == whole.end() || !list->is_array())
        return Errors{at_path(Error::invalid("expected a list"), "breakpoints")};

    BreakpointSet set;
    Errors errors;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string path = fmt::format("breakpoints[{}]", i);
        auto breakpoint = read_breakpoint((*list)[i], path, errors);
        if (!breakpoint) continue;
        Result<BreakpointId> added = set.add(std::move(*breakpoint));
        if (!added && errors.size() < limits::kMaxErrors) errors.push_back(at_path(added.error(), path));
    }
    if (const auto groups = whole.find("disabledGroups"); groups != whole.end()) {
        const auto is_group = [](const Json& group) {
            return group.is_string() && group.get_ref<const std::string&>().size() <= limits::kMaxGroupBytes;
        };
        if (!groups->is_array() || groups->size() > kMaxGroups || !std::ranges::all_of(*groups, is_group)) {
            std::string message = fmt::format("expected a list of at most {} texts of at most {} bytes", kMaxGroups,
                                              limits::kMaxGroupBytes);
            errors.push_back(at_path(Error::invalid(std::move(message)), "disabledGroups"));
        } else {
            for (const Json& group : *groups) set.set_group_enabled(group.get_ref<const std::string&>(), false);
        }
    }
    if (!errors.empty()) return errors;
    return set;
}

}  // namespace slotscope
