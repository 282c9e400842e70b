// SPDX-License-Identifier: MIT
// `Comparison`: everything that a frame held at its end, kept to be set against what is shown now. Slots are matched by
// their numbers and state cells by owner and role, so that it holds across hot swaps too.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "slotscope/playhead.h"

namespace slotscope {

class Comparison {
public:
    /// What the playhead shows. Precondition: it stands at the end of a frame.
    explicit Comparison(const Playhead& at);

    [[nodiscard]] FrameNumber frame() const noexcept { return frame_; }
    /// The slot's value then; nullopt when the program had no such slot.
    [[nodiscard]] std::optional<Value> slot(SlotId slot) const;
    /// The element's value then; nullopt when there was no such cell, or it had no such element.
    [[nodiscard]] std::optional<double> element(const StateCell& cell, std::uint32_t element) const;
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    FrameNumber frame_ = 0;
    ProgramPtr program_;
    std::shared_ptr<const SlotTable> slots_;
    SlotValues values_;
    StateBuffer state_;
    std::map<std::pair<std::string, std::string>, CellIndex> cells_;  ///< by owner and role, the last of each
};

}  // namespace slotscope
