// SPDX-License-Identifier: MIT
// {"version":1,"watches":[{"id":1,"expression":"mix.sum","form":"hex"}]}. A form that is the default is left out; one that is
// not known here is read as the default, so that an older version reads what a newer one wrote.
#include <fmt/format.h>

#include "debug/conditions/json_members.h"
#include "slotscope/limits.h"
#include "slotscope/watches.h"

namespace slotscope {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kMaxFormBytes = 64;

std::optional<Watch> read_watch(const JsonValue& object, std::string path, Errors& errors) {
    MemberReader reader(object, std::move(path), errors);
    WatchId id = 0;
    std::string expression, form;
    reader.read("id", id);
    reader.read("expression", expression, limits::kMaxExpressionBytes);
    reader.read("form", form, kMaxFormBytes);
    if (!reader.is_good()) return {};
    Result<Expression> parsed = Expression::parse(expression);
    if (!parsed) {
        reader.fail("expression", parsed.error().message, parsed.error().column);
        return {};
    }
    return Watch{id, std::move(parsed).value(), find_number_form(form).value_or(NumberForm::Decimal)};
}

}  // namespace

std::string WatchSet::to_json() const {
    OrderedJson list = OrderedJson::array();
    for (const Entry& entry : entries_) {
        OrderedJson object = {{"id", entry.watch.id}, {"expression", entry.watch.expression.to_text()}};
        if (entry.watch.form != NumberForm::Decimal) object["form"] = number_form_name(entry.watch.form);
        list.push_back(std::move(object));
    }
    const OrderedJson whole = {{"version", kVersion}, {"watches", std::move(list)}};
    // Names come from programs and people: what is not UTF-8 becomes U+FFFD.
    return whole.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Result<WatchSet, Errors> WatchSet::from_json(std::string_view text) {
    const auto whole = parse_list_file(text, kVersion, "watches");
    if (!whole) return whole.error();
    const JsonValue& list = (*whole)["watches"];
    WatchSet set;
    Errors errors;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string path = fmt::format("watches[{}]", i);
        auto watch = read_watch(list[i], path, errors);
        if (!watch) continue;
        const Result<WatchId> added = set.add(std::move(*watch));
        if (!added && errors.size() < limits::kMaxErrors) errors.push_back(at_path(added.error(), path));
    }
    if (!errors.empty()) return errors;
    return set;
}

}  // namespace slotscope
