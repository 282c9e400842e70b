// SPDX-License-Identifier: MIT
// Conditions that stop a run or mark a frame: what one is, its one-line text, and `ConditionEvaluator`, which decides it at
// the ends of frames. Every slot is written at most once per frame and its write record keeps the step, so that the end of
// the frame tells everything that happened to slots in it. Not here: stopping and seeking (session.h), counting hits
// (breakpoints.h).
//
// The texts, with a slot as expressions name it (expression.h), a level or distance as a number, and N as a count of frames:
//     write SLOT   change SLOT            it was written; written with another value
//     nan any|SLOT   inf …   nonfinite …  a write changed it to NaN; to an infinity; to either
//     stale SLOT   never SLOT             not written in this frame; not written yet by the frame's end
//     unchanged SLOT N   unwritten SLOT N in the frame that makes it N frames since the last change, or write
//     moved SLOT DISTANCE                 by more than that since the previous frame
//     rises SLOT LEVEL   falls …   crosses …
//     unset any|SLOT                      a step is about to read it before any step has ever written it, and
//                                         the program gives it no initial value
//     alternates SLOT N                   its N-th reversal (up after down or down after up) in as many frames
//     period SLOT N                       it turns upward (up after down), and the frames since it last did are N more or
//                                         fewer than between the two turns before; turns over kLongestPeriod apart do not count
//     cell "owner.role"[3..8]             an element of the range differs from the previous frame's end; also [3], or none
//     step 7   before 7                   stop after, or before, that step; also step "name"
//     fault any   fault "second write"
//     frame 120
//     anything else is an expression, which holds where it is neither 0 nor NaN
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/column_search.h"
#include "slotscope/expression.h"
#include "slotscope/fault.h"

namespace slotscope {

enum class ConditionKind : std::uint8_t {
    Write,
    Change,
    NotFinite,
    Stale,
    Never,
    UnsetRead,
    Unchanged,
    Unwritten,
    Moved,
    Crossed,
    Alternates,
    Period,
    Cell,
    Step,
    Fault,
    Frame,
    Expression
};
/// Frames from turn to turn, and from the fall to the rise of a turn, at most: searches run so many before the first that counts.
inline constexpr FrameNumber kLongestPeriod = 1200;

enum class NotFinite : std::uint8_t { Nan, Infinity, Either };
enum class Crossing : std::uint8_t { Rises, Falls, Either };

struct ElementRange {
    std::uint32_t first = 0, last = 0;  ///< both inside the range
    friend bool operator==(const ElementRange&, const ElementRange&) = default;
};

/// A condition as it was written, of no particular program. Fields that its kind does not use keep their defaults.
struct Condition {
    ConditionKind kind = ConditionKind::Change;
    Reference target;  ///< slot, cell or step; empty: any slot
    NotFinite not_finite = NotFinite::Either;
    Crossing crossing = Crossing::Either;
    double amount = 0;                     ///< level of Crossed, distance of Moved
    std::uint64_t frames = 0;              ///< N of Unchanged, Unwritten, Alternates and Period; the number of Frame
    std::optional<ElementRange> elements;  ///< of Cell; absent: all of them
    bool is_before = false;                ///< Step
    std::optional<FaultKind> fault;        ///< absent: any
    std::optional<Expression> expression;
    std::uint32_t target_column = 0;  ///< in the text that it was parsed from; 0 for none

    /// Errors have the column where the text stops making sense. Names are not looked up.
    [[nodiscard]] static Result<Condition> parse(std::string_view text);
    /// The text above: parses back to the same condition. One text for each condition.
    [[nodiscard]] std::string to_text() const;
};

/// The words that conditions begin with, for suggestions.
[[nodiscard]] std::vector<std::string> condition_words();

/// `Condition::parse`, and the names looked up: what an input field takes.
[[nodiscard]] Result<Condition> parse_condition(std::string_view text, const ProgramSymbols& symbols);
[[nodiscard]] Result<Condition> parse_condition(std::string_view text, const Program& program, const SlotTable& slots);

/// Where a condition held.
struct ConditionHit {
    FrameNumber frame = 0;
    /// The step that made it hold; kNoStep: known at the frame's end only, or none did.
    StepIndex step = kNoStep;
    bool is_before = false;                  ///< stop before `step`, not after
    SlotIndex slot = kNoSlotIndex;           ///< whose value it is
    std::optional<std::uint32_t> element{};  ///< Cell: the first changed element, counted from the cell's start
    double value = 0;                        ///< of slot or element; of Expression what it gave; of Period its frames
    std::optional<double> previous{};  ///< at the end of the previous frame, where that was seen; the period before
    std::optional<FaultKind> fault{};

    /// How many steps of the frame have run where a run stops for this hit. `steps_run` is the frame's.
    [[nodiscard]] StepIndex steps_before_stop(StepIndex steps_run) const noexcept {
        if (step == kNoStep || step >= steps_run) return steps_run;
        return is_before ? step : step + 1;
    }
};

/// An element of a watched cell that two states differ in.
struct CellChange {
    std::uint32_t element = 0;  ///< counted from the cell's start
    double before = 0;
    double after = 0;
};

/// A condition compiled for one program. What it says of a frame follows from that frame and at most
/// `warm_up_frames()` before it, so that searches forward, backward (chunks run forward, the last hit taken) and over old
/// frames agree. Copies go on by themselves.
class ConditionEvaluator {
public:
    /// Errors: names that the program does not have or has twice, elements outside their cell; with their column.
    [[nodiscard]] static Result<ConditionEvaluator> create(const Condition& condition, const ProgramSymbols& symbols);

    /// Consecutive frames before one that must have been observed (or all since the start frame, that included) so that
    /// the hit in that one is, field by field, what observing from the start gives. With fewer, some hits are missed or
    /// lack `previous`; none are wrong.
    [[nodiscard]] std::uint32_t warm_up_frames() const noexcept { return warm_up_; }
    /// The hit of this frame, if any. A frame that does not follow the last one observed starts anew.
    std::optional<ConditionHit> observe(const FrameEnd& end);
    void reset() noexcept;

    /// The frame's end does not tell the step (state cells): run the frame step by step and ask `cell_change` after each.
    /// For one whose step writes the old value back within the frame, the end tells nothing and there is no hit.
    [[nodiscard]] bool needs_every_step() const noexcept { return kind_ == ConditionKind::Cell; }
    /// The first element of the watched range that differs. Precondition: needs_every_step().
    [[nodiscard]] std::optional<CellChange> cell_change(const StateBuffer& before, const StateBuffer& after) const;

    /// For conditions that one slot's recorded values decide: the test for `find_hits`, whose column is that of `slot`.
    /// It agrees with `observe` where values change by writes only (not by edits, nor through another slot that shares
    /// the element).
    struct ColumnSearch {
        SlotIndex slot;
        ColumnTest test;
    };
    [[nodiscard]] const std::optional<ColumnSearch>& column_search() const noexcept { return column_; }

    /// "mix.sum changed from 1 to 2 (step 3, add)": a line for lists. `symbols` as in `create`.
    [[nodiscard]] std::string message(const ConditionHit& hit, const ProgramSymbols& symbols) const;

private:
    friend struct ConditionCompiler;
    [[nodiscard]] std::optional<ConditionHit> decide(const FrameEnd& end);
    [[nodiscard]] std::optional<ConditionHit> decide_slot(const FrameEnd& end) const;
    [[nodiscard]] std::optional<ConditionHit> decide_step(const FrameEnd& end) const;
    [[nodiscard]] std::optional<ConditionHit> decide_alternates(const FrameEnd& end);
    [[nodiscard]] std::optional<ConditionHit> decide_period(const FrameEnd& end);
    [[nodiscard]] std::optional<ConditionHit> decide_unset_read(const FrameEnd& end);
    [[nodiscard]] std::optional<ConditionHit> decide_cell(const FrameEnd& end);
    [[nodiscard]] std::optional<ConditionHit> decide_expression(const FrameEnd& end);
    [[nodiscard]] std::optional<ConditionHit> find_not_finite(const FrameEnd& end) const;
    [[nodiscard]] ConditionHit hit_of_slot(const FrameEnd& end, SlotIndex slot) const;

    ConditionKind kind_ = ConditionKind::Change;
    SlotIndex slot_ = kNoSlotIndex;  ///< the one slot; none for "any" and for expressions over several
    std::optional<ColumnSearch> column_;
    std::optional<ExpressionEvaluator> expression_;
    NotFinite not_finite_ = NotFinite::Either;
    std::uint64_t frames_ = 0;
    StepIndex step_ = kNoStep;
    bool is_before_ = false;
    std::optional<FaultKind> fault_;
    CellIndex cell_ = 0;
    StateStorage storage_ = StateStorage::F64;
    std::uint32_t first_ = 0, count_ = 0;  ///< watched elements of the storage
    std::uint32_t first_in_cell_ = 0;
    std::uint32_t warm_up_ = 0;
    std::vector<SlotIndex> objects_;  ///< of any slot: the rows of object slots
    struct Read {
        SlotIndex slot = 0;
        StepIndex step = 0;  ///< the first that reads it
    };
    std::vector<Read> reads_;  ///< UnsetRead: of the one slot, or of all that are read
    std::string text_;         ///< of an expression, for its message

    // What observing leaves behind.
    std::uint64_t observed_ = 0;  ///< consecutive frames
    FrameNumber next_frame_ = 0;
    bool saw_start_ = false;  ///< all frames since the start frame were observed
    double previous_ = 0;     ///< the one slot's value
    std::vector<double> previous_cells_;
    int direction_ = 0;            ///< of the last difference
    std::uint64_t reversals_ = 0;  ///< in a row
    FrameNumber fell_at_ = 0;      ///< Period: of the last difference, while that is a fall
    std::optional<FrameNumber> last_turn_, turn_before_;
    std::vector<std::uint32_t> unset_;  ///< of reads_: those never written by the end of the last frame
};

}  // namespace slotscope
