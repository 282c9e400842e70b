// SPDX-License-Identifier: MIT
// A slot's values over the whole recording as a plot: a band from least to greatest where frames share a pixel, gaps where
// it was NaN, hatched where it is not known yet. The wheel zooms, dragging pans, a click goes there. Part of the panel Slot.
#pragma once

#include "model/frame_steps.h"
#include "model/timeline_zoom.h"
#include "model/view.h"

namespace slotscope::gui {

class HistoryPlot {
public:
    /// As wide as the window. Precondition: the slot is of the session's program.
    void draw(const View& view, SlotIndex slot, Outbox& out);

private:
    struct Frame;
    void refresh(const Session& session, SlotId slot, const FrameSteps& steps);
    void draw_values(const Frame& at) const;
    void take_mouse(const Session& session, SlotIndex slot, const Frame& at, Outbox& out);
    void draw_line(const Session& session);

    TimelineZoom zoom_;
    FrameSteps steps_;
    SlotId slot_ = kNoSlot;
    std::uint64_t revision_ = 0, values_revision_ = 0;
    ValueSteps read_;
    FrameNumber finished_ = 0;
    double least_ = 0, greatest_ = 0;
    bool has_value_ = false;
    bool is_panning_ = false;
};

}  // namespace slotscope::gui
