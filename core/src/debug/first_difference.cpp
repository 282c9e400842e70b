// SPDX-License-Identifier: MIT
// Where two runtimes differ, in the order and by the rules of the frame hash.
#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <unordered_map>

#include "debug/content_hash.h"
#include "slotscope/format.h"
#include "slotscope/frame_hash.h"

namespace slotscope {

namespace {

using What = Difference::What;

constexpr std::size_t kTextBytes = 60;

bool same(double a, double b) noexcept {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

Difference difference(What what, std::string message) {
    Difference found;
    found.what = what;
    found.message = std::move(message);
    return found;
}

Difference slot_difference(What what, const SlotMeta& slot, const std::string& text) {
    Difference found = difference(what, fmt::format("slot {} ({}) {}", slot.slot, storage_name(slot.storage), text));
    found.slot = slot.slot;
    return found;
}

std::optional<Difference> layout_difference(const RuntimeState& a, const RuntimeState& b) {
    const auto a_rows = a.values.slots().rows();
    const auto b_rows = b.values.slots().rows();
    for (std::size_t i = 0; i < std::min(a_rows.size(), b_rows.size()); ++i) {
        const SlotMeta& x = a_rows[i];
        const SlotMeta& y = b_rows[i];
        if (x.slot != y.slot) {
            Difference found =
                difference(What::Layout, fmt::format("only the {} has slot {}", x.slot < y.slot ? "first" : "second",
                                                     std::min(x.slot, y.slot)));
            found.slot = std::min(x.slot, y.slot);
            return found;
        }
        if (x.storage != y.storage)
            return slot_difference(What::Layout, x,
                                   fmt::format("is of storage {} in the second", storage_name(y.storage)));
    }
    if (a_rows.size() != b_rows.size()) {
        return difference(What::Layout,
                          fmt::format("the first has {} slots, the second {}", a_rows.size(), b_rows.size()));
    }
    for (const StateStorage storage : {StateStorage::F64, StateStorage::F32, StateStorage::I32}) {
        if (a.state.size(storage) == b.state.size(storage)) continue;
        return difference(What::Layout,
                          fmt::format("the state has {} elements of {} in the first and {} in the second",
                                      a.state.size(storage), storage_name(storage), b.state.size(storage)));
    }
    return std::nullopt;
}

std::uint64_t content_hash(const Value& value) {
    ContentHash hash;
    hash.add(value);
    return hash.result();
}

/// Values by content, in any order of members: what the hash takes as equal.
bool same_value(const ValueStore& a, const ValueStore& b, SlotIndex slot) {
    if (a.slots()[slot].storage != Storage::Object) return same(a.number_at(slot), b.number_at(slot));
    const Value x = a.value_at(slot);
    const Value y = b.value_at(slot);
    return x.same_as(y) || slot_value_hash(a, slot) == slot_value_hash(b, slot);
}

std::optional<Difference> value_difference(const ValueStore& a, const ValueStore& b) {
    const auto rank = [&a](SlotIndex slot) {
        return a.is_written(slot) ? std::uint64_t{a.record(slot).order} : std::uint64_t{kNoSlotIndex} + slot;
    };
    std::optional<SlotIndex> first;
    for (SlotIndex slot = 0; slot < a.slots().size(); ++slot) {
        if (!same_value(a, b, slot) && (!first || rank(slot) < rank(*first))) first = slot;
    }
    if (!first) return std::nullopt;
    std::string x = format_value(a.value_at(*first), kTextBytes);
    std::string y = format_value(b.value_at(*first), kTextBytes);
    if (x == y) {  // long objects that differ past the part that is shown
        x += fmt::format(" [content {:016x}]", slot_value_hash(a, *first));
        y += fmt::format(" [content {:016x}]", slot_value_hash(b, *first));
    }
    return slot_difference(What::Value, a.slots()[*first],
                           fmt::format("is {} in the first and {} in the second", x, y));
}

/// By row: the first row that holds the same typed array; its own where it holds none.
std::vector<SlotIndex> array_holders(const ValueStore& values) {
    std::unordered_map<const TypedArray*, SlotIndex> seen;
    std::vector<SlotIndex> holders(values.slots().size());
    for (SlotIndex row = 0; row < holders.size(); ++row) {
        const SlotMeta& slot = values.slots()[row];
        const TypedArray* array =
            slot.storage == Storage::Object ? values.objects()[slot.offset].typed_array() : nullptr;
        holders[row] = array == nullptr ? row : seen.try_emplace(array, row).first->second;
    }
    return holders;
}

std::optional<Difference> sharing_difference(const ValueStore& a, const ValueStore& b) {
    const std::vector<SlotIndex> x = array_holders(a);
    const std::vector<SlotIndex> y = array_holders(b);
    for (SlotIndex row = 0; row < x.size(); ++row) {
        if (x[row] == y[row]) continue;
        const auto text = [&](SlotIndex holder) {
            return holder == row ? std::string("by itself") : fmt::format("with slot {}", a.slots()[holder].slot);
        };
        return slot_difference(
            What::Sharing, a.slots()[row],
            fmt::format("holds its array {} in the first and {} in the second", text(x[row]), text(y[row])));
    }
    return std::nullopt;
}

/// "changed by step 3, write 12 of the frame, last change 0 frames ago".
std::string mark_text(const ValueStore& values, SlotIndex slot) {
    const WriteRecord& record = values.record(slot);
    if (record.epoch == 0) return "never written";
    const std::string writer =
        record.writer == kNoStep ? "outside the steps" : fmt::format("by step {}", record.writer);
    const std::string when = values.is_written(slot)
                                 ? fmt::format("as write {} of this frame", record.order)
                                 : fmt::format("{} frames ago", values.frame() - values.last_written_frame(slot));
    const std::string change =
        record.changed_epoch == 0
            ? "never changed"
            : fmt::format("changed {} frames ago", values.frame() - values.last_changed_frame(slot));
    return fmt::format("written {} {} and {}", writer, when, change);
}

std::optional<Difference> mark_difference(const ValueStore& a, const ValueStore& b) {
    for (SlotIndex slot = 0; slot < a.slots().size(); ++slot) {
        // The text has all that the hash has of a mark.
        const WriteRecord& x = a.record(slot);
        const WriteRecord& y = b.record(slot);
        if (x.epoch == 0 && y.epoch == 0 && x.writer == y.writer) continue;
        const std::string in_a = mark_text(a, slot);
        const std::string in_b = mark_text(b, slot);
        if (in_a != in_b)
            return slot_difference(What::Mark, a.slots()[slot],
                                   fmt::format("is {} in the first and {} in the second", in_a, in_b));
    }
    if (std::ranges::equal(a.ensured(), b.ensured())) return std::nullopt;
    const auto [x, y] = std::ranges::mismatch(a.ensured(), b.ensured());
    Difference found = difference(What::Ensured, "");
    found.slot = x != a.ensured().end() ? *x : *y;
    found.message = fmt::format("the {} fills the buffer of slot {} as number {} of the frame, the {} does not",
                                x != a.ensured().end() ? "first" : "second", *found.slot, x - a.ensured().begin(),
                                x != a.ensured().end() ? "second" : "first");
    return found;
}

std::optional<Difference> state_difference(const StateBuffer& a, const StateBuffer& b) {
    for (const StateStorage storage : {StateStorage::F64, StateStorage::F32, StateStorage::I32}) {
        for (std::size_t i = 0; i < a.size(storage); ++i) {
            if (same(a.at(storage, i), b.at(storage, i))) continue;
            Difference found =
                difference(What::State, fmt::format("state element {} of {} is {} in the first and {} in the second", i,
                                                    storage_name(storage), format_shortest(a.at(storage, i)),
                                                    format_shortest(b.at(storage, i))));
            found.storage = storage;
            found.element = i;
            return found;
        }
    }
    return std::nullopt;
}

std::string time_text(const std::optional<double>& time) {
    return time ? format_shortest(*time) + " ms" : std::string("not there");
}

bool same_time(const std::optional<double>& a, const std::optional<double>& b) {
    return a.has_value() == b.has_value() && same(a.value_or(0.0), b.value_or(0.0));
}

bool same_cameras(const std::map<CameraKey, Value>& a, const std::map<CameraKey, Value>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        return x.first == y.first && (x.second.same_as(y.second) || content_hash(x.second) == content_hash(y.second));
    });
}

std::optional<Difference> context_difference(const RuntimeState& a, const RuntimeState& b) {
    const auto times = [](std::string_view what, const std::optional<double>& x, const std::optional<double>& y) {
        return difference(What::Context,
                          fmt::format("the {} of the frame before is {} in the first and {} in the second", what,
                                      time_text(x), time_text(y)));
    };
    if (!same_time(a.time.previous_t_model_ms, b.time.previous_t_model_ms))
        return times("model time", a.time.previous_t_model_ms, b.time.previous_t_model_ms);
    if (!same_time(a.time.previous_t_abs_ms, b.time.previous_t_abs_ms))
        return times("absolute time", a.time.previous_t_abs_ms, b.time.previous_t_abs_ms);
    if (!same(a.viewport.width, b.viewport.width) || !same(a.viewport.height, b.viewport.height) ||
        !same(a.viewport.dpr, b.viewport.dpr)) {
        return difference(What::Context, fmt::format("the viewport is {}x{}@{} in the first and {}x{}@{} in the second",
                                                     a.viewport.width, a.viewport.height, a.viewport.dpr,
                                                     b.viewport.width, b.viewport.height, b.viewport.dpr));
    }
    if (!same_cameras(a.cameras, b.cameras)) return difference(What::Context, "the evaluated cameras are others");
    return std::nullopt;
}

}  // namespace

std::optional<Difference> first_difference(const RuntimeState& a, const RuntimeState& b) {
    if (auto found = layout_difference(a, b)) return found;
    if (auto found = value_difference(a.values, b.values)) return found;
    if (auto found = sharing_difference(a.values, b.values)) return found;
    if (auto found = mark_difference(a.values, b.values)) return found;
    if (auto found = state_difference(a.state, b.state)) return found;
    return context_difference(a, b);
}

}  // namespace slotscope
