// SPDX-License-Identifier: MIT
#include <cmath>

#include "core/store_fixtures.h"
#include "slotscope/recent_history.h"

namespace slotscope::test {
namespace {

/// Slot 0 is f64 and gets the frame's number every frame, slot 1 is an object.
struct Recorder {
    ValueStore store = store_of({slot(0, Storage::F64, 0), slot(1, Storage::Object, 0)});
    RecentHistory history;

    explicit Recorder(std::size_t budget_bytes = 1 << 20) : history(2, budget_bytes) {}

    void run(int frames) {
        for (int i = 0; i < frames; ++i) {
            store.clear();
            store.write(0, static_cast<double>(store.frame()));
            history.record(store);
        }
    }
    std::vector<FrameNumber> frames_of(SlotIndex index, std::size_t max_frames = 1000) const {
        std::vector<FrameNumber> frames;
        for (const HistorySample& sample : history.samples(index, max_frames)) frames.push_back(sample.frame);
        return frames;
    }
};

constexpr std::size_t kBytesPerFrame = 8 + 2 * 9;

TEST_CASE("RecentHistory: samples come oldest first with value, frame and status", "[core][recent_history]") {
    Recorder recorder;
    recorder.run(3);
    const std::vector<HistorySample> samples = recorder.history.samples(0, 10);
    REQUIRE(samples.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(samples[i].frame == i + 1);
        CHECK(samples[i].value == static_cast<double>(i + 1));
        CHECK(samples[i].status == WriteStatus::Changed);
    }
}

TEST_CASE("RecentHistory: asked for fewer frames it gives the newest", "[core][recent_history]") {
    Recorder recorder;
    recorder.run(10);
    CHECK(recorder.frames_of(0, 2) == std::vector<FrameNumber>{9, 10});
    CHECK(recorder.frames_of(0, 0).empty());
}

TEST_CASE("RecentHistory: when it is full the oldest frames go", "[core][recent_history]") {
    Recorder recorder(4 * kBytesPerFrame);
    CHECK(recorder.history.capacity() == 4);
    recorder.run(4);
    CHECK(recorder.frames_of(0) == std::vector<FrameNumber>{1, 2, 3, 4});
    recorder.run(7);
    CHECK(recorder.frames_of(0) == std::vector<FrameNumber>{8, 9, 10, 11});
    CHECK(recorder.history.frame_count() == 4);
    CHECK(recorder.history.samples(0, 4).back().value == 11.0);
}

TEST_CASE("RecentHistory: a frame that is recorded again replaces itself", "[core][recent_history]") {
    Recorder recorder(4 * kBytesPerFrame);
    recorder.run(5);
    recorder.store.write(1, 7.0);
    recorder.history.record(recorder.store);
    CHECK(recorder.frames_of(1) == std::vector<FrameNumber>{2, 3, 4, 5});
    CHECK(recorder.history.samples(1, 1)[0].value == 7.0);
    CHECK(recorder.history.samples(1, 1)[0].status == WriteStatus::Changed);
}

TEST_CASE("RecentHistory: slots that were not written say so", "[core][recent_history]") {
    Recorder recorder;
    recorder.run(1);
    CHECK(recorder.history.samples(1, 1)[0].status == WriteStatus::Never);
    CHECK(std::isnan(recorder.history.samples(1, 1)[0].value));
    recorder.store.write(1, "2.5");
    recorder.run(1);
    CHECK(recorder.history.samples(1, 1)[0].status == WriteStatus::Stale);
    CHECK(recorder.history.samples(1, 1)[0].value == 2.5);
}

TEST_CASE("RecentHistory: it keeps at most 512 frames, fewer for many slots", "[core][recent_history]") {
    CHECK(RecentHistory(2).capacity() == 512);
    CHECK(RecentHistory(0).capacity() == 512);
    CHECK(RecentHistory(100'000).capacity() == 74);
    CHECK(RecentHistory(100'000, 1000).capacity() == 0);
}

TEST_CASE("RecentHistory: with a budget below one frame it keeps nothing", "[core][recent_history]") {
    Recorder recorder(kBytesPerFrame - 1);
    recorder.run(3);
    CHECK(recorder.history.frame_count() == 0);
    CHECK(recorder.frames_of(0).empty());
}

TEST_CASE("RecentHistory: its memory stays within the budget", "[core][recent_history]") {
    Recorder recorder(10 * kBytesPerFrame + 5);
    CHECK(recorder.history.bytes() == 0);
    recorder.run(25);
    CHECK(recorder.history.bytes() == 10 * kBytesPerFrame);
}

TEST_CASE("RecentHistory: after clear it starts anew", "[core][recent_history]") {
    Recorder recorder(4 * kBytesPerFrame);
    recorder.run(6);
    recorder.history.clear();
    CHECK(recorder.frames_of(0).empty());
    recorder.history.record(recorder.store);
    recorder.run(1);
    CHECK(recorder.frames_of(0) == std::vector<FrameNumber>{6, 7});
}

TEST_CASE("RecentHistory: a slot out of range has no samples", "[core][recent_history]") {
    Recorder recorder;
    recorder.run(2);
    CHECK(recorder.frames_of(2).empty());
    CHECK(recorder.frames_of(kNoSlotIndex).empty());
}

}  // namespace
}  // namespace slotscope::test
