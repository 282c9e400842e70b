// SPDX-License-Identifier: MIT
#include "panels/step_details.h"

#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "model/cell_rows.h"
#include "model/schedule_rows.h"
#include "model/slot_facts.h"
#include "panels/slot_card.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

// Where there is no room for what a value was, the hover card says it.
enum Part : std::uint8_t { Mark, Number, Name, Value, Was };
constexpr Column kColumns[] = {{.label = "", .width_em = 1.4F, .align = Align::Centre, .least_em = 1.3F},
                               {.label = "#", .width_em = 3.2F, .align = Align::Right, .least_em = 2},
                               {.label = "Name", .least_em = 6},
                               {.label = "Value", .width_em = 9, .least_em = 6.5F},
                               {.label = "Was", .width_em = 9, .least_em = 8, .gives_way = 1}};

Tone value_tone(const Session& session, SlotIndex slot) {
    switch (session.values().status(slot)) {
        case WriteStatus::Never: return Tone::Dim;
        case WriteStatus::Stale: return Tone::Stale;
        case WriteStatus::Same:
        case WriteStatus::Changed: break;
    }
    return Tone::Text;
}

void draw_value(DataTable& table, const Session& session, SlotIndex slot, const std::string& words, Tone tone) {
    if (!unusual_word(session, slot).empty() && words == unusual_word(session, slot)) table.chip(words);
    else if (session.slots()[slot].storage == Storage::Object) table.mono(words, tone);
    else table.number(words, tone);
}

void draw_head(DataTable& table, const char* words, std::size_t count) {
    table.row(0, {.dim = true});
    table.cell();
    table.cell();
    table.cell();
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((row_height() - fonts().heading->FontSize) * 0.5F));
    heading(words);
    if (count < 2) return;
    ImGui::SameLine(0, grid(1.5F));
    text_mono(grouped(count), Tone::Dim);
}

/// The value that the step got, which is not the present one when the slot was written after the step.
void draw_read(DataTable& table, const Session& session, StepIndex step, SlotIndex slot) {
    const bool was_early = read_before_write(session, step, slot);
    const bool is_unwritten = session.values().status(slot) == WriteStatus::Never;
    table.cell();
    draw_value(table, session, slot, was_early ? previous_cell(session, slot) : value_cell(session, slot),
               was_early && !table.shows(Part::Was) ? Tone::Warning : value_tone(session, slot));
    if (!table.cell()) return;
    if (was_early) table.text("before its write", Tone::Warning);
    else if (is_unwritten) table.text("never written", Tone::Never);
    else if (session.values().status(slot) == WriteStatus::Stale)
        table.text("stale " + status_cell(session, slot), Tone::Stale);
}

void draw_write(DataTable& table, const Session& session, StepIndex step, SlotIndex slot) {
    table.cell();
    if (!has_written(session, step, slot)) {
        const bool is_pending = session.values().status(slot) != WriteStatus::Never;
        draw_value(table, session, slot, value_cell(session, slot), Tone::Dim);
        if (!table.cell()) return;
        if (is_pending && session.values().is_written(slot))
            table.text("by step " + std::to_string(session.values().record(slot).writer), Tone::Warning);
        else table.text("not written yet", Tone::Dim);
        return;
    }
    draw_value(table, session, slot, value_cell(session, slot), Tone::Text);
    if (!table.cell()) return;
    if (session.values().status(slot) == WriteStatus::Same) table.text("same", Tone::Dim);
    else table.number(previous_cell(session, slot), Tone::Dim);
}

void draw_slot(DataTable& table, const StepFact& fact, StepIndex step, const View& view, Outbox& out) {
    const Session& session = view.session;
    const bool is_write = fact.kind == StepFact::Kind::Write;
    const bool is_known = fact.index != kNoSlotIndex;
    const bool is_changed = is_write && is_known && has_written(session, step, fact.index) &&
                            session.values().status(fact.index) == WriteStatus::Changed;
    const std::string probe = probing() ? (is_write ? "writes " : "reads ") + std::to_string(fact.slot) : std::string();
    const std::uint64_t key = fact.slot * 4 + (is_write ? 2 : 1);
    const RowEvents events = table.row(key, {.probe = probe,
                                             .selected = view.ui.selection().slot == fact.slot,
                                             .tint = is_changed ? std::optional(Tone::ChangedRow) : std::nullopt});
    if (events.clicked) out.push(SelectSlot{fact.slot});
    if (events.double_clicked) out.push(OpenPanel{PanelId::SlotInspector});
    if (events.hovered) slot_id_card(session, fact.slot);
    table.cell();
    table.icon(is_write ? Glyph::Diamond : Glyph::RightHollow, is_write ? Tone::Write : Tone::Read);
    table.cell();
    table.mono(std::to_string(fact.slot), Tone::Dim);
    table.cell();
    if (!is_known) {
        table.text("no such slot", Tone::Fault);
        return;
    }
    table.mono(session.slot_names()[fact.index]);
    if (is_write) draw_write(table, session, step, fact.index);
    else draw_read(table, session, step, fact.index);
}

void draw_cell(DataTable& table, CellIndex index, const View& view, Outbox& out) {
    const StateCell& cell = view.session.program().state_layout.cells[index];
    const std::string probe = probing() ? "cell " + std::to_string(index) : std::string();
    const RowEvents events =
        table.row(std::uint64_t{index} * 4 + 3, {.probe = probe, .selected = view.ui.selection().cell == index});
    if (events.clicked) out.push(SelectCell{index, std::nullopt});
    if (events.double_clicked) out.push(OpenPanel{PanelId::State});
    table.cell();
    table.icon(Glyph::Square, Tone::Plot);
    table.cell();
    table.mono(std::to_string(index), Tone::Dim);
    table.cell();
    table.mono(cell_name(view.session.program(), index));
    table.cell();
    if (cell.size == 1 && has_element(cell, view.session.state(), 0))
        table.number(format_significant(view.session.state().at(cell.storage, cell.offset)));
    else table.mono(counted(cell.size, "element"), Tone::Dim);
    if (!table.cell()) return;
    table.mono(cell_place(cell), Tone::Dim);
}

void draw_title(StepIndex step, const View& view) {
    const Session& session = view.session;
    const StepState state = session.step_state(step);
    draw_step_state(state);
    ImGui::SameLine(0, grid(1));
    text_mono(std::to_string(step), Tone::Dim);
    ImGui::SameLine(0, grid(2));
    const std::string kind(session.program().steps[step].kind_name());
    const float tag_room = text_width(kind, fonts().heading) + grid(4);
    text_cut(session.step_names()[step], std::max(em(4), ImGui::GetContentRegionAvail().x - tag_room), Tone::Text,
             fonts().ui_bold);
    ImGui::SameLine(0, grid(2));
    tag(kind);
    const auto& fault = session.current_fault();
    if (state == StepState::Faulted && fault) {
        text_wrapped(fault->message, Tone::Fault);
        if (!fault->hint.empty()) text_wrapped(fault->hint, Tone::Dim);
        return;
    }
    const std::string rest = step_detail_rest(session, step);
    const std::string sentence = step_state_sentence(session, step) + (rest.empty() ? "" : " · " + rest);
    text_cut(sentence, ImGui::GetContentRegionAvail().x, Tone::Dim);
    const std::string memo = step_memo_words(session, step);
    if (memo.empty()) return;
    text_cut(memo, ImGui::GetContentRegionAvail().x, Tone::Dim);
    tooltip("How often what the step makes was there already: buffers asked for a second time in a frame, cameras and "
            "meshes that have not changed. Counted since the program began.");
}

}  // namespace

void draw_step_state(StepState state) {
    switch (state) {
        case StepState::Done: return glyph(Glyph::Check, Tone::Done);
        case StepState::Next: return glyph(Glyph::Next, Tone::Next);
        case StepState::Faulted: return glyph(Glyph::Cross, Tone::Fault);
        case StepState::Skipped: return glyph(Glyph::Dash, Tone::Dim);
        case StepState::NotRun: return glyph(Glyph::Dot, Tone::Faint);
    }
}

void slot_id_card(const Session& session, SlotId slot) {
    const SlotIndex index = session.slots().find(slot);
    if (index != kNoSlotIndex) return slot_hover_card(session, index);
    tooltip("Slot " + std::to_string(slot) + " does not exist in this program.");
}

void draw_step_details(StepIndex step, const View& view, Outbox& out) {
    draw_title(step, view);
    const std::vector<StepFact> facts = step_facts(view.session, step);
    if (facts.empty()) {
        text("It touches no slot and no state.", Tone::Dim);
        return;
    }
    DataTable table("facts", kColumns, {.rows = static_cast<int>(facts.size()), .headers = false});
    table.for_each_visible([&](int row) {
        const StepFact& fact = facts[static_cast<std::size_t>(row)];
        switch (fact.kind) {
            case StepFact::Kind::ReadsHead: return draw_head(table, "Reads", fact.count);
            case StepFact::Kind::WritesHead: return draw_head(table, "Writes", fact.count);
            case StepFact::Kind::StateHead: return draw_head(table, "State", fact.count);
            case StepFact::Kind::Cell: return draw_cell(table, fact.cell, view, out);
            case StepFact::Kind::Read:
            case StepFact::Kind::Write: return draw_slot(table, fact, step, view, out);
        }
    });
}

}  // namespace slotscope::gui
