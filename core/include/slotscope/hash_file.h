// SPDX-License-Identifier: MIT
// Hash files: the hash of every frame of a run as text, with what it takes to repeat the run, and on demand the hashes
// of single slots and state cells. Two machines compare a run without moving its values: one writes, the other
// verifies.
//
//     slotscope-hashes 1
//     program 8f2c51d09a4be376 delay-lines.json        hash of its text (decompressed), name
//     fps 60 600                                       or: times 0 16.5 NaN -1e+300 …   (one per frame, in ms)
//     viewport 1920 1080 1
//     delta actual                                     or fixed60
//     swap 60 11d8c0ffee5ca1ab next.json               before the frame at this position from 0; any number of lines
//     every 1                                          only frames whose number is a multiple of it, and the last one
//     slots yes                                        or no
//     init 01… 02… 03… 04… 05…                         before the first frame: combined, values, marks, state, context
//     values 0:5ca1ab1e 7:0ddba115                     slots whose value hash is not as at the line before
//     marks 0:c001d00d                                 slots whose mark hash is not as at the line before
//     cells 2:deadbeef -:8badf00d                      state cells likewise; "-": all elements outside of cells
//     frame 1 01… 02… 03… 04… 05…                      may end with "fault STEP" or "fault -" (outside the steps)
//     swap 60 01… 02… 03… 04… 05…                      directly after the swap, or only "rejected"; all lists start anew
//     end                                              so that a cut file is noticed
//
// Lines that start with # are comments. Hashes are of frame_hash.h, of slots and cells their lower 32 bits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "slotscope/frame_hash.h"
#include "slotscope/result.h"
#include "slotscope/trace.h"

namespace slotscope {

/// 64 bits of a program's text: tells whether a hash file belongs to it.
[[nodiscard]] std::uint64_t text_hash(std::string_view text) noexcept;

struct HashedProgram {
    std::string name;
    std::uint64_t identity = 0;
};
struct HashSwap {
    std::size_t before_frame = 0;
    HashedProgram program;
};

/// How a run is made, and what of it is written.
struct HashHeader {
    HashedProgram program;
    TraceInput input;
    std::optional<double> fps;  ///< where the times are k * 1000 / fps
    std::vector<HashSwap> swaps;
    std::size_t every = 1;
    bool has_slots = false;
};

struct HashRecord {
    enum class Kind : std::uint8_t { Init, Swap, Frame };
    Kind kind = Kind::Init;
    std::size_t frame = 0;  ///< Frame: its number from 1. Swap: position of the frame that it comes before, from 0
    FrameHash hash;
    bool is_rejected = false;        ///< Swap
    std::optional<StepIndex> fault;  ///< Frame: the step, or kOutsideSteps
    // What changed since the record before.
    std::vector<std::pair<SlotId, std::uint32_t>> values, marks;
    std::vector<std::pair<CellIndex, std::uint32_t>> cells;
    std::optional<std::uint32_t> loose_state;
    std::uint32_t line = 0;  ///< where it was read
};

struct HashFile {
    HashHeader header;
    std::vector<HashRecord> records;
};

/// Most frames of a run with hashes: a file of 90 bytes each is then 900 MB.
inline constexpr std::size_t kMaxHashedFrames = 10'000'000;

/// Runs and gives the file's lines (without newlines) to `emit`. `swaps` are the header's, with programs; those of one
/// frame in their order. Errors: the program cannot be created.
[[nodiscard]] Result<std::size_t, Errors> write_hashes(ProgramPtr program, const HashHeader& header,
                                                       const std::vector<TraceSwap>& swaps,
                                                       const std::function<void(std::string_view)>& emit);

/// Errors (Parse, Version, Limit) name the line, what was found and what was expected. Also rejected: a combined hash
/// that does not belong to its parts, records out of order, a file without its end.
[[nodiscard]] Result<HashFile> parse_hashes(std::string_view text, const std::string& name);

/// Where a run first differs from what a hash file says.
struct HashMismatch {
    HashRecord::Kind kind = HashRecord::Kind::Frame;
    std::size_t frame = 0;          ///< as in HashRecord
    std::optional<SlotId> slot;     ///< of several the one that was written first in that frame, else the smallest
    std::optional<CellIndex> cell;  ///< where no slot differs
    std::string message;            ///< a sentence, with the slot's name and what it holds here
};
struct HashVerification {
    std::size_t records = 0;  ///< that were compared
    std::optional<HashMismatch> mismatch;
};

/// Repeats the run and compares until the first difference. A slot or cell that is named differs for certain; where the
/// file has no slots, the message says which part of the frame hash differs and how to write a file with slots.
/// Errors: the program cannot be created.
[[nodiscard]] Result<HashVerification, Errors> verify_hashes(ProgramPtr program, const HashFile& file,
                                                             const std::vector<TraceSwap>& swaps);

}  // namespace slotscope
