// SPDX-License-Identifier: MIT
// What the actions do on breakpoints, watches and bookmarks, and on values that are kept to compare with.
#include <fmt/format.h>

#include "debug/session_apply.h"
#include "debug/session_jobs.h"

namespace slotscope {

namespace {

std::optional<Error> no_breakpoint() { return Error::invalid("There is no such breakpoint"); }

}  // namespace

std::optional<Error> Session::Apply::operator()(AddBreakpoint& action) const {
    s.observed_.reset();
    auto added = s.breakpoints_.add(std::move(action.breakpoint));
    return added ? std::nullopt : std::optional(added.error());
}

std::optional<Error> Session::Apply::operator()(ReplaceBreakpoint& action) const {
    s.observed_.reset();
    return s.breakpoints_.replace(std::move(action.breakpoint)) ? std::nullopt : no_breakpoint();
}

std::optional<Error> Session::Apply::operator()(RemoveBreakpoint& action) const {
    return s.breakpoints_.remove(action.id) ? std::nullopt : no_breakpoint();
}

std::optional<Error> Session::Apply::operator()(EnableBreakpoint& action) const {
    s.observed_.reset();
    return s.breakpoints_.set_enabled(action.id, action.is_enabled) ? std::nullopt : no_breakpoint();
}

std::optional<Error> Session::Apply::operator()(EnableBreakpointGroup& action) const {
    s.observed_.reset();
    s.breakpoints_.set_group_enabled(action.group, action.is_enabled);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(EnableAllBreakpoints& action) const {
    s.observed_.reset();
    s.breakpoints_.set_all_enabled(action.is_enabled);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(RemoveAllBreakpoints&) const {
    // A set that is cleared goes on with the numbers, so that the log stays true.
    s.breakpoints_.clear();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetBreakpoints& action) const {
    if (action.is_from_file) s.breakpoint_undo_.clear();
    s.observed_.reset();
    s.breakpoints_ = std::move(action.breakpoints);
    if (s.has_program()) s.breakpoints_.bind(s.symbols());
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(UndoBreakpoints&) const {
    if (s.breakpoint_undo_.empty()) return Error::invalid("No change of breakpoints can be taken back");
    s.observed_.reset();
    s.breakpoints_ = s.breakpoint_undo_.take(s.breakpoints_);
    if (s.has_program()) s.breakpoints_.bind(s.symbols());
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(ClearLog&) const {
    s.log_.clear();
    s.count_log();
    if (s.has_program()) s.count_other_bytes();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(FindHits& action) const {
    if (!s.has_program()) return no_program();
    if (auto made = ConditionEvaluator::create(action.condition, s.symbols()); !made) return made.error();
    s.stop_playing();
    s.start_job(std::make_unique<HitsJob>(s, action));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(ClearHits&) const {
    s.hits_.reset();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(SetBookmark& action) const {
    if (!s.has_program()) return no_program();
    if (action.bookmark.frame > s.newest_frame()) return Error::invalid("That frame has not run yet");
    return s.history_.set_bookmark(std::move(action.bookmark));
}

std::optional<Error> Session::Apply::operator()(SetBookmarks& action) const {
    if (!s.has_program()) return no_program();
    s.history_.set_bookmarks(std::move(action.bookmarks));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(RemoveBookmark& action) const {
    s.history_.remove_bookmark(action.frame);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(CompareWith& action) const {
    if (!s.has_program()) return no_program();
    if (action.frame > s.history_.finished())
        return Error::invalid(fmt::format("Frame {} has not ended yet", action.frame));
    s.stop_playing();
    s.start_job(std::make_unique<CompareJob>(s, action.frame));
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(ClearComparison&) const {
    s.comparison_.reset();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(FreezeValues&) const {
    if (!s.has_program()) return no_program();
    s.freeze();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(ClearFrozen&) const {
    s.frozen_.reset();
    s.fit_frozen(false);
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(AddWatch& action) const {
    const auto added = s.watches_.add(std::move(action.watch), action.position);
    if (!added) return added.error();
    s.follow_watches();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(ReplaceWatch& action) const {
    const auto position = s.watches_.position_of(action.watch.id);
    const bool is_other = position && s.watches_[*position].expression.to_text() != action.watch.expression.to_text();
    if (is_other && s.frozen_) s.frozen_->watches.erase(action.watch.id);
    return changed_watches(s.watches_.replace(std::move(action.watch)));
}

std::optional<Error> Session::Apply::operator()(RemoveWatch& action) const {
    return changed_watches(s.watches_.remove(action.id));
}

std::optional<Error> Session::Apply::operator()(MoveWatch& action) const {
    return changed_watches(s.watches_.move(action.id, action.position));
}

std::optional<Error> Session::Apply::operator()(SetWatches& action) const {
    if (action.is_from_file) s.watch_undo_.clear();
    s.watches_ = std::move(action.watches);
    if (s.frozen_) s.frozen_->watches.clear();  // numbers of the set that was
    s.bind_watches();
    return std::nullopt;
}

std::optional<Error> Session::Apply::operator()(UndoWatches&) const {
    if (s.watch_undo_.empty()) return Error::invalid("No change of watches can be taken back");
    const WatchSet undone = std::exchange(s.watches_, s.watch_undo_.take(s.watches_));
    for (std::size_t i = 0; s.frozen_ && i < s.watches_.size(); ++i) {
        const auto before = undone.position_of(s.watches_[i].id);
        if (before && undone[*before].expression.to_text() != s.watches_[i].expression.to_text())
            s.frozen_->watches.erase(s.watches_[i].id);
    }
    s.bind_watches();
    return std::nullopt;
}

std::optional<Error> Session::Apply::changed_watches(bool has_changed) const {
    if (!has_changed) return Error::invalid("There is no such watch");
    s.follow_watches();
    return std::nullopt;
}

}  // namespace slotscope
