// SPDX-License-Identifier: MIT
// Which steps, slots and state cells have breakpoints, for the marks beside their rows. Problem: rows are drawn every frame
// and breakpoints name their targets. Idea: the names are looked up once per change of the breakpoints or of the program.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

/// What is set on one row.
struct BreakpointMark {
    std::uint32_t row = 0;
    bool is_active = false;  ///< at least one of them
    std::uint32_t count = 0;
    BreakpointId newest = 0;
    friend bool operator==(const BreakpointMark&, const BreakpointMark&) = default;
};

class BreakpointMarks {
public:
    /// Free when neither program nor breakpoints changed.
    void update(const Session& session);

    // Null where there is none. O(log marks).
    [[nodiscard]] const BreakpointMark* of_step(StepIndex step) const { return find(steps_, step); }
    [[nodiscard]] const BreakpointMark* of_slot(SlotIndex slot) const { return find(slots_, slot); }
    [[nodiscard]] const BreakpointMark* of_cell(CellIndex cell) const { return find(cells_, cell); }

private:
    [[nodiscard]] static const BreakpointMark* find(const std::vector<BreakpointMark>& marks, std::uint32_t row);

    std::uint64_t program_revision_ = 0, breakpoints_revision_ = 0;
    std::vector<BreakpointMark> steps_, slots_, cells_;  ///< ascending by row
};

/// What a breakpoint is set on in the open program: a row of one of the three tables.
struct BreakpointTarget {
    enum class Kind : std::uint8_t { None, Step, Slot, Cell };
    Kind kind = Kind::None;
    std::uint32_t row = 0;
    friend bool operator==(const BreakpointTarget&, const BreakpointTarget&) = default;
};
/// Kind None for conditions over no single thing, and where the program has no such name. Precondition: has_program().
[[nodiscard]] BreakpointTarget target_of(const Condition& condition, const Session& session);

/// "Breakpoint 2: after step 7 mix. 3 hits." and how many more there are; what a click does.
[[nodiscard]] std::string mark_sentence(const BreakpointMark& mark, const Session& session);

}  // namespace slotscope::gui
