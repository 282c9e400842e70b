// SPDX-License-Identifier: MIT
// ColumnStore: what goes in comes out, the budget holds, and what was used least recently goes first.
#include <algorithm>
#include <cmath>
#include <list>
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/column_store.h"

using namespace slotscope;

namespace {

/// A column of raw bits, so that its size is known: 8 KiB of payload.
StoredColumn noise(std::uint64_t chunk, std::mt19937_64& random) {
    std::vector<double> values(kChunkFrames);
    for (double& value : values) value = std::bit_cast<double>(random());
    StoredColumn column;
    column.first_frame = chunk * kChunkFrames;
    column.values = encode_column(values);
    return column;
}

}  // namespace

TEST_CASE("PackedBits: all, none and some", "[core][columns][store]") {
    FrameBits bits{};
    CHECK_FALSE(PackedBits(bits, 100)[99]);
    CHECK(PackedBits(bits, 100).extra_bytes() == 0);
    for (int i = 0; i < 100; ++i) bits[static_cast<std::size_t>(i / 64)] |= std::uint64_t{1} << i % 64;
    CHECK(PackedBits(bits, 100)[0]);
    CHECK(PackedBits(bits, 100)[99]);
    CHECK(PackedBits(bits, 100).extra_bytes() == 0);
    bits[1] &= ~std::uint64_t{2};
    const PackedBits some(bits, 100);
    CHECK(some[64]);
    CHECK_FALSE(some[65]);
    CHECK(some.extra_bytes() == sizeof(FrameBits));
}

TEST_CASE("ColumnStore: recorded columns come back with values and marks", "[core][columns][store]") {
    std::vector<double> values(kChunkFrames);
    FrameBits written{}, changed{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = std::sin(static_cast<double>(i));
        if (i % 2 == 0) written[i / 64] |= std::uint64_t{1} << i % 64;
        if (i % 6 == 0) changed[i / 64] |= std::uint64_t{1} << i % 64;
    }
    ColumnStore store(1 << 20);
    REQUIRE(store.insert(RecordedColumn{5, 3 * kChunkFrames, values, &written, &changed, {}}));
    CHECK(store.find(5, 2) == nullptr);
    CHECK(store.find(4, 3) == nullptr);
    const StoredColumn* column = store.find(5, 3);
    REQUIRE(column != nullptr);
    CHECK(column->first_frame == 3 * kChunkFrames);
    std::vector<double> back(column->values.count);
    decode_column(column->values, back);
    CHECK(back == values);
    for (std::size_t i = 0; i < values.size(); ++i) {
        REQUIRE(column->written[i] == (i % 2 == 0));
        REQUIRE(column->changed[i] == (i % 6 == 0));
    }
}

TEST_CASE("ColumnStore: the least recently used column goes first", "[core][columns][store]") {
    std::mt19937_64 random(1);
    ColumnStore store(3 * 9000);
    for (std::uint64_t chunk = 0; chunk < 3; ++chunk) REQUIRE(store.insert(0, noise(chunk, random)));
    REQUIRE(store.size() == 3);
    REQUIRE(store.find(0, 0) != nullptr);  // a use; `contains` is none
    CHECK(store.contains(0, 1));
    REQUIRE(store.insert(0, noise(3, random)));
    CHECK(store.contains(0, 0));
    CHECK_FALSE(store.contains(0, 1));
    CHECK(store.contains(0, 2));
    CHECK(store.contains(0, 3));
}

TEST_CASE("ColumnStore: a column takes the place of the one that was there", "[core][columns][store]") {
    std::mt19937_64 random(2);
    ColumnStore store(1 << 20);
    REQUIRE(store.insert(7, noise(1, random)));
    const std::size_t bytes = store.bytes();
    REQUIRE(store.insert(7, noise(1, random)));
    CHECK(store.size() == 1);
    CHECK(store.bytes() == bytes);
    StoredColumn constant;
    constant.first_frame = kChunkFrames;
    constant.values = encode_column(std::vector<double>(5, 1.5));
    REQUIRE(store.insert(7, std::move(constant)));
    CHECK(store.bytes() < bytes - 8000);
    CHECK(store.find(7, 1)->values.count == 5);
}

TEST_CASE("ColumnStore: what alone is over the budget is not kept, and nothing is", "[core][columns][store]") {
    std::mt19937_64 random(3);
    ColumnStore store(4000);
    CHECK_FALSE(store.insert(0, noise(0, random)));
    CHECK(store.size() == 0);
    CHECK(store.bytes() == 0);
    CHECK_FALSE(ColumnStore(0).insert(0, noise(0, random)));
}

TEST_CASE("ColumnStore: random use agrees with a list that is searched, and the budget always holds",
          "[core][columns][store]") {
    std::mt19937_64 random(4);
    ColumnStore store(200'000);
    std::list<std::pair<SlotIndex, std::uint64_t>> model;  // most recently used first
    for (int i = 0; i < 5000; ++i) {
        const auto row = static_cast<SlotIndex>(random() % 6);
        const std::uint64_t chunk = random() % 8;
        const std::pair key{row, chunk};
        switch (random() % 20) {
            case 0: store.set_budget(20'000 + random() % 300'000); break;
            case 1:
                store.drop_from(chunk + 3);
                model.remove_if([&](const auto& other) { return other.second >= chunk + 3; });
                break;
            case 2: store.evict(store.bytes() / 2); break;
            case 3:
            case 4:
            case 5:
            case 6:
                CHECK(store.insert(row, noise(chunk, random)));
                model.remove(key);
                model.push_front(key);
                break;
            default: {
                const bool is_there = store.find(row, chunk) != nullptr;
                const auto place = std::ranges::find(model, key);
                // What the store evicted is the end of the model.
                if (is_there) {
                    REQUIRE(place != model.end());
                    model.splice(model.begin(), model, place);
                }
                break;
            }
        }
        REQUIRE(store.size() <= model.size());
        model.resize(store.size());
        for (const auto& [kept_row, kept_chunk] : model) REQUIRE(store.contains(kept_row, kept_chunk));
        REQUIRE(store.bytes() <= store.budget());
    }
    store.clear();
    CHECK(store.bytes() == 0);
}
