// SPDX-License-Identifier: MIT
// How SlotHistory is filled: one chunk of columns after the other for what is wanted, then summaries frame after frame.
#include <algorithm>

#include "slotscope/assert.h"
#include "slotscope/slot_history.h"

namespace slotscope {

namespace {

/// Columns that are encoded at once, about a fifth of a millisecond.
constexpr std::size_t kStoredAtOnce = 8;
/// Slots of one column recorder at most, and what one of them takes in it at least.
constexpr std::size_t kMostRows = 2048, kRowBytes = std::size_t{9} * 1024;
/// As long as the newest frames are read from elsewhere, their column is made anew when it lacks so many.
constexpr FrameNumber kMostLag = 128;
/// Longer steps than so many chunks are not worth columns, however coarse the summaries are.
constexpr FrameNumber kMostChunksPerStep = 4;
/// The frames up to the cursor that are held for all slots.
constexpr FrameNumber kWindowFrames = 256;

}  // namespace

// --- Which frame comes next -----------------------------------------------------------------------------------------

std::optional<FrameNumber> SlotHistory::next_frame(const Place& place) {
    if (eras_.empty()) return std::nullopt;
    if (unit_ && !unit_->is_complete) return unit_->next;
    want_window(place);
    for (const std::size_t which : order_)
        if (plan(which, place)) return unit_->next;
    for (const std::size_t which : {kWindow, kWatched})
        if (plan(which, place)) return unit_->next;
    const auto era = era_to_summarise(place.finished);
    return era ? std::optional(next_to_summarise(*era)) : std::nullopt;
}

/// Columns help where the steps are shorter than what summaries have, and are not too many.
bool SlotHistory::needs_columns(const ValueRequest& request, FrameNumber finished) const {
    const FrameNumber last = std::min(request.last, finished);
    if (request.first > last || request.width == 0) return false;
    const FrameNumber frames = last - request.first + 1, step = frames / request.width;
    FrameNumber unit = kChunkFrames;
    for (const Era& era : eras_) {
        if (era.last < request.first || era.first > last) continue;
        unit = std::max(unit, era.has_no_room ? kMostChunksPerStep * kChunkFrames : era.summaries.unit_frames());
    }
    if (step >= std::min(unit, kMostChunksPerStep * kChunkFrames)) return false;
    return (frames / kChunkFrames + 1) * request.slots.size() <= kMostColumns;
}

/// The chunks around the cursor, for all slots of a program that is not too large.
void SlotHistory::want_window(const Place& place) {
    const FrameNumber first = (place.cursor - std::min(place.cursor, kWindowFrames - 1)) / kChunkFrames * kChunkFrames;
    const FrameNumber last = place.cursor / kChunkFrames * kChunkFrames + kChunkFrames - 1;
    Wanted& window = wanted_[kWindow];
    if (window.request.first == first && window.request.last == last) return;
    window = {{ValueViewer::Other, watched_, first, last, last - first + 1}, columns_.now(), 0, false};
    const Era& era = eras_[era_of(place.cursor)];
    if (era.slots->size() <= kWindowSlots) {
        window.request.slots.clear();
        for (const SlotMeta& slot : era.slots->rows()) window.request.slots.push_back(slot.slot);
    }
    // What views show stays.
    for (std::size_t which = 0; which < kWindow; ++which)
        if (!wanted_[which].request.slots.empty()) window.since = std::min(window.since, wanted_[which].since);
}

bool SlotHistory::plan(std::size_t which, const Place& place) {
    Wanted& wanted = wanted_[which];
    const FrameNumber last = std::min(wanted.request.last, place.finished);
    if (wanted.is_full || wanted.request.slots.empty() || wanted.request.first > last) return false;
    const auto finished = static_cast<std::uint32_t>(place.finished);
    if (wanted.is_settled && wanted.settled_finished == finished && wanted.settled_with_recent == place.has_recent)
        return false;
    if (which < kWindow && !needs_columns(wanted.request, place.finished)) return false;
    std::uint64_t chunk = std::max(wanted.request.first / kChunkFrames, wanted.scanned);
    for (; chunk <= last / kChunkFrames; ++chunk) {
        wanted.scanned = chunk;
        if (plan_chunk(which, chunk, place)) return true;
        if (wanted.is_full) return false;
    }
    wanted.is_settled = true;
    wanted.settled_finished = finished;
    wanted.settled_with_recent = place.has_recent;
    return false;
}

bool SlotHistory::plan_chunk(std::size_t which, std::uint64_t chunk, const Place& place) {
    const FrameNumber chunk_first = chunk * kChunkFrames,
                      chunk_last = std::min(chunk_first + kChunkFrames - 1, place.finished);
    for (std::size_t i = era_of(chunk_first); i < eras_.size() && eras_[i].first <= chunk_last; ++i) {
        const Era& era = eras_[i];
        const FrameNumber first = std::max(chunk_first, era.first), last = std::min(chunk_last, era.last);
        const bool may_lag = place.has_recent && last == place.finished && last != era.last;
        std::vector<SlotIndex> rows = missing_rows(era, which, first, last, may_lag ? kMostLag : 0);
        if (rows.empty()) continue;
        const std::size_t most = std::min(kMostRows, recorder_allowance() / kRowBytes);
        if (most == 0) {
            wanted_[which].is_full = true;
            return false;
        }
        if (rows.size() > most) rows.resize(most);
        unit_.emplace(Unit{i, which, first, last, ColumnRecorder(*era.slots, rows)});
        return true;
    }
    return false;
}

std::vector<SlotIndex> SlotHistory::missing_rows(const Era& era, std::size_t which, FrameNumber first, FrameNumber last,
                                                 FrameNumber lag) const {
    std::vector<SlotIndex> rows;
    for (const SlotId slot : wanted_[which].request.slots) {
        const SlotIndex row = era.slots->find(slot);
        if (row == kNoSlotIndex) continue;
        const StoredColumn* const column = columns_.peek(era.base + row, first / kChunkFrames);
        if (column == nullptr || column->end_frame() + lag <= last) rows.push_back(row);
    }
    return rows;
}

FrameNumber SlotHistory::next_to_summarise(std::size_t era) const noexcept {
    const bool is_begun = recorder_ && recorder_era_ == era;
    return eras_[era].summaries.end_frame() + (is_begun ? recorder_->frames() : 0);
}

std::optional<std::size_t> SlotHistory::era_to_summarise(FrameNumber finished) const noexcept {
    for (std::size_t i = 0; i < eras_.size(); ++i) {
        if (!eras_[i].has_no_room && eras_[i].slots->size() > 0 &&
            next_to_summarise(i) <= std::min(eras_[i].last, finished))
            return i;
    }
    return std::nullopt;
}

// --- Taking it in ---------------------------------------------------------------------------------------------------

void SlotHistory::take(const ValueStore& values) {
    const FrameNumber frame = values.frame();
    if (unit_ && !unit_->is_complete && unit_->next == frame) {
        const bool is_chunk_end = unit_->recorder.append(values);
        if (++unit_->next > unit_->last) {
            if (!is_chunk_end) unit_->recorder.finish();
            unit_->is_complete = true;
        }
    }
    // The same frame may be the next one of the summaries.
    if (const auto era = era_to_summarise(frame); era && next_to_summarise(*era) == frame) summarise(*era, values);
}

bool SlotHistory::store_some() {
    if (!unit_ || !unit_->is_complete) return false;
    Wanted& wanted = wanted_[unit_->wanted];
    const SlotIndex base = eras_[unit_->era].base;
    const std::uint64_t evictions = columns_.evictions();
    const std::size_t end = std::min(unit_->recorder.size(), unit_->stored + kStoredAtOnce);
    for (; unit_->stored < end && !wanted.is_full; ++unit_->stored) {
        RecordedColumn column = unit_->recorder.column(unit_->stored);
        column.row += base;
        wanted.is_full = !columns_.insert(column, wanted.since);
    }
    if (columns_.evictions() != evictions) scan_again();
    if (unit_->stored == unit_->recorder.size() || wanted.is_full) unit_.reset();
    ++revision_;
    return true;
}

void SlotHistory::summarise(std::size_t era, const ValueStore& values) {
    const std::size_t slots = eras_[era].slots->size();
    if (!recorder_ || recorder_era_ != era) {
        recorder_.reset();
        const std::size_t needed = SummaryRecorder::bytes_of(slots) + 4 * SummaryPyramid::unit_bytes(slots);
        make_room(needed);
        if (summary_bytes() + needed > summary_allowance()) eras_[era].has_no_room = true;
        if (eras_[era].has_no_room) return;
        recorder_.emplace(*eras_[era].slots);
        recorder_era_ = era;
        give_columns_the_rest();
    }
    recorder_->append(values);
    const FrameNumber frame = values.frame();
    if ((frame + 1) % kChunkFrames == 0 || frame == eras_[era].last) close_summaries();
}

/// What the recorder has is a chunk.
void SlotHistory::close_summaries() {
    make_room(4 * SummaryPyramid::unit_bytes(recorder_->slots()));
    if (!recorder_) return;  // its program had no room
    eras_[recorder_era_].summaries.append(recorder_->summaries());
    recorder_->restart();
    give_columns_the_rest();
    ++revision_;
}

}  // namespace slotscope
