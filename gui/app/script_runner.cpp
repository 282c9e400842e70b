// SPDX-License-Identifier: MIT
#include "app/script_runner.h"

#include <cmath>
#include <cstdio>
#include <thread>
#include <utility>

#include "app/key_input.h"
#include "app/script_expect.h"
#include "slotscope/overloaded.h"
#include "widgets/context.h"

namespace slotscope::gui {
namespace {

/// Frames after something happened until the interface has drawn it: one to apply, one to lay out, one to draw.
constexpr int kSettleFrames = 3;
/// A wait by the clock leaves the processor to those who are waited for.
constexpr auto kWaitingPause = std::chrono::milliseconds(4);

void print_line(const std::string& line) {
    std::fputs((line + "\n").c_str(), stdout);
    std::fflush(stdout);  // somebody waits for it
}

std::chrono::steady_clock::time_point seconds_from_now(double seconds) {
    using Clock = std::chrono::steady_clock;
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

UiAction select_action(const ScriptSelect& s) {
    switch (s.target) {
        case Target::Slot: return SelectSlot{s.number};
        case Target::Step: return SelectStep{static_cast<StepIndex>(s.number)};
        case Target::Cell: return SelectCell{static_cast<CellIndex>(s.number), std::nullopt};
        case Target::Watch: return SelectWatch{s.number};
    }
    return ClearSelection{};
}

/// The middle of what reports `label`, or why it cannot be clicked.
std::variant<ImVec2, std::string> place_of(const std::string& label, const ProbeRecorder& seen) {
    const ProbeRecorder::Seen* found = seen.find(label);
    if (found == nullptr) return "\"" + label + "\" is not seen";
    if (found->max.x <= found->min.x || found->max.y <= found->min.y)
        return "\"" + label + "\" is scrolled out of sight";
    return ImVec2((found->min.x + found->max.x) * 0.5F, (found->min.y + found->max.y) * 0.5F);
}

}  // namespace

ScriptRunner::ScriptRunner(std::vector<ScriptLine> lines, std::string name, std::filesystem::path folder)
    : lines_(std::move(lines)), name_(std::move(name)), folder_(std::move(folder)) {
    idle(kSettleFrames);  // the first frames lay out
}

void ScriptRunner::idle(int frames) {
    events_.insert(events_.end(), static_cast<std::size_t>(frames), Event([] {}));
}

void ScriptRunner::inject() {
    // Said again in every frame: the display's pointer has no part in a script, unless it was asked for.
    if (has_mouse_) ImGui::GetIO().AddMousePosEvent(mouse_.x, mouse_.y);
    if (events_.empty()) return;
    const Event event = std::move(events_.front());
    events_.pop_front();
    event();
}

void ScriptRunner::fail(const std::string& problem) {
    const ScriptLine& line = lines_[next_ - 1];
    failure_ = name_ + ":" + std::to_string(line.line) + ": " + problem + " (" + line.text + ")";
    is_over_ = true;
}

bool ScriptRunner::is_waiting(const ScriptHost& host, const ProbeRecorder& seen) {
    if (!deadline_) return false;
    const bool is_late = Clock::now() >= *deadline_;
    const auto problem = awaited_ ? check_expectation(*awaited_, host, seen) : std::nullopt;
    if (awaited_ ? problem && !is_late : !is_late) {
        std::this_thread::sleep_for(kWaitingPause);
        return true;
    }
    if (problem) fail(*problem);
    deadline_.reset();
    awaited_.reset();
    return false;
}

bool ScriptRunner::advance(ScriptHost& host, const ProbeRecorder& seen) {
    while (events_.empty() && !is_waiting(host, seen) && !is_over_) {
        if (next_ >= lines_.size()) {
            is_over_ = true;
            break;
        }
        const ScriptLine& line = lines_[next_++];
        if (const auto problem = start(line, host, seen)) fail(*problem);
    }
    return !is_over_;
}

std::optional<std::string> ScriptRunner::start_mouse(const ScriptMouse& mouse, const ProbeRecorder& seen) {
    const auto place = place_of(mouse.label, seen);
    if (const auto* problem = std::get_if<std::string>(&place)) return *problem;
    mouse_ = std::get<ImVec2>(place);
    idle(2);  // ImGui learns what is hovered one frame late
    if (mouse.kind == Mouse::Hover) {
        idle(40);  // longer than any tooltip's delay
        return std::nullopt;
    }
    const int button = mouse.kind == Mouse::RightClick ? ImGuiMouseButton_Right : ImGuiMouseButton_Left;
    for (int i = 0; i < (mouse.kind == Mouse::DoubleClick ? 2 : 1); ++i) {
        events_.emplace_back([button] { ImGui::GetIO().AddMouseButtonEvent(button, true); });
        events_.emplace_back([button] { ImGui::GetIO().AddMouseButtonEvent(button, false); });
    }
    idle(kSettleFrames);
    return std::nullopt;
}

std::optional<std::string> ScriptRunner::start_where(const std::string& label, const ProbeRecorder& seen) {
    const auto place = place_of(label, seen);
    if (const auto* problem = std::get_if<std::string>(&place)) return *problem;
    const ImVec2 at = std::get<ImVec2>(place);
    print_line(std::to_string(std::lround(at.x)) + " " + std::to_string(std::lround(at.y)) + " " + label);
    return std::nullopt;
}

std::optional<std::string> ScriptRunner::start_drag(const ScriptDrag& drag, const ProbeRecorder& seen) {
    constexpr int kPieces = 8;  // a drag in one jump is not what a hand does
    const auto place = place_of(drag.label, seen);
    if (const auto* problem = std::get_if<std::string>(&place)) return *problem;
    mouse_ = std::get<ImVec2>(place);
    idle(2);
    events_.emplace_back([] { ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true); });
    const ImVec2 by(em(drag.dx) / kPieces, em(drag.dy) / kPieces);
    for (int i = 0; i < kPieces; ++i)
        events_.emplace_back([this, by] {
            mouse_ = {mouse_.x + by.x, mouse_.y + by.y};
            ImGui::GetIO().AddMousePosEvent(mouse_.x, mouse_.y);
        });
    events_.emplace_back([] { ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false); });
    idle(kSettleFrames);
    return std::nullopt;
}

std::optional<std::string> ScriptRunner::start(const ScriptLine& line, ScriptHost& host, const ProbeRecorder& seen) {
    using Failure = std::optional<std::string>;
    return std::visit(Overloaded{
                          [&](const ScriptOpen& a) -> Failure {
                              const std::filesystem::path path(a.path);
                              idle(kSettleFrames);
                              return host.script_open((path.is_relative() ? folder_ / path : path).string());
                          },
                          [&](const ScriptCommand& a) -> Failure {
                              idle(kSettleFrames);
                              return host.script_command(a.command);
                          },
                          [&](const ScriptWait& a) -> Failure {
                              idle(a.frames);
                              return {};
                          },
                          [&](const ScriptWaitSeconds& a) -> Failure {
                              deadline_ = seconds_from_now(a.seconds);
                              return {};
                          },
                          [&](const ScriptMouse& a) -> Failure { return start_mouse(a, seen); },
                          [&](const ScriptDrag& a) -> Failure { return start_drag(a, seen); },
                          [&](const ScriptType& a) -> Failure {
                              if (!ImGui::GetIO().WantTextInput) return "no text field has the focus";
                              events_.emplace_back(
                                  [words = a.text] { ImGui::GetIO().AddInputCharactersUTF8(words.c_str()); });
                              idle(kSettleFrames);
                              return {};
                          },
                          [&](const ScriptKey& a) -> Failure {
                              events_.emplace_back([chord = a.chord] { add_chord_events(chord, true); });
                              events_.emplace_back([chord = a.chord] { add_chord_events(chord, false); });
                              idle(kSettleFrames);
                              return {};
                          },
                          [&](const ScriptSelect& a) -> Failure {
                              host.script_ui(select_action(a));
                              idle(kSettleFrames);
                              return {};
                          },
                          [&](const ScriptPanel& a) -> Failure {
                              host.script_ui(OpenPanel{a.panel});
                              idle(kSettleFrames);
                              return {};
                          },
                          [&](const ScriptPointer& a) -> Failure {
                              has_mouse_ = !a.is_person;
                              return {};
                          },
                          [&](const ScriptSay& a) -> Failure {
                              print_line(a.text);
                              return {};
                          },
                          [&](const ScriptWhere& a) -> Failure { return start_where(a.label, seen); },
                          [&](const ScriptScreenshot& a) -> Failure {
                              host.script_screenshot(a.path);
                              idle(1);
                              return {};
                          },
                          [&](const ScriptExpect& a) -> Failure { return check_expectation(a, host, seen); },
                          [&](const ScriptAwait& a) -> Failure {
                              deadline_ = seconds_from_now(a.seconds);
                              awaited_ = a.expect;
                              return {};
                          },
                          [&](const ScriptSize& a) -> Failure {
                              host.script_resize(a.width, a.height);
                              idle(10);  // the display answers when it likes
                              return {};
                          },
                          [&](const ScriptQuit&) -> Failure {
                              is_over_ = true;
                              return {};
                          },
                      },
                      line.action);
}

}  // namespace slotscope::gui
