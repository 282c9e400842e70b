// SPDX-License-Identifier: MIT
// Sets of breakpoints: counts, messages, groups, and what happens when a program lacks a name.
#include "core/conditions/lab.h"
#include "slotscope/breakpoints.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

Breakpoint breakpoint(std::string_view condition) {
    Breakpoint made;
    made.condition = Condition::parse(condition).value();
    return made;
}

/// A set over the lab.
struct Bench {
    Run run;
    BreakpointSet set;

    Bench() { set.bind(run.symbols); }

    BreakpointId add(Breakpoint made) { return set.add(std::move(made)).value(); }

    /// Observes frames up to `last`, from the present one on where nothing has been.
    std::vector<BreakpointHit> until(FrameNumber last) {
        std::vector<BreakpointHit> hits;
        if (run.executor.state().frame == 0) set.observe(run.end(), hits);
        while (run.executor.state().frame < last) {
            run.frame();
            set.observe(run.end(), hits);
        }
        return hits;
    }
};

std::vector<FrameNumber> stops(const std::vector<BreakpointHit>& hits) {
    std::vector<FrameNumber> frames;
    for (const BreakpointHit& hit : hits) {
        if (hit.stops) frames.push_back(hit.hit.frame);
    }
    return frames;
}

using Frames = std::vector<FrameNumber>;

}  // namespace

TEST_CASE("Breakpoints: hits come in the order of the set, with ids that are never given twice",
          "[core][breakpoints]") {
    Bench bench;
    const BreakpointId first = bench.add(breakpoint("beat == 0"));
    const BreakpointId second = bench.add(breakpoint("inf any"));
    CHECK(first != second);
    const auto hits = bench.until(6);
    REQUIRE(hits.size() == 2);
    CHECK(hits[0].id == first);
    CHECK(hits[1].id == second);
    CHECK(hits[1].hit.step == 5);
    CHECK(hits[0].message.starts_with("beat == 0: 0 (step 4"));
    CHECK(bench.set.remove(second));
    CHECK_FALSE(bench.set.remove(second));
    CHECK(bench.add(breakpoint("frame 3")) > second);
    CHECK(bench.set.find(second) == nullptr);
    CHECK(bench.set.find(first)->condition.to_text() == "beat == 0");
}

TEST_CASE("Breakpoints: ignored hits count and do not fire", "[core][breakpoints]") {
    Bench bench;
    Breakpoint made = breakpoint("frame % 2 == 0");
    made.ignore_hits = 3;
    bench.add(made);
    const auto hits = bench.until(12);
    CHECK(hits.size() == 6);
    CHECK(stops(hits) == Frames{8, 10, 12});
    CHECK(hits[0].message.empty());
    CHECK(bench.set.hit_count(0) == 6);
}

TEST_CASE("Breakpoints: one can fire in its n-th hit alone, counted after the ignored ones", "[core][breakpoints]") {
    Bench bench;
    Breakpoint made = breakpoint("frame % 2 == 0");
    made.only_hit = 2;
    bench.add(made);
    made.ignore_hits = 3;
    bench.add(made);
    CHECK(stops(bench.until(20)) == Frames{4, 10});
}

TEST_CASE("Breakpoints: frames that run again are not counted twice and fire as before", "[core][breakpoints]") {
    Bench bench;
    Breakpoint made = breakpoint("change count");
    made.ignore_hits = 5;
    bench.add(made);
    const auto first = stops(bench.until(9));
    CHECK(first == Frames{6, 7, 8, 9});
    CHECK(bench.set.hit_count(0) == 9);
    bench.run = Run();
    bench.set.reset();
    CHECK(stops(bench.until(9)) == first);
    CHECK(bench.set.hit_count(0) == 9);
    CHECK(stops(bench.until(11)) == Frames{10, 11});
    bench.set.reset_counts();
    bench.run = Run();
    bench.set.reset();
    CHECK(bench.set.hit_count(0) == 0);
    CHECK(stops(bench.until(7)) == Frames{6, 7});
}

TEST_CASE("Breakpoints: warming up gives the past without hits or counts", "[core][breakpoints]") {
    Bench bench;
    bench.add(breakpoint("prev(beat) == 3"));
    for (int i = 0; i < 3; ++i) bench.run.frame();
    CHECK(bench.set.warm_up_frames() == 1);
    bench.set.warm_up(bench.run.end());
    CHECK(bench.set.hit_count(0) == 0);
    CHECK(stops(bench.until(5)) == Frames{4});
}

TEST_CASE("Breakpoints: log-only ones fire without stopping, with their message", "[core][breakpoints]") {
    Bench bench;
    Breakpoint made = breakpoint("inf ratio");
    made.is_log_only = true;
    made.message = "{{ratio}} was {prev(ratio)}, is {ratio} at {t} ms; {\"odd name\" * 2} {beat + 0.1}";
    bench.add(made);
    const auto hits = bench.until(6);
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].fires);
    CHECK_FALSE(hits[0].stops);
    CHECK(hits[0].message == "{ratio} was 0.25, is Infinity at 50 ms; 5 0.1");
}

TEST_CASE("Breakpoints: a float in a message has a float's digits", "[core][breakpoints]") {
    ProgramBuilder b("floats");
    b.f32(0, "third").f64(1, "one").f64(2, "three");
    b.initial(1, 1.0).initial(2, 3.0);
    b.node_step(103, {1, 2}, {0});
    Run run(b);
    run.frame();
    CHECK(MessageTemplate::create("{third}", run.symbols)->format(run.end()) == "0.33333334");
    CHECK(MessageTemplate::create("{third + 0}", run.symbols)->format(run.end()) == "0.3333333432674408");
    CHECK(MessageTemplate::create("", run.symbols)->is_empty());
    CHECK(MessageTemplate::create("}}{{", run.symbols)->format(run.end()) == "}{");
}

TEST_CASE("Breakpoints: errors in messages have their column in the message", "[core][breakpoints]") {
    const Run run;
    const auto error_of = [&](std::string_view text) {
        const auto made = MessageTemplate::create(text, run.symbols);
        return made ? "none" : std::to_string(made.error().column) + ": " + made.error().message;
    };
    CHECK(error_of("x {count +}") == "11: expected a slot, a number or \"(\", found the end");
    CHECK(error_of("x {coumt}") == "4: there is no slot \"coumt\"; did you mean \"count\"?");
    CHECK(error_of("x {count") == "3: this { is not closed; for a brace as such write {{");
    CHECK(error_of("x } y") == "3: a } without its {; for a brace as such write }}");
    CHECK(error_of("{}") == "2: expected a slot, a number or \"(\", found the end");
}

TEST_CASE("Breakpoints: disabled ones and disabled groups hit nothing and cost nothing", "[core][breakpoints]") {
    Bench bench;
    Breakpoint made = breakpoint("write count");
    made.group = "clock";
    const BreakpointId first = bench.add(made);
    bench.add(made);
    made.group = "mix";
    bench.add(made);
    CHECK(bench.set.groups() == std::vector<std::string>{"clock", "mix"});
    CHECK(bench.until(1).size() == 3);
    bench.set.set_group_enabled("clock", false);
    CHECK_FALSE(bench.set.is_active(0));
    CHECK(bench.until(2).size() == 1);
    CHECK(bench.set.set_enabled(first, false));
    bench.set.set_group_enabled("clock", true);
    CHECK(bench.until(3).size() == 2);
    CHECK_FALSE(bench.set.is_active(0));
    CHECK(bench.set.has_active());
    CHECK_FALSE(bench.set.set_enabled(999, true));
    bench.set.set_group_enabled("clock", false);
    bench.set.set_group_enabled("mix", false);
    CHECK_FALSE(bench.set.has_active());
    CHECK(bench.set.hit_count(2) == 3);
}

TEST_CASE("Breakpoints: one that the program has no name for waits for a program that has", "[core][breakpoints]") {
    Bench bench;
    bench.add(breakpoint("change elsewhere"));
    Breakpoint logged = breakpoint("change count");
    logged.message = "{elsewhere}";
    bench.add(logged);
    REQUIRE(bench.set.error(0));
    CHECK(bench.set.error(0)->message.starts_with("there is no slot \"elsewhere\""));
    REQUIRE(bench.set.error(1));
    CHECK(bench.set.evaluator(0) == nullptr);
    CHECK(bench.until(3).empty());
    ProgramBuilder other("other");
    other.f64(0, "elsewhere").f64(1, "count");
    other.node_step(0, {}, {0}, static_cast<double>(other.constant(4)));
    bench.run = Run(other);
    bench.set.bind(bench.run.symbols);
    CHECK_FALSE(bench.set.error(0));
    CHECK_FALSE(bench.set.error(1));
    CHECK(bench.until(2).size() == 1);
    bench.set.unbind();
    CHECK_FALSE(bench.set.has_active());
}

TEST_CASE("Breakpoints: replacing one keeps its place and begins its counts anew", "[core][breakpoints]") {
    Bench bench;
    const BreakpointId id = bench.add(breakpoint("write count"));
    bench.add(breakpoint("frame 100"));
    bench.until(3);
    Breakpoint other = breakpoint("write one");
    other.id = id;
    CHECK(bench.set.replace(other));
    CHECK(bench.set[0].condition.to_text() == "write one");
    CHECK(bench.set.hit_count(0) == 0);
    bench.until(5);
    CHECK(bench.set.hit_count(0) == 2);
    other.id = 999;
    CHECK_FALSE(bench.set.replace(other));
    Breakpoint taken = breakpoint("write one");
    taken.id = id;
    CHECK_FALSE(bench.set.add(taken));
    bench.set.clear();
    CHECK(bench.set.size() == 0);
}
