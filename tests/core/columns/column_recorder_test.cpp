// SPDX-License-Identifier: MIT
// ColumnRecorder against values, statuses and summaries that are looked up frame by frame.
#include <cmath>
#include <map>
#include <optional>
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "slotscope/column_recorder.h"

using namespace slotscope;

namespace {

std::shared_ptr<const SlotTable> mixed_slots() {
    std::vector<SlotMeta> rows;
    const Storage storages[] = {Storage::F64, Storage::F64, Storage::F64,    Storage::F32, Storage::I32,
                                Storage::F64, Storage::U32, Storage::Object, Storage::F64};
    std::uint32_t offset = 0;
    for (const Storage storage : storages) {
        SlotMeta row;
        row.slot = rows.size() * 10;
        row.storage = storage;
        row.offset = offset++;
        rows.push_back(row);
    }
    std::swap(rows[1].offset, rows[5].offset);  // elements not in the order of the rows
    return std::make_shared<const SlotTable>(rows);
}

struct Truth {
    std::map<FrameNumber, std::vector<double>> values;
    std::map<FrameNumber, std::vector<WriteStatus>> statuses;
};

/// One frame of random writes; what it leaves goes into `truth`.
void run_frame(ValueStore& store, std::mt19937& random, Truth& truth) {
    store.clear();
    const double numbers[] = {0, -0.0, 1, 2.5, NAN, -3, 1e300, -INFINITY};
    for (const SlotMeta& row : store.slots().rows()) {
        if (random() % 3 != 0) store.write(row.slot, numbers[random() % std::size(numbers)]);
    }
    for (SlotIndex row = 0; row < store.slots().size(); ++row) {
        truth.values[store.frame()].push_back(store.number_at(row));
        truth.statuses[store.frame()].push_back(store.status(row));
    }
}

bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

void require_column(const RecordedColumn& column, const Truth& truth) {
    Summary expected;
    for (std::size_t i = 0; i < column.values.size(); ++i) {
        const FrameNumber frame = column.first_frame + i;
        const double value = truth.values.at(frame)[column.row];
        const WriteStatus status = truth.statuses.at(frame)[column.row];
        const bool written = status == WriteStatus::Same || status == WriteStatus::Changed;
        REQUIRE(same(column.values[i], value));
        REQUIRE(((*column.written)[i / 64] >> i % 64 & 1) == (written ? 1 : 0));
        REQUIRE(((*column.changed)[i / 64] >> i % 64 & 1) == (status == WriteStatus::Changed ? 1 : 0));
        if (i == 0) expected.first = value;
        expected.last = value;
        expected.written += written ? 1 : 0;
        expected.changed += status == WriteStatus::Changed ? 1 : 0;
        expected.nan += value != value ? 1 : 0;
        if (value == value) {
            expected.min = std::min(expected.min, value);
            expected.max = std::max(expected.max, value);
        }
        ++expected.frames;
    }
    REQUIRE(same(column.summary.first, expected.first));
    REQUIRE(same(column.summary.last, expected.last));
    Summary given = column.summary;
    given.first = given.last = expected.first = expected.last = 0;
    REQUIRE(given == expected);
}

/// Frames 1 to `frames`; every row that is recorded, chunk by chunk.
void record(std::optional<std::vector<SlotIndex>> rows, FrameNumber frames) {
    std::mt19937 random(11);
    const auto slots = mixed_slots();
    ValueStore store(slots);
    Truth truth;
    ColumnRecorder recorder = rows ? ColumnRecorder(*slots, *rows) : ColumnRecorder(*slots);
    REQUIRE(recorder.size() == (rows ? rows->size() : slots->size()));
    FrameNumber next = 1;
    const auto check = [&] {
        for (std::size_t i = 0; i < recorder.size(); ++i) {
            const RecordedColumn column = recorder.column(i);
            REQUIRE(column.row == (rows ? (*rows)[i] : i));
            REQUIRE(column.first_frame == next);
            REQUIRE(column.values.size() == recorder.frames());
            require_column(column, truth);
        }
        next += recorder.frames();
    };
    while (store.frame() < frames) {
        run_frame(store, random, truth);
        const bool is_full = recorder.append(store);
        REQUIRE(is_full == ((store.frame() + 1) % kChunkFrames == 0));
        if (is_full) check();
    }
    if (recorder.finish()) check();
    REQUIRE(next == frames + 1);
    REQUIRE_FALSE(recorder.finish());
}

}  // namespace

TEST_CASE("ColumnRecorder: all rows of all storages, chunk by chunk", "[core][columns][recorder]") {
    record({}, 3 * kChunkFrames + 77);
}

TEST_CASE("ColumnRecorder: some rows, in the order that was asked for", "[core][columns][recorder]") {
    record(std::vector<SlotIndex>{8, 0, 1, 2, 6, 4}, 2 * kChunkFrames + 8);
    record(std::vector<SlotIndex>{3}, kChunkFrames);
    record(std::vector<SlotIndex>{}, kChunkFrames + 1);
}

TEST_CASE("ColumnRecorder: chunks of every length, full ones or not", "[core][columns][recorder]") {
    for (FrameNumber frames = 1; frames < 20; ++frames) record({}, frames);
    for (FrameNumber frames = kChunkFrames - 2; frames < kChunkFrames + 2; ++frames) record({}, frames);
}

TEST_CASE("ColumnRecorder: after a restart any frame may come", "[core][columns][recorder]") {
    std::mt19937 random(12);
    ValueStore store(mixed_slots());
    Truth truth;
    ColumnRecorder recorder(store.slots());
    for (int i = 0; i < 13; ++i) {
        run_frame(store, random, truth);
        recorder.append(store);
    }
    for (int i = 0; i < 100; ++i) run_frame(store, random, truth);
    recorder.restart();
    CHECK_FALSE(recorder.finish());
    for (int i = 0; i < 9; ++i) {
        run_frame(store, random, truth);
        recorder.append(store);
    }
    REQUIRE(recorder.finish());
    CHECK(recorder.column(0).first_frame == 114);
    for (std::size_t i = 0; i < recorder.size(); ++i) require_column(recorder.column(i), truth);
}
