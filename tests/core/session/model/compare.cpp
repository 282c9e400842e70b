// SPDX-License-Identifier: MIT
#include "core/session/model/compare.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <stdexcept>

namespace slotscope::test {
namespace {

/// Below this a budget may be less than what is never given up.
constexpr std::size_t kSmallestBudgetToHold = std::size_t{1} << 20;

void claim(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

template <class T>
void same(const char* what, const T& actual, const T& expected) {
    if (actual != expected) throw std::runtime_error(fmt::format("{} is {}, not {}", what, actual, expected));
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
    using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    const auto is_same = [](T x, T y) {
        return std::bit_cast<Bits>(x) == std::bit_cast<Bits>(y) || (x != x && y != y);
    };
    return std::ranges::equal(a, b, is_same);
}

void compare_place(const Session& session, const Model& model) {
    const Moment& moment = model.here();
    const Cursor at = session.cursor();
    claim(at == moment.cursor, fmt::format("the cursor is at frame {} step {}, not at frame {} step {}", at.frame,
                                           at.step, moment.cursor.frame, moment.cursor.step));
    same("in frame", session.is_in_frame(), moment.is_in_frame);
    same("live", session.is_live(), model.is_live());
    same("can undo", session.can_undo_edit(), model.can_undo());
    same("newest frame", session.newest_frame(), model.branch().newest());
    same("finished frame", session.history().finished(), model.branch().finished());
    same("edits", session.history().log().edits.size(), model.branch().line.back().edits);
    same("playing", session.is_playing(), model.is_playing);
    same("playing backward", session.is_playing_backward(), model.is_playing && model.is_backward);
    claim(session.frames_left() == model.frames_left, "frames left differ");
    same("time", session.t_abs_ms(), moment.t_abs_ms);
    same("delta", session.executor().delta_ms(), moment.delta_ms);
    same("kind of delta", static_cast<int>(session.delta()), static_cast<int>(moment.delta));
    claim(!session.divergence(), session.divergence() ? session.divergence()->what : "");
}

void compare_values(const Session& session, const Moment& moment) {
    const ValueStore& values = session.values();
    same("slots", values.slots().size(), moment.values.size());
    for (SlotIndex slot = 0; slot < moment.values.size(); ++slot) {
        const auto name = [&] { return fmt::format("slot {}", values.slots()[slot].slot); };
        claim(values.value_at(slot).same_as(moment.values[slot]),
              fmt::format("{} is {}, not {}", name(), values.value_at(slot).to_number(),
                          moment.values[slot].to_number()));
        claim(session.previous_value(slot).same_as((*moment.before)[slot]),
              fmt::format("{} was {} before, not {}", name(), session.previous_value(slot).to_number(),
                          (*moment.before)[slot].to_number()));
        Mark mark;
        mark.status = values.status(slot);
        if (values.record(slot).changed_epoch != 0) mark.changed = values.last_changed_frame(slot);
        if (mark.status != WriteStatus::Never) {
            mark.written = values.last_written_frame(slot);
            mark.writer = values.record(slot).writer;
            if (values.is_written(slot)) mark.order = values.record(slot).order;
        }
        const Mark& expected = moment.marks[slot];
        claim(mark == expected,
              fmt::format("{}: status {} written {} changed {} writer {} order {}, not {} {} {} {} {}", name(),
                          static_cast<int>(mark.status), mark.written, mark.changed, mark.writer, mark.order,
                          static_cast<int>(expected.status), expected.written, expected.changed, expected.writer,
                          expected.order));
    }
    const StateBuffer& state = session.state();
    claim(same_bits(state.f64, moment.state.f64) && same_bits(state.f32, moment.state.f32) &&
              state.i32 == moment.state.i32,
          "the state differs");
    claim(session.executor().output().same_as(moment.output), "the output differs");
}

bool same_fault(const std::optional<Fault>& a, const std::optional<Fault>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->kind == b->kind && a->frame == b->frame && a->step == b->step && a->slot == b->slot &&
           a->message == b->message;
}

void compare_faults(const Session& session, const Model& model) {
    claim(same_fault(session.current_fault(), model.here().fault), "the fault differs");
    const std::vector<Fault> expected = model.faults();
    same("faults", session.faults().size(), expected.size());
    same("fault count", session.fault_count(), std::uint64_t{expected.size()});
    for (std::size_t i = 0; i < expected.size(); ++i)
        claim(same_fault(session.faults()[i], expected[i]), fmt::format("fault {} differs", i));
}

void compare_branch(const Branch& branch, const ModelBranch& expected) {
    same("branch", branch.id, expected.id);
    claim(branch.parent == expected.parent, fmt::format("branch {} has another parent", branch.id));
    same("fork frame", branch.fork_frame, expected.fork_frame);
    same("newest frame of a branch", branch.newest(), expected.newest());
    same("bookmarks", branch.bookmarks.size(), expected.bookmarks.size());
    for (const Bookmark& bookmark : branch.bookmarks.all())
        claim(expected.bookmarks.contains(bookmark.frame), "another bookmark");
}

void compare_recording(const Session& session, const Model& model, std::size_t budget) {
    compare_branch(session.history().branch(), model.branch());
    const auto others = session.other_branches();
    same("other branches", others.size(), model.others().size());
    for (const ModelBranch& expected : model.others()) {
        const auto found = std::ranges::find(others, expected.id, [](const Branch* branch) { return branch->id; });
        claim(found != others.end(), fmt::format("branch {} is gone", expected.id));
        compare_branch(**found, expected);
    }
    std::vector<ModelLogEntry> log;
    for (const LogEntry& entry : session.log())
        log.push_back({entry.frame, entry.step, entry.breakpoint, entry.stopped});
    claim(log == model.log, fmt::format("the log has {} entries, not {}, or others", log.size(), model.log.size()));
    const HistoryUse use = session.history().use();
    claim(budget < kSmallestBudgetToHold || use.total() <= budget,
          fmt::format("{} bytes are used of {}", use.total(), budget));
    claim(std::ranges::is_sorted(session.history().keyframe_frames()), "keyframes are in order");
}

}  // namespace

void compare(const Session& session, const Model& model, std::size_t budget) {
    compare_place(session, model);
    compare_values(session, model.here());
    compare_faults(session, model);
    compare_recording(session, model, budget);
}

}  // namespace slotscope::test
