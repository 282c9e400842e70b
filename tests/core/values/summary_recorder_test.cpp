// SPDX-License-Identifier: MIT
// SummaryRecorder and coarse pyramids against what is counted frame by frame.
#include <cmath>
#include <random>

#include "core/values/value_truth.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

std::shared_ptr<const SlotTable> mixed_slots() {
    std::vector<SlotMeta> rows;
    const Storage storages[] = {Storage::F64, Storage::F64,    Storage::F32, Storage::I32,
                                Storage::F64, Storage::Object, Storage::F64};
    std::uint32_t offset = 0;
    for (const Storage storage : storages) {
        SlotMeta row;
        row.slot = rows.size() * 10;
        row.storage = storage;
        row.offset = offset++;
        rows.push_back(row);
    }
    std::swap(rows[1].offset, rows[6].offset);
    return std::make_shared<const SlotTable>(rows);
}

}  // namespace

TEST_CASE("SummaryRecorder: what it says is what its frames add up to", "[core][values][summary]") {
    std::mt19937 random(1);
    ValueStore store(mixed_slots());
    SummaryRecorder recorder(store.slots());
    for (int round = 0; round < 3; ++round) {
        std::vector<Summary> expected(store.slots().size());
        const int frames = 1 + static_cast<int>(random() % 200);
        for (int i = 0; i < frames; ++i) {
            store.clear();
            const double numbers[] = {0, -0.0, 2.5, std::nan(""), -3, 1e300, -INFINITY};
            for (SlotIndex row = 0; row < store.slots().size(); ++row) {
                if (random() % 3 != 0) store.write_at(row, numbers[random() % std::size(numbers)]);
                Summary one;
                one.frames = 1;
                one.written = store.is_written(row) ? 1 : 0;
                one.changed = store.status(row) == WriteStatus::Changed ? 1 : 0;
                one.first = one.last = store.number_at(row);
                one.nan = std::isnan(one.first) ? 1 : 0;
                if (one.nan == 0) one.min = one.max = one.first;
                expected[row].append(one);
            }
            recorder.append(store);
        }
        CHECK(recorder.frames() == static_cast<std::uint32_t>(frames));
        CHECK(recorder.first_frame() + recorder.frames() == store.frame() + 1);
        for (SlotIndex row = 0; row < store.slots().size(); ++row)
            require_same(recorder.summaries()[row], expected[row]);
        recorder.restart();
    }
    CHECK(recorder.bytes() <= 1000);
}

TEST_CASE("SummaryPyramid: coarse units are what their chunks add up to, and go on growing",
          "[core][values][summary]") {
    std::mt19937 random(2);
    const auto chunk_summary = [&](std::uint32_t frames) {
        Summary summary;
        summary.frames = frames;
        summary.min = -static_cast<double>(random() % 100);
        summary.max = static_cast<double>(random() % 100);
        summary.first = summary.min;
        summary.last = summary.max;
        summary.written = static_cast<std::uint32_t>(random() % frames);
        return summary;
    };
    for (const std::size_t chunks : {1U, 7U, 8U, 9U, 20U, 64U, 100U, 513U}) {
        SummaryPyramid pyramid(1, 5000);
        std::vector<Summary> truth;
        const auto append = [&] {
            const Summary one = chunk_summary(truth.empty() ? 5 * kChunkFrames - 5000 : kChunkFrames);
            truth.push_back(one);
            pyramid.append({&one, 1});
        };
        const auto require_all = [&] {
            REQUIRE(pyramid.chunks() == truth.size());
            Summary all;
            for (const Summary& one : truth) all.append(one);
            REQUIRE(pyramid.end_frame() == 5000 + all.frames);
            std::size_t nodes = 0;
            REQUIRE(pyramid.begun_in(0, 0, pyramid.end_frame(), nodes) == all);
            for (FrameNumber frame = 5000; frame < pyramid.end_frame();) {
                const SummarySpan unit = pyramid.unit_at(0, frame);
                REQUIRE(unit.first_frame == frame);
                Summary expected;
                const std::size_t from = static_cast<std::size_t>(frame / kChunkFrames - 4),
                                  to = static_cast<std::size_t>((unit.end_frame() - 1) / kChunkFrames - 4);
                for (std::size_t i = from; i <= to; ++i) expected.append(truth[i]);
                REQUIRE(unit.summary == expected);
                frame = unit.end_frame();
            }
        };
        for (std::size_t i = 0; i < chunks; ++i) append();
        std::size_t bytes = pyramid.bytes();
        for (int level = 1; level <= 4; ++level) {
            pyramid.coarsen();
            CHECK(pyramid.bytes() <= bytes);
            bytes = pyramid.bytes() + 2 * sizeof(Summary);
            require_all();
            for (int i = 0; i < 11; ++i) append();
            require_all();
        }
        pyramid.truncate(truth.size() - 3);
        CHECK(pyramid.chunks() <= truth.size() - 3);
        truth.resize(pyramid.chunks());
        for (int i = 0; i < 30; ++i) append();
        require_all();
    }
}
