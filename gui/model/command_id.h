// SPDX-License-Identifier: MIT
// The commands, by id. Their table is in command.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace slotscope::gui {

enum class CommandId : std::uint8_t {
    // File
    Open,
    Reload,
    CloseProgram,
    LoadFrameTimes,
    Screenshot,
    Quit,
    // Run
    PlayPause,
    StepFrame,
    StepSchedule,
    Run10,
    Run100,
    Run1000,
    Restart,
    Slower,
    Faster,
    RealTime,
    AsFastAsPossible,
    Fps24,
    Fps30,
    Fps60,
    Fps120,
    SourceFixed,
    SourcePaused,
    SourceScripted,
    DeltaActual,
    DeltaFixed60,
    StopAtFaults,
    // View
    ShowSchedule,
    ShowSlots,
    ShowOutput,
    ShowSlotInspector,
    ShowState,
    ShowRings,
    ShowTimeline,
    ShowProblems,
    ShowProgram,
    ShowHelpPanel,
    ShowWelcome,
    NextTab,
    PreviousTab,
    Maximise,
    PresetInspect,
    PresetSlots,
    PresetRings,
    PresetSchedule,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    OutputFitViewport,
    OutputFitContent,
    OutputActualSize,
    ThemeDark,
    ThemeLight,
    CompactRows,
    // Go
    Commands,
    FindAnything,
    Back,
    Forward,
    NextSlot,
    PreviousSlot,
    NextStep,
    PreviousStep,
    GoToWriter,
    GoToReader,
    GoToFault,
    CopyValue,
    ClearSelection,
    // Help
    Keys,
    // Overlays only
    CloseOverlay,
    Count
};
inline constexpr std::size_t kCommandCount = static_cast<std::size_t>(CommandId::Count);

}  // namespace slotscope::gui
