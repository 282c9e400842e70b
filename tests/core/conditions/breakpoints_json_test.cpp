// SPDX-License-Identifier: MIT
// Breakpoints as they are kept in a file.
#include "core/conditions/lab.h"
#include "slotscope/breakpoints.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

/// "path column: message" of every error.
std::vector<std::string> errors_of(std::string_view json) {
    const auto set = BreakpointSet::from_json(json);
    std::vector<std::string> texts;
    if (set) return texts;
    for (const Error& error : set.error()) {
        texts.push_back(error.path + " " + std::to_string(error.column) + ": " + error.message);
    }
    return texts;
}

std::string with(std::string_view breakpoints) {
    return "{\"version\": 1, \"breakpoints\": " + std::string(breakpoints) + "}";
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Breakpoint files: a set that is written and read is the same", "[core][breakpoints]") {
    BreakpointSet set;
    Breakpoint made;
    made.condition = Condition::parse("change \"odd \\\"name\\\"\"").value();
    REQUIRE(set.add(made));
    made.condition = Condition::parse("mix.sum > 3 && prev(mix.sum) <= 3").value();
    made.is_enabled = false;
    made.ignore_hits = 7;
    made.only_hit = 2;
    made.is_log_only = true;
    made.message = "sum {mix.sum}\n";
    made.group = "größe";
    made.id = 40;
    REQUIRE(set.add(made));
    set.set_group_enabled("größe", false);
    const std::string json = set.to_json();
    auto read = BreakpointSet::from_json(json);
    REQUIRE(read);
    CHECK(read->to_json() == json);
    REQUIRE(read->size() == 2);
    const Breakpoint& second = (*read)[1];
    CHECK((*read)[0].condition.to_text() == "change \"odd \\\"name\\\"\"");
    CHECK((*read)[0].is_enabled);
    CHECK(second.id == 40);
    CHECK(second.condition.to_text() == "mix.sum > 3 && prev(mix.sum) <= 3");
    CHECK_FALSE(second.is_enabled);
    CHECK(second.ignore_hits == 7);
    CHECK(second.only_hit == 2);
    CHECK(second.is_log_only);
    CHECK(second.message == "sum {mix.sum}\n");
    CHECK(second.group == "größe");
    CHECK_FALSE(read->is_group_enabled("größe"));
    CHECK(read->add(made).has_value() == false);  // id 40 is taken
    made.id = 0;
    CHECK(read->add(made).value() == 41);
}

TEST_CASE("Breakpoint files: defaults are left out, and unknown members skipped", "[core][breakpoints]") {
    BreakpointSet set;
    Breakpoint made;
    made.condition = Condition::parse("frame 3").value();
    REQUIRE(set.add(made));
    CHECK(set.to_json().find("enabled") == std::string::npos);
    const auto read = BreakpointSet::from_json(with("[{\"condition\": \"frame 3\", \"colour\": \"red\"}]"));
    REQUIRE(read);
    CHECK((*read)[0].id == 1);
    CHECK(BreakpointSet::from_json(BreakpointSet().to_json())->size() == 0);
}

TEST_CASE("Breakpoint files: all errors, each with its path", "[core][breakpoints]") {
    CHECK(errors_of("") == Texts{" 0: The text is not JSON"});
    CHECK(errors_of("[]") == Texts{" 0: expected an object, found array"});
    CHECK(errors_of("{}") == Texts{"version 0: expected version 1"});
    CHECK(errors_of("{\"version\": 2, \"breakpoints\": []}") == Texts{"version 0: expected version 1"});
    CHECK(errors_of("{\"version\": 1}") == Texts{"breakpoints 0: expected a list"});
    CHECK(errors_of(
              with("[3, {\"condition\": \"change\"}, {\"condition\": \"frame 1\", \"enabled\": 3, \"ignoreHits\": -1, "
                   "\"message\": []}, {\"condition\": \"frame 1\"}, {\"condition\": \"frame 1\", \"id\": 1}]")) ==
          Texts{"breakpoints[0] 0: expected an object, found number",
                "breakpoints[1].condition 7: expected a slot, found the end",
                "breakpoints[2].enabled 0: expected true or false, found number",
                "breakpoints[2].ignoreHits 0: expected a whole number from 0 to 9007199254740991",
                "breakpoints[2].message 0: expected a text, found array",
                "breakpoints[4] 0: There is a breakpoint 1 already"});
    CHECK(errors_of(with("[{}]")) ==
          Texts{"breakpoints[0].condition 1: expected a slot, a number or \"(\", found the end"});
}

TEST_CASE("Breakpoint files: hostile texts are refused soon", "[core][breakpoints]") {
    CHECK(errors_of(std::string(100'000, '[')) == Texts{" 0: The text is nested more than 8 deep"});
    CHECK(errors_of(std::string((16 << 20) + 1, ' ')) == Texts{" 0: The text is longer than 16777216 bytes"});
    std::string many = "[";
    for (int i = 0; i < 10'001; ++i) many += i == 0 ? "{\"condition\":\"frame 1\"}" : ",{\"condition\":\"frame 1\"}";
    const auto errors = errors_of(with(many + "]"));
    CHECK(errors == Texts{"breakpoints[10000] 0: There are 10000 breakpoints, which is the most"});
    std::string groups = "\"disabledGroups\": [";
    for (int i = 0; i < 10'001; ++i) groups += (i == 0 ? "\"g" : ",\"g") + std::to_string(i) + "\"";
    CHECK(errors_of("{\"version\": 1, \"breakpoints\": [], " + groups + "]}") ==
          Texts{"disabledGroups 0: expected a list of at most 10000 texts of at most 256 bytes"});
    std::string wrong = "[";
    for (int i = 0; i < 1000; ++i) wrong += i == 0 ? "1" : ",1";
    CHECK(errors_of(with(wrong + "]")).size() == 200);
}

TEST_CASE("Breakpoint files: a name that is not UTF-8 does not stop the writing", "[core][breakpoints]") {
    BreakpointSet set;
    Breakpoint made;
    made.condition = Condition::parse("change \"a\xff\"").value();
    REQUIRE(set.add(made));
    CHECK(set.to_json().find("\xEF\xBF\xBD") != std::string::npos);
}
