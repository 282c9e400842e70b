// SPDX-License-Identifier: MIT
// FindHits gives the same list whether columns are searched or frames are run again, in whatever mixture.
#include <random>

#include "core/values/value_truth.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

HitList find(Session& session, std::string_view text, std::optional<FrameRange> range = {}) {
    const auto condition = parse_condition(text, session.symbols());
    REQUIRE(condition.has_value());
    REQUIRE_FALSE(session.apply(FindHits{*condition, range}));
    session.finish_work();
    REQUIRE(session.hits());
    REQUIRE(session.hits()->is_complete);
    return *session.hits();
}

void require_equal(const HitList& a, const HitList& b) {
    CAPTURE(a.condition);
    REQUIRE(a.count == b.count);
    REQUIRE(a.searched.first == b.searched.first);
    REQUIRE(a.searched.last == b.searched.last);
    REQUIRE(a.hits.size() == b.hits.size());
    for (std::size_t i = 0; i < a.hits.size(); ++i) {
        const ConditionHit &x = a.hits[i], &y = b.hits[i];
        CAPTURE(x.frame, y.frame);
        REQUIRE(x.frame == y.frame);
        REQUIRE(x.step == y.step);
        REQUIRE(x.slot == y.slot);
        REQUIRE(same_number(x.value, y.value));
        REQUIRE(x.previous.has_value() == y.previous.has_value());
        if (x.previous) REQUIRE(same_number(*x.previous, *y.previous));
    }
}

/// Rings, edits in all places, a swap there and back.
void record(Session& session) {
    open(session, rings());
    const auto run = [&](int frames) {
        for (int i = 0; i < frames; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
    };
    run(700);
    REQUIRE_FALSE(session.apply(EditState{StateStorage::F64, 3, std::nan("")}));
    run(400);
    REQUIRE_FALSE(session.apply(EditSlot{4, -INFINITY}));
    run(3);
    REQUIRE_FALSE(session.apply(EditSlot{4, 20.0}));
    REQUIRE_FALSE(session.apply(StepSchedule{}));
    REQUIRE_FALSE(session.apply(EditSlot{4, 900.0}));
    run(500);
    REQUIRE_FALSE(session.apply(EditConstant{ConstKind::F64, 0, -3.0}));
    run(700);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(counter()), "counter.json"}));
    run(300);
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(rings()), "rings.json"}));
    run(600);
}

constexpr std::string_view kTexts[] = {"count > 500",   "count == 300",        "change count",  "nan sum",
                                       "inf count",     "nonfinite count",     "moved count 2", "rises count 250",
                                       "falls count 0", "crosses delayed 100", "one != 1",      "phase < 0.1",
                                       "2000 <= count", "count < prev(count)"};

}  // namespace

TEST_CASE("FindHits: columns and replay give the same hits", "[core][values][hits]") {
    Session session;
    record(session);
    REQUIRE_FALSE(session.apply(SetHistoryBudget{0}));  // no columns
    std::vector<HitList> replayed;
    std::uint64_t all = 0;
    for (const std::string_view text : kTexts) {
        replayed.push_back(find(session, text));
        CHECK(session.slot_history().column_count() == 0);
        all += replayed.back().count;
    }
    CHECK(all > 1000);
    // All columns there, then some of them.
    REQUIRE_FALSE(session.apply(SetHistoryBudget{std::size_t{64} << 20}));
    watch(session, {0, 1, 2, 3, 4, 5, 6, 7});
    settle(session);
    REQUIRE(session.slot_history().column_at(4, 100) != nullptr);
    for (std::size_t i = 0; i < std::size(kTexts); ++i) require_equal(find(session, kTexts[i]), replayed[i]);
    watch(session, {});
    for (const FrameRange wanted : {FrameRange{0, 900}, FrameRange{1100, 1100}, FrameRange{1024, 2200}}) {
        REQUIRE_FALSE(session.apply(SetHistoryBudget{0}));
        REQUIRE_FALSE(session.apply(SetHistoryBudget{std::size_t{64} << 20}));
        REQUIRE_FALSE(
            session.apply(RequestValues{{ValueViewer::Plot, {2, 3, 4, 6, 7}, wanted.first, wanted.last, 100'000}}));
        settle(session);
        for (std::size_t i = 0; i < std::size(kTexts); ++i) require_equal(find(session, kTexts[i]), replayed[i]);
    }
}

TEST_CASE("FindHits: parts of the recording agree too, from any mixture and in slices", "[core][values][hits]") {
    std::mt19937_64 random(7);
    Session bare, filled;
    record(bare);
    record(filled);
    REQUIRE_FALSE(bare.apply(SetHistoryBudget{0}));
    REQUIRE_FALSE(filled.apply(RequestValues{{ValueViewer::Plot, {2, 3, 4, 6, 7}, 800, 1900, 100'000}}));
    settle(filled);
    for (int i = 0; i < 60; ++i) {
        const FrameNumber first = random() % 3000, last = first + random() % 800;
        const std::string_view text = kTexts[random() % std::size(kTexts)];
        const HitList expected = find(bare, text, FrameRange{first, last});
        const auto condition = parse_condition(text, filled.symbols());
        REQUIRE_FALSE(filled.apply(FindHits{*condition, FrameRange{first, last}}));
        while (filled.work()) {
            int slices = static_cast<int>(random() % 20);
            filled.run(0, [&] { return --slices > 0; });
        }
        REQUIRE(filled.hits());
        require_equal(*filled.hits(), expected);
    }
}

TEST_CASE("Comparison: what a frame held is what running forward gave, until it is not true any more",
          "[core][values][compare]") {
    Session session;
    ValueTruth truth;
    open(session, rings());
    truth.note(session);
    truth.step(session, 500);
    const StateBuffer state_then = session.state();
    truth.step(session, 1500);
    for (const FrameNumber frame : {500U, 0U, 1U, 2000U, 1024U, 500U}) {
        REQUIRE_FALSE(session.apply(CompareWith{frame}));
        session.finish_work();
        REQUIRE(session.comparison());
        CHECK(session.comparison()->frame() == frame);
        CHECK(session.cursor().frame == 2000);
        for (SlotId slot = 0; slot < 8; ++slot) {
            const auto value = session.comparison()->slot(slot);
            REQUIRE(value);
            CHECK(same_number(value->to_number(), truth.summary(slot, frame, frame + 1).last));
        }
    }
    CHECK_FALSE(session.comparison()->slot(77));
    for (const StateCell& cell : session.program().state_layout.cells)
        for (std::uint32_t i = 0; i < cell.size; ++i)
            CHECK(session.comparison()->element(cell, i) == state_then.at(cell.storage, cell.offset + i));
    CHECK(session.apply(CompareWith{2001}));
    REQUIRE(session.comparison());
    // Across a swap by numbers and by owner and role.
    REQUIRE_FALSE(session.apply(SwapProgram{loaded(counter()), "counter.json"}));
    REQUIRE(session.comparison());
    CHECK(session.comparison()->slot(4)->to_number() == 500);
    // An edit behind it leaves it, one before it does not.
    REQUIRE_FALSE(session.apply(SeekTo{600}));
    session.finish_work();
    REQUIRE_FALSE(session.apply(EditSlot{4, 1.0}));
    CHECK(session.comparison());
    REQUIRE_FALSE(session.apply(SeekTo{300}));
    session.finish_work();
    REQUIRE_FALSE(session.apply(EditSlot{4, 1.0}));
    CHECK_FALSE(session.comparison());
    REQUIRE_FALSE(session.apply(CompareWith{10}));
    REQUIRE_FALSE(session.apply(ClearComparison{}));
    CHECK_FALSE(session.comparison());
}
