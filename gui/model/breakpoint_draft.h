// SPDX-License-Identifier: MIT
// A breakpoint while somebody edits it: fields as they are typed, what is wrong with each and at which column, and the
// breakpoint that they make when nothing is. Also the one field of a search. Not here: drawing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "slotscope/session.h"

namespace slotscope::gui {

struct BreakpointDraft {
    BreakpointId id = 0;  ///< 0: a new one
    std::string condition;
    std::string ignore_hits, only_hit;  ///< numbers; "" for 0
    std::string message;
    std::string group;
    bool is_log_only = false;
    bool is_enabled = true;
    friend bool operator==(const BreakpointDraft&, const BreakpointDraft&) = default;
};
[[nodiscard]] BreakpointDraft draft_of(const Breakpoint& breakpoint);

/// What is wrong with a field.
struct FieldError {
    std::string message;       ///< a sentence
    std::uint32_t column = 0;  ///< in bytes from 1; 0 where it is about the whole field
    std::uint32_t length = 0;  ///< bytes to mark from there: the word that does not fit; at the text's end 1
};
/// Of an error with a column.
[[nodiscard]] FieldError field_error(const Error& error, std::string_view text);

struct DraftCheck {
    std::optional<FieldError> condition, ignore_hits, only_hit, message, group;
    bool is_empty = false;  ///< no condition yet: nothing is wrong, and there is nothing to set
    std::string preview;    ///< the condition in words
    std::optional<Breakpoint> breakpoint;
    /// The first error, or why there is nothing to set; "" when there is.
    [[nodiscard]] std::string reason() const;
};
/// Names are looked up in the open program; without one only the grammar is checked.
[[nodiscard]] DraftCheck check_draft(const BreakpointDraft& draft, const Session& session);

}  // namespace slotscope::gui
