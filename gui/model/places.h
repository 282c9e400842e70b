// SPDX-License-Identifier: MIT
// Places in the recording: where the cursor is, jumps that can be taken back, bookmarks, and what a typed place means.
// Going there is the session's (SeekTo).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "model/outbox.h"
#include "slotscope/session.h"

namespace slotscope::gui {

/// Where the session is; frame 0 without a program.
[[nodiscard]] Place place_of(const Session& session);
/// "frame 120", "frame 120, step 7".
[[nodiscard]] std::string place_words(const Place& place);

/// Whether the action leaves the cursor's place for one that may be far away, so that "back" should return here.
[[nodiscard]] bool is_jump(const Action& action);
/// Pushes an action that is a jump, so that "back" returns.
template <class A>
void jump(const Session& session, Outbox& out, A action) {
    out.push(LeavePlace{place_of(session)});
    out.push(std::move(action));
}

[[nodiscard]] bool has_bookmark(const Session& session, FrameNumber frame);
/// The nearest bookmark on that side of the cursor. Precondition: has_program().
[[nodiscard]] const Bookmark* next_bookmark(const Session& session, bool is_forward);

/// "120", "1,200", "+10", "-10" (from here), "50%", "t=1200" and "t=1.2s" (the last frame at or before that time),
/// "120:7" (so many steps of it), "start", "end"; else a sentence that says what is wrong. Precondition: has_program().
[[nodiscard]] std::variant<SeekTo, std::string> parse_place(std::string_view text, const Session& session);

/// Time of a recorded frame, in milliseconds; nothing for frame 0 and for frames that have not run.
[[nodiscard]] std::optional<double> time_of(const Session& session, FrameNumber frame);

}  // namespace slotscope::gui
