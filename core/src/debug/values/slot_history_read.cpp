// SPDX-License-Identifier: MIT
// Reading SlotHistory. Problem: any range of frames at any width, at a cost of the width. Approach: steps as long as a unit
// of the summaries are read from those, steps as long as a block of a column (64 frames) from the blocks, shorter ones from
// the values; so a step looks at 64 things at most. What only a longer summary knows is told as coarse.
#include <algorithm>
#include <cmath>

#include "slotscope/recent_history.h"
#include "slotscope/slot_history.h"

namespace slotscope {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
/// Where even the summaries are coarser, blocks serve for steps of up to so many chunks.
constexpr FrameNumber kMostChunksPerStep = 4;

}  // namespace

/// Takes pieces of time in any order and gives them to steps: a piece counts in the step where it begins.
struct SlotHistory::Sink {
    ValueSteps& out;
    FrameNumber first, end;
    std::vector<bool> has_gap;  ///< by step: not all of it is known, so it is not exact
    bool is_object = false;     ///< its numbers say nothing where it is no number: those are not marked as NaN
    bool only_marks = false;
    std::vector<double> values;  ///< of the column that is being read

    Sink(ValueSteps& steps, const ValueQuery& query)
        : out(steps), first(query.first), end(query.last + 1), only_marks(query.only_marks) {
        const FrameNumber frames = end - first;
        out.steps.resize(static_cast<std::size_t>(std::min<FrameNumber>(query.width, frames)));
        has_gap.resize(out.steps.size());
        for (std::size_t i = 0; i < out.steps.size(); ++i) {
            out.steps[i].first = start_of(i);
            out.steps[i].end = start_of(i + 1);
        }
    }
    [[nodiscard]] FrameNumber start_of(std::size_t step) const {
        return first + (end - first) * step / out.steps.size();
    }
    /// Precondition: first <= frame < end.
    [[nodiscard]] std::size_t step_of(FrameNumber frame) const {
        return static_cast<std::size_t>(((frame - first + 1) * out.steps.size() - 1) / (end - first));
    }
    /// All frames of the piece that begin in its step are its.
    void add(FrameNumber piece_first, FrameNumber piece_end, Summary summary) {
        if (is_object) summary.nan = 0;
        const std::size_t number = step_of(std::max(piece_first, first));
        if (!has_gap[number]) {
            ValueStep& step = out.steps[number];
            if (step.detail != ValueDetail::Exact) step.summary = {};
            step.detail = ValueDetail::Exact;
            step.summary.append(summary);
        }
        add_coarse(piece_first, piece_end, summary);
    }
    /// These frames are not known, and so neither are all of their steps.
    void miss(FrameNumber from, FrameNumber to) {
        for (std::size_t i = step_of(from); i <= step_of(to - 1); ++i) {
            has_gap[i] = true;
            if (out.steps[i].detail == ValueDetail::Exact)
                out.steps[i] = {out.steps[i].first, out.steps[i].end, ValueDetail::NotYet, {}};
        }
    }
    /// For the steps of these frames of which nothing better is known.
    void add_coarse(FrameNumber piece_first, FrameNumber piece_end, Summary summary) {
        if (is_object) summary.nan = 0;
        const std::size_t last = step_of(std::min(piece_end, end) - 1);
        for (std::size_t i = step_of(std::max(piece_first, first)); i <= last; ++i) {
            if (out.steps[i].detail != ValueDetail::NotYet) continue;
            out.steps[i].detail = ValueDetail::Coarse;
            out.steps[i].summary = summary;
        }
    }
};

ValueSteps SlotHistory::read(const ValueQuery& query, FrameNumber finished, const RecentHistory* recent) const {
    ValueSteps out;
    if (query.first > query.last || query.width == 0 || eras_.empty()) return out;
    Sink sink(out, query);
    const FrameNumber step_frames = (sink.end - sink.first) / out.steps.size();
    const FrameNumber last = std::min(query.last, finished);
    for (std::size_t i = era_of(query.first); i < eras_.size() && eras_[i].first <= last && query.first <= last; ++i) {
        const Era& era = eras_[i];
        const FrameNumber first = std::max(era.first, sink.first), end = std::min(era.last, last) + 1;
        const SlotIndex row = era.slots->find(query.slot);
        if (row == kNoSlotIndex) {
            for (std::size_t step = sink.step_of(first); step <= sink.step_of(end - 1); ++step)
                if (out.steps[step].detail == ValueDetail::NotYet) out.steps[step].detail = ValueDetail::NoSlot;
            continue;
        }
        sink.is_object = (*era.slots)[row].storage == Storage::Object;
        const bool has_recent = recent != nullptr && recent->frame_count() > 0 && recent->newest() >= era.first &&
                                recent->newest() <= era.last;
        if (!era.has_no_room && step_frames >= era.summaries.unit_frames()) read_summaries(era, row, first, end, sink);
        else if (step_frames >= kMostChunksPerStep * kChunkFrames) miss(era, row, first, end, sink);
        else if (step_frames >= kBlockFrames && !query.only_marks)
            read_blocks(era, row, first, end, sink, has_recent ? recent : nullptr);
        else read_frames(era, row, first, end, sink, has_recent ? recent : nullptr);
    }
    out.work += out.steps.size();
    return out;
}

/// Steps that are at least as long as a unit.
void SlotHistory::read_summaries(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink) const {
    const FrameNumber known = std::min(end, era.summaries.end_frame());
    if (first < known) {
        for (std::size_t step = sink.step_of(first); step <= sink.step_of(known - 1); ++step) {
            const FrameNumber from = std::max(first, sink.start_of(step)),
                              to = std::min(known, sink.start_of(step + 1));
            const Summary summary = era.summaries.begun_in(row, from, to, sink.out.work);
            if (summary.frames > 0) sink.add(from, to, summary);
            else sink.add_coarse(from, to, era.summaries.unit_at(row, from).summary);
        }
    }
    FrameNumber next = std::max(first, known);
    const bool has_newer = recorder_ && &eras_[recorder_era_] == &era && recorder_->frames() > 0;
    if (has_newer && recorder_->first_frame() < end && recorder_->first_frame() + recorder_->frames() > first) {
        next = std::min(end, recorder_->first_frame() + recorder_->frames());
        sink.add(recorder_->first_frame(), next, recorder_->summary(row));
        ++sink.out.work;
    }
    if (next < end) sink.miss(next, end);
}

/// Frames that have no column: what the summaries know of them.
void SlotHistory::miss(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink) const {
    sink.miss(first, end);
    for (FrameNumber frame = first; frame < std::min(end, era.summaries.end_frame());) {
        const SummarySpan unit = era.summaries.unit_at(row, frame);
        sink.add_coarse(frame, std::min(end, unit.end_frame()), unit.summary);
        frame = unit.end_frame();
        ++sink.out.work;
    }
    const bool has_newer = recorder_ && &eras_[recorder_era_] == &era && recorder_->frames() > 0;
    if (!has_newer) return;
    const FrameNumber from = std::max(first, recorder_->first_frame()),
                      to = std::min(end, recorder_->first_frame() + recorder_->frames());
    if (from < to) sink.add_coarse(from, to, recorder_->summary(row));
    ++sink.out.work;
}

/// Frames that have no column, of which the newest may be among the recent ones.
void SlotHistory::read_rest(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                            const RecentHistory* recent) const {
    if (first >= end) return;
    std::vector<HistorySample> samples;
    if (recent != nullptr && recent->newest() >= first)
        samples = recent->samples(row, static_cast<std::size_t>(recent->newest() - first + 1));
    std::erase_if(samples, [&](const HistorySample& sample) { return sample.frame < first || sample.frame >= end; });
    const FrameNumber known = samples.empty() ? end : samples.front().frame,
                      known_end = samples.empty() ? end : samples.back().frame + 1;
    if (first < known) miss(era, row, first, known, sink);
    if (known_end < end) miss(era, row, known_end, end, sink);
    for (const HistorySample& sample : samples) {
        Summary summary;
        summary.frames = 1;
        summary.written = sample.status == WriteStatus::Same || sample.status == WriteStatus::Changed ? 1 : 0;
        summary.changed = sample.status == WriteStatus::Changed ? 1 : 0;
        summary.nan = std::isnan(sample.value) ? 1 : 0;
        summary.first = summary.last = sample.value;
        if (summary.nan == 0) summary.min = summary.max = sample.value;
        sink.add(sample.frame, sample.frame + 1, summary);
        ++sink.out.work;
    }
}

/// Hands every column of the frames to `read`, with the part of them that it has; the rest has none.
template <class Read>
void SlotHistory::read_columns(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                               const RecentHistory* recent, Read read) const {
    for (std::uint64_t chunk = first / kChunkFrames; chunk <= (end - 1) / kChunkFrames; ++chunk) {
        const FrameNumber from = std::max(first, chunk * kChunkFrames);
        const FrameNumber to = std::min(end, (chunk + 1) * kChunkFrames);
        const StoredColumn* const column = columns_.peek(era.base + row, chunk);
        ++sink.out.work;
        const FrameNumber known = column == nullptr ? from : std::clamp(column->end_frame(), from, to);
        if (known > from) read(*column, from, known);
        read_rest(era, row, known, to, sink, recent);
    }
}

/// Steps of at least a block.
void SlotHistory::read_blocks(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                              const RecentHistory* recent) const {
    read_columns(era, row, first, end, sink, recent, [&](const StoredColumn& column, FrameNumber from, FrameNumber to) {
        for (std::size_t at = 0; at < column.values.count; at += kBlockFrames) {
            const std::size_t stop = std::min<std::size_t>(at + kBlockFrames, column.values.count);
            const FrameNumber block_first = column.first_frame + at, block_end = column.first_frame + stop;
            if (block_end <= from || block_first >= to) continue;
            Summary summary = summary_of(column, at, stop, {});
            const Extremes extremes = column.block(at / kBlockFrames);
            summary.min = extremes.least;
            summary.max = extremes.greatest;
            sink.add(block_first, block_end, summary);
            ++sink.out.work;
        }
    });
}

/// Steps that are shorter than a block; of marks also longer ones, since a block of those is a word of bits.
void SlotHistory::read_frames(const Era& era, SlotIndex row, FrameNumber first, FrameNumber end, Sink& sink,
                              const RecentHistory* recent) const {
    read_columns(era, row, first, end, sink, recent, [&](const StoredColumn& column, FrameNumber from, FrameNumber to) {
        if (!sink.only_marks) {
            sink.values.resize(column.values.count);
            decode_column(column.values, sink.values);
            sink.out.work += sink.values.size();
        }
        for (FrameNumber frame = from; frame < to;) {
            const FrameNumber stop = std::min(to, sink.start_of(sink.step_of(frame) + 1));
            sink.add(frame, stop,
                     summary_of(column, static_cast<std::size_t>(frame - column.first_frame),
                                static_cast<std::size_t>(stop - column.first_frame), sink.values));
            sink.out.work += 1 + static_cast<std::size_t>(stop - frame) / kBlockFrames;
            frame = stop;
        }
    });
}

Summary SlotHistory::summary_of(const StoredColumn& column, std::size_t begin, std::size_t end,
                                std::span<const double> values) {
    Summary summary;
    summary.frames = static_cast<std::uint32_t>(end - begin);
    summary.written = column.written.count(begin, end);
    summary.changed = column.changed.count(begin, end);
    summary.nan = column.nan.count(begin, end);
    summary.first = summary.last = kUnknown;
    if (values.empty()) return summary;
    summary.first = values[begin];
    summary.last = values[end - 1];
    for (const double value : values.subspan(begin, end - begin)) {
        summary.min = value < summary.min ? value : summary.min;  // NaN never is
        summary.max = value > summary.max ? value : summary.max;
    }
    return summary;
}

const StoredColumn* SlotHistory::column_at(SlotId slot, FrameNumber frame) const {
    if (eras_.empty()) return nullptr;
    const Era& era = eras_[era_of(frame)];
    const SlotIndex row = era.slots->find(slot);
    const StoredColumn* const column =
        row == kNoSlotIndex ? nullptr : columns_.peek(era.base + row, frame / kChunkFrames);
    return column != nullptr && frame < column->end_frame() ? column : nullptr;
}

}  // namespace slotscope
