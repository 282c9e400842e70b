// SPDX-License-Identifier: MIT
// Which steps the schedule shows, and what one step read and wrote, as rows. Depends on the program alone except for
// values, so filtering costs nothing while frames run. Not here: how a step's state looks.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

struct ScheduleQuery {
    /// Words that all must occur: in number, kind, name, id or in what the step does. "#12" is step 12 alone; "slot:12",
    /// "reads:12" and "writes:12" are the steps that touch slot 12. Upper and lower case are the same.
    std::string text;
    std::vector<std::string> kinds;  ///< kinds to show; empty shows all
    friend bool operator==(const ScheduleQuery&, const ScheduleQuery&) = default;
};

class ScheduleRows {
public:
    struct Kind {
        std::string name;
        std::size_t count = 0;  ///< of the whole program
    };

    /// Free when neither program nor query changed. Precondition: session.has_program().
    void update(const Session& session, const ScheduleQuery& query);

    [[nodiscard]] std::span<const StepIndex> rows() const noexcept { return rows_; }
    /// The program's kinds, in the order in which they first occur.
    [[nodiscard]] std::span<const Kind> kinds() const noexcept { return kinds_; }
    /// O(log rows).
    [[nodiscard]] std::optional<int> position_of(StepIndex step) const;

private:
    void adopt_program(const Session& session);

    std::uint64_t program_revision_ = 0;
    ScheduleQuery query_;
    std::vector<Kind> kinds_;
    std::vector<std::string> haystacks_;  // by StepIndex, lower case; made with the first text
    std::vector<StepIndex> rows_;
};

/// A line of what is told about one step: a heading, a slot that it reads or writes, a state cell that it touches.
struct StepFact {
    enum class Kind : std::uint8_t { ReadsHead, Read, WritesHead, Write, StateHead, Cell };
    Kind kind = Kind::ReadsHead;
    std::size_t count = 0;           ///< of a heading
    SlotId slot = kNoSlot;           ///< Read, Write
    SlotIndex index = kNoSlotIndex;  ///< its row; kNoSlotIndex when the program has no such slot
    CellIndex cell = 0;              ///< Cell
};
/// Headings only where something follows. Precondition: step < steps of the program.
[[nodiscard]] std::vector<StepFact> step_facts(const Session& session, StepIndex step);

/// True when `step` ran in this frame before the slot was written in it: then it read the value of the previous frame.
[[nodiscard]] bool read_before_write(const Session& session, StepIndex step, SlotIndex slot);
/// True when it was this step that wrote the slot in this frame.
[[nodiscard]] bool has_written(const Session& session, StepIndex step, SlotIndex slot);
/// The value at the end of the previous frame, short.
[[nodiscard]] std::string previous_cell(const Session& session, SlotIndex slot);

/// "Done in frame 12", "Runs next", "Not run in frame 12: the frame ended with a fault in step 3", …
[[nodiscard]] std::string step_state_sentence(const Session& session, StepIndex step);
/// "Memo: 3 hits, 12 misses" for a step whose result the frame's memo keeps, since the program began; else empty.
[[nodiscard]] std::string step_memo_words(const Session& session, StepIndex step);
/// `step_detail` without the kind that it starts with: "Add", "3 outputs"; may be empty.
[[nodiscard]] std::string step_detail_rest(const Session& session, StepIndex step);

}  // namespace slotscope::gui
