// SPDX-License-Identifier: MIT
// `BreakpointSet`: the conditions that a person watches, with counts, messages and groups, and their JSON form, which is
// kept per program. It says where to stop; stopping there is the caller's (session.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/condition.h"

namespace slotscope {

namespace limits {
inline constexpr std::size_t kMaxBreakpoints = 10'000;
/// Bytes of a group's name.
inline constexpr std::size_t kMaxGroupBytes = 256;
}  // namespace limits

/// Never given twice by one set.
using BreakpointId = std::uint64_t;

struct Breakpoint {
    BreakpointId id = 0;  ///< 0: `add` gives one
    Condition condition;
    bool is_enabled = true;
    /// Which of its hits fire, counted from 1: not the first `ignore_hits`; after them every hit, or, with `only_hit` n
    /// from 1, the n-th alone.
    std::uint64_t ignore_hits = 0;
    std::uint64_t only_hit = 0;
    bool is_log_only = false;  ///< fires without stopping
    /// Text with {expression} in it, as of the end of the frame; {{ and }} for braces. Empty: the condition's own words.
    std::string message;
    std::string group;  ///< "" for none
};

struct BreakpointHit {
    BreakpointId id = 0;
    ConditionHit hit;
    bool fires = false;   ///< its counts let it
    bool stops = false;   ///< fires, and is not log-only
    std::string message;  ///< where it fires
};

/// A message with its placeholders compiled for one program.
class MessageTemplate {
public:
    /// Errors have the column in `text`.
    [[nodiscard]] static Result<MessageTemplate> create(std::string_view text, const ProgramSymbols& symbols);
    [[nodiscard]] bool is_empty() const noexcept { return pieces_.empty(); }
    /// Numbers shortest; where prev() is not known yet, NaN.
    [[nodiscard]] std::string format(const FrameEnd& end) const;
    /// As ExpressionEvaluator's.
    [[nodiscard]] std::uint32_t warm_up_frames() const noexcept { return warm_up_; }
    void advance(const FrameEnd& end);
    void reset() noexcept;

private:
    struct Piece {
        std::string text;                               ///< as it is
        std::optional<ExpressionEvaluator> expression;  ///< after it
    };
    std::vector<Piece> pieces_;
    std::uint32_t warm_up_ = 0;
};

class BreakpointSet {
public:
    /// Compiles all of them for a program, now and as they are added. Those that the program has no names for stay, with
    /// an `error`, and hit nothing. Counts go on. Call it when another program is open, and after a hot swap.
    void bind(ProgramSymbols symbols);
    /// Names are unknown until the next `bind`, and nothing hits.
    void unbind();
    /// As if copied and unbound: what it is compiled to, which is the most of it, is not copied.
    [[nodiscard]] BreakpointSet unbound_copy() const;

    /// Appends, and returns its id. Errors: too many; an id that is taken; a condition without its expression or slot is
    /// the caller's to avoid.
    Result<BreakpointId> add(Breakpoint breakpoint);
    /// Puts it in the place of the one with its id; counts begin anew. False when there is none.
    bool replace(Breakpoint breakpoint);
    bool remove(BreakpointId id);
    void clear();
    /// Appends those of the other whose conditions none of these has, as far as there may be so many; under new numbers.
    void add_missing(const BreakpointSet& other);
    bool set_enabled(BreakpointId id, bool is_enabled);
    void set_all_enabled(bool is_enabled);
    /// A disabled group silences its members, who keep their own switches.
    void set_group_enabled(std::string_view group, bool is_enabled);
    [[nodiscard]] bool is_group_enabled(std::string_view group) const noexcept;
    /// Names of the groups of the set's breakpoints, each once, in the order of their first members.
    [[nodiscard]] std::vector<std::string> groups() const;

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    /// In the order in which they were added. Preconditions: position < size().
    [[nodiscard]] const Breakpoint& operator[](std::size_t position) const noexcept {
        return entries_[position].breakpoint;
    }
    [[nodiscard]] const Breakpoint* find(BreakpointId id) const noexcept;
    /// Why it cannot be used with the bound program: a name of its condition or of its message.
    [[nodiscard]] const std::optional<Error>& error(std::size_t position) const noexcept {
        return entries_[position].error;
    }
    /// Hits counted so far.
    [[nodiscard]] std::uint64_t hit_count(std::size_t position) const noexcept { return entries_[position].count; }
    /// Its compiled condition, for searches over one; null while it has an error.
    [[nodiscard]] const ConditionEvaluator* evaluator(std::size_t position) const noexcept {
        return entries_[position].evaluator ? &*entries_[position].evaluator : nullptr;
    }
    /// The same by id; null also where there is none of that id.
    [[nodiscard]] const ConditionEvaluator* evaluator_of(BreakpointId id) const noexcept;
    /// Bound, enabled, and its group too.
    [[nodiscard]] bool is_active(std::size_t position) const noexcept;
    [[nodiscard]] bool has_active() const noexcept { return !active_.empty(); }

    /// The most that any active one needs, conditions and messages.
    [[nodiscard]] std::uint32_t warm_up_frames() const noexcept;
    /// Takes a frame as the past of the next one: no hits, nothing is counted.
    void warm_up(const FrameEnd& end);
    /// Appends the hits of the active ones in this frame, in the order of the set, whether they fire or not.
    ///
    /// Counting: a breakpoint counts its hits in frames later than all that it was asked about before, each frame once.
    /// So frames may be run again, and in any order of chunks, without counting twice; and what fires in a frame follows
    /// from the counts of the frames up to it. In frames from before it began to count, one with `ignore_hits` or
    /// `only_hit` does not fire.
    void observe(const FrameEnd& end, std::vector<BreakpointHit>& hits);
    /// Forgets what was observed, not the counts: before frames that do not follow.
    void reset();
    /// Counts begin anew with the next frame: after a restart, or when the past was changed.
    void reset_counts();

    /// Ids that are given from now on are none that the other gave, and breakpoints that both have, with the same condition,
    /// have the other's counts.
    void continue_from(const BreakpointSet& other);

    /// One object, with the conditions as their texts.
    [[nodiscard]] std::string to_json() const;
    /// The set is unbound. Errors, all of them, with JSON paths such as `breakpoints[3].condition`; for texts with the
    /// column in them.
    [[nodiscard]] static Result<BreakpointSet, Errors> from_json(std::string_view text);

private:
    struct Entry {
        Breakpoint breakpoint;
        std::optional<Error> error;
        std::optional<ConditionEvaluator> evaluator;
        MessageTemplate message;
        std::uint64_t count = 0;
        std::optional<FrameNumber> counted_to;  ///< last frame asked about
        std::optional<FrameNumber> reached_in;  ///< frame of the first hit that may fire
    };

    void compile(Entry& entry) const;
    void restart_counts(Entry& entry) const noexcept;
    void list_active();
    [[nodiscard]] Entry* entry_of(BreakpointId id) noexcept;
    [[nodiscard]] static bool count_hit(Entry& entry, FrameNumber frame, bool hits);

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> active_;  ///< positions, so that a frame costs nothing for the others
    std::vector<std::string> disabled_groups_;
    std::optional<ProgramSymbols> symbols_;
    BreakpointId next_id_ = 1;
};

}  // namespace slotscope
