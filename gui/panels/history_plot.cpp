// SPDX-License-Identifier: MIT
#include "panels/history_plot.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "model/places.h"
#include "model/raster_model.h"
#include "model/slot_facts.h"
#include "panels/frame_axis.h"
#include "widgets/buttons.h"
#include "widgets/glyphs.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr float kHeightEm = 5, kLabelEm = 4;

}  // namespace

/// Where it is in this frame of the interface, in pixels of the screen.
struct HistoryPlot::Frame {
    TimelineSpan span;
    float left = 0, right = 0, top = 0, bottom = 0;
    double least = 0, greatest = 0;

    [[nodiscard]] float x(double frame) const {
        return left + static_cast<float>(x_of(span, frame, static_cast<double>(right - left)));
    }
    [[nodiscard]] float y(double value) const {
        const double share = greatest > least ? (value - least) / (greatest - least) : 0.5;
        return bottom - static_cast<float>(std::clamp(share, 0.0, 1.0)) * (bottom - top);
    }
};

void HistoryPlot::refresh(const Session& session, SlotId slot, const FrameSteps& steps) {
    if (slot_ == slot && steps_ == steps && revision_ == session.revision() &&
        values_revision_ == session.slot_history().revision())
        return;
    slot_ = slot;
    steps_ = steps;
    revision_ = session.revision();
    values_revision_ = session.slot_history().revision();
    finished_ = session.finished_frame();
    read_ = steps.count == 0 ? ValueSteps{} : session.read_values({slot, steps.first, steps.last(), steps.count});
    has_value_ = false;
    for (const ValueStep& step : read_.steps) {
        // Infinities would leave no room for the rest; they are marked like NaN.
        if (step.summary.frames == 0 || !std::isfinite(step.summary.min) || !std::isfinite(step.summary.max)) continue;
        least_ = has_value_ ? std::min(least_, step.summary.min) : step.summary.min;
        greatest_ = has_value_ ? std::max(greatest_, step.summary.max) : step.summary.max;
        has_value_ = true;
    }
}

void HistoryPlot::draw(const View& view, SlotIndex slot, Outbox& out) {
    const Session& session = view.session;
    draw_line(session);
    const float width = std::max(em(4), ImGui::GetContentRegionAvail().x), height = em(kHeightEm);
    // A window of its own takes the wheel from the panel, which would scroll.
    const scoped::Child child("whole", {width, height}, 0,
                              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    if (!child) return;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("##whole", {width, height});
    probe_item("whole");
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float label = at.x + width - em(kLabelEm);
    list->AddRectFilled(at, {label, at.y + height}, color(Tone::Window), grid(1));
    Frame frame{{}, at.x + grid(1), label - grid(1), at.y + grid(1), at.y + height - grid(1)};
    const double pixels = static_cast<double>(frame.right - frame.left);
    frame.span = zoom_.update(session.newest_frame(), session.cursor().frame, !is_panning_);
    const SlotId id = session.slots()[slot].slot;
    refresh(session, id, frame_steps(frame.span, pixels, static_cast<double>(hairline())));
    request_values(session, out, ValueViewer::Plot, {id}, steps_);
    frame.least = least_;
    frame.greatest = greatest_;
    {
        const scoped::ClipRect clip({frame.left, at.y}, {frame.right, at.y + height});
        if (has_value_ && least_ < 0 && greatest_ > 0)
            list->AddRectFilled({frame.left, frame.y(0)}, {frame.right, frame.y(0) + hairline()},
                                color(Tone::PlotGrid));
        draw_values(frame);
        const float cursor = std::round(frame.x(static_cast<double>(session.cursor().frame)));
        list->AddRectFilled({cursor, at.y}, {cursor + hairline(), at.y + height}, color(Tone::Accent));
        if (probing()) probe("whole cursor", {cursor - grid(1), at.y}, {cursor + grid(1), at.y + height});
    }
    if (has_value_) {
        const float size = fonts().mono->FontSize * 0.85F;
        list->AddText(fonts().mono, size, {label + grid(1), at.y}, color(Tone::Dim), short_number(greatest_).c_str());
        if (greatest_ > least_)
            list->AddText(fonts().mono, size, {label + grid(1), at.y + height - size}, color(Tone::Dim),
                          short_number(least_).c_str());
    }
    take_mouse(session, slot, frame, out);
}

/// Which frames it shows, and the way back to all of them.
void HistoryPlot::draw_line(const Session& session) {
    ImGui::AlignTextToFramePadding();
    const FrameNumber newest = session.newest_frame();
    const FrameNumber last = steps_.count == 0 ? newest : std::min(newest, steps_.last());
    const FrameNumber first = steps_.count == 0 ? 0 : std::min(steps_.first, last);
    text_mono(grouped(first) + " to " + grouped(last), Tone::Dim);
    if (steps_.length > 1) {
        ImGui::SameLine(0, grid(3));
        text_cut(grouped(steps_.length) + " frames a step",
                 std::max(em(2), ImGui::GetContentRegionAvail().x - button_width("Show all") - grid(2)), Tone::Dim);
    }
    if (!zoom_.is_zoomed()) return;
    ImGui::SameLine(0, grid(2));
    const float spare = ImGui::GetContentRegionAvail().x - button_width("Show all");
    if (spare > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + spare);
    if (button("Show all", {.kind = ButtonKind::Ghost, .tooltip = "Show the whole recording."})) zoom_.show_all();
}

void HistoryPlot::draw_values(const Frame& at) const {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float thick = std::max(1.0F, hairline() * 1.25F);
    const double step_pixels =
        static_cast<double>(steps_.length) * static_cast<double>(at.right - at.left) / at.span.length();
    std::optional<ImVec2> before;  // where the line stands; none after a gap
    float hatch_from = -1, hatch_to = -1;
    const auto end_hatch = [&] {
        if (hatch_from >= 0)
            draw_hatch(list, {hatch_from, at.top}, {hatch_to, at.bottom}, color(Tone::Faint, 0.55F), grid(2),
                       hairline());
        hatch_from = -1;
    };
    for (const ValueStep& step : read_.steps) {
        if (step.first > finished_) break;
        const float left = at.x(static_cast<double>(step.first) - 0.5),
                    right = at.x(static_cast<double>(std::min(step.end, finished_ + 1)) - 0.5);
        if (step.detail == ValueDetail::NotYet) {
            if (hatch_from < 0) hatch_from = left;
            hatch_to = right;
            before.reset();
            continue;
        }
        end_hatch();
        const Summary& summary = step.summary;
        const bool is_number = summary.frames > 0 && std::isfinite(summary.min) && std::isfinite(summary.max);
        if (step.detail == ValueDetail::NoSlot || !is_number || summary.nan > 0) before.reset();
        const bool has_odd = summary.nan > 0 || (summary.frames > 0 && summary.min <= summary.max && !is_number);
        if (has_odd)
            list->AddRectFilled({left, at.bottom - em(0.35F)}, {std::max(right, left + hairline()), at.bottom},
                                color(Tone::Fault));
        if (step.detail == ValueDetail::NoSlot || !is_number) continue;
        const float alpha = step.detail == ValueDetail::Coarse ? 0.45F : 1.0F;
        const float low = at.y(summary.min), high = at.y(summary.max);
        if (steps_.length == 1) {
            // The value holds for its frame.
            if (before) list->AddLine(*before, {left, high}, color(Tone::Plot), thick);
            list->AddLine({left, high}, {right, high}, color(Tone::Plot), thick);
            before = ImVec2(right, high);
            continue;
        }
        const float x = (left + right) * 0.5F;
        if (before) {
            // From the edge of the band before that is nearer.
            const float from = std::clamp(before->y, high, low);
            list->AddLine(*before, {x, from}, color(Tone::Plot, alpha), thick);
        }
        list->AddRectFilled(
            {left, high - thick * 0.5F},
            {std::max(right, left + static_cast<float>(std::min(1.0, step_pixels))), low + thick * 0.5F},
            color(Tone::Plot, alpha));
        before = ImVec2(x, (low + high) * 0.5F);
    }
    end_hatch();
}

void HistoryPlot::take_mouse(const Session& session, SlotIndex slot, const Frame& at, Outbox& out) {
    const ImGuiIO& io = ImGui::GetIO();
    const double pixels = static_cast<double>(at.right - at.left);
    const double x = static_cast<double>(std::clamp(io.MousePos.x - at.left, 0.0F, at.right - at.left));
    const FrameNumber newest = session.newest_frame(), under = std::min(newest, frame_at(at.span, x, pixels));
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
        is_panning_ = true;
        zoom_.pan(-static_cast<double>(io.MouseDelta.x), pixels, newest);
    }
    if (ImGui::IsItemDeactivated() && !is_panning_ && ImGui::IsItemHovered()) jump(session, out, SeekTo{under});
    if (!ImGui::IsItemActive()) is_panning_ = false;
    if (!ImGui::IsItemHovered()) return;
    take_frame_wheel(zoom_, at.left, at.right - at.left, newest);
    const float line = std::round(at.x(static_cast<double>(under)));
    ImGui::GetWindowDrawList()->AddRectFilled({line, at.top}, {line + hairline(), at.bottom}, color(Tone::Text, 0.6F));
    const std::size_t step = step_at(steps_, under);
    if (is_panning_ || step == steps_.count) return;
    const HoverCard card;
    if (!card) return;
    const FrameNumber first = steps_.first + step * steps_.length;
    const RasterWords words = raster_words(session, slot, first, first + steps_.length - 1);
    text(words.frames, Tone::Dim);
    for (const std::string& words_line : words.lines) text_mono(words_line);
    text("Click: go there. Wheel: zoom.", Tone::Faint);
}

}  // namespace slotscope::gui
