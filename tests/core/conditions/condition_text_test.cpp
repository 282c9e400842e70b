// SPDX-License-Identifier: MIT
// Conditions from text and back.
#include <limits>

#include "core/conditions/lab.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

std::string text_of(std::string_view text) {
    const auto condition = Condition::parse(text);
    if (!condition) FAIL(text << ": " << condition.error().to_string());
    return condition->to_text();
}

/// "column: message", with the lab's names.
std::string error_of(std::string_view text) {
    static const Run run;
    const auto condition = parse_condition(text, run.symbols);
    return condition ? "none" : std::to_string(condition.error().column) + ": " + condition.error().message;
}

}  // namespace

TEST_CASE("Condition texts: each kind has one text, which parses back to it", "[core][condition]") {
    const char* const texts[] = {"write mix.sum",
                                 "change mix.sum",
                                 "change #12",
                                 "change \"odd name\"",
                                 "change \"t\"",
                                 "nan any",
                                 "nan \"any\"",
                                 "inf mix.sum",
                                 "nonfinite any",
                                 "stale mix.sum",
                                 "never mix.sum",
                                 "unchanged mix.sum 10",
                                 "unwritten #3 1",
                                 "moved mix.sum 0.25",
                                 "rises mix.sum -3",
                                 "falls mix.sum 1e+21",
                                 "crosses mix.sum -Infinity",
                                 "alternates mix[2] 8",
                                 "period mix[2] 8",
                                 "unset any",
                                 "unset mix[2]",
                                 "cell \"delay1.ring\"[3..8]",
                                 "cell \"delay1.ring\"[3]",
                                 "cell \"delay1.ring\"",
                                 "cell 4[0..1]",
                                 "step 7",
                                 "before 7",
                                 "step \"mix\"",
                                 "fault any",
                                 "fault \"second write\"",
                                 "frame 120",
                                 "mix.sum > 3 && prev(mix.sum) <= 3",
                                 "mix.sum between 1 and 3",
                                 "\"change\" > 3",
                                 "frame > 3",
                                 "cell(\"delay1.ring\")[3] > 2"};
    for (const char* text : texts) {
        INFO(text);
        CHECK(text_of(text) == text);
        const auto first = Condition::parse(text), second = Condition::parse(first->to_text());
        CHECK(first->kind == second->kind);
        CHECK(first->target == second->target);
        CHECK(first->frames == second->frames);
        CHECK(first->amount == second->amount);
        CHECK(first->elements == second->elements);
        CHECK(first->is_before == second->is_before);
        CHECK(first->fault == second->fault);
        CHECK(first->not_finite == second->not_finite);
        CHECK(first->crossing == second->crossing);
    }
}

TEST_CASE("Condition texts: what is written loosely becomes the one text", "[core][condition]") {
    CHECK(text_of("  change   \"mix.sum\" ") == "change mix.sum");
    CHECK(text_of("change slot(12)") == "change #12");
    CHECK(text_of("fault second write") == "fault \"second write\"");
    CHECK(text_of("fault unsupported") == "fault \"unsupported\"");
    CHECK(text_of("cell delay1.ring[3..3]") == "cell \"delay1.ring\"[3]");
    CHECK(text_of("step mix") == "step \"mix\"");
    CHECK(text_of("rises x +0x10") == "rises x 16");
    CHECK(text_of("x>3") == "x > 3");
}

TEST_CASE("Condition texts: a word before an operator is a slot's name", "[core][condition]") {
    CHECK(text_of("change > 3") == "\"change\" > 3");
    CHECK(text_of("step + 1") == "\"step\" + 1");
    CHECK(text_of("stale and never") == "\"stale\" && \"never\"");
    CHECK(text_of("nan between 1 and 3") == "\"nan\" between 1 and 3");
    CHECK(text_of("frame == 3") == "frame == 3");
    CHECK(text_of("frame - 3") == "frame - 3");
}

TEST_CASE("Condition errors say what was expected and where", "[core][condition]") {
    CHECK(error_of("") == "1: expected a slot, a number or \"(\", found the end");
    CHECK(error_of("change") == "7: expected a slot, found the end");
    CHECK(error_of("change 3") == "8: expected a slot, found the number 3");
    CHECK(error_of("change count count") == "14: expected an operator or the end, found \"count\"");
    CHECK(error_of("change coumt") == "8: there is no slot \"coumt\"; did you mean \"count\"?");
    CHECK(error_of("change twin") == "8: 2 slots are called \"twin\": write #13 or #14");
    CHECK(error_of("change #99") == "8: there is no slot #99; slot numbers are from #0 to #17");
    CHECK(error_of("write any") == "7: there is no slot \"any\"");
    CHECK(error_of("unchanged count") == "16: expected a number of frames, found the end");
    CHECK(error_of("unchanged count 0") == "17: the number of frames is at least 1");
    CHECK(error_of("unchanged count 1.5") == "17: expected a number of frames, a whole number, found the number 1.5");
    CHECK(error_of("alternates count 1e7") == "18: expected a number of frames, at most 1000000, found the number 1e7");
    CHECK(error_of("moved count -1") == "13: a distance is not negative");
    CHECK(error_of("rises count") == "12: expected a level, found the end");
    CHECK(error_of("rises count NaN") == "13: expected a level, found \"NaN\"");
    CHECK(error_of("step 10") == "6: there is no step 10; steps are from 0 to 9");
    CHECK(error_of("step nowhere").starts_with("6: there is no step \"nowhere\""));
    CHECK(error_of("cell tape.rin[1]") == "6: there is no state cell \"tape.rin\"; did you mean \"tape.ring\"?");
    CHECK(error_of("cell tape.ring[2..4]") == "6: the cell has 4 elements, up to [3]; there is no [4]");
    CHECK(error_of("cell tape.ring[3..2]") == "16: the range ends before it begins");
    CHECK(error_of("cell tape.ring[3") == "17: expected \"]\" after the elements, found the end");
    CHECK(error_of("fault secnd write") == "7: there is no kind of fault of that name; did you mean \"second write\"?");
    CHECK(error_of("fault 3") == "7: expected any, or a kind of fault, found the number 3");
    CHECK(error_of("frame 1.5") == "7: expected a frame's number, a whole number, found the number 1.5");
    CHECK(error_of("count > 3 &&") == "13: expected a slot, a number or \"(\", found the end");
    CHECK(error_of(std::string(5000, 'x')) == "4097: the text is longer than 4096 bytes");
}

TEST_CASE("Condition texts: parse_condition takes a program as well as its symbols", "[core][condition]") {
    const Run run;
    const auto condition =
        parse_condition("change count", *run.executor.program(), run.executor.state().values.slots());
    REQUIRE(condition);
    CHECK(condition->target == Reference{"count", {}});
}
