// SPDX-License-Identifier: MIT
// `UiState`: what the interface shares between panels (selection, layout, keys, overlays, messages, appearance) and
// the only way to change it, `apply`. Private state of one panel is not here.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/command_id.h"
#include "model/keymap.h"
#include "model/layout.h"
#include "model/ui_action.h"
#include "slotscope/result.h"

namespace slotscope::gui {

enum class Focus : std::uint8_t { None, Slot, Step, Cell, Signal, Breakpoint, Watch };

/// What is selected, by id. May name things that the present program does not have: look up, and show nothing then.
struct Selection {
    std::optional<SlotId> slot;
    std::optional<std::uint32_t> slot_element;  ///< of the buffer in `slot`
    std::optional<StepIndex> step;
    std::optional<CellIndex> cell;
    std::optional<std::uint32_t> element;  ///< of `cell`
    std::optional<Ref> signal;
    std::optional<std::uint64_t> breakpoint;
    std::optional<std::uint64_t> watch;
    Focus focus = Focus::None;  ///< the kind that was selected last
    friend bool operator==(const Selection&, const Selection&) = default;
};

struct Toast {
    std::uint64_t id = 0;
    ToastKind kind = ToastKind::Info;
    std::string text;
    std::optional<PanelId> open_panel;
    std::optional<CommandId> command;
    double seconds_left = 0;
};

enum class Overlay : std::uint8_t { None, Palette, FileBrowser, Help, Prompt };

/// A program that comes with Slotscope, for the welcome screen.
struct DemoProgram {
    std::string path, name, sentence;
    std::size_t slots = 0, steps = 0;
};

using HostRequest =
    std::variant<OpenFile, OpenFrameTimes, ReloadProgram, SwapFile, ReturnToPlace, CopyText, SaveScreenshot, Quit>;

inline constexpr float kMinZoom = 0.5F, kMaxZoom = 3.0F;

class UiState {
public:
    void apply(const UiAction& action);
    /// Time passes: toasts fade.
    void tick(double seconds);
    /// Another program is open: selections go, unless they were asked to stay (reload).
    void program_changed(bool keep_selection);

    [[nodiscard]] const Selection& selection() const { return selection_; }
    /// Grows with every selection; a panel that has seen a smaller number scrolls to what is selected (RevealTracker).
    [[nodiscard]] std::uint64_t reveal_serial() const { return reveal_serial_; }
    [[nodiscard]] bool can_go_back() const { return !back_.empty(); }
    [[nodiscard]] bool can_go_forward() const { return !forward_.empty(); }

    /// What was last asked to be edited, and how often something was.
    [[nodiscard]] const OpenBreakpointEditor& edited_breakpoint() const { return edited_breakpoint_; }
    [[nodiscard]] std::uint64_t breakpoint_editor_serial() const { return breakpoint_editor_serial_; }
    /// The same of searches over the recording.
    [[nodiscard]] const std::string& asked_hits() const { return asked_hits_; }
    [[nodiscard]] std::uint64_t asked_hits_serial() const { return asked_hits_serial_; }

    /// The same of what is watched; nullopt: a new one.
    [[nodiscard]] const std::optional<std::uint64_t>& edited_watch() const { return edited_watch_; }
    [[nodiscard]] std::uint64_t watch_editor_serial() const { return watch_editor_serial_; }

    /// What the output was last asked to fit, and how often it was asked.
    [[nodiscard]] OutputFit output_fit() const { return output_fit_; }
    [[nodiscard]] std::uint64_t output_fit_serial() const { return output_fit_serial_; }

    /// Which zoom was asked for last, and how often one was (FrameZoomTracker).
    [[nodiscard]] const ZoomFrames& asked_zoom() const { return asked_zoom_; }
    [[nodiscard]] std::uint64_t asked_zoom_serial() const { return asked_zoom_serial_; }

    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] Region focused_region() const { return focused_region_; }
    [[nodiscard]] const Keymap& keymap() const { return keymap_; }

    [[nodiscard]] Overlay overlay() const { return overlay_; }
    [[nodiscard]] PaletteMode palette_mode() const { return palette_mode_; }
    [[nodiscard]] FileDialog file_dialog() const { return file_dialog_; }
    [[nodiscard]] const PromptQuestion& question() const { return question_; }
    /// Grows each time an overlay opens, so that it can start afresh.
    [[nodiscard]] std::uint64_t overlay_serial() const { return overlay_serial_; }

    [[nodiscard]] ThemeChoice theme() const { return theme_; }
    [[nodiscard]] float zoom() const { return zoom_; }
    [[nodiscard]] bool compact_rows() const { return compact_rows_; }
    [[nodiscard]] OnFileChange on_file_change() const { return on_file_change_; }
    [[nodiscard]] const std::deque<Toast>& toasts() const { return toasts_; }
    [[nodiscard]] const std::vector<std::string>& recent_files() const { return recent_files_; }
    [[nodiscard]] const std::vector<CommandId>& recent_commands() const { return recent_commands_; }
    /// Why the last file could not be opened; empty when the last one could, and after DismissLoadErrors.
    [[nodiscard]] const Errors& load_errors() const { return load_errors_; }
    [[nodiscard]] const std::string& load_errors_path() const { return load_errors_path_; }

    [[nodiscard]] const std::vector<DemoProgram>& demos() const { return demos_; }

    // --- for the application ---
    void add_demo(DemoProgram demo) { demos_.push_back(std::move(demo)); }
    [[nodiscard]] std::vector<HostRequest> take_requests();
    void set_layout(Layout layout) { layout_ = std::move(layout); }
    void set_keymap(Keymap keymap) { keymap_ = std::move(keymap); }
    void set_recent_files(std::vector<std::string> files);
    void set_load_errors(std::string path, Errors errors);
    void remember_file(const std::string& path);
    void forget_file(const std::string& path);
    void remember_command(CommandId command);

private:
    /// What "back" returns to: how it was before a selection, or where the cursor was before a jump.
    using Departure = std::variant<Selection, Place>;

    void select(Selection selection);
    void depart(Departure from);
    void navigate(std::vector<Departure>& from, std::vector<Departure>& to, const Place& here);
    void add_toast(const ShowToast& toast);

    Selection selection_;
    std::uint64_t reveal_serial_ = 0;
    std::vector<Departure> back_, forward_;  // the next one last
    OpenBreakpointEditor edited_breakpoint_;
    std::uint64_t breakpoint_editor_serial_ = 0;
    std::string asked_hits_;
    std::uint64_t asked_hits_serial_ = 0;
    std::optional<std::uint64_t> edited_watch_;
    std::uint64_t watch_editor_serial_ = 0;
    OutputFit output_fit_ = OutputFit::Viewport;
    std::uint64_t output_fit_serial_ = 0;
    ZoomFrames asked_zoom_{PanelId::Raster, FrameZoom::All};
    std::uint64_t asked_zoom_serial_ = 0;
    Layout layout_ = preset_layout(Preset::Inspect);
    Region focused_region_ = Region::Centre;
    Keymap keymap_;
    Overlay overlay_ = Overlay::None;
    PaletteMode palette_mode_ = PaletteMode::Commands;
    FileDialog file_dialog_ = FileDialog::Program;
    PromptQuestion question_;
    std::uint64_t overlay_serial_ = 0;
    ThemeChoice theme_ = ThemeChoice::Dark;
    float zoom_ = 1;
    bool compact_rows_ = true;
    OnFileChange on_file_change_ = OnFileChange::Swap;
    std::deque<Toast> toasts_;
    std::uint64_t next_toast_ = 1;
    std::vector<std::string> recent_files_;
    std::vector<CommandId> recent_commands_;
    std::vector<DemoProgram> demos_;
    Errors load_errors_;
    std::string load_errors_path_;
    std::vector<HostRequest> requests_;
};

/// Member of a panel: tells once what it is asked to zoom.
class FrameZoomTracker {
public:
    [[nodiscard]] std::optional<FrameZoom> due(const UiState& ui, PanelId panel) {
        if (seen_ == ui.asked_zoom_serial()) return std::nullopt;
        seen_ = ui.asked_zoom_serial();
        if (ui.asked_zoom().panel != panel) return std::nullopt;
        return ui.asked_zoom().what;
    }

private:
    std::uint64_t seen_ = 0;
};

/// Member of a panel: tells once per selection that it should scroll to what is selected.
class RevealTracker {
public:
    [[nodiscard]] bool due(const UiState& ui) {
        if (seen_ == ui.reveal_serial()) return false;
        seen_ = ui.reveal_serial();
        return true;
    }

private:
    std::uint64_t seen_ = 0;
};

}  // namespace slotscope::gui
