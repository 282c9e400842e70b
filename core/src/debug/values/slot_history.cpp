// SPDX-License-Identifier: MIT
// What SlotHistory holds and for how long: programs that followed each other, the budget, what is wanted. Filling is in
// slot_history_fill.cpp, reading in slot_history_read.cpp.
#include "slotscope/slot_history.h"

#include <algorithm>
#include <limits>

#include "slotscope/assert.h"

namespace slotscope {

namespace {

constexpr FrameNumber kNoEnd = std::numeric_limits<FrameNumber>::max();

struct EraStart {
    FrameNumber first = 0;
    ProgramPtr program;
};

/// Where the programs of a run begin. A program that no frame ran in is left out.
std::vector<EraStart> era_starts(const InputLog& log) {
    std::vector<EraStart> starts{{0, log.programs.front()}};
    for (const Edit& edit : log.edits) {
        const auto* const swap = std::get_if<SwapEdit>(&edit.what);
        if (swap == nullptr) continue;
        if (starts.back().first != edit.frame + 1) starts.push_back({edit.frame + 1, nullptr});
        starts.back().program = log.programs[swap->program];
    }
    return starts;
}

}  // namespace

SlotHistory::SlotHistory() = default;
SlotHistory::~SlotHistory() = default;
SlotHistory::SlotHistory(SlotHistory&&) noexcept = default;
SlotHistory& SlotHistory::operator=(SlotHistory&&) noexcept = default;

// --- Programs -------------------------------------------------------------------------------------------------------

void SlotHistory::begin(const InputLog& log) {
    eras_.clear();
    recorder_.reset();
    unit_.reset();
    columns_.clear();
    for (Wanted& wanted : wanted_) wanted = {};
    follow(log);
}

void SlotHistory::follow(const InputLog& log) {
    const std::vector<EraStart> starts = era_starts(log);
    std::size_t same = 0;
    while (same < eras_.size() && same < starts.size() && eras_[same].first == starts[same].first &&
           eras_[same].program == starts[same].program)
        ++same;
    if (same < eras_.size() && same > 0) drop_after(eras_[same].first - 1);
    for (std::size_t i = same; i < starts.size(); ++i) {
        Era era;
        era.first = starts[i].first;
        era.last = kNoEnd;
        era.program = starts[i].program;
        era.slots = std::make_shared<const SlotTable>(SlotTable::of_program(*era.program).value());
        era.summaries = SummaryPyramid(era.slots->size(), era.first);
        if (i > 0) {
            eras_[i - 1].last = era.first - 1;
            era.base = eras_[i - 1].base + static_cast<SlotIndex>(eras_[i - 1].slots->size());
        }
        eras_.push_back(std::move(era));
    }
    // The last chunk of a program may end anywhere.
    if (recorder_ && recorder_->frames() > 0 &&
        recorder_->first_frame() + recorder_->frames() > eras_[recorder_era_].last)
        close_summaries();
    restart_wanted();
}

void SlotHistory::drop_after(FrameNumber frame) {
    while (!eras_.empty() && eras_.back().first > frame) eras_.pop_back();
    if (eras_.empty()) return;
    if (recorder_ && (recorder_era_ >= eras_.size() ||
                      (recorder_->frames() > 0 && recorder_->first_frame() + recorder_->frames() > frame + 1)))
        recorder_.reset();
    if (unit_ && (unit_->era >= eras_.size() || unit_->last > frame)) unit_.reset();
    Era& era = eras_.back();
    era.last = kNoEnd;
    // Whole chunks stay. One that ended with its program goes too, since it may go on now.
    const FrameNumber end = std::min(era.summaries.end_frame(), frame + 1);
    era.summaries.truncate(static_cast<std::size_t>(end / kChunkFrames - era.first / kChunkFrames));
    if (recorder_ && recorder_->frames() > 0 && recorder_->first_frame() != era.summaries.end_frame())
        recorder_.reset();
    columns_.drop_after(frame);
    give_columns_the_rest();
    restart_wanted();
}

std::size_t SlotHistory::era_of(FrameNumber frame) const noexcept {
    const auto after = std::ranges::upper_bound(eras_, frame, {}, &Era::first);
    return static_cast<std::size_t>(after - eras_.begin()) - 1;
}

// --- Budget ---------------------------------------------------------------------------------------------------------

void SlotHistory::set_allowance(std::size_t bytes) {
    const bool is_more = bytes > allowance_;
    const std::uint64_t evictions = columns_.evictions();
    allowance_ = bytes;
    if (unit_ && unit_->recorder.bytes() > recorder_allowance()) unit_.reset();
    if (is_more) {
        for (Era& era : eras_) {
            era.has_no_room = false;
            if (era.summaries.unit_frames() > kChunkFrames) forget_summaries(era);
        }
    }
    make_room(0);
    give_columns_the_rest();
    if (is_more || columns_.evictions() != evictions) restart_wanted();
}

std::size_t SlotHistory::summary_bytes() const noexcept {
    std::size_t sum = recorder_ ? recorder_->bytes() : 0;
    for (const Era& era : eras_) sum += era.summaries.bytes();
    return sum;
}

std::size_t SlotHistory::bytes() const noexcept {
    return summary_bytes() + columns_.bytes() + (unit_ ? unit_->recorder.bytes() : 0);
}

void SlotHistory::forget_summaries(Era& era) {
    era.summaries = SummaryPyramid(era.slots->size(), era.first);
    if (recorder_ && &eras_[recorder_era_] == &era) recorder_.reset();
}

void SlotHistory::make_room(std::size_t more) {
    const std::size_t most = summary_allowance();
    const auto by_size = [](const Era& a, const Era& b) {
        return a.summaries.whole_units() * a.summaries.slots() < b.summaries.whole_units() * b.summaries.slots();
    };
    while (summary_bytes() + more > most && !eras_.empty()) {
        ++revision_;
        Era& largest = *std::ranges::max_element(eras_, by_size);
        if (largest.summaries.whole_units() > 0) {
            largest.summaries.coarsen();
            continue;
        }
        // Not even the coarsest fit.
        const auto oldest = std::ranges::find_if(eras_, [](const Era& era) { return !era.has_no_room; });
        if (oldest == eras_.end()) return;
        oldest->has_no_room = true;
        forget_summaries(*oldest);
    }
}

/// Room for a recorder is kept free, so that columns need not go whenever others are recorded.
void SlotHistory::give_columns_the_rest() {
    const std::size_t kept = summary_bytes() + std::max(recorder_allowance(), unit_ ? unit_->recorder.bytes() : 0);
    const std::uint64_t evictions = columns_.evictions();
    columns_.set_budget(allowance_ > kept ? allowance_ - kept : 0);
    if (columns_.evictions() != evictions) scan_again();
}

/// After columns had to go.
void SlotHistory::scan_again() {
    for (Wanted& wanted : wanted_) {
        wanted.scanned = 0;
        wanted.is_settled = false;
    }
    ++revision_;
}

FrameNumber SlotHistory::summarised_end() const noexcept {
    for (std::size_t i = 0; i < eras_.size(); ++i) {
        if (eras_[i].has_no_room) continue;
        const FrameNumber next = next_to_summarise(i);
        if (next <= eras_[i].last) return next;
    }
    return 0;
}

FrameNumber SlotHistory::coarsest_unit() const noexcept {
    FrameNumber unit = kChunkFrames;
    for (const Era& era : eras_) {
        if (era.has_no_room) return 0;
        unit = std::max(unit, era.summaries.unit_frames());
    }
    return unit;
}

// --- What is wanted -------------------------------------------------------------------------------------------------

void SlotHistory::request(ValueRequest request) {
    std::ranges::sort(request.slots);
    request.slots.erase(std::unique(request.slots.begin(), request.slots.end()), request.slots.end());
    const auto which = static_cast<std::size_t>(request.viewer);
    Wanted& wanted = wanted_[which];
    if (wanted.request == request) return;
    wanted = {std::move(request), columns_.now(), 0, false};
    const auto at = std::ranges::find(order_, which);
    std::rotate(order_.begin(), at, at + 1);
    if (unit_ && !unit_->is_complete && unit_->wanted != which) unit_.reset();
    // What is there already counts as used, so that it does not have to go for the rest.
    const ValueRequest& now = wanted.request;
    if (now.slots.empty() || !needs_columns(now, now.last)) return;
    for (std::size_t i = 0; i < eras_.size(); ++i) {
        const Era& era = eras_[i];
        if (era.last < now.first || era.first > now.last) continue;
        const std::uint64_t first = std::max(era.first, now.first) / kChunkFrames,
                            last = std::min(era.last, now.last) / kChunkFrames;
        for (const SlotId slot : now.slots) {
            const SlotIndex row = era.slots->find(slot);
            if (row == kNoSlotIndex) continue;
            for (std::uint64_t chunk = first; chunk <= last; ++chunk)
                static_cast<void>(columns_.find(era.base + row, chunk));
        }
    }
}

void SlotHistory::watch(std::vector<SlotId> slots) {
    std::ranges::sort(slots);
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    watched_ = std::move(slots);
    wanted_[kWatched] = {{ValueViewer::Other, watched_, 0, kNoEnd, 1}, 0, 0, false};
    wanted_[kWindow] = {};
}

/// After what is there became less, or what may be there more.
void SlotHistory::restart_wanted() {
    scan_again();
    for (Wanted& wanted : wanted_) wanted.is_full = false;
    wanted_[kWindow] = {};
    if (!watched_.empty()) wanted_[kWatched].request = {ValueViewer::Other, watched_, 0, kNoEnd, 1};
    ++revision_;
}

}  // namespace slotscope
