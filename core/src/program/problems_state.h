// SPDX-License-Identifier: MIT
// Problems of state: operations without an offset, outside the arrays, past their cell, or on each other's elements; and
// of the layout's cells.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "debug/wiring_state.h"
#include "program/problems_report.h"

namespace slotscope {

/// Takes the operations one after the other, then compares them.
class StateProblems {
public:
    explicit StateProblems(ProblemReport& report);

    /// A stateful signal that a step reaches; once per signal.
    void add(StepIndex step, std::uint32_t signal, const SigStateful& op);
    /// A slew step of the transform that this signal applies; once per signal and slew step.
    void add_slew(StepIndex step, std::uint32_t signal, Ref chain, std::size_t chain_step, double offset);
    /// Operations that share elements, and the cells of the layout.
    void finish();

private:
    /// One use of elements by one operation.
    struct Use {
        StateStorage storage = StateStorage::F64;
        ElementRange range;
        StepIndex step = kNoStep;
        std::uint32_t signal = 0;
        Ref chain = kNoRef;  ///< of a slew in a transform
        std::size_t chain_step = 0;
    };
    [[nodiscard]] std::string name(const Use& use) const;
    [[nodiscard]] std::string path(const Use& use, bool has_offset) const;

    /// What is wrong with one use by itself.
    void check(const StateUse& wanted, Use use, bool has_offset);
    void check_cell(const Use& use, bool has_offset);
    [[nodiscard]] static bool starts_in(const SigStateful& op, const StateCell& cell);
    /// A cell that has the operation's stateId, unless the operation starts in such a cell.
    [[nodiscard]] std::optional<CellIndex> other_named_cell(const SigStateful& op) const;
    void check_state_id(StepIndex step, std::uint32_t signal, const SigStateful& op);
    void find_shared(StateStorage storage);
    void check_layout();
    [[nodiscard]] std::string state_text(StateStorage storage) const;

    ProblemReport& report_;
    const StateLayout& layout_;
    CellFinder cells_;
    std::unordered_map<std::string_view, std::vector<CellIndex>> cells_by_id_;
    std::vector<Use> uses_;
    std::vector<bool> is_shared_;  ///< by signal: already reported to share an element
};

}  // namespace slotscope
