// SPDX-License-Identifier: MIT
// `RuntimeState`: everything that a running program has: slots, state, per-frame memo, time state and frame number.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/state_buffer.h"
#include "slotscope/time_model.h"
#include "slotscope/value_store.h"

namespace slotscope {

/// How often what a step makes was there already, since the runtime was created.
struct CacheUse {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
};

/// Per-frame memo of signal values and materialised buffers: a signal's value is valid in the frame that its stamp names,
/// buffers are forgotten when a frame begins.
struct FrameCache {
    std::vector<double> signal_value;
    std::vector<std::uint32_t> signal_stamp;
    std::uint32_t frame_id = 1;  ///< starts at 1, since stamps start at 0; the first frame is 2
    /// Handles of the buffers that this frame's materialize steps made, by field, domain slot and format.
    std::unordered_map<std::string, Value> buffers;
    /// Elements of all buffers made or filled in this frame, against `limits::kMaxFrameElements`.
    std::uint64_t buffer_elements = 0;

    explicit FrameCache(std::size_t signal_count = 0) : signal_value(signal_count), signal_stamp(signal_count) {}
    /// Invalidates all values. O(signals) once in 2^32 frames, otherwise O(buffers of the last frame).
    void new_frame();

    /// Goes on from where `other` stands between frames: its frame id and use counts. Memoised values are forgotten.
    void resume(const FrameCache& other);
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

    void count_use(StepIndex step, bool is_hit);
    /// Of materialize, CameraEval and MeshMaterialize steps; zero for all others.
    [[nodiscard]] CacheUse use_of(StepIndex step) const noexcept {
        return step < uses_.size() ? uses_[step] : CacheUse{};
    }

private:
    std::vector<CacheUse> uses_;  ///< by step; as long as the last counted step needs
};

/// Output size for camera and projection steps, in CSS pixels, and device pixels per CSS pixel.
struct Viewport {
    double width = 1920;
    double height = 1080;
    double dpr = 1;
};

/// Camera id, then width and height rounded to whole pixels, then dpr: what decides whether matrices are made anew.
using CameraKey = std::tuple<std::string, double, double, double>;

struct RuntimeState {
    ValueStore values;
    StateBuffer state;
    FrameCache cache;
    TimeState time;
    FrameNumber frame = 0;
    Viewport viewport;
    /// Evaluated cameras and meshes as they go into slots. A camera keeps the matrices of the first viewport of its key.
    /// Both begin empty after a hot swap.
    std::map<CameraKey, Value> cameras;
    std::map<std::string, Value> meshes;

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
    New,  ///< the old program has no cell of this key
    SizeChanged,
    StorageChanged,  ///< also when the size changed too
    ShadowedKey      ///< a later cell of the new program has the same key and takes its place
};
struct CellReport {
    CellIndex new_cell = 0;
    CellFate fate = CellFate::New;
};
struct SwapReport {
    std::vector<CellReport> cells;  ///< one per cell of the new program, in its order
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
