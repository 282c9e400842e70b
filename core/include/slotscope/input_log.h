// SPDX-License-Identifier: MIT
// `InputLog`: what went into a run: programs, the time of every frame, and edits. Executing it again gives the same bits,
// so it is the recording; keyframes and columns only make reaching a frame quick. Not here: running it (playhead.h).
#pragma once

#include <bit>
#include <cstdint>
#include <variant>
#include <vector>

#include "slotscope/executor.h"

namespace slotscope {

/// Times of frames 1, 2, …, in milliseconds. Frames of a fixed rate or of a standing clock cost nothing but the first.
class FrameTimes {
public:
    /// Frame k of a fixed rate: position * 1000 / fps, computed exactly so.
    struct Fixed {
        std::uint64_t position = 0;
        double fps = 60;
        [[nodiscard]] double time() const noexcept { return static_cast<double>(position) * 1000 / fps; }
    };

    void push(double t_ms);
    /// So many frames in a row, from this one on. Precondition: frames >= 1.
    void push(const Fixed& fixed, FrameNumber frames = 1);
    /// Precondition: 1 <= frame <= count().
    [[nodiscard]] double of(FrameNumber frame) const noexcept;
    [[nodiscard]] FrameNumber count() const noexcept { return count_; }
    /// Forgets all frames after `count`. No effect when there are not more.
    void truncate(FrameNumber count);
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    enum class Kind : std::uint8_t { Fixed, Same, Listed };
    /// Frames from `first` to the next run's first: of a fixed rate (position and fps), all at `t`, or listed from `at`.
    struct Run {
        FrameNumber first = 1;
        Kind kind = Kind::Listed;
        std::uint64_t position = 0;  ///< Fixed: of `first`; Listed: its row in listed_
        double number = 0;           ///< Fixed: fps; Same: the time

        [[nodiscard]] bool is_followed_by(const Fixed& fixed, FrameNumber count) const noexcept {
            return kind == Kind::Fixed &&
                   std::bit_cast<std::uint64_t>(number) == std::bit_cast<std::uint64_t>(fixed.fps) &&
                   position + (count + 1 - first) == fixed.position;
        }
    };

    FrameNumber count_ = 0;
    std::vector<Run> runs_;
    std::vector<double> listed_;
};

/// A slot's value replaced, without a write: tracking does not change. What has read it before keeps what it read.
struct SlotEdit {
    SlotId slot = 0;
    Value value;
};
/// One element of the state replaced.
struct StateEdit {
    StateStorage storage = StateStorage::F64;
    std::uint32_t element = 0;
    double value = 0;
};
/// Another program from here on, with the state that `hot_swap` keeps.
struct SwapEdit {
    std::size_t program = 0;  ///< row of InputLog::programs
};
/// A program that differs in constants only, with everything kept.
struct ConstantEdit {
    std::size_t program = 0;  ///< row of InputLog::programs
};
struct DeltaEdit {
    DeltaMode delta = DeltaMode::Actual;
};

/// Step of an edit between frames: after frame `frame`, before the next one. Swaps, constants and deltas always are.
inline constexpr StepIndex kFrameEnd = kNoStep;

struct Edit {
    FrameNumber frame = 0;
    StepIndex step = kFrameEnd;  ///< inside a frame: done when so many steps have run
    std::variant<SlotEdit, StateEdit, SwapEdit, ConstantEdit, DeltaEdit> what;
};

struct InputLog {
    std::vector<ProgramPtr> programs;  ///< the first is the one that the run began with
    ExecutorOptions options;           ///< of the beginning
    FrameTimes times;
    std::vector<Edit> edits;  ///< in the order in which they were done, which is that of their places

    /// Without the programs.
    [[nodiscard]] std::size_t bytes() const noexcept;
};

}  // namespace slotscope
