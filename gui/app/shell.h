// SPDX-License-Identifier: MIT
// The frame around the panels: menu bar, transport, regions with tabs, status bar, overlays, toasts. Draws everything
// of one frame and puts what is asked for into the outbox.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/file_overlay.h"
#include "app/help_overlay.h"
#include "app/palette_overlay.h"
#include "app/prompt_overlay.h"
#include "panels/registry.h"

namespace slotscope::gui {

/// What the application measured of itself, for the status bar.
struct FrameStats {
    double ui_ms = 0;         ///< CPU time of drawing, smoothed
    double program_us = 0;    ///< time per executed frame, smoothed; 0 when none ran lately
    double frames_per_s = 0;  ///< executed frames per second of real time while playing
    std::string status;       ///< what is going on, for instance a file being read; may be empty
};

class Shell {
public:
    void draw(const View& view, const FrameStats& stats, PanelSet& panels, Outbox& out);
    /// The words of the status bar that was drawn last, for scripts and tests.
    [[nodiscard]] const std::string& status_text() const { return status_text_; }

private:
    void draw_regions(const View& view, const Rect& area, PanelSet& panels, Outbox& out);
    void draw_region(const View& view, const RegionBox& box, PanelSet& panels, Outbox& out);
    void draw_tab_menu(const View& view, Outbox& out);
    void draw_welcome(const View& view, const Rect& area, PanelSet& panels, Outbox& out);
    void draw_overlays(const View& view, const Rect& area, Outbox& out);
    void draw_toasts(const View& view, const Rect& area, Outbox& out);

    PaletteOverlay palette_;
    FileOverlay files_;
    HelpOverlay help_;
    PromptOverlay prompt_;
    PanelId menu_panel_ = PanelId::Slots;  // whose tab was right-clicked
    std::optional<Region> focus_given_;    // to which region ImGui's focus was given last
    bool wants_tab_menu_ = false;
    std::uint64_t overlay_seen_ = 0;
    std::string status_text_;
};

}  // namespace slotscope::gui
