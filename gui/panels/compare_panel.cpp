// SPDX-License-Identifier: MIT
#include "panels/compare_panel.h"

#include <algorithm>

#include "model/compare_rows.h"
#include "model/places.h"
#include "model/slot_facts.h"
#include "panels/command_ui.h"
#include "panels/compared_cell.h"
#include "panels/slot_card.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {
    {.label = "#",
     .width_em = 3.5F,
     .align = Align::Right,
     .sortable = true,
     .help = "Number of the slot; state cells have none",
     .least_em = 2,
     .gives_way = 1},
    {.label = "Name", .sortable = true, .least_em = 7},
    {.label = "Then", .width_em = 11.5F, .sortable = true, .help = "At the end of the kept frame", .least_em = 6.5F},
    {.label = "Now", .width_em = 11.5F, .sortable = true, .help = "Under the cursor", .least_em = 6.5F},
    {.label = "Difference",
     .width_em = 10.5F,
     .sortable = true,
     .help = "Sorts by size: what became NaN first",
     .least_em = 6.5F,
     .gives_way = 2},
};
constexpr CompareOrder kOrders[] = {CompareOrder::Place, CompareOrder::Name, CompareOrder::Before, CompareOrder::Now,
                                    CompareOrder::Difference};

class ComparePanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program, then keep a frame of it to compare others with.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        if (!session.comparison()) {
            if (empty_state("Nothing to compare with",
                            "Keep the frame under the cursor, then go elsewhere: here is what differs, slot by slot "
                            "and state element by "
                            "state element, the largest difference first.",
                            "Compare with this frame"))
                out.push(CommandId::CompareHere);
            return;
        }
        rows_.update(session, {all_, text_, kOrders[std::clamp(sort_, 0, 4)], descending_});
        draw_line(view, out);
        if (rows_.rows().empty()) {
            if (rows_.different_slots() + rows_.different_elements() == 0 && text_.empty())
                empty_state("Nothing differs",
                            "Every slot and every element of state holds what it held in the kept frame.");
            else if (empty_state("Nothing matches", "Nothing that differs has all words of the filter in its name.",
                                 "Show all"))
                text_.clear();
            return;
        }
        draw_table(view, out);
    }

    SettingsTable settings() override {
        return {{"all", &all_}, {"filter", &text_}, {"sort", &sort_}, {"descending", &descending_}};
    }

private:
    void draw_line(const View& view, Outbox& out) {
        const Session& session = view.session;
        const FrameNumber kept = session.comparison()->frame();
        ImGui::AlignTextToFramePadding();
        text("Frame", Tone::Dim);
        ImGui::SameLine(0, grid(1.5F));
        if (link(grouped(kept), Tone::Accent, fonts().mono, "kept frame")) jump(session, out, SeekTo{kept});
        tooltip("Go to the kept frame.");
        ImGui::SameLine(0, grid(1.5F));
        text("against " + grouped(session.cursor().frame) + (session.is_in_frame() ? ", inside the frame" : ""),
             Tone::Dim);
        ImGui::SameLine(0, grid(3));
        if (chip("all", {.on = all_, .tooltip = "Also what does not differ."})) all_ = !all_;
        ImGui::SameLine(0, grid(3));
        command_icon(CommandId::CompareHere, Glyph::Target, view, out);
        ImGui::SameLine(0, grid(1));
        command_icon(CommandId::CompareClear, Glyph::Cross, view, out);
        ImGui::SameLine(0, grid(3));
        const float room = ImGui::GetContentRegionAvail().x;
        if (room < em(8)) ImGui::NewLine();
        search_field("filter", text_,
                     {.hint = "Filter names", .width = std::min(ImGui::GetContentRegionAvail().x, em(14))});
        ImGui::SameLine(0, grid(3));
        const std::string words = counted(rows_.different_slots(), "slot") + " and " +
                                  counted(rows_.different_elements(), "state element") + " differ";
        if (ImGui::GetContentRegionAvail().x < text_width(words)) ImGui::NewLine();
        ImGui::AlignTextToFramePadding();
        text_cut(words, std::max(em(2), ImGui::GetContentRegionAvail().x), Tone::Dim);
    }

    void draw_table(const View& view, Outbox& out) {
        TableSort sort{sort_, descending_};
        const TableSort before = sort;
        {
            DataTable table("compare", kColumns, {.rows = static_cast<int>(rows_.rows().size()), .sort = &sort});
            table.for_each_visible(
                [&](int row) { draw_row(view, out, table, rows_.rows()[static_cast<std::size_t>(row)]); });
        }
        if (sort == before) return;
        // There is always an order: natural is by place.
        sort_ = std::max(sort.column, 0);
        descending_ = sort.column >= 0 && sort.descending;
    }

    static void draw_row(const View& view, Outbox& out, DataTable& table, const CompareRow& row) {
        const Session& session = view.session;
        const Selection& selection = view.ui.selection();
        const std::uint64_t key = std::uint64_t{row.is_cell} << 63 | std::uint64_t{row.index} << 24 | row.element;
        const std::string name = compare_name(session, row);
        const bool is_selected = row.is_cell
                                     ? selection.cell == row.index && selection.element.value_or(0) == row.element
                                     : selection.slot == session.slots()[row.index].slot;
        const RowEvents events =
            table.row(key, {.probe = probing() ? "row " + name : std::string(), .selected = is_selected});
        if (events.clicked) {
            if (row.is_cell) out.push(SelectCell{row.index, row.element});
            else out.push(SelectSlot{session.slots()[row.index].slot});
        }
        table.cell();
        if (!row.is_cell) table.mono(std::to_string(session.slots()[row.index].slot), Tone::Dim);
        table.cell();
        table.mono(name, row.is_cell ? Tone::Dim : Tone::Text);
        table.cell();
        compared_cell(table, compare_before(session, *session.comparison(), row), row.before.has_value(), Tone::Dim);
        table.cell();
        compared_cell(table, compare_now(session, row), row.now.has_value(), Tone::Text);
        table.cell();
        const bool is_number = row.before && row.now;
        compared_cell(table, compare_difference(row), is_number, row.differs ? Tone::Changed : Tone::Dim);
    }

    CompareRows rows_;
    bool all_ = false, descending_ = true;
    std::string text_;
    int sort_ = 4;
};

}  // namespace

std::unique_ptr<Panel> make_compare_panel() { return std::make_unique<ComparePanel>(); }

}  // namespace slotscope::gui
