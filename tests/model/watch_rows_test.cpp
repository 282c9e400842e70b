// SPDX-License-Identifier: MIT
#include "model/watch_rows.h"

#include <cmath>

#include "model/support/command_world.h"
#include "slotscope/format.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

/// The text is watched last.
std::size_t watch(CommandWorld& world, const char* text, NumberForm form = NumberForm::Decimal) {
    REQUIRE_FALSE(world.session.apply(AddWatch{{0, Expression::parse(text).value(), form}}));
    world.settle();
    return world.session.watches().size() - 1;
}

}  // namespace

TEST_CASE("Watch rows: a slot reads as in the table of slots", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t sum = watch(world, "sum"), forgotten = watch(world, "forgotten");
    const WatchText text = watch_text(world.session, sum);
    CHECK(watch_name(world.session, sum) == "sum");
    CHECK(text.value == value_cell(world.session, 2));
    CHECK(text.change == change_cell(world.session, 2));
    CHECK(text.status == status_cell(world.session, 2));
    CHECK(text.state == WatchState::Changed);
    CHECK(text.direction == Direction::Up);
    CHECK(text.before == format_significant(*world.session.previous_value(2).number()));
    CHECK(text.has_point);
    const WatchText never = watch_text(world.session, forgotten);
    CHECK(never.value == "—");
    CHECK(never.state == WatchState::Never);
    CHECK(never.status == "never");
    CHECK(never.before.empty());
    CHECK_FALSE(never.has_point);
}

TEST_CASE("Watch rows: expressions have their value, the one before, and what changed", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t double_frame = watch(world, "frame * 2"), constant = watch(world, "3"),
                      change = watch(world, "sum - prev(sum)"), odd = watch(world, "forgotten / forgotten");
    WatchText text = watch_text(world.session, double_frame);
    CHECK(text.value == "400");
    CHECK(text.before == "398");
    CHECK(text.change == "+2");
    CHECK(text.status == "changed");
    CHECK(text.direction == Direction::Up);
    text = watch_text(world.session, constant);
    CHECK(text.change == "=");
    CHECK(text.state == WatchState::Same);
    CHECK(watch_name(world.session, change) == "sum - prev(sum)");
    CHECK_FALSE(watch_text(world.session, change).before.empty());
    text = watch_text(world.session, odd);
    CHECK(text.unusual == "NaN");
    CHECK(text.change == "=");  // NaN stays NaN
    CHECK(text.state == WatchState::Same);
}

TEST_CASE("Watch rows: state elements are named as the other panels name them", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t element = watch(world, "cell(\"delay1.buffer\")[3]"),
                      only = watch(world, "cell(\"delay1.writeIdx\")"), newest = watch(world, "ring(0)[0]"),
                      older = watch(world, "ring(0)[-2]");
    CHECK(watch_name(world.session, element) == "delay1.buffer[3]");
    CHECK(watch_name(world.session, only) == "delay1.writeIdx");
    CHECK(watch_name(world.session, newest).ends_with(", newest"));
    CHECK(watch_name(world.session, older).ends_with(", 2 before the newest"));
    CHECK(watch_text(world.session, only).value ==
          std::to_string(static_cast<int>(world.session.state().at(StateStorage::I32, 0))));
}

TEST_CASE("Watch rows: what does not fit the program says why, and has no value", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t broken = watch(world, "sumo * 2");
    const WatchText text = watch_text(world.session, broken);
    CHECK(text.state == WatchState::Broken);
    CHECK(text.error.starts_with("There is no slot \"sumo\""));
    CHECK(text.error.back() == '?');
    CHECK(text.value.empty());
    CHECK(watch_name(world.session, broken) == "sumo * 2");
    CHECK(watch_copy(world.session, broken).empty());
}

TEST_CASE("Watch rows: what looks back is not known before its past has run again", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t change = watch(world, "sum - prev(sum)");
    REQUIRE_FALSE(world.session.apply(SeekTo{100}));
    world.session.finish_work();
    CHECK(watch_text(world.session, change).value == "…");
    CHECK(watch_copy(world.session, change).empty());
    world.settle();
    CHECK(watch_text(world.session, change).value != "…");
}

TEST_CASE("Watch rows: the form is of the value, and copying loses no digit", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t decimal = watch(world, "1 / 3"), hex = watch(world, "frame + 55", NumberForm::Hex),
                      bits = watch(world, "0 / 0", NumberForm::Bits);
    CHECK(watch_text(world.session, decimal).value == "0.3333333");
    CHECK(watch_copy(world.session, decimal) == "0.3333333333333333");
    CHECK(watch_text(world.session, hex).value == "0xFF");
    CHECK(watch_text(world.session, hex).before == "0xFE");
    CHECK(watch_copy(world.session, hex) == "0xFF");
    CHECK_FALSE(watch_text(world.session, hex).has_point);
    CHECK(watch_text(world.session, bits).unusual.empty());  // the bits are what was asked for
    CHECK(watch_text(world.session, bits).value.find(" 11111111111 1") == 1);
}

TEST_CASE("Watch rows: objects are told in short and copied as JSON", "[model][watch]") {
    CommandWorld world("picture");
    const std::size_t positions = watch(world, "#4");
    const WatchText text = watch_text(world.session, positions);
    CHECK_FALSE(text.has_point);
    CHECK(text.value.find("f32") != std::string::npos);
    CHECK(text.value.size() < 120);
    CHECK(watch_copy(world.session, positions).starts_with("{\"$ta\""));
}

TEST_CASE("Watch curves: over the recent frames, and over the whole recording", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t sum = watch(world, "sum"), twice = watch(world, "frame * 2");
    world.settle();
    WatchCurves curves;
    WatchCurve curve = curves.of(world.session, sum, false, 100);
    CHECK(curve.values == recent_values(world.session, 2, 256));
    curve = curves.of(world.session, twice, false, 100);
    REQUIRE(curve.values.size() > 190);
    CHECK(curve.values.back() == 400);
    CHECK(curve.begin == 0);
    CHECK(curve.end == 1);
    // The whole: a least and a greatest for each step.
    curve = curves.of(world.session, sum, true, 50);
    CHECK_FALSE(curve.is_filling);
    CHECK(curve.values.size() == 100);
    REQUIRE_FALSE(world.session.apply(SeekTo{100}));
    world.session.finish_work();
    world.settle();
    curve = curves.of(world.session, twice, true, 50);
    CHECK(curve.values.back() == 200);
    CHECK(curve.end == 0.5F);  // it stands where its frames are
    // The same question again is not worked out again: it is the same object.
    const WatchCurve* first = &curves.of(world.session, twice, true, 50);
    CHECK(&curves.of(world.session, twice, true, 50) == first);
}

TEST_CASE("Watch curves: an edit at the cursor is the end of the curve", "[model][watch]") {
    CommandWorld world("played");
    const std::size_t twice = watch(world, "sum * 2");
    REQUIRE_FALSE(world.session.apply(EditSlot{2, Value(1000.0)}));
    WatchCurves curves;
    CHECK(curves.of(world.session, twice, false, 100).values.back() == 2000);
    REQUIRE_FALSE(world.session.apply(StepSchedule{}));
    const std::size_t before = curves.of(world.session, twice, false, 100).values.size();
    CHECK(before > 100);
}
