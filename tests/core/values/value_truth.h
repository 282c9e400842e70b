// SPDX-License-Identifier: MIT
// The naive implementation that SlotHistory is compared with: everything that running forward gave, kept frame by frame.
#pragma once

#include <cmath>
#include <map>

#include "core/session/session_fixtures.h"

namespace slotscope::test {

inline bool always() { return true; }

/// Until everything that is wanted is there.
inline void settle(Session& session) {
    while (session.is_busy()) session.run(0, always);
}

/// Watches these slots and nothing else.
inline void watch(Session& session, const std::vector<SlotId>& slots) {
    WatchSet set;
    for (const SlotId slot : slots) REQUIRE(set.add({0, Expression::parse("#" + std::to_string(slot)).value()}));
    REQUIRE_FALSE(session.apply(SetWatches{std::move(set)}));
}

inline bool same_number(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

class ValueTruth {
public:
    struct Sample {
        double value = 0;
        WriteStatus status = WriteStatus::Never;
    };

    /// The frame that the session has just finished.
    void note(const Session& session) {
        auto& slots = frames_[session.cursor().frame];
        slots.clear();
        for (SlotIndex row = 0; row < session.slots().size(); ++row)
            slots[session.slots()[row].slot] = {session.values().number_at(row), session.values().status(row)};
    }
    void step(Session& session, FrameNumber frames) {
        for (FrameNumber i = 0; i < frames; ++i) {
            REQUIRE_FALSE(session.apply(StepFrame{}));
            note(session);
        }
    }
    void drop_after(FrameNumber frame) { frames_.erase(frames_.upper_bound(frame), frames_.end()); }
    [[nodiscard]] FrameNumber newest() const { return frames_.rbegin()->first; }
    [[nodiscard]] bool has(SlotId slot, FrameNumber frame) const { return frames_.at(frame).contains(slot); }

    /// Of the frames [first, end) that have the slot.
    [[nodiscard]] Summary summary(SlotId slot, FrameNumber first, FrameNumber end) const {
        Summary all;
        for (FrameNumber frame = first; frame < std::min(end, newest() + 1); ++frame) {
            const auto found = frames_.at(frame).find(slot);
            if (found == frames_.at(frame).end()) continue;
            const auto [value, status] = found->second;
            Summary one;
            one.frames = 1;
            one.written = status == WriteStatus::Same || status == WriteStatus::Changed ? 1 : 0;
            one.changed = status == WriteStatus::Changed ? 1 : 0;
            one.nan = std::isnan(value) ? 1 : 0;
            one.first = one.last = value;
            if (one.nan == 0) one.min = one.max = value;
            all.append(one);
        }
        return all;
    }

private:
    std::map<FrameNumber, std::map<SlotId, Sample>> frames_;
};

inline bool same(const Summary& got, const Summary& truth) {
    return got.frames == truth.frames && got.written == truth.written && got.changed == truth.changed &&
           got.nan == truth.nan && got.min == truth.min && got.max == truth.max &&
           same_number(got.first, truth.first) && same_number(got.last, truth.last);
}

/// Assertions are dear under sanitizers: where millions are compared, they are made only to say what differs.
inline void require_same(const Summary& got, const Summary& truth) {
    if (same(got, truth)) return;
    CAPTURE(got.min, truth.min, got.max, truth.max, got.first, truth.first, got.last, truth.last);
    REQUIRE(got.frames == truth.frames);
    REQUIRE(got.written == truth.written);
    REQUIRE(got.changed == truth.changed);
    REQUIRE(got.nan == truth.nan);
    REQUIRE(got.min == truth.min);
    REQUIRE(got.max == truth.max);
    REQUIRE(same_number(got.first, truth.first));
    REQUIRE(same_number(got.last, truth.last));
    FAIL("they differ");
}

/// Every step that claims to be exact is: short ones to the frame, longer ones up to what lies over their edges.
/// Returns how many steps were exact.
inline std::size_t require_true(const Session& session, const ValueTruth& truth, const ValueQuery& query) {
    const ValueSteps read = session.read_values(query);
    CAPTURE(query.slot, query.first, query.last, query.width);
    REQUIRE(read.steps.size() == std::min<FrameNumber>(query.width, query.last - query.first + 1));
    FrameNumber next = query.first;
    std::size_t exact = 0;
    for (const ValueStep& step : read.steps) {
        if (step.first != next || step.end <= step.first) FAIL("step " << step.first << " to " << step.end);
        next = step.end;
        if (step.detail == ValueDetail::NoSlot) REQUIRE(truth.summary(query.slot, step.first, step.end).frames == 0);
        if (step.detail != ValueDetail::Exact) continue;
        ++exact;
        const FrameNumber length = step.end - step.first;
        if ((query.last - query.first + 1) / read.steps.size() < kBlockFrames) {
            require_same(step.summary, truth.summary(query.slot, step.first, step.end));
            continue;
        }
        const FrameNumber edge = length < kChunkFrames
                                     ? kBlockFrames
                                     : std::max<FrameNumber>(kChunkFrames, session.slot_history().coarsest_unit());
        CAPTURE(step.first, step.end);
        const Summary within = truth.summary(query.slot, step.first + edge, step.end - std::min(step.end, edge));
        const Summary around = truth.summary(query.slot, step.first - std::min(step.first, edge), step.end + edge);
        REQUIRE(step.summary.min <= within.min);
        REQUIRE(step.summary.max >= within.max);
        REQUIRE(step.summary.min >= around.min);
        REQUIRE(step.summary.max <= around.max);
        REQUIRE(step.summary.written <= around.written);
        REQUIRE(step.summary.changed <= around.changed);
        REQUIRE(step.summary.changed >= within.changed);
        REQUIRE(step.summary.nan <= around.nan);
    }
    REQUIRE(next == query.last + 1);
    return exact;
}

}  // namespace slotscope::test
