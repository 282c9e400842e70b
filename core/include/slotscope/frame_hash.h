// SPDX-License-Identifier: MIT
// `FrameHash`: a runtime between two frames as 64 bits, so that runs can be compared by machines, compilers and paths
// (live, after a seek, after a hot swap); and `first_difference`, which says where two runtimes differ.
// What is hashed, in this order (all of it is the same on every path, if what restores a runtime restores all of it):
//   values   every slot's value, by storage and then by slot number, wherever the store keeps it. Objects by content,
//            in any order of members; and which slots hold one and the same typed array: filling it changes all of them
//   marks    per slot, in slot order: frames since the last write and since the last change (or never), the writer, and
//            the order of a write of this frame; then the slots with buffers filled in this frame, in their order
//   state    every element of the three arrays
//   context  the time state, the viewport, and the memo of cameras, whose matrices stay those of their first viewport
// Not hashed, since nothing after this frame depends on it: the frame number and other counters that tell when the run
// began, the memo of this frame, buffers that no slot can read, the evaluated meshes (functions of the program).
// All NaNs are one; 0 and -0 differ. So, for one program and equal inputs from here on, equal hashes mean equal frames
// to come, but for a collision (one in 2^64). Within a frame (after some of its steps) that does not hold: the memo
// counts then.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "slotscope/runtime_state.h"

namespace slotscope {

/// XXH3 (64 bits) of each part, and of the four together. Written down in files: it changes only with the file format.
struct FrameHash {
    std::uint64_t values = 0;
    std::uint64_t marks = 0;
    std::uint64_t state = 0;
    std::uint64_t context = 0;

    [[nodiscard]] std::uint64_t combined() const noexcept;
    friend bool operator==(const FrameHash&, const FrameHash&) = default;
};

/// Hashes one frame after the other; what it knows of the slots' places is made when it first sees their table.
/// Cost: one pass over the arrays, near the speed of memory, and over the content of objects. Not for several threads.
class FrameHasher {
public:
    [[nodiscard]] FrameHash hash(const RuntimeState& runtime);

private:
    struct Run {
        std::uint32_t offset = 0, count = 0;
    };

    void prepare(const ValueStore& values);
    [[nodiscard]] std::uint64_t hash_values(const ValueStore& values) const;

    std::shared_ptr<const SlotTable> slots_;            ///< that `runs_` belong to; null before the first hash
    std::array<std::vector<Run>, kStorageCount> runs_;  ///< by storage: elements in slot order
    std::array<std::uint64_t, kStorageCount> row_counts_{};
};

/// `FrameHasher{}.hash(runtime).combined()`, for a single frame.
[[nodiscard]] std::uint64_t frame_hash(const RuntimeState& runtime);

/// 64 bits of one slot's value, as content: equal for values that `Value::same_as` calls equal, typed arrays shared or
/// not.
[[nodiscard]] std::uint64_t slot_value_hash(const ValueStore& values, SlotIndex slot);
/// 64 bits of a slot's mark in this frame: never written, not written in this frame, or written (same or changed, by
/// which step, in which order). Without ages, which change in every frame.
[[nodiscard]] std::uint64_t slot_mark_hash(const ValueStore& values, SlotIndex slot);

/// Where two runtimes differ.
struct Difference {
    enum class What : std::uint8_t {
        Layout,   ///< slots, storages or state sizes: not the same program
        Value,    ///< of a slot
        Sharing,  ///< of a slot: equal values, but the slots that hold the same array are others
        Mark,     ///< of a slot: whether, when, by which step, in which order it was written
        Ensured,  ///< the slots whose buffers were filled in this frame
        State,    ///< a state element
        Context   ///< time state, viewport or cameras
    };
    What what = What::Layout;
    std::optional<SlotId> slot;
    std::optional<StateStorage> storage;  ///< State
    std::size_t element = 0;              ///< State
    std::string message;                  ///< a sentence: "slot 18 (f64) is 0.5 in the first and 0.25 in the second"
};

/// The first difference in what `FrameHash` covers, nullopt where there is none: exactly then the hashes are equal, but
/// for collisions. Of several slots that differ in value, the one that was written first in this frame (in `a`), else
/// the one with the smallest number: the others may follow from it. O(all that is hashed).
[[nodiscard]] std::optional<Difference> first_difference(const RuntimeState& a, const RuntimeState& b);

}  // namespace slotscope
