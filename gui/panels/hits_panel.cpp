// SPDX-License-Identifier: MIT
#include "panels/hits_panel.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

#include "model/breakpoint_draft.h"
#include "model/breakpoint_words.h"
#include "model/condition_forms.h"
#include "model/hit_rows.h"
#include "model/places.h"
#include "model/slot_facts.h"
#include "model/timeline_model.h"
#include "panels/command_ui.h"
#include "panels/expression_field.h"
#include "widgets/buttons.h"
#include "widgets/fields.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {
    {.label = "Frame", .width_em = 7, .align = Align::Right, .least_em = 4.5F},
    {.label = "Time", .width_em = 8, .align = Align::Right, .least_em = 6, .gives_way = 2},
    {.label = "Step", .width_em = 14, .help = "The step that made it hold", .least_em = 7, .gives_way = 1},
    {.label = "What", .gives_way = 4},
    {.label = "Before", .width_em = 13, .least_em = 7, .gives_way = 3},
    {.label = "Value", .width_em = 13, .least_em = 7}};

class HitsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program and run it to search what was recorded.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        take_request(view);
        follow_search(session);
        draw_question(view, out);
        if (!session.hits()) return draw_empty(view);
        words_.update(session);
        if (ImGui::GetContentRegionAvail().y > em(3.5F)) draw_summary(view, out);
        if (session.hits()->hits.empty()) return draw_none(view);
        draw_table(view, out);
    }

private:
    void take_request(const View& view) {
        if (seen_request_ == view.ui.asked_hits_serial()) return;
        seen_request_ = view.ui.asked_hits_serial();
        if (!view.ui.asked_hits().empty()) draft_.condition = view.ui.asked_hits();
        focus_.ask();
    }

    /// A search that a command began shows what it looks for.
    void follow_search(const Session& session) {
        const std::string condition = session.hits() ? session.hits()->condition : std::string();
        if (condition == seen_condition_) return;
        seen_condition_ = condition;
        if (!condition.empty()) draft_.condition = condition;
        selected_.reset();
    }

    [[nodiscard]] static bool is_searching(const Session& session) {
        return session.hits() && !session.hits()->is_complete && session.work().has_value();
    }

    void draw_question(const View& view, Outbox& out) {
        const Session& session = view.session;
        const DraftCheck check = check_draft(draft_, session);
        const float find = button_width("Find") + grid(1), room = ImGui::GetContentRegionAvail().x;
        TextField field{.hint = "mix.sum > 3, change mix.sum, fault any, …",
                        .width = std::max(em(4), std::min(em(52), room - find)),
                        .is_mono = true,
                        .focus = &focus_,
                        .tooltip =
                            "A condition, as breakpoints have it: every recorded frame in which it held is listed."};
        bool entered =
            condition_field_.draw("Condition", draft_.condition, marked(field, check.condition), session).entered;
        ImGui::SameLine(0, grid(1));
        const bool is_recorded = session.newest_frame() > 0;
        const std::string reason = is_recorded ? check.reason() : std::string("Nothing is recorded yet.");
        entered |= button("Find", {.kind = ButtonKind::Primary,
                                   .enabled = check.breakpoint && is_recorded,
                                   .chord = "Enter",
                                   .reason = reason});
        if (check.condition) {
            const scoped::TextWrap wrap;
            text(check.condition->message, Tone::Fault);
            probe_item("Condition error");
        }
        if (entered && check.breakpoint && is_recorded) out.push(FindHits{check.breakpoint->condition, std::nullopt});
        else if (entered) focus_.ask();
    }

    static void draw_empty(const View& view) {
        const std::string example = text_of_form(condition_forms().front(), nullptr, view.session, view.ui.selection());
        empty_state(
            "Nothing searched for yet",
            "Every frame of the recording in which a condition held is listed here and marked on the timeline, for "
            "example: " +
                example + ". Menus of slots and state cells have the usual questions. F3 goes to the next place.");
    }

    static void draw_none(const View& view) {
        const HitList& list = *view.session.hits();
        if (is_searching(view.session)) return;
        text("It held in no frame from " + grouped(list.searched.first) + " to " + grouped(list.searched.last) + ".",
             Tone::Dim);
    }

    void draw_summary(const View& view, Outbox& out) const {
        const Session& session = view.session;
        const HitList& list = *session.hits();
        const float left = ImGui::GetCursorPosX(), room = ImGui::GetContentRegionAvail().x;
        ImGui::AlignTextToFramePadding();
        if (is_searching(session)) {
            const std::string words = hits_summary(session) + " so far";
            const float rest = room - button_width("Cancel") - text_width(words) - grid(6);
            progress_bar(static_cast<float>(session.work()->done), words, std::clamp(rest, em(2), em(12)));
            probe_item("Work");
            ImGui::SameLine(0, grid(2));
            command_button(CommandId::Cancel, view, out, ButtonKind::Ghost, "Cancel");
            return;
        }
        const float actions = 2 * ImGui::GetFrameHeight() + button_width("Copy all") + button_width("Clear") + grid(4);
        std::string words = hits_summary(session);
        if (!list.is_complete) words += "; the search was ended there";
        text_cut(words, std::max(em(4), room - actions - grid(2)), list.is_complete ? Tone::Text : Tone::Warning);
        probe_item("Summary");
        if (room < actions + em(10)) return;
        ImGui::SameLine(left + room - actions);
        command_icon(CommandId::PreviousFound, Glyph::LeftSolid, view, out);
        ImGui::SameLine(0, grid(1));
        command_icon(CommandId::NextFound, Glyph::Right, view, out);
        ImGui::SameLine(0, grid(1));
        if (button("Copy all", {.kind = ButtonKind::Ghost,
                                .enabled = !list.hits.empty(),
                                .tooltip = "Copy the list as text.",
                                .reason = "Nothing is listed."}))
            out.push(CopyText{hits_as_text(session, words_)});
        ImGui::SameLine(0, grid(1));
        command_button(CommandId::ClearFound, view, out, ButtonKind::Ghost, "Clear");
    }

    /// The hit at the cursor, when the cursor has just come to it.
    [[nodiscard]] std::optional<int> row_to_reveal(const Session& session) {
        const Cursor here = session.cursor();
        if (std::exchange(seen_cursor_, here) == here) return std::nullopt;
        const HitList& list = *session.hits();
        const std::size_t row = hit_row_at(list, here.frame);
        if (session.is_playing() || row >= list.hits.size() || list.hits[row].frame != here.frame) return std::nullopt;
        selected_ = here.frame;
        return static_cast<int>(row);
    }

    void draw_table(const View& view, Outbox& out) {
        const Session& session = view.session;
        const std::vector<ConditionHit>& hits = session.hits()->hits;
        DataTable table("hits", kColumns,
                        {.rows = static_cast<int>(hits.size()), .reveal_row = row_to_reveal(session)});
        table.for_each_visible([&](int i) {
            const ConditionHit& hit = hits[static_cast<std::size_t>(i)];
            const HitText words = words_.text(session, hit);
            const std::string probe = probing() ? "row " + std::to_string(i) : std::string();
            const RowEvents events = table.row(hit.frame, {.probe = probe, .selected = selected_ == hit.frame});
            if (events.clicked) select(hit, words, out);
            if (events.double_clicked) jump(session, out, place_of_hit(hit));
            if (events.hovered) draw_card(session, hit, words);
            table.cell();
            table.mono(grouped(hit.frame), hit.frame == session.cursor().frame ? Tone::Accent : Tone::Text);
            if (table.cell())
                if (const auto time = time_of(session, hit.frame)) table.mono(time_words(*time), Tone::Dim);
            if (table.cell()) table.text(words.step.empty() ? "frame's end" : words.step, Tone::Dim);
            if (table.cell()) table.text(words.what);
            if (table.cell() && !words.before.empty()) table.number(words.before, Tone::Dim);
            table.cell();
            draw_value(table, words.value);
        });
    }

    static void draw_value(DataTable& table, const std::string& value) {
        if (value.empty()) return;
        if (value == "NaN" || value.ends_with("Infinity")) return table.chip(value);
        table.number(value);
    }

    void select(const ConditionHit& hit, const HitText& words, Outbox& out) {
        selected_ = hit.frame;
        if (words.step_index) out.push(SelectStep{*words.step_index});
        if (words.slot) out.push(SelectSlot{*words.slot});
    }

    static void draw_card(const Session& session, const ConditionHit& hit, const HitText& words) {
        const HoverCard card;
        if (!card) return;
        const scoped::TextWrap wrap(em(34));
        text_bold("Frame " + grouped(hit.frame));
        if (const auto time = time_of(session, hit.frame)) text_mono(time_words(*time), Tone::Dim);
        if (!words.message.empty()) text(words.message);
        text("Double click: go there.", Tone::Faint);
    }

    BreakpointDraft draft_;
    HitWords words_;
    std::string seen_condition_;
    std::uint64_t seen_request_ = 0;
    std::optional<FrameNumber> selected_;
    Cursor seen_cursor_;
    FocusRequest focus_;
    ExpressionField condition_field_{WrittenAs::Condition};
};

}  // namespace

std::unique_ptr<Panel> make_hits_panel() { return std::make_unique<HitsPanel>(); }

}  // namespace slotscope::gui
