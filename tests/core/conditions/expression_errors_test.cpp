// SPDX-License-Identifier: MIT
// What is said of expressions that make no sense, and where.
#include "core/conditions/lab.h"
#include "slotscope/expression.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// "column: message" of the parser, else of the compiler.
std::string error_of(std::string_view text) {
    static const Run run;
    const auto told = [](const Error& error) { return std::to_string(error.column) + ": " + error.message; };
    const auto expression = Expression::parse(text);
    if (!expression) return told(expression.error());
    const auto evaluator = ExpressionEvaluator::create(*expression, run.symbols);
    return evaluator ? "none" : told(evaluator.error());
}

}  // namespace

TEST_CASE("Expression errors say what was expected, what was found, and at which column", "[core][expression]") {
    CHECK(error_of("") == "1: expected a slot, a number or \"(\", found the end");
    CHECK(error_of("count +") == "8: expected a slot, a number or \"(\", found the end");
    CHECK(error_of("count + * 2") == "9: expected a slot, a number or \"(\", found \"*\"");
    CHECK(error_of("count 3") == "7: expected an operator or the end, found the number 3");
    CHECK(error_of("(count + 1") == "11: expected \")\" for the \"(\" at column 1, found the end");
    CHECK(error_of("count + 1)") == "10: expected an operator or the end, found \")\"");
    CHECK(error_of("count ? 1") == "10: expected \":\" and what to take otherwise, found the end");
    CHECK(error_of("count between 1 or 2") == "17: expected \"and\" and the upper end of \"between\", found \"or\"");
    CHECK(error_of("count = 3") == "7: \"=\" means nothing here; did you mean \"==\"?");
    CHECK(error_of("one & two") == "5: \"&\" means nothing here; did you mean \"&&\"?");
    CHECK(error_of("one ; two") == "5: \";\" means nothing here; names with odd characters need quotes");
    CHECK(error_of("\"odd name") == "1: this quote is not closed");
    CHECK(error_of("1 + \"\"") == "5: a name is expected between the quotes");
    CHECK(error_of("3x") == "2: a number cannot go on with \"x\"; a name that begins with a digit needs quotes");
    CHECK(error_of("#x") == "2: expected a slot number after #, found \"x\"");
    CHECK(error_of("#1.5") == "2: expected a slot number after #, a whole number, found the number 1.5");
    CHECK(error_of("1 + and") == "5: expected a slot, a number or \"(\", found \"and\"");
}

TEST_CASE("Expression errors: comparisons do not chain, and nothing equals NaN", "[core][expression]") {
    CHECK(error_of("1 < count < 3") == "11: comparisons do not chain: write a < b && b < c, or x between a and c");
    CHECK(error_of("1 == count == 3") == "12: comparisons do not chain: write a == b && b == c, or use parentheses");
    CHECK(error_of("count == NaN") == "7: nothing equals NaN, not even NaN: write isnan(x)");
    CHECK(error_of("-NaN != count") == "6: nothing equals NaN, not even NaN: write isnan(x)");
}

TEST_CASE("Expression errors: functions and their arguments", "[core][expression]") {
    CHECK(error_of("sqr(2)") == "1: there is no function \"sqr\"; did you mean sqrt(…)?");
    CHECK(error_of("1 + zzzzzz(2)") == "5: there is no function \"zzzzzz\"");
    CHECK(error_of("min(1)") == "1: min takes 2 to 16 arguments, found 1");
    CHECK(error_of("abs()") == "1: abs takes 1 argument, found 0");
    CHECK(error_of("abs(1, 2)") == "1: abs takes 1 argument, found 2");
    CHECK(error_of("abs(1") == "6: expected \")\" after the arguments of abs, found the end");
    CHECK(error_of("age(1 + 1)") == "7: expected \")\" after the slot, found \"+\"");
    CHECK(error_of("prev()") == "6: expected a slot, a number or \"(\", found \")\"");
}

TEST_CASE("Expression errors: a name that is not there comes with the nearest that is", "[core][expression]") {
    CHECK(error_of("1 + coumt") == "5: there is no slot \"coumt\"; did you mean \"count\"?");
    CHECK(error_of("time.phse > 1") == "1: there is no slot \"time.phse\"; did you mean \"time.phase\"?");
    CHECK(error_of("COUNT") == "1: there is no slot \"COUNT\"; did you mean \"count\"?");
    CHECK(error_of("phase") == "1: there is no slot \"phase\"; did you mean \"time.phase\"?");
    CHECK(error_of("xyzzyx") == "1: there is no slot \"xyzzyx\"");
    CHECK(error_of("#99") == "1: there is no slot #99; slot numbers are from #0 to #17");
    CHECK(error_of("tape.ring") ==
          "1: there is no slot \"tape.ring\"; a ring has that name: write ring(\"tape.ring\")[-1]");
    CHECK(error_of("tape.head") ==
          "1: there is no slot \"tape.head\"; a state cell has that name: write cell(\"tape.head\")[0]");
}

TEST_CASE("Expression errors: a name of several slots lists them", "[core][expression]") {
    CHECK(error_of("twin + 1") == "1: 2 slots are called \"twin\": write #13 or #14");
}

TEST_CASE("Expression errors: cells and rings, and elements outside them", "[core][expression]") {
    CHECK(error_of("cell(tape.rnig)[1]") == "1: there is no state cell \"tape.rnig\"; did you mean \"tape.ring\"?");
    CHECK(error_of("cell(7)[1]") == "1: there is no state cell 7; they are from 0 to 1");
    CHECK(error_of("cell(tape.ring)") == "1: the cell has 4 elements: say which one, as [0]");
    CHECK(error_of("2 * cell(tape.ring)[4]") == "5: the cell has 4 elements, up to [3]; there is no [4]");
    CHECK(error_of("ring(tape)[-1]") == "1: there is no ring \"tape\"; did you mean \"tape.ring\"?");
    CHECK(error_of("ring(tape.ring)[-4]") == "1: the ring has 4 elements: the oldest is [-3]");
    CHECK(error_of("ring(tape.ring)[2]") == "1: a ring's newest element is [0], and older ones are [-1], [-2], …");
    CHECK(error_of("cell(tape.ring)[x]") == "17: expected an element's number, found \"x\"");
}

TEST_CASE("Expression errors: limits", "[core][expression]") {
    CHECK(error_of(std::string(4097, ' ')) == "4097: the text is longer than 4096 bytes");
    const auto nested = [](std::size_t depth, char open, std::string_view close) {
        std::string text(depth, open);
        text.append("1").append(close);
        return text;
    };
    CHECK(error_of(nested(64, '(', std::string(64, ')'))) == "65: this is nested more than 64 deep");
    CHECK(error_of(nested(63, '(', std::string(63, ')'))) == "none");
    CHECK(error_of(nested(100, '-', "")) == "64: this is nested more than 64 deep");
    std::string sum = "1";
    for (int i = 0; i < 512; ++i) sum += "+1";
    CHECK(error_of(sum) == "1024: the expression has more than 1024 operands and operators");
    std::string longer = "1e20";
    for (int i = 0; i < 300; ++i) longer += "+1e20";
    CHECK(error_of(longer) == "1: with its numbers written out the text is longer than 4096 bytes");
    std::string past = "count";
    for (int i = 0; i < 32; ++i) past = "prev(" + past + ")";
    CHECK(error_of(past) == "none");
    CHECK(error_of("prev(" + past + ")") == "161: prev() looks back at most 32 frames");
}
