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
    Node node = std::make_unique<Summary[]>(slots_);
    std::ranges::copy(chunk, node.get());
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
    for (std::vector<Node>& nodes : levels_) {
        if (nodes.size() > chunks) nodes.resize(chunks);
        chunks /= kFactor;
    }
}

FrameNumber SummaryPyramid::end_frame() const noexcept {
    const std::size_t count = chunks();
    if (count == 0 || slots_ == 0) return first_frame_of(count);
    return first_frame_of(count - 1) + chunk(0, count - 1).frames;
}

Summary SummaryPyramid::summary_of(std::size_t slot, std::size_t begin, std::size_t end) const noexcept {
    Summary summary;
    while (begin < end) {
        // The largest complete node that begins here and ends in time.
        std::size_t level = 0, size = 1;
        while (begin % (size * kFactor) == 0 && begin + size * kFactor <= end && level + 1 < levels_.size()) {
            ++level;
            size *= kFactor;
        }
        summary.append(levels_[level][begin / size][slot]);
        begin += size;
    }
    return summary;
}

std::vector<SummarySpan> SummaryPyramid::query(std::size_t slot, FrameNumber first, FrameNumber end, std::size_t width) const {
    std::vector<SummarySpan> spans;
    end = std::min(end, end_frame());
    first = std::max(first, first_frame_);
    if (slot >= slots_ || first >= end || width == 0) return spans;
    const auto chunk_of = [&](FrameNumber frame) { return static_cast<std::size_t>(frame / kChunkFrames - first_frame_ / kChunkFrames); };
    const std::size_t first_chunk = chunk_of(first), end_chunk = chunk_of(end - 1) + 1;
    const std::size_t count = end_chunk - first_chunk, steps = std::min(width, count);
    spans.reserve(steps);
    for (std::size_t step = 0; step < steps; ++step) {
        // 128 bits are not needed: chunks are fewer than 2^54 and plots narrower than 2^10 times any screen.
        const std::size_t from = first_chunk + count / steps * step + count % steps * step / steps;
        const std::size_t to = first_chunk + count / steps * (step + 1) + count % steps * (step + 1) / steps;
        spans.push_back({first_frame_of(from), summary_of(slot, from, to)});
    }
    return spans;
}

std::size_t SummaryPyramid::bytes() const noexcept {
    std::size_t bytes = levels_.capacity() * sizeof(std::vector<Node>);
    for (const std::vector<Node>& nodes : levels_) bytes += nodes.capacity() * sizeof(Node) + nodes.size() * slots_ * sizeof(Summary);
    return bytes;
}

}  // namespace slotscope
