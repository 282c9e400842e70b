// SPDX-License-Identifier: MIT
// Faults (failures of the program under inspection, as data) and notes (things it does that lose or invent something).
// Neither is an error of ours.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "slotscope/ids.h"

namespace slotscope {

enum class FaultKind : std::uint8_t {
    SecondWrite,   ///< a slot was written twice in one frame
    UnknownSlot,   ///< read or write of a slot that the program does not have
    NotANumber,    ///< a signal reads an object slot that holds no number
    BadReference,  ///< a row that does not exist (node, signal, transform chain, constant, camera, …)
    MissingTable,  ///< the program lacks the table that a step needs
    UnknownKind,   ///< unknown step kind, signal node kind, stateful operation, transform step, mode, opcode
    Unsupported,   ///< kernels, closures, casts, and step kinds that this version cannot run
    BadParameter,  ///< a needed parameter is missing or has an impossible value
    BadValue,      ///< a slot holds a value that the step cannot use (a vec2 operation on undefined, …)
    SignalCycle,   ///< a signal depends on itself within a frame
    BadOutput,     ///< the output slot holds no render frame
    BadTimeModel,  ///< no time model, or an unknown kind
    Limit          ///< a buffer or depth over a limit of ours
};

/// "second write", "unknown slot", …: a few words for tables and breakpoints.
[[nodiscard]] std::string_view fault_kind_name(FaultKind kind) noexcept;

/// Step of a fault outside the steps: in time resolution before them, or in output extraction after them.
inline constexpr StepIndex kOutsideSteps = kNoStep;

struct Fault {
    FaultKind kind = FaultKind::BadValue;
    FrameNumber frame = 0;
    StepIndex step = kOutsideSteps;
    std::optional<SlotId> slot;
    std::optional<StepIndex> other_step;  ///< SecondWrite: the step that wrote first
    std::string message;                  ///< a sentence with the place
    std::string hint;                     ///< what to look at next; may be empty
};

enum class NoteKind : std::uint8_t {
    FractionDropped,      ///< i32/u32 store lost a fraction
    Wrapped,              ///< i32/u32 store wrapped modulo 2^32
    Overflowed,           ///< f32 store became infinite
    NanToZero,            ///< integer store of NaN or an infinity gave 0
    ConvertedToNumber,    ///< undefined, null, boolean, string, array or object used as a number
    UnimplementedOpcode,  ///< the reference gives 0 (or passes through) for this node opcode
    PlaceholderOpcode,    ///< TimeAbsMs, Phase01 as nodes give 0; Integrate, DelayMs as nodes pass through
    MissingConstant,      ///< Const node without a constant: 0
    MissingStateOffset,   ///< stateful operation without stateOffset: 0
    OutsideState          ///< stateful operation reads or writes past the state arrays
};

/// "fraction dropped", "wrapped", …
[[nodiscard]] std::string_view note_kind_name(NoteKind kind) noexcept;

/// One kind of note at one step and slot, counted.
struct Note {
    NoteKind kind = NoteKind::FractionDropped;
    StepIndex step = kNoStep;
    SlotId slot = kNoSlot;  ///< kNoSlot where no slot is concerned
    std::uint64_t count = 0;
    FrameNumber first_frame = 0;
    FrameNumber last_frame = 0;
    std::string detail;  ///< of the first occurrence, e.g. "1e10 was stored as 1410065408"
};

/// Notes of a run, one row per (kind, step, slot).
class NoteLog {
public:
    /// True when this is the first note of its (kind, step, slot): only then is a detail worth making.
    bool add(NoteKind kind, StepIndex step, SlotId slot, FrameNumber frame);
    /// No effect when there is no such note.
    void set_detail(NoteKind kind, StepIndex step, SlotId slot, std::string detail);
    void clear();

    [[nodiscard]] std::span<const Note> notes() const noexcept { return notes_; }
    [[nodiscard]] std::uint64_t total() const noexcept { return total_; }

private:
    std::vector<Note> notes_;
    std::map<std::tuple<NoteKind, StepIndex, SlotId>, std::size_t> rows_;
    std::uint64_t total_ = 0;
    std::size_t expected_row_ = 0;  ///< row after the last one that was added to
};

}  // namespace slotscope
