// SPDX-License-Identifier: MIT
#include "slotscope/value_store.h"

#include <algorithm>
#include <string_view>

#include <utility>

#include <fmt/core.h>

#include "runtime/math/js_number.h"
#include "slotscope/assert.h"
#include "slotscope/limits.h"

namespace slotscope {
namespace {

template <class T>
constexpr ElementType kElementType = ElementType::F32;
template <>
constexpr ElementType kElementType<std::uint16_t> = ElementType::U16;
template <>
constexpr ElementType kElementType<std::uint32_t> = ElementType::U32;

std::optional<StepIndex> step_or_none(std::uint64_t writer) {
    return writer == kNoStep ? std::nullopt : std::optional(static_cast<StepIndex>(writer));
}

/// "by step 5", or what stands for a write that no step made.
std::string by_writer(const std::optional<StepIndex>& writer) {
    return writer ? fmt::format("by step {}", *writer) : "outside the steps";
}

StoreError second_write(SlotId slot, std::optional<Storage> storage, FrameNumber frame, std::uint64_t first,
                        std::uint64_t second) {
    const auto first_writer = step_or_none(first);
    const auto second_writer = step_or_none(second);
    std::string message = fmt::format("Slot {} ({}) was written twice in frame {}", slot,
                                      storage ? storage_name(*storage) : "which does not exist", frame);
    if (first_writer || second_writer) {
        message += fmt::format(": first {}, then {}", by_writer(first_writer), by_writer(second_writer));
    }
    StoreError error(StoreError::Kind::SecondWrite, slot, std::move(message));
    error.storage = storage;
    error.first_writer = first_writer;
    error.second_writer = second_writer;
    return error;
}

/// Stores and says whether the bits changed; all NaNs count as the same.
template <class T>
bool replace(T& cell, T value) {
    if constexpr (std::is_floating_point_v<T>) {
        if (value != value) value = std::numeric_limits<T>::quiet_NaN();
        const bool is_changed = std::bit_cast<std::uint32_t>(cell) != std::bit_cast<std::uint32_t>(value);
        cell = value;
        return is_changed;
    } else {
        const bool is_changed = cell != value;
        cell = value;
        return is_changed;
    }
}

}  // namespace

ValueStore::ValueStore(std::shared_ptr<const SlotTable> slots, FrameNumber first_frame)
    : slots_(std::move(slots)), places_(slots_->places()), first_frame_(first_frame) {
    const auto checked_size = [this](Storage storage) {
        const std::size_t size = slots_->storage_size(storage);
        SLOTSCOPE_ASSERT(size <= limits::kMaxStorageElements, "SlotTable::of_program rejects larger storages");
        return size;
    };
    f64_.resize(checked_size(Storage::F64));
    f32_.resize(checked_size(Storage::F32));
    i32_.resize(checked_size(Storage::I32));
    u32_.resize(checked_size(Storage::U32));
    objects_.resize(checked_size(Storage::Object));
    records_.resize(slots_->size());
}

// ---- writing -------------------------------------------------------------------------------------------------------

void ValueStore::write_other(SlotIndex index, const SlotMeta& row, double number) {
    WriteRecord& record = records_[index];
    if (record.epoch == epoch_) [[unlikely]]
        reject_second_write(index);
    bool is_changed = false;
    switch (row.storage) {
        case Storage::F64: SLOTSCOPE_ASSERT(false, "write_at handles f64"); break;
        case Storage::F32: is_changed = replace(f32_[row.offset], math::to_f32(number)); break;
        case Storage::I32: is_changed = replace(i32_[row.offset], math::to_int32(number)); break;
        case Storage::U32: is_changed = replace(u32_[row.offset], math::to_uint32(number)); break;
        case Storage::Object: {
            const Value value(number);
            is_changed = !objects_[row.offset].identical_to(value);
            objects_[row.offset] = value;
            break;
        }
    }
    mark(record, is_changed);
}

/// Not f64, or far from the other slots, or nowhere.
void ValueStore::write_elsewhere(SlotId slot, double number) { write_at(find_for_write(slot), number); }

void ValueStore::write_at(SlotIndex index, const Value& value) {
    const SlotMeta& row = (*slots_)[index];
    if (row.storage != Storage::Object) {
        write_at(index, value.to_number());
        return;
    }
    WriteRecord& record = records_[index];
    if (record.epoch == epoch_) [[unlikely]]
        reject_second_write(index);
    Value& place = objects_[row.offset];
    const bool is_changed = !place.same_as(value);
    place = value;  // also when equal: identity counts
    mark(record, is_changed);
}

void ValueStore::replace_value(SlotId slot, const Value& value) {
    const SlotIndex index = slots_->find(slot);
    if (index == kNoSlotIndex) return;
    // A write whose traces are wiped out, so that conversions cannot differ.
    const WriteRecord record = std::exchange(records_[index], {});
    const std::uint64_t order = order_;
    write_at(index, value);
    records_[index] = record;
    order_ = order;
}

std::size_t ValueStore::memory_bytes() const noexcept {
    std::size_t sum = f64_.capacity() * sizeof(double) + f32_.capacity() * sizeof(float) +
                      i32_.capacity() * sizeof(std::int32_t) + u32_.capacity() * sizeof(std::uint32_t) +
                      objects_.capacity() * sizeof(Value) + records_.capacity() * sizeof(WriteRecord) +
                      old_frames_.capacity() * sizeof(FrameNumber) +
                      unknown_written_.capacity() * sizeof(UnknownWrite) + ensured_.capacity() * sizeof(SlotId) +
                      ensured_epoch_.capacity() * sizeof(std::uint32_t);
    for (const Value& value : objects_) sum += value.memory_bytes();
    for (const auto& [slot, value] : stray_buffers_) sum += sizeof(slot) + sizeof(Value) + value.memory_bytes();
    return sum;
}

void ValueStore::reject_second_write(SlotIndex index) const {
    const SlotMeta& row = (*slots_)[index];
    throw second_write(row.slot, row.storage, frame(), records_[index].writer, writer_);
}

void ValueStore::reject_unknown_slot(SlotId slot) {
    const auto earlier = std::ranges::find(unknown_written_, slot, &UnknownWrite::slot);
    if (earlier != unknown_written_.end()) throw second_write(slot, {}, frame(), earlier->writer, writer_);
    unknown_written_.push_back({slot, static_cast<StepIndex>(writer_)});
    StoreError error(StoreError::Kind::UnknownSlot, slot,
                     fmt::format("Slot {} cannot be written: the program has no such slot", slot));
    error.second_writer = step_or_none(writer_);
    throw error;
}

void ValueStore::renumber_epochs() {
    // All epochs in use get the smallest numbers, in order, and a table of their frames; counting goes on above them.
    const FrameNumber now = frame();
    std::vector<std::uint32_t> used;
    for (const WriteRecord& record : records_) {
        if (record.epoch != 0) used.push_back(record.epoch);
        if (record.changed_epoch != 0) used.push_back(record.changed_epoch);
    }
    std::ranges::sort(used);
    used.erase(std::unique(used.begin(), used.end()), used.end());

    const auto renumbered = [&used](std::uint32_t epoch) {
        if (epoch == 0) return epoch;
        return static_cast<std::uint32_t>(std::ranges::lower_bound(used, epoch) - used.begin()) + 1;
    };
    for (WriteRecord& record : records_) {
        record.epoch = renumbered(record.epoch);
        record.changed_epoch = renumbered(record.changed_epoch);
    }
    std::vector<FrameNumber> frames;
    frames.reserve(used.size());
    for (const std::uint32_t epoch : used) frames.push_back(frame_of(epoch));
    old_frames_ = std::move(frames);
    epoch_ = used.size();                  // clear() counts on to the first epoch that is not in the table
    first_frame_ = now - used.size() + 1;  // so that this epoch's frame is now + 1; modulo 2^64 where frames are few
    std::ranges::fill(ensured_epoch_, 0);
}

// ---- reading -------------------------------------------------------------------------------------------------------

Value ValueStore::read(SlotId slot) const {
    const SlotIndex index = slots_->find(slot);
    if (index == kNoSlotIndex) {
        throw StoreError(StoreError::Kind::UnknownSlot, slot,
                         fmt::format("Slot {} cannot be read: the program has no such slot", slot));
    }
    return value_at(index);
}

Value ValueStore::value_at(SlotIndex index) const {
    const SlotMeta& row = (*slots_)[index];
    return row.storage == Storage::Object ? objects_[row.offset] : Value(number_at(index));
}

double ValueStore::other_number(const SlotMeta& row) const {
    switch (row.storage) {
        case Storage::F64: return f64_[row.offset];
        case Storage::F32: return f32_[row.offset];
        case Storage::I32: return i32_[row.offset];
        case Storage::U32: return u32_[row.offset];
        case Storage::Object: break;
    }
    return objects_[row.offset].to_number();
}

WriteStatus ValueStore::status(SlotIndex index) const noexcept {
    const WriteRecord& record = records_[index];
    if (record.epoch == 0) return WriteStatus::Never;
    if (record.epoch != epoch_) return WriteStatus::Stale;
    return record.changed_epoch == epoch_ ? WriteStatus::Changed : WriteStatus::Same;
}

std::vector<SlotId> ValueStore::written() const {
    std::vector<SlotId> slots(order_, kNoSlot);
    for (SlotIndex index = 0; index < records_.size(); ++index) {
        if (is_written(index)) slots[records_[index].order] = (*slots_)[index].slot;
    }
    return slots;
}

// ---- buffers -------------------------------------------------------------------------------------------------------

Value& ValueStore::buffer_place(SlotId slot) {
    const SlotIndex index = slots_->find(slot);
    bool is_new = false;
    if (index == kNoSlotIndex) {
        is_new = std::ranges::find(ensured_, slot) == ensured_.end();
    } else {
        ensured_epoch_.resize(slots_->size());
        is_new = ensured_epoch_[index] != epoch_;
        ensured_epoch_[index] = static_cast<std::uint32_t>(epoch_);
    }
    if (is_new) ensured_.push_back(slot);

    if (index != kNoSlotIndex && (*slots_)[index].storage == Storage::Object) {
        return objects_[(*slots_)[index].offset];
    }
    return slot < objects_.size() ? objects_[slot] : stray_buffers_[slot];
}

bool ValueStore::is_held_elsewhere(const std::shared_ptr<const TypedArray>& array) const noexcept {
    auto unaccounted = array.use_count();
    const auto account = [&](const Value& value) { unaccounted -= value.typed_array() == array.get() ? 1 : 0; };
    if (unaccounted == 1) return false;  // ours alone, the usual case
    for (const Value& value : objects_) account(value);
    for (const auto& [slot, value] : stray_buffers_) account(value);
    return unaccounted > 0;
}

void ValueStore::replace_buffer(const TypedArray* old_array, const Value& buffer) {
    for (Value& value : objects_) {
        if (value.typed_array() == old_array) value = buffer;
    }
    for (auto& [slot, value] : stray_buffers_) {
        if (value.typed_array() == old_array) value = buffer;
    }
}

template <class T>
std::span<T> ValueStore::ensure(SlotId slot, std::size_t length) {
    if (length > limits::kMaxStorageElements) {
        throw StoreError(StoreError::Kind::Limit, slot,
                         fmt::format("Slot {} needs a buffer of {} elements; a buffer has at most {}", slot, length,
                                     limits::kMaxStorageElements));
    }
    Value& place = buffer_place(slot);
    const TypedArray* present = place.typed_array();
    if (present == nullptr || present->type != kElementType<T> || present->size() != length) {
        place = Value(std::make_shared<TypedArray>(TypedArray{kElementType<T>, std::vector<T>(length)}));
    } else if (is_held_elsewhere(*place.shared_typed_array())) {
        const Value copy(std::make_shared<TypedArray>(*present));
        replace_buffer(present, copy);
    }
    // Every array in a Value was made non-const, and only this store's slots hold this one.
    auto& elements = std::get<std::vector<T>>(const_cast<TypedArray*>(place.typed_array())->data);
    return elements;
}

std::span<float> ValueStore::ensure_f32(SlotId slot, std::size_t length) { return ensure<float>(slot, length); }
std::span<std::uint16_t> ValueStore::ensure_u16(SlotId slot, std::size_t length) {
    return ensure<std::uint16_t>(slot, length);
}
std::span<std::uint32_t> ValueStore::ensure_u32(SlotId slot, std::size_t length) {
    return ensure<std::uint32_t>(slot, length);
}

}  // namespace slotscope
