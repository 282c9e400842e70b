// SPDX-License-Identifier: MIT
#include "panels/raster_canvas.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "model/places.h"
#include "model/slot_facts.h"
#include "panels/command_ui.h"
#include "panels/frame_axis.h"
#include "panels/slot_card.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr float kMargin = 1.5F;  // grid steps
constexpr float kNamesEm = 15, kMostNamesShare = 0.36F;
/// Height of a cell that is written with the same value, beside one that changed.
constexpr float kSameHeight = 0.4F;
/// Many slots change in every frame: a wall of the full colour would drown the rest.
constexpr float kChangedAlpha = 0.8F;
/// Rows around the visible ones whose values are asked for too, in groups, so that scrolling finds them there.
constexpr std::size_t kRowGroup = 16;

constexpr float kRowStep = 1.2F;  ///< per click of the wheel or key

/// Of a row as high as its text.
float text_row_pixels() { return std::max(fonts().mono->FontSize + grid(0.5F), grid(4)); }

void text_at(ImVec2 at, std::string_view words, Tone tone) {
    ImGui::GetWindowDrawList()->AddText(fonts().mono, fonts().mono->FontSize, {std::round(at.x), std::round(at.y)},
                                        color(tone), words.data(), words.data() + words.size());
}

/// Without rounding and soft edges, which thousands of cells need not.
void fill(ImDrawList* list, float left, float top, float right, float bottom, ImU32 colour) {
    list->PrimReserve(6, 4);
    list->PrimRect({left, top}, {right, bottom}, colour);
}

}  // namespace

float RasterCanvas::Geometry::x(double frame) const {
    return cells + static_cast<float>(x_of(span, frame, static_cast<double>(width)));
}

FrameNumber RasterCanvas::Geometry::frame_under_mouse(FrameNumber newest) const {
    const float at = std::clamp(ImGui::GetIO().MousePos.x - cells, 0.0F, width);
    return std::min(newest, frame_at(span, static_cast<double>(at), static_cast<double>(width)));
}

void draw_raster_look(ImDrawList* list, ImVec2 min, ImVec2 max, const RasterLook& look) {
    const float height = max.y - min.y;
    switch (look.detail) {
        case ValueDetail::NotYet: draw_hatch(list, min, max, color(Tone::Faint, 0.55F), grid(2), hairline()); return;
        case ValueDetail::NoSlot: {
            const float y = std::round((min.y + max.y) * 0.5F);
            fill(list, min.x, y, max.x, y + hairline(), color(Tone::Faint, 0.6F));
            return;
        }
        case ValueDetail::Coarse:
        case ValueDetail::Exact: break;
    }
    const float alpha = look.detail == ValueDetail::Coarse ? 0.45F : 1.0F;
    const auto part = [&](std::uint8_t level, float whole) {
        return level == 0 ? 0.0F
                          : std::max(hairline() * 2,
                                     std::round(whole * height * static_cast<float>(level) / RasterLook::kLevels));
    };
    const float changed = part(look.changed, 1), same = std::min(part(look.same, kSameHeight), height - changed);
    if (changed > 0) fill(list, min.x, max.y - changed, max.x, max.y, color(Tone::Changed, alpha * kChangedAlpha));
    if (same > 0) fill(list, min.x, max.y - changed - same, max.x, max.y - changed, color(Tone::Dim, alpha * 0.8F));
    if (look.has_nan) {
        const float bottom = min.y + std::max(hairline() * 3, std::round(height * 0.4F));
        fill(list, min.x, min.y, max.x, bottom + hairline(), color(Tone::Window));
        fill(list, min.x, min.y, max.x, bottom, color(Tone::Fault, std::max(alpha, 0.7F)));
    }
}

void RasterCanvas::draw(const View& view, std::span<const SlotIndex> rows, std::optional<int> reveal, Outbox& out) {
    const Session& session = view.session;
    const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
    if (const auto what = zoom_keys_.due(view.ui, PanelId::Raster)) zoom(*what, session);
    row_scale_ = std::clamp(row_scale_, kLowest, kTallest);
    at_.row = std::max(2 * hairline(), std::round(text_row_pixels() * row_scale_));
    at_.left = at.x;
    at_.ruler = at.y;
    at_.top = at.y + grid(3) + fonts().mono->FontSize + grid(1);
    at_.bottom = std::max(at_.top + at_.row, at.y + room.y);
    at_.names = std::min(em(kNamesEm), room.x * kMostNamesShare);
    const bool scrolls = static_cast<float>(rows.size()) * at_.row > at_.bottom - at_.top;
    // A margin at both ends, so that the cursor is seen in the first and the last frame.
    at_.cells = at.x + at_.names + grid(kMargin);
    at_.width =
        std::max(1.0F, room.x - at_.names - 2 * grid(kMargin) - (scrolls ? ImGui::GetStyle().ScrollbarSize : grid(1)));
    width_ = static_cast<double>(at_.width);
    at_.span = zoom_.update(session.newest_frame(), session.cursor().frame, !is_panning_);
    draw_ruler(view, out);
    ImGui::SetCursorScreenPos({at.x, at_.top});
    {
        // With Alt the wheel gives rows another height.
        const ImGuiWindowFlags flags = ImGui::GetIO().KeyAlt ? ImGuiWindowFlags_NoScrollWithMouse : 0;
        const scoped::Child child("rows", {0, at_.bottom - at_.top}, 0, flags);
        if (child) draw_rows(view, rows, reveal, out);
    }
    draw_menu(view, out);
}

// --- Rows -----------------------------------------------------------------------------------------------------------

void RasterCanvas::draw_rows(const View& view, std::span<const SlotIndex> rows, std::optional<int> reveal,
                             Outbox& out) {
    const Session& session = view.session;
    const float height = at_.bottom - at_.top;
    if (drawn_row_ > 0 && drawn_row_ != at_.row) {
        const float y = keeps_y_.value_or(height * 0.5F);
        ImGui::SetScrollY(std::max(0.0F, (ImGui::GetScrollY() + y) * at_.row / drawn_row_ - y));
    }
    drawn_row_ = at_.row;
    keeps_y_.reset();
    if (reveal) {
        const float y = static_cast<float>(*reveal) * at_.row;
        if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
        else if (y + at_.row > ImGui::GetScrollY() + height) ImGui::SetScrollY(y + at_.row - height);
    }
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("##cells",
                           {at_.names + at_.width + 2 * grid(kMargin), static_cast<float>(rows.size()) * at_.row});
    const auto first = static_cast<std::size_t>(std::max(0.0F, std::floor((at_.top - origin.y) / at_.row)));
    const std::size_t count =
        std::min(rows.size() - std::min(first, rows.size()), static_cast<std::size_t>(std::ceil(height / at_.row)) + 1);
    const float first_y = origin.y + static_cast<float>(first) * at_.row;
    const auto visible = rows.subspan(std::min(first, rows.size()), count);
    model_.update(session, visible, frame_steps(at_.span, width_, 2 * static_cast<double>(hairline())));
    ask(session, rows, first, count, out);

    const float mouse_y = ImGui::GetIO().MousePos.y;
    const bool hovered = ImGui::IsItemHovered();
    // Of rows that are lower than their names, every so many has one.
    const auto stride = static_cast<std::size_t>(std::max(1.0F, std::ceil(fonts().mono->FontSize / at_.row)));
    for (std::size_t i = 0; i < count; ++i) {
        const float y = std::round(first_y + static_cast<float>(i) * at_.row);
        draw_row(view, visible[i], i, y, hovered && mouse_y >= y && mouse_y < y + at_.row);
    }
    for (std::size_t i = 0; i < count; ++i)
        if ((first + i) % stride == 0)
            draw_name(view, visible[i], std::round(first_y + static_cast<float>(i) * at_.row));
    draw_faults(first_y);
    draw_cursor(session, at_.top, at_.bottom);
    take_mouse(view, visible, first_y, out);
}

void RasterCanvas::ask(const Session& session, std::span<const SlotIndex> rows, std::size_t first, std::size_t count,
                       Outbox& out) const {
    const std::size_t from = first / kRowGroup * kRowGroup,
                      to = std::min(rows.size(), (first + count + kRowGroup - 1) / kRowGroup * kRowGroup);
    std::vector<SlotId> slots;
    for (std::size_t i = from; i < to; ++i) slots.push_back(session.slots()[rows[i]].slot);
    request_values(session, out, ValueViewer::Raster, std::move(slots), model_.steps());
}

void RasterCanvas::draw_row(const View& view, SlotIndex slot, std::size_t visible, float y, bool is_hovered) const {
    const Session& session = view.session;
    const SlotId id = session.slots()[slot].slot;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float right = at_.cells + at_.width + grid(kMargin);
    const bool is_selected = view.ui.selection().slot == id;
    if (is_selected) {
        fill(list, at_.left, y, right, y + at_.row, color(Tone::SelectedRow));
        fill(list, at_.left, y, at_.left + grid(0.75F), y + at_.row, color(Tone::Accent));
    } else if (is_hovered) {
        fill(list, at_.left, y, right, y + at_.row, color(Tone::Hover, 0.6F));
    }
    if (probing()) {
        const std::string number = std::to_string(id);
        probe("row " + number, {at_.left, y}, {at_.cells, y + at_.row});
        probe("cells " + number, {at_.cells, y}, {at_.cells + at_.width, y + at_.row});
    }

    const scoped::ClipRect clip({at_.cells - grid(kMargin), at_.top}, {right, at_.bottom});
    const FrameSteps& steps = model_.steps();
    // A tenth of a low row parts it from the next.
    const float pad = std::min(std::max(hairline(), grid(0.5F)), std::floor(at_.row * 0.1F));
    const double step_pixels = static_cast<double>(steps.length) * width_ / at_.span.length();
    const float gap = step_pixels >= static_cast<double>(grid(2)) ? hairline() : 0;
    for (const RasterRun& run : model_.runs(visible)) {
        const bool is_solid =
            gap == 0 || run.look.detail == ValueDetail::NotYet || run.look.detail == ValueDetail::NoSlot;
        const std::uint32_t each = is_solid ? run.count : 1;
        for (std::uint32_t i = 0; i < run.count; i += each) {
            const FrameNumber from = steps.first + (run.first + i) * steps.length;
            const FrameNumber to = std::min(from + each * steps.length, session.finished_frame() + 1);
            const float left = std::round(at_.x(static_cast<double>(from) - 0.5)),
                        end = std::round(at_.x(static_cast<double>(to) - 0.5));
            if (end > left)
                draw_raster_look(list, {left, y + pad}, {std::max(left + hairline(), end - gap), y + at_.row - pad},
                                 run.look);
        }
    }
}

void RasterCanvas::draw_name(const View& view, SlotIndex slot, float y) const {
    const Session& session = view.session;
    const std::string number = std::to_string(session.slots()[slot].slot);
    const float text_y = y + (at_.row - fonts().mono->FontSize) * 0.5F, number_end = at_.left + em(3);
    const float name_x = std::max(number_end, at_.left + grid(2) + text_width(number, fonts().mono)) + grid(2);
    text_at({std::max(at_.left + grid(2), number_end - text_width(number, fonts().mono)), text_y}, number, Tone::Dim);
    const bool is_never = session.values().status(slot) == WriteStatus::Never;
    text_at({name_x, text_y},
            cut_to_width(session.slot_names()[slot], at_.cells - grid(2 + kMargin) - name_x, fonts().mono),
            is_never ? Tone::Dim : Tone::Text);
}

void RasterCanvas::draw_faults(float first_y) const {
    const scoped::ClipRect clip({at_.cells - grid(kMargin), at_.top},
                                {at_.cells + at_.width + grid(kMargin), at_.bottom});
    ImDrawList* list = ImGui::GetWindowDrawList();
    std::map<std::size_t, float> free_from;  // of a row: glyphs that would lie over each other are drawn once
    for (const RasterFault& fault : model_.faults()) {
        const float x = at_.x(static_cast<double>(fault.frame));
        const auto [row, is_first] = free_from.try_emplace(fault.row, x);
        if (!is_first && x < row->second) continue;
        row->second = x + em(0.6F);
        const ImVec2 centre(x, first_y + (static_cast<float>(fault.row) + 0.5F) * at_.row);
        draw_glyph(list, Glyph::Diamond, centre, em(0.75F), color(Tone::Window));
        draw_glyph(list, Glyph::Diamond, centre, em(0.55F), color(Tone::Fault));
    }
}

void RasterCanvas::draw_cursor(const Session& session, float top, float bottom) const {
    const float x = std::round(at_.x(static_cast<double>(session.cursor().frame)));
    if (x < at_.cells || x > at_.cells + at_.width) return;
    ImGui::GetWindowDrawList()->AddRectFilled({x, top}, {x + std::max(hairline(), grid(0.25F)), bottom},
                                              color(Tone::Accent));
}

// --- Ruler ----------------------------------------------------------------------------------------------------------

void RasterCanvas::draw_ruler(const View& view, Outbox& out) {
    const Session& session = view.session;
    ImGui::SetCursorScreenPos({at_.cells, at_.ruler});
    ImGui::InvisibleButton("##ruler", {at_.width, at_.top - at_.ruler});
    probe_item("Ruler");
    const FrameNumber here = at_.frame_under_mouse(session.newest_frame());
    if (ImGui::IsItemActivated()) {
        out.push(LeavePlace{place_of(session)});
        scrubbed_.reset();
    }
    // A seek that takes longer than a frame of the interface is let finish, so that something is seen.
    if (ImGui::IsItemActive() && scrubbed_ != here && (!scrubbed_ || !session.work())) {
        scrubbed_ = here;
        out.push(SeekTo{here});
    }
    if (ImGui::IsItemHovered()) take_frame_wheel(zoom_, at_.cells, at_.width, session.newest_frame());

    ImDrawList* list = ImGui::GetWindowDrawList();
    const float lane = at_.ruler + grid(3);
    const scoped::ClipRect clip({at_.left, at_.ruler}, {at_.cells + at_.width + grid(kMargin), at_.top});
    for (const TimelineTick& tick : timeline_ticks(at_.span, width_, frame_label_gap(at_.span))) {
        const float x = std::round(at_.x(static_cast<double>(tick.frame)));
        list->AddRectFilled({x, at_.top - (tick.is_major ? grid(1.5F) : grid(0.75F))}, {x + hairline(), at_.top},
                            color(tick.is_major ? Tone::Dim : Tone::Faint));
        if (!tick.is_major) continue;
        const std::string words = grouped(tick.frame);
        const float w = text_width(words, fonts().mono);
        text_at(
            {std::clamp(x - w * 0.5F, at_.cells, std::max(at_.cells, at_.cells + at_.width - w)), lane - grid(0.5F)},
            words, Tone::Dim);
    }
    const auto faults = session.faults();
    float free_from = at_.left;
    for (const TimelineMark& mark : merged_marks(
             faults.size(), [&](std::size_t i) { return faults[i].frame; }, at_.span, width_)) {
        const float x = at_.cells + static_cast<float>(mark.x);
        if (x < free_from) continue;
        free_from = x + em(0.5F);
        draw_glyph(list, Glyph::Diamond, {x, at_.ruler + grid(1.5F)}, em(0.5F), color(Tone::Fault));
    }
    draw_cursor(session, at_.ruler + grid(2), at_.top);
    if (const float x = at_.x(static_cast<double>(session.cursor().frame));
        x >= at_.cells && x <= at_.cells + at_.width) {
        draw_glyph(list, Glyph::Down, {std::round(x) + hairline() * 0.5F, at_.ruler + grid(1.5F)}, em(0.75F),
                   color(Tone::Accent));
        probe("Cursor", {x - grid(1), at_.ruler}, {x + grid(1), at_.top});
    }
    list->AddRectFilled({at_.left, at_.top - hairline()}, {at_.cells + at_.width + grid(kMargin), at_.top},
                        color(Tone::Border));
    // What is still to come, in the corner over the names.
    if (model_.has_gaps() && !session.are_values_whole()) {
        const double share = static_cast<double>(session.slot_history().summarised_end()) /
                             static_cast<double>(session.finished_frame() + 1);
        const int percent = static_cast<int>(std::clamp(share, 0.0, 1.0) * 100);
        text_at({at_.left + grid(2), lane - grid(0.5F)},
                cut_to_width("filling, " + std::to_string(percent) + " % seen", at_.names - grid(3), fonts().mono),
                Tone::Dim);
    }
}

// --- Mouse ----------------------------------------------------------------------------------------------------------

void RasterCanvas::zoom(FrameZoom what, const Session& session) {
    if (what == FrameZoom::Taller) row_scale_ *= kRowStep;
    else if (what == FrameZoom::Lower) row_scale_ /= kRowStep;
    else zoom_frames(zoom_, what, session.cursor().frame, width_, session.newest_frame());
}

/// What is under the mouse stays there.
void RasterCanvas::take_row_wheel() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseWheel == 0) return;
    row_scale_ = std::clamp(row_scale_ * std::pow(kRowStep, io.MouseWheel), kLowest, kTallest);
    keeps_y_ = io.MousePos.y - at_.top;
}

void RasterCanvas::take_mouse(const View& view, std::span<const SlotIndex> rows, float first_y, Outbox& out) {
    const Session& session = view.session;
    const ImGuiIO& io = ImGui::GetIO();
    const bool hovered = ImGui::IsItemHovered(), is_over_cells = io.MousePos.x >= at_.cells - grid(kMargin);
    const auto under = static_cast<std::size_t>(std::max(0.0F, (io.MousePos.y - first_y) / at_.row));
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left) && (is_panning_ || is_over_cells)) {
        is_panning_ = true;
        zoom_.pan(-static_cast<double>(io.MouseDelta.x), width_, session.newest_frame());
        ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
    }
    if (ImGui::IsItemDeactivated() && !is_panning_ && under < rows.size())
        out.push(SelectSlot{session.slots()[rows[under]].slot});
    if (!ImGui::IsItemActive()) is_panning_ = false;
    if (!hovered || under >= rows.size()) return;
    const bool scrolls = ImGui::GetScrollMaxY() > 0;
    if (io.KeyAlt || (io.KeyCtrl && !is_over_cells)) take_row_wheel();
    // Where the rows scroll, the wheel alone is theirs.
    else if (is_over_cells && (!scrolls || io.KeyCtrl || io.KeyShift || io.MouseWheelH != 0))
        take_frame_wheel(zoom_, at_.cells, at_.width, session.newest_frame());
    if (!is_over_cells) return slot_hover_card(session, rows[under]);
    const FrameNumber frame = at_.frame_under_mouse(session.newest_frame());
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) jump(session, out, SeekTo{frame});
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
        menu_slot_ = session.slots()[rows[under]].slot;
        menu_frame_ = frame;
        out.push(SelectSlot{menu_slot_});
        opens_menu_ = true;  // outside of the child that scrolls
    }
    const float x = std::round(at_.x(static_cast<double>(frame)));
    ImGui::GetWindowDrawList()->AddRectFilled({x, at_.top}, {x + hairline(), at_.bottom}, color(Tone::Text, 0.35F));
    if (!is_panning_) draw_card(session, rows[under]);
}

void RasterCanvas::draw_card(const Session& session, SlotIndex slot) const {
    const HoverCard card;
    if (!card) return;
    const FrameNumber under = at_.frame_under_mouse(session.finished_frame());
    const FrameSteps& steps = model_.steps();
    const std::size_t step = step_at(steps, under);
    if (step == steps.count) return;
    const FrameNumber first = steps.first + step * steps.length;
    const RasterWords words = raster_words(session, slot, first, first + steps.length - 1);
    text_bold(slot_reference(session, slot));
    text(words.frames, Tone::Dim);
    for (const std::string& line : words.lines)
        text_mono(line, words.has_nan && &line == &words.lines.back() ? Tone::Fault : Tone::Text);
    text("Double click: go there.", Tone::Faint);
}

void RasterCanvas::draw_menu(const View& view, Outbox& out) {
    const Session& session = view.session;
    if (std::exchange(opens_menu_, false)) ImGui::OpenPopup("raster menu");
    const scoped::Popup popup("raster menu");
    if (!popup) return;
    const ProbeScope scope("Raster menu");
    const SlotIndex slot = session.slots().find(menu_slot_);
    if (slot == kNoSlotIndex || menu_frame_ > session.newest_frame()) return ImGui::CloseCurrentPopup();
    text_mono(slot_reference(session, slot), Tone::Dim);
    text("Frame " + grouped(menu_frame_), Tone::Dim);
    hairline_rule();
    if (menu_item({.label = "Go there"})) jump(session, out, SeekTo{menu_frame_});
    if (menu_item({.label = "Compare with this frame", .enabled = menu_frame_ <= session.finished_frame()}))
        out.push(CompareWith{menu_frame_});
    if (menu_item({.label = "Bookmark this frame"})) out.push(SetBookmark{{menu_frame_, {}}});
    ImGui::Separator();
    command_items({CommandId::WatchSelected, CommandId::PreviousChange, CommandId::NextChange}, view, out);
    if (menu_item({.label = "Inspect", .tooltip = "Show it in the Slot panel."}))
        out.push(OpenPanel{PanelId::SlotInspector});
}

}  // namespace slotscope::gui
