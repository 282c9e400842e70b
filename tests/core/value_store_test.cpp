// SPDX-License-Identifier: MIT
// Writing, reading and conversions. Write tracking is in value_store_tracking_test.cpp, buffers in value_store_buffers_test.cpp.
#include <cmath>
#include <limits>

#include <catch2/matchers/catch_matchers_string.hpp>

#include "core/store_fixtures.h"

namespace slotscope::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double stored(ValueStore& store, SlotId number, const Value& value) {
    store.clear();
    store.write(number, value);
    return *store.read(number).number();
}

using Catch::Matchers::Equals;

TEST_CASE("ValueStore: a slot that was never written reads 0, an object slot undefined", "[core][value_store]") {
    const ValueStore store = one_of_each();
    for (const SlotId number : {0, 1, 2, 3}) {
        INFO("slot " << number);
        REQUIRE(store.read(number).number() != nullptr);
        CHECK(bits_of(*store.read(number).number()) == 0);
    }
    CHECK(store.read(4).is_undefined());
}

TEST_CASE("ValueStore: each storage is as long as its largest offset needs", "[core][value_store]") {
    ValueStore store = store_of({slot(10, Storage::F64, 3), slot(11, Storage::F64, 0), slot(12, Storage::I32, 7)});
    CHECK(store.f64().size() == 4);
    CHECK(store.i32().size() == 8);
    CHECK(store.f32().empty());
    CHECK(store.u32().empty());
    CHECK(store.objects().empty());
}

TEST_CASE("ValueStore: a store without slots rejects every read and write, and clears", "[core][value_store]") {
    ValueStore store;
    CHECK(store_error_of([&] { store.write(0, 1.0); }).kind == StoreError::Kind::UnknownSlot);
    CHECK(store_error_of([&] { (void)store.read(0); }).kind == StoreError::Kind::UnknownSlot);
    store.clear();
    CHECK(store.written().empty());
    CHECK(store.frame() == 1);
}

TEST_CASE("ValueStore: f64 keeps every bit of a number", "[core][value_store]") {
    ValueStore store = one_of_each();
    for (const double number :
         {0.1, -0.0, 5e-324, -1.7976931348623157e308, kInfinity, -kInfinity, 9007199254740993.0}) {
        CHECK(bits_of(stored(store, 0, number)) == bits_of(number));
    }
    CHECK(std::isnan(stored(store, 0, kNaN)));
}

TEST_CASE("ValueStore: f32 rounds to nearest even, overflows to infinity and keeps subnormals", "[core][value_store]") {
    ValueStore store = one_of_each();
    CHECK(stored(store, 1, 0.1) == 0.10000000149011612);
    CHECK(stored(store, 1, 1 + 0x1p-24) == 1.0);
    CHECK(stored(store, 1, 1 + 0x3p-24) == 1 + 0x1p-22);
    CHECK(stored(store, 1, 1e39) == kInfinity);
    CHECK(stored(store, 1, -1e39) == -kInfinity);
    CHECK(stored(store, 1, 0x1p-149) == 0x1p-149);
    CHECK(bits_of(stored(store, 1, -1e-60)) == bits_of(-0.0));
    CHECK(std::isnan(stored(store, 1, kNaN)));
}

TEST_CASE("ValueStore: i32 truncates towards zero and wraps modulo 2^32", "[core][value_store]") {
    ValueStore store = one_of_each();
    CHECK(stored(store, 2, -1.75) == -1);
    CHECK(stored(store, 2, 1e10) == 1410065408);
    CHECK(stored(store, 2, 2147483648.0) == -2147483648.0);
    CHECK(stored(store, 2, -2147483649.0) == 2147483647);
    CHECK(stored(store, 2, 4294967297.5) == 1);
}

TEST_CASE("ValueStore: u32 truncates towards zero and wraps modulo 2^32", "[core][value_store]") {
    ValueStore store = one_of_each();
    CHECK(stored(store, 3, -1.0) == 4294967295.0);
    CHECK(bits_of(stored(store, 3, -0.9)) == 0);
    CHECK(stored(store, 3, 4294967296.0) == 0);
    CHECK(stored(store, 3, 4294967295.99) == 4294967295.0);
    CHECK(stored(store, 3, 0x1p84 + 0x1p32) == 0);
    CHECK(stored(store, 3, 0x1p63 + 0x1p12) == 4096);
}

TEST_CASE("ValueStore: NaN and the infinities are 0 in integer storages", "[core][value_store]") {
    ValueStore store = one_of_each();
    for (const SlotId number : {2, 3}) {
        for (const double special : {kNaN, kInfinity, -kInfinity}) {
            store.clear();
            store.write(number, 7.0);
            CHECK(stored(store, number, special) == 0);
        }
    }
}

TEST_CASE("ValueStore: values that are no numbers convert as the language does", "[core][value_store]") {
    ValueStore store = one_of_each();
    CHECK(std::isnan(stored(store, 0, Value())));
    CHECK(stored(store, 2, Value()) == 0);
    CHECK(bits_of(stored(store, 0, Null{})) == 0);
    CHECK(stored(store, 0, true) == 1);
    CHECK(stored(store, 0, "12.7") == 12.7);
    CHECK(stored(store, 2, "12.7") == 12);
    CHECK(stored(store, 0, "") == 0);
    CHECK(std::isnan(stored(store, 0, "abc")));
    CHECK(std::isnan(stored(store, 0, ValueObject{})));
}

TEST_CASE("ValueStore: an array of one element stored as a number is that element, longer ones are NaN",
          "[core][value_store]") {
    ValueStore store = one_of_each();
    CHECK(stored(store, 0, ValueArray{4.5}) == 4.5);
    CHECK(stored(store, 3, ValueArray{4.5}) == 4);
    CHECK(std::isnan(stored(store, 0, ValueArray{4.5, 1.0})));
    CHECK(stored(store, 0, TypedArray{ElementType::F64, std::vector<double>{4.5}}) == 4.5);
}

TEST_CASE("ValueStore: an object slot keeps any value, arrays by identity", "[core][value_store]") {
    ValueStore store = one_of_each();
    const Value array(ValueArray{1.0, "two"});
    store.write(4, array);
    CHECK(store.read(4).array() == array.array());
    store.clear();
    store.write(4, -0.0);
    CHECK(bits_of(*store.read(4).number()) == bits_of(-0.0));
    store.clear();
    store.write(4, Value());
    CHECK(store.read(4).is_undefined());
}

TEST_CASE("ValueStore: a second write names slot, storage, frame and both steps", "[core][value_store]") {
    ValueStore store = store_of({slot(18, Storage::F64, 0)}, 40);
    store.clear();
    store.set_writer(5);
    store.write(18, 1.0);
    store.set_writer(9);
    const StoreError error = store_error_of([&] { store.write(18, 2.0); });
    CHECK(error.kind == StoreError::Kind::SecondWrite);
    CHECK(error.slot == 18);
    CHECK(error.storage == Storage::F64);
    CHECK(error.first_writer == StepIndex{5});
    CHECK(error.second_writer == StepIndex{9});
    CHECK_THAT(error.what(), Equals("Slot 18 (f64) was written twice in frame 41: first by step 5, then by step 9"));
}

TEST_CASE("ValueStore: a second write without steps names none", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.write(3, 1.0);
    const StoreError error = store_error_of([&] { store.write(3, 1.0); });
    CHECK_FALSE(error.first_writer.has_value());
    CHECK_FALSE(error.second_writer.has_value());
    CHECK_THAT(error.what(), Equals("Slot 3 (u32) was written twice in frame 0"));
}

TEST_CASE("ValueStore: a second write says which of the two had no step", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.write(4, "initial");
    store.set_writer(2);
    const StoreError error = store_error_of([&] { store.write(4, "again"); });
    CHECK_FALSE(error.first_writer.has_value());
    CHECK_THAT(error.what(),
               Equals("Slot 4 (object) was written twice in frame 0: first outside the steps, then by step 2"));
}

TEST_CASE("ValueStore: every storage rejects a second write, also of the same value", "[core][value_store]") {
    ValueStore store = one_of_each();
    for (SlotId number = 0; number < 5; ++number) {
        INFO("slot " << number);
        store.write(number, 3.0);
        CHECK(store_error_of([&] { store.write(number, 3.0); }).kind == StoreError::Kind::SecondWrite);
        CHECK(store_error_of([&] { store.write(number, Value(3.0)); }).kind == StoreError::Kind::SecondWrite);
    }
}

TEST_CASE("ValueStore: a rejected write leaves value, record and order as they were", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.set_writer(1);
    for (SlotId number = 0; number < 5; ++number) store.write(number, 5.0);
    store.set_writer(2);
    for (SlotId number = 0; number < 5; ++number) {
        CHECK_THROWS_AS(store.write(number, 6.0), StoreError);
        CHECK(*store.read(number).number() == 5.0);
        CHECK(store.record(static_cast<SlotIndex>(number)).writer == 1);
        CHECK(store.record(static_cast<SlotIndex>(number)).order == number);
    }
    CHECK(store.write_count() == 5);
}

TEST_CASE("ValueStore: writing a slot that does not exist names it", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.set_writer(7);
    const StoreError error = store_error_of([&] { store.write(99, 1.0); });
    CHECK(error.kind == StoreError::Kind::UnknownSlot);
    CHECK(error.slot == 99);
    CHECK_FALSE(error.storage.has_value());
    CHECK(error.second_writer == StepIndex{7});
    CHECK_THAT(error.what(), Equals("Slot 99 cannot be written: the program has no such slot"));
}

TEST_CASE("ValueStore: the second write of a slot that does not exist is a second write", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.set_writer(1);
    CHECK_THROWS_AS(store.write(99, 1.0), StoreError);
    store.set_writer(2);
    const StoreError error = store_error_of([&] { store.write(99, Value("text")); });
    CHECK(error.kind == StoreError::Kind::SecondWrite);
    CHECK_THAT(error.what(),
               Equals("Slot 99 (which does not exist) was written twice in frame 0: first by step 1, then "
                      "by step 2"));
    store.clear();
    CHECK(store_error_of([&] { store.write(99, 1.0); }).kind == StoreError::Kind::UnknownSlot);
}

TEST_CASE("ValueStore: reading a slot that does not exist names it", "[core][value_store]") {
    const ValueStore store = one_of_each();
    const StoreError error = store_error_of([&] { (void)store.read(5); });
    CHECK(error.kind == StoreError::Kind::UnknownSlot);
    CHECK(error.slot == 5);
    CHECK_THAT(error.what(), Equals("Slot 5 cannot be read: the program has no such slot"));
}

TEST_CASE("ValueStore: slots that share an element share its value, not the single-writer rule",
          "[core][value_store]") {
    ValueStore store = store_of({slot(1, Storage::F64, 0), slot(2, Storage::F64, 0)});
    store.write(1, 5.0);
    CHECK(*store.read(2).number() == 5.0);
    CHECK(store.status(1) == WriteStatus::Never);
    store.write(2, 6.0);
    CHECK(*store.read(1).number() == 6.0);
    CHECK(store.written() == std::vector<SlotId>{1, 2});
    CHECK(store_error_of([&] { store.write(1, 7.0); }).slot == 1);
}

TEST_CASE("ValueStore: sparse and huge slot numbers work", "[core][value_store]") {
    constexpr SlotId kHuge = (SlotId{1} << 53) - 1;
    ValueStore store =
        store_of({slot(kHuge, Storage::F64, 1), slot(0, Storage::F64, 0), slot(1'000'000, Storage::I32, 0)});
    store.write(kHuge, 1.5);
    store.write(1'000'000, 2.0);
    CHECK(*store.read(kHuge).number() == 1.5);
    CHECK(*store.read(1'000'000).number() == 2.0);
    CHECK(*store.read(0).number() == 0.0);
    CHECK(store.written() == std::vector<SlotId>{kHuge, 1'000'000});
    CHECK_THROWS_AS(store.read(kHuge - 1), StoreError);
    CHECK_THROWS_AS(store.read(kNoSlot), StoreError);
    CHECK(store_error_of([&] { store.write(kHuge, 1.5); }).slot == kHuge);
}

TEST_CASE("ValueStore: of two rows for one slot the last is used", "[core][value_store]") {
    ValueStore store = store_of({slot(1, Storage::F64, 9), slot(1, Storage::I32, 2)});
    store.write(1, 2.5);
    CHECK(*store.read(1).number() == 2);
    CHECK(store.i32()[2] == 2);
    CHECK(store.f64().size() == 10);
    CHECK_THROWS_AS(store.write(1, 2.5), StoreError);
}

TEST_CASE("ValueStore: writing by row does what writing by slot does", "[core][value_store]") {
    ValueStore by_slot = one_of_each();
    ValueStore by_row = one_of_each();
    const std::vector<Value> values{1.5, "2.5", Value(), true, ValueArray{1.0}};
    for (const Value& value : values) {
        by_slot.clear();
        by_row.clear();
        for (SlotIndex index = 0; index < 5; ++index) {
            by_slot.write(index, value);
            by_row.write_at(index, value);
            CHECK(by_row.value_at(index).same_as(by_slot.read(index)));
            CHECK(by_row.status(index) == by_slot.status(index));
            CHECK_THROWS_AS(by_row.write_at(index, 0.0), StoreError);
        }
    }
    by_row.clear();
    by_row.write_f64(0, 0, 8.0);
    CHECK(*by_row.read(0).number() == 8.0);
    CHECK_THROWS_AS(by_row.write_f64(0, 0, 9.0), StoreError);
    CHECK(*by_row.read(0).number() == 8.0);
}

TEST_CASE("ValueStore: a run of writes goes on from the writes before it, and others from it", "[core][value_store]") {
    ValueStore store = f64_slots(4);
    store.set_writer(1);
    store.write(3, 1.0);
    {
        ValueStore::WriteRun run(store);
        run.write_f64(2, 2, 1.0);
        run.set_writer(2);
        run.write_f64(0, 0, 0.0);
    }
    store.write(1, 1.0);
    CHECK(store.written() == std::vector<SlotId>{3, 2, 0, 1});
    CHECK(store.record(2).writer == 1);
    CHECK(store.record(0).writer == 2);
    CHECK(store.record(1).writer == 2);
    CHECK(store.status(2) == WriteStatus::Changed);
    CHECK(store.status(0) == WriteStatus::Same);
}

TEST_CASE("ValueStore: a run that a second write ends has made the writes before it", "[core][value_store]") {
    ValueStore store = f64_slots(3);
    const StoreError error = store_error_of([&] {
        ValueStore::WriteRun run(store);
        run.set_writer(5);
        run.write_f64(0, 0, 1.0);
        run.write_f64(1, 1, 2.0);
        run.set_writer(6);
        run.write_f64(0, 0, 3.0);
    });
    CHECK(error.slot == 0);
    CHECK(error.first_writer == StepIndex{5});
    CHECK(error.second_writer == StepIndex{6});
    CHECK(*store.read(0).number() == 1.0);
    store.write(2, 1.0);
    CHECK(store.written() == std::vector<SlotId>{0, 1, 2});
}

TEST_CASE("ValueStore: an object slot reads as a number where it can", "[core][value_store]") {
    ValueStore store = one_of_each();
    store.write(4, "0x10");
    CHECK(store.number_at(4) == 16);
    store.clear();
    store.write(4, ValueObject{});
    CHECK(std::isnan(store.number_at(4)));
}

TEST_CASE("ValueStore: a copy goes its own way", "[core][value_store]") {
    ValueStore original = one_of_each();
    original.write(0, 1.0);
    ValueStore copy = original;
    copy.clear();
    copy.write(0, 2.0);
    CHECK(*original.read(0).number() == 1.0);
    CHECK(original.frame() == 0);
    CHECK_THROWS_AS(original.write(0, 3.0), StoreError);
    CHECK(copy.frame() == 1);
}

Value value_of(const nlohmann::json& json) {
    if (json.is_object()) {
        REQUIRE(json.contains("$undef"));
        return {};
    }
    if (json.is_string() && json != "NaN") return json.get<std::string>();
    return number_of(json);
}

void check_buffer(const nlohmann::json& operation, ValueStore& store) {
    const SlotId number = operation["args"][0];
    const std::size_t length = operation["args"][1];
    const nlohmann::json& data = operation["result"]["data"];
    const auto check = [&](auto elements) {
        REQUIRE(elements.size() == data.size());
        for (std::size_t i = 0; i < elements.size(); ++i) CHECK(elements[i] == data[i]);
    };
    const std::string name = operation["op"];
    if (name == "ensureF32") check(store.ensure_f32(number, length));
    if (name == "ensureU16") check(store.ensure_u16(number, length));
    if (name == "ensureU32") check(store.ensure_u32(number, length));
}

StoreError::Kind kind_of(const nlohmann::json& error) {
    return error == "second write" ? StoreError::Kind::SecondWrite : StoreError::Kind::UnknownSlot;
}

TEST_CASE("ValueStore: a recorded script of operations gives the recorded results", "[core][value_store]") {
    const nlohmann::json script = read_vectors("value_store_operations.json");
    std::vector<SlotMeta> rows;
    for (const nlohmann::json& row : script["slots"]) {
        for (std::size_t i = 0; i < kStorageCount; ++i) {
            const auto storage = static_cast<Storage>(i);
            if (row["storage"] == storage_name(storage)) rows.push_back(slot(row["slot"], storage, row["offset"]));
        }
    }
    REQUIRE(rows.size() == script["slots"].size());
    ValueStore store(std::make_shared<const SlotTable>(rows));

    std::size_t count = 0;
    for (const nlohmann::json& operation : script["operations"]) {
        INFO("operation " << count << ": " << operation.dump());
        const std::string name = operation["op"];
        const nlohmann::json& args = operation["args"];
        if (name == "clear") {
            store.clear();
        } else if (name == "write") {
            const auto write = [&] { store.write(args[0].get<SlotId>(), value_of(args[1])); };
            if (operation.contains("error")) {
                CHECK(store_error_of(write).kind == kind_of(operation["error"]));
            } else {
                REQUIRE_NOTHROW(write());
            }
        } else if (name == "read") {
            const auto read = [&] { return store.read(args[0].get<SlotId>()); };
            if (operation.contains("error")) {
                CHECK(store_error_of(read).kind == kind_of(operation["error"]));
            } else {
                CHECK(read().same_as(value_of(operation["result"])));
            }
        } else {
            check_buffer(operation, store);
        }
        ++count;
    }
    CHECK(count == 58);
}

}  // namespace
}  // namespace slotscope::test
