// SPDX-License-Identifier: MIT
// The property that lets searches run over any part of a recording: with the warm-up that a condition asks for, the hits
// of a part are those of the whole run, field by field; with less, there are fewer hits but no others.
#include <random>

#include "core/conditions/lab.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr FrameNumber kLast = 60;

/// Nodes over random earlier slots, with feedback, so that values move, stand still and alternate.
ProgramBuilder random_program(std::mt19937_64& random) {
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    ProgramBuilder b("random");
    b.time_model_loop(static_cast<double>(30 + below(200)));
    b.f64(0, "t").f64(1, "model").f64(2, "phase").f64(3, "wrap");
    b.time_derive(0, 1, 2, 3);
    constexpr Storage kStorages[] = {Storage::F64, Storage::F64, Storage::F32, Storage::I32};
    constexpr std::int32_t kBinary[] = {100, 101, 102, 103, 104, 130, 131};
    constexpr std::int32_t kUnary[] = {110, 121, 124, 125};
    b.cell("tape", "head", StateStorage::I32);
    b.cell("tape", "ring", StateStorage::F64, 6, {}, 1);
    for (SlotId slot = 4; slot < 12; ++slot) {
        b.slot(slot, kStorages[below(4)], "s" + std::to_string(slot));
        b.initial(slot, static_cast<double>(below(5)));
    }
    for (SlotId slot = 4; slot < 11; ++slot) {
        if (below(3) == 0) b.node_step(kUnary[below(4)], {below(12)}, {slot});
        else b.node_step(kBinary[below(7)], {below(12), below(12)}, {slot});
    }
    const Ref delay =
        b.sig_stateful(StatefulOp::DelayFrames, b.sig_input(4 + below(7)), {{"stateOffset", 0}, {"delayFrames", 5}});
    const Ref phase = b.signal(SigPhase01{});
    const Ref guarded = b.signal(SigSelect{phase, b.signal(SigUnknown{"bad"}), delay});
    b.signal_eval({{below(2) == 0 ? guarded : delay, 11}});
    return b;
}

std::string random_condition(std::mt19937_64& random) {
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    const std::string slot = "s" + std::to_string(4 + below(8)), other = "s" + std::to_string(4 + below(8));
    const std::string number = std::to_string(below(4)), frames = std::to_string(1 + below(6));
    switch (below(24)) {
        case 0: return "write " + slot;
        case 1: return "change " + slot;
        case 2: return "nan any";
        case 3: return "nonfinite " + slot;
        case 4: return "stale " + slot;
        case 5: return "never " + slot;
        case 6: return "unchanged " + slot + " " + frames;
        case 7: return "unwritten " + slot + " " + frames;
        case 8: return "moved " + slot + " " + number;
        case 9: return "rises " + slot + " " + number;
        case 10: return "crosses " + slot + " " + number;
        case 11:
        case 12: return "alternates " + slot + " " + frames;
        case 22: return "unset " + (below(2) == 0 ? slot : "any");
        case 23: return "period " + slot + " " + frames;
        case 13: return "cell tape.ring[" + number + "..5]";
        case 14: return "step " + frames;
        case 15: return "fault any";
        case 16: return slot + " > " + number;
        case 17: return slot + " > prev(" + other + ")";
        case 18: return "prev(prev(" + slot + ")) != " + other + " || age(" + slot + ") > 2";
        case 19: return "prev(ring(tape.ring)[-2]) < cell(tape.ring)[1] + prev(prev(prev(" + slot + ")))";
        case 20: return "changed(" + slot + ") && !prev(changed(" + slot + "))";
        default: return slot + " between " + number + " and 4";
    }
}

std::vector<double> random_times(std::mt19937_64& random) {
    std::vector<double> times;
    double t = 0;
    for (FrameNumber frame = 1; frame <= kLast; ++frame) {
        times.push_back(t);
        t += static_cast<double>(random() % 20);
    }
    return times;
}

/// Hits of a condition, asked about frames from `first` on; 0 is the start.
std::vector<ConditionHit> hits_from(const ProgramBuilder& program, const std::vector<double>& times,
                                    std::string_view text, FrameNumber first) {
    Run run(program);
    ConditionEvaluator evaluator = run.condition(text);
    std::vector<ConditionHit> hits;
    for (FrameNumber frame = 0; frame <= kLast; ++frame) {
        if (frame > 0) run.frame(times[frame - 1]);
        if (frame < first) continue;
        if (const auto hit = evaluator.observe(run.end())) hits.push_back(*hit);
    }
    return hits;
}

bool has(const std::vector<ConditionHit>& hits, FrameNumber frame) {
    return std::ranges::any_of(hits, [frame](const ConditionHit& hit) { return hit.frame == frame; });
}

}  // namespace

TEST_CASE("Warm-up: hits after it are those of a run from the start", "[core][condition]") {
    std::size_t hit_count = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        std::mt19937_64 random(seed);
        const ProgramBuilder program = random_program(random);
        const std::vector<double> times = random_times(random);
        const std::string text = random_condition(random);
        const std::vector<ConditionHit> all = hits_from(program, times, text, 0);
        const std::uint32_t warm_up = Run(program).condition(text).warm_up_frames();
        hit_count += all.size();
        for (const FrameNumber first :
             {FrameNumber{1}, FrameNumber{2}, FrameNumber{3}, random() % kLast, random() % kLast}) {
            INFO("seed " << seed << ": " << text << " from frame " << first);
            const std::vector<ConditionHit> part = hits_from(program, times, text, first);
            for (const ConditionHit& hit : part) CHECK(has(all, hit.frame));
            std::vector<ConditionHit> after_all, after_part;
            const auto is_after = [&](const ConditionHit& hit) { return hit.frame >= first + warm_up; };
            std::ranges::copy_if(all, std::back_inserter(after_all), is_after);
            std::ranges::copy_if(part, std::back_inserter(after_part), is_after);
            REQUIRE(after_part.size() == after_all.size());
            for (std::size_t i = 0; i < after_all.size(); ++i) CHECK(same(after_part[i], after_all[i]));
        }
    }
    CHECK(hit_count > 1000);  // or the property holds of nothing
}

TEST_CASE("Warm-up: chunks run forward in any order give the hits of the whole run", "[core][condition]") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        std::mt19937_64 random(seed * 7919);
        const ProgramBuilder program = random_program(random);
        const std::vector<double> times = random_times(random);
        const std::string text = random_condition(random);
        INFO("seed " << seed << ": " << text);
        const std::vector<ConditionHit> all = hits_from(program, times, text, 0);
        std::vector<ConditionHit> found;
        Run first(program);
        ConditionEvaluator evaluator = first.condition(text);
        const FrameNumber chunk = 7;
        for (FrameNumber end = kLast; end > 0; end -= std::min(chunk, end)) {
            const FrameNumber begin = end > chunk ? end - chunk + 1 : 1;
            const FrameNumber from = begin > evaluator.warm_up_frames() ? begin - evaluator.warm_up_frames() : 0;
            Run run(program);
            std::vector<ConditionHit> hits;
            for (FrameNumber frame = 0; frame <= end; ++frame) {
                if (frame > 0) run.frame(times[frame - 1]);
                if (frame < from) continue;
                const auto hit = evaluator.observe(run.end());
                if (hit && frame >= begin) hits.push_back(*hit);
            }
            found.insert(found.begin(), hits.begin(), hits.end());
        }
        REQUIRE(found.size() == all.size());
        for (std::size_t i = 0; i < all.size(); ++i) CHECK(same(found[i], all[i]));
    }
}

TEST_CASE("Warm-up: what each kind needs", "[core][condition]") {
    const Run run;
    CHECK(run.condition("step 1").warm_up_frames() == 0);
    CHECK(run.condition("fault any").warm_up_frames() == 0);
    CHECK(run.condition("nan any").warm_up_frames() == 0);
    CHECK(run.condition("change count").warm_up_frames() == 1);
    CHECK(run.condition("count + one > 3").warm_up_frames() == 0);
    CHECK(run.condition("count > prev(prev(one))").warm_up_frames() == 2);
    CHECK(run.condition("alternates flip 10").warm_up_frames() == 12);
    CHECK(run.condition("unset any").warm_up_frames() == 1);
    CHECK(run.condition("period flip 1").warm_up_frames() == 3 * kLongestPeriod + 2);
}
