// SPDX-License-Identifier: MIT
// `RuntimeState`: everything that a running program has: slots, state, per-frame memo, time state and frame number.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/state_buffer.h"
#include "slotscope/time_model.h"
#include "slotscope/value_store.h"

namespace slotscope {

/// Per-frame memo of signal values: a value is valid in the frame that its stamp names.
struct FrameCache {
    std::vector<double> signal_value;
    std::vector<std::uint32_t> signal_stamp;
    std::uint32_t frame_id = 1;  ///< starts at 1, since stamps start at 0; the first frame is 2

    explicit FrameCache(std::size_t signal_count = 0) : signal_value(signal_count), signal_stamp(signal_count) {}
    /// Invalidates all values. O(1) except once in 2^32 frames.
    void new_frame();
};

/// Output size for camera and projection steps, in CSS pixels, and device pixels per CSS pixel.
struct Viewport {
    double width = 1920;
    double height = 1080;
    double dpr = 1;
};

struct RuntimeState {
    ValueStore values;
    StateBuffer state;
    FrameCache cache;
    TimeState time;
    FrameNumber frame = 0;
    Viewport viewport;

    /// Stores sized from the program's slots and state layout, initial slot values written in ascending slot order
    /// (they stay in the write log until the first frame clears it), state initialised from the constant pool.
    /// `first_frame`: the frame that this state is the beginning of, 0 unless a running session goes on with it.
    /// Errors: what `SlotTable::of_program` and `initialize_state` reject, state sizes over their limit, and initial
    /// values that cannot be written. Nothing is allocated for sizes over a limit.
    [[nodiscard]] static Result<RuntimeState, Errors> create(const Program& program, Viewport viewport = {},
                                                             FrameNumber first_frame = 0);
};

/// Why a state cell of the new program did not keep its content in a hot swap, or that it did.
enum class CellFate : std::uint8_t {
    Kept,
    New,             ///< the old program has no cell of this key
    SizeChanged,
    StorageChanged,  ///< also when the size changed too
    ShadowedKey      ///< a later cell of the new program has the same key and takes its place
};
struct CellReport { CellIndex new_cell = 0; CellFate fate = CellFate::New; };
struct SwapReport {
    std::vector<CellReport> cells;         ///< one per cell of the new program, in its order
    /// Cells of the old program whose key is gone, or that a later old cell of the same key shadowed. Not the old forms
    /// of cells whose size or storage changed: those are in `cells`.
    std::vector<CellIndex> dropped_cells;
};

/// A fresh runtime of `new_program` that keeps the content of cells whose (node id, role), storage and size match, the
/// frame number, the memo's frame id, the time state and the viewport. Slot values are not kept. Of several cells with
/// one key only the last takes part, on each side. `old_state` is not changed. Errors as `create`; then `report` is not
/// changed either.
[[nodiscard]] Result<RuntimeState, Errors> hot_swap(const Program& old_program, const RuntimeState& old_state,
                                                    const Program& new_program, SwapReport* report = nullptr);

}  // namespace slotscope
