// SPDX-License-Identifier: MIT
// The model's playing, breakpoints and searches.
#include <algorithm>
#include <bit>
#include <cmath>

#include "core/session/model/model.h"

namespace slotscope::test {

// --- Breakpoints ------------------------------------------------------------------------------------------------------

std::string Watch::text() const {
    const std::string text = std::to_string(number);
    switch (kind) {
        case Kind::Write: return "write #" + text;
        case Kind::Change: return "change #" + text;
        case Kind::Stale: return "stale #" + text;
        case Kind::Frame: return "frame " + text;
        case Kind::Fault: return "fault any";
        case Kind::Step: return "step " + text;
        case Kind::Before: return "before " + text;
    }
    return {};
}

bool Watch::fits(const Program& program, const SlotTable& slots) const {
    switch (kind) {
        case Kind::Write:
        case Kind::Change:
        case Kind::Stale: return slots.find(number) != kNoSlotIndex;
        case Kind::Step:
        case Kind::Before: return number < program.steps.size();
        default: return true;
    }
}

std::vector<const Watch*> Model::active(const Moment& moment) const {
    const SlotTable slots = SlotTable::of_program(*moment.program).value();
    std::vector<const Watch*> found;
    for (const Watch& watch : watches) {
        if (watch.is_enabled && watch.fits(*moment.program, slots)) found.push_back(&watch);
    }
    return found;
}

bool Model::has_active_watch() const { return !active(here()).empty(); }

/// Whether it hits in the frame that ends so, and the step that made it (kNoStep: none did).
std::optional<StepIndex> Model::hit_step(const Watch& watch, const Moment& end) {
    const SlotTable slots = SlotTable::of_program(*end.program).value();
    if (!watch.fits(*end.program, slots)) return std::nullopt;
    const auto mark = [&]() -> const Mark& { return end.marks[slots.find(watch.number)]; };
    const bool failed_there = end.fault && end.fault->step == watch.number;
    switch (watch.kind) {
        case Watch::Kind::Write:
            if (mark().status == WriteStatus::Same || mark().status == WriteStatus::Changed) return mark().writer;
            return std::nullopt;
        case Watch::Kind::Change:
            return mark().status == WriteStatus::Changed ? std::optional(mark().writer) : std::nullopt;
        case Watch::Kind::Stale:
            return mark().status == WriteStatus::Never || mark().status == WriteStatus::Stale ? std::optional(kNoStep)
                                                                                              : std::nullopt;
        case Watch::Kind::Frame: return end.cursor.frame == watch.number ? std::optional(kNoStep) : std::nullopt;
        case Watch::Kind::Fault: return end.fault ? std::optional(end.fault->step) : std::nullopt;
        case Watch::Kind::Step:
        case Watch::Kind::Before:
            return watch.number < end.cursor.step || failed_there ? std::optional(static_cast<StepIndex>(watch.number))
                                                                  : std::nullopt;
    }
    return std::nullopt;
}

/// Where a run stops for it in that frame.
std::optional<StepIndex> Model::stop_step(const Watch& watch, const Moment& end) {
    const auto step = hit_step(watch, end);
    if (!step) return std::nullopt;
    if (*step == kNoStep || *step >= end.cursor.step) return kFrameEnd;
    const StepIndex place = watch.kind == Watch::Kind::Before ? *step : *step + 1;
    return place >= end.cursor.step ? kFrameEnd : place;
}

std::vector<std::pair<FrameNumber, StepIndex>> Model::hits_of(const Watch& watch) const {
    std::vector<std::pair<FrameNumber, StepIndex>> hits;
    const Line& line = present_.line;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line.is_edit(i - 1) || line[i].is_in_frame) continue;
        if (const auto step = hit_step(watch, line[i])) hits.emplace_back(line[i].cursor.frame, *step);
    }
    return hits;
}

/// A frame has run to its end, where the cursor is.
void Model::frame_finished(bool was_new) {
    const Moment& end = here();
    const FrameNumber frame = end.cursor.frame;
    if ((!was_new && !runs_by_play_) || watches.empty()) return;
    for (const Watch* watch : active(end)) {
        const auto step = stop_step(*watch, end);
        if (!step) continue;
        const StepIndex from = resumed_ && resumed_->frame == frame ? resumed_->step : 0;
        const bool is_ahead = from == 0 || *step > from;
        if (runs_by_play_ && !watch->is_log_only && is_ahead && (!pending_ || *step < pending_->step))
            pending_ = Cursor{frame, *step};
        if (was_new) log.push_back({frame, *step, watch->id, !watch->is_log_only});
    }
}

// --- Playing ----------------------------------------------------------------------------------------------------------

void Model::play(std::optional<std::uint64_t> frames) {
    is_playing = true;
    is_backward = false;
    frames_left = frames;
    owed_ = 1;
    resumed_ = here().place();
    pending_.reset();
}

bool Model::play_backward() {
    if (here().cursor.frame == 0) return false;
    is_playing = is_backward = true;
    frames_left.reset();
    owed_ = 1;
    resumed_ = here().place();
    return true;
}

/// One turn of playing backward: to the last place on the way at which a breakpoint stops, or all the way.
void Model::run_backward(FrameNumber due) {
    FrameNumber frame = here().cursor.frame;
    // Where playing began does not stop it; the end of a frame that it reached does, when it goes on from there.
    const Cursor from = resumed_.value_or(Cursor{frame + 1, 0});
    resumed_.reset();
    frame -= std::min(frame, due);
    const FrameNumber lowest = loop ? std::max(frame, loop->first) : frame;
    if (has_active_watch() && search_between(from, lowest + 1, false, stops_of_frame())) return stop();
    if (loop && frame < loop->first) frame = std::min(loop->last, present_.newest());
    land({frame, kFrameEnd});
    if (frame == 0) stop();
}

std::uint64_t Model::run(double elapsed_ms, std::size_t slices) {
    if (!is_playing) return 0;
    const bool is_unlimited = speed == 0;
    if (!is_unlimited) {
        owed_ = std::min(owed_ + elapsed_ms * fps * speed / 1000, 8 * std::max(1.0, speed));
        if (owed_ < 1) return 0;
    }
    if (is_backward) {
        const auto due = static_cast<FrameNumber>(is_unlimited ? 1 : std::floor(owed_));
        if (!is_unlimited) owed_ -= static_cast<double>(due);
        run_backward(due);
        return 0;
    }
    // As many frames as it may continue, and at full speed one more.
    const std::uint64_t most = is_unlimited ? slices + 1 : slices;
    std::uint64_t count = 0;
    while (count < most && (is_unlimited || owed_ >= 1)) {
        if (frames_left == std::uint64_t{0} || (!here().is_in_frame && !has_next_time())) {
            stop();
            break;
        }
        if (loop && here().cursor.frame >= loop->last && loop->first <= present_.newest())
            land({loop->first, kFrameEnd});
        runs_by_play_ = true;
        run_one_frame();
        runs_by_play_ = false;
        if (resumed_ && resumed_->frame == here().cursor.frame) resumed_.reset();
        ++count;
        if (!is_unlimited) owed_ -= 1;
        if (frames_left) --*frames_left;
        if (pending_ || (here().fault && stop_at_faults)) {
            stop();
            break;
        }
    }
    if (frames_left == std::uint64_t{0}) stop();
    if (pending_) {
        land(*pending_);
        pending_.reset();
    }
    return count;
}

// --- Searches ---------------------------------------------------------------------------------------------------------

/// Looks at the places that every recorded frame has, and goes to the nearest beyond the cursor.
bool Model::search(bool is_forward, const PlacesOfFrame& places_of) {
    stop();
    return search_between(here().place(), 0, is_forward, places_of);
}

/// The nearest place beyond `from`, the cursor's or one behind it, and in no frame before `lowest`.
bool Model::search_between(const Cursor& from, FrameNumber lowest, bool is_forward, const PlacesOfFrame& places_of) {
    Line line = present_.line;
    // Backward the frame under way counts as far as the cursor: what its end would be decides, as for the others.
    FrameNumber last = present_.finished();
    if (!is_forward && here().cursor.frame > last) {
        while (line.back().is_in_frame) line.push(RunStep{});
        last = here().cursor.frame;
    }
    std::optional<Cursor> found;
    for (std::size_t begin = 0; begin + 1 < line.size(); ++begin) {
        if (!std::holds_alternative<BeginFrame>(line.event(begin))) continue;
        std::size_t end = begin + 1;
        while (line[end].is_in_frame && end + 1 < line.size()) ++end;
        if (line[end].cursor.frame > last || line[end].cursor.frame < lowest) continue;
        Places places;
        places_of(line, begin, end, places);
        for (const Cursor& place : places.all) {
            if (is_forward ? place > from && (!found || place < *found) : place < from && (!found || place > *found))
                found = place;
        }
    }
    if (found) land(*found);
    return found.has_value();
}

bool Model::go_to_write(SlotId slot, bool is_forward, bool only_changes) {
    Watch watch;
    watch.kind = only_changes ? Watch::Kind::Change : Watch::Kind::Write;
    watch.number = slot;
    return search(is_forward, [&](const Line& line, std::size_t, std::size_t end, Places& places) {
        const auto writer = hit_step(watch, line[end]);
        if (!writer) return;
        const bool is_last = *writer == kNoStep || *writer + std::size_t{1} >= line[end].program->steps.size();
        places.add({line[end].cursor.frame, is_last ? kFrameEnd : *writer + 1});
    });
}

Model::PlacesOfFrame Model::stops_of_frame() const {
    return [this](const Line& line, std::size_t, std::size_t end, Places& places) {
        for (const Watch* watch : active(line[end])) {
            if (watch->is_log_only) continue;
            if (const auto step = stop_step(*watch, line[end])) places.add({line[end].cursor.frame, *step});
        }
    };
}

bool Model::go_to_hit(bool is_forward) { return search(is_forward, stops_of_frame()); }

bool Model::go_to_state_change(StateStorage storage, std::uint32_t first, std::uint32_t count, bool is_forward) {
    const auto differ = [&](const Moment& a, const Moment& b) {
        for (std::size_t i = first; i < std::size_t{first} + count; ++i) {
            const double x = i < a.state.size(storage) ? a.state.at(storage, i) : 0;
            const double y = i < b.state.size(storage) ? b.state.at(storage, i) : 0;
            if (std::bit_cast<std::uint64_t>(x) != std::bit_cast<std::uint64_t>(y)) return true;
        }
        return false;
    };
    return search(is_forward, [&](const Line& line, std::size_t begin, std::size_t end, Places& places) {
        // The end of the frame before: before the edits that follow it.
        std::size_t previous = begin;
        while (previous > 0 && line.is_edit(previous - 1)) --previous;
        if (!differ(line[previous], line[end])) return;
        std::size_t settled = begin;  // the state before what was run last
        for (std::size_t i = begin + 1; i <= end; ++i) {
            const bool is_before_first_step = line[i].is_in_frame && line[i].cursor.step == 0;
            if (is_before_first_step || (i < end && line.is_edit(i)))
                continue;  // a step and the edits behind it are one
            if (i > begin + 1 && differ(line[settled], line[i])) places.add(line[i].place());
            settled = i;
        }
        // An edit between the frames did it, and no step: seen at the end.
        if (places.all.empty()) places.add(line[end].place());
    });
}

}  // namespace slotscope::test
