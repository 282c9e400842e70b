// SPDX-License-Identifier: MIT
// {"version":1,"breakpoints":[{"id":1,"condition":"change mix.sum",…}],"disabledGroups":["clock"]}. Members that have their
// default value are left out; unknown members are skipped, so that an older version reads what a newer one wrote.
#include <algorithm>
#include <fmt/format.h>

#include "debug/conditions/json_members.h"
#include "slotscope/breakpoints.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kMaxGroups = limits::kMaxBreakpoints;

std::optional<Breakpoint> read_breakpoint(const JsonValue& object, std::string path, Errors& errors) {
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
    const auto whole = parse_list_file(text, kVersion, "breakpoints");
    if (!whole) return whole.error();
    const JsonValue& list = (*whole)["breakpoints"];

    BreakpointSet set;
    Errors errors;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = fmt::format("breakpoints[{}]", i);
        auto breakpoint = read_breakpoint(list[i], path, errors);
        if (!breakpoint) continue;
        Result<BreakpointId> added = set.add(std::move(*breakpoint));
        if (!added && errors.size() < limits::kMaxErrors) errors.push_back(at_path(added.error(), path));
    }
    if (const auto groups = whole->find("disabledGroups"); groups != whole->end()) {
        const auto is_group = [](const JsonValue& group) {
            return group.is_string() && group.get_ref<const std::string&>().size() <= limits::kMaxGroupBytes;
        };
        if (!groups->is_array() || groups->size() > kMaxGroups || !std::ranges::all_of(*groups, is_group)) {
            std::string message = fmt::format("expected a list of at most {} texts of at most {} bytes", kMaxGroups,
                                              limits::kMaxGroupBytes);
            errors.push_back(at_path(Error::invalid(std::move(message)), "disabledGroups"));
        } else {
            for (const JsonValue& group : *groups) set.set_group_enabled(group.get_ref<const std::string&>(), false);
        }
    }
    if (!errors.empty()) return errors;
    return set;
}

}  // namespace slotscope
