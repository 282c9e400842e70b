// SPDX-License-Identifier: MIT
#include "model/command.h"

#include <algorithm>

#include "model/command_break.h"
#include "model/command_table.h"
#include "model/command_time.h"
#include "model/command_watch.h"
#include "slotscope/format.h"

namespace slotscope::gui {
namespace {

constexpr double kSlowest = 1.0 / 64,
                 kFastest = 64;  // 64x of 60 fps is 3,840 frames a second: beyond it "as fast as possible" is meant

Resolved toggle(PanelId panel) { return UiAction{TogglePanel{panel}}; }

Resolved scaled_speed(const Session& session, double factor) {
    const double speed = session.speed();
    if (speed == 0)
        return factor < 1 ? Resolved{Action{SetSpeed{kFastest}}}
                          : Resolved{Reason{"It plays as fast as possible already."}};
    const double next = speed * factor;
    if (next < kSlowest) return Reason{"The slowest speed is 1/64."};
    if (next > kFastest) return Reason{"The fastest chosen speed is 64; there is also \"As fast as possible\"."};
    return Action{SetSpeed{next}};
}

Resolved play_frames(const View& view, std::uint64_t frames) {
    if (!view.session.has_program()) return no_program();
    return Action{Play{frames}};
}

Resolved move_slot(const View& view, int by) {
    if (!view.session.has_program()) return no_program();
    const auto rows = view.session.slots().rows();
    if (rows.empty()) return Reason{"The program has no slots."};
    const std::optional<SlotId>& selected = view.ui.selection().slot;
    const SlotIndex index = selected ? view.session.slots().find(*selected) : kNoSlotIndex;
    if (index == kNoSlotIndex) return UiAction{SelectSlot{by > 0 ? rows.front().slot : rows.back().slot}};
    const long long target = static_cast<long long>(index) + by;
    if (target < 0) return Reason{"This is the first slot."};
    if (target >= static_cast<long long>(rows.size())) return Reason{"This is the last slot."};
    return UiAction{SelectSlot{rows[static_cast<std::size_t>(target)].slot}};
}

Resolved move_step(const View& view, int by) {
    if (!view.session.has_program()) return no_program();
    const auto count = static_cast<long long>(view.session.program().steps.size());
    if (count == 0) return Reason{"The schedule has no steps."};
    const std::optional<StepIndex>& selected = view.ui.selection().step;
    if (!selected || *selected >= count) return UiAction{SelectStep{static_cast<StepIndex>(by > 0 ? 0 : count - 1)}};
    const long long target = static_cast<long long>(*selected) + by;
    if (target < 0) return Reason{"This is the first step."};
    if (target >= count) return Reason{"This is the last step."};
    return UiAction{SelectStep{static_cast<StepIndex>(target)}};
}

Resolved go_along(const View& view, const std::vector<std::vector<StepIndex>> Wiring::*side, const char* nobody) {
    const auto slot = selected_slot(view);
    if (const auto* reason = std::get_if<Reason>(&slot)) return *reason;
    const auto& steps = (view.session.wiring().*side)[std::get<SlotIndex>(slot)];
    if (steps.empty()) return Reason{nobody};
    return UiAction{SelectStep{steps.front()}};
}

Arrival arrival_at(const Fault& fault) {
    Arrival arrival{SeekTo{fault.frame}, fault.slot, std::nullopt};
    if (fault.step != kOutsideSteps) arrival.step = fault.step;
    return arrival;
}

Resolved go_to_latest_fault(const View& view) {
    if (!view.session.has_program()) return no_program();
    const auto faults = view.session.faults();
    if (faults.empty()) return Reason{"There is no fault so far."};
    return arrival_at(faults.back());
}

Resolved go_to_fault(const View& view, bool is_forward) {
    if (!view.session.has_program()) return no_program();
    const auto faults = view.session.faults();
    // Inside a frame its end lies ahead.
    const FrameNumber from = view.session.cursor().frame + (is_forward && !view.session.is_in_frame() ? 1 : 0);
    const auto next = std::ranges::lower_bound(faults, from, {}, &Fault::frame);
    if (is_forward)
        return next == faults.end() ? Resolved(Reason{"No frame after this one faulted."}) : arrival_at(*next);
    return next == faults.begin() ? Resolved(Reason{"No frame before this one faulted."}) : arrival_at(*(next - 1));
}

Resolved copy_value(const View& view) {
    const auto slot = selected_slot(view);
    if (const auto* reason = std::get_if<Reason>(&slot)) return *reason;
    return UiAction{CopyText{format_value(view.session.values().value_at(std::get<SlotIndex>(slot)), 1'000'000)}};
}

Resolved zoomed(const View& view, float factor) {
    const float zoom = std::clamp(view.ui.zoom() * factor, kMinZoom, kMaxZoom);
    if (zoom == view.ui.zoom()) return Reason{factor > 1 ? "This is the largest size." : "This is the smallest size."};
    return UiAction{SetZoom{zoom}};
}

/// Of the panel with the focus where it shows frames, else of the one that is seen.
Resolved zoom_frames(const View& view, FrameZoom what) {
    if (!view.session.has_program()) return no_program();
    const Layout& layout = view.ui.layout();
    if (what == FrameZoom::Taller || what == FrameZoom::Lower) {
        if (!layout.is_visible(PanelId::Raster)) return Reason{"The raster is not shown."};
        return UiAction{ZoomFrames{PanelId::Raster, what}};
    }
    const auto focused = layout.active(view.ui.focused_region());
    if (focused == PanelId::Timeline && layout.is_visible(PanelId::Timeline))
        return UiAction{ZoomFrames{PanelId::Timeline, what}};
    for (const PanelId panel : {PanelId::Raster, PanelId::Timeline})
        if (layout.is_visible(panel)) return UiAction{ZoomFrames{panel, what}};
    return Reason{"Neither the raster nor the timeline is shown."};
}

template <class A>
Resolved with_program(const View& view, A action) {
    if (!view.session.has_program()) return no_program();
    if constexpr (std::is_constructible_v<Action, A>) return Action{std::move(action)};
    else return UiAction{std::move(action)};
}

}  // namespace

const std::array<CommandSpec, kCommandCount>& commands() { return kCommandTable; }
const CommandSpec& command_spec(CommandId id) { return kCommandTable[static_cast<std::size_t>(id)]; }

std::optional<CommandId> find_command(std::string_view name) {
    for (const CommandSpec& spec : kCommandTable)
        if (spec.name == name) return spec.id;
    return std::nullopt;
}

Resolved resolve(CommandId id, const View& view) {
    const Session& session = view.session;
    switch (id) {
        case CommandId::Open: return UiAction{ShowFileBrowser{FileDialog::Program}};
        case CommandId::Reload:
            if (!session.has_program()) return no_program();
            if (session.path().empty()) return Reason{"This program does not come from a file."};
            return UiAction{ReloadProgram{}};
        case CommandId::SwapProgram: return with_program(view, ShowFileBrowser{FileDialog::Swap});
        case CommandId::ChangedFileSwaps: return UiAction{SetOnFileChange{OnFileChange::Swap}};
        case CommandId::ChangedFileReloads: return UiAction{SetOnFileChange{OnFileChange::Reload}};
        case CommandId::CloseProgram: return with_program(view, slotscope::CloseProgram{});
        case CommandId::LoadFrameTimes: return UiAction{ShowFileBrowser{FileDialog::FrameTimes}};
        case CommandId::Screenshot: return UiAction{SaveScreenshot{}};
        case CommandId::Quit: return UiAction{gui::Quit{}};
        case CommandId::UndoEdit:
        case CommandId::SetSlotValue:
        case CommandId::SetElementValue:
        case CommandId::PlayBackward:
        case CommandId::StepBack:
        case CommandId::StepScheduleBack:
        case CommandId::Cancel:
        case CommandId::LoopStart:
        case CommandId::LoopEnd:
        case CommandId::LoopClear:
        case CommandId::Verify:
        case CommandId::Back10:
        case CommandId::Back100:
        case CommandId::MoreMemory:
        case CommandId::LessMemory:
        case CommandId::GoToStart:
        case CommandId::GoToEnd:
        case CommandId::GoToFrame:
        case CommandId::PreviousChange:
        case CommandId::NextChange:
        case CommandId::PreviousWrite:
        case CommandId::NextWrite:
        case CommandId::PreviousStateChange:
        case CommandId::NextStateChange:
        case CommandId::GoToElementFrame:
        case CommandId::ToggleBookmark:
        case CommandId::NameBookmark:
        case CommandId::PreviousBookmark:
        case CommandId::NextBookmark:
        case CommandId::ClearBookmarks:
        case CommandId::NextBranch:
        case CommandId::CompareHere:
        case CommandId::CompareClear: return resolve_time_command(id, view);
        case CommandId::PlayPause:
            if (session.is_playing()) return Action{Pause{}};
            return with_program(view, Play{});
        case CommandId::StepFrame: return with_program(view, slotscope::StepFrame{});
        case CommandId::StepSchedule: return with_program(view, slotscope::StepSchedule{});
        case CommandId::Run10: return play_frames(view, 10);
        case CommandId::Run100: return play_frames(view, 100);
        case CommandId::Run1000: return play_frames(view, 1000);
        case CommandId::Restart: return with_program(view, slotscope::Restart{});
        case CommandId::Slower: return scaled_speed(session, 0.5);
        case CommandId::Faster: return scaled_speed(session, 2);
        case CommandId::RealTime: return Action{SetSpeed{1}};
        case CommandId::AsFastAsPossible: return Action{SetSpeed{0}};
        case CommandId::Fps24: return Action{SetFps{24}};
        case CommandId::Fps30: return Action{SetFps{30}};
        case CommandId::Fps60: return Action{SetFps{60}};
        case CommandId::Fps120: return Action{SetFps{120}};
        case CommandId::SourceFixed: return Action{SetFrameSource{FrameSourceKind::FixedFps, {}}};
        case CommandId::SourcePaused: return Action{SetFrameSource{FrameSourceKind::Paused, {}}};
        case CommandId::SourceScripted: {
            const auto times = session.scripted_times();
            if (times.empty()) return Reason{"No list of frame times is loaded. Load one with \"Load frame times…\"."};
            return Action{SetFrameSource{FrameSourceKind::Scripted, {times.begin(), times.end()}}};
        }
        case CommandId::DeltaActual: return Action{SetDelta{DeltaMode::Actual}};
        case CommandId::DeltaFixed60: return Action{SetDelta{DeltaMode::Fixed60}};
        case CommandId::StopAtFaults: return Action{SetStopAtFaults{!session.stops_at_faults()}};
        case CommandId::ToggleBreakpoint:
        case CommandId::EnableBreakpoint:
        case CommandId::NewBreakpoint:
        case CommandId::EditBreakpoint:
        case CommandId::RemoveBreakpoint:
        case CommandId::EnableAllBreakpoints:
        case CommandId::RemoveAllBreakpoints:
        case CommandId::ClearLog:
        case CommandId::BreakOnChange:
        case CommandId::BreakOnWrite:
        case CommandId::BreakOnNotFinite:
        case CommandId::BreakOnCrossing:
        case CommandId::BreakWhenStale:
        case CommandId::BreakBeforeStep:
        case CommandId::BreakOnAnyNotFinite:
        case CommandId::BreakOnAnyUnsetRead:
        case CommandId::PreviousHit:
        case CommandId::NextHit:
        case CommandId::FindInRecording:
        case CommandId::FindBreakpointHits:
        case CommandId::FindChanges:
        case CommandId::FindWrites:
        case CommandId::FindNotFinite:
        case CommandId::FindCrossings:
        case CommandId::FindStale:
        case CommandId::FindUnsetReads:
        case CommandId::PreviousFound:
        case CommandId::NextFound:
        case CommandId::ClearFound: return resolve_break_command(id, view);
        case CommandId::WatchSelected:
        case CommandId::WatchExpression:
        case CommandId::EditWatch:
        case CommandId::RemoveWatch:
        case CommandId::RemoveAllWatches:
        case CommandId::MoveWatchUp:
        case CommandId::MoveWatchDown:
        case CommandId::PreviousWatchChange:
        case CommandId::NextWatchChange:
        case CommandId::CopyWatch:
        case CommandId::FreezeValues:
        case CommandId::ClearFrozen: return resolve_watch_command(id, view);
        case CommandId::ShowSchedule: return toggle(PanelId::Schedule);
        case CommandId::ShowSlots: return toggle(PanelId::Slots);
        case CommandId::ShowRaster: return toggle(PanelId::Raster);
        case CommandId::ShowOutput: return toggle(PanelId::Output);
        case CommandId::ShowCompare: return toggle(PanelId::Compare);
        case CommandId::ShowSlotInspector: return toggle(PanelId::SlotInspector);
        case CommandId::ShowWatch: return toggle(PanelId::Watch);
        case CommandId::ShowState: return toggle(PanelId::State);
        case CommandId::ShowRings: return toggle(PanelId::Rings);
        case CommandId::ShowTimeline: return toggle(PanelId::Timeline);
        case CommandId::ShowBreakpoints: return toggle(PanelId::Breakpoints);
        case CommandId::ShowHits: return toggle(PanelId::Hits);
        case CommandId::ShowLog: return toggle(PanelId::Log);
        case CommandId::ShowProblems: return toggle(PanelId::Problems);
        case CommandId::ShowProgram: return toggle(PanelId::Program);
        case CommandId::ShowHelpPanel: return toggle(PanelId::Help);
        case CommandId::ShowWelcome: return toggle(PanelId::Welcome);
        case CommandId::NextTab: return UiAction{gui::NextTab{1}};
        case CommandId::PreviousTab: return UiAction{gui::NextTab{-1}};
        case CommandId::Maximise: return UiAction{ToggleMaximise{}};
        case CommandId::PresetInspect: return UiAction{ApplyPreset{Preset::Inspect}};
        case CommandId::PresetSlots: return UiAction{ApplyPreset{Preset::Slots}};
        case CommandId::PresetRings: return UiAction{ApplyPreset{Preset::Rings}};
        case CommandId::PresetSchedule: return UiAction{ApplyPreset{Preset::Schedule}};
        case CommandId::ZoomIn: return zoomed(view, 1.1F);
        case CommandId::ZoomOut: return zoomed(view, 1 / 1.1F);
        case CommandId::ZoomReset: return UiAction{SetZoom{1}};
        case CommandId::OutputFitViewport: return with_program(view, FitOutput{OutputFit::Viewport});
        case CommandId::OutputFitContent: return with_program(view, FitOutput{OutputFit::Content});
        case CommandId::OutputActualSize: return with_program(view, FitOutput{OutputFit::ActualSize});
        case CommandId::FramesIn: return zoom_frames(view, FrameZoom::In);
        case CommandId::FramesOut: return zoom_frames(view, FrameZoom::Out);
        case CommandId::FramesAll: return zoom_frames(view, FrameZoom::All);
        case CommandId::RowsTaller: return zoom_frames(view, FrameZoom::Taller);
        case CommandId::RowsLower: return zoom_frames(view, FrameZoom::Lower);
        case CommandId::ThemeDark: return UiAction{SetTheme{ThemeChoice::Dark}};
        case CommandId::ThemeLight: return UiAction{SetTheme{ThemeChoice::Light}};
        case CommandId::CompactRows: return UiAction{SetCompactRows{!view.ui.compact_rows()}};
        case CommandId::Commands: return UiAction{ShowPalette{PaletteMode::Commands}};
        case CommandId::FindAnything: return with_program(view, ShowPalette{PaletteMode::Find});
        case CommandId::Back:
            if (!view.ui.can_go_back()) return Reason{"There is nothing to go back to."};
            return UiAction{NavigateBack{place_of(session)}};
        case CommandId::Forward:
            if (!view.ui.can_go_forward()) return Reason{"There is nothing to go forward to."};
            return UiAction{NavigateForward{place_of(session)}};
        case CommandId::NextSlot: return move_slot(view, 1);
        case CommandId::PreviousSlot: return move_slot(view, -1);
        case CommandId::NextStep: return move_step(view, 1);
        case CommandId::PreviousStep: return move_step(view, -1);
        case CommandId::GoToWriter: return go_along(view, &Wiring::writers, "No step writes this slot.");
        case CommandId::GoToReader: return go_along(view, &Wiring::readers, "No step reads this slot.");
        case CommandId::GoToFault: return go_to_latest_fault(view);
        case CommandId::PreviousFault: return go_to_fault(view, false);
        case CommandId::NextFault: return go_to_fault(view, true);
        case CommandId::CopyValue: return copy_value(view);
        case CommandId::ClearSelection: return UiAction{gui::ClearSelection{}};
        case CommandId::Keys: return UiAction{ShowHelpOverlay{}};
        case CommandId::CloseOverlay: return UiAction{gui::CloseOverlay{}};
        case CommandId::Count: break;
    }
    return Reason{"There is no such command."};
}

bool is_on(CommandId id, const View& view) {
    const Session& session = view.session;
    const auto fps_is = [&](double fps) {
        return session.frame_source() == FrameSourceKind::FixedFps && session.fps() == fps;
    };
    const auto shows = [&](PanelId panel) { return view.ui.layout().is_open(panel); };
    switch (id) {
        case CommandId::ChangedFileSwaps: return view.ui.on_file_change() == OnFileChange::Swap;
        case CommandId::ChangedFileReloads: return view.ui.on_file_change() == OnFileChange::Reload;
        case CommandId::PlayPause: return session.is_playing() && !session.is_playing_backward();
        case CommandId::PlayBackward: return session.is_playing_backward();
        case CommandId::WatchSelected: return is_selection_watched(view);
        case CommandId::FreezeValues: return session.frozen() != nullptr;
        case CommandId::ToggleBookmark: return session.has_program() && has_bookmark(session, session.cursor().frame);
        case CommandId::RealTime: return session.speed() == 1;
        case CommandId::AsFastAsPossible: return session.speed() == 0;
        case CommandId::Fps24: return fps_is(24);
        case CommandId::Fps30: return fps_is(30);
        case CommandId::Fps60: return fps_is(60);
        case CommandId::Fps120: return fps_is(120);
        case CommandId::SourceFixed: return session.frame_source() == FrameSourceKind::FixedFps;
        case CommandId::SourcePaused: return session.frame_source() == FrameSourceKind::Paused;
        case CommandId::SourceScripted: return session.frame_source() == FrameSourceKind::Scripted;
        case CommandId::DeltaActual: return session.delta() == DeltaMode::Actual;
        case CommandId::DeltaFixed60: return session.delta() == DeltaMode::Fixed60;
        case CommandId::StopAtFaults: return session.stops_at_faults();
        case CommandId::ShowSchedule: return shows(PanelId::Schedule);
        case CommandId::ShowSlots: return shows(PanelId::Slots);
        case CommandId::ShowRaster: return shows(PanelId::Raster);
        case CommandId::ShowOutput: return shows(PanelId::Output);
        case CommandId::ShowCompare: return shows(PanelId::Compare);
        case CommandId::ShowSlotInspector: return shows(PanelId::SlotInspector);
        case CommandId::ShowWatch: return shows(PanelId::Watch);
        case CommandId::ShowState: return shows(PanelId::State);
        case CommandId::ShowRings: return shows(PanelId::Rings);
        case CommandId::ShowTimeline: return shows(PanelId::Timeline);
        case CommandId::ShowBreakpoints: return shows(PanelId::Breakpoints);
        case CommandId::ShowHits: return shows(PanelId::Hits);
        case CommandId::ShowLog: return shows(PanelId::Log);
        case CommandId::ShowProblems: return shows(PanelId::Problems);
        case CommandId::ShowProgram: return shows(PanelId::Program);
        case CommandId::ShowHelpPanel: return shows(PanelId::Help);
        case CommandId::ShowWelcome: return shows(PanelId::Welcome);
        case CommandId::Maximise: return view.ui.layout().maximised().has_value();
        case CommandId::ThemeDark: return view.ui.theme() == ThemeChoice::Dark;
        case CommandId::ThemeLight: return view.ui.theme() == ThemeChoice::Light;
        case CommandId::CompactRows: return view.ui.compact_rows();
        default: return false;
    }
}

}  // namespace slotscope::gui
