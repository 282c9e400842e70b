// SPDX-License-Identifier: MIT
#include "panels/timeline_panel.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/slot_facts.h"
#include "model/timeline_model.h"
#include "slotscope/format.h"
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

void label_at(ImVec2 at, std::string_view words, Tone tone, ImFont* font) {
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::round(at.x), std::round(at.y)}, color(tone),
                                        words.data(), words.data() + words.size());
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
        refresh(view.session);
        draw_summary(view, out);
        draw_frames(view, out);
        draw_steps(view, out);
    }

private:
    void refresh(const Session& session) {
        if (revision_ == session.revision()) return;
        revision_ = session.revision();
        times_ = recent_times(session);
    }

    static void draw_summary(const View& view, Outbox& out) {
        const Session& session = view.session;
        const Cursor cursor = session.cursor();
        text_mono("Frame " + grouped(cursor.frame));
        if (cursor.frame > 0) {
            ImGui::SameLine(0, grid(4));
            text_mono("t = " + time_words(session.t_abs_ms()), Tone::Dim);
        } else {
            ImGui::SameLine(0, grid(4));
            text_cut("Nothing has run yet: F10 runs a frame, F11 one step.",
                     std::max(em(2), ImGui::GetContentRegionAvail().x), Tone::Dim);
        }
        if (session.fault_count() == 0) return;
        ImGui::SameLine(0, grid(4));
        if (link(counted(session.fault_count(), "fault"), Tone::Fault)) out.push(CommandId::GoToFault);
        tooltip("Go to the latest fault.");
    }

    void draw_frames(const View& view, Outbox& out) {
        const Session& session = view.session;
        const FrameNumber newest = session.cursor().frame, last = timeline_last(newest);
        const float inset = grid(2), bar = grid(7), labels = fonts().mono->FontSize + grid(1), marks = grid(4);
        const float full = std::max(em(3), ImGui::GetContentRegionAvail().x), width = full - 2 * inset;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool pressed = ImGui::InvisibleButton("##frames", {full, marks + bar + labels});
        const bool hovered = ImGui::IsItemHovered();
        probe_item("Frames");
        ImDrawList* list = ImGui::GetWindowDrawList();
        const float left = at.x + inset, top = at.y + marks, bottom = top + bar;
        const auto x_of = [&](FrameNumber frame) {
            return std::round(left +
                              static_cast<float>(static_cast<double>(frame) / static_cast<double>(last)) * width);
        };
        const float cursor_x = x_of(newest);

        list->AddRectFilled({left, top}, {left + width, bottom}, color(Tone::Window), grid(0.5F));
        if (cursor_x > left)
            list->AddRectFilled({left, top}, {cursor_x, bottom}, color(Tone::Accent, 0.16F), grid(0.5F));
        for (const TimelineTick& tick : timeline_ticks(last, width, em(5.5F))) {
            const float x = x_of(tick.frame), height = tick.is_major ? bar * 0.5F : bar * 0.22F;
            list->AddRectFilled({x, bottom - height}, {x + hairline(), bottom},
                                color(tick.is_major ? Tone::Dim : Tone::Faint, 0.8F));
            if (!tick.is_major) continue;
            const std::string words = grouped(tick.frame);
            const float w = text_width(words, fonts().mono);
            label_at({std::clamp(x - w * 0.5F, at.x, std::max(at.x, at.x + full - w)), bottom + grid(0.5F)}, words,
                     Tone::Dim, fonts().mono);
        }
        const std::vector<FaultMark> faults = fault_marks(session.faults(), last, width);
        for (const FaultMark& mark : faults) {
            const float x = std::round(left + static_cast<float>(mark.x));
            list->AddRectFilled({x, top}, {x + std::max(hairline(), grid(0.5F)), bottom}, color(Tone::Fault, 0.75F));
            draw_glyph(list, Glyph::Diamond, {x + grid(0.25F), at.y + marks * 0.5F}, em(0.55F), color(Tone::Fault));
        }
        list->AddRectFilled({cursor_x, top - grid(0.5F)}, {cursor_x + std::max(hairline(), grid(0.5F)), bottom},
                            color(Tone::Accent));
        draw_glyph(list, Glyph::Down, {cursor_x + grid(0.25F), at.y + marks * 0.5F}, em(0.75F), color(Tone::Accent));
        if (hovered) hover_frame(session, out, faults, {left, width, last, newest, top, bottom, pressed});
    }

    struct Bar {
        float left, width;
        FrameNumber last, newest;
        float top, bottom;
        bool pressed;
    };

    void hover_frame(const Session& session, Outbox& out, const std::vector<FaultMark>& faults, const Bar& bar) const {
        const float x = std::clamp(ImGui::GetIO().MousePos.x - bar.left, 0.0F, bar.width);
        const auto frame =
            static_cast<FrameNumber>(std::llround(static_cast<double>(x / bar.width) * static_cast<double>(bar.last)));
        ImGui::GetWindowDrawList()->AddRectFilled({bar.left + x, bar.top}, {bar.left + x + hairline(), bar.bottom},
                                                  color(Tone::Text, 0.6F));
        // The nearest fault within a finger's width, so that a mark of two pixels can be hit.
        const FaultMark* nearest = nullptr;
        for (const FaultMark& mark : faults)
            if (std::fabs(mark.x - x) <= grid(1.5F) &&
                (nearest == nullptr || std::fabs(mark.x - x) < std::fabs(nearest->x - x)))
                nearest = &mark;
        const Fault* fault = nearest != nullptr ? &session.faults()[nearest->first] : nullptr;
        if (const HoverCard card; card) {
            const FrameNumber shown = fault != nullptr ? fault->frame : frame;
            text("Frame " + grouped(shown));
            if (const auto time = time_of(times_, shown)) text_mono(time_words(*time), Tone::Dim);
            else if (shown > bar.newest) text("not run yet", Tone::Dim);
            if (fault != nullptr) {
                ImGui::PushTextWrapPos(em(28));
                text(fault->message, Tone::Fault);
                ImGui::PopTextWrapPos();
                if (nearest->count > 1) text("and " + counted(nearest->count - 1, "more fault") + " here", Tone::Dim);
            }
        }
        if (!bar.pressed || fault == nullptr) return;
        if (fault->slot) out.push(SelectSlot{*fault->slot});
        if (fault->step != kOutsideSteps) out.push(SelectStep{fault->step});
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
            words = cursor.frame == 0 ? counted(steps, "step") : "All " + counted(steps, "step") + " done";
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
        const HoverCard card;
        if (!card) return;
        if (group.count == 1) text_bold(step_reference(session, group.first));
        else text_bold("Steps " + grouped(group.first) + " to " + grouped(group.first + group.count - 1));
        if (group.count == 1) text(step_detail(session.program(), group.first), Tone::Dim);
        text(state_words(group.state), Tone::Dim);
    }

    static void draw_group(ImDrawList* list, StepState state, ImVec2 min, ImVec2 max) {
        switch (state) {
            case StepState::Done: list->AddRectFilled(min, max, color(Tone::Done, 0.75F)); break;
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

    std::uint64_t revision_ = 0;
    std::vector<FrameTime> times_;
};

}  // namespace

std::unique_ptr<Panel> make_timeline_panel() { return std::make_unique<TimelinePanel>(); }

}  // namespace slotscope::gui
