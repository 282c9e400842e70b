// SPDX-License-Identifier: MIT
// Runs a script (model/script.h): turns its lines into input events of the next frames, and checks what it expects.
#pragma once

#include <imgui.h>

#include <chrono>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/script.h"
#include "widgets/probe.h"

namespace slotscope::gui {

/// What a script needs of the application.
class ScriptHost {
public:
    virtual ~ScriptHost() = default;
    /// Each returns what went wrong, or nothing.
    virtual std::optional<std::string> script_open(const std::string& path) = 0;
    virtual std::optional<std::string> script_command(CommandId command) = 0;
    virtual void script_ui(const UiAction& action) = 0;
    virtual void script_screenshot(const std::string& path) = 0;
    virtual void script_resize(int width, int height) = 0;
    [[nodiscard]] virtual View script_view() const = 0;
    [[nodiscard]] virtual const std::string& script_status() const = 0;
};

class ScriptRunner {
public:
    /// Relative program paths are taken from `folder`.
    ScriptRunner(std::vector<ScriptLine> lines, std::string name, std::filesystem::path folder);

    /// Adds the input events of the coming frame.
    void inject();
    /// Goes on after a frame whose probes are in `seen`. False when the script is over.
    bool advance(ScriptHost& host, const ProbeRecorder& seen);
    /// "file:line: what went wrong", once it has.
    [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }

private:
    using Event = std::function<void()>;
    using Clock = std::chrono::steady_clock;
    std::optional<std::string> start(const ScriptLine& line, ScriptHost& host, const ProbeRecorder& seen);
    std::optional<std::string> start_mouse(const ScriptMouse& mouse, const ProbeRecorder& seen);
    std::optional<std::string> start_drag(const ScriptDrag& drag, const ProbeRecorder& seen);
    std::optional<std::string> start_where(const std::string& label, const ProbeRecorder& seen);
    void idle(int frames);
    /// Whether a wait by the clock goes on.
    bool is_waiting(const ScriptHost& host, const ProbeRecorder& seen);
    void fail(const std::string& problem);

    std::vector<ScriptLine> lines_;
    std::string name_;
    std::filesystem::path folder_;
    std::size_t next_ = 0;
    std::deque<Event> events_;                   // one per frame
    std::optional<Clock::time_point> deadline_;  // of the wait by the clock that goes on
    std::optional<ScriptExpect> awaited_;        // what ends it earlier, and must
    ImVec2 mouse_{-1e6F, -1e6F};
    bool has_mouse_ = true;  // the display's pointer has no part
    std::optional<std::string> failure_;
    bool is_over_ = false;
};

}  // namespace slotscope::gui
