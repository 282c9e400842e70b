// SPDX-License-Identifier: MIT
// One ring drawn twice: in logical order and in memory order, with the same marks. Strips of bars up to 64 elements,
// plots for more.
#pragma once

#include <cstdint>
#include <optional>

#include "model/ring_model.h"

namespace slotscope::gui {

inline constexpr std::size_t kStripElements = 64;

struct RingPick {
    std::optional<std::uint32_t> hovered;  ///< place in the ring
    std::optional<std::uint32_t> clicked;
};

/// `outlined` is a place to mark in both, the selected or the hovered one; `bar_em` the height of each.
RingPick draw_ring(const RingView& view, std::optional<std::uint32_t> outlined, float bar_em);

}  // namespace slotscope::gui
