// SPDX-License-Identifier: MIT
#include "panels/slots_panel.h"

#include <algorithm>
#include <array>

#include "model/command_break.h"
#include "model/compare_rows.h"
#include "model/condition_forms.h"
#include "model/frozen_words.h"
#include "model/slot_facts.h"
#include "model/slot_rows.h"
#include "panels/break_gutter.h"
#include "panels/compared_cell.h"
#include "panels/slot_card.h"
#include "panels/slot_filter.h"
#include "panels/slot_menu.h"
#include "widgets/buttons.h"
#include "widgets/number.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

enum class Cell : std::uint8_t {
    Break,
    Mark,
    Number,
    Name,
    Type,
    Value,
    Frozen,
    FrozenChange,
    Change,
    Status,
    Writer,
    Order
};

struct CellSpec {
    Cell cell;
    Column column;
    std::optional<SlotOrder> order;
};

// Number, name and value always stay.
constexpr std::array<CellSpec, 12> kCells{{
    {Cell::Break,
     {.label = "",
      .width_em = kGutterEm,
      .align = Align::Centre,
      .help = "Breakpoints: a click sets one on change",
      .least_em = kGutterEm},
     std::nullopt},
    {Cell::Mark,
     {.label = "", .width_em = 1.25F, .align = Align::Centre, .least_em = 1.25F, .gives_way = 4},
     std::nullopt},
    {Cell::Number,
     {.label = "#", .align = Align::Right, .sortable = true, .help = "Number of the slot, as the program writes it"},
     SlotOrder::Number},
    {Cell::Name, {.label = "Name", .sortable = true, .least_em = 6, .good_em = 10}, SlotOrder::Name},
    {Cell::Type,
     {.label = "Type",
      .width_em = 3.8F,
      .sortable = true,
      .help = "Storage: how the value is kept, and rounded",
      .least_em = 3.8F,
      .gives_way = 6},
     SlotOrder::Storage},
    {Cell::Value, {.label = "Value", .width_em = 11.5F, .sortable = true, .least_em = 6.5F}, SlotOrder::Value},
    {Cell::Frozen,
     {.label = "Frozen",
      .width_em = 11.5F,
      .sortable = true,
      .help = "What it held when values were frozen",
      .least_em = 6.5F,
      .gives_way = 2},
     SlotOrder::Frozen},
    {Cell::FrozenChange,
     {.label = "Since",
      .width_em = 7.5F,
      .sortable = true,
      .help = "Change since values were frozen; sorts by size",
      .least_em = 6.5F,
      .gives_way = 1},
     SlotOrder::FrozenChange},
    {Cell::Change,
     {.label = "Change",
      .width_em = 7.5F,
      .sortable = true,
      .help = "Since the end of the previous frame; sorts by size",
      .least_em = 6.5F,
      .gives_way = 2},
     SlotOrder::Change},
    {Cell::Status,
     {.label = "Status",
      .width_em = 6.5F,
      .sortable = true,
      .help = "Written in this frame, or how many frames ago",
      .least_em = 3.3F,
      .gives_way = 1,
      .short_label = ""},
     SlotOrder::Status},
    {Cell::Writer,
     {.label = "Written by",
      .sortable = true,
      .help = "The step that wrote last",
      .least_em = 3,
      .gives_way = 5,
      .short_label = "By"},
     SlotOrder::Writer},
    {Cell::Order,
     {.label = "Order",
      .width_em = 4,
      .align = Align::Right,
      .sortable = true,
      .help = "Which write of the frame it was",
      .gives_way = 7},
     SlotOrder::Order},
}};
constexpr float kStepNameEm = 7;  ///< narrower, the writer is only a number

class SlotsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        if (!view.session.has_program()) {
            if (empty_state("No program",
                            "Open a program to see its slots: every value, when and by which step it was written.",
                            "Open…"))
                out.push(CommandId::Open);
            return;
        }
        if (view.session.slots().size() == 0) {
            empty_state("No slots", "This program has no slots: no step of its schedule reads or writes one.");
            return;
        }
        rows_.update(view.session, query(view));
        marks_.update(view.session);
        filter_.draw(view, rows_);
        if (rows_.rows().empty()) {
            filter_.draw_nothing_matches();
            return;
        }
        draw_table(view, out);
        draw_menu(view, out);
    }

    SettingsTable settings() override {
        return {{"filter", &filter_.text},
                {"kinds", &filter_.kinds},
                {"sort", &sort_},
                {"descending", &descending_},
                {"only-step", &filter_.only_step}};
    }

private:
    [[nodiscard]] SlotQuery query(const View& view) const {
        SlotQuery query;
        filter_.fill(view, query);
        if (sort_ < 0 || sort_ > static_cast<int>(SlotOrder::FrozenChange)) return query;
        const auto order = static_cast<SlotOrder>(sort_);
        // A column that is not there orders nothing.
        const bool is_frozen = order == SlotOrder::Frozen || order == SlotOrder::FrozenChange;
        if (is_frozen && view.session.frozen() == nullptr) return query;
        query.order = order;
        query.descending = descending_;
        return query;
    }

    /// As wide as the largest number; the names take the rest.
    static float number_width_em(const SlotTable& slots) {
        const std::size_t digits = slots.rows().empty() ? 1 : std::to_string(slots.rows().back().slot).size();
        return std::clamp(digits_em(digits), 1.2F, 8.0F);
    }

    void draw_table(const View& view, Outbox& out) {
        const Session& session = view.session;
        columns_.clear();
        cells_.clear();
        TableSort sort;
        const FrozenValues* frozen = session.frozen();
        if (frozen != nullptr) name_frozen(*frozen);
        for (const CellSpec& spec : kCells) {
            const bool is_frozen = spec.cell == Cell::Frozen || spec.cell == Cell::FrozenChange;
            if (is_frozen && frozen == nullptr) continue;
            cells_.push_back(&spec);
            if (spec.order && static_cast<int>(*spec.order) == sort_ && (sort_ > 0 || descending_))
                sort = {static_cast<int>(columns_.size()), descending_};
            columns_.push_back(spec.column);
            if (spec.cell == Cell::Number)
                columns_.back().width_em = columns_.back().least_em = number_width_em(session.slots());
            if (spec.cell == Cell::Frozen) columns_.back().label = frozen_label_.c_str();
            if (spec.cell == Cell::FrozenChange) columns_.back().label = since_label_.c_str();
        }
        std::optional<int> reveal;
        if (reveal_.due(view.ui) && view.ui.selection().slot)
            if (const SlotIndex index = session.slots().find(*view.ui.selection().slot); index != kNoSlotIndex)
                reveal = rows_.position_of(index);
        const TableSort before = sort;
        {
            DataTable table(frozen != nullptr ? "slots frozen" : "slots", columns_,
                            {.rows = static_cast<int>(rows_.rows().size()), .sort = &sort, .reveal_row = reveal});
            table.for_each_visible(
                [&](int row) { draw_row(view, out, table, rows_.rows()[static_cast<std::size_t>(row)]); });
        }
        if (sort == before) return;
        descending_ = sort.descending;
        sort_ = sort.column < 0 ? 0 : static_cast<int>(*cells_[static_cast<std::size_t>(sort.column)]->order);
        if (sort_ == 0 && before.column < 0)
            descending_ = true;  // by number is the natural order: one click turns it round
    }

    /// The headers say of which frame it is.
    void name_frozen(const FrozenValues& frozen) {
        const std::string where = frozen_place(frozen);
        frozen_label_ = "Frame " + where;
        since_label_ = "Since " + where;
    }

    void draw_row(const View& view, Outbox& out, DataTable& table, SlotIndex slot) {
        const Session& session = view.session;
        const SlotId id = session.slots()[slot].slot;
        const WriteStatus status = session.values().status(slot);
        const std::string probe_label = probing() ? "row " + std::to_string(id) : std::string();
        const RowEvents events =
            table.row(id, {.probe = probe_label,
                           .selected = view.ui.selection().slot == id,
                           .tint = status == WriteStatus::Changed ? std::optional(Tone::ChangedRow) : std::nullopt});
        if (events.clicked || events.wants_menu) out.push(SelectSlot{id});
        if (events.double_clicked) go_to_writer(view, out, slot);
        if (events.wants_menu) {
            menu_slot_ = id;
            open_menu_ = true;
        }
        for (const CellSpec* spec : cells_) {
            if (!table.cell()) continue;
            if (spec->cell == Cell::Break) draw_break(view, out, slot, probe_label);
            else draw_cell(view, table, spec->cell, slot, status);
        }
    }

    void draw_break(const View& view, Outbox& out, SlotIndex slot, const std::string& probe) const {
        if (break_gutter(marks_.of_slot(slot), slot, view.session, probe.empty() ? probe : probe + "/break",
                         "Set a breakpoint where this slot changes."))
            out.push(toggle_breakpoint(view.session, slot_condition(ConditionKind::Change, view.session, slot)));
    }

    static void go_to_writer(const View& view, Outbox& out, SlotIndex slot) {
        const StepIndex writer = writer_of(view.session, slot);
        if (writer == kNoStep) return;
        out.push(SelectStep{writer});
        out.push(OpenPanel{PanelId::Schedule});
    }

    static void draw_cell(const View& view, DataTable& table, Cell cell, SlotIndex slot, WriteStatus status) {
        const Session& session = view.session;
        const bool is_written = status == WriteStatus::Changed || status == WriteStatus::Same;
        const Tone ink = is_written ? Tone::Text : status_tone(status);
        switch (cell) {
            case Cell::Break: break;
            case Cell::Mark: draw_mark(view, table, session.slots()[slot].slot); break;
            case Cell::Number: table.mono(std::to_string(session.slots()[slot].slot), Tone::Dim); break;
            case Cell::Name:
                table.mono(session.slot_names()[slot], status == WriteStatus::Never ? Tone::Dim : Tone::Text);
                break;
            case Cell::Type: table.mono(storage_name(session.slots()[slot].storage), Tone::Dim); break;
            case Cell::Value: draw_value(session, table, slot, ink); break;
            case Cell::Frozen:
            case Cell::FrozenChange: draw_frozen(session, table, slot, cell == Cell::FrozenChange); break;
            case Cell::Change: {
                const std::string change = change_cell(session, slot);
                if (!change.empty()) table.number(change, status == WriteStatus::Changed ? Tone::Changed : Tone::Dim);
                break;
            }
            case Cell::Status: draw_status(session, table, slot, status); break;
            case Cell::Writer:
                if (status != WriteStatus::Never) draw_writer(session, table, slot, is_written);
                break;
            case Cell::Order:
                if (is_written) table.mono(std::to_string(session.values().record(slot).order + 1U), Tone::Dim);
                break;
        }
    }

    static void draw_writer(const Session& session, DataTable& table, SlotIndex slot, bool is_written) {
        const StepIndex writer = session.values().record(slot).writer;
        const bool is_wide = table.cell_width() >= em(kStepNameEm);
        if (writer == kNoStep) {
            table.text(is_wide ? "initial value" : "—", Tone::Stale);
            return tooltip("It holds its initial value.");
        }
        const std::string whole = step_reference(session, writer);
        table.mono(is_wide ? whole : std::to_string(writer), is_written ? Tone::Text : Tone::Stale);
        if (!is_wide) tooltip(whole);
    }

    static void draw_mark(const View& view, DataTable& table, SlotId slot) {
        const std::optional<StepIndex>& step = view.ui.selection().step;
        if (!step || *step >= view.session.wiring().steps.size()) return;
        const StepSlots& slots = view.session.wiring().steps[*step];
        const auto has = [&](const std::vector<SlotId>& list) {
            return std::find(list.begin(), list.end(), slot) != list.end();
        };
        if (has(slots.writes)) table.icon(Glyph::Diamond, Tone::Write);
        else if (has(slots.reads)) table.icon(Glyph::RightHollow, Tone::Read);
        else return;
        tooltip(has(slots.writes) ? "The selected step writes it." : "The selected step reads it.");
    }

    static void draw_value(const Session& session, DataTable& table, SlotIndex slot, Tone ink) {
        const ImVec2 at = ImGui::GetCursorPos();
        const float width = table.cell_width();
        ImGui::Dummy({width, row_height()});
        slot_hover_card(session, slot);
        ImGui::SetCursorPos(at);
        const std::string_view word = unusual_word(session, slot);
        if (!word.empty() && session.values().status(slot) != WriteStatus::Never) {
            table.chip(word);
            return;
        }
        const std::string value = value_cell(session, slot);
        if (!number_of(session, slot)) table.mono(cut_to_width(value, width, fonts().mono), ink);
        else table.number(value, ink);
    }

    static void draw_frozen(const Session& session, DataTable& table, SlotIndex slot, bool is_change) {
        const FrozenValues* frozen = session.frozen();
        if (frozen == nullptr) return;
        const CompareRow row = compare_slot(session, frozen->values, slot);
        // Nothing has written it, now as then.
        if (!row.differs && session.values().status(slot) == WriteStatus::Never) {
            if (!is_change) table.mono("—", Tone::Never);
            return;
        }
        compared_cell(table, is_change ? frozen_difference(row) : compare_before(session, frozen->values, row),
                      is_change ? row.before && row.now : row.before.has_value(),
                      is_change && row.differs ? Tone::Changed : Tone::Dim);
    }

    static void draw_status(const Session& session, DataTable& table, SlotIndex slot, WriteStatus status) {
        const std::string words = status_cell(session, slot);
        if (status != WriteStatus::Changed) {
            table.text(words, status_tone(status) == Tone::Text ? Tone::Dim : status_tone(status));
            return;
        }
        const float room = table.cell_width() - em() - grid(0.5F);
        table.icon(status_glyph(session, slot), Tone::Changed);
        if (text_width(words) > room) return tooltip(words);
        ImGui::SameLine(0, grid(0.5F));
        text(words, Tone::Changed);
    }

    void draw_menu(const View& view, Outbox& out) {
        if (open_menu_) ImGui::OpenPopup("slot menu");
        open_menu_ = false;
        if (const scoped::Popup popup{"slot menu"}; popup) slot_menu(menu_slot_, view, out);
    }

    SlotFilter filter_;
    int sort_ = 0;
    bool descending_ = false;
    SlotRows rows_;
    BreakpointMarks marks_;
    RevealTracker reveal_;
    std::vector<Column> columns_;
    std::vector<const CellSpec*> cells_;
    std::string frozen_label_, since_label_;
    SlotId menu_slot_ = 0;
    bool open_menu_ = false;
};

}  // namespace

std::unique_ptr<Panel> make_slots_panel() { return std::make_unique<SlotsPanel>(); }

}  // namespace slotscope::gui
