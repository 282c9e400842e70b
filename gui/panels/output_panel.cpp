// SPDX-License-Identifier: MIT
#include "panels/output_panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/command.h"
#include "model/slot_facts.h"
#include "panels/output_canvas.h"
#include "panels/output_details.h"
#include "panels/slot_card.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kMostNotices = 3;  // lines under the picture; the rest is counted
constexpr float kDetailsShare = 0.4F;    // of the panel's height; more scrolls
constexpr float kDetailsFromEm = 22;     // of height: below, the picture needs the room

class OutputPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        if (!view.session.has_program()) {
            if (empty_state("No program", "Open a program that draws, and its picture appears here, frame by frame.",
                            "Open…"))
                out.push(CommandId::Open);
            return;
        }
        refresh(view);
        draw_toolbar(view, out);
        if (!frame_.has_picture()) {
            const bool can_run = view.session.cursor().frame == 0 && frame_.slot != kNoSlot;
            if (empty_state(frame_.empty_title.c_str(), frame_.empty_text, can_run ? "Step frame" : nullptr))
                out.push(CommandId::StepFrame);
            return;
        }
        draw_picture(view, out);
    }

    SettingsTable settings() override { return {{"fit", &kept_fit_}}; }

private:
    void refresh(const View& view) {
        const Session& session = view.session;
        if (fit_seen_ != view.ui.output_fit_serial()) {
            fit_seen_ = view.ui.output_fit_serial();
            kept_fit_ = static_cast<int>(view.ui.output_fit());
            is_kept_fit_used_ = false;
        }
        if (!is_kept_fit_used_) {
            is_kept_fit_used_ = true;
            const bool is_known = kept_fit_ >= 0 && kept_fit_ <= static_cast<int>(OutputFit::ActualSize);
            view_.set_fit(is_known ? static_cast<OutputFit>(kept_fit_) : OutputFit::Viewport);
        }
        if (revision_ == session.revision() && program_revision_ == session.program_revision()) return;
        if (program_revision_ != session.program_revision()) {
            sources_ = output_sources(session);
            if (std::ranges::none_of(sources_, [&](const OutputSource& s) { return s.slot == source_; }))
                source_.reset();
            if (view_.fit() == OutputFit::Free) view_.set_fit(OutputFit::Viewport);
        }
        revision_ = session.revision();
        program_revision_ = session.program_revision();
        frame_ = output_frame(session, source_);
        canvas_.reset();
    }

    void draw_toolbar(const View& view, Outbox& out) {
        const float left = ImGui::GetCursorPosX(), room = ImGui::GetContentRegionAvail().x;
        const float buttons = button_width("Viewport") + button_width("Content") + button_width("1:1") + 3 * grid(1);
        const bool has_buttons = frame_.has_picture() && room > buttons + em(8);
        ImGui::AlignTextToFramePadding();
        if (sources_.size() > 1) {
            draw_sources();
            ImGui::SameLine(0, grid(2));
        }
        const float words = left + room - ImGui::GetCursorPosX() - (has_buttons ? buttons + em(4.5F) : 0);
        if (!frame_.sentence.empty())
            text_cut(frame_.sentence, std::max(em(2), words), frame_.is_current ? Tone::Text : Tone::Warning);
        else ImGui::NewLine();
        if (!has_buttons) return;
        const std::string percent = format_significant(static_cast<double>(view_.scale()) * 100, 3) + " %";
        ImGui::SameLine(left + room - buttons - text_width(percent, fonts().mono) - grid(1));
        text_mono(percent, Tone::Dim);
        if (probing()) probe_item("scale " + percent);
        draw_fit_button("Viewport", CommandId::OutputFitViewport, OutputFit::Viewport, view, out);
        draw_fit_button("Content", CommandId::OutputFitContent, OutputFit::Content, view, out);
        draw_fit_button("1:1", CommandId::OutputActualSize, OutputFit::ActualSize, view, out);
    }

    void draw_fit_button(const char* label, CommandId command, OutputFit fit, const View& view, Outbox& out) const {
        ImGui::SameLine(0, grid(1));
        const std::string chord = view.ui.keymap().hint(command);
        if (button(label, {.kind = ButtonKind::Ghost,
                           .on = view_.fit() == fit,
                           .tooltip = command_spec(command).help,
                           .chord = chord}))
            out.push(command);
    }

    void draw_sources() {
        const auto chosen =
            std::ranges::find_if(sources_, [&](const OutputSource& s) { return s.slot == frame_.slot; });
        const std::string label =
            chosen != sources_.end() ? cut_to_width(chosen->label, em(14)) : std::string("Source");
        if (drop_button((label + "##source").c_str(), "sources", {.tooltip = "Which picture of the program is shown."}))
            ImGui::OpenPopup("sources");
        const scoped::Popup popup("sources");
        if (!popup) return;
        for (const OutputSource& source : sources_) {
            const scoped::Id id(std::to_string(source.slot).c_str());
            if (!menu_item({.label = source.label, .on = source.slot == frame_.slot})) continue;
            source_ = source.slot;
            revision_ = 0;
        }
    }

    void draw_picture(const View& view, Outbox& out) {
        const std::optional<OutputHit> selected = selected_element(view);
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const bool has_details = selected && room.y > em(kDetailsFromEm);
        const std::size_t notices =
            std::min(frame_.notices.size(), kMostNotices) + (frame_.notices.size() > kMostNotices ? 1 : 0);
        float below = static_cast<float>(notices) * ImGui::GetTextLineHeightWithSpacing();
        const float details =
            has_details ? std::min(output_details_height(frame_, *selected), room.y * kDetailsShare) : 0;
        below += details;
        const ImVec2 size(std::max(1.0F, room.x), std::max(em(3), room.y - below - (below > 0 ? grid(1) : 0)));
        draw_canvas(view, out, size, selected);
        draw_notices(out);
        if (!has_details) return;
        if (const scoped::Child child("details", {0, details}); child)
            draw_output_details(view, frame_, *selected, out);
    }

    [[nodiscard]] std::optional<OutputHit> selected_element(const View& view) const {
        const Selection& selection = view.ui.selection();
        if (!selection.slot || !selection.slot_element) return std::nullopt;
        return element_of(frame_, *selection.slot, *selection.slot_element);
    }

    void draw_canvas(const View& view, Outbox& out, ImVec2 size, const std::optional<OutputHit>& selected) {
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        ImGui::InvisibleButton("##picture", size,
                               ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
        probe_item("Picture");
        const bool is_hovered = ImGui::IsItemHovered();
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const Point at{mouse.x - origin.x, mouse.y - origin.y};
        view_.update(frame_, {size.x, size.y});
        const bool was_click = take_mouse(is_hovered, at);
        ImDrawList* list = ImGui::GetWindowDrawList();
        const OutputCanvas::Drawn drawn = canvas_.draw(list, frame_, view_, origin, size);
        list->PushClipRect(origin, {origin.x + size.x, origin.y + size.y}, true);
        if (selected) canvas_.mark(list, frame_, view_, origin, *selected, color(Tone::Accent));
        draw_words(list, origin, size, drawn, is_hovered, at);
        probe_elements(origin, size);
        if (is_hovered && !is_dragging_) {
            // Small things are hit within the width of a finger of the mouse.
            const auto hit = hit_test(frame_, view_.to_program(at), grid(1) / view_.scale());
            if (hit) {
                canvas_.mark(list, frame_, view_, origin, *hit, color(Tone::Text));
                output_card(view, frame_, *hit);
            }
            if (was_click && hit) select(*hit, out);
            if (hit && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) out.push(OpenPanel{PanelId::SlotInspector});
            if (ImGui::IsMouseClicked(ImGuiMouseButton_Right)) open_menu(hit);
        }
        list->PopClipRect();
        draw_menu(view, out);
    }

    /// Zooms and moves. True for a press and release without a move between.
    bool take_mouse(bool is_hovered, Point at) {
        constexpr float kStep = 1.15F;  // per notch of the wheel
        const ImGuiIO& io = ImGui::GetIO();
        if (is_hovered && io.MouseWheel != 0) view_.zoom_at(at, std::pow(kStep, io.MouseWheel));
        const bool is_held = ImGui::IsItemActive(), is_released = ImGui::IsItemDeactivated();
        // A release may come in one frame with the last part of the way, or with all of it.
        if ((is_held || is_released) && ImGui::IsMousePosValid()) {
            const bool is_left =
                ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseReleased(ImGuiMouseButton_Left);
            const ImVec2 start = io.MouseClickedPos[is_left ? ImGuiMouseButton_Left : ImGuiMouseButton_Middle];
            const ImVec2 way{io.MousePos.x - start.x, io.MousePos.y - start.y};
            if (is_dragging_) view_.pan({io.MouseDelta.x, io.MouseDelta.y});
            else if (std::hypot(way.x, way.y) >= io.MouseDragThreshold) {
                // The first part of the way is what told a drag from a click.
                view_.pan({way.x, way.y});
                is_dragging_ = true;
            }
            if (is_dragging_ && is_held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
        }
        if (!is_released) return false;
        return !std::exchange(is_dragging_, false) && is_hovered;
    }

    /// Words over the picture: how large it is, what is missing, where the mouse is.
    void draw_words(ImDrawList* list, ImVec2 origin, ImVec2 size, const OutputCanvas::Drawn& drawn, bool is_hovered,
                    Point at) const {
        const auto words_at = [&](float x, float y, const std::string& words, Tone tone, ImFont* font) {
            const float width = text_width(words, font);
            list->AddRectFilled({x - grid(1), y - grid(0.5F)}, {x + width + grid(1), y + font->FontSize + grid(0.5F)},
                                color(Tone::Panel, 0.85F), grid(0.5F));
            list->AddText(font, font->FontSize, {std::round(x), std::round(y)}, color(tone), words.data(),
                          words.data() + words.size());
        };
        const float line = fonts().mono->FontSize + grid(1.5F), bottom = origin.y + size.y - line;
        if (is_hovered) {
            const Point place = view_.to_program(at);
            words_at(origin.x + grid(2), bottom,
                     format_significant(static_cast<double>(place.x), 5) + ", " +
                         format_significant(static_cast<double>(place.y), 5),
                     Tone::Text, fonts().mono);
        }
        const std::string viewport =
            format_significant(frame_.viewport.width) + " × " + format_significant(frame_.viewport.height);
        words_at(origin.x + size.x - text_width(viewport, fonts().mono) - grid(2), bottom, viewport, Tone::Dim,
                 fonts().mono);
        if (frame_.shown == 0) {
            const std::string words = frame_.passes.empty() && frame_.notices.empty()
                                          ? "The render frame has no passes."
                                          : "Nothing in it shows: see below.";
            words_at(origin.x + (size.x - text_width(words)) * 0.5F, origin.y + size.y * 0.5F, words, Tone::Text,
                     fonts().ui);
        } else if (drawn.drawn < drawn.in_view || drawn.has_unfilled_paths) {
            const std::string words = drawn.drawn < drawn.in_view
                                          ? "Drawn: " + grouped(drawn.drawn) + " of " + grouped(drawn.in_view) +
                                                " in view. Zoom in to see all."
                                          : "Some fills have too many edges to be drawn.";
            words_at(origin.x + grid(2), origin.y + grid(1.5F), words, Tone::Warning, fonts().ui);
        } else if (drawn.in_view == 0) {
            words_at(origin.x + grid(2), origin.y + grid(1.5F),
                     "All of the picture lies outside the view: \"Content\" finds it.", Tone::Dim, fonts().ui);
        }
    }

    /// For tests and scripts: where the first elements are.
    void probe_elements(ImVec2 origin, ImVec2 size) const {
        if (!probing()) return;
        constexpr std::size_t kMost = 32;
        const auto report = [&](std::size_t pass, std::uint32_t index, Point point) {
            const Point at = view_.to_canvas(point);
            if (at.x < 0 || at.y < 0 || at.x >= size.x || at.y >= size.y) return;
            const ImVec2 place(origin.x + at.x, origin.y + at.y);
            probe("element " + std::to_string(pass) + "." + std::to_string(index), {place.x - 1, place.y - 1},
                  {place.x + 1, place.y + 1});
        };
        for (std::size_t p = 0; p < frame_.passes.size(); ++p) {
            const OutputPass& pass = frame_.passes[p];
            for (std::size_t i = 0; i < std::min(pass.instances.size(), kMost); ++i)
                report(p, pass.instances[i].index, pass.instances[i].centre);
            for (std::size_t i = 0; i < std::min(pass.paths.size(), kMost); ++i)
                report(p, pass.paths[i].index,
                       {(pass.paths[i].box.min.x + pass.paths[i].box.max.x) * 0.5F,
                        (pass.paths[i].box.min.y + pass.paths[i].box.max.y) * 0.5F});
        }
    }

    /// What an element is, is first of all where it is.
    void select(const OutputHit& hit, Outbox& out) const {
        const OutputPass& pass = frame_.passes[hit.pass];
        for (const OutputAttribute& attribute : pass.attributes)
            if (attribute.slot != kNoSlot && attribute.stride > 0)
                return out.push(selection_of(pass, attribute, hit.index));
    }

    void open_menu(const std::optional<OutputHit>& hit) {
        menu_hit_ = hit;
        ImGui::OpenPopup("picture menu");
    }

    void draw_menu(const View& view, Outbox& out) const {
        const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
        const scoped::Popup popup("picture menu");
        if (!popup) return;
        if (menu_hit_ && menu_hit_->pass < frame_.passes.size()) output_menu(view, frame_, *menu_hit_, out);
        for (const auto& [label, command] : {std::pair("Fit the viewport", CommandId::OutputFitViewport),
                                             std::pair("Fit what is drawn", CommandId::OutputFitContent),
                                             std::pair("Actual size", CommandId::OutputActualSize)})
            if (menu_item(
                    {.label = label, .chord = view.ui.keymap().hint(command), .tooltip = command_spec(command).help}))
                out.push(command);
    }

    void draw_notices(Outbox& out) const {
        const ProbeScope scope("notices");
        for (std::size_t i = 0; i < std::min(frame_.notices.size(), kMostNotices); ++i) {
            const OutputNotice& notice = frame_.notices[i];
            const scoped::Id id(static_cast<int>(i));
            glyph(Glyph::Info, Tone::Warning);
            ImGui::SameLine(0, grid(1));
            const float link_room = notice.slot != kNoSlot ? em(6) : 0;
            text_cut(notice.text, std::max(em(2), ImGui::GetContentRegionAvail().x - link_room), Tone::Text);
            if (notice.slot == kNoSlot) continue;
            ImGui::SameLine(0, grid(2));
            if (link("slot " + std::to_string(notice.slot))) out.push(SelectSlot{notice.slot});
        }
        if (frame_.notices.size() > kMostNotices)
            text("… and " + grouped(frame_.notices.size() - kMostNotices) + " more", Tone::Dim);
    }

    std::uint64_t revision_ = 0, program_revision_ = 0, fit_seen_ = 0;
    std::vector<OutputSource> sources_;
    std::optional<SlotId> source_;  // chosen by hand
    OutputFrame frame_;
    OutputView view_;
    OutputCanvas canvas_;
    int kept_fit_ = static_cast<int>(OutputFit::Viewport);
    bool is_kept_fit_used_ = false;
    bool is_dragging_ = false;
    std::optional<OutputHit> menu_hit_;
};

}  // namespace

std::unique_ptr<Panel> make_output_panel() { return std::make_unique<OutputPanel>(); }

}  // namespace slotscope::gui
