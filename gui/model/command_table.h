// SPDX-License-Identifier: MIT
// The rows of the command table. To add a command: an enumerator in command_id.h, a row here in the same place, a case
// in `resolve` (the compiler lists what is missing). The order of rows is the order of the menus.
#pragma once

#include "model/command.h"

namespace slotscope::gui {

inline constexpr Chords no_keys() { return {}; }
inline constexpr Chords keys(Chord first, Chord second = {}) { return {first, second}; }

inline constexpr std::array<CommandSpec, kCommandCount> kCommandTable{{
    // clang-format off
    {CommandId::Open, "open", "Open program…", "Choose a program file.", Menu::File, keys(ctrl(Key::O)), Repeat::No, "load file browse"},
    {CommandId::Reload, "reload", "Reload", "Read the file again and start at frame 0.", Menu::File, keys(ctrl(Key::R)), Repeat::No, "refresh again"},
    {CommandId::CloseProgram, "close", "Close program", "Back to the welcome screen.", Menu::File, keys(ctrl(Key::W)), Repeat::No, "unload"},
    {CommandId::LoadFrameTimes, "load-times", "Load frame times…", "Read a list of frame times in milliseconds and run by it.", Menu::File, no_keys(), Repeat::No, "scripted source script", true},
    {CommandId::Screenshot, "screenshot", "Save screenshot", "Write the window as a PNG file into the current folder.", Menu::File, keys(ctrl_shift(Key::S)), Repeat::No, "picture image png", true},
    {CommandId::Quit, "quit", "Quit", "Save layout and settings and leave.", Menu::File, keys(ctrl(Key::Q)), Repeat::No, "exit", true},

    {CommandId::PlayPause, "play", "Play or pause", "Run frames at the chosen speed, or stop after the present one.", Menu::Run, keys({Key::F5}, {Key::Space}), Repeat::No, "run continue start stop"},
    {CommandId::StepFrame, "step", "Step frame", "Run the schedule once and stop; inside a frame, finish it.", Menu::Run, keys({Key::F10}, {Key::Right}), Repeat::Yes, "next advance forward"},
    {CommandId::StepSchedule, "step-into", "Step schedule step", "Run one step of the schedule and stop inside the frame.", Menu::Run, keys({Key::F11}), Repeat::Yes, "into inside single"},
    {CommandId::Run10, "run-10", "Run 10 frames", "Run 10 frames and stop.", Menu::Run, no_keys(), Repeat::No, "frames many", true},
    {CommandId::Run100, "run-100", "Run 100 frames", "Run 100 frames and stop.", Menu::Run, no_keys(), Repeat::No, "frames many"},
    {CommandId::Run1000, "run-1000", "Run 1,000 frames", "Run 1,000 frames and stop.", Menu::Run, no_keys(), Repeat::No, "frames many 1000"},
    {CommandId::Restart, "restart", "Restart", "Back to frame 0 with the state as the program initialises it.", Menu::Run, keys(ctrl_shift(Key::F5)), Repeat::No, "reset begin rewind", true},
    {CommandId::Slower, "slower", "Slower", "Halve the playing speed.", Menu::Run, keys({Key::LeftBracket}), Repeat::Yes, "speed", true},
    {CommandId::Faster, "faster", "Faster", "Double the playing speed.", Menu::Run, keys({Key::RightBracket}), Repeat::Yes, "speed"},
    {CommandId::RealTime, "speed-1", "Real time", "Play one second of program time per second.", Menu::Run, keys({Key::Backslash}), Repeat::No, "speed normal 1x"},
    {CommandId::AsFastAsPossible, "speed-max", "As fast as possible", "Play as many frames as the machine can.", Menu::Run, no_keys(), Repeat::No, "speed maximum unlimited"},
    {CommandId::Fps24, "fps-24", "24 frames per second", "Frames lie 41.67 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source", true},
    {CommandId::Fps30, "fps-30", "30 frames per second", "Frames lie 33.33 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source"},
    {CommandId::Fps60, "fps-60", "60 frames per second", "Frames lie 16.67 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source"},
    {CommandId::Fps120, "fps-120", "120 frames per second", "Frames lie 8.33 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source"},
    {CommandId::SourceFixed, "source-fixed", "Time from the frame rate", "Frame times follow the chosen frames per second.", Menu::Run, no_keys(), Repeat::No, "fixed fps clock", true},
    {CommandId::SourcePaused, "source-paused", "Time stands still", "Every frame runs at the time of the last one.", Menu::Run, no_keys(), Repeat::No, "paused freeze clock"},
    {CommandId::SourceScripted, "source-scripted", "Time from the loaded list", "Frame times come from the list that was loaded.", Menu::Run, no_keys(), Repeat::No, "scripted clock"},
    {CommandId::DeltaActual, "delta-actual", "Delta from the frame times", "Stateful operations see the time between frames as it is.", Menu::Run, no_keys(), Repeat::No, "dt", true},
    {CommandId::DeltaFixed60, "delta-60", "Delta always 1/60 s", "Stateful operations see 1/60 s between frames, whatever the times are.", Menu::Run, no_keys(), Repeat::No, "dt fixed"},
    {CommandId::StopAtFaults, "stop-at-faults", "Stop at faults", "Pause when a frame ends with a fault.", Menu::Run, no_keys(), Repeat::No, "break error", true},

    {CommandId::ShowSchedule, "show-schedule", "Schedule", "Show or hide the schedule.", Menu::View, no_keys(), Repeat::No, "panel steps"},
    {CommandId::ShowSlots, "show-slots", "Slots", "Show or hide the slots table.", Menu::View, no_keys(), Repeat::No, "panel values table"},
    {CommandId::ShowOutput, "show-output", "Output", "Show or hide the picture that the program makes.", Menu::View, no_keys(), Repeat::No, "panel preview picture render canvas"},
    {CommandId::ShowSlotInspector, "show-inspector", "Slot inspector", "Show or hide the inspector of the selected slot.", Menu::View, no_keys(), Repeat::No, "panel details bits"},
    {CommandId::ShowState, "show-state", "State cells", "Show or hide the state cells.", Menu::View, no_keys(), Repeat::No, "panel memory"},
    {CommandId::ShowRings, "show-rings", "Rings", "Show or hide the ring buffers.", Menu::View, no_keys(), Repeat::No, "panel delay buffer"},
    {CommandId::ShowTimeline, "show-timeline", "Timeline", "Show or hide the timeline.", Menu::View, no_keys(), Repeat::No, "panel history"},
    {CommandId::ShowProblems, "show-problems", "Problems", "Show or hide errors, problems, faults and notes.", Menu::View, keys(ctrl_shift(Key::M)), Repeat::No, "panel errors faults notes log"},
    {CommandId::ShowProgram, "show-program", "Program", "Show or hide identity, time model, constants and signals.", Menu::View, no_keys(), Repeat::No, "panel source signals constants"},
    {CommandId::ShowHelpPanel, "show-help", "Help", "Show or hide the list of commands and marks.", Menu::View, no_keys(), Repeat::No, "panel keys legend"},
    {CommandId::ShowWelcome, "show-welcome", "Welcome", "Show demo programs and recent files.", Menu::Help, no_keys(), Repeat::No, "panel demos examples start"},
    {CommandId::NextTab, "next-tab", "Next tab", "Bring the next tab of the region with the focus to the front.", Menu::View, keys(ctrl(Key::PageDown)), Repeat::Yes, "panel", true},
    {CommandId::PreviousTab, "previous-tab", "Previous tab", "Bring the previous tab of the region with the focus to the front.", Menu::View, keys(ctrl(Key::PageUp)), Repeat::Yes, "panel"},
    {CommandId::Maximise, "maximise", "Maximise or restore", "Give the whole window to the region with the focus, or give it back.", Menu::View, keys(ctrl(Key::M)), Repeat::No, "full zoom panel"},
    {CommandId::PresetInspect, "layout-inspect", "Layout: inspect", "The default layout.", Menu::View, keys(alt(Key::D1)), Repeat::No, "reset default arrange", true},
    {CommandId::PresetSlots, "layout-slots", "Layout: slots", "The slots table across the window, the inspector beside it.", Menu::View, keys(alt(Key::D2)), Repeat::No, "wide table arrange"},
    {CommandId::PresetRings, "layout-rings", "Layout: rings", "Rings and state in the middle.", Menu::View, keys(alt(Key::D3)), Repeat::No, "state buffers arrange"},
    {CommandId::PresetSchedule, "layout-schedule", "Layout: schedule", "The schedule in the middle, slots beside it.", Menu::View, keys(alt(Key::D4)), Repeat::No, "steps arrange"},
    {CommandId::ZoomIn, "zoom-in", "Larger", "Make everything larger.", Menu::View, keys(ctrl(Key::Equal)), Repeat::Yes, "zoom scale font size plus", true},
    {CommandId::ZoomOut, "zoom-out", "Smaller", "Make everything smaller.", Menu::View, keys(ctrl(Key::Minus)), Repeat::Yes, "zoom scale font size minus"},
    {CommandId::ZoomReset, "zoom-reset", "Normal size", "Back to the size that the display asks for.", Menu::View, keys(ctrl(Key::D0)), Repeat::No, "zoom scale font 100"},
    {CommandId::OutputFitViewport, "output-fit", "Output: fit the viewport", "Show the whole viewport of the program's picture.", Menu::View, no_keys(), Repeat::No, "preview picture zoom all", true},
    {CommandId::OutputFitContent, "output-content", "Output: fit what is drawn", "Show all instances and paths of the program's picture as large as possible.", Menu::View, no_keys(), Repeat::No, "preview picture zoom bounds"},
    {CommandId::OutputActualSize, "output-actual-size", "Output: actual size", "One pixel of the window for each pixel of the program's picture.", Menu::View, no_keys(), Repeat::No, "preview picture zoom 1:1 100"},
    {CommandId::ThemeDark, "theme-dark", "Dark theme", "Light words on dark.", Menu::View, no_keys(), Repeat::No, "colour color night", true},
    {CommandId::ThemeLight, "theme-light", "Light theme", "Dark words on light.", Menu::View, no_keys(), Repeat::No, "colour color day"},
    {CommandId::CompactRows, "compact-rows", "Compact rows", "Rows of 22 pixels instead of 26.", Menu::View, no_keys(), Repeat::No, "dense spacing"},

    {CommandId::Commands, "commands", "Commands…", "Find and run any command by its words.", Menu::Go, keys(ctrl_shift(Key::P), {Key::F1}), Repeat::No, "palette search"},
    {CommandId::FindAnything, "find", "Find anything…", "Go to any slot, step or state cell by name or number.", Menu::Go, keys(ctrl(Key::P)), Repeat::No, "palette search go slot step cell"},
    {CommandId::Back, "back", "Back", "To what was selected before.", Menu::Go, keys(alt(Key::Left)), Repeat::Yes, "previous selection navigate", true},
    {CommandId::Forward, "forward", "Forward", "To what was selected after it.", Menu::Go, keys(alt(Key::Right)), Repeat::Yes, "next selection navigate"},
    {CommandId::NextSlot, "next-slot", "Next slot", "Select the slot with the next number.", Menu::Go, keys({Key::J}), Repeat::Yes, "select down", true},
    {CommandId::PreviousSlot, "previous-slot", "Previous slot", "Select the slot with the previous number.", Menu::Go, keys({Key::K}), Repeat::Yes, "select up"},
    {CommandId::NextStep, "next-step", "Next step", "Select the next step of the schedule.", Menu::Go, keys(shift(Key::J)), Repeat::Yes, "select down"},
    {CommandId::PreviousStep, "previous-step", "Previous step", "Select the previous step of the schedule.", Menu::Go, keys(shift(Key::K)), Repeat::Yes, "select up"},
    {CommandId::GoToWriter, "go-writer", "Go to writer", "Select the step that writes the selected slot.", Menu::Go, keys(ctrl(Key::U)), Repeat::No, "producer source who wrote", true},
    {CommandId::GoToReader, "go-reader", "Go to first reader", "Select the first step that reads the selected slot.", Menu::Go, keys(ctrl(Key::D)), Repeat::No, "consumer use who reads"},
    {CommandId::GoToFault, "go-fault", "Go to latest fault", "Select the step and slot of the latest fault.", Menu::Go, keys({Key::F8}), Repeat::No, "error problem"},
    {CommandId::CopyValue, "copy-value", "Copy value", "Copy the value of the selected slot with all its digits.", Menu::Go, keys(ctrl(Key::C)), Repeat::No, "clipboard", true},
    {CommandId::ClearSelection, "clear-selection", "Clear selection", "Select nothing.", Menu::Go, keys({Key::Escape}), Repeat::No, "deselect none"},

    {CommandId::Keys, "keys", "Keys and marks", "Show every key and what the marks mean.", Menu::Help, keys({Key::Question}), Repeat::No, "shortcuts cheat sheet legend"},

    {CommandId::CloseOverlay, "close-overlay", "Close", "Close what lies over the window.", Menu::None, keys({Key::Escape}), Repeat::No, "", false, Scope::Overlay},
    // clang-format on
}};

constexpr bool commands_are_in_order() {
    for (std::size_t i = 0; i < kCommandCount; ++i)
        if (static_cast<std::size_t>(kCommandTable[i].id) != i) return false;
    return true;
}

constexpr bool command_names_are_unique() {
    for (std::size_t i = 0; i < kCommandCount; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (kCommandTable[i].name == kCommandTable[j].name || kCommandTable[i].title == kCommandTable[j].title)
                return false;
    return true;
}

constexpr bool command_chords_are_unique() {
    for (std::size_t i = 0; i < kCommandCount; ++i)
        for (std::size_t j = 0; j <= i; ++j)
            for (std::size_t a = 0; a < kChordsPerCommand; ++a)
                for (std::size_t b = 0; b < kChordsPerCommand; ++b) {
                    if (i == j && a <= b) continue;
                    const Chord& chord = kCommandTable[i].chords[a];
                    if (chord.is_set() && kCommandTable[i].scope == kCommandTable[j].scope &&
                        chord == kCommandTable[j].chords[b])
                        return false;
                }
    return true;
}

constexpr bool command_texts_are_filled() {
    for (const CommandSpec& spec : kCommandTable)
        if (spec.name.empty() || spec.title.empty() || spec.help.empty() || spec.help.back() != '.') return false;
    return true;
}

static_assert(commands_are_in_order(), "rows in the order of CommandId");
static_assert(command_names_are_unique(), "names and titles are unique");
static_assert(command_chords_are_unique(), "a chord has one command per scope");
static_assert(command_texts_are_filled(), "every command has a name, a title and a sentence of help");

}  // namespace slotscope::gui
