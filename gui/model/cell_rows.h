// SPDX-License-Identifier: MIT
// Which state cells the table shows and in which order, and what a cell holds, in words. Not here: rings (ring_model.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

enum class CellOrder : std::uint8_t { Layout, Owner, Role, State, Place, Value, FrozenChange };

/// FrozenChange is the layout's order while nothing is frozen.
struct CellQuery {
    /// Words that all must occur: in number, owner, role, state id, storage or policy. "#3" is cell 3 alone.
    std::string text = {};
    CellOrder order = CellOrder::Layout;
    bool descending = false;
    friend bool operator==(const CellQuery&, const CellQuery&) = default;
};

class CellRows {
public:
    /// Free when nothing changed; an order by value is brought up to date only while the session does not play, so that
    /// nothing moves under the cursor. Precondition: session.has_program().
    void update(const Session& session, const CellQuery& query);

    [[nodiscard]] std::span<const CellIndex> rows() const noexcept { return rows_; }
    [[nodiscard]] std::optional<int> position_of(CellIndex cell) const;

private:
    std::uint64_t program_revision_ = 0, revision_ = 0;
    CellQuery query_;
    std::vector<CellIndex> rows_;
};

/// Name of the node that owns the cell, else its id; "" when it has neither.
[[nodiscard]] std::string cell_owner(const Program& program, CellIndex cell);
/// "f64[4]", "f64[4 … 11]".
[[nodiscard]] std::string cell_place(const StateCell& cell);

struct CellRange {
    double min = 0, max = 0;
    std::uint32_t finite = 0;  ///< elements that are; without any, min and max are 0
    std::uint32_t odd = 0;     ///< NaN and infinities
};
/// Of the elements that lie inside the state.
[[nodiscard]] CellRange cell_range(const StateCell& cell, const StateBuffer& state);
/// The elements that lie inside the state, at most `most`: of longer cells every n-th.
[[nodiscard]] std::vector<double> cell_values(const StateCell& cell, const StateBuffer& state, std::size_t most);
/// An element with all its digits, as its storage holds it. Precondition: it lies inside the state.
[[nodiscard]] std::string element_text(const StateCell& cell, const StateBuffer& state, std::uint32_t element);
/// The element exists: the cell has it and the state reaches so far.
[[nodiscard]] bool has_element(const StateCell& cell, const StateBuffer& state, std::uint32_t element);
/// A step that touches the cell has run in the frame under the cursor.
[[nodiscard]] bool was_touched(const Session& session, CellIndex cell);

}  // namespace slotscope::gui
