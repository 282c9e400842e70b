// SPDX-License-Identifier: MIT
#include "slotscope/input_log.h"

#include <algorithm>
#include <bit>

#include "slotscope/assert.h"

namespace slotscope {
namespace {

bool same_bits(double a, double b) noexcept {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

}  // namespace

void FrameTimes::push(double t_ms) {
    ++count_;
    if (!runs_.empty()) {
        const Run& last = runs_.back();
        if (last.kind == Kind::Same && same_bits(last.number, t_ms)) return;
        // A clock that stands costs a run; a listed time that only equals the one before it is cheaper as it is.
        constexpr FrameNumber kWorthARun = 4;
        FrameNumber equal = 0;
        while (equal < kWorthARun && equal + 1 < count_ && same_bits(of(count_ - 1 - equal), t_ms)) ++equal;
        if (equal == kWorthARun || (last.kind == Kind::Fixed && equal > 0)) {
            runs_.push_back({count_, Kind::Same, 0, t_ms});
            return;
        }
        if (last.kind == Kind::Listed) {
            listed_.push_back(t_ms);
            return;
        }
    }
    runs_.push_back({count_, Kind::Listed, listed_.size(), 0});
    listed_.push_back(t_ms);
}

void FrameTimes::push(const Fixed& fixed, FrameNumber frames) {
    // Frames after the last one at the same rate, as nearly always, cost nothing.
    if (runs_.empty() || !runs_.back().is_followed_by(fixed, count_))
        runs_.push_back({count_ + 1, Kind::Fixed, fixed.position, fixed.fps});
    count_ += frames;
}

double FrameTimes::of(FrameNumber frame) const noexcept {
    const auto after = std::ranges::upper_bound(runs_, frame, {}, &Run::first);
    const Run& run = *(after - 1);
    switch (run.kind) {
        case Kind::Fixed: return Fixed{run.position + (frame - run.first), run.number}.time();
        case Kind::Same: return run.number;
        case Kind::Listed: return listed_[run.position + (frame - run.first)];
    }
    return 0;
}

void FrameTimes::truncate(FrameNumber count) {
    if (count >= count_) return;
    count_ = count;
    while (!runs_.empty() && runs_.back().first > count) runs_.pop_back();
    // Rows of listed_ are in the order of the runs, so what the kept runs do not reach is at the end.
    std::size_t listed = 0;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        if (runs_[i].kind != Kind::Listed) continue;
        const FrameNumber end = i + 1 < runs_.size() ? runs_[i + 1].first : count + 1;
        listed = runs_[i].position + (end - runs_[i].first);
    }
    listed_.resize(listed);
}

std::size_t FrameTimes::bytes() const noexcept {
    return runs_.capacity() * sizeof(Run) + listed_.capacity() * sizeof(double);
}

std::size_t InputLog::bytes() const noexcept {
    std::size_t sum = times.bytes() + edits.capacity() * sizeof(Edit);
    for (const Edit& edit : edits) {
        if (const auto* slot = std::get_if<SlotEdit>(&edit.what)) sum += slot->value.memory_bytes();
    }
    return sum;
}

}  // namespace slotscope
