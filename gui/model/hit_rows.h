// SPDX-License-Identifier: MIT
// What a search over the recording found, in words and as places. Hits name rows of the program that ran in their frame; after a
// hot swap that may be another one than is shown, and then only numbers are told. Words are made for rows that are drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

/// Where a run stops for a hit.
[[nodiscard]] SeekTo place_of_hit(const ConditionHit& hit);
/// The nearest hit of the list behind (or before) the cursor; null when there is none. Precondition: has_program().
[[nodiscard]] const ConditionHit* next_found(const Session& session, bool is_forward);
/// Row of the hit in that frame, or of the first one behind it.
[[nodiscard]] std::size_t hit_row_at(const HitList& list, FrameNumber frame);

/// "1,234 hits in frames 1 to 5,000", and when it is not all.
[[nodiscard]] std::string hits_summary(const Session& session);

struct HitText {
    std::string step;  ///< "7 mix", "7"; "" where the frame's end told it
    std::string what;  ///< the slot or element, or the kind of fault
    std::string before, value;
    std::string message;  ///< a whole line, for a card
    std::optional<SlotId> slot;
    std::optional<StepIndex> step_index;
};

class HitWords {
public:
    /// Free when neither the search nor the program nor the inputs changed. Precondition: has_program(), hits().
    void update(const Session& session);
    [[nodiscard]] HitText text(const Session& session, const ConditionHit& hit) const;

private:
    [[nodiscard]] bool is_of_shown_program(const Session& session, FrameNumber frame) const;

    std::uint64_t program_revision_ = 0;
    std::size_t edits_seen_ = 0;
    std::string condition_text_;
    std::optional<Condition> condition_;
    std::optional<ConditionEvaluator> evaluator_;
    std::vector<FrameNumber> swaps_;  ///< frames behind which another program came, ascending
};

/// All hits as tab-separated lines with a heading, for copying.
[[nodiscard]] std::string hits_as_text(const Session& session, const HitWords& words);

}  // namespace slotscope::gui
