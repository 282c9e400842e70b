// SPDX-License-Identifier: MIT
// `ValueStore`: the slots of a program. Typed arrays f64, f32, i32, u32 and an object array, one writer per slot and
// frame, values that live on until they are written again. `clear` starts a new frame in O(1).
// Rules: a slot that was never written reads 0 (numbers) or undefined (objects); slots may share an element (the
// single-writer rule is per slot number); a rejected write leaves the old value.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "slotscope/fault.h"
#include "slotscope/slot_table.h"
#include "slotscope/value.h"

namespace slotscope {

/// Thrown by the stores for the debuggee's failures; the executor turns it into a `Fault`.
class StoreError : public std::runtime_error {
public:
    enum class Kind : std::uint8_t { SecondWrite, UnknownSlot, Limit };
    StoreError(Kind what_failed, SlotId which, const std::string& message)
        : std::runtime_error(message), kind(what_failed), slot(which) {}

    Kind kind;
    SlotId slot;
    std::optional<Storage> storage;          ///< absent for an unknown slot
    std::optional<StepIndex> first_writer;   ///< SecondWrite: the step that wrote first, when a writer was set
    std::optional<StepIndex> second_writer;  ///< the step whose write was rejected, when a writer was set
};

/// Write status of a slot in the frame that the store is in.
enum class WriteStatus : std::uint8_t { Never, Stale, Same, Changed };

/// What is known of a slot's last write. 16 bytes, so that one write touches one quarter of a cache line.
struct WriteRecord {
    std::uint32_t epoch = 0;          ///< of the last write; 0 = never
    StepIndex writer = kNoStep;       ///< kNoStep: initial value, or written without a writer
    std::uint32_t order = 0;          ///< position among the writes of its frame, from 0
    std::uint32_t changed_epoch = 0;  ///< of the last write that changed the bits; 0 = never
};

class ValueStore {
public:
    ValueStore() = default;
    /// Precondition: storage sizes are within `limits::kMaxStorageElements`, as `SlotTable::of_program` makes sure.
    /// `first_frame`: the frame number that writes before the first `clear` belong to (0, or that of a hot swap).
    explicit ValueStore(std::shared_ptr<const SlotTable> slots, FrameNumber first_frame = 0);

    /// Routes to the slot's array and converts as typed arrays do: f32 rounds to nearest even, i32 and u32 truncate
    /// modulo 2^32 (NaN and infinities give 0), objects keep the value.
    /// Throws StoreError: SecondWrite (naming slot, storage and both writers), UnknownSlot. A slot that does not exist
    /// counts as written all the same: its second write in a frame is a SecondWrite.
    void write(SlotId slot, double number) {
        if (slot < places_.size()) [[likely]] {
            const SlotTable::Place place = places_[slot];
            if (place.f64_offset != SlotTable::Place::kNotF64) [[likely]]
                return write_one_f64(place, number);
        }
        write_elsewhere(slot, number);
    }
    void write(SlotId slot, const Value& value) { write_at(find_for_write(slot), value); }
    /// The stored value: a number from numeric storages, anything from objects. Throws StoreError UnknownSlot.
    [[nodiscard]] Value read(SlotId slot) const;
    /// Resets write tracking; values stay. O(1).
    void clear() {
        if (epoch_ == std::numeric_limits<std::uint32_t>::max()) [[unlikely]]
            renumber_epochs();
        ++epoch_;
        order_ = 0;
        unknown_written_.clear();
        ensured_.clear();
    }

    /// A zeroed typed array of exactly `length` elements in an object slot, or the slot's present one when class and
    /// length agree (then NOT cleared). Not a write: no tracking, no single-writer rule. A slot that is not an object slot
    /// gets its buffer where only `ensure_*` finds it again, or an object slot whose offset is that slot number.
    /// Filling the span changes every slot of this store that holds the same array, and nothing outside: a present array
    /// that somebody else holds too is replaced by a copy first. The span is good until the slot's next write or `ensure_*`.
    /// Throws StoreError Limit.
    std::span<float> ensure_f32(SlotId slot, std::size_t length);
    std::span<std::uint16_t> ensure_u16(SlotId slot, std::size_t length);
    std::span<std::uint32_t> ensure_u32(SlotId slot, std::size_t length);

    /// Writes from now on are attributed to this step.
    void set_writer(StepIndex step) noexcept { writer_ = step; }

    /// Replaces a slot's value without a write: no tracking, no single-writer rule; converts as `write` does. For edits by
    /// a person. No effect when there is no such slot.
    void replace_value(SlotId slot, const Value& value);
    /// Memory that it holds, without the slot table; values that are shared with others count in full.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

    // --- What a debugger shows -------------------------------------------------------------------------------------
    [[nodiscard]] const SlotTable& slots() const noexcept { return *slots_; }
    [[nodiscard]] const std::shared_ptr<const SlotTable>& shared_slots() const noexcept { return slots_; }
    [[nodiscard]] const WriteRecord& record(SlotIndex index) const noexcept { return records_[index]; }
    [[nodiscard]] std::span<const WriteRecord> records() const noexcept { return records_; }
    /// The present epoch: that of the records of slots that are written, or changed, in this frame.
    [[nodiscard]] std::uint32_t epoch() const noexcept { return static_cast<std::uint32_t>(epoch_); }
    /// The present epoch where the difference of two epochs is that of their frames; nullopt once epochs were renumbered.
    [[nodiscard]] std::optional<std::uint32_t> counting_epoch() const noexcept {
        return old_frames_.empty() ? std::optional(epoch()) : std::nullopt;
    }
    [[nodiscard]] WriteStatus status(SlotIndex index) const noexcept;
    [[nodiscard]] bool is_written(SlotIndex index) const noexcept { return records_[index].epoch == epoch_; }
    /// Frame of the last write. Precondition: status is not Never.
    [[nodiscard]] FrameNumber last_written_frame(SlotIndex index) const noexcept {
        return frame_of(records_[index].epoch);
    }
    /// Frame of the last write that changed the value. Precondition: record(index).changed_epoch != 0.
    [[nodiscard]] FrameNumber last_changed_frame(SlotIndex index) const noexcept {
        return frame_of(records_[index].changed_epoch);
    }
    [[nodiscard]] FrameNumber frame() const noexcept { return frame_of(epoch_); }
    /// Writes of this frame so far.
    [[nodiscard]] std::uint32_t write_count() const noexcept { return static_cast<std::uint32_t>(order_); }
    /// Slots written in this frame in the order in which the writes succeeded. O(slots).
    [[nodiscard]] std::vector<SlotId> written() const;
    /// Slots passed to `ensure_*` since the last clear, in order, each once.
    [[nodiscard]] std::span<const SlotId> ensured() const noexcept { return ensured_; }
    /// The value at a row, without throwing.
    [[nodiscard]] Value value_at(SlotIndex index) const;
    /// The number at a row of a numeric storage; for objects Value::to_number.
    [[nodiscard]] double number_at(SlotIndex index) const {
        const SlotMeta& row = (*slots_)[index];
        return row.storage == Storage::F64 ? f64_[row.offset] : other_number(row);
    }

    // --- For the executor: rows and elements resolved beforehand ---------------------------------------------------
    [[nodiscard]] std::span<double> f64() noexcept { return f64_; }
    [[nodiscard]] std::span<float> f32() noexcept { return f32_; }
    [[nodiscard]] std::span<std::int32_t> i32() noexcept { return i32_; }
    [[nodiscard]] std::span<std::uint32_t> u32() noexcept { return u32_; }
    [[nodiscard]] std::span<Value> objects() noexcept { return objects_; }
    [[nodiscard]] std::span<const double> f64() const noexcept { return f64_; }
    [[nodiscard]] std::span<const float> f32() const noexcept { return f32_; }
    [[nodiscard]] std::span<const std::int32_t> i32() const noexcept { return i32_; }
    [[nodiscard]] std::span<const std::uint32_t> u32() const noexcept { return u32_; }
    [[nodiscard]] std::span<const Value> objects() const noexcept { return objects_; }

    /// Writes one f64 slot after the other, with the counters in registers: write_f64 waits, each time, for the one
    /// before to store its order. While a run lives the store may be read, but only the run may write or set the writer.
    class WriteRun {
    public:
        explicit WriteRun(ValueStore& store) noexcept
            : store_(store), epoch_(store.epoch_), order_(store.order_), writer_(store.writer_) {}
        ~WriteRun() {
            store_.order_ = order_;
            store_.writer_ = writer_;
        }
        WriteRun(const WriteRun&) = delete;
        WriteRun& operator=(const WriteRun&) = delete;

        void set_writer(StepIndex step) noexcept { writer_ = step; }
        /// write() for an f64 slot whose row and element are known. The hot path.
        void write_f64(SlotIndex index, std::uint32_t offset, double number) {
            WriteRecord& record = store_.records_[index];
            if (record.epoch == epoch_) [[unlikely]] {
                store_.writer_ = writer_;
                store_.reject_second_write(index);
            }
            store_and_record(record, store_.f64_[offset], number, static_cast<std::uint32_t>(epoch_),
                             static_cast<StepIndex>(writer_), static_cast<std::uint32_t>(order_++));
        }

    private:
        ValueStore& store_;
        const std::uint64_t epoch_;
        std::uint64_t order_;
        std::uint64_t writer_;
    };

    /// Writes f64 slots of steps that follow each other, one slot each, in any order, and records them as if in the
    /// order of the steps. Precondition: no slot of them is written in this frame yet (is_written), none comes twice.
    /// While a group lives the store may be read, but only the group may write. All of its slots must be written.
    class WriteGroup {
    public:
        WriteGroup(ValueStore& store, StepIndex first_step, std::uint32_t count) noexcept
            : cells_(store.f64_.data()), records_(store.records_.data()),
              epoch_(static_cast<std::uint32_t>(store.epoch_)),
              step_to_order_(static_cast<std::uint32_t>(store.order_) - first_step) {
            store.order_ += count;
            store.writer_ = first_step + count - 1;
        }
        /// The number as it was stored.
        double write_f64(SlotIndex index, std::uint32_t offset, StepIndex step, double number) noexcept {
            return store_and_record(records_[index], cells_[offset], number, epoch_, step, step + step_to_order_);
        }

    private:
        double* const cells_;
        WriteRecord* const records_;
        const std::uint32_t epoch_;
        const std::uint32_t step_to_order_;
    };

    /// The same for a single write.
    void write_f64(SlotIndex index, std::uint32_t offset, double number) {
        WriteRun(*this).write_f64(index, offset, number);
    }
    /// write() by row.
    void write_at(SlotIndex index, double number) {
        const SlotMeta& row = (*slots_)[index];
        if (row.storage == Storage::F64) [[likely]] {
            write_f64(index, row.offset, number);
        } else {
            write_other(index, row, number);
        }
    }
    void write_at(SlotIndex index, const Value& value);

private:
    friend struct ValueStoreTestAccess;  ///< tests set a late epoch, since 2^32 clears take too long

    [[nodiscard]] FrameNumber frame_of(std::uint64_t epoch) const noexcept {
        return epoch <= old_frames_.size() ? old_frames_[epoch - 1] : first_frame_ + (epoch - 1);
    }
    [[nodiscard]] SlotIndex find_for_write(SlotId slot) {
        const SlotIndex index = slots_->find(slot);
        if (index == kNoSlotIndex) [[unlikely]]
            reject_unknown_slot(slot);
        return index;
    }
    void mark(WriteRecord& record, bool is_changed) noexcept {
        const auto epoch = static_cast<std::uint32_t>(epoch_);
        record = {epoch, static_cast<StepIndex>(writer_), static_cast<std::uint32_t>(order_++),
                  is_changed ? epoch : record.changed_epoch};
    }
    static double store_and_record(WriteRecord& record, double& cell, double number, std::uint32_t epoch,
                                   StepIndex writer, std::uint32_t order) noexcept {
        // One NaN for all: payloads have no meaning, so another payload must not count as a change.
        if (number != number) [[unlikely]]
            number = std::numeric_limits<double>::quiet_NaN();
        const bool is_changed = std::bit_cast<std::uint64_t>(cell) != std::bit_cast<std::uint64_t>(number);
        cell = number;
        record = {epoch, writer, order, is_changed ? epoch : record.changed_epoch};
        return number;
    }
    /// write_f64 for a write that stands alone. In a loop of writes the record's unchanging parts are in registers; alone
    /// they are put together each time, which is quicker in two words than in the vector that compilers make of four fields.
    void write_one_f64(SlotTable::Place place, double number) {
        if constexpr (std::endian::native != std::endian::little)
            return write_f64(place.index, place.f64_offset, number);
        WriteRecord& record = records_[place.index];
        if (record.epoch == epoch_) [[unlikely]]
            reject_second_write(place.index);
        if (number != number) [[unlikely]]
            number = std::numeric_limits<double>::quiet_NaN();
        double& cell = f64_[place.f64_offset];
        const bool is_changed = std::bit_cast<std::uint64_t>(cell) != std::bit_cast<std::uint64_t>(number);
        cell = number;
        const std::uint64_t words[] = {epoch_ | writer_ << 32, order_++ | (is_changed ? epoch_ : record.changed_epoch)
                                                                              << 32};
        static_assert(sizeof words == sizeof record);
        std::memcpy(&record, words, sizeof record);
    }
    [[noreturn]] void reject_second_write(SlotIndex index) const;
    [[noreturn]] void reject_unknown_slot(SlotId slot);
    [[nodiscard]] double other_number(const SlotMeta& row) const;
    void write_other(SlotIndex index, const SlotMeta& row, double number);
    void write_elsewhere(SlotId slot, double number);
    void renumber_epochs();
    [[nodiscard]] Value& buffer_place(SlotId slot);
    [[nodiscard]] bool is_held_elsewhere(const std::shared_ptr<const TypedArray>& array) const noexcept;
    void replace_buffer(const TypedArray* old_array, const Value& buffer);
    template <class T>
    std::span<T> ensure(SlotId slot, std::size_t length);

    struct UnknownWrite {
        SlotId slot;
        StepIndex writer;
    };

    std::shared_ptr<const SlotTable> slots_ = std::make_shared<SlotTable>();
    std::span<const SlotTable::Place> places_;  ///< the table's, which never changes
    std::vector<double> f64_;
    std::vector<float> f32_;
    std::vector<std::int32_t> i32_;
    std::vector<std::uint32_t> u32_;
    std::vector<Value> objects_;
    std::vector<WriteRecord> records_;
    // 64 bits for 32-bit numbers: what is stored to a WriteRecord (32 bits) cannot alias them, so that loops keep them in
    // registers.
    std::uint64_t epoch_ = 1;
    std::uint64_t order_ = 0;
    std::uint64_t writer_ = kNoStep;
    FrameNumber first_frame_ = 0;                ///< frame_of(1), as long as nothing was renumbered
    std::vector<FrameNumber> old_frames_;        ///< of epochs from 1 that were renumbered
    std::vector<UnknownWrite> unknown_written_;  ///< slots that do not exist, tried in this frame
    std::vector<SlotId> ensured_;
    std::vector<std::uint32_t> ensured_epoch_;  ///< by SlotIndex: of the last ensure_*; empty before the first
    std::unordered_map<SlotId, Value> stray_buffers_;
};

}  // namespace slotscope
