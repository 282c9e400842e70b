// SPDX-License-Identifier: MIT
#include "model/timeline_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace slotscope::gui {
namespace {

constexpr FrameNumber kShortest = 50;      // a bar of a few frames would be all ticks
constexpr double kMinorGap = 4;            // pixels: closer ticks read as a grey band
constexpr std::size_t kMostTicks = 4'000;  // a bound for absurd widths

/// The smallest of 1, 2, 5, 10, 20, … that is at least `least`.
FrameNumber nice_ceil(double least) {
    FrameNumber power = 1;
    while (true) {
        for (const FrameNumber step : {power, 2 * power, 5 * power})
            if (static_cast<double>(step) >= least) return step;
        if (power > 1'000'000'000'000'000'000 / 10) return power;
        power *= 10;
    }
}

bool starts_with_five(FrameNumber number) {
    while (number >= 10) number /= 10;
    return number == 5;
}

bool starts_with_one(FrameNumber number) {
    while (number >= 10) number /= 10;
    return number == 1;
}

/// Ticks between labels: of 10 and 5 fifths, of 2 halves.
FrameNumber minor_distance(FrameNumber major) {
    if (starts_with_five(major)) return major / 5;
    if (starts_with_one(major)) return major >= 10 ? major / 5 : 1;
    return major / 2;
}

}  // namespace

FrameNumber timeline_last(FrameNumber newest) {
    if (newest <= kShortest) return kShortest;
    // A quarter of a power of ten at a time: the bar is never less than four fifths full after the first thousand.
    FrameNumber power = 1;
    while (power * 10 <= newest) power *= 10;
    const FrameNumber unit = std::max<FrameNumber>(1, power / 4);
    return (newest + unit - 1) / unit * unit;
}

FrameNumber tick_distance(FrameNumber last, double width, double min_gap) {
    if (!(width > 0) || last == 0) return 1;
    return nice_ceil(std::max(1.0, min_gap * static_cast<double>(last) / width));
}

std::vector<TimelineTick> timeline_ticks(FrameNumber last, double width, double min_label_gap) {
    std::vector<TimelineTick> ticks;
    if (!(width > 0) || last == 0) return ticks;
    const FrameNumber major = tick_distance(last, width, min_label_gap);
    FrameNumber minor = std::max<FrameNumber>(1, minor_distance(major));
    if (static_cast<double>(minor) * width / static_cast<double>(last) < kMinorGap) minor = major;
    for (FrameNumber frame = 0; frame <= last && ticks.size() < kMostTicks; frame += minor)
        ticks.push_back({frame, frame % major == 0});
    return ticks;
}

std::vector<FaultMark> fault_marks(std::span<const Fault> faults, FrameNumber last, double width) {
    std::vector<FaultMark> marks;
    if (!(width > 0) || last == 0) return marks;
    for (std::size_t i = 0; i < faults.size(); ++i) {
        const double x = std::floor(static_cast<double>(faults[i].frame) / static_cast<double>(last) * width);
        if (!marks.empty() && marks.back().x == x) ++marks.back().count;
        else marks.push_back({x, 1, i});
    }
    return marks;
}

std::vector<StepGroup> step_groups(const Session& session, double width, double min_width) {
    std::vector<StepGroup> groups;
    const auto steps = static_cast<std::uint64_t>(session.program().steps.size());
    if (steps == 0 || !(width > 0) || !(min_width > 0)) return groups;
    const auto room = static_cast<std::uint64_t>(std::max(1.0, std::floor(width / min_width)));
    const std::uint64_t count = std::min(steps, room);
    const StepIndex next = session.cursor().step;
    const bool is_at_step = session.is_in_frame() || session.current_fault().has_value();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto first = static_cast<StepIndex>(i * steps / count),
                   end = static_cast<StepIndex>((i + 1) * steps / count);
        // Only the step under the cursor can be Next or Faulted, so the others need not be asked one by one.
        const bool has_cursor = is_at_step && next >= first && next < end;
        groups.push_back({first, end - first, session.step_state(has_cursor ? next : end - 1)});
    }
    return groups;
}

std::vector<FrameTime> recent_times(const Session& session) {
    std::vector<FrameTime> times;
    for (const Step& step : session.program().steps) {
        const auto* derive = std::get_if<TimeDeriveStep>(&step.body);
        if (derive == nullptr) continue;
        const SlotIndex slot = session.slots().find(derive->t_abs_ms);
        if (slot == kNoSlotIndex) return times;
        // Only frames that wrote it: a frame that faulted before its time step still shows the time before.
        for (const HistorySample& sample : session.recent().samples(slot, session.recent().capacity()))
            if (sample.status == WriteStatus::Same || sample.status == WriteStatus::Changed)
                times.push_back({sample.frame, sample.value});
        return times;
    }
    return times;
}

std::optional<double> time_of(std::span<const FrameTime> times, FrameNumber frame) {
    const auto found = std::lower_bound(times.begin(), times.end(), frame,
                                        [](const FrameTime& time, FrameNumber f) { return time.frame < f; });
    if (found == times.end() || found->frame != frame) return std::nullopt;
    return found->t_ms;
}

std::string time_words(double ms) {
    constexpr double kSecond = 1000, kMinute = 60 * kSecond;
    std::array<char, 64> buffer{};
    const double size = std::fabs(ms);
    if (!std::isfinite(ms)) return std::isnan(ms) ? "NaN ms" : ms > 0 ? "Infinity ms" : "-Infinity ms";
    if (size < 10 * kSecond) std::snprintf(buffer.data(), buffer.size(), "%.1f ms", ms);
    else if (size < kMinute) std::snprintf(buffer.data(), buffer.size(), "%.2f s", ms / kSecond);
    else {
        const double minutes = std::floor(size / kMinute);
        std::snprintf(buffer.data(), buffer.size(), "%s%.0f min %04.1f s", ms < 0 ? "-" : "", minutes,
                      std::floor((size - minutes * kMinute) / 100) / 10);
    }
    return buffer.data();
}

}  // namespace slotscope::gui
