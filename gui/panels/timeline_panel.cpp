// SPDX-License-Identifier: MIT
#include "panels/timeline_panel.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/places.h"
#include "model/slot_facts.h"
#include "model/timeline_model.h"
#include "panels/command_ui.h"
#include "panels/timeline_bar.h"
#include "panels/timeline_menus.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

std::string_view state_words(StepState state) {
    switch (state) {
        case StepState::NotRun: return "not run yet";
        case StepState::Done: return "done";
        case StepState::Next: return "next";
        case StepState::Faulted: return "faulted";
        case StepState::Skipped: return "skipped: a step before it faulted";
    }
    return {};
}

class TimelinePanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        if (!view.session.has_program()) {
            if (empty_state("No program",
                            "The timeline shows the frames that have run, their faults, and the step that runs next.",
                            "Open…"))
                out.push(CommandId::Open);
            return;
        }
        draw_summary(view, out);
        const float steps = ImGui::GetTextLineHeight() + grid(4.5F) + 4 * ImGui::GetStyle().ItemSpacing.y;
        bar_.draw(view, steps, out);
        // Half a strip says nothing: the schedule has it all.
        const float least = ImGui::GetTextLineHeight() + ImGui::GetStyle().ItemSpacing.y + grid(3.5F);
        if (ImGui::GetContentRegionAvail().y >= least) draw_steps(view, out);
    }

private:
    void draw_summary(const View& view, Outbox& out) {
        const float left = ImGui::GetCursorPosX(), room = ImGui::GetContentRegionAvail().x;
        const float menus = menus_width(view);
        // Where the line is too narrow for both, the menus get one of their own.
        const bool shares_line = room - menus > em(24);
        draw_where(view, out, shares_line ? room - menus - grid(4) : room);
        if (shares_line) ImGui::SameLine(left + room - menus);
        draw_menus(view, out);
    }

    /// The frame, or what takes its time.
    static void draw_where(const View& view, Outbox& out, float room) {
        const Session& session = view.session;
        const scoped::Group group;
        ImGui::AlignTextToFramePadding();
        if (const auto work = session.work()) {
            const std::string words = work->what + ", " + std::to_string(static_cast<int>(work->done * 100)) + " %";
            const float rest = room - button_width("Cancel") - text_width(words) - grid(6);
            progress_bar(static_cast<float>(work->done), words, std::clamp(rest, em(2), em(12)));
            probe_item("Work");
            ImGui::SameLine(0, grid(2));
            command_button(CommandId::Cancel, view, out, ButtonKind::Ghost, "Cancel");
            return;
        }
        const FrameNumber frame = session.cursor().frame, newest = session.newest_frame();
        std::string words = "Frame " + grouped(frame);
        if (newest > frame) words += " of " + grouped(newest);
        text_mono(words);
        // Room for the longest, so that nothing moves while frames run.
        const float time_x = text_width("Frame " + grouped(newest) + " of " + grouped(newest), fonts().mono) + grid(6);
        if (newest == 0) {
            ImGui::SameLine(0, grid(4));
            text_cut("Nothing has run yet: F10 runs a frame, F11 one step.", std::max(em(2), room - em(8)), Tone::Dim);
        } else if (room > time_x + em(7)) {
            ImGui::SameLine(time_x);
            text_mono("t = " + time_words(session.t_abs_ms()), Tone::Dim);
        }
        if (const auto& divergence = session.divergence()) {
            ImGui::SameLine(0, grid(4));
            text_cut("Frame " + grouped(divergence->frame) + " came out differently when it ran again", em(30),
                     Tone::Fault);
            tooltip(divergence->what);
        }
    }

    [[nodiscard]] float menus_width(const View& view) const {
        const Session& session = view.session;
        float width = budget_menu_width(session);
        for (const float part : {bookmarks_menu_width(session), branches_menu_width(session)})
            if (part > 0) width += part + grid(1);
        if (session.fault_count() > 0) width += text_width(counted(session.fault_count(), "fault")) + grid(4);
        if (bar_.is_zoomed()) width += button_width("Show all") + grid(1);
        return width;
    }

    void draw_menus(const View& view, Outbox& out) {
        const Session& session = view.session;
        if (session.fault_count() > 0) {
            ImGui::AlignTextToFramePadding();
            if (link(counted(session.fault_count(), "fault"), Tone::Fault)) out.push(CommandId::GoToFault);
            tooltip("Go to the latest fault.");
            ImGui::SameLine(0, grid(4));
        }
        if (bar_.is_zoomed()) {
            if (button("Show all", {.kind = ButtonKind::Ghost, .tooltip = "Show the whole recording."}))
                bar_.show_all();
            ImGui::SameLine(0, grid(1));
        }
        bookmarks_menu(view, out);
        if (bookmarks_menu_width(session) > 0) ImGui::SameLine(0, grid(1));
        branches_menu(view, out);
        if (branches_menu_width(session) > 0) ImGui::SameLine(0, grid(1));
        budget_menu(view, out);
    }

    static void draw_steps(const View& view, Outbox& out) {
        const Session& session = view.session;
        const std::size_t steps = session.program().steps.size();
        ImGui::Dummy({0, grid(0.5F)});
        if (steps == 0) {
            text_cut("The schedule has no steps: a frame only lets time pass.",
                     std::max(em(2), ImGui::GetContentRegionAvail().x), Tone::Dim);
            return;
        }
        const Cursor cursor = session.cursor();
        std::string words = "Step " + grouped(cursor.step) + " of " + grouped(steps);
        if (!session.is_in_frame() && !session.current_fault())
            words = session.step_state(0) == StepState::NotRun ? counted(steps, "step")
                                                               : "All " + counted(steps, "step") + " done";
        else if (cursor.step < session.step_names().size())
            words += (session.current_fault() ? " faulted: " : " next: ") + step_reference(session, cursor.step);
        text_cut(words, std::max(em(2), ImGui::GetContentRegionAvail().x),
                 session.current_fault() ? Tone::Fault : Tone::Dim);

        const float inset = grid(2), height = grid(3), full = std::max(em(3), ImGui::GetContentRegionAvail().x),
                    width = full - 2 * inset;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool pressed = ImGui::InvisibleButton("##steps", {full, height});
        const bool hovered = ImGui::IsItemHovered();
        probe_item("Steps");
        const std::vector<StepGroup> groups = step_groups(session, width, grid(1.5F));
        // The whole width is the whole frame: a shorter strip looks like a frame that is not over.
        const float unit = width / static_cast<float>(groups.size()), gap = unit > grid(2) ? grid(0.5F) : hairline();
        int under_mouse = -1;
        ImDrawList* list = ImGui::GetWindowDrawList();
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const StepGroup& group = groups[i];
            const ImVec2 min(std::round(at.x + inset + static_cast<float>(i) * unit), at.y),
                max(std::round(at.x + inset + static_cast<float>(i + 1) * unit) - gap, at.y + height);
            draw_group(list, group.state, min, max);
            const std::optional<StepIndex>& selected = view.ui.selection().step;
            if (selected && *selected >= group.first && *selected < group.first + group.count)
                list->AddRectFilled({min.x, max.y + hairline()}, {max.x, max.y + hairline() + grid(0.5F)},
                                    color(Tone::Accent));
            if (hovered && ImGui::GetIO().MousePos.x >= min.x && ImGui::GetIO().MousePos.x < max.x + gap)
                under_mouse = static_cast<int>(i);
        }
        if (under_mouse < 0) return;
        const StepGroup& group = groups[static_cast<std::size_t>(under_mouse)];
        if (pressed) out.push(SelectStep{group.first});
        if (cursor.frame > 0 && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))
            jump(session, out, group.first > 0 ? SeekTo{cursor.frame, group.first} : SeekTo{cursor.frame - 1});
        const HoverCard card;
        if (!card) return;
        if (group.count == 1) text_bold(step_reference(session, group.first));
        else text_bold("Steps " + grouped(group.first) + " to " + grouped(group.first + group.count - 1));
        if (group.count == 1) text(step_detail(session.program(), group.first), Tone::Dim);
        text(state_words(group.state), Tone::Dim);
        if (cursor.frame > 0) text("Double click: go to before it.", Tone::Faint);
    }

    static void draw_group(ImDrawList* list, StepState state, ImVec2 min, ImVec2 max) {
        switch (state) {
            case StepState::Done: list->AddRectFilled(min, max, color(Tone::Done, 0.28F)); break;
            case StepState::Next: list->AddRectFilled(min, max, color(Tone::Next)); break;
            case StepState::Faulted: list->AddRectFilled(min, max, color(Tone::Fault)); break;
            case StepState::Skipped:
                list->AddRectFilled(min, max, color(Tone::Window));
                draw_hatch(list, min, max, color(Tone::Faint), grid(1.5F), hairline());
                break;
            case StepState::NotRun:
                list->AddRectFilled(min, max, color(Tone::Window));
                list->AddRect(min, max, color(Tone::Border), 0, 0, hairline());
                break;
        }
    }

    TimelineBar bar_;
};

}  // namespace

std::unique_ptr<Panel> make_timeline_panel() { return std::make_unique<TimelinePanel>(); }

}  // namespace slotscope::gui
