// SPDX-License-Identifier: MIT
// The search over columns, held against the test of one value after the other, and against live evaluation.
#include <cmath>
#include <limits>
#include <random>

#include "core/conditions/lab.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

using Kind = ColumnTestKind;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Kind kKinds[] = {Kind::Less,    Kind::LessEqual, Kind::Greater,        Kind::GreaterEqual,
                           Kind::Equal,   Kind::NotEqual,  Kind::Between,        Kind::Outside,
                           Kind::Changed, Kind::BecameNan, Kind::BecameInfinite, Kind::BecameNotFinite,
                           Kind::Moved,   Kind::Rises,     Kind::Falls,          Kind::Crosses};

std::vector<std::size_t> one_by_one(const ColumnTest& test, const std::vector<double>& column,
                                    std::optional<double> before) {
    std::vector<std::size_t> hits;
    for (std::size_t i = 0; i < column.size(); ++i) {
        if (test.needs_previous() && i == 0 && !before) continue;
        if (test.holds(column[i], i == 0 ? before.value_or(0) : column[i - 1])) hits.push_back(i);
    }
    return hits;
}

std::vector<std::size_t> found(const ColumnTest& test, const std::vector<double>& column,
                               std::optional<double> before) {
    std::vector<std::size_t> hits = {77};  // what is there stays
    find_hits(test, column, before, hits);
    REQUIRE(hits.front() == 77);
    hits.erase(hits.begin());
    return hits;
}

}  // namespace

TEST_CASE("Column search: what each test holds for", "[core][column_search]") {
    const auto holds = [](Kind kind, double value, double previous, double a = 2, double b = 4) {
        return ColumnTest{kind, a, b}.holds(value, previous);
    };
    CHECK(holds(Kind::Less, 1, 0));
    CHECK_FALSE(holds(Kind::Less, 2, 0));
    CHECK(holds(Kind::NotEqual, kNaN, 0));
    CHECK(holds(Kind::Between, 4, 0));
    CHECK(holds(Kind::Outside, 5, 0));
    CHECK_FALSE(holds(Kind::Outside, kNaN, 0));
    CHECK(holds(Kind::Changed, 0.0, -0.0));
    CHECK_FALSE(holds(Kind::Changed, kNaN, -kNaN));
    CHECK(holds(Kind::BecameNan, kNaN, 1));
    CHECK_FALSE(holds(Kind::BecameNan, kNaN, kNaN));
    CHECK(holds(Kind::BecameInfinite, kInfinity, -kInfinity));
    CHECK_FALSE(holds(Kind::BecameInfinite, kInfinity, kInfinity));
    CHECK(holds(Kind::BecameNotFinite, kInfinity, kNaN));
    CHECK_FALSE(holds(Kind::Moved, 3, 1));
    CHECK(holds(Kind::Moved, 3.5, 1));
    CHECK_FALSE(holds(Kind::Moved, kInfinity, kInfinity));
    CHECK(holds(Kind::Rises, 2, 1));
    CHECK_FALSE(holds(Kind::Rises, 2, 2));
    CHECK(holds(Kind::Falls, 2, 3));
    CHECK(holds(Kind::Crosses, 1, 3));
    CHECK_FALSE(holds(Kind::Crosses, 3, kNaN));
}

TEST_CASE("Column search: finds what looking at one value after the other finds", "[core][column_search]") {
    std::mt19937_64 random(5);
    const double odd[] = {kNaN, -kNaN, kInfinity, -kInfinity, 0.0, -0.0, 5e-324, std::numeric_limits<double>::max(),
                          2,    4};
    for (int round = 0; round < 400; ++round) {
        const std::size_t sizes[] = {0, 1, 2, 1023, 1024, 1025, 1026, 2049, 5000};
        std::vector<double> column(sizes[random() % 9]);
        const std::uint64_t rarity = std::uint64_t{1} << (random() % 12);  // from all to few that hit
        for (double& value : column) {
            if (random() % rarity != 0) value = 3;
            else value = random() % 2 == 0 ? odd[random() % 10] : static_cast<double>(random() % 7);
        }
        const ColumnTest test{kKinds[random() % 16], static_cast<double>(random() % 5),
                              static_cast<double>(random() % 7)};
        const std::optional<double> before =
            random() % 2 == 0 ? std::optional<double>(odd[random() % 10]) : std::nullopt;
        INFO("round " << round << " kind " << static_cast<int>(test.kind) << " size " << column.size());
        CHECK(found(test, column, before) == one_by_one(test, column, before));
    }
}

TEST_CASE("Column search: a hit at either end of a block is found", "[core][column_search]") {
    for (const Kind kind : kKinds) {
        if (kind == Kind::Equal || kind == Kind::LessEqual || kind == Kind::Less || kind == Kind::Falls) continue;
        for (const std::size_t place : {0u, 1u, 1022u, 1023u, 1024u, 1025u, 2047u, 2048u, 3000u}) {
            std::vector<double> column(3001, 0.0);
            const bool is_level = !ColumnTest{kind}.needs_previous();
            column[place] = kind == Kind::BecameNan                                         ? kNaN
                            : kind == Kind::BecameInfinite || kind == Kind::BecameNotFinite ? kInfinity
                                                                                            : 3;
            const ColumnTest test{kind,
                                  kind == Kind::NotEqual  ? 0.0
                                  : kind == Kind::Outside ? -1.0
                                                          : 1.0,
                                  kind == Kind::Outside ? 2.0 : 4.0};
            const auto hits = found(test, column, 0.0);
            INFO("kind " << static_cast<int>(kind) << " place " << place);
            REQUIRE_FALSE(hits.empty());
            CHECK(hits.front() == place);
            if (is_level) CHECK(hits.size() == 1);
        }
    }
}

TEST_CASE("Column search: recorded columns give the hits that live evaluation gave", "[core][column_search]") {
    const char* const texts[] = {"beat > 2",          "3 > count",    "beat between 1 and 2", "beat outside 1 and 3",
                                 "change beat",       "change one",   "nan spread",           "inf ratio",
                                 "nonfinite spread",  "moved beat 2", "rises beat 2",         "falls beat 2",
                                 "crosses delayed 2", "ratio == 1",   "time.phase != 0.1"};
    for (const char* text : texts) {
        INFO(text);
        Run run;
        ConditionEvaluator evaluator = run.condition(text);
        REQUIRE(evaluator.column_search());
        const auto [slot, test] = *evaluator.column_search();
        const double before = run.end().state.values.number_at(slot);
        evaluator.observe(run.end());
        std::vector<std::size_t> live;
        std::vector<double> column;
        for (std::size_t i = 0; i < 50; ++i) {
            run.frame();
            column.push_back(run.end().state.values.number_at(slot));
            if (evaluator.observe(run.end())) live.push_back(i);
        }
        CHECK_FALSE(live.empty());
        CHECK(found(test, column, before) == live);
    }
    CHECK_FALSE(Run().condition("write beat").column_search());
    CHECK_FALSE(Run().condition("beat > one").column_search());
    CHECK_FALSE(Run().condition("nan any").column_search());
}
