// SPDX-License-Identifier: MIT
// Write tracking: what was written when and by what, over frames, and over the end of the epoch's range.
#include <cmath>
#include <limits>

#include "core/store_fixtures.h"

namespace slotscope::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t kLastEpoch = std::numeric_limits<std::uint32_t>::max();

TEST_CASE("ValueStore: clear allows every slot to be written again and keeps the values", "[core][value_store]") {
    ValueStore store = one_of_each();
    for (SlotId number = 0; number < 5; ++number) store.write(number, 2.0);
    store.clear();
    for (SlotId number = 0; number < 5; ++number) {
        CHECK(*store.read(number).number() == 2.0);
        store.write(number, 3.0);
        CHECK(*store.read(number).number() == 3.0);
    }
}

TEST_CASE("ValueStore: writes are listed in the order in which they succeeded", "[core][value_store]") {
    ValueStore store = f64_slots(5);
    store.write(3, 1.0);
    store.write(0, 1.0);
    CHECK_THROWS_AS(store.write(3, 2.0), StoreError);
    CHECK_THROWS_AS(store.write(77, 2.0), StoreError);
    store.write(4, 1.0);
    CHECK(store.written() == std::vector<SlotId>{3, 0, 4});
    CHECK(store.write_count() == 3);
    CHECK(store.record(4).order == 2);
    store.clear();
    CHECK(store.written().empty());
    CHECK(store.write_count() == 0);
}

TEST_CASE("ValueStore: the status goes from never over changed and same to stale", "[core][value_store]") {
    ValueStore store = f64_slots(1);
    CHECK(store.status(0) == WriteStatus::Never);
    CHECK_FALSE(store.is_written(0));
    store.write(0, 4.0);
    CHECK(store.status(0) == WriteStatus::Changed);
    CHECK(store.is_written(0));
    store.clear();
    CHECK(store.status(0) == WriteStatus::Stale);
    CHECK_FALSE(store.is_written(0));
    store.write(0, 4.0);
    CHECK(store.status(0) == WriteStatus::Same);
}

TEST_CASE("ValueStore: writing what a slot reads anyway is no change", "[core][value_store]") {
    ValueStore store = one_of_each();
    for (SlotId number = 0; number < 4; ++number) store.write(number, 0.0);
    store.write(4, Value());
    for (SlotIndex index = 0; index < 5; ++index) {
        CHECK(store.status(index) == WriteStatus::Same);
        CHECK(store.record(index).changed_epoch == 0);
    }
}

TEST_CASE("ValueStore: -0 after 0 is a change, an equal number after conversion is none", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.write(0, -0.0);
    CHECK(store.status(0) == WriteStatus::Changed);
    store.write(1, -0.0);
    CHECK(store.status(1) == WriteStatus::Changed);
    store.write(2, -0.0);
    CHECK(store.status(2) == WriteStatus::Same);
    store.write(3, 4294967296.0);
    CHECK(store.status(3) == WriteStatus::Same);
    store.write(4, -0.0);
    store.clear();
    store.write(4, 0.0);
    CHECK(store.status(4) == WriteStatus::Changed);
}

TEST_CASE("ValueStore: NaN after NaN is no change, whatever the payload", "[core][value_store]") {
    const double other_nan = std::bit_cast<double>(std::uint64_t{0xfff4'5678'0000'0001});
    ValueStore store = one_of_each();
    for (const SlotId number : {0, 1, 4}) {
        INFO("slot " << number);
        const auto index = static_cast<SlotIndex>(number);
        store.clear();
        store.write(number, other_nan);
        CHECK(store.status(index) == WriteStatus::Changed);
        store.clear();
        store.write(number, kNaN);
        CHECK(store.status(index) == WriteStatus::Same);
        store.clear();
        store.write(number, other_nan);
        CHECK(store.status(index) == WriteStatus::Same);
        store.clear();
        store.write(number, 1.0);
        CHECK(store.status(index) == WriteStatus::Changed);
    }
}

TEST_CASE("ValueStore: an equal array is no change, but is stored", "[core][value_store]") {
    ValueStore store = one_of_each();
    const Value first(ValueArray{1.0, ValueArray{"x"}});
    const Value equal(ValueArray{1.0, ValueArray{"x"}});
    store.write(4, first);
    CHECK(store.status(4) == WriteStatus::Changed);
    store.clear();
    store.write(4, equal);
    CHECK(store.status(4) == WriteStatus::Same);
    CHECK(store.read(4).array() == equal.array());
    store.clear();
    store.write(4, ValueArray{1.0, ValueArray{"y"}});
    CHECK(store.status(4) == WriteStatus::Changed);
}

TEST_CASE("ValueStore: each write is attributed to the step that was set last", "[core][value_store]") {
    ValueStore store = f64_slots(3);
    store.write(0, 1.0);
    store.set_writer(4);
    store.write(1, 1.0);
    store.set_writer(0);
    store.write(2, 1.0);
    CHECK(store.record(0).writer == kNoStep);
    CHECK(store.record(1).writer == 4);
    CHECK(store.record(2).writer == 0);
    store.clear();
    CHECK(store.record(1).writer == 4);
}

TEST_CASE("ValueStore: the frames of the last write and of the last change are told apart", "[core][value_store]") {
    ValueStore store = f64_slots(1);
    store.clear();
    store.write(0, 1.0);
    store.clear();
    store.clear();
    store.write(0, 1.0);
    store.clear();
    CHECK(store.frame() == 4);
    CHECK(store.last_written_frame(0) == 3);
    CHECK(store.last_changed_frame(0) == 1);
}

TEST_CASE("ValueStore: frames are numbered on from the first frame that it was given", "[core][value_store]") {
    ValueStore store = store_of({slot(0, Storage::F64, 0)}, 1'000'000'000'000);
    store.write(0, 1.0);
    CHECK(store.last_written_frame(0) == 1'000'000'000'000);
    store.clear();
    CHECK(store.frame() == 1'000'000'000'001);
    CHECK(store.last_written_frame(0) == 1'000'000'000'000);
}

TEST_CASE("ValueStore: after 2^32 - 1 clears no old write counts as one of this frame", "[core][value_store]") {
    ValueStore store = f64_slots(4);
    store.set_writer(3);
    store.write(0, 1.0);  // epoch 1, which the counter reaches again
    for (int frame = 0; frame < 3; ++frame) store.clear();
    store.write(1, 1.0);  // epoch 4
    ValueStoreTestAccess::set_epoch(store, kLastEpoch - 1);
    store.write(2, 1.0);
    store.clear();
    store.write(1, 1.0);  // epoch 2^32 - 1: written now, changed in epoch 4
    CHECK(store.frame() == kLastEpoch - 1);

    store.clear();
    CHECK(store.frame() == kLastEpoch);
    for (SlotIndex index = 0; index < 3; ++index) {
        INFO("slot " << index);
        CHECK(store.status(index) == WriteStatus::Stale);
        CHECK(store.record(index).writer == 3);
    }
    CHECK(store.status(3) == WriteStatus::Never);
    CHECK(store.last_written_frame(0) == 0);
    CHECK(store.last_written_frame(1) == kLastEpoch - 1);
    CHECK(store.last_changed_frame(1) == 3);
    CHECK(store.last_written_frame(2) == kLastEpoch - 2);
    CHECK(store.written().empty());

    for (int frame = 0; frame < 10; ++frame) {
        store.write(0, 1.0);
        CHECK_THROWS_AS(store.write(0, 1.0), StoreError);
        CHECK(store.status(0) == WriteStatus::Same);
        CHECK(store.status(1) == WriteStatus::Stale);
        CHECK(store.last_written_frame(0) == store.frame());
        CHECK(store.last_changed_frame(0) == 0);
        store.clear();
    }
    CHECK(store.frame() == FrameNumber{kLastEpoch} + 10);
    CHECK(store.last_changed_frame(1) == 3);
}

TEST_CASE("ValueStore: the epoch runs over twice without losing a frame number", "[core][value_store]") {
    ValueStore store = f64_slots(2);
    store.write(0, 1.0);
    ValueStoreTestAccess::set_epoch(store, kLastEpoch);
    store.clear();
    store.write(1, 2.0);
    const FrameNumber second = store.frame();
    ValueStoreTestAccess::set_epoch(store, kLastEpoch);
    const FrameNumber before = store.frame();
    store.clear();
    CHECK(store.frame() == before + 1);
    CHECK(store.last_written_frame(0) == 0);
    CHECK(store.last_written_frame(1) == second);
}

TEST_CASE("ValueStore: the epoch runs over in a store that nobody wrote", "[core][value_store]") {
    ValueStore store = f64_slots(1);
    ValueStoreTestAccess::set_epoch(store, kLastEpoch);
    const FrameNumber before = store.frame();
    store.clear();
    CHECK(store.frame() == before + 1);
    CHECK(store.status(0) == WriteStatus::Never);
    store.write(0, 1.0);
    CHECK(store.last_written_frame(0) == before + 1);
}

TEST_CASE("ValueStore: buffers are listed again after the epoch ran over", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.ensure_f32(4, 1);  // in epoch 1, which the counter reaches again
    ValueStoreTestAccess::set_epoch(store, kLastEpoch);
    store.clear();
    CHECK(store.ensured().empty());
    store.ensure_f32(4, 1);
    REQUIRE(store.ensured().size() == 1);
    CHECK(store.ensured()[0] == 4);
}

}  // namespace
}  // namespace slotscope::test
