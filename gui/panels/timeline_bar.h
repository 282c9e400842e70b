// SPDX-License-Identifier: MIT
// The bar of the timeline: the recording from frame 0 on, with everything that is marked on it, and the mouse: click and
// drag go there, Ctrl+drag repeats a range, the wheel zooms, Shift+wheel and the middle button pan, the right button opens
// a menu. Part of the panel Timeline.
#pragma once

#include <optional>
#include <vector>

#include "model/outbox.h"
#include "model/timeline_zoom.h"
#include "model/view.h"

namespace slotscope::gui {

class TimelineBar {
public:
    /// Draws it as wide as the window, and as high as leaves `height_below` pixels where that is possible. Precondition:
    /// has_program().
    void draw(const View& view, float height_below, Outbox& out);
    [[nodiscard]] bool is_zoomed() const noexcept { return zoom_.is_zoomed(); }
    void show_all() noexcept { zoom_.show_all(); }

private:
    /// Where things are in this frame of the interface, in pixels of the screen.
    struct Geometry {
        TimelineSpan span;
        float left, width;
        float marks, top, bottom, labels;  ///< upper edges of the lane of marks, the bar, what is below it, the labels
        [[nodiscard]] float x(double frame) const;
        [[nodiscard]] FrameNumber frame_under_mouse(FrameNumber newest) const;
    };
    enum class Drag : std::uint8_t { None, Scrub, Loop, Pan };
    /// What one lane shows, merged per pixel.
    struct Lane {
        std::vector<TimelineMark> faults, hits, edits, swaps, bookmarks, forks;
    };

    void refresh(const Session& session);
    void find_marks(const Session& session, const Geometry& place);
    void draw_recorded(const Session& session, const Geometry& place) const;
    void draw_ticks(const Geometry& place, float full_left, float full_width, bool has_labels) const;
    void draw_marks(const Geometry& place) const;
    void draw_cursor(const Session& session, const Geometry& place) const;
    void take_mouse(const View& view, Outbox& out, const Geometry& place, bool hovered);
    void press(const View& view, Outbox& out, const Geometry& place);
    void press_mark(const Session& session, Outbox& out, double x);
    void drag(const Session& session, Outbox& out, const Geometry& place, bool is_over);
    void hover_card(const Session& session, const Geometry& place) const;
    void draw_menu(const View& view, Outbox& out);

    TimelineZoom zoom_;
    FrameZoomTracker zoom_keys_;
    std::uint64_t revision_ = 0;
    InputMarks inputs_;
    std::vector<FrameNumber> keyframes_, bookmarks_, forks_;
    Lane lane_;
    Drag drag_ = Drag::None;
    std::optional<FrameNumber> asked_;  // what the scrub asked for last
    FrameNumber anchor_ = 0;            // where the loop drag began
    FrameNumber menu_frame_ = 0;
};

}  // namespace slotscope::gui
