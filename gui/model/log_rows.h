// SPDX-License-Identifier: MIT
// What breakpoints said, as rows: all of it, or what holds the words of a filter.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

class LogRows {
public:
    /// Free when neither the log nor the filter changed. `filter`: words that all must occur in the message, "#2" being
    /// breakpoint 2; upper and lower case are the same.
    void update(const Session& session, const std::string& filter);

    /// Places in `session.log()`, oldest first.
    [[nodiscard]] std::span<const std::uint32_t> rows() const noexcept { return rows_; }

private:
    std::string filter_ = "\n";
    std::size_t size_ = 0;
    LogEntry last_, first_;
    std::vector<std::uint32_t> rows_;
};

/// "41 · 7" as a place: frame and how many steps had run; "41" at its end.
[[nodiscard]] std::string log_place(const LogEntry& entry);
/// Rows as tab-separated lines.
[[nodiscard]] std::string log_as_text(const Session& session, std::span<const std::uint32_t> rows);

}  // namespace slotscope::gui
