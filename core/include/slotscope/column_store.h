// SPDX-License-Identifier: MIT
// `ColumnStore`: encoded columns with their mark bits, by slot row and chunk number, under a budget in bytes: what was used
// least recently goes first. What is not here (any more) can be made again by replay.
#pragma once

#include <cstdint>
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
    /// Memory besides the object itself.
    [[nodiscard]] std::size_t extra_bytes() const noexcept { return bits_ ? sizeof *bits_ : 0; }

private:
    bool all_ = false;
    std::unique_ptr<const FrameBits> bits_;
};

struct StoredColumn {
    FrameNumber first_frame = 0;
    EncodedColumn values;
    PackedBits written;
    PackedBits changed;
};

class ColumnStore {
public:
    explicit ColumnStore(std::size_t budget_bytes = 0) : budget_(budget_bytes) {}

    /// Encodes and keeps the column, in the place of one that is there for its row and chunk; evicts others until the budget
    /// holds. False, with nothing kept, when the column alone is over the budget.
    bool insert(const RecordedColumn& column);
    bool insert(SlotIndex row, StoredColumn column);
    /// Null when it is not there; good until the next insert, evict or set_budget. Counts as a use.
    [[nodiscard]] const StoredColumn* find(SlotIndex row, std::uint64_t chunk);
    /// Likewise, but no use: for those who only ask what there is.
    [[nodiscard]] bool contains(SlotIndex row, std::uint64_t chunk) const noexcept { return index_.contains({row, chunk}); }
    /// Drops least recently used columns until at most `bytes` are used; returns how many went.
    std::size_t evict(std::size_t bytes);
    /// Drops the columns of this chunk and all later ones, as a fork of the recording needs.
    void drop_from(std::uint64_t chunk);
    void clear();

    void set_budget(std::size_t bytes) {
        budget_ = bytes;
        evict(bytes);
    }
    [[nodiscard]] std::size_t budget() const noexcept { return budget_; }
    /// All memory of the columns and of finding them: never over the budget.
    [[nodiscard]] std::size_t bytes() const noexcept { return used_; }
    [[nodiscard]] std::size_t size() const noexcept { return order_.size(); }

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
    };
    using Order = std::list<Entry>;  ///< most recently used first

    [[nodiscard]] static std::size_t cost_of(const Entry& entry) noexcept;
    void drop(Order::iterator entry);

    std::size_t budget_ = 0;
    std::size_t used_ = 0;
    Order order_;
    std::unordered_map<Key, Order::iterator, KeyHash> index_;
};

}  // namespace slotscope
