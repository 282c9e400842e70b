// SPDX-License-Identifier: MIT
#include "app/app.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "app/key_input.h"
#include "model/breakpoint_words.h"
#include "model/command.h"
#include "model/mode.h"
#include "model/places.h"
#include "model/watch_rows.h"
#include "slotscope/overloaded.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

/// After input the interface goes on drawing for this long: tooltips and carets are late by design.
constexpr double kActiveSeconds = 0.8;
/// Share of a frame of the display that the program may use while playing.
constexpr double kRunBudgetSeconds = 0.008;
/// The same while nobody touches anything and no clock says what is due: thirty pictures a second will do.
constexpr double kLongRunBudgetSeconds = 0.025;
constexpr double kFrameSeconds = 1.0 / 60;
/// A pause longer than this (a suspended machine, a debugger) is not caught up on.
constexpr double kMaxStepSeconds = 0.25;

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

std::string sentence(std::string words) {
    if (!words.empty() && words.back() != '.') words += '.';
    return words;
}

bool is_any_popup_open() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel); }

double smoothed(double before, double now) { return before == 0 ? now : before + (now - before) * 0.1; }

}  // namespace

App::App(AppOptions options, Window& window, SettingsText settings)
    : options_(std::move(options)), window_(window), fonts_(options_.font_folders), panels_(make_panels()),
      demos_(options_.demos), breakpoints_(options_.settings), watches_(options_.settings),
      bookmarks_(options_.settings), opener_(session_, ui_, breakpoints_, watches_) {
    install(context_);
    AppliedSettings applied = apply_settings(settings, ui_);
    for (const std::string& note : applied.notes) warn(note);
    for (std::size_t i = 0; i < kPanelCount; ++i) {
        const auto found = applied.panels.find(kPanels[i].name);
        if (found == applied.panels.end()) continue;
        const SettingsTable table = panels_[i]->settings();
        for (const auto& [key, value] : found->second)
            if (!table.set(key, value))
                warn(fmt::format("Setting left out: {} of the panel {}.", key, kPanels[i].title));
    }
    if (applied.recording.budget_bytes)
        static_cast<void>(session_.apply(SetHistoryBudget{*applied.recording.budget_bytes}));
    if (options_.theme) ui_.apply(SetTheme{*options_.theme});
    if (options_.script) {
        script_.emplace(std::move(*options_.script), options_.script_name, options_.script_folder);
        options_.script.emplace();
        context_.probe = &probes_;
    }
    update_scale();
    for (const std::string& note : fonts_.notes()) warn(note);
    if (!options_.program.empty()) {
        const auto failure = opener_.open(options_.program);
        if (failure && options_.is_unattended()) {
            std::fprintf(stderr, "slotscope: %s\n", failure->c_str());
            has_failed_ = true;
        }
    }
}

App::~App() { save(); }

void App::warn(const std::string& sentence) { ui_.apply(ShowToast{ToastKind::Warning, sentence, std::nullopt}); }

void App::save() {
    if (!options_.settings || std::exchange(is_saved_, true)) return;
    std::vector<std::pair<std::string, Keyed>> panels;
    for (std::size_t i = 0; i < kPanelCount; ++i)
        panels.emplace_back(std::string(kPanels[i].name), panels_[i]->settings().print());
    const Window::Size size = window_.size();
    // The default is not written down: it may be another one in a later version.
    const std::size_t budget = session_.history().use().budget;
    RecordingSettings recording;
    if (budget != History::kDefaultBudget) recording.budget_bytes = budget;
    const SettingsText text = collect_settings(ui_, {size.width, size.height}, recording, panels);
    if (const auto error = save_settings(*options_.settings, text))
        std::fprintf(stderr, "slotscope: %s\n", error->to_string().c_str());
}

void App::update_scale() {
    const float scale = std::clamp(options_.scale.value_or(window_.content_scale()) * ui_.zoom(), 0.5F, 6.0F);
    context_.theme = ui_.theme() == ThemeChoice::Dark ? dark_theme() : light_theme();
    context_.compact = ui_.compact_rows();
    if (scale != built_scale_) {
        built_scale_ = scale;
        context_.em_px = std::round(14.0F * scale * 4) / 4;
        context_.hairline = std::max(1.0F, std::floor(scale));
        context_.fonts = fonts_.build(scale);
        window_.fonts_changed();
    }
    apply_style(context_);
}

int App::run(bool (*must_stop)()) {
    double last = Window::now();
    while (!must_quit_ && !window_.wants_to_close() && !must_stop()) {
        const double now = Window::now();
        const bool busy = is_busy(now);
        if (window_.poll(busy ? 0 : kWatchSeconds)) active_until_ = Window::now() + kActiveSeconds;
        else if (!busy && !is_busy(Window::now()) && !ImGui::GetIO().WantTextInput) {
            follow_file();
            last = Window::now();
            continue;
        }
        follow_file();
        const double start = Window::now();
        one_frame(options_.is_unattended() ? kFrameSeconds : std::clamp(start - last, 0.0, kMaxStepSeconds));
        last = start;
        // Where the display does not hold us back, we do.
        const double spare = kFrameSeconds - (Window::now() - start) - 0.004;
        if (!options_.is_unattended() && spare > 0 && window_.poll(spare))
            active_until_ = Window::now() + kActiveSeconds;
    }
    save();
    if (window_.gl_errors() > 0) {
        std::fprintf(stderr, "slotscope: OpenGL reported %d errors (%s)\n", window_.gl_errors(),
                     window_.renderer().c_str());
        has_failed_ = true;
    }
    return has_failed_ ? kExitFailed : kExitOk;
}

bool App::is_busy(double now) const {
    return options_.is_unattended() || session_.is_busy() || now < active_until_ || !ui_.toasts().empty() ||
           !screenshots_.empty();
}

void App::one_frame(double seconds) {
    const double start = Window::now();
    update_scale();
    ui_.tick(seconds);
    probes_.begin_frame();
    // The list of demos grows by one per frame, except in a script, which must not depend on it.
    while (demos_.read_next(ui_)) {
        active_until_ = std::max(active_until_, start + 0.1);
        if (!options_.is_unattended()) break;
    }
    const bool had_popup = is_any_popup_open();  // Esc has closed it once the frame has begun
    window_.begin_frame([&] {
        if (!options_.is_unattended()) return;
        ImGui::GetIO().DeltaTime = static_cast<float>(seconds);
        if (script_) script_->inject();
        else ImGui::GetIO().AddMousePosEvent(-1e6F, -1e6F);
    });
    // Menus are walked with arrows and left with Esc; elsewhere these keys are commands.
    const bool has_popup = had_popup || is_any_popup_open();
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags = has_popup ? io.ConfigFlags | ImGuiConfigFlags_NavEnableKeyboard
                               : io.ConfigFlags & ~ImGuiConfigFlags_NavEnableKeyboard;

    Outbox out;
    if (!has_popup) take_keys(out);
    shell_.draw(view(), stats_, panels_, out);
    window_.render(theme()[Tone::Window]);
    const double drawn = Window::now();
    if (!options_.is_unattended()) stats_.ui_ms = smoothed(stats_.ui_ms, (drawn - start) * 1000);
    write_screenshots();
    window_.swap();

    for (std::string& path : window_.take_dropped_files()) out.push(OpenFile{std::move(path)});
    empty(out);
    serve_requests();
    run_program(seconds);
    dismiss_stale_undo();
    breakpoints_.keep(session_, ui_);
    watches_.keep(session_, ui_);
    bookmarks_.keep(session_, ui_);
    if (program_seen_ != session_.program_revision()) {
        program_seen_ = session_.program_revision();
        stats_.program_us = stats_.frames_per_s = 0;
        if (!session_.has_program()) {
            ui_.program_changed(false);
            opener_.closed();
            window_.set_title("Slotscope");
        } else {
            window_.set_title(file_name(session_.path()) + " · Slotscope");
        }
    }
    if (script_ && !script_->advance(*this, probes_)) {
        must_quit_ = true;
        if (script_->failure()) {
            std::fprintf(stderr, "slotscope: %s\n", script_->failure()->c_str());
            has_failed_ = true;
        }
    }
    if (!script_ && !options_.screenshot.empty()) must_quit_ = start_unattended_screenshot() || must_quit_;
}

bool App::start_unattended_screenshot() {
    constexpr int kSettle = 4;  // frames for the layout to come to rest
    if (has_failed_) return true;
    ++settle_frames_;
    if (settle_frames_ == 1 && session_.has_program()) do_action(Play{options_.frames});
    // All frames at once: nobody is watching. A session catches up on part of a second per call.
    const auto always = [] { return true; };
    while (session_.is_playing() && session_.run(100, always) > 0) {}
    while (!session_.is_playing() && session_.is_busy()) session_.run(0, always);
    if (settle_frames_ == kSettle) screenshots_.push_back(options_.screenshot);
    return settle_frames_ > kSettle + 1;
}

void App::take_keys(Outbox& out) {
    const Scope scope = ui_.overlay() == Overlay::None ? Scope::Main : Scope::Overlay;
    const bool text_has_focus = ImGui::GetIO().WantTextInput;
    for (const PressedChord& pressed : pressed_chords()) {
        auto command = ui_.keymap().find(pressed.chord, scope, text_has_focus);
        if (scope == Scope::Main && ui_.selection().focus == Focus::Watch)
            if (const auto own = ui_.keymap().find(pressed.chord, Scope::Watches, text_has_focus)) command = own;
        if (!command || (pressed.is_repeat && command_spec(*command).repeat == Repeat::No)) continue;
        for (int i = 0; i < pressed.times; ++i) out.push(*command);
    }
}

void App::empty(Outbox& out) {
    for (Outbox::Item& item : out.take()) {
        std::visit(Overloaded{
                       [&](Action& action) { do_action(std::move(action)); },
                       [&](UiAction& action) { ui_.apply(action); },
                       [&](CommandId command) { run_command(command); },
                   },
                   item);
    }
}

void App::run_command(CommandId command) {
    Resolved resolved = resolve(command, view());
    if (command_spec(command).menu != Menu::None && !std::holds_alternative<Reason>(resolved))
        ui_.remember_command(command);
    std::visit(Overloaded{
                   [&](Action& action) {
                       if (is_jump(action)) ui_.apply(LeavePlace{place_of(session_)});
                       do_action(std::move(action));
                   },
                   [&](UiAction& action) { ui_.apply(action); },
                   [&](const Arrival& arrival) {
                       ui_.apply(LeavePlace{place_of(session_)});
                       do_action(arrival.place);
                       if (arrival.slot) ui_.apply(SelectSlot{*arrival.slot});
                       if (arrival.step) ui_.apply(SelectStep{*arrival.step});
                   },
                   [&](Reason& reason) {
                       ui_.apply(ShowToast{ToastKind::Info, std::move(reason.text), std::nullopt});
                   },
               },
               resolved);
}

std::optional<std::string> App::script_open(const std::string& path) {
    bookmarks_.keep(session_, ui_);
    return opener_.open(path);
}

std::optional<std::string> App::script_command(CommandId command) {
    const Resolved resolved = resolve(command, view());
    if (const auto* reason = std::get_if<Reason>(&resolved)) return reason->text;
    run_command(command);
    serve_requests();
    return std::nullopt;
}

void App::do_action(Action action) {
    const bool is_edit = std::holds_alternative<EditSlot>(action) || std::holds_alternative<EditState>(action) ||
                         std::holds_alternative<EditConstant>(action);
    const std::size_t branches = session_.has_program() ? session_.other_branches().size() : 0;
    const Action done = is_edit ? action : Action{Pause{}};
    if (std::holds_alternative<CompareWith>(action)) ui_.apply(OpenPanel{PanelId::Compare});
    const bool is_search = std::holds_alternative<FindHits>(action),
               is_new = std::holds_alternative<AddBreakpoint>(action),
               is_watch = std::holds_alternative<AddWatch>(action);
    const std::string removed = removal_sentence(action, session_) + watch_removal_sentence(action, session_);
    const bool is_undo = std::holds_alternative<UndoBreakpoints>(action),
               is_watch_undo = std::holds_alternative<UndoWatches>(action);
    // Both end the recording that has the bookmarks.
    if (std::holds_alternative<Restart>(action) || std::holds_alternative<CloseProgram>(action))
        bookmarks_.keep(session_, ui_);
    if (const auto error = session_.apply(std::move(action)))
        return ui_.apply(ShowToast{ToastKind::Error, sentence(error->message), std::nullopt});
    dismiss_stale_undo();
    message_seen_.clear();
    say_outcome();
    if (is_search) ui_.apply(OpenPanel{PanelId::Hits});
    if (is_new) breakpoints_.say_added(session_, ui_);
    if (is_undo) breakpoints_.say_undone(session_, ui_);
    if (!removed.empty()) ui_.apply(ShowToast{ToastKind::Done, removed, std::nullopt, CommandId::UndoEdit});
    const std::size_t watched = session_.watches().size();
    if (is_watch && watched > 0 && !ui_.layout().is_visible(PanelId::Watch))
        ui_.apply(ShowToast{ToastKind::Done, "Watching " + watch_name(session_, watched - 1) + ".", PanelId::Watch});
    if (is_watch_undo && !ui_.layout().is_visible(PanelId::Watch))
        ui_.apply(ShowToast{ToastKind::Done, "A change of watches was taken back: " + watch_count_sentence(session_),
                            PanelId::Watch});
    if (!is_edit) return;
    std::string words = edit_sentence(session_, done);
    if (session_.other_branches().size() > branches) words += " What was recorded behind it is kept as a branch.";
    ui_.apply(ShowToast{ToastKind::Done, std::move(words), std::nullopt, CommandId::UndoEdit});
}

void App::dismiss_stale_undo() {
    const std::size_t edits = session_.has_program() ? session_.history().log().edits.size() : 0;
    const UndoPlace now{session_.breakpoints_revision(), session_.watches_revision(), edits, session_.next_undo()};
    if (std::exchange(undo_seen_, now) == now) return;
    std::vector<std::uint64_t> ids;
    for (const Toast& toast : ui_.toasts())
        if (toast.command == CommandId::UndoEdit) ids.push_back(toast.id);
    for (const std::uint64_t id : ids) ui_.apply(DismissToast{id});
}

void App::say_outcome() {
    breakpoints_.reveal_stop(session_, ui_);
    if (session_.message() != message_seen_) {
        message_seen_ = session_.message();
        if (!message_seen_.empty()) ui_.apply(ShowToast{ToastKind::Info, sentence(message_seen_), std::nullopt});
    }
    const auto& divergence = session_.divergence();
    if (!divergence) return divergence_seen_.reset();
    if (divergence_seen_ == divergence->frame) return;
    divergence_seen_ = divergence->frame;
    ui_.apply(ShowToast{ToastKind::Error,
                        sentence(fmt::format("Frame {} came out differently when it ran again: {}", divergence->frame,
                                             divergence->what)),
                        std::nullopt});
}

void App::serve_requests() {
    bookmarks_.keep(session_, ui_);  // a request may end the recording that has them
    for (HostRequest& request : ui_.take_requests()) {
        std::visit(Overloaded{
                       [&](const OpenFile& r) { static_cast<void>(opener_.open(r.path)); },
                       [&](const OpenFrameTimes& r) { opener_.read_times(r.path); },
                       [&](const SwapFile& r) { static_cast<void>(opener_.swap(r.path)); },
                       [&](const ReturnToPlace& r) { return_to(r.place); },
                       [&](const ReloadProgram&) { static_cast<void>(opener_.open(session_.path(), true)); },
                       [&](const CopyText& r) {
                           ImGui::SetClipboardText(r.text.c_str());
                           ui_.apply(ShowToast{ToastKind::Done, "Copied.", std::nullopt});
                       },
                       [&](const SaveScreenshot& r) {
                           std::string path = r.path;
                           for (int i = 1; path.empty(); ++i) {
                               const std::string candidate = fmt::format("slotscope-{}.png", i);
                               if (!fs::exists(candidate)) path = candidate;
                           }
                           screenshots_.push_back(std::move(path));
                       },
                       [&](const Quit&) { must_quit_ = true; },
                   },
                   request);
    }
}

void App::return_to(const Place& place) {
    if (!session_.has_program()) return;
    // Another branch may be shorter than the one that was left.
    const FrameNumber newest = session_.newest_frame();
    if (place.frame >= newest && place.step == kFrameEnd) do_action(GoToEnd{});
    else if (place.frame > newest) do_action(SeekTo{newest});
    else do_action(SeekTo{place.frame, place.step});
}

void App::follow_file() {
    if (opener_.follow_file(Window::now())) active_until_ = Window::now() + kActiveSeconds;
}

void App::run_program(double seconds) {
    if (!session_.is_busy()) return;
    const double start = Window::now();
    // As fast as possible has no other end than the clock; a script at a chosen speed runs what is due, however long.
    const bool is_bounded = !options_.is_unattended() || session_.speed() == 0;
    const bool is_left_alone =
        !options_.is_unattended() && start > active_until_ && (session_.speed() == 0 || !session_.is_playing());
    const double budget = is_left_alone ? kLongRunBudgetSeconds : kRunBudgetSeconds;
    const auto has_time = [&] { return !is_bounded || Window::now() - start < budget; };
    const std::uint64_t frames = session_.run(seconds * 1000, has_time);
    const double taken = Window::now() - start;
    // What playing leaves of its time.
    if (session_.is_playing() && has_time()) session_.fill_values(has_time);
    say_outcome();
    if (options_.is_unattended() || frames == 0) return;
    stats_.program_us = smoothed(stats_.program_us, taken * 1e6 / static_cast<double>(frames));
    if (seconds > 0) stats_.frames_per_s = smoothed(stats_.frames_per_s, static_cast<double>(frames) / seconds);
}

void App::write_screenshots() {
    for (const std::string& path : std::exchange(screenshots_, {})) {
        const auto error = write_png(path, window_.capture());
        if (error) {
            ui_.apply(ShowToast{ToastKind::Error, error->to_string(), std::nullopt});
            if (options_.is_unattended()) {
                std::fprintf(stderr, "slotscope: %s\n", error->to_string().c_str());
                has_failed_ = true;
            }
        } else if (!options_.is_unattended()) {
            ui_.apply(ShowToast{ToastKind::Done, "Screenshot written to " + path + ".", std::nullopt});
        }
    }
}

}  // namespace slotscope::gui
