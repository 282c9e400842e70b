// SPDX-License-Identifier: MIT
// The list of breakpoints as rows: those of no group first, then each group under its own line. Rows are places in the
// session's set; words are made for the rows that are drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

struct BreakpointRow {
    std::optional<std::size_t> position;  ///< of a breakpoint in the set; none: the line of a group
    std::size_t group = 0;                ///< in `groups()`
};

class BreakpointRows {
public:
    /// Free when the breakpoints did not change.
    void update(const Session& session);

    [[nodiscard]] std::span<const BreakpointRow> rows() const noexcept { return rows_; }
    /// Names, the first of them "" for those of no group.
    [[nodiscard]] const std::vector<std::string>& groups() const noexcept { return groups_; }
    [[nodiscard]] std::size_t group_size(std::size_t group) const noexcept { return sizes_[group]; }
    [[nodiscard]] std::optional<int> row_of(BreakpointId id, const BreakpointSet& breakpoints) const;

private:
    std::uint64_t revision_ = 0;
    std::vector<BreakpointRow> rows_;
    std::vector<std::string> groups_;
    std::vector<std::size_t> sizes_;
};

/// One breakpoint in words.
struct BreakpointText {
    std::string condition, fires, deed, group;
    std::string hits;   ///< "12"; "" before the first
    std::string error;  ///< why it does nothing with this program; else ""
    bool is_enabled = true;
    bool is_silenced = false;  ///< by its group
    bool is_stop = false;      ///< the session stands where it stopped
};
/// Precondition: position < session.breakpoints().size().
[[nodiscard]] BreakpointText breakpoint_text(const Session& session, std::size_t position);

/// As text, a line each, for copying.
[[nodiscard]] std::string breakpoints_as_text(const Session& session);

}  // namespace slotscope::gui
