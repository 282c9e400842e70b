// SPDX-License-Identifier: MIT
// A ring buffer as people think of it: elements from the oldest to the newest, with the age of each, the seam where the
// array wraps, the write head, the element that goes next and the read tap. Idea: everything follows from the write
// index, since each evaluation writes one element and moves it by one. Not here: drawing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

struct RingElement {
    std::uint32_t physical = 0;  ///< place in the ring
    std::uint32_t age = 0;       ///< evaluations since it was written, counted from the next one: the newest is 1
    double value = 0;
    bool is_written = false;  ///< false: still what the state was initialised with
};

struct RingView {
    std::vector<RingElement> logical;  ///< oldest first; by place where the head is unknown
    std::int32_t stored_index = 0;     ///< the write index as the state holds it
    bool has_head = false;             ///< the stored index lies inside the ring; otherwise there is no head, no age
    std::uint32_t head = 0;            ///< place that the next evaluation overwrites: the oldest element
    std::optional<std::uint32_t> tap;  ///< place that the next evaluation reads
    std::optional<std::uint32_t> tap_delay;  ///< age of what it reads
    std::optional<int> seam_after;           ///< logical position after which the place jumps from the last to 0
    std::uint32_t filled = 0;                ///< elements written so far
    /// Frame of the newest element, and with it of all others (one frame less per age), when the ring was evaluated in
    /// every frame.
    std::optional<FrameNumber> newest_frame;
    double min = 0, max = 0;  ///< of the finite values; both 0 when there are none
};

/// What one state says, given how often the ring has been evaluated at most: `frames`, the frames in which its steps
/// have run. Older evaluations than the write index accounts for cannot be told apart from missing ones: the largest
/// count that agrees with the index is taken. `initial_index` is what the index was initialised with.
[[nodiscard]] RingView ring_view(const Ring& ring, const StateBuffer& state, double delta_ms, FrameNumber frames,
                                 std::int32_t initial_index);
/// The same for a ring of the session, now. Precondition: ring is one of session.rings().
[[nodiscard]] RingView ring_view(const Session& session, const Ring& ring);

/// Logical position of a place. Precondition: physical < ring size.
[[nodiscard]] int logical_position(const RingView& view, std::uint32_t physical);
/// The values in logical order.
[[nodiscard]] std::vector<double> ring_values(const RingView& view);
/// Row in session.rings() of the ring that owns the cell, as elements or as write index.
[[nodiscard]] std::optional<std::size_t> ring_of_cell(std::span<const Ring> rings, CellIndex cell);
/// Where the element of a ring's cell got the value that it holds: the place just behind that evaluation. Where the frame
/// is not known (the ring was not evaluated in every frame) a search backward for its last change. Else a sentence that
/// says why there is no such place. Precondition: the program has the cell.
[[nodiscard]] std::variant<SeekTo, GoToStateChange, std::string>
ring_element_source(const Session& session, CellIndex cell, std::uint32_t element);

}  // namespace slotscope::gui
