// SPDX-License-Identifier: MIT
// SlotHistory under a budget: it is obeyed at every moment, columns go before summaries, and what went comes back.
#include <random>

#include <catch2/generators/catch_generators.hpp>

#include "core/values/value_truth.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// A program of `slots` numeric slots that all change in every frame, in ways that do not compress.
ProgramBuilder wide(SlotId slots) {
    ProgramBuilder b("wide");
    b.time_model_loop(4000);
    b.f64(0, "t").f64(1, "model").f64(2, "phase");
    b.time_derive(0, 1, 2);
    for (SlotId slot = 3; slot < slots; ++slot) b.f64(slot).node_step(100, {slot - 1, 0}, {slot});
    return b;
}

void play(Session& session, FrameNumber frames) {
    REQUIRE_FALSE(session.apply(SetSpeed{0}));
    REQUIRE_FALSE(session.apply(Play{frames}));
    while (session.is_playing()) session.run(0, always);
}

/// Fills to the end in small slices; the budget holds after each.
void settle_within(Session& session, std::size_t budget) {
    while (session.is_busy()) {
        int frames = 7;
        session.run(0, [&] { return --frames > 0; });
        REQUIRE(session.slot_history().bytes() <= session.slot_history().allowance());
        REQUIRE(session.history().use().total() <= budget);
    }
}

std::vector<SlotId> slots_up_to(SlotId count) {
    std::vector<SlotId> slots;
    for (SlotId slot = 0; slot < count; ++slot) slots.push_back(slot);
    return slots;
}

}  // namespace

TEST_CASE("Slot history: the budget holds at every moment under pressure", "[core][values][budget]") {
    const std::size_t budget = GENERATE(std::size_t{1} << 20, std::size_t{3} << 20, std::size_t{16} << 20);
    Session session;
    open(session, wide(200));
    REQUIRE_FALSE(session.apply(SetHistoryBudget{budget}));
    play(session, 20'000);
    settle_within(session, budget);
    // More than there is room for: it ends all the same.
    REQUIRE_FALSE(session.apply(RequestValues{{ValueViewer::Raster, slots_up_to(200), 0, 20'000, 4000}}));
    settle_within(session, budget);
    watch(session, slots_up_to(200));
    settle_within(session, budget);
    REQUIRE_FALSE(session.apply(RequestValues{{ValueViewer::Plot, {7}, 3000, 9000, 4000}}));
    settle_within(session, budget);
    // What was asked for last is there, whatever had to go.
    for (const ValueStep& step : session.read_values({7, 3000, 9000, 400}).steps)
        REQUIRE(step.detail == ValueDetail::Exact);
    CHECK(session.slot_history().summarised_end() == 20'001);
}

TEST_CASE("Slot history: pressed for room, columns go first, then summaries grow coarse, then they go",
          "[core][values][budget]") {
    Session session;
    open(session, wide(200));
    play(session, 60'000);
    REQUIRE_FALSE(session.apply(RequestValues{{ValueViewer::Raster, slots_up_to(20), 0, 60'000, 4000}}));
    settle(session);
    const std::size_t columns = session.slot_history().column_count();
    REQUIRE(columns > 1000);
    REQUIRE(session.slot_history().coarsest_unit() == kChunkFrames);
    const auto limit = [&](std::size_t budget) {
        REQUIRE_FALSE(session.apply(SetHistoryBudget{budget}));
        CHECK(session.slot_history().bytes() <= session.slot_history().allowance());
        CHECK(session.history().use().total() <= budget);
        return session.slot_history().column_count();
    };
    const std::size_t fewer = limit(std::size_t{8} << 20);
    CHECK(fewer < columns);
    CHECK(fewer > 0);
    CHECK(session.slot_history().coarsest_unit() == kChunkFrames);
    CHECK(session.slot_history().summarised_end() == 60'001);
    limit(std::size_t{1} << 20);
    CHECK(session.slot_history().coarsest_unit() > kChunkFrames);
    settle_within(session, std::size_t{1} << 20);
    CHECK(session.read_values({9, 0, 60'000, 2}).steps[0].detail != ValueDetail::NotYet);
    limit(std::size_t{1} << 16);
    CHECK(session.slot_history().coarsest_unit() == 0);
    settle(session);
    REQUIRE_FALSE(session.apply(SetHistoryBudget{0}));
    settle(session);
    CHECK(session.slot_history().bytes() == 0);
    CHECK(session.read_values({9, 0, 60'000, 3}).steps[1].detail == ValueDetail::NotYet);
    // Nothing has become unreachable.
    REQUIRE_FALSE(session.apply(SetHistoryBudget{std::size_t{64} << 20}));
    settle(session);
    CHECK(session.slot_history().coarsest_unit() == kChunkFrames);
    CHECK(session.slot_history().summarised_end() == 60'001);
    for (const ValueStep& step : session.read_values({9, 0, 60'000, 1000}).steps)
        REQUIRE(step.detail == ValueDetail::Exact);
}

TEST_CASE("Slot history: coarse summaries are true, and columns make them fine where somebody looks",
          "[core][values][budget]") {
    Session session;
    ValueTruth truth;
    open(session, wide(100));
    REQUIRE_FALSE(session.apply(SetHistoryBudget{std::size_t{640} << 10}));
    truth.note(session);
    truth.step(session, 30'000);
    settle(session);
    REQUIRE(session.slot_history().coarsest_unit() > kChunkFrames);
    std::mt19937_64 random(1);
    for (int i = 0; i < 20; ++i)
        require_true(session, truth,
                     {random() % 100, random() % 10'000, 10'000 + random() % 20'000, 1 + random() % 200});
    const ValueQuery query{50, 0, 30'000, 25};  // steps of 1,200 frames
    for (const ValueStep& step : session.read_values(query).steps) CHECK(step.detail == ValueDetail::Coarse);
    REQUIRE_FALSE(session.apply(RequestValues{{ValueViewer::Plot, {50}, 10'000, 19'999, 8}}));
    settle(session);
    CHECK(require_true(session, truth, {50, 10'000, 19'999, 8}) == 8);
}
