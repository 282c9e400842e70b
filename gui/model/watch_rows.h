// SPDX-License-Identifier: MIT
// What is watched, in words: name, value now and in the frame before, how it changed, and its curve. Slots read as in the
// table of slots; everything else is a number that an expression gives. Not here: commands about it (command_watch.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/slot_facts.h"
#include "slotscope/session.h"

namespace slotscope::gui {

/// How it stands in this frame. Unknown: what it looks back to is being run again. Broken: the program has not its names.
enum class WatchState : std::uint8_t { Unknown, Changed, Same, Stale, Never, Broken };

struct WatchText {
    std::string value;         ///< in its form; "—" never written, "…" not known yet; "" when broken
    std::string_view unusual;  ///< "NaN" and the like, to be marked; else empty
    bool has_point = false;    ///< the value lines up on a decimal point
    std::string before;        ///< in its form; "" while not known
    std::string change;        ///< "+16.67", "=", "→"; "" where there is nothing to compare
    std::string status;        ///< as in the table of slots; for the rest "changed" or "same"
    std::string error;         ///< a sentence: why it has no value
    WatchState state = WatchState::Unknown;
    Direction direction = Direction::None;
};

// Preconditions of all: has_program(), position < session.watches().size().

/// "delay.out", "delay1.ring[3]", "delay1.ring, 2 before the newest"; other expressions as their texts.
[[nodiscard]] std::string watch_name(const Session& session, std::size_t position);
[[nodiscard]] WatchText watch_text(const Session& session, std::size_t position);
/// The value for copying: in its form, or with all digits where that would round. Objects as JSON.
[[nodiscard]] std::string watch_copy(const Session& session, std::size_t position);
/// "delay.out is watched no longer." of an action that takes some away; "" of others. Before the action is done.
[[nodiscard]] std::string watch_removal_sentence(const Action& action, const Session& session);
/// "2 things are watched now."
[[nodiscard]] std::string watch_count_sentence(const Session& session);
/// The row of the slot that it is, or nothing.
[[nodiscard]] std::optional<SlotIndex> watched_slot(const Session& session, std::size_t position);

/// A curve over part of a line: from `begin` to `end` of it, 0 to 1. Without values there is nothing to draw.
struct WatchCurve {
    std::vector<double> values;
    float begin = 0, end = 1;
    bool is_filling = false;  ///< it is being run again
};

/// Curves of the rows that are drawn, made anew only when what they show has changed.
class WatchCurves {
public:
    /// Over the recent frames, or the whole recording; of what is no slot the recent frames are known only, and stand at
    /// their place in it. `width` in pixels.
    [[nodiscard]] const WatchCurve& of(const Session& session, std::size_t position, bool is_whole, int width);

private:
    struct Key {
        std::uint64_t revision = 0, history = 0, watches = 0;
        bool is_whole = false;
        int width = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    Key key_;
    std::map<WatchId, WatchCurve> curves_;
};

}  // namespace slotscope::gui
