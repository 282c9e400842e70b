// SPDX-License-Identifier: MIT
// Every kind of condition on the lab program: in which frames it holds, at which step, with which values.
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/conditions/lab.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

using Frames = std::vector<FrameNumber>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Frames range(FrameNumber first, FrameNumber last) {
    Frames frames(last - first + 1);
    std::iota(frames.begin(), frames.end(), first);
    return frames;
}

/// Slot "x" has the k-th value in frame k, written by step 1.
ProgramBuilder scripted(const std::vector<double>& values) {
    ProgramBuilder b("scripted");
    b.f64(0, "t").f64(1, "model").f64(2, "x");
    b.time_derive(0, 1);
    Ref signal = b.sig_const(values.back());
    for (std::size_t frame = values.size() - 1; frame-- > 0;) {
        // t is 10 k in frame k, so that the difference is over 0.5 in all frames after this one.
        const Ref is_past =
            b.sig_zip(101, b.signal(SigTimeAbsMs{}), b.sig_const(10.0 * static_cast<double>(frame + 1) + 4));
        signal = b.signal(SigSelect{is_past, signal, b.sig_const(values[frame])});
    }
    b.signal_eval({{signal, 2}});
    return b;
}

Frames hits_of_values(std::string_view text, const std::vector<double>& values) {
    return frames_of(Run(scripted(values)).hits(text, values.size()));
}

}  // namespace

TEST_CASE("Conditions: a write hits in every frame that has one, at the step that does it", "[core][condition]") {
    Run run;
    const auto hits = run.hits("write late", 12);
    CHECK(frames_of(hits) == Frames{1, 2, 3, 4, 5, 10, 11, 12});
    for (const ConditionHit& hit : hits) {
        CHECK(hit.step == 9);
        CHECK(hit.value == 2);
        CHECK(run.symbols.slot_name(hit.slot) == "late");
        CHECK(hit.previous == (hit.frame == 1 ? 0.0 : 2.0));
    }
    CHECK(hit_frames("write hole", 12).empty());
}

TEST_CASE("Conditions: a change is a write of another value", "[core][condition]") {
    CHECK(hit_frames("change one", 12) == Frames{1});
    CHECK(hit_frames("change late", 12) == Frames{1});
    Run run;
    const auto hits = run.hits("change beat", 12);
    CHECK(frames_of(hits) == range(1, 12));
    CHECK(hits[4].value == 0);
    CHECK(hits[4].previous == 4.0);
    CHECK(hits[4].step == 4);
}

TEST_CASE("Conditions: NaN and infinities hit where they are born", "[core][condition]") {
    CHECK(hit_frames("inf ratio", 12) == Frames{5, 10});
    CHECK(hit_frames("nan ratio", 12).empty());
    CHECK(hit_frames("nan spread", 12) == Frames{5, 10});
    CHECK(hit_frames("nonfinite spread", 12) == Frames{5, 10});
    const double nan = std::nan("");
    CHECK(hits_of_values("nan x", {1, nan, nan, 2, nan, kInfinity}) == Frames{2, 5});
    CHECK(hits_of_values("inf x", {1, kInfinity, kInfinity, -kInfinity, nan, kInfinity}) == Frames{2, 4, 6});
    CHECK(hits_of_values("nonfinite x", {1, kInfinity, nan, nan, 0, nan}) == Frames{2, 3, 6});
}

TEST_CASE("Conditions: of all slots the first that is written with NaN hits", "[core][condition]") {
    Run run;
    const auto any = run.hits("nonfinite any", 12);
    REQUIRE(frames_of(any) == Frames{5, 10});
    CHECK(run.symbols.slot_name(any[0].slot) == "ratio");
    CHECK(any[0].step == 5);
    CHECK(any[0].value == kInfinity);
    Run again;
    const auto nan = again.hits("nan any", 12);
    REQUIRE(frames_of(nan) == Frames{5, 10});
    CHECK(again.symbols.slot_name(nan[1].slot) == "spread");
    CHECK(nan[1].step == 6);
}

TEST_CASE("Conditions: NaN in f32 and in object slots is found among all slots", "[core][condition]") {
    for (const Storage storage : {Storage::F32, Storage::Object}) {
        ProgramBuilder b("nan");
        b.f64(0, "zero").slot(1, storage, "quotient").object(2, "text");
        b.initial(2, "no number");
        b.node_step(103, {0, 0}, {1});
        Run run(b);
        const auto hits = run.hits("nan any", 5);
        REQUIRE(frames_of(hits) == Frames{1});
        CHECK(run.symbols.slot_name(hits[0].slot) == "quotient");
    }
}

TEST_CASE("Conditions: stale is not written in this frame, never not yet at all", "[core][condition]") {
    CHECK(hit_frames("stale late", 12) == Frames{6, 7, 8, 9});
    CHECK(hit_frames("stale hole", 3) == range(1, 3));
    CHECK(hit_frames("never hole", 3) == range(1, 3));
    CHECK(hit_frames("never late", 12).empty());
    CHECK(hit_frames("never \"odd name\"", 3).empty());  // written as an initial value
    CHECK(Run().hits("stale late", 12)[0].step == kNoStep);
}

TEST_CASE("Conditions: unchanged and unwritten hit once in a streak, when it gets that long", "[core][condition]") {
    CHECK(hit_frames("unchanged one 3", 12) == Frames{4});
    CHECK(hits_of_values("unchanged x 2", {1, 1, 1, 1, 2, 2, 3, 3, 3}) == Frames{3, 9});
    CHECK(hits_of_values("unchanged x 1", {0, 1, 2, 2}) == Frames{1, 4});
    CHECK(hit_frames("unchanged hole 5", 12) == Frames{5});
    CHECK(hit_frames("unwritten late 1", 12) == Frames{6});
    CHECK(hit_frames("unwritten late 4", 12) == Frames{9});
    CHECK(hit_frames("unwritten late 5", 12).empty());
    CHECK(hit_frames("unwritten \"odd name\" 5", 12) == Frames{5});
}

TEST_CASE("Conditions: moved hits on steps of more than the distance", "[core][condition]") {
    const double nan = std::nan("");
    CHECK(hits_of_values("moved x 1", {1, 2, 3.5, 3.5, 1, nan, 5, 4}) == Frames{3, 5});
    CHECK(hits_of_values("moved x 0", {0, 0, 1e-300, kInfinity, kInfinity}) == Frames{3, 4});
}

TEST_CASE("Conditions: levels are crossed upward, downward or either", "[core][condition]") {
    const std::vector<double> values = {1, 2, 3, 2, 1, 2, std::nan(""), 3, 0};
    CHECK(hits_of_values("rises x 2", values) == Frames{2, 6});
    CHECK(hits_of_values("falls x 2", values) == Frames{4, 9});
    CHECK(hits_of_values("crosses x 2", values) == Frames{2, 4, 6, 9});
    CHECK(hits_of_values("rises x 0.5", {1, 1}) == Frames{1});  // from the initial 0
}

TEST_CASE("Conditions: alternation hits when its streak gets that long", "[core][condition]") {
    // Differences of flip: +1 in frame 1, -1 in frame 2, …; the first reversal is in frame 2.
    CHECK(hit_frames("alternates flip 1", 20) == Frames{2});
    CHECK(hit_frames("alternates flip 5", 20) == Frames{6});
    CHECK(hits_of_values("alternates x 2", {1, 2, 1, 2, 1, 1, 2, 1, 2, 3, 2}) == Frames{4, 9});
    CHECK(hits_of_values("alternates x 3", {1, 2, 1, 2, 2, 1, 2, 1, 2, 1}) == Frames{9});
}

TEST_CASE("Conditions: a changed period hits at the turn that ends it, with its frames", "[core][condition]") {
    // Turns upward in frames 3, 5, 8 and 10.
    const std::vector<double> values = {1, 0, 1, 0, 1, 0, 0, 1, 0, 1};
    CHECK(hits_of_values("period x 2", values).empty());
    const auto hits = Run(scripted(values)).hits("period x 1", values.size());
    REQUIRE(frames_of(hits) == Frames{8, 10});
    CHECK(hits[0].value == 3);
    CHECK(hits[0].previous == 2.0);
    CHECK(hits[0].step == 1);
    CHECK(hits[1].value == 2);
    CHECK(hits[1].previous == 3.0);
    CHECK(hit_frames("period flip 1", 50).empty());
    CHECK(hit_frames("period time.phase 1", 50).empty());
    // Plateaus, NaN and what only rises are no turns.
    CHECK(hits_of_values("period x 1", {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1}).empty());
    // Turns in frames 3, 8 and 10: the fall that NaN hides makes none.
    CHECK(hits_of_values("period x 1", {1, 0, 1, std::nan(""), 0, 1, 0, 1, 0, 1}) == Frames{10});
    CHECK(hits_of_values("period x 1", {1, 2, 3, 4, 5, 9}).empty());
}

TEST_CASE("Conditions: a period needs two whole ones, wherever observation begins", "[core][condition]") {
    for (FrameNumber begin = 0; begin < 8; ++begin) {
        CAPTURE(begin);
        Run from_there(scripted({1, 0, 1, 0, 1, 0, 0, 1, 0, 1}));
        ConditionEvaluator evaluator = from_there.condition("period x 1");
        Frames frames;
        for (FrameNumber frame = 0; frame <= 10; ++frame) {
            if (frame > 0) from_there.frame();
            if (frame < begin) continue;
            if (const auto hit = evaluator.observe(from_there.end())) frames.push_back(hit->frame);
        }
        // The turn of frame 3 is seen from its fall on, which begins behind frame 1; that of frame 5 from behind frame 3.
        CHECK(frames == (begin <= 1 ? Frames{8, 10} : begin <= 3 ? Frames{10} : Frames{}));
    }
}

TEST_CASE("Conditions: a read before the first write hits at the step that reads", "[core][condition]") {
    ProgramBuilder b("unset");
    b.f64(0, "late").f64(1, "early").f64(2, "hole").f64(3, "given").f64(4, "sum");
    b.initial(3, 1.0);
    b.node_step(100, {0, 3}, {1});
    b.node_step(0, {}, {0}, static_cast<double>(b.constant(1)));
    b.node_step(100, {2, 1}, {4});
    const auto late = Run(b).hits("unset late", 5);
    REQUIRE(frames_of(late) == Frames{1});
    CHECK(late[0].step == 0);
    CHECK(late[0].is_before);
    CHECK(frames_of(Run(b).hits("unset hole", 5)) == range(1, 5));
    CHECK(frames_of(Run(b).hits("unset given", 5)).empty());
    CHECK(frames_of(Run(b).hits("unset early", 5)).empty());
    CHECK(frames_of(Run(b).hits("unset sum", 5)).empty());  // nothing reads it
    Run run(b);
    const auto any = run.hits("unset any", 5);
    REQUIRE(frames_of(any) == range(1, 5));
    CHECK(run.symbols.slot_name(any[0].slot) == "late");
    CHECK(any[0].step == 0);
    for (std::size_t i = 1; i < any.size(); ++i) {
        CHECK(run.symbols.slot_name(any[i].slot) == "hole");
        CHECK(any[i].step == 2);
    }
    CHECK(run.condition("unset any")
              .message(any[1], run.symbols)
              .starts_with("hole is read before any step has written it"));

    // Where observation begins behind frame 1, it is known that late was written, though not when.
    Run later(b);
    later.frame();
    ConditionEvaluator evaluator = later.condition("unset late");
    CHECK_FALSE(evaluator.observe(later.end()));
    later.frame();
    CHECK_FALSE(evaluator.observe(later.end()));
}

TEST_CASE("Conditions: a read behind the fault that ended the frame did not happen", "[core][condition]") {
    ProgramBuilder b("unset");
    b.f64(0, "t").f64(1, "model").f64(2, "bad").f64(3, "hole").f64(4, "sum");
    b.time_derive(0, 1);
    b.signal_eval({{b.signal(SigUnknown{"bad"}), 2}});
    b.node_step(100, {3, 3}, {4});
    CHECK(frames_of(Run(b).hits("unset any", 3)).empty());
    CHECK(frames_of(Run(b).hits("never hole", 3)) == range(1, 3));
}

TEST_CASE("Conditions: a predicate hits where the slot holds such a value, at the step that wrote it",
          "[core][condition]") {
    CHECK(hit_frames("beat > 2", 8) == Frames{3, 4, 8});
    CHECK(hit_frames("2 < beat", 8) == Frames{3, 4, 8});
    CHECK(hit_frames("beat >= 3", 8) == Frames{3, 4, 8});
    CHECK(hit_frames("beat < 1", 8) == Frames{5});
    CHECK(hit_frames("beat <= 1", 8) == Frames{1, 5, 6});
    CHECK(hit_frames("beat == 2", 8) == Frames{2, 7});
    CHECK(hit_frames("beat != 2", 4) == Frames{1, 3, 4});
    CHECK(hit_frames("beat between 2 and 3", 8) == Frames{2, 3, 7, 8});
    CHECK(hit_frames("beat outside 1 and 3", 8) == Frames{4, 5});
    Run run;
    const auto hits = run.hits("beat > 3", 8);
    REQUIRE(frames_of(hits) == Frames{4});
    CHECK(hits[0].step == 4);
    CHECK(hits[0].value == 4);
    CHECK(hits[0].previous == 3.0);
    Run stale;
    CHECK(stale.hits("late == 2", 7)[5].step == kNoStep);  // not written in frame 6
}

TEST_CASE("Conditions: an expression hits where it is true, at the last write to what it reads", "[core][condition]") {
    Run run;
    const auto hits = run.hits("beat > 3 && prev(beat) <= 3", 12);
    CHECK(frames_of(hits) == Frames{4, 9});
    CHECK(hits[0].step == 4);
    CHECK(Run().hits("one + spread", 3)[0].step == 6);
    CHECK(Run().hits("spread * 0 + one", 3)[0].step == 6);
    CHECK(Run().hits("frame % 3 == 0", 9)[0].step == kNoStep);
    CHECK(hit_frames("frame % 3 == 0", 9) == Frames{3, 6, 9});
    CHECK(hit_frames("spread", 12).empty());  // 0, and NaN in frames 5 and 10
    CHECK(hit_frames("prev(prev(count)) >= 0", 4) == Frames{2, 3, 4});
}

TEST_CASE("Conditions: a step hits where it runs, also where it faults", "[core][condition]") {
    CHECK(hit_frames("step 0", 12) == range(1, 12));
    CHECK(hit_frames("step 8", 12) == range(1, 12));
    CHECK(hit_frames("step 9", 12) == Frames{1, 2, 3, 4, 5, 10, 11, 12});
    Run run;
    const auto hit = run.hits("step 3", 1).at(0);
    CHECK(hit.step == 3);
    CHECK(hit.steps_before_stop(10) == 4);
    Run before;
    const auto first = before.hits("before 3", 1).at(0);
    CHECK(first.is_before);
    CHECK(first.steps_before_stop(10) == 3);
    CHECK(ConditionHit{}.steps_before_stop(10) == 10);
    Run faulted;
    CHECK(faulted.hits("step 8", 6).at(5).steps_before_stop(faulted.end().steps_run) == 8);
}

TEST_CASE("Conditions: faults, any and by kind", "[core][condition]") {
    Run run;
    const auto hits = run.hits("fault any", 12);
    CHECK(frames_of(hits) == Frames{6, 7, 8, 9});
    CHECK(hits[0].step == 8);
    CHECK(hits[0].fault == FaultKind::UnknownKind);
    CHECK(hit_frames("fault \"unknown kind\"", 12) == Frames{6, 7, 8, 9});
    CHECK(hit_frames("fault \"second write\"", 12).empty());
    ProgramBuilder b("twice");
    b.f64(0, "a").f64(1, "b");
    b.node_step(100, {0, 0}, {1}).node_step(100, {0, 0}, {1});
    Run twice(b);
    const auto second = twice.hits("fault second write", 2);
    REQUIRE(frames_of(second) == Frames{1, 2});
    CHECK(second[0].step == 1);
    CHECK(twice.symbols.slot_name(second[0].slot) == "b");
}

TEST_CASE("Conditions: a fault outside the steps runs no step", "[core][condition]") {
    ProgramBuilder b("no time");
    b.f64(0, "a");
    b.node_step(0, {}, {0}, static_cast<double>(b.constant(1)));
    b.program().time_model.kind = TimeKind::Unknown;
    Run run(b);
    CHECK(run.hits("fault any", 2).at(0).step == kNoStep);
    Run again(b);
    CHECK(again.hits("step 0", 2).empty());
}

TEST_CASE("Conditions: a cell's elements, all or a range", "[core][condition]") {
    // Element k is written in frames k + 1, k + 5, …
    CHECK(hit_frames("cell tape.ring[1]", 8) == Frames{2, 6});
    CHECK(hit_frames("cell \"tape.ring\"[1..2]", 8) == Frames{2, 3, 6, 7});
    CHECK(hit_frames("cell \"tape.ring\"", 4) == range(1, 4));
    CHECK(hit_frames("cell 0", 4) == range(1, 4));
    Run run;
    const auto hits = run.hits("cell \"tape.ring\"[1..2]", 7);
    CHECK(hits[3].element == 2u);
    CHECK(hits[3].value == 7);
    CHECK(hits[3].previous == 3.0);
    CHECK(hits[3].step == kNoStep);
}

TEST_CASE("Conditions: the step of a cell's change is found by stepping", "[core][condition]") {
    Run run;
    const ConditionEvaluator evaluator = run.condition("cell \"tape.ring\"[0..2]");
    CHECK(evaluator.needs_every_step());
    CHECK_FALSE(run.condition("change count").needs_every_step());
    REQUIRE_FALSE(run.executor.begin_frame(10));
    std::vector<StepIndex> steps;
    while (run.executor.in_frame()) {
        const StateBuffer before = run.executor.state().state;
        const StepIndex step = run.executor.next_step();
        REQUIRE_FALSE(run.executor.run_step());
        if (const auto change = evaluator.cell_change(before, run.executor.state().state)) {
            steps.push_back(step);
            CHECK(change->element == 0);
            CHECK(change->before == 0);
            CHECK(change->after == 1);
        }
    }
    CHECK(steps == std::vector<StepIndex>{7});
}

TEST_CASE("Conditions: a frame's number hits once", "[core][condition]") {
    CHECK(hit_frames("frame 7", 12) == Frames{7});
    CHECK(hit_frames("frame 0", 12).empty());
}

TEST_CASE("Conditions: after a hot swap frames count from it", "[core][condition]") {
    const auto frames = [](std::string_view text) {
        Run run;
        for (int i = 0; i < 20; ++i) run.frame();
        REQUIRE(run.executor.hot_swap(lab_builder().build().value()));
        ConditionEvaluator evaluator = run.condition(text);
        const std::optional<Fault> none;
        CHECK_FALSE(evaluator.observe(FrameEnd::of(run.executor, none, 20)));
        Frames found;
        for (FrameNumber frame = 21; frame <= 30; ++frame) {
            const auto fault = run.executor.run_frame(10.0 * static_cast<double>(frame));
            if (evaluator.observe(FrameEnd::of(run.executor, fault, 20))) found.push_back(frame);
        }
        return found;
    };
    CHECK(frames("unwritten hole 4") == Frames{24});
    CHECK(frames("unchanged hole 3") == Frames{23});
    CHECK(frames("prev(count) == 0") == Frames{21});
    CHECK(frames("change one") == Frames{21});
    CHECK(frames("alternates flip 3") == Frames{24});
}

TEST_CASE("Conditions: a hit in words", "[core][condition]") {
    const auto words = [](std::string_view text, FrameNumber last) {
        Run run;
        const auto hits = run.hits(text, last);
        REQUIRE_FALSE(hits.empty());
        return run.condition(text).message(hits.back(), run.symbols);
    };
    CHECK(words("change count", 4).starts_with("count changed from 3 to 4 (step 2, "));
    CHECK(words("write late", 2).starts_with("late was written: 2 (step 9, "));
    CHECK(words("inf any", 6).starts_with("ratio changed to Infinity (step 5, "));
    CHECK(words("stale late", 6) == "late was not written and still holds 2");
    CHECK(words("never hole", 6) == "hole has never been written");
    CHECK(words("unwritten hole 4", 6) == "hole has not been written for 4 frames");
    CHECK(words("rises beat 1.5", 2).starts_with("beat rose through 1.5: from 1 to 2 (step 4, "));
    CHECK(words("crosses beat 1.5", 5).starts_with("beat fell through 1.5: from 4 to 0 (step 4, "));
    CHECK(words("moved beat 2", 5).starts_with("beat moved from 4 to 0 (step 4, "));
    CHECK(words("cell tape.ring[2]", 3) == "tape.ring[2] changed from 0 to 3");
    CHECK(words("fault any", 6).starts_with("fault: unknown kind (step 8, "));
    CHECK(words("before 2", 6).starts_with("before step 2 ("));
    CHECK(words("frame 3", 6) == "frame 3");
    CHECK(words("beat>3", 6).starts_with("beat > 3: 4 (step 4, "));
    CHECK(words("count + flip", 2) == "count + flip gave 2 (step 3, step3)");
}
