// SPDX-License-Identifier: MIT
// What a person asks of the interface (not of the machine: that is slotscope::Action). `UiState::apply` does these;
// what only the application can do (files, clipboard, window) waits there as a request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "model/command_id.h"
#include "model/panel_id.h"
#include "slotscope/ids.h"

namespace slotscope::gui {

/// A place in the recording, as slotscope::SeekTo names it: `step` steps of `frame` have run; kNoStep is its end.
struct Place {
    FrameNumber frame = 0;
    StepIndex step = kNoStep;
    friend bool operator==(const Place&, const Place&) = default;
};

// --- selection: ids, never rows or pointers ---
/// Each kind of thing has its own selection; the last one made has the focus. Panels that show it scroll to it.
struct SelectSlot {
    SlotId slot;
    std::optional<std::uint32_t> element = {};  ///< a number of the buffer in it
};
struct SelectStep {
    StepIndex step;
};
struct SelectCell {
    CellIndex cell;
    std::optional<std::uint32_t> element;
};
struct SelectSignal {
    Ref signal;
};
struct SelectBreakpoint {
    std::uint64_t id;
};
struct SelectWatch {
    std::uint64_t id;
};
/// Scrolls to the step that a stop is about and selects it among the steps; what was selected last keeps the focus.
struct RevealStep {
    StepIndex step;
};
struct ClearSelection {};
/// Through selections and through places that jumps have left, in the order in which that happened.
struct NavigateBack {
    Place here;
};
struct NavigateForward {
    Place here;
};
/// A jump is about to leave this place.
struct LeavePlace {
    Place here;
};

// --- panels and layout ---
struct OpenPanel {
    PanelId panel;
};  ///< opens and brings to the front
struct ClosePanel {
    PanelId panel;
};
struct TogglePanel {
    PanelId panel;
};
struct MovePanel {
    PanelId panel;
    Region region;
};
struct SetSplit {
    int split;
    float ratio;
};
struct ToggleMaximise {
    std::optional<Region> region;
};  ///< nullopt: the region with the focus
struct FocusRegion {
    Region region;
};
struct NextTab {
    int by = 1;
};
enum class Preset : std::uint8_t { Inspect, Slots, Rings, Schedule };
struct ApplyPreset {
    Preset preset;
};

// --- breakpoints ---
/// Opens the editor in the list of breakpoints.
struct OpenBreakpointEditor {
    std::optional<std::uint64_t> id;  ///< nullopt: a new one
    std::string condition;            ///< of a new one, to begin with
};
/// Opens the list of hits with the caret in its field.
struct AskForHits {
    std::string condition;  ///< to begin with
};

// --- what is watched ---
/// Puts the caret into the list's field.
struct OpenWatchEditor {
    std::optional<std::uint64_t> id;  ///< nullopt: a new one
};

// --- the output panel ---
/// What the picture is fitted to. Free: nothing, somebody zoomed or moved.
enum class OutputFit : std::uint8_t { Free, Viewport, Content, ActualSize };
struct FitOutput {
    OutputFit fit;
};  ///< also opens the panel

// --- views of frames ---
enum class FrameZoom : std::uint8_t { In, Out, All, Taller, Lower };
struct ZoomFrames {
    PanelId panel;  ///< the raster or the timeline
    FrameZoom what;
};

// --- overlays ---
enum class PaletteMode : std::uint8_t { Commands, Find };
struct ShowPalette {
    PaletteMode mode;
};
enum class FileDialog : std::uint8_t { Program, Swap, FrameTimes };
struct ShowFileBrowser {
    FileDialog dialog;
};
struct ShowHelpOverlay {};
/// A question with one line for the answer; prompt.h knows what the answer does.
struct AskPlace {};
struct AskSlotValue {
    SlotId slot;
};
struct AskElementValue {
    CellIndex cell;
    std::uint32_t element;
};
struct AskConstant {
    std::size_t row;  ///< of ConstPool::index
};
struct AskBookmark {
    FrameNumber frame;
};
using PromptQuestion = std::variant<AskPlace, AskSlotValue, AskElementValue, AskConstant, AskBookmark>;
struct ShowPrompt {
    PromptQuestion question;
};
struct CloseOverlay {};

// --- appearance ---
enum class ThemeChoice : std::uint8_t { Dark, Light };
struct SetTheme {
    ThemeChoice theme;
};
struct SetZoom {
    float zoom;
};
struct SetCompactRows {
    bool compact;
};

/// What to do when the program's file changes on disk.
enum class OnFileChange : std::uint8_t { Swap, Reload };
struct SetOnFileChange {
    OnFileChange what;
};

// --- messages ---
enum class ToastKind : std::uint8_t { Info, Done, Warning, Error };
struct ShowToast {
    ToastKind kind;
    std::string text;
    std::optional<PanelId> open_panel = {};
    std::optional<CommandId> command = {};  ///< a button that runs it; at most one of the two
};
struct DismissToast {
    std::uint64_t id;
};
struct DismissLoadErrors {};  ///< the list in Problems; the next file that cannot be opened starts a new one

// --- requests to the application ---
struct OpenFile {
    std::string path;
};
struct OpenFrameTimes {
    std::string path;
};
struct ReloadProgram {};
struct SwapFile {
    std::string path;
};
struct ReturnToPlace {
    Place place;
};
struct CopyText {
    std::string text;
};
struct SaveScreenshot {
    std::string path;
};  ///< "": a new name in the current folder
struct Quit {};

using UiAction =
    std::variant<SelectSlot, SelectStep, SelectCell, SelectSignal, SelectBreakpoint, SelectWatch, RevealStep,
                 ClearSelection, NavigateBack, NavigateForward, LeavePlace, OpenPanel, ClosePanel, TogglePanel,
                 MovePanel, SetSplit, ToggleMaximise, FocusRegion, NextTab, ApplyPreset, OpenBreakpointEditor,
                 AskForHits, OpenWatchEditor, FitOutput, ZoomFrames, ShowPalette, ShowFileBrowser, ShowHelpOverlay,
                 ShowPrompt, CloseOverlay, SetTheme, SetZoom, SetCompactRows, SetOnFileChange, ShowToast, DismissToast,
                 DismissLoadErrors, OpenFile, OpenFrameTimes, ReloadProgram, SwapFile, ReturnToPlace, CopyText,
                 SaveScreenshot, Quit>;

}  // namespace slotscope::gui
