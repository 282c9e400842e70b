// SPDX-License-Identifier: MIT
#include "model/suggestions.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

using Texts = std::vector<std::string>;

/// '|' is the caret.
Texts offered(const Session& session, std::string text, WrittenAs what = WrittenAs::Expression) {
    const std::size_t caret = text.find('|');
    text.erase(caret, 1);
    Texts texts;
    for (const Suggestion& row : suggest(session, text, caret, what).rows) texts.push_back(row.text);
    return texts;
}

}  // namespace

TEST_CASE("Suggestions: what begins with the word comes before what has it inside", "[model][watch]") {
    Session session;
    open_state(session, "played");
    CHECK(offered(session, "su|") == Texts{"sum"});
    CHECK(offered(session, "SU|") == Texts{"sum"});
    CHECK(offered(session, "2 * tw| + 1") == Texts{"twice", "between"});
    // "delayed" begins with it; so do the cells.
    const Texts delay = offered(session, "delay|");
    REQUIRE(delay.size() >= 3);
    CHECK(delay[0] == "delayed");
    CHECK(delay[1] == "cell(\"delay1.buffer\")[0]");
    const Texts end = offered(session, "en|");
    CHECK(std::ranges::find(end, "forgotten") != end.end());
    CHECK(offered(session, "pre|") == Texts{"prev("});
    CHECK(offered(session, "is|") == Texts{"isnan(", "isinf(", "isfinite("});
}

TEST_CASE("Suggestions: nothing where nothing is begun, or all is said", "[model][watch]") {
    Session session;
    open_state(session, "played");
    for (const char* text : {"|", "sum + |", "12|", ".5|", "sum|", "qqq|", "(|"}) {
        INFO(text);
        CHECK(offered(session, text).empty());
    }
}

TEST_CASE("Suggestions: they take the place of the word before the caret, and of its quote", "[model][watch]") {
    Session session;
    open_state(session, "played");
    const Suggestions plain = suggest(session, "1 + su * 2", 6, WrittenAs::Expression);
    CHECK(plain.begin == 4);
    CHECK(plain.end == 6);
    const Suggestions quoted = suggest(session, "cell(\"delay1.b", 14, WrittenAs::Expression);
    CHECK(quoted.begin == 5);
    REQUIRE(quoted.rows.size() == 1);
    CHECK(quoted.rows[0].text == "\"delay1.buffer\"");
    CHECK(quoted.rows[0].detail == "state cell");
    const Suggestions slot = suggest(session, "\"twi", 4, WrittenAs::Expression);
    CHECK(slot.begin == 0);
    REQUIRE(slot.rows.size() == 1);
    CHECK(slot.rows[0].text == "twice");
    CHECK(slot.rows[0].detail == "slot 3");
    // Every suggestion can be parsed where it stands for itself.
    for (const Suggestion& row : suggest(session, "d", 1, WrittenAs::Expression).rows)
        if (row.detail != "function" && row.detail != "word") CHECK(Expression::parse(row.text));
}

TEST_CASE("Suggestions: conditions have words of their own, at the beginning", "[model][watch]") {
    Session session;
    open_state(session, "played");
    const Texts first = offered(session, "cro|", WrittenAs::Condition);
    CHECK(first == Texts{"crosses "});
    CHECK(offered(session, "cro|", WrittenAs::Expression).empty());
    CHECK(offered(session, "change cro|", WrittenAs::Condition).empty());
    CHECK(offered(session, "change su|", WrittenAs::Condition) == Texts{"sum"});
}

TEST_CASE("Suggestions: many names give a few rows, in time", "[model][watch]") {
    Session session;
    open_state(session, "100,000 slots");
    CHECK(suggest(session, "slo", 3, WrittenAs::Expression).rows.size() == 8);
    CHECK(suggest(session, "zzz", 3, WrittenAs::Expression).rows.empty());
}
