// SPDX-License-Identifier: MIT
#include "slotscope/column_store.h"

#include <algorithm>

namespace slotscope {

namespace {

/// What a list node and a hash table's node and bucket take besides their contents: pointers, cached hash, and the heads of
/// four heap blocks. Counted generously, so that the budget holds for the process and not only for the sum of sizes.
constexpr std::size_t kNodeBytes = 16 * sizeof(void*);

}  // namespace

PackedBits::PackedBits(const FrameBits& bits, std::size_t count) {
    std::size_t ones = 0;
    for (const std::uint64_t word : bits) ones += static_cast<std::size_t>(std::popcount(word));
    all_ = ones == count;
    if (ones != 0 && ones != count) bits_ = std::make_unique<const FrameBits>(bits);
}

std::size_t ColumnStore::KeyHash::operator()(const Key& key) const noexcept {
    // Chunk numbers and rows are small and consecutive; two multiplications spread them.
    std::uint64_t hash = (key.chunk << 32 ^ key.row) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93ULL;
    return static_cast<std::size_t>(hash ^ hash >> 32);
}

std::size_t ColumnStore::cost_of(const Entry& entry) noexcept {
    const StoredColumn& column = entry.column;
    return sizeof(Entry) + sizeof(Key) + kNodeBytes + column.values.bytes() - sizeof column.values + column.written.extra_bytes() +
           column.changed.extra_bytes();
}

bool ColumnStore::insert(const RecordedColumn& column) {
    const std::size_t count = column.values.size();
    return insert(column.row, {column.first_frame, encode_column(column.values), PackedBits(*column.written, count),
                               PackedBits(*column.changed, count)});
}

bool ColumnStore::insert(SlotIndex row, StoredColumn column) {
    const Key key{row, column.first_frame / kChunkFrames};
    if (const auto present = index_.find(key); present != index_.end()) drop(present->second);
    Order added;
    added.push_back({key, std::move(column)});
    const std::size_t cost = cost_of(added.front());
    if (cost > budget_) return false;
    evict(budget_ - cost);
    order_.splice(order_.begin(), added);
    index_.emplace(key, order_.begin());
    used_ += cost;
    return true;
}

const StoredColumn* ColumnStore::find(SlotIndex row, std::uint64_t chunk) {
    const auto present = index_.find({row, chunk});
    if (present == index_.end()) return nullptr;
    order_.splice(order_.begin(), order_, present->second);
    return &present->second->column;
}

std::size_t ColumnStore::evict(std::size_t bytes) {
    std::size_t dropped = 0;
    for (; used_ > bytes; ++dropped) drop(std::prev(order_.end()));
    return dropped;
}

void ColumnStore::drop_from(std::uint64_t chunk) {
    for (auto entry = order_.begin(); entry != order_.end();) {
        const auto next = std::next(entry);
        if (entry->key.chunk >= chunk) drop(entry);
        entry = next;
    }
}

void ColumnStore::clear() {
    order_.clear();
    index_.clear();
    used_ = 0;
}

void ColumnStore::drop(Order::iterator entry) {
    used_ -= cost_of(*entry);
    index_.erase(entry->key);
    order_.erase(entry);
}

}  // namespace slotscope
