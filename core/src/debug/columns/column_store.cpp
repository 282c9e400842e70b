// SPDX-License-Identifier: MIT
#include "slotscope/column_store.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace slotscope {

namespace {

/// What a list node and a hash table's node and bucket take besides their contents: pointers, cached hash, and the heads of
/// four heap blocks. Counted generously, so that the budget holds for the process and not only for the sum of sizes.
constexpr std::size_t kNodeBytes = 16 * sizeof(void*);

FrameBits nan_bits(std::span<const double> values) {
    FrameBits bits{};
    for (std::size_t i = 0; i < values.size(); ++i) bits[i / 64] |= std::uint64_t{std::isnan(values[i])} << i % 64;
    return bits;
}

std::unique_ptr<const BlockExtremes> extremes_of(std::span<const double> values) {
    auto blocks = std::make_unique<BlockExtremes>();
    for (std::size_t i = 0; i < values.size(); ++i) {
        Extremes& block = (*blocks)[i / kBlockFrames];
        block.least = values[i] < block.least ? values[i] : block.least;  // NaN never is
        block.greatest = values[i] > block.greatest ? values[i] : block.greatest;
    }
    return blocks;
}

}  // namespace

Extremes StoredColumn::block(std::size_t index) const noexcept {
    if (blocks) return (*blocks)[index];
    const auto value = std::bit_cast<double>(values.constant_bits);
    return std::isnan(value) ? Extremes{} : Extremes{value, value};
}

PackedBits::PackedBits(const FrameBits& bits, std::size_t count) {
    std::size_t ones = 0;
    for (const std::uint64_t word : bits) ones += static_cast<std::size_t>(std::popcount(word));
    all_ = ones == count;
    if (ones != 0 && ones != count) bits_ = std::make_unique<const FrameBits>(bits);
}

std::uint32_t PackedBits::count(std::size_t begin, std::size_t end) const noexcept {
    if (begin >= end) return 0;
    if (!bits_) return all_ ? static_cast<std::uint32_t>(end - begin) : 0;
    const std::uint64_t low = ~std::uint64_t{0} << begin % 64, high = ~std::uint64_t{0} >> (63 - (end - 1) % 64);
    const std::size_t first = begin / 64, last = (end - 1) / 64;
    if (first == last) return static_cast<std::uint32_t>(std::popcount((*bits_)[first] & low & high));
    int ones = std::popcount((*bits_)[first] & low) + std::popcount((*bits_)[last] & high);
    for (std::size_t word = first + 1; word < last; ++word) ones += std::popcount((*bits_)[word]);
    return static_cast<std::uint32_t>(ones);
}

std::size_t ColumnStore::KeyHash::operator()(const Key& key) const noexcept {
    // Chunk numbers and rows are small and consecutive; two multiplications spread them.
    std::uint64_t hash = (key.chunk << 32 ^ key.row) * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93ULL;
    return static_cast<std::size_t>(hash ^ hash >> 32);
}

std::size_t ColumnStore::cost_of(const Entry& entry) noexcept {
    const StoredColumn& column = entry.column;
    return sizeof(Entry) + sizeof(Key) + kNodeBytes + column.values.bytes() - sizeof column.values +
           column.written.extra_bytes() + column.changed.extra_bytes() + column.nan.extra_bytes() +
           (column.blocks ? sizeof *column.blocks : 0);
}

bool ColumnStore::insert(const RecordedColumn& column, std::uint64_t since) {
    const std::size_t count = column.values.size();
    StoredColumn stored{column.first_frame, encode_column(column.values), PackedBits(*column.written, count),
                        PackedBits(*column.changed, count), PackedBits(nan_bits(column.values), count)};
    if (stored.values.scheme != ColumnScheme::Constant) stored.blocks = extremes_of(column.values);
    return insert(column.row, std::move(stored), since);
}

bool ColumnStore::insert(SlotIndex row, StoredColumn column, std::uint64_t since) {
    const Key key{row, column.first_frame / kChunkFrames};
    if (const auto present = index_.find(key); present != index_.end()) drop(present->second);
    Order added;
    added.push_back({key, std::move(column), now_});
    const std::size_t cost = cost_of(added.front());
    if (cost > budget_) return false;
    while (used_ > budget_ - cost) {
        if (order_.back().used >= since) return false;
        drop(std::prev(order_.end()));
        ++evictions_;
    }
    ++now_;
    order_.splice(order_.begin(), added);
    index_.emplace(key, order_.begin());
    used_ += cost;
    return true;
}

const StoredColumn* ColumnStore::find(SlotIndex row, std::uint64_t chunk) {
    const auto present = index_.find({row, chunk});
    if (present == index_.end()) return nullptr;
    order_.splice(order_.begin(), order_, present->second);
    present->second->used = now_++;
    return &present->second->column;
}

std::size_t ColumnStore::evict(std::size_t bytes) {
    std::size_t dropped = 0;
    for (; used_ > bytes; ++dropped) drop(std::prev(order_.end()));
    evictions_ += dropped;
    return dropped;
}

const StoredColumn* ColumnStore::peek(SlotIndex row, std::uint64_t chunk) const noexcept {
    const auto present = index_.find({row, chunk});
    return present == index_.end() ? nullptr : &present->second->column;
}

template <class Predicate>
void ColumnStore::drop_if(Predicate predicate) {
    for (auto entry = order_.begin(); entry != order_.end();) {
        const auto next = std::next(entry);
        if (predicate(*entry)) drop(entry);
        entry = next;
    }
}

void ColumnStore::drop_from(std::uint64_t chunk) {
    drop_if([&](const Entry& entry) { return entry.key.chunk >= chunk; });
}

void ColumnStore::drop_after(FrameNumber frame) {
    drop_if([&](const Entry& entry) { return entry.column.end_frame() > frame + 1; });
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
