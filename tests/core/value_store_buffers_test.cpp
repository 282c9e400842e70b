// SPDX-License-Identifier: MIT
// ValueStore::ensure_*: buffers in object slots.
#include <algorithm>

#include <catch2/matchers/catch_matchers_string.hpp>

#include "core/store_fixtures.h"
#include "slotscope/limits.h"

namespace slotscope::test {
namespace {

/// Slots 1 and 2 are objects, slot 3 is a number.
ValueStore two_objects() {
    return store_of({slot(1, Storage::Object, 0), slot(2, Storage::Object, 1), slot(3, Storage::F64, 0)});
}

bool all_zero(auto elements) {
    return std::ranges::all_of(elements, [](auto element) { return element == 0; });
}

TEST_CASE("ValueStore buffers: a new buffer is zeroed, of the asked length, and readable", "[core][value_store]") {
    ValueStore store = two_objects();
    CHECK(store.ensure_f32(1, 3).size() == 3);
    CHECK(all_zero(store.ensure_f32(1, 3)));
    const Value value = store.read(1);
    REQUIRE(value.typed_array() != nullptr);
    CHECK(value.typed_array()->type == ElementType::F32);
    CHECK(value.typed_array()->size() == 3);
    store.ensure_u16(1, 2);
    CHECK(store.read(1).typed_array()->type == ElementType::U16);
    store.ensure_u32(1, 0);
    CHECK(store.read(1).typed_array()->type == ElementType::U32);
    CHECK(store.read(1).typed_array()->size() == 0);
}

TEST_CASE("ValueStore buffers: the same class and length give the same buffer, not cleared", "[core][value_store]") {
    ValueStore store = two_objects();
    store.ensure_f32(1, 3)[2] = 5;
    const TypedArray* first = store.read(1).typed_array();
    store.clear();
    CHECK(store.ensure_f32(1, 3)[2] == 5);
    CHECK(store.read(1).typed_array() == first);
}

TEST_CASE("ValueStore buffers: another class or length gives a new zeroed buffer", "[core][value_store]") {
    ValueStore store = two_objects();
    store.ensure_f32(1, 3)[0] = 5;
    CHECK(all_zero(store.ensure_f32(1, 4)));
    store.ensure_f32(1, 4)[0] = 5;
    CHECK(all_zero(store.ensure_u32(1, 4)));
    store.clear();
    store.write(1, "text");
    CHECK(all_zero(store.ensure_u32(1, 4)));
}

TEST_CASE("ValueStore buffers: making one is no write", "[core][value_store]") {
    ValueStore store = two_objects();
    store.ensure_f32(1, 3);
    CHECK(store.status(0) == WriteStatus::Never);
    CHECK(store.written().empty());
    CHECK_NOTHROW(store.write(1, 1.0));
    CHECK_NOTHROW(store.ensure_f32(1, 3));
    CHECK(store.status(0) == WriteStatus::Changed);
}

TEST_CASE("ValueStore buffers: slots are listed once each, in order, until the next clear", "[core][value_store]") {
    ValueStore store = two_objects();
    for (const SlotId number : {2, 1, 50, 3, 2, 50, 3}) store.ensure_f32(number, 1);
    CHECK(std::ranges::equal(store.ensured(), std::vector<SlotId>{2, 1, 50, 3}));
    store.clear();
    CHECK(store.ensured().empty());
    store.ensure_u16(1, 1);
    CHECK(std::ranges::equal(store.ensured(), std::vector<SlotId>{1}));
}

TEST_CASE("ValueStore buffers: one of a number slot is found again, but never read", "[core][value_store]") {
    ValueStore store = two_objects();
    store.write(3, 4.5);
    store.ensure_f32(3, 2)[1] = 7;
    CHECK(*store.read(3).number() == 4.5);
    CHECK(store.ensure_f32(3, 2)[1] == 7);
    store.ensure_u32(1'000'000'000, 2)[0] = 8;
    CHECK(store.ensure_u32(1'000'000'000, 2)[0] == 8);
    CHECK_THROWS_AS(store.read(1'000'000'000), StoreError);
}

TEST_CASE("ValueStore buffers: one of a number slot is where an object slot has that offset", "[core][value_store]") {
    ValueStore store = store_of({slot(0, Storage::F64, 0), slot(9, Storage::Object, 0)});
    store.ensure_f32(0, 2)[0] = 3;
    REQUIRE(store.read(9).typed_array() != nullptr);
    CHECK(store.read(9).typed_array()->at(0) == 3);
}

TEST_CASE("ValueStore buffers: a value that was read keeps its content when the buffer is filled",
          "[core][value_store]") {
    ValueStore store = two_objects();
    store.ensure_f32(1, 2)[0] = 1;
    const Value kept = store.read(1);
    store.clear();
    const std::span<float> buffer = store.ensure_f32(1, 2);
    CHECK(buffer[0] == 1);
    buffer[0] = 2;
    CHECK(kept.typed_array()->at(0) == 1);
    CHECK(store.read(1).typed_array()->at(0) == 2);
}

TEST_CASE("ValueStore buffers: slots that hold the same buffer go on sharing it", "[core][value_store]") {
    ValueStore store = two_objects();
    store.ensure_f32(1, 2);
    store.write(2, store.read(1));
    SECTION("nobody else holds it") {
        const TypedArray* before = store.read(1).typed_array();
        store.ensure_f32(1, 2)[0] = 6;
        CHECK(store.read(1).typed_array() == before);
    }
    SECTION("somebody else holds it, so that it is copied") {
        const Value kept = store.read(1);
        store.ensure_f32(1, 2)[0] = 6;
        CHECK(kept.typed_array()->at(0) == 0);
    }
    CHECK(store.read(2).typed_array()->at(0) == 6);
    CHECK(store.read(2).typed_array() == store.read(1).typed_array());
}

TEST_CASE("ValueStore buffers: filling one leaves copies of the store as they were", "[core][value_store]") {
    ValueStore store = two_objects();
    store.ensure_u32(1, 1)[0] = 10;
    const ValueStore snapshot = store;
    store.ensure_u32(1, 1)[0] = 11;
    CHECK(snapshot.read(1).typed_array()->at(0) == 10);
    CHECK(store.read(1).typed_array()->at(0) == 11);
}

TEST_CASE("ValueStore buffers: a length over the limit is rejected before anything is made", "[core][value_store]") {
    ValueStore store = two_objects();
    const StoreError error = store_error_of([&] { store.ensure_f32(1, limits::kMaxStorageElements + 1); });
    CHECK(error.kind == StoreError::Kind::Limit);
    CHECK(error.slot == 1);
    CHECK_THAT(error.what(), Catch::Matchers::Equals("Slot 1 needs a buffer of 16777217 elements; a buffer has at most "
                                                     "16777216"));
    CHECK(store.read(1).is_undefined());
    CHECK(store.ensured().empty());
}

}  // namespace
}  // namespace slotscope::test
