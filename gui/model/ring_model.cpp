// SPDX-License-Identifier: MIT
#include "model/ring_model.h"

#include <algorithm>
#include <cmath>

namespace slotscope::gui {
namespace {

std::int32_t initial_index_of(const Session& session, const Ring& ring) {
    if (!ring.head_cell) return 0;
    StateCell cell = session.program().state_layout.cells[*ring.head_cell];
    cell.offset = 0;
    cell.size = 1;
    StateBuffer buffer;
    buffer.i32.resize(1);
    static_cast<void>(initialize_cell(buffer, cell, session.program().constants));
    return buffer.i32.front();
}

/// Frames in which the ring's step can have run.
FrameNumber frames_of(const Session& session, const Ring& ring) {
    const FrameNumber frame = session.cursor().frame;
    if (frame == 0 || !ring.cell) return frame;
    const std::vector<StepIndex>& steps = session.wiring().cell_steps[*ring.cell];
    const bool has_run = std::any_of(steps.begin(), steps.end(), [&](StepIndex step) {
        const StepState state = session.step_state(step);
        return state == StepState::Done || state == StepState::Faulted;
    });
    return has_run ? frame : frame - 1;
}

void count_evaluations(RingView& view, std::uint32_t size, FrameNumber frames, std::int32_t initial_index) {
    const auto wrapped = (static_cast<std::int64_t>(view.stored_index) - initial_index) % size;
    const auto moved = static_cast<std::uint64_t>(wrapped < 0 ? wrapped + size : wrapped);
    if (moved > frames) {  // kept from another program
        view.filled = size;
        return;
    }
    const std::uint64_t evaluations = frames - (frames - moved) % size;
    view.filled = static_cast<std::uint32_t>(std::min<std::uint64_t>(evaluations, size));
    if (evaluations == frames && frames > 0) view.newest_frame = frames;
}

}  // namespace

RingView ring_view(const Ring& ring, const StateBuffer& state, double delta_ms, FrameNumber frames,
                   std::int32_t initial_index) {
    RingView view;
    const std::uint32_t size = ring.size;
    if (size == 0 || std::size_t{ring.base} + size > state.f64.size() || ring.head >= state.i32.size()) return view;
    view.stored_index = state.i32[ring.head];
    view.has_head = view.stored_index >= 0 && static_cast<std::uint32_t>(view.stored_index) < size;
    view.head = view.has_head ? static_cast<std::uint32_t>(view.stored_index) : 0;
    if (view.has_head) count_evaluations(view, size, frames, initial_index);
    if (const auto cursor = ring_cursor(ring, state, delta_ms)) {
        view.tap = cursor->read_index;
        view.tap_delay = cursor->tap_delay;
    }
    if (view.head != 0) view.seam_after = static_cast<int>(size - view.head) - 1;

    bool has_value = false;
    view.logical.reserve(size);
    for (std::uint32_t i = 0; i < size; ++i) {
        const std::uint32_t physical = (view.head + i) % size, age = size - i;
        const double value = state.f64[ring.base + physical];
        view.logical.push_back({physical, view.has_head ? age : 0, value, !view.has_head || age <= view.filled});
        if (!std::isfinite(value)) continue;
        view.min = has_value ? std::min(view.min, value) : value;
        view.max = has_value ? std::max(view.max, value) : value;
        has_value = true;
    }
    return view;
}

RingView ring_view(const Session& session, const Ring& ring) {
    return ring_view(ring, session.state(), session.executor().delta_ms(), frames_of(session, ring),
                     initial_index_of(session, ring));
}

int logical_position(const RingView& view, std::uint32_t physical) {
    const auto size = static_cast<std::uint32_t>(view.logical.size());
    return static_cast<int>((physical + size - view.head) % size);
}

std::vector<double> ring_values(const RingView& view) {
    std::vector<double> values;
    values.reserve(view.logical.size());
    for (const RingElement& element : view.logical) values.push_back(element.value);
    return values;
}

std::optional<std::size_t> ring_of_cell(std::span<const Ring> rings, CellIndex cell) {
    for (std::size_t i = 0; i < rings.size(); ++i)
        if (rings[i].cell == cell || rings[i].head_cell == cell) return i;
    return std::nullopt;
}

std::variant<SeekTo, GoToStateChange, std::string> ring_element_source(const Session& session, CellIndex cell,
                                                                       std::uint32_t element) {
    const auto row = ring_of_cell(session.rings(), cell);
    if (!row || session.rings()[*row].cell != cell) return std::string("The selected state cell is no ring.");
    const Ring& ring = session.rings()[*row];
    const std::uint64_t physical =
        std::uint64_t{session.program().state_layout.cells[cell].offset} + element - ring.base;
    if (physical >= ring.size) return std::string("The selected element lies outside the ring.");
    const RingView view = ring_view(session, ring);
    if (!view.has_head) return std::string("The ring's write index lies outside it, so ages are not known.");
    const auto place = static_cast<std::uint32_t>(physical);
    const RingElement& found = view.logical[static_cast<std::size_t>(logical_position(view, place))];
    if (!found.is_written) return std::string("This element was never written: it holds its initial value.");
    if (!view.newest_frame || *view.newest_frame < found.age)
        return GoToStateChange{StateStorage::F64, ring.base + place, 1, false};
    const std::vector<StepIndex>& steps = session.wiring().cell_steps[cell];
    // With several steps it is not known which of them came first to the ring's signal.
    return SeekTo{*view.newest_frame + 1 - found.age, steps.size() == 1 ? steps.front() + 1 : kFrameEnd};
}

}  // namespace slotscope::gui
