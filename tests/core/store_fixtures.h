// SPDX-License-Identifier: MIT
// Words of the store tests: slots, stores, steps and programs in one line each.
#pragma once

#include <bit>
#include <fstream>
#include <initializer_list>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "slotscope/program.h"
#include "slotscope/slot_table.h"
#include "slotscope/value_store.h"

namespace slotscope {

struct ValueStoreTestAccess {
    /// As if `clear` had been called until this epoch.
    static void set_epoch(ValueStore& store, std::uint32_t epoch) { store.epoch_ = epoch; }
};

}  // namespace slotscope

namespace slotscope::test {

inline SlotMeta slot(SlotId number, Storage storage, std::uint32_t offset) {
    SlotMeta row;
    row.slot = number;
    row.storage = storage;
    row.offset = offset;
    return row;
}

inline ValueStore store_of(std::initializer_list<SlotMeta> rows, FrameNumber first_frame = 0) {
    return ValueStore(std::make_shared<const SlotTable>(std::vector<SlotMeta>(rows)), first_frame);
}

/// One slot of each storage: 0 f64, 1 f32, 2 i32, 3 u32, 4 object.
inline ValueStore one_of_each() {
    return store_of({slot(0, Storage::F64, 0), slot(1, Storage::F32, 0), slot(2, Storage::I32, 0),
                     slot(3, Storage::U32, 0), slot(4, Storage::Object, 0)});
}

inline ValueStore f64_slots(std::uint32_t count) {
    std::vector<SlotMeta> rows;
    for (std::uint32_t i = 0; i < count; ++i) rows.push_back(slot(i, Storage::F64, i));
    return ValueStore(std::make_shared<const SlotTable>(rows));
}

inline Step step(StepBody body) {
    Step result;
    result.body = std::move(body);
    return result;
}

inline StateCell cell(std::string owner, std::string role, StateStorage storage, std::uint32_t offset,
                      std::uint32_t size) {
    StateCell result;
    result.state_id = owner + "." + role;
    result.node_id = std::move(owner);
    result.role = std::move(role);
    result.storage = storage;
    result.offset = offset;
    result.size = size;
    return result;
}

/// The StoreError that `action` throws; a test failure when it throws none.
template <class Action>
StoreError store_error_of(Action&& action) {
    try {
        action();
    } catch (const StoreError& error) { return error; }
    FAIL("no StoreError was thrown");
    throw;  // FAIL does not return
}

inline std::uint64_t bits_of(double number) { return std::bit_cast<std::uint64_t>(number); }

inline nlohmann::json read_vectors(const std::string& file) {
    std::ifstream stream(std::string(SLOTSCOPE_CORE_VECTORS) + "/" + file);
    REQUIRE(stream.good());
    return nlohmann::json::parse(stream);
}

/// A number of a vector file, where non-finite ones and -0 are strings.
inline double number_of(const nlohmann::json& value) {
    if (value.is_number()) return value.get<double>();
    const auto text = value.get<std::string>();
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "-0") return -0.0;
    REQUIRE((text == "Infinity" || text == "-Infinity"));
    return text == "Infinity" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

}  // namespace slotscope::test
