// SPDX-License-Identifier: MIT
#include "program/json_reader.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "runtime/math/js_number.h"
#include "slotscope/limits.h"

namespace slotscope::loading {
namespace {

constexpr std::string_view kSlotNumber = "a slot number (an integer from 0 to 2^53 - 1)";

bool is_integer_up_to(double number, double limit) {
    return number >= 0 && number <= limit && std::isfinite(number) && number == std::floor(number);
}

}  // namespace

std::optional<double> number_at(const JsonDocument& document, JsonNode node) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (document.type(node) == JsonType::Number) return document.number(node);
    if (document.type(node) != JsonType::String) return std::nullopt;
    const std::string_view text = document.string(node);
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return kInfinity;
    if (text == "-Infinity") return -kInfinity;
    if (text == "-0") return -0.0;
    return std::nullopt;
}

Ref to_ref(double number) noexcept {
    constexpr double kExact = 9007199254740991.0;  // 2^53 - 1
    if (!(std::fabs(number) <= kExact) || number != std::floor(number)) return kNoRef;
    return static_cast<Ref>(number);
}

std::optional<SlotId> slot_of_key(Report& report, const JsonDocument::Member& member) {
    // Number(key), as the reference does: "1e2" is slot 100.
    const double number = math::string_to_number(member.key);
    if (is_integer_up_to(number, static_cast<double>(limits::kMaxSlotId))) return static_cast<SlotId>(number);
    report.fail(member.key_node, fmt::format("found the key \"{:.80}\", expected {}", member.key, kSlotNumber));
    return std::nullopt;
}

ObjectReader::ObjectReader(Report& report, JsonNode node, std::string_view owner)
    : report_(report), node_(node), owner_(owner), is_object_(report.document().type(node) == JsonType::Object) {
    if (!is_object_) report_.fail_type(node, "an object");
}

ObjectReader::~ObjectReader() {
    if (!is_object_ || !notes_unknown_) return;
    std::size_t position = 0;
    for (const JsonDocument::Member& member : document().members(node_)) {
        const bool is_known = position < 64 ? (known_ >> position & 1U) != 0
                                            : position - 64 < known_beyond_.size() && known_beyond_[position - 64];
        if (!is_known) report_.unknown_field(owner_, member);
        ++position;
    }
}

void ObjectReader::mark_known(std::size_t position) {
    if (position < 64) {
        known_ |= std::uint64_t{1} << position;
        return;
    }
    if (known_beyond_.size() <= position - 64) known_beyond_.resize(position - 64 + 1);
    known_beyond_[position - 64] = true;
}

JsonNode ObjectReader::find(std::string_view key) {
    if (!is_object_) return kNoNode;
    const auto members = document().members(node_);
    const auto end = members.end();
    const auto search = [&](JsonDocument::Children<JsonDocument::Member>::Iterator from, std::size_t position) {
        for (auto it = from; it != end; ++it, ++position) {
            const JsonDocument::Member member = *it;
            if (member.key != key) continue;
            mark_known(position);
            hint_ = (++it).node();
            hint_position_ = position + 1;
            return member.value;
        }
        return kNoNode;
    };
    JsonNode value = hint_ == kNoNode ? kNoNode : search(members.at(hint_), hint_position_);
    if (value == kNoNode) value = search(members.begin(), 0);
    return value != kNoNode && document().type(value) == JsonType::Null ? kNoNode : value;
}

void ObjectReader::ignore(std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) static_cast<void>(find(key));
}

std::string ObjectReader::text(std::string_view key) {
    const JsonNode value = find(key);
    if (value == kNoNode) return {};
    if (document().type(value) != JsonType::String) {
        report_.fail_type(value, "a string");
        return {};
    }
    const std::string_view text = document().string(value);
    if (text.size() > limits::kMaxStringBytes) {
        report_.fail(value, fmt::format("a name of {} bytes; the limit is {}", text.size(), limits::kMaxStringBytes),
                     ErrorCode::Limit);
        return {};
    }
    return std::string(text);
}

std::string ObjectReader::id(std::string_view key) {
    const JsonNode value = find(key);
    if (value != kNoNode && document().type(value) == JsonType::Number)
        return fmt::format("{}", document().number(value));
    return value == kNoNode ? std::string() : text(key);
}

std::optional<double> ObjectReader::number(std::string_view key) {
    const JsonNode value = find(key);
    if (value == kNoNode) return std::nullopt;
    const std::optional<double> number = number_at(document(), value);
    if (!number) report_.fail_type(value, "a number");
    return number;
}

bool ObjectReader::flag(std::string_view key) {
    const JsonNode value = find(key);
    if (value == kNoNode) return false;
    if (document().type(value) == JsonType::Boolean) return document().boolean(value);
    report_.fail_type(value, "true or false");
    return false;
}

std::optional<Ref> ObjectReader::optional_ref(std::string_view key) {
    const std::optional<double> value = number(key);
    return value ? std::optional<Ref>(to_ref(*value)) : std::nullopt;
}

SlotId ObjectReader::loose_slot(std::string_view key) {
    const Ref value = ref(key);
    return value < 0 ? kNoSlot : static_cast<SlotId>(value);
}

std::optional<std::int32_t> ObjectReader::opcode(std::string_view key) {
    const std::optional<Ref> value = optional_ref(key);
    if (!value) return std::nullopt;
    const bool fits =
        *value >= std::numeric_limits<std::int32_t>::min() && *value <= std::numeric_limits<std::int32_t>::max();
    return fits ? static_cast<std::int32_t>(*value) : -1;
}

SlotId ObjectReader::slot_at(Report& report, JsonNode node) {
    const std::optional<double> number = number_at(report.document(), node);
    if (number && is_integer_up_to(*number, static_cast<double>(limits::kMaxSlotId)))
        return static_cast<SlotId>(*number);
    report.fail_type(node, kSlotNumber);
    return kNoSlot;
}

std::optional<SlotId> ObjectReader::optional_slot(std::string_view key) {
    const JsonNode value = find(key);
    return value == kNoNode ? std::nullopt : std::optional<SlotId>(slot_at(report_, value));
}

JsonNode ObjectReader::array(std::string_view key) {
    const JsonNode value = find(key);
    if (value == kNoNode || document().type(value) == JsonType::Array) return value;
    report_.fail_type(value, "an array");
    return kNoNode;
}

JsonNode ObjectReader::object(std::string_view key) {
    const JsonNode value = find(key);
    if (value == kNoNode || document().type(value) == JsonType::Object) return value;
    report_.fail_type(value, "an object");
    return kNoNode;
}

JsonNode ObjectReader::required(std::string_view key, std::string_view expected) {
    const JsonNode value = find(key);
    if (value == kNoNode && is_object_) report_.fail_missing(node_, key, expected);
    return value;
}

SlotId ObjectReader::slot(std::string_view key) {
    const JsonNode value = required(key, kSlotNumber);
    return value == kNoNode ? kNoSlot : slot_at(report_, value);
}

JsonNode ObjectReader::required_array(std::string_view key) {
    return required(key, "an array") == kNoNode ? kNoNode : array(key);
}

JsonNode ObjectReader::required_object(std::string_view key) {
    return required(key, "an object") == kNoNode ? kNoNode : object(key);
}

std::string ObjectReader::kind() { return required("kind", "a kind") == kNoNode ? std::string() : text("kind"); }

std::uint32_t ObjectReader::count(std::string_view key, std::uint64_t limit, bool is_required) {
    const JsonNode value = is_required ? required(key, "an integer that is not negative") : find(key);
    if (value == kNoNode) return 0;
    const std::optional<double> number = number_at(document(), value);
    if (!number || !is_integer_up_to(*number, std::numeric_limits<double>::infinity())) {
        report_.fail_type(value, "an integer that is not negative");
        return 0;
    }
    if (*number > static_cast<double>(limit)) {
        report_.fail(value, fmt::format("found {}; the limit of `{}` is {}", report_.found(value), key, limit),
                     ErrorCode::Limit);
        return 0;
    }
    return static_cast<std::uint32_t>(*number);
}

}  // namespace slotscope::loading
