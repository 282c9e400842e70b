// SPDX-License-Identifier: MIT
#include "panels/rings_panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/ring_model.h"
#include "model/slot_facts.h"
#include "panels/break_gutter.h"
#include "panels/command_ui.h"
#include "panels/ring_view_ui.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {
    {.label = "Ring", .least_em = 6},
    {"Size", 4, Align::Right},
    {"W", 4, Align::Right, false, "Write index: the place that the next evaluation overwrites"},
    {"Tap", 5, Align::Right, false, "How many evaluations ago the next result was written"}};
constexpr float kWideEm = 62;  // above, the list stands beside the ring; below, a menu stands in for it

class RingsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program with delays to see their ring buffers.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        if (session.rings().empty()) {
            empty_state("No rings", "Programs with delayMs or delayFrames operations have ring buffers; try "
                                    "assets/programs/delay-lines.json.");
            return;
        }
        follow_selection(view);
        const bool has_list = session.rings().size() > 1;
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const bool is_wide = room.x > em(kWideEm);
        if (has_list && is_wide) {
            draw_list(view, out,
                      {em(24), row_height() * std::min(static_cast<float>(session.rings().size() + 1),
                                                       std::floor(room.y / row_height()))});
            ImGui::SameLine(0, grid(4));
        }
        if (const scoped::Child child{"ring", {0, 0}}; child)
            draw_one(session.rings()[chosen_row(session)], has_list && !is_wide, view, out);
    }

private:
    [[nodiscard]] std::size_t chosen_row(const Session& session) const {
        for (std::size_t i = 0; i < session.rings().size(); ++i)
            if (session.rings()[i].signal == chosen_) return i;
        return 0;
    }

    void follow_selection(const View& view) {
        if (!reveal_.due(view.ui)) return;
        reveal_due_ = true;
        if (view.ui.selection().focus != Focus::Cell || !view.ui.selection().cell) return;
        if (const auto row = ring_of_cell(view.session.rings(), *view.ui.selection().cell))
            chosen_ = view.session.rings()[*row].signal;
    }

    void draw_list(const View& view, Outbox& out, ImVec2 size) {
        const Session& session = view.session;
        const std::size_t chosen = chosen_row(session);
        std::optional<int> reveal;
        if (reveal_due_) reveal = static_cast<int>(chosen);
        reveal_due_ = false;
        DataTable table("rings", kColumns,
                        {.rows = static_cast<int>(session.rings().size()), .reveal_row = reveal, .size = size});
        table.for_each_visible([&](int row) {
            const Ring& ring = session.rings()[static_cast<std::size_t>(row)];
            const auto cursor = ring_cursor(ring, session.state(), session.executor().delta_ms());
            const std::string probe = probing() ? "ring " + std::to_string(row) : std::string();
            const RowEvents events = table.row(static_cast<std::uint64_t>(ring.signal),
                                               {.probe = probe, .selected = static_cast<std::size_t>(row) == chosen});
            if (events.clicked) choose(ring, out);
            table.cell();
            table.text(ring.name);
            table.cell();
            table.mono(grouped(ring.size), Tone::Dim);
            table.cell();
            table.mono(std::to_string(session.state().i32[ring.head]), Tone::Write);
            table.cell();
            table.mono(cursor ? std::to_string(cursor->tap_delay) + " f" : "—", cursor ? Tone::Read : Tone::Dim);
        });
    }

    void choose(const Ring& ring, Outbox& out) {
        chosen_ = ring.signal;
        if (ring.cell) out.push(SelectCell{*ring.cell, std::nullopt});
        else out.push(SelectSignal{ring.signal});
    }

    void draw_one(const Ring& ring, bool has_menu, const View& view, Outbox& out) {
        const RingView rows = ring_view(view.session, ring);
        draw_title(ring, has_menu, view, out);
        draw_facts(ring, rows, out);
        if (!rows.has_head) draw_lost_head(ring, rows, out);
        // What is left goes to the two pictures: captions, marks and indices take about 5 em of it each.
        const float left = ImGui::GetContentRegionAvail().y / em();
        const float bar_em = std::clamp(left * 0.5F - 5.5F, 1.6F, 16.0F);
        const RingPick pick = draw_ring(rows, outlined(ring, view), bar_em);
        hovered_ = pick.hovered;
        hovered_at_ = view.session.cursor();
        if (pick.clicked && ring.cell) {
            const StateCell& cell = view.session.program().state_layout.cells[*ring.cell];
            out.push(SelectCell{*ring.cell, ring.base + *pick.clicked - cell.offset});
            // A click counts at its release, when the press no longer says that it was the second.
            if (ImGui::GetIO().MouseClickedLastCount[ImGuiMouseButton_Left] == 2) out.push(CommandId::GoToElementFrame);
        }
        draw_element_menu(ring, pick.hovered, view, out);
    }

    /// Of the element under the mouse, which is selected by it.
    static void draw_element_menu(const Ring& ring, std::optional<std::uint32_t> hovered, const View& view,
                                  Outbox& out) {
        if (hovered && ring.cell && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
            out.push(SelectCell{*ring.cell,
                                ring.base + *hovered - view.session.program().state_layout.cells[*ring.cell].offset});
            ImGui::OpenPopup("element menu");
        }
        const scoped::Popup popup{"element menu"};
        if (!popup) return;
        cell_break_menu(view, out);
        ImGui::Separator();
        for (const CommandId command : {CommandId::PreviousStateChange, CommandId::NextStateChange,
                                        CommandId::GoToElementFrame, CommandId::SetElementValue})
            command_item(command, view, out);
    }

    void draw_title(const Ring& ring, bool has_menu, const View& view, Outbox& out) {
        const std::string op(stateful_op_name(ring.op));
        const float room = ImGui::GetContentRegionAvail().x - text_width(op, fonts().heading) - grid(6);
        if (has_menu) {
            const std::string name = cut_to_width(ring.name, std::max(em(4), room - grid(8)), fonts().ui);
            drop_button((name + "##ring").c_str(), "rings", {.tooltip = "Choose one of the program's rings"});
            draw_menu(view, out);
        } else {
            text_cut(ring.name, std::max(em(4), room), Tone::Text, fonts().ui_bold);
        }
        ImGui::SameLine(0, grid(2));
        if (has_menu) ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ImGui::GetStyle().FramePadding.y);
        tag(op);
    }

    void draw_menu(const View& view, Outbox& out) {
        const scoped::Popup popup{"rings"};
        if (!popup) return;
        const auto& rings = view.session.rings();
        const std::size_t chosen = chosen_row(view.session);
        for (std::size_t i = 0; i < rings.size(); ++i) {
            const scoped::Id id(static_cast<int>(i));
            if (menu_item({.label = rings[i].name,
                           .probe = "ring " + std::to_string(i),
                           .chord = grouped(rings[i].size),
                           .tooltip = counted(rings[i].size, "element"),
                           .on = i == chosen}))
                choose(rings[i], out);
        }
    }

    /// Label and value pairs that go on in the next line where this one is full.
    class FactLine {
    public:
        void start(std::string_view label, std::string_view value) {
            const float need = text_width(label) + text_width(value, fonts().mono) + grid(1.5F);
            if (!is_first_) {
                ImGui::SameLine(0, grid(4));
                if (ImGui::GetContentRegionAvail().x < need) ImGui::NewLine();
            }
            is_first_ = false;
            text(label, Tone::Dim);
            ImGui::SameLine(0, grid(1.5F));
        }
        void add(std::string_view label, const std::string& value, Tone tone = Tone::Text) {
            start(label, value);
            text_mono(value, tone);
        }

    private:
        bool is_first_ = true;
    };

    static void draw_facts(const Ring& ring, const RingView& rows, Outbox& out) {
        FactLine line;
        line.add("delay",
                 ring.delay_ms ? format_shortest(*ring.delay_ms) + " ms" : format_shortest(*ring.delay_frames) + " f");
        line.add("write index", std::to_string(rows.stored_index), rows.has_head ? Tone::Write : Tone::Fault);
        line.add("written", grouped(rows.filled) + " of " + grouped(ring.size));
        line.add("tap", rows.tap_delay ? std::to_string(*rows.tap_delay) + " f" : "—", Tone::Read);
        line.add("range", short_number(rows.min) + " … " + short_number(rows.max));
        const std::string place =
            "f64[" + std::to_string(ring.base) + " … " + std::to_string(ring.base + ring.size - 1) + "]";
        if (!ring.cell) return line.add("place", place, Tone::Dim);
        line.start("place", place);
        if (link(place, Tone::Accent, fonts().mono, "cell")) {
            out.push(SelectCell{*ring.cell, std::nullopt});
            out.push(OpenPanel{PanelId::State});
        }
        tooltip("Show the cell in the panel State");
    }

    static void draw_lost_head(const Ring& ring, const RingView& rows, Outbox& out) {
        text_wrapped("The stored write index " + std::to_string(rows.stored_index) +
                         " lies outside the ring, whose places are 0 to " + std::to_string(ring.size - 1) +
                         ". Look at what else writes i32[" + std::to_string(ring.head) + "].",
                     Tone::Fault);
        if (ring.head_cell && link("Open its cell")) {
            out.push(SelectCell{*ring.head_cell, std::nullopt});
            out.push(OpenPanel{PanelId::State});
        }
    }

    /// What is hovered in one picture shows in the other; else the selected element.
    [[nodiscard]] std::optional<std::uint32_t> outlined(const Ring& ring, const View& view) const {
        // As frames run, elements move away from under the mouse.
        if (hovered_ && *hovered_ < ring.size && hovered_at_ == view.session.cursor()) return hovered_;
        const Selection& selection = view.ui.selection();
        if (!ring.cell || selection.cell != ring.cell || !selection.element) return std::nullopt;
        const StateCell& cell = view.session.program().state_layout.cells[*ring.cell];
        const std::uint64_t place = std::uint64_t{cell.offset} + *selection.element - ring.base;
        return place < ring.size ? std::optional(static_cast<std::uint32_t>(place)) : std::nullopt;
    }

    Ref chosen_ = kNoRef;
    RevealTracker reveal_;
    bool reveal_due_ = false;
    std::optional<std::uint32_t> hovered_;
    Cursor hovered_at_;
};

}  // namespace

std::unique_ptr<Panel> make_rings_panel() { return std::make_unique<RingsPanel>(); }

}  // namespace slotscope::gui
