// SPDX-License-Identifier: MIT
// The raster itself: a ruler of frames, the names of slots at the left, and for every slot and frame whether it was written
// and changed. Part of the panel Raster.
#pragma once

#include "model/outbox.h"
#include "model/raster_model.h"
#include "model/timeline_zoom.h"
#include "model/view.h"
#include "widgets/context.h"

namespace slotscope::gui {

class RasterCanvas {
public:
    /// Fills what is left of the window. `reveal`: position of a row to scroll to. Precondition: rows is not empty.
    void draw(const View& view, std::span<const SlotIndex> rows, std::optional<int> reveal, Outbox& out);
    [[nodiscard]] bool is_zoomed() const noexcept { return zoom_.is_zoomed(); }
    void show_all() noexcept { zoom_.show_all(); }
    /// Fewer, more or all frames, around the cursor; or taller or lower rows.
    void zoom(FrameZoom what, const Session& session);
    /// Height of rows, as a multiple of a line of text; kept between runs by the panel.
    [[nodiscard]] float& row_scale() noexcept { return row_scale_; }
    static constexpr float kLowest = 0.15F, kTallest = 6;

private:
    /// Where things are in this frame of the interface, in pixels of the screen.
    struct Geometry {
        TimelineSpan span;
        float left = 0, names = 0;             ///< of the window, width of the names
        float cells = 0, width = 0;            ///< left edge and width of the cells
        float ruler = 0, top = 0, bottom = 0;  ///< upper edge of the ruler, of the rows, lower edge of the rows
        float row = 0;                         ///< height of one
        [[nodiscard]] float x(double frame) const;
        [[nodiscard]] FrameNumber frame_under_mouse(FrameNumber newest) const;
    };

    void draw_rows(const View& view, std::span<const SlotIndex> rows, std::optional<int> reveal, Outbox& out);
    void ask(const Session& session, std::span<const SlotIndex> rows, std::size_t first, std::size_t count,
             Outbox& out) const;
    void draw_row(const View& view, SlotIndex slot, std::size_t visible, float y, bool is_hovered) const;
    void draw_name(const View& view, SlotIndex slot, float y) const;
    void draw_faults(float first_y) const;
    void draw_ruler(const View& view, Outbox& out);
    void draw_cursor(const Session& session, float top, float bottom) const;
    void take_mouse(const View& view, std::span<const SlotIndex> rows, float first_y, Outbox& out);
    void take_row_wheel();
    void draw_card(const Session& session, SlotIndex slot) const;
    void draw_menu(const View& view, Outbox& out);

    TimelineZoom zoom_;
    FrameZoomTracker zoom_keys_;
    float row_scale_ = 1;
    float drawn_row_ = 0;                ///< height of a row when it was drawn last
    std::optional<float> keeps_y_ = {};  ///< in the rows' window: what is there stays as rows get another height
    Geometry at_;
    RasterModel model_;
    double width_ = 1;  ///< of the cells in the last frame
    bool is_panning_ = false;
    std::optional<FrameNumber> scrubbed_;  ///< what the ruler asked for last
    bool opens_menu_ = false;
    SlotId menu_slot_ = 0;
    FrameNumber menu_frame_ = 0;
};

/// A cell that looks so, in this rectangle.
void draw_raster_look(ImDrawList* list, ImVec2 min, ImVec2 max, const RasterLook& look);

}  // namespace slotscope::gui
