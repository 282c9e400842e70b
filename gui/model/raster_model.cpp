// SPDX-License-Identifier: MIT
#include "model/raster_model.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/slot_facts.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

/// Rounded, but a share that is not nothing is never shown as nothing.
std::uint8_t level(std::uint32_t part, std::uint32_t whole) {
    if (part == 0 || whole == 0) return 0;
    const double share = static_cast<double>(part) / static_cast<double>(whole);
    return static_cast<std::uint8_t>(
        std::clamp(std::lround(share * RasterLook::kLevels), 1L, static_cast<long>(RasterLook::kLevels)));
}

bool is_blank(const RasterLook& look) {
    return look.detail == ValueDetail::Exact && look.changed == 0 && look.same == 0 && !look.has_nan;
}

}  // namespace

RasterLook raster_look(const ValueStep& step) {
    RasterLook look;
    look.detail = step.detail;
    if (step.detail == ValueDetail::NotYet || step.detail == ValueDetail::NoSlot) return look;
    const Summary& summary = step.summary;
    look.changed = level(summary.changed, summary.frames);
    look.same = level(summary.written - std::min(summary.written, summary.changed), summary.frames);
    look.has_nan = summary.nan > 0;
    return look;
}

void RasterModel::update(const Session& session, std::span<const SlotIndex> rows, const FrameSteps& steps) {
    const bool is_same = values_revision_ == session.slot_history().revision() && revision_ == session.revision() &&
                         steps == steps_ && std::ranges::equal(rows, rows_);
    if (is_same) return;
    values_revision_ = session.slot_history().revision();
    revision_ = session.revision();
    steps_ = steps;
    rows_.assign(rows.begin(), rows.end());
    runs_.resize(rows_.size());
    has_gaps_ = false;
    ++updates_;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        std::vector<RasterRun>& runs = runs_[row];
        runs.clear();
        if (steps_.count == 0) continue;
        const ValueSteps read =
            session.read_values({session.slots()[rows_[row]].slot, steps_.first, steps_.last(), steps_.count, true});
        const FrameNumber finished = session.finished_frame();
        for (std::uint32_t i = 0; i < read.steps.size() && read.steps[i].first <= finished; ++i) {
            const RasterLook look = raster_look(read.steps[i]);
            has_gaps_ = has_gaps_ || look.detail == ValueDetail::NotYet || look.detail == ValueDetail::Coarse;
            if (is_blank(look)) continue;
            if (!runs.empty() && runs.back().look == look && runs.back().first + runs.back().count == i)
                ++runs.back().count;
            else runs.push_back({i, 1, look});
        }
    }
    find_faults(session);
}

void RasterModel::find_faults(const Session& session) {
    faults_.clear();
    if (steps_.count == 0 || session.faults().empty()) return;
    std::map<SlotId, std::size_t> row_of;
    for (std::size_t row = 0; row < rows_.size(); ++row) row_of[session.slots()[rows_[row]].slot] = row;
    const auto faults = session.faults();
    for (auto fault = std::ranges::lower_bound(faults, steps_.first, {}, &Fault::frame);
         fault != faults.end() && fault->frame <= steps_.last(); ++fault) {
        if (!fault->slot) continue;
        const auto found = row_of.find(*fault->slot);
        if (found == row_of.end()) continue;
        // One per step is enough to be seen.
        const bool is_there = !faults_.empty() && faults_.back().row == found->second &&
                              step_at(steps_, faults_.back().frame) == step_at(steps_, fault->frame);
        if (!is_there) faults_.push_back({fault->frame, found->second});
    }
}

RasterWords raster_words(const Session& session, SlotIndex slot, FrameNumber first, FrameNumber last) {
    RasterWords words;
    last = std::min(last, session.finished_frame());
    first = std::min(first, last);
    const FrameNumber frames = last - first + 1;
    words.frames = frames == 1 ? "Frame " + grouped(first) : "Frames " + grouped(first) + " to " + grouped(last);
    const SlotMeta& meta = session.slots()[slot];
    const ValueSteps read = session.read_values({meta.slot, first, last, 1});
    if (read.steps.empty()) return words;
    const ValueStep& step = read.steps.front();
    const Summary& summary = step.summary;
    if (step.detail == ValueDetail::NotYet)
        words.lines.emplace_back("not looked at yet: it is run again when there is time");
    if (step.detail == ValueDetail::NoSlot)
        words.lines.emplace_back("the program that ran then has no slot " + std::to_string(meta.slot));
    if (step.detail == ValueDetail::NotYet || step.detail == ValueDetail::NoSlot) return words;
    words.has_nan = summary.nan > 0;
    const bool is_number = meta.storage != Storage::Object;
    if (summary.frames == 1) {
        if (is_number) words.lines.push_back(format_shortest(summary.last));
        words.lines.emplace_back(summary.changed > 0   ? "written, changed"
                                 : summary.written > 0 ? "written, same value"
                                                       : "not written");
        return words;
    }
    if (step.detail == ValueDetail::Coarse)
        words.lines.push_back("of " + grouped(summary.frames) + " frames around here, the rest is not looked at yet");
    if (is_number && summary.min <= summary.max)
        words.lines.push_back(summary.min == summary.max
                                  ? format_shortest(summary.min)
                                  : format_shortest(summary.min) + " to " + format_shortest(summary.max));
    words.lines.push_back("written in " + grouped(summary.written) + " of " + counted(summary.frames, "frame") +
                          ", changed in " + grouped(summary.changed));
    if (summary.nan > 0) words.lines.push_back("NaN in " + counted(summary.nan, "frame"));
    return words;
}

}  // namespace slotscope::gui
