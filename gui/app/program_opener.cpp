// SPDX-License-Identifier: MIT
#include "app/program_opener.h"

#include <fmt/format.h>

#include "model/frame_times.h"
#include "model/swap_rows.h"
#include "model/text_file.h"

namespace slotscope::gui {
namespace {

namespace fs = std::filesystem;

std::string file_name(const std::string& path) { return fs::path(path).filename().string(); }

std::string absolute_path(const std::string& path) {
    std::error_code code;
    const fs::path absolute = fs::absolute(path, code);
    return code ? path : absolute.lexically_normal().string();
}

/// The slot that a stranger should see first: the first one that a step other than the clock writes.
std::optional<SlotId> first_interesting_slot(const Session& session) {
    const auto rows = session.slots().rows();
    for (SlotIndex i = 0; i < rows.size(); ++i) {
        for (const StepIndex writer : session.wiring().writers[i])
            if (!std::holds_alternative<TimeDeriveStep>(session.program().steps[writer].body)) return rows[i].slot;
    }
    if (rows.empty()) return std::nullopt;
    return rows.front().slot;
}

}  // namespace

std::string ProgramOpener::reject(const std::string& path, const Errors& errors) {
    const std::string first = errors.empty() ? std::string("unknown error") : errors.front().to_string();
    const std::string more = errors.size() > 1 ? fmt::format(" And {} more.", errors.size() - 1) : std::string();
    // No message over the window: it would lie on the very list that comes to the front.
    ui_.set_load_errors(path, errors);
    ui_.apply(OpenPanel{PanelId::Problems});
    if (errors.empty() || errors.front().code == ErrorCode::Io) ui_.forget_file(path);
    return fmt::format("{} was not opened: {}{} ({})", file_name(path), errors.empty() ? first : errors.front().message,
                       more, first);
}

std::string ProgramOpener::refuse(const std::string& path, const Error& error) {
    ui_.set_load_errors(path, {error});
    ui_.apply(ShowToast{ToastKind::Error, error.message, PanelId::Problems});
    return error.message;
}

std::optional<std::string> ProgramOpener::open(const std::string& path, bool is_reload) {
    const std::string full = absolute_path(path);
    auto loaded = load_program(full);
    if (!loaded) return reject(full, loaded.error());
    const bool was_playing = session_.is_playing();
    if (const auto error = session_.apply(OpenProgram{std::move(loaded).value(), full})) return refuse(full, *error);
    opened(full, is_reload);
    breakpoints_.opened(session_, ui_, full);
    watches_.opened(session_, ui_, full);
    if (is_reload && was_playing) static_cast<void>(session_.apply(Play{}));
    return std::nullopt;
}

std::optional<std::string> ProgramOpener::swap(const std::string& path, bool is_watched) {
    const std::string full = absolute_path(path);
    auto loaded = load_program(full);
    if (!loaded) return reject(full, loaded.error());
    const std::size_t branches = session_.other_branches().size();
    if (const auto error = session_.apply(SwapProgram{std::move(loaded).value(), full})) return refuse(full, *error);
    opened(full, true);
    breakpoints_.swapped(session_, ui_, full);
    watches_.swapped(session_, ui_, full);
    std::string words = fmt::format("{} {} at frame {}: {}", file_name(full),
                                    is_watched ? "changed on disk and was swapped in" : "was swapped in",
                                    session_.cursor().frame, swap_sentence(*session_.last_swap()));
    if (session_.other_branches().size() > branches) words += " What was recorded behind it is kept as a branch.";
    ui_.apply(ShowToast{ToastKind::Done, std::move(words), PanelId::Program});
    return std::nullopt;
}

void ProgramOpener::opened(const std::string& path, bool is_reload) {
    ui_.set_load_errors({}, {});
    ui_.remember_file(path);
    watch_.watch(path);
    ui_.program_changed(is_reload);
    if (!ui_.selection().slot)
        if (const auto slot = first_interesting_slot(session_)) ui_.apply(SelectSlot{*slot});
    if (ui_.layout().is_visible(PanelId::Welcome)) ui_.apply(ClosePanel{PanelId::Welcome});
}

void ProgramOpener::read_times(const std::string& path) {
    const auto text = read_text_file(path);
    if (!text) return ui_.apply(ShowToast{ToastKind::Error, text.error().to_string(), std::nullopt});
    auto times = parse_frame_times(*text, file_name(path));
    if (!times) return ui_.apply(ShowToast{ToastKind::Error, times.error().to_string(), std::nullopt});
    const std::size_t count = times->size();
    if (const auto error = session_.apply(SetFrameSource{FrameSourceKind::Scripted, std::move(times).value()}))
        return ui_.apply(ShowToast{ToastKind::Error, error->to_string(), std::nullopt});
    ui_.apply(ShowToast{ToastKind::Done, fmt::format("{} frame times from {}.", count, file_name(path)), std::nullopt});
}

bool ProgramOpener::follow_file(double now) {
    if (!watch_.changed(now)) return false;
    // Not the session's path: it may replay what ran before another file was swapped in.
    const std::string path = watch_.file().string();
    if (ui_.on_file_change() == OnFileChange::Swap) static_cast<void>(swap(path, true));
    else if (!open(path, true))
        ui_.apply(ShowToast{ToastKind::Done, file_name(path) + " changed on disk and was read again.", std::nullopt});
    return true;
}

}  // namespace slotscope::gui
