// SPDX-License-Identifier: MIT
#include "app/script_expect.h"

#include <fmt/format.h>

#include "model/frozen_words.h"
#include "model/watch_rows.h"

namespace slotscope::gui {
namespace {

using Failure = std::optional<std::string>;

Failure equal(const char* what, std::uint64_t wanted, std::uint64_t found) {
    if (wanted == found) return std::nullopt;
    return fmt::format("expected {} {}, found {}", what, wanted, found);
}

Failure contains(const char* what, const std::string& wanted, const std::string& found) {
    if (found.find(wanted) != std::string::npos) return std::nullopt;
    return fmt::format("expected \"{}\" in the {} \"{}\"", wanted, what, found);
}

Failure check_probe(const ScriptExpect& expect, const ProbeRecorder& seen) {
    const ProbeRecorder::Seen* found = seen.find(expect.text);
    if (expect.what == Expect::Unseen) return found == nullptr ? Failure() : fmt::format("\"{}\" is seen", expect.text);
    if (found == nullptr) return fmt::format("\"{}\" is not seen", expect.text);
    if (expect.what == Expect::Enabled && !found->enabled) return fmt::format("\"{}\" is disabled", expect.text);
    if (expect.what == Expect::Disabled && found->enabled) return fmt::format("\"{}\" is enabled", expect.text);
    return std::nullopt;
}

Failure check_pointer(const std::string& label, const ProbeRecorder& seen) {
    const ProbeRecorder::Seen* found = seen.find(label);
    if (found == nullptr) return fmt::format("\"{}\" is not seen", label);
    const ImVec2 at = ImGui::GetIO().MousePos;
    const bool is_over = at.x >= found->min.x && at.x < found->max.x && at.y >= found->min.y && at.y < found->max.y;
    return is_over ? Failure() : fmt::format("the pointer is not over \"{}\"", label);
}

Failure check_toast(const std::string& wanted, const UiState& ui) {
    std::string all;
    for (const Toast& toast : ui.toasts()) all += (all.empty() ? "" : " | ") + toast.text;
    return contains("toasts", wanted, all);
}

Failure check_selected(const ScriptExpect& expect, const Selection& selection) {
    const auto is = [&](const auto& selected) { return selected && *selected == expect.number; };
    const bool ok = expect.target == Target::Slot   ? is(selection.slot)
                    : expect.target == Target::Step ? is(selection.step)
                    : expect.target == Target::Cell ? is(selection.cell)
                                                    : is(selection.watch);
    return ok ? Failure() : fmt::format("{} is not what is selected", expect.number);
}

std::string watch_lines(const Session& session) {
    std::string lines;
    for (std::size_t i = 0; i < session.watches().size(); ++i) {
        const WatchText words = watch_text(session, i);
        lines +=
            (i == 0 ? "" : " | ") + watch_name(session, i) + " = " + (words.error.empty() ? words.value : words.error);
    }
    return lines;
}

Failure check_frozen(const std::string& wanted, const FrozenValues* frozen) {
    const std::string found = frozen != nullptr ? frozen_place(*frozen) : "none";
    return wanted == found ? Failure() : fmt::format("expected frozen {}, found {}", wanted, found);
}

Failure check_overlay(const std::string& wanted, Overlay overlay) {
    constexpr const char* kNames[] = {"none", "palette", "files", "help", "prompt"};
    const std::string found = kNames[static_cast<std::size_t>(overlay)];
    return wanted == found ? Failure() : fmt::format("expected the overlay {}, found {}", wanted, found);
}

}  // namespace

Failure check_expectation(const ScriptExpect& expect, const ScriptHost& host, const ProbeRecorder& seen) {
    const View view = host.script_view();
    const Session& session = view.session;
    switch (expect.what) {
        case Expect::Seen:
        case Expect::Unseen:
        case Expect::Enabled:
        case Expect::Disabled: return check_probe(expect, seen);
        case Expect::Over: return check_pointer(expect.text, seen);
        case Expect::Status: return contains("status bar", expect.text, host.script_status());
        case Expect::Toast: return check_toast(expect.text, view.ui);
        case Expect::Panel:
            return view.ui.layout().is_visible(*find_panel(expect.text))
                       ? Failure()
                       : fmt::format("the panel {} is not in front", expect.text);
        case Expect::Overlay: return check_overlay(expect.text, view.ui.overlay());
        case Expect::Selected: return check_selected(expect, view.ui.selection());
        case Expect::Playing:
            return session.is_playing() == (expect.text == "yes")
                       ? Failure()
                       : Failure(session.is_playing() ? "it plays" : "it does not play");
        case Expect::Program:
            if (expect.text == "none") return session.has_program() ? Failure("a program is open") : Failure();
            if (!session.has_program()) return "no program is open";
            return contains("program's path", expect.text, session.path());
        case Expect::Frame:
        case Expect::Step:
        case Expect::Problems:
        case Expect::Faults:
        case Expect::Watch:
        case Expect::Frozen: break;
    }
    if (!session.has_program()) return "no program is open";
    if (expect.what == Expect::Watch) return contains("watch list", expect.text, watch_lines(session));
    if (expect.what == Expect::Frozen) return check_frozen(expect.text, session.frozen());
    if (expect.what == Expect::Frame) return equal("frame", expect.number, session.cursor().frame);
    if (expect.what == Expect::Step) return equal("step", expect.number, session.cursor().step);
    if (expect.what == Expect::Problems) return equal("problems", expect.number, session.problems().size());
    return equal("faults", expect.number, session.fault_count());
}

}  // namespace slotscope::gui
