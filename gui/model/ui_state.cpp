// SPDX-License-Identifier: MIT
#include "model/ui_state.h"

#include <algorithm>
#include <utility>

#include "slotscope/overloaded.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kMaxDepartures = 200;
constexpr std::size_t kMaxRecentFiles = 12;
constexpr std::size_t kMaxRecentCommands = 8;
constexpr std::size_t kMaxToasts = 5;

/// Errors stay until dismissed by hand or by time enough to read them twice.
double toast_seconds(const ShowToast& toast) {
    const double reading = 3.0 + static_cast<double>(toast.text.size()) / 25.0;
    return toast.kind == ToastKind::Error ? reading * 2 : reading;
}

template <class T>
void move_to_front(std::vector<T>& list, const T& value, std::size_t limit) {
    list.erase(std::remove(list.begin(), list.end(), value), list.end());
    list.insert(list.begin(), value);
    if (list.size() > limit) list.resize(limit);
}

}  // namespace

void UiState::select(Selection selection) {
    ++reveal_serial_;
    if (selection == selection_) return;
    depart(selection_);
    selection_ = std::move(selection);
}

void UiState::depart(Departure from) {
    forward_.clear();
    if (!back_.empty() && back_.back() == from) return;
    back_.push_back(std::move(from));
    if (back_.size() > kMaxDepartures) back_.erase(back_.begin());
}

void UiState::navigate(std::vector<Departure>& from, std::vector<Departure>& to, const Place& here) {
    if (from.empty()) return;
    const Departure target = std::move(from.back());
    from.pop_back();
    if (const auto* selection = std::get_if<Selection>(&target)) {
        to.emplace_back(std::exchange(selection_, *selection));
        ++reveal_serial_;
    } else {
        to.emplace_back(here);
        requests_.emplace_back(ReturnToPlace{std::get<Place>(target)});
    }
}

void UiState::add_toast(const ShowToast& toast) {
    for (Toast& shown : toasts_) {
        if (shown.text != toast.text) continue;
        shown.seconds_left = toast_seconds(toast);
        return;
    }
    toasts_.push_back({next_toast_++, toast.kind, toast.text, toast.open_panel, toast.command, toast_seconds(toast)});
    if (toasts_.size() > kMaxToasts) toasts_.pop_front();
}

void UiState::apply(const UiAction& action) {
    const auto open_overlay = [&](Overlay overlay) {
        overlay_ = overlay;
        ++overlay_serial_;
    };
    const auto open_panel = [&](PanelId panel) {
        layout_.open(panel);
        focused_region_ = layout_.region_of(panel).value_or(focused_region_);
    };
    std::visit(Overloaded{
                   [&](const SelectSlot& a) {
                       Selection s = selection_;
                       s.slot = a.slot;
                       s.slot_element = a.element;
                       s.focus = Focus::Slot;
                       select(std::move(s));
                   },
                   [&](const SelectStep& a) {
                       Selection s = selection_;
                       s.step = a.step;
                       s.focus = Focus::Step;
                       select(std::move(s));
                   },
                   [&](const SelectCell& a) {
                       Selection s = selection_;
                       s.cell = a.cell;
                       s.element = a.element;
                       s.focus = Focus::Cell;
                       select(std::move(s));
                   },
                   [&](const SelectSignal& a) {
                       Selection s = selection_;
                       s.signal = a.signal;
                       s.focus = Focus::Signal;
                       select(std::move(s));
                   },
                   [&](const SelectBreakpoint& a) {
                       Selection s = selection_;
                       s.breakpoint = a.id;
                       s.focus = Focus::Breakpoint;
                       select(std::move(s));
                   },
                   [&](const SelectWatch& a) {
                       Selection s = selection_;
                       s.watch = a.id;
                       s.focus = Focus::Watch;
                       select(std::move(s));
                   },
                   [&](const RevealStep& a) {
                       selection_.step = a.step;
                       ++reveal_serial_;
                   },
                   [&](const ClearSelection&) { select({}); },
                   [&](const NavigateBack& a) { navigate(back_, forward_, a.here); },
                   [&](const NavigateForward& a) { navigate(forward_, back_, a.here); },
                   [&](const LeavePlace& a) { depart(a.here); },
                   [&](const OpenPanel& a) { open_panel(a.panel); },
                   [&](const ClosePanel& a) { layout_.close(a.panel); },
                   [&](const TogglePanel& a) {
                       // A panel behind another tab comes to the front first; only one that is seen is closed.
                       if (layout_.is_visible(a.panel)) layout_.close(a.panel);
                       else layout_.open(a.panel);
                   },
                   [&](const MovePanel& a) { layout_.move(a.panel, a.region); },
                   [&](const SetSplit& a) { layout_.set_ratio(a.split, a.ratio); },
                   [&](const ToggleMaximise& a) { layout_.toggle_maximised(a.region.value_or(focused_region_)); },
                   [&](const FocusRegion& a) { focused_region_ = a.region; },
                   [&](const NextTab& a) {
                       const RegionTabs& tabs = layout_.tabs(focused_region_);
                       if (tabs.panels.empty()) return;
                       const auto count = static_cast<int>(tabs.panels.size());
                       layout_.activate(
                           focused_region_,
                           static_cast<std::size_t>(((static_cast<int>(tabs.active) + a.by) % count + count) % count));
                   },
                   [&](const ApplyPreset& a) { layout_ = preset_layout(a.preset); },
                   [&](const OpenBreakpointEditor& a) {
                       edited_breakpoint_ = a;
                       ++breakpoint_editor_serial_;
                       open_panel(PanelId::Breakpoints);
                   },
                   [&](const AskForHits& a) {
                       asked_hits_ = a.condition;
                       ++asked_hits_serial_;
                       open_panel(PanelId::Hits);
                   },
                   [&](const OpenWatchEditor& a) {
                       edited_watch_ = a.id;
                       ++watch_editor_serial_;
                       open_panel(PanelId::Watch);
                   },
                   [&](const FitOutput& a) {
                       output_fit_ = a.fit;
                       ++output_fit_serial_;
                       layout_.open(PanelId::Output);
                   },
                   [&](const ZoomFrames& a) {
                       asked_zoom_ = a;
                       ++asked_zoom_serial_;
                   },
                   [&](const ShowPalette& a) {
                       palette_mode_ = a.mode;
                       open_overlay(Overlay::Palette);
                   },
                   [&](const ShowFileBrowser& a) {
                       file_dialog_ = a.dialog;
                       open_overlay(Overlay::FileBrowser);
                   },
                   [&](const ShowHelpOverlay&) { open_overlay(Overlay::Help); },
                   [&](const ShowPrompt& a) {
                       question_ = a.question;
                       open_overlay(Overlay::Prompt);
                   },
                   [&](const CloseOverlay&) { overlay_ = Overlay::None; },
                   [&](const SetTheme& a) { theme_ = a.theme; },
                   [&](const SetZoom& a) { zoom_ = std::clamp(a.zoom, kMinZoom, kMaxZoom); },
                   [&](const SetCompactRows& a) { compact_rows_ = a.compact; },
                   [&](const SetOnFileChange& a) { on_file_change_ = a.what; },
                   [&](const ShowToast& a) { add_toast(a); },
                   [&](const DismissToast& a) { std::erase_if(toasts_, [&](const Toast& t) { return t.id == a.id; }); },
                   [&](const DismissLoadErrors&) { set_load_errors({}, {}); },
                   [&](const OpenFile& a) { requests_.emplace_back(a); },
                   [&](const OpenFrameTimes& a) { requests_.emplace_back(a); },
                   [&](const ReloadProgram& a) { requests_.emplace_back(a); },
                   [&](const SwapFile& a) { requests_.emplace_back(a); },
                   [&](const ReturnToPlace& a) { requests_.emplace_back(a); },
                   [&](const CopyText& a) { requests_.emplace_back(a); },
                   [&](const SaveScreenshot& a) { requests_.emplace_back(a); },
                   [&](const Quit& a) { requests_.emplace_back(a); },
               },
               action);
}

void UiState::tick(double seconds) {
    for (Toast& toast : toasts_) toast.seconds_left -= seconds;
    std::erase_if(toasts_, [](const Toast& toast) { return toast.seconds_left <= 0; });
}

void UiState::program_changed(bool keep_selection) {
    if (keep_selection) return;
    selection_ = {};
    back_.clear();
    forward_.clear();
    ++reveal_serial_;
}

std::vector<HostRequest> UiState::take_requests() { return std::exchange(requests_, {}); }

void UiState::set_recent_files(std::vector<std::string> files) {
    recent_files_ = std::move(files);
    if (recent_files_.size() > kMaxRecentFiles) recent_files_.resize(kMaxRecentFiles);
}

void UiState::set_load_errors(std::string path, Errors errors) {
    load_errors_path_ = std::move(path);
    load_errors_ = std::move(errors);
}

void UiState::remember_file(const std::string& path) { move_to_front(recent_files_, path, kMaxRecentFiles); }
void UiState::forget_file(const std::string& path) { std::erase(recent_files_, path); }
void UiState::remember_command(CommandId command) { move_to_front(recent_commands_, command, kMaxRecentCommands); }

}  // namespace slotscope::gui
