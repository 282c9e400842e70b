// SPDX-License-Identifier: MIT
#include "debug/content_hash.h"

#include <algorithm>
#include <vector>

namespace slotscope {

namespace {

void add_members(ContentHash& hash, const ValueObject& members) {
    const auto add = [&hash](const ValueObject::value_type& member) {
        hash.add(std::string_view(member.first));
        hash.add(member.second);
    };
    // Mostly they are in order already, as those of events are: nothing to allocate.
    if (std::ranges::is_sorted(members, {}, &ValueObject::value_type::first)) {
        std::ranges::for_each(members, add);
        return;
    }
    std::vector<const ValueObject::value_type*> by_name;
    by_name.reserve(members.size());
    for (const auto& member : members) by_name.push_back(&member);
    // Stable: of equal names the last counts, whatever stands between them.
    std::ranges::stable_sort(by_name, {}, [](const auto* member) -> const std::string& { return member->first; });
    for (const auto* member : by_name) add(*member);
}

}  // namespace

void ContentHash::add(const Value& value) {
    const Value::Kind kind = value.kind();
    add(static_cast<std::uint64_t>(kind));
    switch (kind) {
        case Value::Kind::Undefined:
        case Value::Kind::Null: return;
        case Value::Kind::Boolean: add(static_cast<std::uint64_t>(*value.boolean())); return;
        case Value::Kind::Number: add(*value.number()); return;
        case Value::Kind::String: add(std::string_view(*value.string())); return;
        case Value::Kind::Array:
            add(static_cast<std::uint64_t>(value.array()->size()));
            for (const Value& element : *value.array()) add(element);
            return;
        case Value::Kind::Object:
            add(static_cast<std::uint64_t>(value.object()->size()));
            add_members(*this, *value.object());
            return;
        case Value::Kind::TypedArray: {
            const TypedArray& array = *value.typed_array();
            add(static_cast<std::uint64_t>(array.type));
            add(static_cast<std::uint64_t>(array.size()));
            std::visit([this](const auto& elements) { add_elements(std::span(elements)); }, array.data);
            return;
        }
    }
}

}  // namespace slotscope
