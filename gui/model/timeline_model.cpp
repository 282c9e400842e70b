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

TimelineSpan whole_span(FrameNumber newest) { return {0, static_cast<double>(timeline_last(newest))}; }

double x_of(const TimelineSpan& span, double frame, double width) {
    return (frame - span.first) / span.length() * width;
}

FrameNumber frame_at(const TimelineSpan& span, double x, double width) {
    if (!(width > 0)) return 0;
    const double frame = std::round(span.first + x / width * span.length());
    return frame > 0 ? static_cast<FrameNumber>(frame) : 0;
}

namespace {

/// Of that length, as near to `first` as the whole allows.
TimelineSpan within_whole(double first, double length, FrameNumber newest) {
    const TimelineSpan whole = whole_span(newest);
    if (length >= whole.length()) return whole;
    const double start = std::clamp(first, 0.0, whole.last - length);
    return {start, start + length};
}

}  // namespace

TimelineSpan zoomed(const TimelineSpan& span, double factor, double x, double width, FrameNumber newest) {
    if (!(width > 0) || !(factor > 0)) return span;
    const double length = std::max(kFewestFrames, span.length() * factor);
    const double pivot = span.first + x / width * span.length();
    return within_whole(pivot - x / width * length, length, newest);
}

TimelineSpan panned(const TimelineSpan& span, double frames, FrameNumber newest) {
    return within_whole(span.first + frames, span.length(), newest);
}

TimelineSpan revealing(const TimelineSpan& span, FrameNumber frame, FrameNumber newest) {
    constexpr double kRoom = 0.1;  // of the length: the next few frames are seen too
    const auto at = static_cast<double>(frame);
    if (at < span.first) return within_whole(at - kRoom * span.length(), span.length(), newest);
    if (at > span.last) return within_whole(at - (1 - kRoom) * span.length(), span.length(), newest);
    return span;
}

FrameNumber tick_distance(double frames, double width, double min_gap) {
    if (!(width > 0) || !(frames > 0)) return 1;
    return nice_ceil(std::max(1.0, min_gap * frames / width));
}

std::vector<TimelineTick> timeline_ticks(const TimelineSpan& span, double width, double min_label_gap) {
    std::vector<TimelineTick> ticks;
    if (!(width > 0) || !(span.length() > 0)) return ticks;
    const FrameNumber major = tick_distance(span.length(), width, min_label_gap);
    FrameNumber minor = std::max<FrameNumber>(1, minor_distance(major));
    if (static_cast<double>(minor) * width / span.length() < kMinorGap) minor = major;
    const auto first = static_cast<FrameNumber>(std::ceil(std::max(0.0, span.first) / static_cast<double>(minor)));
    for (FrameNumber frame = first * minor; static_cast<double>(frame) <= span.last && ticks.size() < kMostTicks;
         frame += minor)
        ticks.push_back({frame, frame % major == 0});
    return ticks;
}

std::vector<TimelineMark> frame_marks(std::span<const FrameNumber> frames, const TimelineSpan& span, double width) {
    return merged_marks(
        frames.size(), [&](std::size_t i) { return frames[i]; }, span, width);
}

const TimelineMark* nearest_mark(std::span<const TimelineMark> marks, double x, double reach) {
    const TimelineMark* nearest = nullptr;
    for (const TimelineMark& mark : marks)
        if (std::fabs(mark.x - x) <= reach && (nearest == nullptr || std::fabs(mark.x - x) < std::fabs(nearest->x - x)))
            nearest = &mark;
    return nearest;
}

InputMarks input_marks(const InputLog& log) {
    InputMarks marks;
    for (const Edit& edit : log.edits)
        (std::holds_alternative<SwapEdit>(edit.what) ? marks.swaps : marks.edits).push_back(edit.frame);
    return marks;
}

std::string budget_words(const HistoryUse& use) {
    constexpr double kMiB = 1 << 20;
    const double used = static_cast<double>(use.total()) / kMiB, budget = static_cast<double>(use.budget) / kMiB;
    std::array<char, 64> buffer{};
    if (used < 0.1) std::snprintf(buffer.data(), buffer.size(), "%.0f KiB of %.0f MiB", used * 1024, budget);
    else
        std::snprintf(buffer.data(), buffer.size(), used < 100 ? "%.1f of %.0f MiB" : "%.0f of %.0f MiB", used, budget);
    return buffer.data();
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
