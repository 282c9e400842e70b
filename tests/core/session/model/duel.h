// SPDX-License-Identifier: MIT
// `Duel`: a session and the model, given the same commands and compared after each of them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/session/model/model.h"

namespace slotscope::test {

struct NamedProgram {
    std::string name;
    LoadedProgram loaded;
};

/// Programs that can be created and are small enough: the fixtures, and those of the folders, in a fixed order.
[[nodiscard]] std::vector<NamedProgram> programs_for_duels(std::span<const char* const> folders);

/// What to do, with numbers that mean something in every situation, so that commands before it can be left out.
struct Command {
    enum class Kind : std::uint8_t {
        StepFrame,
        StepSchedule,
        StepBack,
        StepScheduleBack,
        SeekTo,
        GoToEnd,
        GoToWrite,
        GoToStateChange,
        GoToHit,
        EditSlot,
        EditState,
        EditConstant,
        SetDelta,
        Swap,
        RejectedSwap,
        Undo,
        SwitchBranch,
        DropBranch,
        Play,
        PlayBackward,
        Pause,
        Run,
        SetLoop,
        SetSpeed,
        SetFps,
        SetSource,
        StopAtFaults,
        Restart,
        Open,
        Bookmark,
        RemoveBookmark,
        AddBreakpoint,
        RemoveBreakpoint,
        EnableBreakpoint,
        FindHits,
        Budget,
        Verify
    };
    Kind kind = Kind::StepFrame;
    std::uint64_t a = 0, b = 0, c = 0;
};

struct DuelOptions {
    std::size_t program = 0;
    FrameNumber keyframe_spacing = 0;  ///< 0: the session's own
    std::uint64_t slice_steps = 0;     ///< likewise
    std::uint64_t question_steps = 1;  ///< between two questions whether to go on
};

[[nodiscard]] DuelOptions random_options(std::uint64_t seed);
[[nodiscard]] std::vector<Command> random_commands(std::uint64_t seed);

struct DuelResult {
    std::string failure;             ///< "" where session and model agreed to the end
    std::vector<std::string> steps;  ///< what was done, in words
    std::uint64_t frames = 0, branches = 0, finds = 0;
};

[[nodiscard]] DuelResult fight(std::span<const NamedProgram> programs, const DuelOptions& options,
                               std::span<const Command> commands);

/// Leaves commands out as long as it fails.
[[nodiscard]] std::vector<Command> shrink(std::span<const NamedProgram> programs, const DuelOptions& options,
                                          std::vector<Command> commands);

}  // namespace slotscope::test
