// SPDX-License-Identifier: MIT
// What the timeline draws, as numbers: ticks at 1-2-5 distances, fault marks merged per pixel, groups of schedule steps.
// Costs pixels and faults, never frames. No ImGui.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

/// Frames that the bar spans: 0 .. `last`, where `last` grows in steps so that marks stand still for a while as it plays.
[[nodiscard]] FrameNumber timeline_last(FrameNumber newest);

struct TimelineTick {
    FrameNumber frame = 0;
    bool is_major = false;  ///< has a label
};
/// The smallest distance of the form 1, 2 or 5 times a power of ten with at least `min_gap` pixels between ticks.
[[nodiscard]] FrameNumber tick_distance(FrameNumber last, double width, double min_gap);
/// Ticks of 0 .. `last` over `width` pixels: major ones at least `min_label_gap` apart, minor ones at fifths or halves of
/// that, as far as they are 4 pixels apart. None when the width is not positive.
[[nodiscard]] std::vector<TimelineTick> timeline_ticks(FrameNumber last, double width, double min_label_gap);

struct FaultMark {
    double x = 0;  ///< pixels from the left end
    std::uint64_t count = 0;
    std::size_t first = 0;  ///< index of its first fault
};
/// One mark per pixel column that has faults. Faults are in order of their frames.
[[nodiscard]] std::vector<FaultMark> fault_marks(std::span<const Fault> faults, FrameNumber last, double width);

/// A run of schedule steps that share a tick.
struct StepGroup {
    StepIndex first = 0;
    StepIndex count = 0;
    StepState state = StepState::NotRun;  ///< Faulted, then Next, win; else that of its last step
};
/// All steps in as many equal groups as fit with `min_width` pixels each.
[[nodiscard]] std::vector<StepGroup> step_groups(const Session& session, double width, double min_width);

/// Absolute time of the recent frames, oldest first, as far as the history of the time slot knows them.
struct FrameTime {
    FrameNumber frame = 0;
    double t_ms = 0;
};
[[nodiscard]] std::vector<FrameTime> recent_times(const Session& session);
/// Precondition: sorted by frame.
[[nodiscard]] std::optional<double> time_of(std::span<const FrameTime> times, FrameNumber frame);

/// "0.5 ms", "2133.3 ms", "12.50 s", "3 min 07.5 s".
[[nodiscard]] std::string time_words(double ms);

}  // namespace slotscope::gui
