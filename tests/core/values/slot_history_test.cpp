// SPDX-License-Identifier: MIT
// SlotHistory in a session: whatever it claims is true, it becomes whole in idle time, and it forgets what is not true any
// more.
#include <random>

#include <catch2/generators/catch_generators.hpp>

#include "core/values/value_truth.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// Everything of some slots, over frames [0, last].
void ask(Session& session, std::vector<SlotId> slots, FrameNumber last, std::size_t width = 100'000) {
    REQUIRE_FALSE(session.apply(RequestValues{{ValueViewer::Raster, std::move(slots), 0, last, width}}));
}

/// Random ranges and widths of every slot; all steps must be exact where the slot exists.
void require_whole(const Session& session, const ValueTruth& truth, std::mt19937_64& random) {
    const FrameNumber newest = truth.newest();
    for (int i = 0; i < 60; ++i) {
        const FrameNumber first = random() % (newest + 1), last = first + random() % (newest - first + 1);
        const ValueQuery query{random() % 8, first, last, static_cast<std::size_t>(1 + random() % 300)};
        const std::size_t exact = require_true(session, truth, query);
        std::size_t known = 0;
        for (const ValueStep& step : session.read_values(query).steps)
            known += truth.summary(query.slot, step.first, step.end).frames > 0 ? 1 : 0;
        CAPTURE(query.slot, query.first, query.last, query.width);
        REQUIRE(exact >= known);
    }
}

}  // namespace

TEST_CASE("Slot history: all frames of all slots are what running forward gave", "[core][values]") {
    std::mt19937_64 random(1);
    for (const auto& program : {counter(), rings(), faulty()}) {
        Session session;
        ValueTruth truth;
        open(session, program);
        truth.note(session);
        truth.step(session, 3000);
        ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, 3000);
        settle(session);
        CHECK(session.slot_history().summarised_end() == 3001);
        require_whole(session, truth, random);
        // And after more frames.
        truth.step(session, 700);
        ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, 3700);
        settle(session);
        require_whole(session, truth, random);
    }
}

TEST_CASE("Slot history: a hot swap shows the slots of each program by their numbers", "[core][values][swap]") {
    std::mt19937_64 random(2);
    Session session;
    ValueTruth truth;
    open(session, counter());
    truth.note(session);
    truth.step(session, 1500);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(rings()), "rings.json"}));
    truth.step(session, 1300);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(faulty()), "faulty.json"}));
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(counter()), "counter.json"}));  // the one before ran no frame
    truth.step(session, 200);
    ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, 3000);
    settle(session);
    require_whole(session, truth, random);
    const ValueSteps delayed = session.read_values({6, 0, 3000, 3001});
    CHECK(delayed.steps[1500].detail == ValueDetail::NoSlot);
    CHECK(delayed.steps[1501].detail == ValueDetail::Exact);
    CHECK(delayed.steps[2801].detail == ValueDetail::NoSlot);
}

TEST_CASE("Slot history: edits change what follows them and nothing else", "[core][values][edit]") {
    std::mt19937_64 random(3);
    Session session;
    ValueTruth truth;
    open(session, rings());
    REQUIRE_FALSE(session.apply(EditSlot{4, 100.0}));  // behind frame 0
    truth.step(session, 1);
    REQUIRE_FALSE(session.apply(SeekTo{0}));
    session.finish_work();
    truth.note(session);
    REQUIRE_FALSE(session.apply(GoToEnd{}));
    session.finish_work();
    truth.step(session, 1022);
    for (int i = 0; i < 5; ++i) {
        REQUIRE_FALSE(session.apply(EditSlot{4, -5.0 * i}));  // behind the end of a chunk at first
        truth.step(session, 1);
        REQUIRE_FALSE(session.apply(StepSchedule{}));
        REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 3, std::nan("")}));  // inside a frame
        REQUIRE_FALSE(session.apply(StepFrame{}));
        truth.note(session);
        REQUIRE_FALSE(session.apply(EditConstant{ConstKind::F64, 0, 2.0 + i}));
        truth.step(session, 150);
        settle(session);
    }
    ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, truth.newest());
    settle(session);
    require_whole(session, truth, random);
    // Taken back, and done otherwise.
    REQUIRE_FALSE(session.apply(EditSlot{4, 1e9}));
    REQUIRE_FALSE(session.apply(UndoEdit{}));
    truth.step(session, 300);
    ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, truth.newest());
    settle(session);
    require_whole(session, truth, random);
}

TEST_CASE("Slot history: a fork keeps what both lines of events have in common", "[core][values][branch]") {
    std::mt19937_64 random(4);
    Session session;
    ValueTruth truth;
    open(session, rings());
    truth.note(session);
    truth.step(session, 4000);
    ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, 4000);
    settle(session);
    const std::size_t columns = session.slot_history().column_count();
    const ValueTruth old_truth = truth;
    const bool in_frame = GENERATE(false, true);
    REQUIRE_FALSE(session.apply(SeekTo{2500, in_frame ? 2 : kFrameEnd}));
    session.finish_work();
    const std::uint32_t old_branch = session.history().branch().id;
    REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 2, 77.0}));
    CHECK(session.slot_history().column_count() < columns);
    CHECK(session.slot_history().column_count() >= columns / 2);  // of the first two chunks
    CHECK(session.slot_history().summarised_end() == 2048);
    truth.drop_after(2500);
    if (in_frame) {
        REQUIRE_FALSE(session.apply(StepFrame{}));
        truth.note(session);
    }
    truth.step(session, 900);
    ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, truth.newest());
    settle(session);
    require_whole(session, truth, random);

    REQUIRE_FALSE(session.apply(SwitchBranch{old_branch}));
    CHECK(session.slot_history().summarised_end() == 2048);
    ask(session, {0, 1, 2, 3, 4, 5, 6, 7}, 4000);
    settle(session);
    require_whole(session, old_truth, random);
}

TEST_CASE("Slot history: restarting, another program and none forget everything", "[core][values]") {
    Session session;
    ValueTruth truth;
    open(session, counter());
    truth.step(session, 2000);
    settle(session);
    CHECK(session.slot_history().summarised_end() == 2001);
    REQUIRE_FALSE(session.apply(Restart{}));
    CHECK(session.slot_history().summarised_end() == 0);
    CHECK(session.slot_history().column_count() == 0);
    truth.step(session, 1500);
    settle(session);
    open(session, rings());
    CHECK(session.slot_history().summarised_end() == 0);
    truth.step(session, 10);
    REQUIRE_FALSE(session.apply(CloseProgram{}));
    CHECK(session.slot_history().bytes() == 0);
    CHECK(session.read_values({4, 0, 100, 10}).steps.empty());
    CHECK_FALSE(session.is_busy());
}

TEST_CASE("Slot history: it is true at every moment of its filling, whatever interrupts it", "[core][values][cancel]") {
    std::mt19937_64 random(5);
    Session session;
    ValueTruth truth;
    open(session, rings());
    truth.note(session);
    truth.step(session, 2600);
    int not_yet = 0;
    for (int round = 0; round < 400; ++round) {
        if (round % 3 == 0)
            REQUIRE_FALSE(session.apply(RequestValues{{static_cast<ValueViewer>(random() % 3),
                                                       {random() % 8, random() % 8},
                                                       random() % 2000,
                                                       2000 + random() % 600,
                                                       1 + random() % 2000}}));
        int slices = static_cast<int>(random() % 90);
        session.run(0, [&] { return --slices > 0; });
        switch (random() % 9) {
            case 0: REQUIRE_FALSE(session.apply(SeekTo{random() % 2600})); break;
            case 1: session.finish_work(); break;
            case 2: session.apply(StepBack{}); break;
            case 3: session.apply(StepScheduleBack{}); break;
            case 4: REQUIRE_FALSE(session.apply(Pause{})); break;
            case 5: REQUIRE_FALSE(session.apply(VerifyRecording{})); break;
            default: break;
        }
        const FrameNumber first = random() % 2000, last = first + random() % 600;
        const ValueQuery query{random() % 8, first, last, static_cast<std::size_t>(1 + random() % 700)};
        require_true(session, truth, query);
        for (const ValueStep& step : session.read_values(query).steps)
            not_yet += step.detail == ValueDetail::NotYet ? 1 : 0;
    }
    CHECK(not_yet > 0);
    session.finish_work();
    settle(session);
    for (SlotId slot = 0; slot < 8; ++slot) CHECK(require_true(session, truth, {slot, 0, 2600, 2}) == 2);
    CHECK_FALSE(session.divergence().has_value());
}

TEST_CASE("Slot history: the newest frames are there while it plays", "[core][values]") {
    Session session;
    ValueTruth truth;
    open(session, counter());
    truth.note(session);
    REQUIRE_FALSE(session.apply(SetFps{64}));
    REQUIRE_FALSE(session.apply(Play{}));
    for (int i = 0; i < 1500; ++i) {
        session.run(i == 0 ? 0 : 1000.0 / 64, always);  // one frame exactly; the first is due at once
        truth.note(session);
        ask(session, {4}, truth.newest(), 400);
        session.fill_values(always);
        const FrameNumber newest = truth.newest();
        if (i % 17 == 0) require_true(session, truth, {4, 0, newest, 3000});
        const auto steps = session.read_values({4, newest - std::min<FrameNumber>(newest, 99), newest, 100}).steps;
        for (const ValueStep& step : steps) REQUIRE(step.detail == ValueDetail::Exact);
    }
    REQUIRE(truth.newest() > 1400);
}

TEST_CASE("Slot history: watched slots have columns everywhere without being asked for", "[core][values][watch]") {
    Session session;
    ValueTruth truth;
    open(session, counter());
    truth.note(session);
    truth.step(session, 5000);
    watch(session, {4, 2, 4});
    CHECK(session.slot_history().watched() == std::vector<SlotId>{2, 4});
    settle(session);
    for (FrameNumber frame = 0; frame <= 5000; frame += 100) {
        CHECK(session.slot_history().column_at(4, frame) != nullptr);
        CHECK((session.slot_history().column_at(0, frame) != nullptr) == (frame >= 4096));  // around the cursor
    }
    CHECK(require_true(session, truth, {4, 0, 5000, 400}) == 400);
}

TEST_CASE("Slot history: marks alone are those of the values, to the frame as far as columns go", "[core][values]") {
    std::mt19937_64 random(8);
    Session session;
    ValueTruth truth;
    open(session, rings());
    truth.note(session);
    truth.step(session, 6000);
    watch(session, {0, 1, 2, 3, 4, 5, 6, 7});
    settle(session);
    for (int i = 0; i < 300; ++i) {
        const FrameNumber first = random() % 6000, last = first + random() % (6001 - first);
        const ValueQuery query{random() % 8, first, last, static_cast<std::size_t>(1 + random() % 400), true};
        if ((last - first + 1) / query.width >= kChunkFrames) continue;
        for (const ValueStep& step : session.read_values(query).steps) {
            CAPTURE(query.slot, first, last, query.width, step.first);
            const Summary expected = truth.summary(query.slot, step.first, step.end);
            REQUIRE(step.detail == ValueDetail::Exact);
            REQUIRE(step.summary.frames == expected.frames);
            REQUIRE(step.summary.written == expected.written);
            REQUIRE(step.summary.changed == expected.changed);
            REQUIRE(step.summary.nan == expected.nan);
        }
    }
}

TEST_CASE("Slot history: reading a range costs its width", "[core][values]") {
    Session session;
    open(session, counter());
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{300'000}));
    while (session.is_playing()) session.run(0, always);
    watch(session, {4});
    settle(session);
    std::mt19937_64 random(6);
    for (const std::size_t width : {1U, 10U, 100U, 1000U}) {
        for (FrameNumber frames = 1; frames <= 300'000; frames = frames * 3 / 2 + 1) {
            const FrameNumber first = random() % (300'001 - frames);
            const ValueSteps read = session.read_values({4, first, first + frames - 1, width});
            CAPTURE(width, frames, read.work);
            // 64 values a step, the columns that stick out at both ends, and a little for each step.
            REQUIRE(read.work <= 70 * width + 3 * kChunkFrames);
            REQUIRE(session.read_values({4, first, first + frames - 1, width, true}).work <=
                    70 * width + 3 * kChunkFrames);
            for (const ValueStep& step : read.steps) REQUIRE(step.detail == ValueDetail::Exact);
        }
    }
    // The whole of it at a width of a thousand looks at as many summaries.
    CHECK(session.read_values({4, 0, 300'000, 100}).work < 1500);
}
