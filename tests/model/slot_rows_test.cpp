// SPDX-License-Identifier: MIT
#include "model/slot_rows.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <limits>
#include <string>
#include <vector>

#include "slotscope/assert.h"
#include "slotscope/program_builder.h"

using namespace slotscope;
using namespace slotscope::gui;

namespace {

constexpr std::int32_t kAdd = 100, kDiv = 103;

void open(Session& session, ProgramBuilder& builder) {
    LoadedProgram loaded;
    loaded.program = builder.build().value();
    REQUIRE_FALSE(session.apply(OpenProgram{std::move(loaded), "/p.json"}));
}

void frames(Session& session, int count) {
    for (int i = 0; i < count; ++i) REQUIRE_FALSE(session.apply(StepFrame{}));
}

/// 0 t, 1 model, 2 sum (written), 3 zero (initial, then stale), 4 nan (0/0), 12 lost (never, f32).
void open_mixed(Session& session) {
    ProgramBuilder b("mixed");
    b.f64(0, "tAbs").f64(1, "tModel").f64(2, "Sum").f64(3, "zero").f64(4, "bad").f32(12, "lost").time_derive(0, 1);
    b.initial(3, Value(0.0));
    b.node_step(kAdd, {0, 1}, {2});
    b.node_step(kDiv, {3, 3}, {4});
    open(session, b);
    frames(session, 3);
}

std::vector<SlotId> shown(const Session& session, const SlotRows& rows) {
    std::vector<SlotId> slots;
    for (const SlotIndex row : rows.rows()) slots.push_back(session.slots()[row].slot);
    return slots;
}

std::vector<SlotId> find(const Session& session, const SlotQuery& query) {
    SlotRows rows;
    rows.update(session, query);
    return shown(session, rows);
}

std::vector<SlotId> find(const Session& session, const std::string& text) {
    SlotQuery query;
    query.text = text;
    return find(session, query);
}

unsigned only(SlotKind kind) { return 1U << static_cast<unsigned>(kind); }

using Ids = std::vector<SlotId>;

}  // namespace

TEST_CASE("SlotRows: a word finds numbers by their beginning, names, storages and writers", "[model][slots]") {
    Session session;
    open_mixed(session);
    CHECK(find(session, "") == Ids{0, 1, 2, 3, 4, 12});
    CHECK(find(session, "SUM") == Ids{2});
    CHECK(find(session, "1") == Ids{1, 12});
    CHECK(find(session, "#1") == Ids{1});
    CHECK(find(session, "f32") == Ids{12});
    CHECK(find(session, "t model") == Ids{1});
    CHECK(find(session, "type:f3") == Ids{12});
    CHECK(find(session, "name:t") == Ids{0, 1, 12});
    CHECK(find(session, "writer:1") == Ids{2});
    CHECK(find(session, "nothing like it").empty());
}

TEST_CASE("SlotRows: kinds count and choose rows by their status", "[model][slots]") {
    Session session;
    open_mixed(session);
    SlotRows rows;
    SlotQuery query;
    rows.update(session, query);
    CHECK(rows.count(SlotKind::Written) == 4);
    CHECK(rows.count(SlotKind::Changed) == 3);  // 0/0 stays NaN
    CHECK(rows.count(SlotKind::Stale) == 1);
    CHECK(rows.count(SlotKind::Never) == 1);
    CHECK(rows.count(SlotKind::NotFinite) == 1);
    query.kinds = only(SlotKind::Never) | only(SlotKind::Stale);
    CHECK(find(session, query) == Ids{3, 12});
    query.kinds = only(SlotKind::NotFinite);
    CHECK(find(session, query) == Ids{4});
}

TEST_CASE("SlotRows: a step narrows to what it reads and writes", "[model][slots]") {
    Session session;
    open_mixed(session);
    SlotQuery query;
    query.step = 1;
    CHECK(find(session, query) == Ids{0, 1, 2});
    query.step = 77;
    CHECK(find(session, query).empty());
}

TEST_CASE("SlotRows: sorting puts NaN last, and equal keys stay in order of their numbers both ways",
          "[model][slots]") {
    Session session;
    open_mixed(session);
    SlotQuery query;
    query.order = SlotOrder::Value;
    CHECK(find(session, query) == Ids{3, 12, 0, 1, 2, 4});
    query.descending = true;
    CHECK(find(session, query) == Ids{4, 2, 0, 1, 3, 12});
    query = {};
    query.order = SlotOrder::Name;
    CHECK(find(session, query) == Ids{4, 12, 2, 0, 1, 3});
    query.order = SlotOrder::Number;
    query.descending = true;
    CHECK(find(session, query) == Ids{12, 4, 3, 2, 1, 0});
}

TEST_CASE("SlotRows: while it plays rows keep their places until asked, and counts go on", "[model][slots]") {
    Session session;
    ProgramBuilder b("alternating");
    b.f64(0, "t").f64(1, "model").f64(2, "b").time_model_loop(50).time_derive(0, 1);
    open(session, b);
    frames(session, 1);
    SlotRows rows;
    SlotQuery query;
    query.order = SlotOrder::Value;
    rows.update(session, query);
    const Ids before = shown(session, rows);
    REQUIRE(before == Ids{0, 1, 2});
    REQUIRE_FALSE(session.apply(Play{}));
    session.run(100, [] { return true; });  // seven frames: t is 117 ms, the model's time 17 ms
    rows.update(session, query);
    CHECK(rows.is_held());
    CHECK(shown(session, rows) == before);
    CHECK(rows.count(SlotKind::Written) == 2);
    rows.release();
    rows.update(session, query);
    CHECK_FALSE(rows.is_held());
    CHECK(shown(session, rows) == Ids{2, 1, 0});
    session.run(10, [] { return true; });
    REQUIRE_FALSE(session.apply(Pause{}));
    rows.update(session, query);
    CHECK_FALSE(rows.is_held());
}

TEST_CASE("SlotRows: 100,000 slots are filtered and sorted anew within a drawn frame", "[model][slots]") {
    Session session;
    ProgramBuilder b("many");
    b.f64(0, "t").f64(1, "model").time_derive(0, 1);
    for (SlotId slot = 2; slot < 100'000; ++slot) b.f64(slot, "name " + std::to_string(slot % 977));
    open(session, b);
    frames(session, 1);
    SlotRows rows;
    SlotQuery query;
    query.order = SlotOrder::Value;
    rows.update(session, query);
    auto best = std::chrono::nanoseconds::max();
    for (int i = 0; i < 5; ++i) {
        frames(session, 1);
        const auto start = std::chrono::steady_clock::now();
        rows.update(session, query);
        best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
    }
    CHECK(rows.rows().size() == 100'000);
    INFO("best of five: " << best.count() << " ns");
    CHECK(best < std::chrono::milliseconds(200));  // a few ms when nothing else runs; room for sanitizers and load
}

TEST_CASE("Slot rows: frozen values order them too, and what moved farthest since", "[model][slots][frozen]") {
    Session session;
    open_mixed(session);
    SlotQuery query;
    query.order = SlotOrder::FrozenChange;
    query.descending = true;
    REQUIRE_FALSE(session.apply(FreezeValues{}));
    REQUIRE_FALSE(session.apply(EditSlot{3, Value(-1e6)}));
    REQUIRE_FALSE(session.apply(EditSlot{2, Value(std::numeric_limits<double>::quiet_NaN())}));
    REQUIRE_FALSE(session.apply(EditSlot{0, Value(session.values().number_at(0) + 1)}));
    const Ids by_change = find(session, query);
    REQUIRE(by_change.size() == 6);
    // What became NaN has moved farther than any number; what stayed NaN has not moved.
    CHECK(Ids(by_change.begin(), by_change.begin() + 3) == Ids{2, 3, 0});
    query.order = SlotOrder::Frozen;
    query.descending = false;
    CHECK(find(session, query).back() == 4);  // NaN then: after every number
    // The present values do not matter to that.
    const Ids before = find(session, query);
    frames(session, 3);
    CHECK(find(session, query) == before);
}
