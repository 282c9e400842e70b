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
    {CommandId::SwapProgram, "swap", "Swap program…", "Put another program into the run and keep the state that fits.", Menu::File, keys(ctrl_shift(Key::O)), Repeat::No, "hot swap replace live edit"},
    {CommandId::ChangedFileSwaps, "on-change-swap", "Swap in a changed file", "When the file changes on disk, put it into the run and keep the state that fits.", Menu::File, no_keys(), Repeat::No, "watch hot disk setting", true},
    {CommandId::ChangedFileReloads, "on-change-reload", "Reload a changed file", "When the file changes on disk, read it again and start at frame 0.", Menu::File, no_keys(), Repeat::No, "watch disk setting"},
    {CommandId::CloseProgram, "close", "Close program", "Back to the welcome screen.", Menu::File, keys(ctrl(Key::W)), Repeat::No, "unload", true},
    {CommandId::LoadFrameTimes, "load-times", "Load frame times…", "Read a list of frame times in milliseconds and run by it.", Menu::File, no_keys(), Repeat::No, "scripted source script", true},
    {CommandId::Screenshot, "screenshot", "Save screenshot", "Write the window as a PNG file into the current folder.", Menu::File, keys(ctrl_shift(Key::S)), Repeat::No, "picture image png", true},
    {CommandId::Quit, "quit", "Quit", "Save layout and settings and leave.", Menu::File, keys(ctrl(Key::Q)), Repeat::No, "exit", true},

    {CommandId::UndoEdit, "undo-edit", "Undo", "Take back the last change of breakpoints or watches, or the edit that was made here, as long as nothing has run since.", Menu::Edit, keys(ctrl(Key::Z)), Repeat::Yes, "revert poke edit breakpoints watches back"},
    {CommandId::SetSlotValue, "set-value", "Set value of slot…", "Give the selected slot another value for the rest of the frame.", Menu::Edit, keys({Key::F2}), Repeat::No, "edit poke change write", true},
    {CommandId::SetElementValue, "set-element", "Set value of state element…", "Give the selected element of the state another value.", Menu::Edit, keys(shift(Key::F2)), Repeat::No, "edit poke change cell ring"},
    {CommandId::CopyValue, "copy-value", "Copy value", "Copy the value of the selected slot with all its digits.", Menu::Edit, keys(ctrl(Key::C)), Repeat::No, "clipboard", true},
    {CommandId::ClearSelection, "clear-selection", "Clear selection", "Select nothing.", Menu::Edit, no_keys(), Repeat::No, "deselect none"},

    {CommandId::PlayPause, "play", "Play or pause", "Run frames at the chosen speed, or stop after the present one.", Menu::Run, keys({Key::F5}, {Key::Space}), Repeat::No, "run continue start stop"},
    {CommandId::PlayBackward, "play-back", "Play backward", "Step back at the speed of playing, or stop.", Menu::Run, keys(shift(Key::F5), shift(Key::Space)), Repeat::No, "reverse backwards run"},
    {CommandId::StepFrame, "step", "Step frame", "Run the schedule once and stop; inside a frame, finish it.", Menu::Run, keys({Key::F10}, {Key::Right}), Repeat::Yes, "next advance forward"},
    {CommandId::StepBack, "step-back", "Step frame back", "To the end of the frame before; inside a frame, to where it began.", Menu::Run, keys(shift(Key::F10), {Key::Left}), Repeat::Yes, "previous reverse backward"},
    {CommandId::StepSchedule, "step-into", "Step schedule step", "Run one step of the schedule and stop inside the frame.", Menu::Run, keys({Key::F11}), Repeat::Yes, "into inside single"},
    {CommandId::StepScheduleBack, "step-into-back", "Step schedule step back", "To before the step of the schedule that ran last.", Menu::Run, keys(shift(Key::F11)), Repeat::Yes, "previous reverse backward inside"},
    {CommandId::Cancel, "cancel", "Cancel", "Stop what takes its time, and playing; when nothing does, select nothing.", Menu::Run, keys({Key::Escape}), Repeat::No, "stop abort escape"},
    {CommandId::Run10, "run-10", "Run 10 frames", "Run 10 frames and stop.", Menu::Run, keys(shift(Key::Right)), Repeat::No, "frames many", true},
    {CommandId::Run100, "run-100", "Run 100 frames", "Run 100 frames and stop.", Menu::Run, keys(ctrl_shift(Key::Right)), Repeat::No, "frames many"},
    {CommandId::Run1000, "run-1000", "Run 1,000 frames", "Run 1,000 frames and stop.", Menu::Run, no_keys(), Repeat::No, "frames many 1000"},
    {CommandId::Back10, "back-10", "Back 10 frames", "To the end of the frame 10 frames before this one, or to the beginning.", Menu::Run, keys(shift(Key::Left)), Repeat::Yes, "step back many fast"},
    {CommandId::Back100, "back-100", "Back 100 frames", "To the end of the frame 100 frames before this one, or to the beginning.", Menu::Run, keys(ctrl_shift(Key::Left)), Repeat::Yes, "step back many fast"},
    {CommandId::LoopStart, "loop-start", "Loop from here", "Playing repeats the frames from this one on.", Menu::Run, keys({Key::I}), Repeat::No, "repeat range in begin", true},
    {CommandId::LoopEnd, "loop-end", "Loop up to here", "Playing repeats the frames up to this one.", Menu::Run, keys({Key::O}), Repeat::No, "repeat range out"},
    {CommandId::LoopClear, "loop-clear", "Clear loop", "Playing goes on to new frames again.", Menu::Run, keys(shift(Key::I)), Repeat::No, "repeat range none"},
    {CommandId::Restart, "restart", "Restart", "Back to frame 0 with the state as the program initialises it.", Menu::Run, keys(ctrl_shift(Key::F5)), Repeat::No, "reset begin rewind", true},
    {CommandId::Verify, "verify", "Verify recording", "Run every recorded frame again and compare.", Menu::Run, keys(ctrl_shift(Key::V)), Repeat::No, "determinism hash check divergence"},
    {CommandId::MoreMemory, "more-memory", "More memory for the recording", "The next larger budget for everything that is kept of the recording.", Menu::Run, keys(alt_shift(Key::Equal)), Repeat::No, "history budget larger", true},
    {CommandId::LessMemory, "less-memory", "Less memory for the recording", "The next smaller budget. No frame is lost: what does not fit is run again when it is asked for.", Menu::Run, keys(alt_shift(Key::Minus)), Repeat::No, "history budget smaller"},
    {CommandId::Slower, "slower", "Slower", "Halve the playing speed.", Menu::Run, keys({Key::LeftBracket}), Repeat::Yes, "speed", true},
    {CommandId::Faster, "faster", "Faster", "Double the playing speed.", Menu::Run, keys({Key::RightBracket}), Repeat::Yes, "speed"},
    {CommandId::RealTime, "speed-1", "Real time", "Play one second of program time per second.", Menu::Run, keys({Key::Backslash}), Repeat::No, "speed normal 1x"},
    {CommandId::AsFastAsPossible, "speed-max", "As fast as possible", "Play as many frames as the machine can.", Menu::Run, keys(shift(Key::Backslash)), Repeat::No, "speed maximum unlimited"},
    {CommandId::Fps24, "fps-24", "24 frames per second", "Frames lie 41.67 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source", true},
    {CommandId::Fps30, "fps-30", "30 frames per second", "Frames lie 33.33 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source"},
    {CommandId::Fps60, "fps-60", "60 frames per second", "Frames lie 16.67 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source"},
    {CommandId::Fps120, "fps-120", "120 frames per second", "Frames lie 8.33 ms apart.", Menu::Run, no_keys(), Repeat::No, "rate time source"},
    {CommandId::SourceFixed, "source-fixed", "Time from the frame rate", "Frame times follow the chosen frames per second.", Menu::Run, no_keys(), Repeat::No, "fixed fps clock", true},
    {CommandId::SourcePaused, "source-paused", "Time stands still", "Every frame runs at the time of the last one.", Menu::Run, no_keys(), Repeat::No, "paused freeze clock"},
    {CommandId::SourceScripted, "source-scripted", "Time from the loaded list", "Frame times come from the list that was loaded.", Menu::Run, no_keys(), Repeat::No, "scripted clock"},
    {CommandId::DeltaActual, "delta-actual", "Delta from the frame times", "Stateful operations see the time between frames as it is.", Menu::Run, no_keys(), Repeat::No, "dt", true},
    {CommandId::DeltaFixed60, "delta-60", "Delta always 1/60 s", "Stateful operations see 1/60 s between frames, whatever the times are.", Menu::Run, no_keys(), Repeat::No, "dt fixed"},
    {CommandId::StopAtFaults, "stop-at-faults", "Stop at faults", "Pause when a frame ends with a fault.", Menu::Run, keys(alt(Key::F8)), Repeat::No, "break error", true},

    {CommandId::ToggleBreakpoint, "break", "Toggle breakpoint", "Break where what was selected last is about to be seen: after the step, or where the slot or the state element changes; or take that breakpoint away.", Menu::Breakpoints, keys({Key::F9}), Repeat::No, "break stop set remove watch"},
    {CommandId::EnableBreakpoint, "break-enable", "Enable or disable breakpoint", "Let the breakpoints of what is selected rest, or work again.", Menu::Breakpoints, keys(ctrl(Key::F9)), Repeat::No, "switch off on mute"},
    {CommandId::NewBreakpoint, "break-new", "New breakpoint…", "Write a condition, with counts, a message and a group.", Menu::Breakpoints, keys(shift(Key::F9)), Repeat::No, "add condition expression logpoint watchpoint"},
    {CommandId::EditBreakpoint, "break-edit", "Edit breakpoint…", "Change the condition, counts, message or group of the breakpoint of what is selected.", Menu::Breakpoints, keys(alt(Key::F9)), Repeat::No, "condition expression logpoint"},
    {CommandId::RemoveBreakpoint, "break-remove", "Remove breakpoint", "Take away the breakpoint that is selected in the list.", Menu::Breakpoints, keys({Key::Delete}), Repeat::No, "delete"},
    {CommandId::EnableAllBreakpoints, "break-enable-all", "Enable or disable all", "Let all breakpoints rest, or when all do, work again.", Menu::Breakpoints, no_keys(), Repeat::No, "breakpoints switch off on mute", true},
    {CommandId::RemoveAllBreakpoints, "break-remove-all", "Remove all breakpoints", "Take all breakpoints of this program away.", Menu::Breakpoints, keys(ctrl_shift(Key::F9)), Repeat::No, "delete clear"},
    {CommandId::ClearLog, "log-clear", "Clear log", "Forget what breakpoints said.", Menu::Breakpoints, keys(alt(Key::L)), Repeat::No, "messages empty delete"},
    {CommandId::BreakOnChange, "break-change", "Break on change", "Stop where the selected slot, state cell or element gets another value.", Menu::Breakpoints, keys(alt(Key::C)), Repeat::No, "watchpoint data", true},
    {CommandId::BreakOnWrite, "break-write", "Break on write", "Stop where the selected slot is written, also with the same value.", Menu::Breakpoints, keys(alt(Key::W)), Repeat::No, "watchpoint data"},
    {CommandId::BreakOnNotFinite, "break-nan", "Break when NaN or infinite", "Stop where the selected slot becomes NaN or infinite.", Menu::Breakpoints, keys(alt(Key::N)), Repeat::No, "nonfinite infinity"},
    {CommandId::BreakOnCrossing, "break-cross", "Break when it crosses its present value", "Stop where the selected slot passes the value that it holds now.", Menu::Breakpoints, keys(alt(Key::X)), Repeat::No, "level threshold edge"},
    {CommandId::BreakWhenStale, "break-stale", "Break when stale", "Stop at the end of a frame in which the selected slot was not written.", Menu::Breakpoints, keys(alt(Key::S)), Repeat::No, "not written missing"},
    {CommandId::BreakBeforeStep, "break-before", "Break before step", "Stop where the selected step is about to run.", Menu::Breakpoints, keys(alt(Key::B)), Repeat::No, "schedule"},
    {CommandId::BreakOnAnyNotFinite, "break-any-nan", "Break on any NaN or infinity", "Stop where any slot becomes NaN or infinite.", Menu::Breakpoints, keys(alt(Key::A)), Repeat::No, "nonfinite birth"},
    {CommandId::BreakOnAnyUnsetRead, "break-any-unset", "Break on any read before a write", "Stop where a step is about to read a slot that no step has written yet, and that has no initial value.", Menu::Breakpoints, keys(alt(Key::U)), Repeat::No, "uninitialised uninitialized never written unset"},
    {CommandId::PreviousHit, "previous-hit", "Previous hit of a breakpoint", "To the last place in the recording, before this one, at which a breakpoint stops.", Menu::Breakpoints, keys(shift(Key::F7), ctrl_shift(Key::Comma)), Repeat::Yes, "back reverse continue seek", true},
    {CommandId::NextHit, "next-hit", "Next hit of a breakpoint", "To the next place in the recording at which a breakpoint stops.", Menu::Breakpoints, keys({Key::F7}, ctrl_shift(Key::Period)), Repeat::Yes, "forward continue seek"},
    {CommandId::FindInRecording, "find-in-recording", "Find in the recording…", "List every frame in which a condition held.", Menu::Breakpoints, keys(ctrl(Key::F)), Repeat::No, "search query condition expression all hits retroactive", true},
    {CommandId::FindBreakpointHits, "find-break", "Find all hits of the breakpoint", "List every recorded frame in which the selected breakpoint's condition held.", Menu::Breakpoints, keys(ctrl_shift(Key::F)), Repeat::No, "search recording retroactive"},
    {CommandId::FindChanges, "find-changes", "Find all changes", "List every recorded frame in which the selected slot, state cell or element changed.", Menu::Breakpoints, keys(alt_shift(Key::C)), Repeat::No, "search recording"},
    {CommandId::FindWrites, "find-writes", "Find all writes", "List every recorded frame in which the selected slot was written.", Menu::Breakpoints, keys(alt_shift(Key::W)), Repeat::No, "search recording"},
    {CommandId::FindNotFinite, "find-nan", "Find all NaN and infinities", "List every recorded frame in which the selected slot became NaN or infinite.", Menu::Breakpoints, keys(alt_shift(Key::N)), Repeat::No, "search recording nonfinite"},
    {CommandId::FindCrossings, "find-crossings", "Find all crossings of its present value", "List every recorded frame in which the selected slot passed the value that it holds now.", Menu::Breakpoints, keys(alt_shift(Key::X)), Repeat::No, "search recording level threshold edge"},
    {CommandId::FindStale, "find-stale", "Find all frames without a write", "List every recorded frame in which the selected slot was not written.", Menu::Breakpoints, keys(alt_shift(Key::S)), Repeat::No, "search recording stale missing"},
    {CommandId::FindUnsetReads, "find-unset", "Find all reads before a write", "List every recorded frame in which a step read a slot that no step had written yet, and that has no initial value.", Menu::Breakpoints, keys(alt_shift(Key::U)), Repeat::No, "search recording uninitialised uninitialized never written unset"},
    {CommandId::PreviousFound, "previous-found", "Previous found place", "To the last place before this one that the search found.", Menu::Breakpoints, keys(shift(Key::F3)), Repeat::Yes, "search hit back", true},
    {CommandId::NextFound, "next-found", "Next found place", "To the next place that the search found.", Menu::Breakpoints, keys({Key::F3}), Repeat::Yes, "search hit forward"},
    {CommandId::ClearFound, "clear-found", "Clear found places", "Forget what the search found, and take its marks off the timeline.", Menu::Breakpoints, no_keys(), Repeat::No, "search hits remove"},

    {CommandId::WatchSelected, "watch", "Watch", "Keep the selected slot or state element in view in the list of what is watched, with all its values, or no longer.", Menu::Watch, keys({Key::W}), Repeat::No, "pin probe record history values slot cell element ring add"},
    {CommandId::WatchExpression, "watch-new", "Watch expression…", "Write an expression over slots, state and time to keep in view.", Menu::Watch, keys(shift(Key::W)), Repeat::No, "add new type formula"},
    {CommandId::EditWatch, "watch-edit", "Edit watch…", "Change the selected expression of the list of what is watched.", Menu::Watch, keys({Key::Enter}, {Key::F2}), Repeat::No, "change rename", false, Scope::Watches},
    {CommandId::RemoveWatch, "watch-remove", "Stop watching", "Take what is selected in the list of what is watched out of it.", Menu::Watch, keys({Key::Delete}), Repeat::No, "delete remove unwatch", false, Scope::Watches},
    {CommandId::RemoveAllWatches, "watch-remove-all", "Stop watching all", "Empty the list of what is watched.", Menu::Watch, no_keys(), Repeat::No, "delete remove clear"},
    {CommandId::MoveWatchUp, "watch-up", "Move watch up", "Move what is selected in the list of what is watched one place up.", Menu::Watch, keys(alt(Key::Up)), Repeat::Yes, "order reorder", true, Scope::Watches},
    {CommandId::MoveWatchDown, "watch-down", "Move watch down", "Move what is selected in the list of what is watched one place down.", Menu::Watch, keys(alt(Key::Down)), Repeat::Yes, "order reorder", false, Scope::Watches},
    {CommandId::PreviousWatchChange, "watch-previous", "Previous change of what is watched", "To where the selected watch last got another value.", Menu::Watch, keys({Key::Comma}), Repeat::Yes, "last edge back seek", true, Scope::Watches},
    {CommandId::NextWatchChange, "watch-next", "Next change of what is watched", "To where the selected watch next gets another value in the recording.", Menu::Watch, keys({Key::Period}), Repeat::Yes, "edge forward seek", false, Scope::Watches},
    {CommandId::CopyWatch, "watch-copy", "Copy watched value", "Copy the value of the selected watch in its form, with all its digits.", Menu::Watch, keys(ctrl(Key::C)), Repeat::No, "clipboard", true, Scope::Watches},
    {CommandId::FreezeValues, "freeze", "Freeze values now", "Keep what everything holds now beside what it comes to hold, in the tables of slots, state and watches.", Menu::Watch, keys({Key::F}), Repeat::No, "snapshot column compare difference delta then", true},
    {CommandId::ClearFrozen, "freeze-clear", "Clear frozen values", "Take the columns of frozen values away.", Menu::Watch, keys(shift(Key::F)), Repeat::No, "snapshot column remove unfreeze"},

    {CommandId::ShowSchedule, "show-schedule", "Schedule", "Show or hide the schedule.", Menu::View, no_keys(), Repeat::No, "panel steps"},
    {CommandId::ShowSlots, "show-slots", "Slots", "Show or hide the slots table.", Menu::View, no_keys(), Repeat::No, "panel values table"},
    {CommandId::ShowRaster, "show-raster", "Raster", "Show or hide the raster of all slots over the whole recording.", Menu::View, no_keys(), Repeat::No, "panel writes changes history heat map"},
    {CommandId::ShowOutput, "show-output", "Output", "Show or hide the picture that the program makes.", Menu::View, no_keys(), Repeat::No, "panel preview picture render canvas"},
    {CommandId::ShowCompare, "show-compare", "Compare", "Show or hide the comparison with a kept frame.", Menu::View, no_keys(), Repeat::No, "panel difference snapshot"},
    {CommandId::ShowSlotInspector, "show-inspector", "Slot inspector", "Show or hide the inspector of the selected slot.", Menu::View, no_keys(), Repeat::No, "panel details bits"},
    {CommandId::ShowWatch, "show-watch", "Watch list", "Show or hide the list of what is watched.", Menu::View, no_keys(), Repeat::No, "panel open close expressions"},
    {CommandId::ShowState, "show-state", "State cells", "Show or hide the state cells.", Menu::View, no_keys(), Repeat::No, "panel memory"},
    {CommandId::ShowRings, "show-rings", "Rings", "Show or hide the ring buffers.", Menu::View, no_keys(), Repeat::No, "panel delay buffer"},
    {CommandId::ShowTimeline, "show-timeline", "Timeline", "Show or hide the timeline.", Menu::View, no_keys(), Repeat::No, "panel history"},
    {CommandId::ShowBreakpoints, "show-breakpoints", "Breakpoints", "Show or hide the list of breakpoints.", Menu::View, keys(ctrl_shift(Key::K)), Repeat::No, "panel conditions groups"},
    {CommandId::ShowHits, "show-hits", "Hits", "Show or hide what the search over the recording found.", Menu::View, no_keys(), Repeat::No, "panel search found results"},
    {CommandId::ShowLog, "show-log", "Log", "Show or hide what breakpoints said.", Menu::View, keys(ctrl_shift(Key::L)), Repeat::No, "panel messages logpoint"},
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
    {CommandId::FramesIn, "frames-in", "Fewer frames", "Zoom the raster or the timeline in, around the cursor.", Menu::View, keys({Key::Equal}, shift(Key::Equal)), Repeat::Yes, "zoom plus horizontal raster timeline", true},
    {CommandId::FramesOut, "frames-out", "More frames", "Zoom the raster or the timeline out, around the cursor.", Menu::View, keys({Key::Minus}), Repeat::Yes, "zoom minus horizontal raster timeline"},
    {CommandId::FramesAll, "frames-all", "All frames", "Show the whole recording in the raster or the timeline.", Menu::View, keys({Key::D0}), Repeat::No, "zoom reset whole raster timeline"},
    {CommandId::RowsTaller, "rows-taller", "Taller rows", "Give the rows of the raster more height.", Menu::View, keys(alt(Key::Equal)), Repeat::Yes, "zoom plus vertical raster"},
    {CommandId::RowsLower, "rows-lower", "Lower rows", "Give the rows of the raster less height, so that more slots are seen.", Menu::View, keys(alt(Key::Minus)), Repeat::Yes, "zoom minus vertical raster overview"},
    {CommandId::ThemeDark, "theme-dark", "Dark theme", "Light words on dark.", Menu::View, no_keys(), Repeat::No, "colour color night", true},
    {CommandId::ThemeLight, "theme-light", "Light theme", "Dark words on light.", Menu::View, no_keys(), Repeat::No, "colour color day"},
    {CommandId::CompactRows, "compact-rows", "Compact rows", "Rows of 22 pixels instead of 26.", Menu::View, no_keys(), Repeat::No, "dense spacing"},

    {CommandId::Commands, "commands", "Commands…", "Find and run any command by its words.", Menu::Go, keys(ctrl_shift(Key::P), {Key::F1}), Repeat::No, "palette search"},
    {CommandId::FindAnything, "find", "Find anything…", "Go to any slot, step or state cell by name or number.", Menu::Go, keys(ctrl(Key::P)), Repeat::No, "palette search go slot step cell"},
    {CommandId::Back, "back", "Back", "To what was selected before, or to the place that the last jump left.", Menu::Go, keys(alt(Key::Left)), Repeat::Yes, "previous selection navigate", true},
    {CommandId::Forward, "forward", "Forward", "To what was selected, or to the place that was reached, after it.", Menu::Go, keys(alt(Key::Right)), Repeat::Yes, "next selection navigate"},
    {CommandId::GoToStart, "go-start", "Go to the beginning", "To frame 0, before anything has run.", Menu::Go, keys({Key::Home}), Repeat::No, "first rewind seek", true},
    {CommandId::GoToEnd, "go-end", "Go to the newest frame", "To the end of the recording, where new frames follow.", Menu::Go, keys({Key::End}), Repeat::No, "last live latest seek follow"},
    {CommandId::GoToFrame, "go-to-frame", "Go to frame…", "To a frame, a step of it, a share of the recording or a time.", Menu::Go, keys(ctrl(Key::G)), Repeat::No, "seek jump time percent step"},
    {CommandId::PreviousChange, "previous-change", "Previous change of slot", "To where the selected slot last got another value.", Menu::Go, keys({Key::Comma}), Repeat::Yes, "last edge back seek", true},
    {CommandId::NextChange, "next-change", "Next change of slot", "To where the selected slot next gets another value in the recording.", Menu::Go, keys({Key::Period}), Repeat::Yes, "edge forward seek"},
    {CommandId::PreviousWrite, "previous-write", "Previous write of slot", "To where the selected slot was last written.", Menu::Go, keys(shift(Key::Comma)), Repeat::Yes, "last back seek"},
    {CommandId::NextWrite, "next-write", "Next write of slot", "To where the selected slot is next written in the recording.", Menu::Go, keys(shift(Key::Period)), Repeat::Yes, "forward seek"},
    {CommandId::PreviousStateChange, "previous-state-change", "Previous change of state cell", "To where the selected state cell, or its selected element, last changed.", Menu::Go, keys(alt(Key::Comma)), Repeat::Yes, "last element ring back seek"},
    {CommandId::NextStateChange, "next-state-change", "Next change of state cell", "To where the selected state cell, or its selected element, next changes in the recording.", Menu::Go, keys(alt(Key::Period)), Repeat::Yes, "element ring forward seek"},
    {CommandId::GoToElementFrame, "go-element-frame", "Go to the frame that wrote the ring element", "To where the selected element of a ring got the value that it holds.", Menu::Go, keys(ctrl_shift(Key::U)), Repeat::No, "delay age born written"},
    {CommandId::ToggleBookmark, "bookmark", "Bookmark this frame", "Mark the frame under the cursor, or take its mark away.", Menu::Go, keys(ctrl(Key::B)), Repeat::No, "note mark toggle remove", true},
    {CommandId::NameBookmark, "bookmark-name", "Name bookmark…", "Write a note to the frame under the cursor.", Menu::Go, keys(ctrl_shift(Key::B)), Repeat::No, "rename text label"},
    {CommandId::PreviousBookmark, "previous-bookmark", "Previous bookmark", "To the bookmark before this frame.", Menu::Go, keys(ctrl(Key::Comma)), Repeat::Yes, "mark note"},
    {CommandId::NextBookmark, "next-bookmark", "Next bookmark", "To the bookmark after this frame.", Menu::Go, keys(ctrl(Key::Period)), Repeat::Yes, "mark note"},
    {CommandId::ClearBookmarks, "bookmarks-clear", "Remove all bookmarks", "Take every mark and note of this program away.", Menu::Go, no_keys(), Repeat::No, "delete notes marks"},
    {CommandId::NextBranch, "next-branch", "Next branch", "To the newest frame of another line of events that an edit in the past has left.", Menu::Go, no_keys(), Repeat::No, "fork what if alternative switch"},
    {CommandId::NextSlot, "next-slot", "Next slot", "Select the slot with the next number.", Menu::Go, keys({Key::J}), Repeat::Yes, "select down", true},
    {CommandId::PreviousSlot, "previous-slot", "Previous slot", "Select the slot with the previous number.", Menu::Go, keys({Key::K}), Repeat::Yes, "select up"},
    {CommandId::NextStep, "next-step", "Next step", "Select the next step of the schedule.", Menu::Go, keys(shift(Key::J)), Repeat::Yes, "select down"},
    {CommandId::PreviousStep, "previous-step", "Previous step", "Select the previous step of the schedule.", Menu::Go, keys(shift(Key::K)), Repeat::Yes, "select up"},
    {CommandId::GoToWriter, "go-writer", "Go to writer", "Select the step that writes the selected slot.", Menu::Go, keys(ctrl(Key::U)), Repeat::No, "producer source who wrote", true},
    {CommandId::GoToReader, "go-reader", "Go to first reader", "Select the first step that reads the selected slot.", Menu::Go, keys(ctrl(Key::D)), Repeat::No, "consumer use who reads"},
    {CommandId::GoToFault, "go-fault", "Go to latest fault", "To the end of the frame that faulted last, with its step and slot selected.", Menu::Go, no_keys(), Repeat::No, "error problem", true},
    {CommandId::PreviousFault, "previous-fault", "Previous fault", "To the frame before this one that ended with a fault.", Menu::Go, keys(shift(Key::F8)), Repeat::Yes, "error problem back"},
    {CommandId::NextFault, "next-fault", "Next fault", "To the frame after this one that ended with a fault.", Menu::Go, keys({Key::F8}), Repeat::Yes, "error problem forward"},
    {CommandId::CompareHere, "compare-here", "Compare with this frame", "Keep what the frame under the cursor holds, and show what differs from it elsewhere.", Menu::Go, keys({Key::C}), Repeat::No, "difference diff snapshot freeze mark", true},
    {CommandId::CompareClear, "compare-clear", "Stop comparing", "Forget the frame that was kept to compare with.", Menu::Go, no_keys(), Repeat::No, "difference diff snapshot"},

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
