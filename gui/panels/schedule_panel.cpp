// SPDX-License-Identifier: MIT
#include "panels/schedule_panel.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/command_break.h"
#include "model/condition_forms.h"
#include "model/schedule_rows.h"
#include "model/slot_facts.h"
#include "panels/break_gutter.h"
#include "panels/command_ui.h"
#include "panels/step_details.h"
#include "widgets/buttons.h"
#include "widgets/chip_row.h"
#include "widgets/chrome.h"
#include "widgets/number.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr const char* kReadsHelp = "Slots that the step reads";
constexpr const char* kWritesHelp = "Slots that the step writes";
constexpr Column kGutter{"", kGutterEm, Align::Centre, false, "Breakpoints: a click sets one after the step"};
enum Part : std::uint8_t { Break, State, Number, Kind, Name, Does, Reads, Writes };
constexpr Column kColumns[] = {kGutter,
                               {.label = "", .width_em = 1.3F, .align = Align::Centre, .least_em = 1.3F},
                               {.label = "#", .width_em = 1, .align = Align::Right},
                               {.label = "Kind", .width_em = 8, .least_em = 6, .gives_way = 3},
                               {.label = "Step", .least_em = 6.5F, .good_em = 12},
                               {.label = "Does", .least_em = 9, .gives_way = 5},
                               {.label = "Reads", .width_em = 8, .help = kReadsHelp, .least_em = 4, .gives_way = 4},
                               {.label = "Writes", .width_em = 4, .help = kWritesHelp, .gives_way = 1}};

class SchedulePanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program to see the steps that it runs in every frame.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        if (session.program().steps.empty()) {
            empty_state("No steps",
                        "This program's schedule is empty: its frames do nothing. The steps of a program are "
                        "in schedule.steps.");
            return;
        }
        rows_.update(session, {filter_, kinds_});
        marks_.update(session);
        measure(session);
        draw_filters(session);
        rows_.update(session, {filter_, kinds_});
        draw_body(view, out);
    }

    SettingsTable settings() override { return {{"filter", &filter_}, {"details", &details_em_}}; }

private:
    /// How many characters the numbers of steps take, and what a step writes. Columns that are no wider than that leave
    /// more to the names.
    void measure(const Session& session) {
        if (measured_ == session.program_revision()) return;
        measured_ = session.program_revision();
        number_digits_ = std::to_string(session.program().steps.size() - 1).size();
        writes_digits_ = 0;
        for (const StepSlots& slots : session.wiring().steps) {
            if (slots.writes.empty()) continue;
            std::size_t digits = std::to_string(slots.writes.front()).size();
            if (slots.writes.size() > 1) digits += 2 + std::to_string(slots.writes.size() - 1).size();
            writes_digits_ = std::max(writes_digits_, digits);
        }
    }

    /// Numbers of steps are seen whole, and of what a step writes as much as says what there is.
    [[nodiscard]] std::array<Column, std::size(kColumns)> fitted_columns() const {
        constexpr float kMostWrites = 8;
        std::array<Column, std::size(kColumns)> columns = std::to_array(kColumns);
        columns[Part::Number].width_em = columns[Part::Number].least_em =
            std::clamp(digits_em(number_digits_), 1.0F, 5.0F);
        columns[Part::Writes].width_em = columns[Part::Writes].least_em =
            std::clamp(digits_em(writes_digits_), 1.0F, kMostWrites);
        return columns;
    }

    void draw_filters(const Session& session) {
        search_field("filter", filter_,
                     {.hint = "Filter steps",
                      .matches = static_cast<long long>(rows_.rows().size()),
                      .total = static_cast<long long>(session.program().steps.size())});
        tooltip(
            "Words in number, kind or name. #12 is step 12; slot:12, reads:12 and writes:12 are the steps that touch "
            "slot 12.");
        if (rows_.kinds().size() < 2 || ImGui::GetContentRegionAvail().y < em(7)) return;
        std::vector<Chip> chips;
        for (const ScheduleRows::Kind& kind : rows_.kinds())
            chips.push_back({kind.name,
                             {.on = std::ranges::find(kinds_, kind.name) != kinds_.end(),
                              .count = static_cast<long long>(kind.count)}});
        const auto pressed = chip_row("Kinds", chips);
        if (!pressed) return;
        if (chips[*pressed].options.on) std::erase(kinds_, chips[*pressed].label);
        else kinds_.push_back(chips[*pressed].label);
    }

    /// Follows the selection, else the step that runs next or has just faulted.
    [[nodiscard]] std::optional<int> reveal_row(const View& view) {
        const Session& session = view.session;
        const bool is_selection_due = reveal_.due(view.ui);
        const Cursor cursor = session.cursor();
        const bool has_moved = !(cursor == seen_cursor_);
        seen_cursor_ = cursor;
        if (is_selection_due && view.ui.selection().step) return rows_.position_of(*view.ui.selection().step);
        if (!has_moved || session.is_playing()) return std::nullopt;
        if (session.current_fault()) return rows_.position_of(session.current_fault()->step);
        return session.is_in_frame() ? rows_.position_of(cursor.step) : std::nullopt;
    }

    void draw_body(const View& view, Outbox& out) {
        const std::optional<StepIndex> selected = view.ui.selection().step;
        const bool has_details = selected && *selected < view.session.program().steps.size();
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const float gap = grid(2);
        const float details = std::min(em(details_em_), room.y * 0.6F);
        if (!has_details || room.y < em(14)) return draw_table(view, out, {0, 0});
        draw_table(view, out, {0, room.y - details - gap});
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float bottom = at.y + ImGui::GetContentRegionAvail().y;
        const float top = bottom - details - gap;
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, top + gap * 0.5F},
                                                  {at.x + room.x, top + gap * 0.5F + hairline()}, color(Tone::Border));
        const float dragged = splitter("details", {at.x, top}, {at.x + room.x, top + gap}, false);
        details_em_ = std::clamp(details_em_ - dragged / em(), 4.0F, 60.0F);
        ImGui::SetCursorScreenPos({at.x, top + gap});
        if (const scoped::Child child{"step", {0, 0}}; child) draw_step_details(*selected, view, out);
    }

    void draw_table(const View& view, Outbox& out, ImVec2 size) {
        const std::optional<int> reveal = reveal_row(view);
        if (rows_.rows().empty()) {
            text("No step matches.", Tone::Dim);
            return;
        }
        {
            const auto columns = fitted_columns();
            DataTable table("steps", columns,
                            {.rows = static_cast<int>(rows_.rows().size()), .reveal_row = reveal, .size = size});
            table.for_each_visible(
                [&](int row) { draw_row(table, rows_.rows()[static_cast<std::size_t>(row)], view, out); });
        }
        draw_menu(view, out);
    }

    void draw_row(DataTable& table, StepIndex step, const View& view, Outbox& out) {
        const Session& session = view.session;
        const StepState state = session.step_state(step);
        const std::string probe = probing() ? "row " + std::to_string(step) : std::string();
        const RowEvents events =
            table.row(step, {.probe = probe,
                             .selected = view.ui.selection().step == step,
                             .tint = state == StepState::Faulted ? std::optional(Tone::FaultRow) : std::nullopt});
        if (events.clicked) out.push(SelectStep{step});
        if (events.wants_menu) {
            out.push(SelectStep{step});
            wants_menu_ = true;
        }
        table.cell();
        if (break_gutter(marks_.of_step(step), step, session, probe.empty() ? probe : probe + "/break",
                         "Set a breakpoint after this step."))
            out.push(toggle_breakpoint(session, step_condition(session, step, false)));
        table.cell();
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((row_height() - ImGui::GetTextLineHeight()) * 0.5F));
        draw_step_state(state);
        if (ImGui::IsItemHovered()) tooltip(step_state_sentence(session, step));
        table.cell();
        table.mono(std::to_string(step), state == StepState::Next ? Tone::Next : Tone::Dim);
        const bool is_off = state == StepState::Skipped;
        const std::string kind(session.program().steps[step].kind_name());
        if (table.cell()) table.text(kind, Tone::Dim);
        table.cell();
        const std::string& name = session.step_names()[step];
        const Tone ink = is_off ? Tone::Dim : Tone::Text;
        if (!table.shows(Part::Kind) && name == "step " + std::to_string(step)) table.text(kind, ink);
        else if (state == StepState::Next) table.bold(name, ink);
        else table.text(name, ink);
        if (table.cell()) table.text(step_detail_rest(session, step), Tone::Dim);
        const StepSlots& slots = session.wiring().steps[step];
        if (table.cell()) draw_slots(table, slots.reads, Tone::Read, "reads", step, view, out);
        if (table.cell()) draw_slots(table, slots.writes, Tone::Write, "writes", step, view, out);
    }

    /// As many numbers as have room, then how many more there are.
    static void draw_slots(DataTable& table, const std::vector<SlotId>& slots, Tone tone, const char* verb,
                           StepIndex step, const View& view, Outbox& out) {
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((row_height() - fonts().mono->FontSize) * 0.5F));
        const float right = ImGui::GetCursorScreenPos().x + table.cell_width(), gap = grid(1.5F);
        const float more_room = text_width("+" + std::to_string(slots.size()), fonts().mono);
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const std::string number = std::to_string(slots[i]);
            if (i > 0) ImGui::SameLine(0, gap);
            const bool is_last = i + 1 == slots.size();
            const float need = text_width(number, fonts().mono) + (is_last ? 0 : gap + more_room);
            if (i > 0 && ImGui::GetCursorScreenPos().x + need > right) {
                text_mono("+" + std::to_string(slots.size() - i), Tone::Dim);
                more_card(view.session, slots, i);
                return;
            }
            const std::string probe =
                probing() ? "row " + std::to_string(step) + "/" + verb + " " + number : std::string();
            const bool is_known = view.session.slots().find(slots[i]) != kNoSlotIndex;
            if (link(number, is_known ? tone : Tone::Fault, fonts().mono, probe)) out.push(SelectSlot{slots[i]});
            slot_id_card(view.session, slots[i]);
        }
    }

    static void more_card(const Session& session, const std::vector<SlotId>& slots, std::size_t from) {
        HoverCard card;
        if (!card) return;
        constexpr std::size_t kMost = 24;
        for (std::size_t i = from; i < std::min(slots.size(), from + kMost); ++i) {
            const SlotIndex index = session.slots().find(slots[i]);
            text_mono(index == kNoSlotIndex ? std::to_string(slots[i]) : slot_reference(session, index));
            if (index == kNoSlotIndex) continue;
            ImGui::SameLine(em(16));
            text_mono(value_cell(session, index), Tone::Dim);
        }
        if (slots.size() > from + kMost) text("and " + grouped(slots.size() - from - kMost) + " more", Tone::Dim);
    }

    void draw_menu(const View& view, Outbox& out) {
        // Opened here, not in the table, whose id the popup would have to share.
        if (wants_menu_) ImGui::OpenPopup("step menu");
        wants_menu_ = false;
        const scoped::Popup popup{"step menu"};
        if (!popup || !view.ui.selection().step) return;
        const StepIndex step = *view.ui.selection().step;
        if (step >= view.session.program().steps.size()) return;
        command_items({CommandId::StepSchedule, CommandId::StepFrame, CommandId::NextStep, CommandId::PreviousStep},
                      view, out);
        ImGui::Separator();
        step_break_menu(view, out);
        ImGui::Separator();
        const StepSlots& slots = view.session.wiring().steps[step];
        if (menu_item({.label = "Select what it writes", .enabled = !slots.writes.empty()}))
            out.push(SelectSlot{slots.writes.front()});
        if (menu_item({.label = "Select what it reads", .enabled = !slots.reads.empty()}))
            out.push(SelectSlot{slots.reads.front()});
        if (menu_item({.label = "Copy step as text"}))
            out.push(CopyText{"step " + step_reference(view.session, step) + " · " +
                              step_detail(view.session.program(), step)});
    }

    ScheduleRows rows_;
    BreakpointMarks marks_;
    std::string filter_;
    std::vector<std::string> kinds_;
    float details_em_ = 15;
    RevealTracker reveal_;
    Cursor seen_cursor_;
    bool wants_menu_ = false;
    std::uint64_t measured_ = 0;
    std::size_t number_digits_ = 1, writes_digits_ = 1;
};

}  // namespace

std::unique_ptr<Panel> make_schedule_panel() { return std::make_unique<SchedulePanel>(); }

}  // namespace slotscope::gui
