// SPDX-License-Identifier: MIT
// FindHits: the frames of the recording in which a condition holds. Where one slot's values decide it and its columns are
// there, they are searched; all other frames are run again. Both ways give the same hits.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "debug/session_jobs.h"

namespace slotscope {

Session::HitsJob::HitsJob(Session& session, const FindHits& wanted) : Job(session), condition_(wanted.condition) {
    range_ = {1, s_.history_.finished()};
    if (wanted.range)
        range_ = {std::max<FrameNumber>(1, wanted.range->first), std::min(wanted.range->last, range_.last)};
    HitList list;
    list.condition = condition_.to_text();
    list.searched = {range_.first, range_.first - 1};
    s_.hits_ = std::move(list);
}

void Session::HitsJob::bind(const ProgramPtr& program) {
    if (program == bound_) return;
    bound_ = program;
    evaluator_.reset();
    if (auto made = ConditionEvaluator::create(condition_, s_.infos_.at(program)->symbols))
        evaluator_ = std::move(made).value();
}

void Session::HitsJob::add(const ConditionHit& hit) {
    HitList& list = *s_.hits_;
    ++list.count;
    if (list.hits.size() < HitList::kMaxHits) list.hits.push_back(hit);
}

// --- Running again --------------------------------------------------------------------------------------------------

std::optional<ConditionHit> Session::HitsJob::observe() {
    const Playhead& scout = s_.scout();
    bind(scout.executor().program());
    return evaluator_ ? evaluator_->observe(FrameEnd::of(scout.executor(), scout.fault(), scout.program_start()))
                      : std::nullopt;
}

/// Runs frames until one more is searched. False when there was no time for all of them.
bool Session::HitsJob::run_frame(const MayContinue& may_continue) {
    HitList& list = *s_.hits_;
    const Playhead& scout = s_.scout();
    if (!is_running_) {
        // As many frames before as it needs to know.
        const FrameNumber before = list.searched.last;
        bind(program_at(before + 1).program);
        const FrameNumber warm_up = evaluator_ ? evaluator_->warm_up_frames() : 0;
        if (evaluator_) evaluator_->reset();
        s_.history_.approach(s_.scout(), before - std::min(before, warm_up));
        observe();
        is_running_ = true;
    }
    for (;;) {
        s_.run_scout_frame(false);
        const auto hit = observe();
        if (scout.frame() > list.searched.last) {
            if (hit) add(*hit);
            list.searched.last = scout.frame();
            return true;
        }
        if (!may_continue()) return false;
    }
}

// --- Columns --------------------------------------------------------------------------------------------------------

/// What runs in this frame. A new program, also one with other constants, begins without a value to compare with.
Session::HitsJob::ProgramRun Session::HitsJob::program_at(FrameNumber frame) const {
    const InputLog& log = s_.history_.log();
    ProgramRun run{log.programs.front(), 0, range_.last};
    for (const Edit& edit : log.edits) {
        const auto* const swap = std::get_if<SwapEdit>(&edit.what);
        const auto* const constants = std::get_if<ConstantEdit>(&edit.what);
        if (swap == nullptr && constants == nullptr) continue;
        if (edit.frame >= frame) {
            run.last = std::min(run.last, edit.frame);
            break;
        }
        run.program = log.programs[swap != nullptr ? swap->program : constants->program];
        run.first = edit.frame + 1;
    }
    return run;
}

/// The slot's only writer, which a hit names; nullopt when there may be several, and it takes a run to know.
std::optional<StepIndex> Session::HitsJob::only_writer(SlotIndex slot) const {
    const auto& writers = s_.infos_.at(bound_)->wiring.writers[slot];
    if (writers.size() > 1) return std::nullopt;
    return writers.empty() ? kNoStep : writers.front();
}

/// Searches the column of the next frames, as far as it goes. False when there is none that can answer.
bool Session::HitsJob::search_column() {
    const FrameNumber next = s_.hits_->searched.last + 1;
    const ProgramRun run = program_at(next);
    bind(run.program);
    if (!evaluator_ || !evaluator_->column_search()) return false;
    const SlotIndex row = evaluator_->column_search()->slot;
    const auto writer = only_writer(row);
    const SlotId slot = s_.infos_.at(bound_)->symbols.slots()[row].slot;
    const StoredColumn* const column = s_.slot_history_.column_at(slot, next);
    if (!writer || column == nullptr) return false;
    const FrameNumber last = std::min(column->end_frame() - 1, run.last);
    values_.resize(column->values.count);
    decode_column(column->values, values_);
    std::optional<double> before;
    if (next > run.first) {
        const StoredColumn* const earlier =
            next > column->first_frame ? column : s_.slot_history_.column_at(slot, next - 1);
        if (earlier == nullptr) return false;
        if (earlier == column) {
            before = values_[static_cast<std::size_t>(next - 1 - column->first_frame)];
        } else {
            std::vector<double> last_values(earlier->values.count);
            decode_column(earlier->values, last_values);
            before = last_values.back();
        }
    }
    search(*column, {next, last}, before, row, *writer);
    s_.hits_->searched.last = last;
    is_running_ = false;
    return true;
}

void Session::HitsJob::search(const StoredColumn& column, FrameRange frames, std::optional<double> before,
                              SlotIndex row, StepIndex writer) {
    const std::size_t begin = static_cast<std::size_t>(frames.first - column.first_frame),
                      end = static_cast<std::size_t>(frames.last + 1 - column.first_frame);
    const ColumnTest& test = evaluator_->column_search()->test;
    // A change is a write that changed the bits, which edits and slots that share the element are not.
    const bool needs_change = condition_.kind == ConditionKind::Change || condition_.kind == ConditionKind::NotFinite;
    found_.clear();
    if (condition_.kind == ConditionKind::Change) {
        for (std::size_t i = begin; i < end; ++i)
            if (column.changed[i]) found_.push_back(i - begin);
    } else if (condition_.kind == ConditionKind::NotFinite) {
        const auto is_wanted = [&](double value) {
            return test.kind == ColumnTestKind::BecameNan        ? std::isnan(value)
                   : test.kind == ColumnTestKind::BecameInfinite ? std::isinf(value)
                                                                 : !std::isfinite(value);
        };
        if (column.nan.count(begin, end) > 0 || test.kind != ColumnTestKind::BecameNan)
            for (std::size_t i = begin; i < end; ++i)
                if (is_wanted(values_[i])) found_.push_back(i - begin);
    } else {
        find_hits(test, std::span(values_).subspan(begin, end - begin), before, found_);
    }
    for (const std::size_t at : found_) {
        const std::size_t i = begin + at;
        if (needs_change && !column.changed[i]) continue;
        ConditionHit hit{column.first_frame + i};
        hit.slot = row;
        hit.value = values_[i];
        if (column.written[i]) hit.step = writer;
        hit.previous = at == 0 ? before : std::optional(values_[i - 1]);
        add(hit);
    }
}

bool Session::HitsJob::advance(const MayContinue& may_continue) {
    HitList& list = *s_.hits_;
    while (list.searched.last < range_.last) {
        if (!search_column() && !run_frame(may_continue)) return false;
        if (!may_continue()) return list.searched.last >= range_.last ? finish() : false;
    }
    return finish();
}

bool Session::HitsJob::finish() {
    s_.hits_->is_complete = true;
    s_.count_other_bytes();
    return true;
}

Work Session::HitsJob::work() const {
    const double whole = static_cast<double>(range_.last - range_.first + 1);
    return {fmt::format("Searching for {}", s_.hits_->condition),
            whole <= 0 ? 1 : static_cast<double>(s_.hits_->searched.last + 1 - range_.first) / whole};
}

}  // namespace slotscope
