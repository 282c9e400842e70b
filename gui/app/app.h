// SPDX-License-Identifier: MIT
// `App`: owns session, interface state and panels, and runs the loop: input -> draw -> outbox -> run the program.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/bookmark_keeper.h"
#include "app/breakpoint_keeper.h"
#include "app/demo_catalog.h"
#include "app/fonts.h"
#include "app/program_opener.h"
#include "app/script_runner.h"
#include "app/shell.h"
#include "app/watch_keeper.h"
#include "app/window.h"
#include "model/settings.h"

namespace slotscope::gui {

struct AppOptions {
    std::string program;  ///< opened at start; "" shows the welcome screen
    std::optional<std::vector<ScriptLine>> script;
    std::string script_name;
    std::filesystem::path script_folder;
    std::string screenshot;  ///< with no script: run `frames` frames, write this, leave
    std::uint64_t frames = 180;
    std::optional<float> scale;                     ///< instead of the display's
    std::optional<ThemeChoice> theme;               ///< instead of the settings'
    std::optional<std::filesystem::path> settings;  ///< nullopt: none are read or written
    std::optional<std::filesystem::path> demos;
    std::vector<std::filesystem::path> font_folders;
    /// Frames are 1/60 s long whatever the clock says, and nothing measured is shown: two runs give the same pixels.
    [[nodiscard]] bool is_unattended() const { return script.has_value() || !screenshot.empty(); }
};

inline constexpr int kExitOk = 0, kExitFailed = 1, kExitUsage = 2, kExitNoDisplay = 3;

class App final : private ScriptHost {
public:
    App(AppOptions options, Window& window, SettingsText settings);
    ~App() override;
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Until somebody quits. Returns an exit code. `must_stop` is asked once per frame.
    int run(bool (*must_stop)());
    /// Sentences to show at the start: what was wrong with settings.
    void warn(const std::string& sentence);
    /// Writes the settings file, if there is one. Also called when the display goes away.
    void save();

private:
    [[nodiscard]] View view() const { return {session_, ui_}; }
    void one_frame(double seconds);
    void update_scale();
    void take_keys(Outbox& out);
    void empty(Outbox& out);
    void run_command(CommandId command);
    /// Does it and says what is worth a message: an error, an edit with its undo, the outcome of a search.
    void do_action(Action action);
    void say_outcome();
    /// Takes Undo buttons away whose change is not the last one any more, also because frames have run.
    void dismiss_stale_undo();
    void serve_requests();
    void return_to(const Place& place);
    void run_program(double seconds);
    void write_screenshots();
    void follow_file();
    [[nodiscard]] bool is_busy(double now) const;
    bool start_unattended_screenshot();

    std::optional<std::string> script_open(const std::string& path) override;
    std::optional<std::string> script_command(CommandId command) override;
    void script_ui(const UiAction& action) override { ui_.apply(action); }
    void script_screenshot(const std::string& path) override { screenshots_.push_back(path); }
    void script_resize(int width, int height) override { window_.resize(width, height); }
    [[nodiscard]] View script_view() const override { return view(); }
    [[nodiscard]] const std::string& script_status() const override { return shell_.status_text(); }

    AppOptions options_;
    Window& window_;
    WidgetContext context_;
    FontLibrary fonts_;
    float built_scale_ = 0;
    Session session_;
    UiState ui_;
    PanelSet panels_;
    Shell shell_;
    FrameStats stats_;
    ProbeRecorder probes_;
    std::optional<ScriptRunner> script_;
    DemoCatalog demos_;
    BreakpointKeeper breakpoints_;
    WatchKeeper watches_;
    BookmarkKeeper bookmarks_;
    ProgramOpener opener_;
    std::uint64_t program_seen_ = 0;
    std::string message_seen_;  // of the session
    struct UndoPlace {
        std::uint64_t breakpoints = 0, watches = 0;  // revisions
        std::size_t edits = 0;
        Undoable next = Undoable::Nothing;
        friend bool operator==(const UndoPlace&, const UndoPlace&) = default;
    };
    UndoPlace undo_seen_;
    std::optional<FrameNumber> divergence_seen_;
    std::vector<std::string> screenshots_;
    int settle_frames_ = 0;    // of an unattended screenshot
    double active_until_ = 0;  // keep drawing until then
    bool must_quit_ = false;
    bool has_failed_ = false;
    bool is_saved_ = false;
};

}  // namespace slotscope::gui
