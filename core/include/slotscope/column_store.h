// SPDX-License-Identifier: MIT
// `ColumnStore`: encoded columns with their mark bits, by slot row and chunk number, under a budget in bytes: what was used
// least recently goes first. What is not here (any more) can be made again by replay.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

#include "slotscope/column_recorder.h"
#include "slotscope/columns.h"

namespace slotscope {

/// One bit per frame of a column; nothing is kept where all are equal.
class PackedBits {
public:
    PackedBits() = default;
    PackedBits(const FrameBits& bits, std::size_t count);

    /// Precondition: frame is below the count.
    [[nodiscard]] bool operator[](std::size_t frame) const noexcept {
        return bits_ ? ((*bits_)[frame / 64] >> frame % 64 & 1) != 0 : all_;
    }
    /// How many of frames [begin, end) have the bit. Precondition: end is at most the count.
    [[nodiscard]] std::uint32_t count(std::size_t begin, std::size_t end) const noexcept;
    /// Memory besides the object itself.
    [[nodiscard]] std::size_t extra_bytes() const noexcept { return bits_ ? sizeof *bits_ : 0; }

private:
    bool all_ = false;
    std::unique_ptr<const FrameBits> bits_;
};

/// Frames that share one pair of extremes in a stored column; a word of its mark bits.
inline constexpr std::size_t kBlockFrames = 64;

/// Least and greatest of a block's values that are not NaN; least > greatest when there is none.
struct Extremes {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();
};
using BlockExtremes = std::array<Extremes, kChunkFrames / kBlockFrames>;

struct StoredColumn {
    FrameNumber first_frame = 0;
    EncodedColumn values;
    PackedBits written = {};
    PackedBits changed = {};
    PackedBits nan = {};                               ///< frames at whose end it was NaN
    std::unique_ptr<const BlockExtremes> blocks = {};  ///< null where all values are the same

    [[nodiscard]] FrameNumber end_frame() const noexcept { return first_frame + values.count; }
    /// Of frames [index * kBlockFrames, ...) of the column. Precondition: it was inserted as a RecordedColumn.
    [[nodiscard]] Extremes block(std::size_t index) const noexcept;
};

class ColumnStore {
public:
    explicit ColumnStore(std::size_t budget_bytes = 0) : budget_(budget_bytes) {}

    static constexpr std::uint64_t kAnyAge = std::numeric_limits<std::uint64_t>::max();

    /// Encodes and keeps the column, in the place of one that is there for its row and chunk; evicts others until the budget
    /// holds, but none that was used at time `since` or later (see `now`). False, with nothing kept, when there is no room.
    bool insert(const RecordedColumn& column, std::uint64_t since = kAnyAge);
    bool insert(SlotIndex row, StoredColumn column, std::uint64_t since = kAnyAge);
    /// The time of the next use; uses are what makes it go on.
    [[nodiscard]] std::uint64_t now() const noexcept { return now_; }
    /// Null when it is not there; good until the next insert, evict or set_budget. Counts as a use.
    [[nodiscard]] const StoredColumn* find(SlotIndex row, std::uint64_t chunk);
    /// Likewise, but no use: for those who only ask what there is.
    [[nodiscard]] bool contains(SlotIndex row, std::uint64_t chunk) const noexcept {
        return index_.contains({row, chunk});
    }
    [[nodiscard]] const StoredColumn* peek(SlotIndex row, std::uint64_t chunk) const noexcept;
    /// Drops least recently used columns until at most `bytes` are used; returns how many went.
    std::size_t evict(std::size_t bytes);
    /// Drops the columns of this chunk and all later ones, as a fork of the recording needs.
    void drop_from(std::uint64_t chunk);
    /// Drops the columns that know anything of frames after this one.
    void drop_after(FrameNumber frame);
    void clear();

    void set_budget(std::size_t bytes) {
        budget_ = bytes;
        evict(bytes);
    }
    [[nodiscard]] std::size_t budget() const noexcept { return budget_; }
    /// All memory of the columns and of finding them: never over the budget.
    [[nodiscard]] std::size_t bytes() const noexcept { return used_; }
    [[nodiscard]] std::size_t size() const noexcept { return order_.size(); }
    /// How many columns had to go so far for want of room.
    [[nodiscard]] std::uint64_t evictions() const noexcept { return evictions_; }

private:
    struct Key {
        SlotIndex row;
        std::uint64_t chunk;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        [[nodiscard]] std::size_t operator()(const Key& key) const noexcept;
    };
    struct Entry {
        Key key;
        StoredColumn column;
        std::uint64_t used = 0;
    };
    using Order = std::list<Entry>;  ///< most recently used first

    [[nodiscard]] static std::size_t cost_of(const Entry& entry) noexcept;
    void drop(Order::iterator entry);
    template <class Predicate>
    void drop_if(Predicate predicate);

    std::size_t budget_ = 0;
    std::size_t used_ = 0;
    std::uint64_t now_ = 1;
    std::uint64_t evictions_ = 0;
    Order order_;
    std::unordered_map<Key, Order::iterator, KeyHash> index_;
};

}  // namespace slotscope
