// SPDX-License-Identifier: MIT
#include "slotscope/summaries.h"

#include <algorithm>

#include "slotscope/assert.h"

namespace slotscope {

void Summary::append(const Summary& next) noexcept {
    if (next.frames == 0) return;
    if (frames == 0) {
        *this = next;
        return;
    }
    min = std::min(min, next.min);
    max = std::max(max, next.max);
    last = next.last;
    written += next.written;
    changed += next.changed;
    nan += next.nan;
    frames += next.frames;
}

void SummaryPyramid::append(std::span<const Summary> chunk) {
    SLOTSCOPE_ASSERT(chunk.size() == slots_, "there is one summary per slot");
    if (!pending_) pending_ = std::make_unique<Summary[]>(slots_);
    for (std::size_t slot = 0; slot < slots_; ++slot) pending_[slot].append(chunk[slot]);
    if (++pending_chunks_ < unit_chunks_) return;
    pending_chunks_ = 0;
    push(std::move(pending_));
}

void SummaryPyramid::push(Node node) {
    for (std::size_t level = 0;; ++level) {
        if (levels_.size() == level) levels_.emplace_back();
        std::vector<Node>& nodes = levels_[level];
        nodes.push_back(std::move(node));
        if (nodes.size() % kFactor != 0) return;
        node = std::make_unique<Summary[]>(slots_);
        for (std::size_t child = nodes.size() - kFactor; child < nodes.size(); ++child) {
            for (std::size_t slot = 0; slot < slots_; ++slot) node[slot].append(nodes[child][slot]);
        }
    }
}

void SummaryPyramid::truncate(std::size_t chunks) {
    if (chunks >= this->chunks()) return;
    pending_.reset();
    pending_chunks_ = 0;
    std::size_t units = chunks / unit_chunks_;
    for (std::vector<Node>& nodes : levels_) {
        if (nodes.size() > units) nodes.resize(units);
        units /= kFactor;
    }
}

void SummaryPyramid::coarsen() {
    if (whole_units() > 0) {
        // What has no node above yet becomes the beginning of a unit.
        const std::size_t loose = whole_units() % kFactor, first = whole_units() - loose;
        Node merged = std::make_unique<Summary[]>(slots_);
        for (std::size_t slot = 0; slot < slots_; ++slot) {
            for (std::size_t number = first; number < whole_units(); ++number)
                merged[slot].append(levels_[0][number][slot]);
            if (pending_chunks_ > 0) merged[slot].append(pending_[slot]);
        }
        pending_chunks_ += loose * unit_chunks_;
        pending_ = pending_chunks_ > 0 ? std::move(merged) : nullptr;
        levels_.erase(levels_.begin());
    }
    unit_chunks_ *= kFactor;
}

FrameNumber SummaryPyramid::end_frame() const noexcept {
    const std::size_t count = units();
    if (count == 0 || slots_ == 0) return first_frame_of(count);
    return first_frame_of(count - 1) + unit(0, count - 1).frames;
}

SummarySpan SummaryPyramid::unit_at(std::size_t slot, FrameNumber frame) const noexcept {
    const std::size_t number = unit_of(frame);
    return {first_frame_of(number), unit(slot, number)};
}

Summary SummaryPyramid::summary_of(std::size_t slot, std::size_t begin, std::size_t end,
                                   std::size_t& nodes) const noexcept {
    Summary summary;
    const bool has_pending = end > whole_units();
    if (has_pending) end = whole_units();
    while (begin < end) {
        // The largest complete node that begins here and ends in time.
        std::size_t level = 0, size = 1;
        while (begin % (size * kFactor) == 0 && begin + size * kFactor <= end && level + 1 < levels_.size()) {
            ++level;
            size *= kFactor;
        }
        summary.append(levels_[level][begin / size][slot]);
        ++nodes;
        begin += size;
    }
    if (has_pending) {
        summary.append(pending_[slot]);
        ++nodes;
    }
    return summary;
}

Summary SummaryPyramid::begun_in(std::size_t slot, FrameNumber first, FrameNumber end,
                                 std::size_t& nodes) const noexcept {
    // The first unit that does not begin before a frame.
    const auto unit_from = [&](FrameNumber frame) {
        if (frame <= first_frame_) return std::size_t{0};
        const FrameNumber since = frame - first_frame_ / kChunkFrames * kChunkFrames;
        return std::min(units(), static_cast<std::size_t>((since + unit_frames() - 1) / unit_frames()));
    };
    return summary_of(slot, unit_from(first), unit_from(end), nodes);
}

std::vector<SummarySpan> SummaryPyramid::query(std::size_t slot, FrameNumber first, FrameNumber end,
                                               std::size_t width) const {
    std::vector<SummarySpan> spans;
    end = std::min(end, end_frame());
    first = std::max(first, first_frame_);
    if (slot >= slots_ || first >= end || width == 0) return spans;
    const std::size_t first_unit = unit_of(first), end_unit = unit_of(end - 1) + 1;
    const std::size_t count = end_unit - first_unit, steps = std::min(width, count);
    spans.reserve(steps);
    std::size_t nodes = 0;
    for (std::size_t step = 0; step < steps; ++step) {
        // 128 bits are not needed: units are fewer than 2^54 and plots narrower than 2^10 times any screen.
        const std::size_t from = first_unit + count / steps * step + count % steps * step / steps;
        const std::size_t to = first_unit + count / steps * (step + 1) + count % steps * (step + 1) / steps;
        spans.push_back({first_frame_of(from), summary_of(slot, from, to, nodes)});
    }
    return spans;
}

std::size_t SummaryPyramid::bytes() const noexcept {
    std::size_t bytes = levels_.capacity() * sizeof(std::vector<Node>) + (pending_ ? slots_ * sizeof(Summary) : 0);
    for (const std::vector<Node>& nodes : levels_)
        bytes += nodes.capacity() * sizeof(Node) + nodes.size() * slots_ * sizeof(Summary);
    return bytes;
}

}  // namespace slotscope
