// SPDX-License-Identifier: MIT
// A program in words: names of slots and steps, what a step reads and writes, signals as expressions, rings.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "slotscope/program.h"
#include "slotscope/slot_table.h"
#include "slotscope/state_buffer.h"

namespace slotscope {

/// `meta.names.slots`; else from what first writes it (bus or node: its name, else its id; "tAbsMs" and so on for time;
/// the step's label, with the output's position where it has several: "mix[2]"); else "slot N". One short line.
/// O(steps) without an entry in `meta.names.slots`: for many slots make a SlotNames.
[[nodiscard]] std::string slot_name(const Program& program, SlotId slot);
/// `meta.names.steps`, the step's label, the node's or bus's name, else its id, else "step N". One short line, no kind in it.
[[nodiscard]] std::string step_name(const Program& program, StepIndex step);
/// Owner and role of a state cell, "tape.ring"; else its state id, else "cell N".
[[nodiscard]] std::string cell_name(const Program& program, CellIndex cell);
/// "nodeEval · Add", "busEval · sum", "signalEval · 3 outputs": what the step does.
[[nodiscard]] std::string step_detail(const Program& program, StepIndex step);
/// Name of an opcode ("Add", "Vec2Rotate"), or "opcode 999".
[[nodiscard]] std::string opcode_name(std::int32_t opcode);

/// `slot_name` of every slot, found in one pass over the program. O(slots + steps) to make, O(1) to ask.
class SlotNames {
public:
    SlotNames() = default;
    explicit SlotNames(const Program& program);
    /// As `slot_name`.
    [[nodiscard]] std::string of(SlotId slot) const;
    /// Null where `of` would say "slot N".
    [[nodiscard]] const std::string* find(SlotId slot) const noexcept;

private:
    std::unordered_map<SlotId, std::string> names_;
};

/// Slots that a step reads and writes, each once, in execution order. Signal and materialize steps also read what the
/// inputSlot nodes under their signals read, though the frame's memo may already hold that, and though a select may not
/// take that branch. Writes are those that the step does when it runs: of timeDerive what the time model has, of
/// nodeEval the first output. Disabled publishers are not read.
struct StepSlots {
    std::vector<SlotId> reads;
    std::vector<SlotId> writes;
};
[[nodiscard]] StepSlots step_slots(const Program& program, StepIndex step);

/// Who writes and reads each row of the slot table, and which cells each step's signals use. Made once per program, in
/// time linear in it: after four million visits of signals that several steps share, each further signal counts for
/// the first step that reaches it only.
struct Wiring {
    std::vector<std::vector<StepIndex>>
        writers;  ///< by SlotIndex; more than one: a second write will fault (but not of
                  ///< buffers that materializeColor, -Path and -TestGeometry fill)
    std::vector<std::vector<StepIndex>> readers;     ///< by SlotIndex
    std::vector<StepSlots> steps;                    ///< by StepIndex
    std::vector<std::vector<CellIndex>> step_cells;  ///< by StepIndex: cells that its stateful signals touch
    std::vector<std::vector<StepIndex>> cell_steps;  ///< by CellIndex
};
[[nodiscard]] Wiring make_wiring(const Program& program, const SlotTable& slots);

/// A signal as one readable line: "sin(phase01 * 6.283185307179586)". Nodes that would occur in it more than once,
/// or that lie deeper than `max_depth` (at most 32), appear as "#12"; constants, times and slots are always spelt out.
/// References that dangle read "#99?". With `names`, no other cost than the line's length.
[[nodiscard]] std::string signal_expression(const Program& program, Ref signal, int max_depth = 6,
                                            const SlotNames* names = nullptr);

/// A ring buffer as its stateful operation uses it: element 0 of the ring is f64[base], the write head is i32[head].
struct Ring {
    Ref signal = kNoRef;  ///< the delayMs or delayFrames node
    StatefulOp op = StatefulOp::DelayFrames;
    std::string name;                    ///< owner and role of its cell, or the state id
    std::uint32_t base = 0;              ///< first element in the f64 state
    std::uint32_t size = 0;              ///< elements
    std::uint32_t head = 0;              ///< element of the i32 state that holds the write index
    std::optional<double> delay_ms;      ///< delayMs
    std::optional<double> delay_frames;  ///< delayFrames
    std::optional<CellIndex> cell;       ///< the f64 cell that the ring starts in
    std::optional<CellIndex> head_cell;  ///< the i32 cell that holds the head
};
/// Every ring whose elements all lie inside the state; odd parameters (fractions, negative sizes) give no ring.
[[nodiscard]] std::vector<Ring> find_rings(const Program& program);

/// A ring's position in one state: physical index written next, and the physical index read by the next evaluation.
struct RingCursor {
    std::uint32_t write_index = 0;  ///< overwritten next
    std::uint32_t newest = 0;       ///< written last
    std::uint32_t read_index = 0;   ///< the tap, for the next evaluation with this frame's delta
    std::uint32_t tap_delay = 0;    ///< the next evaluation returns what was written so many evaluations before it
};
/// nullopt when the stored write index lies outside the ring, or when the tap's index is no number (a delay of 0 ms
/// over a frame of 0 ms). A negative delay wraps around the ring, as it does in execution.
[[nodiscard]] std::optional<RingCursor> ring_cursor(const Ring& ring, const StateBuffer& state, double delta_ms);

}  // namespace slotscope
