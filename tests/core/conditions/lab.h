// SPDX-License-Identifier: MIT
// Runs of the lab program, with frame k at 10 k ms.
#pragma once

#include <bit>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "core/conditions/lab_program.h"
#include "slotscope/condition.h"
#include "slotscope/executor.h"

namespace slotscope::test {

inline bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

inline bool same(const ConditionHit& a, const ConditionHit& b) {
    return a.frame == b.frame && a.step == b.step && a.is_before == b.is_before && a.slot == b.slot &&
           a.element == b.element && same(a.value, b.value) && a.previous.has_value() == b.previous.has_value() &&
           (!a.previous || same(*a.previous, *b.previous)) && a.fault == b.fault;
}

/// A program at the end of a frame; at first, of frame 0.
class Run {
public:
    explicit Run(const ProgramBuilder& builder = lab_builder())
        : executor(Executor::create(builder.build().value()).value()),
          symbols(*executor.program(), executor.state().values.slots()) {}

    void frame(double t_ms) { fault_ = executor.run_frame(t_ms); }
    void frame() { frame(10.0 * static_cast<double>(executor.state().frame + 1)); }
    [[nodiscard]] FrameEnd end() const { return FrameEnd::of(executor, fault_); }

    [[nodiscard]] ConditionEvaluator condition(std::string_view text) const {
        INFO(text);
        const Result<Condition> condition = parse_condition(text, symbols);
        if (!condition) FAIL(condition.error().to_string());
        return ConditionEvaluator::create(*condition, symbols).value();
    }

    /// The condition's hits in frames 1 to `last`.
    [[nodiscard]] std::vector<ConditionHit> hits(std::string_view text, FrameNumber last) {
        ConditionEvaluator evaluator = condition(text);
        std::vector<ConditionHit> hits;
        CHECK_FALSE(evaluator.observe(end()));
        while (executor.state().frame < last) {
            frame();
            if (const auto hit = evaluator.observe(end())) hits.push_back(*hit);
        }
        return hits;
    }

    Executor executor;
    ProgramSymbols symbols;

private:
    std::optional<Fault> fault_;
};

inline std::vector<FrameNumber> frames_of(const std::vector<ConditionHit>& hits) {
    std::vector<FrameNumber> frames;
    for (const ConditionHit& hit : hits) frames.push_back(hit.frame);
    return frames;
}

/// Frames of the lab in which a condition holds.
inline std::vector<FrameNumber> hit_frames(std::string_view text, FrameNumber last) {
    return frames_of(Run().hits(text, last));
}

}  // namespace slotscope::test
