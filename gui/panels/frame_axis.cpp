// SPDX-License-Identifier: MIT
#include "panels/frame_axis.h"

#include <imgui.h>

#include <algorithm>

#include "model/slot_facts.h"
#include "widgets/context.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr double kPanPerClick = 0.1;  // of what is shown
constexpr double kClicksPerKey = 2;

}  // namespace

void take_frame_wheel(TimelineZoom& zoom, float left, float width, FrameNumber newest) {
    const ImGuiIO& io = ImGui::GetIO();
    const float sideways = io.MouseWheelH != 0 ? -io.MouseWheelH : io.KeyShift ? -io.MouseWheel : 0;
    const auto pixels = static_cast<double>(width);
    if (sideways != 0) return zoom.pan(static_cast<double>(sideways) * kPanPerClick * pixels, pixels, newest);
    if (io.MouseWheel == 0) return;
    const float x = std::clamp(io.MousePos.x - left, 0.0F, width);
    zoom.zoom(static_cast<double>(io.MouseWheel), static_cast<double>(x), pixels, newest);
}

void zoom_frames(TimelineZoom& zoom, FrameZoom what, FrameNumber cursor, double width, FrameNumber newest) {
    switch (what) {
        case FrameZoom::In: return zoom.zoom_at_frame(kClicksPerKey, cursor, width, newest);
        case FrameZoom::Out: return zoom.zoom_at_frame(-kClicksPerKey, cursor, width, newest);
        case FrameZoom::All: return zoom.show_all();
        case FrameZoom::Taller:
        case FrameZoom::Lower: break;
    }
}

double frame_label_gap(const TimelineSpan& span) {
    const float widest = text_width(grouped(static_cast<FrameNumber>(std::max(0.0, span.last))), fonts().mono);
    return static_cast<double>(std::max(em(5.5F), widest * 1.5F + em()));
}

}  // namespace slotscope::gui
