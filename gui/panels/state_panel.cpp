// SPDX-License-Identifier: MIT
#include "panels/state_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

#include "model/cell_rows.h"
#include "model/command_break.h"
#include "model/condition_forms.h"
#include "model/frozen_words.h"
#include "model/ring_model.h"
#include "panels/break_gutter.h"
#include "panels/cell_details.h"
#include "panels/command_ui.h"
#include "panels/compared_cell.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/chrome.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {{.label = "",
                                .width_em = 1.3F,
                                .align = Align::Centre,
                                .help = "Touched by a step of this frame; a click sets a breakpoint on change",
                                .least_em = 1.3F},
                               {.label = "Owner", .sortable = true, .least_em = 5, .good_em = 9},
                               {.label = "Role", .width_em = 6, .sortable = true, .least_em = 3.5F, .gives_way = 1},
                               {.label = "Value", .width_em = 9.5F, .sortable = true, .least_em = 6},
                               {.label = "Place",
                                .width_em = 8,
                                .sortable = true,
                                .help = "Storage, and first and last element",
                                .least_em = 6,
                                .gives_way = 3},
                               {.label = "Kept by",
                                .width_em = 5,
                                .help = "How the program says that time passes for this cell",
                                .least_em = 5,
                                .gives_way = 5},
                               {.label = "State id", .sortable = true, .gives_way = 6},
                               {.label = "Steps", .width_em = 8, .least_em = 4, .gives_way = 4},
                               {.label = "Frozen",
                                .width_em = 9.5F,
                                .help = "What it held when values were frozen",
                                .least_em = 6,
                                .gives_way = 2},
                               {.label = "Since",
                                .width_em = 7.5F,
                                .sortable = true,
                                .help = "Change since values were frozen, or elements that differ; sorts by size",
                                .least_em = 5.5F,
                                .gives_way = 1}};
/// What is frozen stands beside the value. The rest keeps its numbers, which the settings have.
constexpr std::size_t kFrozen = 8, kSince = 9;
constexpr std::array<std::size_t, std::size(kColumns)> kFromLeft{0, 1, 2, 3, kFrozen, kSince, 4, 5, 6, 7};
constexpr std::size_t kRole = 2;
constexpr std::array<CellOrder, std::size(kColumns)> kOrders{
    CellOrder::Layout, CellOrder::Owner, CellOrder::Role,   CellOrder::Value,  CellOrder::Place,
    CellOrder::Layout, CellOrder::State, CellOrder::Layout, CellOrder::Layout, CellOrder::FrozenChange};

/// So few elements are listed; a curve of two or three points says less than the numbers.
constexpr std::uint32_t kListed = 3;

class StatePanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program to see what it keeps from frame to frame.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        const std::size_t cells = session.program().state_layout.cells.size();
        if (cells == 0) {
            empty_state("No state cells", "Programs with delays, integrators or envelopes have them; try "
                                          "assets/programs/delay-lines.json.");
            return;
        }
        const bool is_sorted = sort_.column >= 0 && sort_.column < static_cast<int>(kOrders.size());
        const CellOrder order = is_sorted ? kOrders[static_cast<std::size_t>(sort_.column)] : CellOrder::Layout;
        rows_.update(session, {filter_, order, sort_.descending});
        if (ImGui::GetContentRegionAvail().y > em(20) && (cells > 8 || !filter_.empty())) {
            search_field("filter", filter_,
                         {.hint = "Filter cells",
                          .matches = static_cast<long long>(rows_.rows().size()),
                          .total = static_cast<long long>(cells)});
            rows_.update(session, {filter_, order, sort_.descending});
        }
        marks_.update(session);
        draw_body(view, out);
        draw_menu(view, out);
    }

    SettingsTable settings() override {
        return {{"filter", &filter_},
                {"sort", &sort_.column},
                {"descending", &sort_.descending},
                {"details", &details_em_}};
    }

private:
    void draw_body(const View& view, Outbox& out) {
        const std::optional<CellIndex> cell = view.ui.selection().cell;
        const bool is_due = reveal_.due(view.ui);
        const bool has_details = cell && *cell < view.session.program().state_layout.cells.size();
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const float gap = grid(2);
        if (!has_details || room.y < em(13)) return draw_table(view, out, is_due, {0, 0});
        // Few cells leave the rest of the panel to the selected one.
        const float rows = row_height() * static_cast<float>(rows_.rows().size() + 1) + grid(1);
        constexpr float kScalarEm = 8;
        const bool is_scalar = view.session.program().state_layout.cells[*cell].size == 1;
        const float wanted = is_scalar ? std::min(details_em_, kScalarEm) : details_em_;
        const float details = std::max(std::min(em(wanted), room.y * 0.65F), room.y - rows - gap);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_table(view, out, is_due, {0, room.y - details - gap});
        const float top = at.y + room.y - details - gap;
        ImGui::GetWindowDrawList()->AddRectFilled({at.x, top + gap * 0.5F},
                                                  {at.x + room.x, top + gap * 0.5F + hairline()}, color(Tone::Border));
        const float dragged = splitter("details", {at.x, top}, {at.x + room.x, top + gap}, false);
        details_em_ = std::clamp(details_em_ - dragged / em(), 4.0F, 60.0F);
        ImGui::SetCursorScreenPos({at.x, top + gap});
        if (const scoped::Child child{"cell", {0, 0}}; child) draw_cell_details(*cell, is_due, view, out);
    }

    void draw_table(const View& view, Outbox& out, bool is_due, ImVec2 size) {
        std::optional<int> reveal;
        if (is_due && view.ui.selection().cell) reveal = rows_.position_of(*view.ui.selection().cell);
        if (rows_.rows().empty()) return text("No cell matches.", Tone::Dim);
        TableSort sort = choose_columns(view.session);
        const TableSort before = sort;
        {
            DataTable table(
                view.session.frozen() != nullptr ? "cells frozen" : "cells", columns_,
                {.rows = static_cast<int>(rows_.rows().size()), .sort = &sort, .reveal_row = reveal, .size = size});
            table.for_each_visible(
                [&](int row) { draw_row(table, rows_.rows()[static_cast<std::size_t>(row)], view, out); });
        }
        if (sort == before) return;
        sort_ = {sort.column < 0 ? -1 : static_cast<int>(shown_[static_cast<std::size_t>(sort.column)]),
                 sort.descending};
    }

    /// The sorted one among those that are shown.
    TableSort choose_columns(const Session& session) {
        const FrozenValues* frozen = session.frozen();
        const std::string where = frozen != nullptr ? frozen_place(*frozen) : std::string();
        frozen_label_ = "Frame " + where;
        since_label_ = "Since " + where;
        columns_.clear();
        shown_.clear();
        TableSort sort;
        for (const std::size_t i : kFromLeft) {
            if (frozen == nullptr && (i == kFrozen || i == kSince)) continue;
            if (static_cast<int>(i) == sort_.column) sort = {static_cast<int>(columns_.size()), sort_.descending};
            columns_.push_back(kColumns[i]);
            shown_.push_back(i);
            if (i == kFrozen) columns_.back().label = frozen_label_.c_str();
            if (i == kSince) columns_.back().label = since_label_.c_str();
        }
        return sort;
    }

    void draw_row(DataTable& table, CellIndex index, const View& view, Outbox& out) {
        const Session& session = view.session;
        const StateCell& cell = session.program().state_layout.cells[index];
        const std::string probe = probing() ? "row " + std::to_string(index) : std::string();
        const RowEvents events = table.row(index, {.probe = probe, .selected = view.ui.selection().cell == index});
        if (events.clicked || events.wants_menu) out.push(SelectCell{index, std::nullopt});
        wants_menu_ |= events.wants_menu;
        if (events.double_clicked && ring_of_cell(session.rings(), index)) out.push(OpenPanel{PanelId::Rings});
        table.cell();
        draw_mark(index, probe, view, out);
        std::string owner = cell_owner(session.program(), index);
        if (owner.empty()) owner = cell.state_id.empty() ? "cell " + std::to_string(index) : cell.state_id;
        // Cells of one owner are told apart by what they are for.
        if (!table.shows(kRole) && !cell.role.empty()) owner += "." + cell.role;
        table.cell();
        table.text(owner);
        if (table.cell()) table.text(cell.role, Tone::Dim);
        table.cell();
        draw_value(table, cell, session.state());
        if (session.frozen() != nullptr) draw_frozen(table, frozen_cell(session, index));
        if (table.cell()) table.mono(cell_place(cell), Tone::Dim);
        if (table.cell()) table.text(cell.policy.empty() ? "—" : cell.policy, Tone::Dim);
        if (table.cell()) table.text(cell.state_id, Tone::Dim);
        if (table.cell()) draw_steps(table, session.wiring().cell_steps[index]);
    }

    static void draw_frozen(DataTable& table, const FrozenCell& frozen) {
        if (table.cell() && frozen.before) compared_cell(table, format_significant(*frozen.before), true, Tone::Dim);
        if (table.cell())
            compared_cell(table, frozen.change(), frozen.before.has_value(),
                          frozen.differing > 0 ? Tone::Changed : Tone::Dim);
    }

    static void draw_steps(DataTable& table, const std::vector<StepIndex>& steps) {
        std::string words;
        for (const StepIndex step : steps) {
            if (words.size() > 40) break;
            words += (words.empty() ? "" : ", ") + std::to_string(step);
        }
        table.mono(words.empty() ? "none" : words, Tone::Dim);
    }

    /// The disc of a breakpoint, else whether it was touched.
    void draw_mark(CellIndex index, const std::string& probe, const View& view, Outbox& out) const {
        const BreakpointMark* mark = marks_.of_cell(index);
        if (break_gutter(mark, index, view.session, probe.empty() ? probe : probe + "/break",
                         "Set a breakpoint where this cell changes."))
            out.push(toggle_breakpoint(view.session, cell_condition(view.session, index, std::nullopt)));
        if (mark != nullptr || ImGui::IsItemHovered() || !was_touched(view.session, index)) return;
        const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
        draw_glyph(ImGui::GetWindowDrawList(), Glyph::Diamond,
                   {std::round((min.x + max.x) * 0.5F), std::round((min.y + max.y) * 0.5F)}, em(0.8F),
                   color(Tone::Write));
    }

    void draw_menu(const View& view, Outbox& out) {
        if (wants_menu_) ImGui::OpenPopup("cell menu");
        wants_menu_ = false;
        const scoped::Popup popup{"cell menu"};
        if (!popup) return;
        cell_break_menu(view, out);
        ImGui::Separator();
        command_items({CommandId::PreviousStateChange, CommandId::NextStateChange, CommandId::WatchSelected,
                       CommandId::SetElementValue},
                      view, out);
    }

    static void draw_value(DataTable& table, const StateCell& cell, const StateBuffer& state) {
        if (!has_element(cell, state, 0))
            return table.text(cell.size == 0 ? "no elements" : "outside the state", Tone::Dim);
        if (cell.size == 1) {
            const double value = state.at(cell.storage, cell.offset);
            if (!std::isfinite(value)) return table.chip(element_text(cell, state, 0));
            return table.number(format_significant(value));
        }
        if (cell.size <= kListed) return table.mono(listed(cell, state), Tone::Text);
        constexpr std::size_t kSamples = 256;
        const std::vector<double> values = cell_values(cell, state, kSamples);
        const float width = table.cell_width(), spark = std::min(em(3.2F), width * 0.4F), gap = grid(1.5F);
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((row_height() - ImGui::GetTextLineHeight()) * 0.5F));
        sparkline(values, spark);
        ImGui::SameLine(0, gap);
        text_cut(range_words(plot_range(values), width - spark - gap), width - spark - gap, Tone::Dim, fonts().mono);
    }

    static std::string listed(const StateCell& cell, const StateBuffer& state) {
        std::string words;
        for (std::uint32_t i = 0; i < cell.size && has_element(cell, state, i); ++i) {
            const double value = state.at(cell.storage, cell.offset + i);
            words += (i == 0 ? "" : ", ") + (std::isfinite(value) ? short_number(value) : element_text(cell, state, i));
        }
        return words;
    }

    /// "0 … 0.5455", tighter where that has no room.
    static std::string range_words(const PlotRange& range, float room) {
        if (!range.has_value) return "not finite";
        const std::string low = short_number(range.min), high = short_number(range.max);
        if (low == high) return low;
        const std::string words = low + " … " + high;
        return text_width(words, fonts().mono) <= room ? words : low + "…" + high;
    }

    CellRows rows_;
    BreakpointMarks marks_;
    bool wants_menu_ = false;
    std::string filter_;
    TableSort sort_;  ///< its column as a number of kColumns
    std::vector<Column> columns_;
    std::vector<std::size_t> shown_;
    std::string frozen_label_, since_label_;
    float details_em_ = 13;
    RevealTracker reveal_;
};

}  // namespace

std::unique_ptr<Panel> make_state_panel() { return std::make_unique<StatePanel>(); }

}  // namespace slotscope::gui
