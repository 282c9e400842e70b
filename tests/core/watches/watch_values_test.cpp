// SPDX-License-Identifier: MIT
// The window of values by itself, against evaluators that see every frame.
#include <cmath>

#include "core/session/session_fixtures.h"
#include "slotscope/watch_values.h"

using namespace slotscope;
using namespace slotscope::test;

namespace {

constexpr const char* kTexts[] = {"count", "count * 2", "prev(prev(count))", "cell(\"delay1.ring\")[3]",
                                  "ring(\"delay1.ring\")[-2] - prev(sum)"};

/// Runs the ring program and evaluates for itself.
struct Lab {
    Executor executor = Executor::create(rings().build().value()).value();
    ProgramSymbols symbols{*executor.program(), executor.state().values.slots()};
    std::optional<Fault> fault;
    WatchSet set;
    std::vector<std::vector<std::optional<double>>> truth;  ///< by frame, by watch

    Lab() {
        for (const char* text : kTexts) REQUIRE(set.add({0, Expression::parse(text).value()}));
        set.bind(symbols);
        for (std::size_t i = 0; i < set.size(); ++i) evaluators_.push_back(*set.evaluator(i));
        note();
    }
    void frame() {
        fault = executor.run_frame(10.0 * static_cast<double>(executor.state().frame + 1));
        note();
    }
    [[nodiscard]] FrameEnd end() const { return FrameEnd::of(executor, fault); }

private:
    void note() {
        auto& row = truth.emplace_back();
        for (ExpressionEvaluator& evaluator : evaluators_) {
            row.push_back(evaluator.knows(end()) ? std::optional(evaluator.value(end())) : std::nullopt);
            evaluator.advance(end());
        }
    }
    std::vector<ExpressionEvaluator> evaluators_;
};

}  // namespace

TEST_CASE("Watch values: the window holds what every frame gave, single slots left out", "[core][watch]") {
    Lab lab;
    WatchValues values(lab.set, 4 * 8 * 20);  // room for 20 frames
    CHECK(values.capacity() == 20);
    values.record(lab.end());
    for (FrameNumber frame = 1; frame <= 100; ++frame) {
        lab.frame();
        for (std::size_t i = 1; i < lab.set.size(); ++i)
            REQUIRE(values.value(i, lab.end()) == lab.truth[frame][i]);  // before it is recorded
        values.record(lab.end());
        values.record(lab.end());  // the same frame again changes nothing
        const FrameNumber oldest = frame + 1 - std::min<FrameNumber>(frame + 1, 20);
        CHECK(values.frame_count() == frame + 1 - oldest);
        CHECK(values.bytes() <= 4 * 8 * 20);
        for (std::size_t i = 1; i < lab.set.size(); ++i) {
            INFO(kTexts[i] << " in frame " << frame);
            REQUIRE(values.value(i, lab.end()) == lab.truth[frame][i]);
            REQUIRE_FALSE(values.at(i, frame + 1));
            for (FrameNumber at = 0; at <= frame; ++at)
                REQUIRE(values.at(i, at) == (at < oldest ? std::nullopt : lab.truth[at][i]));
            const auto samples = values.samples(i, 7);
            REQUIRE(samples.values.size() <= 7);
            for (std::size_t k = 0; k < samples.values.size(); ++k)
                REQUIRE(samples.values[k] == lab.truth[samples.first + k][i]);
            if (!samples.values.empty()) REQUIRE(samples.first + samples.values.size() == frame + 1);
        }
        REQUIRE_FALSE(values.at(0, frame));
        REQUIRE(values.samples(0, 7).values.empty());
    }
}

TEST_CASE("Watch values: what follows a gap begins anew, and nothing is made up", "[core][watch]") {
    Lab lab;
    WatchValues values(lab.set, std::size_t{1} << 20);
    for (FrameNumber frame = 1; frame <= 60; ++frame) {
        lab.frame();
        if (frame != 20) values.record(lab.end());
    }
    CHECK(values.frame_count() == 40);
    CHECK_FALSE(values.at(1, 19));
    CHECK(values.at(1, 21) == lab.truth[21][1]);
    CHECK_FALSE(values.at(2, 22));  // looks back two frames
    CHECK(values.at(2, 23) == lab.truth[23][2]);
    CHECK(values.samples(2, 100).first == 23);
}

TEST_CASE("Watch values: dropping keeps what is still true, and forgets what would have to be unseen",
          "[core][watch]") {
    Lab lab;
    WatchSet plain;
    REQUIRE(plain.add({0, Expression::parse("count * 2").value()}));
    plain.bind(lab.symbols);
    WatchValues values(lab.set, std::size_t{1} << 20), simple(plain, std::size_t{1} << 20);
    for (FrameNumber frame = 1; frame <= 30; ++frame) {
        lab.frame();
        values.record(lab.end());
        simple.record(lab.end());
    }
    values.drop_after(30);
    CHECK(values.frame_count() == 30);
    values.drop_after(25);
    CHECK(values.frame_count() == 0);
    CHECK_FALSE(values.value(2, lab.end()));
    CHECK(values.value(1, lab.end()) == lab.truth[30][1]);  // needs no past
    simple.drop_after(25);
    CHECK(simple.frame_count() == 25);
    CHECK(simple.newest() == 25);
    CHECK(simple.at(0, 25) == lab.truth[25][1]);
    CHECK_FALSE(simple.at(0, 26));
    simple.drop_after(0);
    CHECK(simple.frame_count() == 0);
}

TEST_CASE("Watch values: nothing to record costs nothing", "[core][watch]") {
    Lab lab;
    WatchSet slots;
    REQUIRE(slots.add({0, Expression::parse("count").value()}));
    REQUIRE(slots.add({0, Expression::parse("nowhere + 1").value()}));
    slots.bind(lab.symbols);
    CHECK(WatchValues::wanted_bytes(slots) == 0);
    WatchValues values(slots, std::size_t{1} << 20);
    CHECK(values.is_idle());
    values.record(lab.end());
    CHECK(values.bytes() == 0);
    CHECK(WatchValues(lab.set, 31).is_idle());  // no room for a frame
    CHECK(WatchValues{}.is_idle());
}
