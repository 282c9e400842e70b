// SPDX-License-Identifier: MIT
// What expressions are worth, in frames of the lab program.
#include <cmath>
#include <limits>

#include "core/conditions/lab.h"
#include "slotscope/expression.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The value at the end of a frame that was reached from the start.
double value_in(FrameNumber frame, std::string_view text) {
    Run run;
    const auto expression = Expression::parse(text);
    REQUIRE(expression);
    auto evaluator = ExpressionEvaluator::create(*expression, run.symbols);
    if (!evaluator) FAIL(evaluator.error().to_string());
    while (run.executor.state().frame < frame) {
        evaluator->advance(run.end());
        run.frame();
    }
    return evaluator->value(run.end());
}

void check(FrameNumber frame, std::string_view text, double expected) {
    INFO(text << " in frame " << frame);
    const double value = value_in(frame, text);
    INFO("is " << value);
    CHECK(same(value, expected));
}

}  // namespace

TEST_CASE("Expressions: slots are read by name, quoted name and number", "[core][expression]") {
    check(7, "count", 7);
    check(7, "\"count\"", 7);
    check(7, "#4", 7);
    check(7, "slot(4)", 7);
    check(7, "slot(count)", 7);
    check(7, "slot(\"odd name\")", 2.5);
    check(7, "time.t", 70);
    check(7, "beat", 2);
    check(7, "label", 12);
    check(7, "hole", 0);
}

TEST_CASE("Expressions: numbers are written as in slot programs", "[core][expression]") {
    check(1, "12", 12);
    check(1, ".5", 0.5);
    check(1, "1.", 1);
    check(1, "1e3", 1000);
    check(1, "2E-2", 0.02);
    check(1, "0x1F", 31);
    check(1, "1e999", kInfinity);
    check(1, "NaN", kNaN);
    check(1, "-Infinity", -kInfinity);
    check(1, "true + false", 1);
    check(1, "-0", -0.0);
}

TEST_CASE("Expressions: operators bind as in JavaScript", "[core][expression]") {
    check(1, "2 + 3 * 4", 14);
    check(1, "(2 + 3) * 4", 20);
    check(1, "10 - 3 - 2", 5);
    check(1, "8 / 4 / 2", 1);
    check(1, "-2 * 3", -6);
    check(1, "7 % 4 * 2", 6);
    check(1, "1 < 2 == 2 > 1", 1);
    check(1, "0 && 0 || 1", 1);
    check(1, "0 && (0 || 1)", 0);
    check(1, "1 || 0 && 0", 1);
    check(1, "!0 + 1", 2);
    check(1, "!(0 + 1)", 0);
    check(1, "0 ? 1 : 0 ? 2 : 3", 3);
    check(1, "1 ? 0 ? 1 : 2 : 3", 2);
    check(1, "1 + 1 ? 5 : 6", 5);
}

TEST_CASE("Expressions: not, unlike !, takes a whole comparison", "[core][expression]") {
    check(1, "not 1 > 3", 1);
    check(1, "!1 > 3", 0);
    check(1, "not 0 and not 0", 1);
    check(1, "1 or 0 and 0", 1);
}

TEST_CASE("Expressions: between has both ends, outside neither", "[core][expression]") {
    check(1, "3 between 3 and 5", 1);
    check(1, "5 between 3 and 5", 1);
    check(1, "2 between 3 and 5 or 1", 1);
    check(1, "3 outside 3 and 5", 0);
    check(1, "2 outside 3 and 5 and 1", 1);
    check(1, "NaN between 3 and 5", 0);
    check(1, "NaN outside 3 and 5", 0);
}

TEST_CASE("Expressions: NaN, zeros and remainders follow JavaScript", "[core][expression]") {
    check(1, "NaN ? 1 : 2", 2);
    check(1, "-0 ? 1 : 2", 2);
    check(1, "2 && 3", 3);
    check(1, "0 || 4", 4);
    check(1, "-5 % 3", -2);
    check(1, "-4 % 2", -0.0);
    check(1, "5 % 0", kNaN);
    check(1, "0 == -0", 1);
    check(1, "round(2.5)", 3);
    check(1, "round(-2.5)", -2);
    check(1, "round(-0.2)", -0.0);
    check(1, "sign(-0)", -0.0);
    check(1, "min(0, -0)", -0.0);
    check(1, "max(1, NaN, 2)", kNaN);
    check(1, "pow(1, NaN)", kNaN);
}

TEST_CASE("Expressions: functions", "[core][expression]") {
    check(1, "min(4, 2, 3)", 2);
    check(1, "max(4, 2, 3)", 4);
    check(1, "abs(-3)", 3);
    check(1, "floor(-1.5)", -2);
    check(1, "ceil(-1.5)", -1);
    check(1, "trunc(-1.5)", -1);
    check(1, "sqrt(9)", 3);
    check(1, "sin(1)", 0.8414709848078965);
    check(1, "cos(1)", 0.5403023058681398);
    check(1, "tan(1)", 1.5574077246549023);
    check(1, "exp(1)", 2.718281828459045);
    check(1, "log(8)", 2.0794415416798357);
    check(1, "pow(2, 10)", 1024);
    check(1, "isnan(0 / 0) + isnan(1)", 1);
    check(1, "isinf(-1 / 0) + isinf(1)", 1);
    check(1, "isfinite(1) + isfinite(1 / 0) + isfinite(NaN)", 1);
}

TEST_CASE("Expressions: write marks, age and time", "[core][expression]") {
    check(7, "written(count)", 1);
    check(7, "changed(count)", 1);
    check(7, "written(one)", 1);
    check(7, "changed(one)", 0);
    check(7, "written(late)", 0);
    check(7, "age(late)", 2);
    check(7, "age(#11)", 2);
    check(7, "age(count)", 0);
    check(7, "age(hole)", kInfinity);
    check(7, "age(\"odd name\")", 7);
    check(7, "frame", 7);
    check(7, "t", 70);
    check(7, "dt", 70.0 / 7);
}

TEST_CASE("Expressions: elements of state cells", "[core][expression]") {
    check(5, "cell(\"tape.ring\")[0]", 5);
    check(5, "cell(tape.ring)[1]", 2);
    check(5, "cell(1)[2]", 3);
    check(5, "cell(\"tape.head\")", 1);
    check(5, "cell(\"tape.head\")[0]", 1);
}

TEST_CASE("Expressions: a ring is counted back from what was written last", "[core][expression]") {
    for (FrameNumber frame = 4; frame <= 12; ++frame) {
        const auto now = static_cast<double>(frame);
        check(frame, "ring(\"tape.ring\")", now);
        check(frame, "ring(\"tape.ring\")[0]", now);
        check(frame, "ring(\"tape.ring\")[-1]", now - 1);
        check(frame, "ring(tape.ring)[-3]", now - 3);
    }
}

TEST_CASE("Expressions: prev is the end of the frame before, of anything", "[core][expression]") {
    check(7, "prev(count)", 6);
    check(1, "prev(\"odd name\")", 2.5);
    check(1, "prev(count)", 0);
    check(7, "prev(prev(count))", 5);
    check(7, "prev(count + prev(count) * 10)", 56);
    check(7, "count - prev(count)", 1);
    check(7, "prev(beat)", 1);
    check(7, "prev(frame)", 6);
    check(7, "prev(t)", 60);
    check(7, "prev(age(late))", 1);
    check(7, "prev(written(late))", 0);
    check(6, "prev(written(late))", 1);
    check(7, "prev(cell(\"tape.head\"))", 2);
    check(7, "prev(ring(\"tape.ring\")[-1])", 5);
    check(7, "prev(3)", 3);
}

TEST_CASE("Expressions: what prev needs and has not seen is NaN and known to be unknown", "[core][expression]") {
    Run run;
    auto evaluator = ExpressionEvaluator::create(*Expression::parse("prev(prev(count))"), run.symbols).value();
    CHECK(evaluator.warm_up_frames() == 2);
    CHECK_FALSE(evaluator.knows(run.end()));
    CHECK(std::isnan(evaluator.value(run.end())));
    evaluator.advance(run.end());
    run.frame();
    CHECK_FALSE(evaluator.knows(run.end()));
    evaluator.advance(run.end());
    run.frame();
    CHECK(evaluator.knows(run.end()));
    CHECK(evaluator.value(run.end()) == 0);
    run.frame();  // not advanced over frame 2: what is known does not precede frame 3
    CHECK_FALSE(evaluator.knows(run.end()));
    evaluator.advance(run.end());
    run.frame();
    CHECK_FALSE(evaluator.knows(run.end()));
    evaluator.advance(run.end());
    run.frame();
    CHECK(evaluator.value(run.end()) == 3);
}

TEST_CASE("Expressions: slots that are read now are listed once, in order", "[core][expression]") {
    Run run;
    const auto slots_of = [&](std::string_view text) {
        const auto evaluator = ExpressionEvaluator::create(*Expression::parse(text), run.symbols).value();
        return std::vector<SlotIndex>(evaluator.slots().begin(), evaluator.slots().end());
    };
    CHECK(slots_of("one + count * age(count) + prev(flip)") == std::vector<SlotIndex>{3, 4});
    CHECK(slots_of("frame + 1").empty());
}
