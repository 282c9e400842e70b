// SPDX-License-Identifier: MIT
// The session's part of SlotHistory: replays what it wants, tells it what is not true any more, gives it its part of the
// budget.
#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "debug/session_jobs.h"
#include "slotscope/overloaded.h"
#include "slotscope/session.h"

namespace slotscope {

namespace {

/// Its part of the budget: a quarter. Keyframes, which seeking needs, have half.
constexpr std::size_t kValuesShare = 4;
/// An eighth is left for the frames near the cursor.
constexpr std::size_t kNearShare = 8;
/// As many of the newest frames are read from the recent values.
constexpr FrameNumber kRecentEnough = 129;

bool same_bits(double a, double b) noexcept {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// Edits of two logs that do the same at the same place.
bool is_same(const InputLog& log_a, const Edit& a, const InputLog& log_b, const Edit& b) {
    if (a.frame != b.frame || a.step != b.step || a.what.index() != b.what.index()) return false;
    return std::visit(
        Overloaded{
            [&](const SlotEdit& e) {
                const auto& other = std::get<SlotEdit>(b.what);
                return e.slot == other.slot && e.value.same_as(other.value);
            },
            [&](const StateEdit& e) {
                const auto& other = std::get<StateEdit>(b.what);
                return e.storage == other.storage && e.element == other.element && same_bits(e.value, other.value);
            },
            [&](const SwapEdit& e) {
                return log_a.programs[e.program] == log_b.programs[std::get<SwapEdit>(b.what).program];
            },
            [&](const ConstantEdit& e) {
                return log_a.programs[e.program] == log_b.programs[std::get<ConstantEdit>(b.what).program];
            },
            [&](const DeltaEdit& e) { return e.delta == std::get<DeltaEdit>(b.what).delta; },
        },
        a.what);
}

/// The last frame whose end is the same on both lines of events, which began alike.
FrameNumber last_common_frame(const InputLog& a, const InputLog& b) {
    FrameNumber last = std::min(a.times.count(), b.times.count());
    for (FrameNumber frame = 1; frame <= last; ++frame)
        if (!same_bits(a.times.of(frame), b.times.of(frame))) last = frame - 1;
    std::size_t same = 0;
    while (same < a.edits.size() && same < b.edits.size() && is_same(a, a.edits[same], b, b.edits[same])) ++same;
    for (const InputLog* log : {&a, &b}) {
        if (same >= log->edits.size()) continue;
        const Edit& edit = log->edits[same];
        last = std::min(last, edit.step == kFrameEnd || edit.frame == 0 ? edit.frame : edit.frame - 1);
    }
    return last;
}

}  // namespace

// --- Budget ---------------------------------------------------------------------------------------------------------

std::size_t Session::values_allowance() const {
    const HistoryUse use = history_.use();
    const std::size_t others = use.log + use.hashes + std::max(use.near_frames, use.budget / kNearShare) +
                               recent_allowance() + before_.bytes() + comparison_bytes();
    return std::min(use.budget / kValuesShare, use.budget > others ? use.budget - others : 0);
}

/// After a change of the budget, or of the program.
void Session::share_budget() {
    slot_history_.set_allowance(values_allowance());
    history_.reserve_other_bytes(slot_history_.allowance() + recent_allowance() + before_.bytes() + comparison_bytes());
    count_other_bytes();
    are_values_whole_ = false;
}

// --- What is true ---------------------------------------------------------------------------------------------------

void Session::drop_values_after(FrameNumber frame) {
    slot_history_.drop_after(frame);
    if (comparison_ && comparison_->frame() > frame) comparison_.reset();
}

/// What was recorded behind the cursor becomes another branch, or never was.
void Session::drop_values_after_cursor() { drop_values_after(playhead_->frame() - (is_in_frame() ? 1 : 0)); }

std::size_t Session::comparison_bytes() const noexcept {
    return (comparison_ ? comparison_->bytes() : 0) + (frozen_ ? frozen_->bytes() : 0);
}

// --- What is frozen -------------------------------------------------------------------------------------------------

std::size_t FrozenValues::bytes() const noexcept {
    constexpr std::size_t kNodeBytes = 64;  // of a map
    return values.bytes() + watches.size() * kNodeBytes;
}

void Session::freeze() {
    FrozenValues kept{Comparison(*playhead_), info_, cursor(), is_in_frame(), {}};
    for (std::size_t i = 0; i < watches_.size(); ++i)
        if (const auto number = watch_value(i)) kept.watches[watches_[i].id] = *number;
    frozen_ = std::move(kept);
    fit_frozen(false);
    count_other_bytes();
}

void Session::fit_frozen(bool is_last) {
    const auto has_same_slots = [](const SessionProgram& a, const SessionProgram& b) {
        const auto is_same = [](const SlotMeta& x, const SlotMeta& y) {
            return x.slot == y.slot && x.storage == y.storage;
        };
        return a.slot_names == b.slot_names &&
               std::ranges::equal(a.symbols.slots().rows(), b.symbols.slots().rows(), is_same);
    };
    does_frozen_fit_ = frozen_ && (frozen_->program == info_ || has_same_slots(*frozen_->program, *info_));
    if (does_frozen_fit_ || !frozen_ || !is_last) return;
    message_ =
        fmt::format("The frozen values of frame {} are gone: the program has other slots now", frozen_->cursor.frame);
    frozen_.reset();
    count_other_bytes();
}

void Session::keep_common_values(std::uint32_t left_branch) {
    FrameNumber last = 0;
    for (const Branch* branch : other_branches())
        if (branch->id == left_branch) last = last_common_frame(branch->log, history_.log());
    drop_values_after(std::min(last, history_.finished()));
    slot_history_.follow(history_.log());
    count_other_bytes();
}

BookmarkSet Session::all_bookmarks() const {
    BookmarkSet all = history_.branch().bookmarks;
    for (const Branch* branch : other_branches()) {
        if (branch->bookmarks.size() == 0) continue;
        const FrameNumber last = last_common_frame(branch->log, history_.log());
        for (const Bookmark& bookmark : branch->bookmarks.all())
            // More than there may be are not kept.
            if (bookmark.frame > last && all.find(bookmark.frame) == nullptr) static_cast<void>(all.set(bookmark));
    }
    return all;
}

// --- Filling --------------------------------------------------------------------------------------------------------

void Session::run_scout_frame(bool keep) {
    Playhead& at = onlooker();
    at.run_frame(history_.log());
    if (at.frame() > history_.finished()) return;
    if (auto divergence = history_.frame_done(at, keep)) divergence_ = std::move(divergence);
}

/// The scout at the end of the frame before this one. False when time was over before.
bool Session::reach_frame_before(FrameNumber frame, const std::function<bool()>& may_continue) {
    Playhead& at = scout();
    if (!at.in_frame() && at.frame() + 1 == frame) return true;
    history_.approach(at, frame - 1);
    while (at.frame() + 1 < frame) {
        run_scout_frame(false);
        if (!may_continue()) return false;
    }
    return true;
}

void Session::fill_values(const std::function<bool()>& may_continue) {
    if (!has_program() || job_ || are_values_whole_) return;
    // The log grows and is never given up.
    if (const std::size_t allowance = values_allowance(); allowance < slot_history_.allowance()) share_budget();
    const FrameNumber finished = history_.finished();
    const bool has_recent =
        recent_.frame_count() >= std::min(kRecentEnough, finished + 1) && recent_.newest() == finished;
    do {
        if (slot_history_.store_some()) continue;
        const auto next = slot_history_.next_frame({finished, playhead_->frame(), has_recent});
        if (!next) {
            are_values_whole_ = true;
            break;
        }
        if (*next == 0) {
            // Not the scout: edits that stand behind frame 0 may be done there.
            scout_.emplace(history_.new_playhead(*playhead_));
        } else {
            if (!reach_frame_before(*next, may_continue)) break;
            run_scout_frame(false);
        }
        slot_history_.take(scout().executor().state().values);
    } while (may_continue());
    count_other_bytes();
}

}  // namespace slotscope
