// SPDX-License-Identifier: MIT
// The one text of an expression.
#include <random>

#include "core/conditions/lab.h"
#include "slotscope/expression.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

std::string text_of(std::string_view text) {
    const auto expression = Expression::parse(text);
    if (!expression) FAIL(text << ": " << expression.error().to_string());
    return expression->to_text();
}

/// Random expressions, with more parentheses than needed.
class Random {
public:
    explicit Random(std::uint64_t seed) : random_(seed) {}

    std::string expression(int depth) {
        if (depth == 0)
            return pick({"count", "#4", "\"odd name\"", "frame", "t", "dt", "1.5", "-3", "0x10", "NaN", "late",
                         "cell(\"tape.ring\")[2]", "ring(\"tape.ring\")[-2]", "age(late)", "changed(beat)"});
        const std::string a = expression(depth - 1), b = expression(depth - 1);
        switch (random_() % 8) {
            case 0: return "(" + a + ")" + pick({"+", "-", "*", "/", "%"}) + "(" + b + ")";
            case 1: return "(" + a + ")" + pick({"<", "<=", ">", ">="}) + "(" + b + ")";
            case 2: return "(" + a + ") " + pick({"&&", "||", "and", "or"}) + " (" + b + ")";
            case 3: return pick({"-", "!", "+", "not "}) + "(" + a + ")";
            case 4: return "(" + a + ") ? (" + b + ") : (" + expression(depth - 1) + ")";
            case 5: return pick({"min", "max", "pow"}) + "(" + a + ", " + b + ")";
            case 6: return "(" + a + ") " + pick({"between", "outside"}) + " (" + b + ") and (1)";
            default: return pick({"prev", "abs", "isnan"}) + "(" + a + ")";
        }
    }

private:
    std::string pick(std::initializer_list<const char*> list) { return list.begin()[random_() % list.size()]; }
    std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("Expression texts: spaces and parentheses as needed, words as marks", "[core][expression]") {
    CHECK(text_of("mix.sum>3&&prev( mix.sum )<=3") == "mix.sum > 3 && prev(mix.sum) <= 3");
    CHECK(text_of("(a+b)*c") == "(a + b) * c");
    CHECK(text_of("((a))+((b*c))") == "a + b * c");
    CHECK(text_of("a-(b-c)-d") == "a - (b - c) - d");
    CHECK(text_of("not a and b or c") == "!a && b || c");
    CHECK(text_of("not a > b") == "!(a > b)");
    CHECK(text_of("-(a+b)") == "-(a + b)");
    CHECK(text_of("- -3") == "3");
    CHECK(text_of("a - -3") == "a - -3");
    CHECK(text_of("(a ? b : c) ? d : (e ? f : g)") == "(a ? b : c) ? d : e ? f : g");
    CHECK(text_of("(a < b) == (c < d)") == "a < b == c < d");
    CHECK(text_of("(a == b) < c") == "(a == b) < c");
    CHECK(text_of("(a < b) < c") == "(a < b) < c");
    CHECK(text_of("x between 1+1 and 3 and y") == "x between 1 + 1 and 3 && y");
    CHECK(text_of("(x && y) between 1 and 3") == "(x && y) between 1 and 3");
    CHECK(text_of("cell(1)[3]+ring(\"a\")[-0]") == "cell(1)[3] + ring(\"a\")[0]");
    CHECK(text_of("slot(12)+slot(\"a\")") == "#12 + a");
    CHECK(text_of("mix[2] + \"mix[3]\"") == "mix[2] + mix[3]");
    CHECK(text_of("0x10 + 1e21 + true") == "16 + 1e+21 + 1");
}

TEST_CASE("Expression texts: names that mean something else keep their quotes", "[core][expression]") {
    CHECK(text_of("\"t\" + \"frame\" + \"and\"") == "\"t\" + \"frame\" + \"and\"");
    CHECK(text_of("\"a b\" + \"1x\" + \"a[b]\" + \"a:b\"") == "\"a b\" + \"1x\" + \"a[b]\" + \"a:b\"");
    CHECK(text_of("\"say \\\"hi\\\" \\\\\"") == "\"say \\\"hi\\\" \\\\\"");
    CHECK(text_of("\"change\" > 1") == "\"change\" > 1");
    CHECK(text_of("größe.x") == "größe.x");
}

TEST_CASE("Expression texts: a text parses to an expression of the same text and value", "[core][expression]") {
    Run run;
    for (int i = 0; i < 9; ++i) run.frame();
    Random random(11);
    for (int i = 0; i < 2000; ++i) {
        const std::string original = random.expression(1 + i % 5);
        const auto first = Expression::parse(original);
        if (!first) {
            // Longer or deeper than the limits; nothing else can be wrong with it.
            CHECK((first.error().message.find("more than") != std::string::npos ||
                   first.error().message.find("longer") != std::string::npos));
            continue;
        }
        const std::string text = first->to_text();
        INFO(original << "\n" << text);
        const auto second = Expression::parse(text);
        REQUIRE(second);
        CHECK(second->to_text() == text);
        auto a = ExpressionEvaluator::create(*first, run.symbols),
             b = ExpressionEvaluator::create(*second, run.symbols);
        REQUIRE(a);
        REQUIRE(b);
        for (int frames = 0; frames < 6; ++frames) {
            a->advance(run.end());
            b->advance(run.end());
            run.frame();
        }
        CHECK(same(a->value(run.end()), b->value(run.end())));
    }
}
