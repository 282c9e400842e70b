// SPDX-License-Identifier: MIT
#include "panels/breakpoints_panel.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "model/breakpoint_marks.h"
#include "model/breakpoint_rows.h"
#include "model/condition_forms.h"
#include "model/slot_facts.h"
#include "panels/breakpoint_editor.h"
#include "panels/command_ui.h"
#include "widgets/buttons.h"
#include "widgets/fields.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

enum class Cell : std::uint8_t { Enable, Number, Condition, Hits, Fires, Deed, Group };
constexpr Column kColumns[] = {
    {.label = "", .width_em = 1.6F, .align = Align::Centre, .least_em = 1.6F},
    {.label = "#",
     .width_em = 2.6F,
     .align = Align::Right,
     .help = "Number of the breakpoint",
     .least_em = 2.6F,
     .gives_way = 2},
    {.label = "Condition", .least_em = 13, .good_em = 22},
    {.label = "Hits",
     .width_em = 4.5F,
     .align = Align::Right,
     .help = "How often it held as frames ran for the first time",
     .least_em = 3.5F,
     .gives_way = 1},
    {.label = "Fires", .width_em = 9.5F, .help = "Which of its hits do something", .least_em = 7, .gives_way = 4},
    {.label = "Does", .width_em = 12, .help = "Stops, or only writes to the log", .least_em = 7, .gives_way = 3},
    {.label = "Group", .width_em = 7, .least_em = 5, .gives_way = 5},
};
constexpr Cell kCells[] = {Cell::Enable, Cell::Number, Cell::Condition, Cell::Hits,
                           Cell::Fires,  Cell::Deed,   Cell::Group};
constexpr std::uint64_t kGroupKey = std::uint64_t{1} << 63;
constexpr float kSideFromEm = 78;  ///< the editor stands beside the list; in narrower panels in its place

class BreakpointsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program to stop it where something happens.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        take_request(view);
        rows_.update(session);
        if (!editor_.is_open() && session.breakpoints().size() == 0) return draw_empty(view, out);
        const ImVec2 room = ImGui::GetContentRegionAvail();
        const bool has_side = editor_.is_open() && room.x > em(kSideFromEm) && session.breakpoints().size() > 0;
        if (editor_.is_open() && !has_side) return editor_.draw(view, out);
        const float side = has_side ? std::max(em(36), room.x * 0.4F) : 0;
        if (room.y > em(6)) draw_toolbar(view, out, has_side ? room.x - side - grid(4) : room.x);
        const ImVec2 below = ImGui::GetCursorPos();
        draw_table(view, out, {has_side ? room.x - side - grid(4) : 0, 0});
        draw_menu(view, out);
        if (!has_side) return;
        ImGui::SetCursorPos({below.x + room.x - side, ImGui::GetWindowContentRegionMin().y});
        if (const scoped::Child child{"editor", {0, 0}}; child) editor_.draw(view, out);
    }

    [[nodiscard]] long long count(const View& view) const override {
        return view.session.has_program() ? static_cast<long long>(view.session.breakpoints().size()) : 0;
    }

private:
    void take_request(const View& view) {
        if (seen_request_ == view.ui.breakpoint_editor_serial()) return;
        seen_request_ = view.ui.breakpoint_editor_serial();
        const OpenBreakpointEditor& request = view.ui.edited_breakpoint();
        if (!request.id) {
            BreakpointDraft draft;
            draft.condition = request.condition;
            return editor_.open(std::move(draft));
        }
        if (const Breakpoint* breakpoint = view.session.breakpoints().find(*request.id))
            editor_.open(draft_of(*breakpoint));
    }

    static void draw_empty(const View& view, Outbox& out) {
        const auto& keys = view.ui.keymap();
        const std::string example = text_of_form(condition_forms().front(), nullptr, view.session, view.ui.selection());
        const std::string words =
            keys.hint(CommandId::ToggleBreakpoint) +
            " sets one on the selected step, slot or state element; a click beside a step or slot does "
            "too. " +
            keys.hint(CommandId::NewBreakpoint) + " writes a condition, for example: " + example;
        if (empty_state("No breakpoints", words, "New breakpoint…")) out.push(CommandId::NewBreakpoint);
    }

    void draw_toolbar(const View& view, Outbox& out, float room) const {
        const float left = ImGui::GetCursorPosX();
        command_button(CommandId::NewBreakpoint, view, out);
        const float rest =
            button_width("Disable all") + button_width("Remove all") + button_width("Copy all") + grid(2);
        if (room < button_width("New breakpoint…") + rest + grid(4)) return;
        ImGui::SameLine(left + room - rest);
        const BreakpointSet& breakpoints = view.session.breakpoints();
        bool is_on = false;
        for (std::size_t i = 0; i < breakpoints.size() && !is_on; ++i) is_on = breakpoints[i].is_enabled;
        command_button(CommandId::EnableAllBreakpoints, view, out, ButtonKind::Ghost,
                       is_on ? "Disable all" : "Enable all");
        ImGui::SameLine(0, grid(1));
        command_button(CommandId::RemoveAllBreakpoints, view, out, ButtonKind::Ghost, "Remove all");
        ImGui::SameLine(0, grid(1));
        if (button("Copy all", {.kind = ButtonKind::Ghost, .tooltip = "Copy the list as text."}))
            out.push(CopyText{breakpoints_as_text(view.session)});
    }

    void draw_table(const View& view, Outbox& out, ImVec2 size) {
        DataTable table(
            "breakpoints", kColumns,
            {.rows = static_cast<int>(rows_.rows().size()), .reveal_row = row_to_reveal(view), .size = size});
        table.for_each_visible([&](int i) {
            const BreakpointRow& row = rows_.rows()[static_cast<std::size_t>(i)];
            if (row.position) draw_row(table, *row.position, view, out);
            else draw_group(table, row.group, view, out);
        });
    }

    /// The selected one, or the one that stopped.
    [[nodiscard]] std::optional<int> row_to_reveal(const View& view) {
        const Session& session = view.session;
        const bool is_due = reveal_.due(view.ui);
        const auto stop = session.stopped_at() ? std::optional(session.stopped_at()->breakpoint) : std::nullopt;
        const bool is_new_stop = stop && stop != seen_stop_;
        seen_stop_ = stop;
        if (is_new_stop) return rows_.row_of(*stop, session.breakpoints());
        if (!is_due || !view.ui.selection().breakpoint) return std::nullopt;
        return rows_.row_of(*view.ui.selection().breakpoint, session.breakpoints());
    }

    void draw_group(DataTable& table, std::size_t group, const View& view, Outbox& out) const {
        const std::string& name = rows_.groups()[group];
        const bool is_on = view.session.breakpoints().is_group_enabled(name);
        table.row(kGroupKey | group, {.dim = true});
        for (const Cell cell : kCells) {
            if (!table.cell()) continue;
            if (cell == Cell::Enable) {
                const scoped::Id id(static_cast<int>(group));
                const std::string probe = "group " + name + "/enabled";
                place_check_box();
                if (check_box(probe.c_str(), is_on, true, is_on ? "Switch the group off." : "Switch the group on.",
                              table.cell_width()))
                    out.push(EnableBreakpointGroup{name, !is_on});
            } else if (cell == Cell::Condition) {
                table.bold(name + "  " + counted(rows_.group_size(group), "breakpoint") + (is_on ? "" : ", off"),
                           is_on ? Tone::Text : Tone::Dim);
            }
        }
    }

    static void place_check_box() {
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((row_height() - ImGui::GetTextLineHeight()) * 0.5F));
    }

    void draw_row(DataTable& table, std::size_t position, const View& view, Outbox& out) {
        const Session& session = view.session;
        const Breakpoint& breakpoint = session.breakpoints()[position];
        const BreakpointText words = breakpoint_text(session, position);
        const std::string probe = "row " + std::to_string(breakpoint.id);
        const RowEvents events =
            table.row(breakpoint.id, {.probe = probe, .selected = view.ui.selection().breakpoint == breakpoint.id});
        if (events.clicked || events.wants_menu) select(breakpoint, session, out);
        if (events.double_clicked) out.push(OpenBreakpointEditor{breakpoint.id, {}});
        if (events.wants_menu) wants_menu_ = true;
        if (events.hovered) draw_card(session, position, words);
        const bool is_off = !words.is_enabled || words.is_silenced;
        const Tone ink = !words.error.empty() ? Tone::Fault : is_off ? Tone::Dim : Tone::Text;
        for (const Cell cell : kCells) {
            if (!table.cell()) continue;
            switch (cell) {
                case Cell::Enable: draw_enable(table, breakpoint, words, probe, out); break;
                case Cell::Number:
                    if (words.is_stop) draw_stop_mark();
                    table.mono(std::to_string(breakpoint.id), words.is_stop ? Tone::Breakpoint : Tone::Dim);
                    break;
                case Cell::Condition:
                    if (!words.error.empty()) table.text(words.condition + " · " + words.error, ink);
                    else if (words.is_stop) table.bold(words.condition, ink);
                    else table.text(words.condition, ink);
                    break;
                case Cell::Hits: table.mono(words.hits, is_off ? Tone::Dim : Tone::Text); break;
                case Cell::Fires: table.text(words.fires, Tone::Dim); break;
                case Cell::Deed:
                    table.text(words.deed, is_off || !breakpoint.is_log_only ? Tone::Dim : Tone::Text);
                    break;
                case Cell::Group: table.text(words.group, Tone::Dim); break;
            }
        }
    }

    /// Where the session stands, as the schedule marks its next step.
    static void draw_stop_mark() {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_glyph(ImGui::GetWindowDrawList(), Glyph::Next, {at.x + em(0.3F), std::round(at.y + row_height() * 0.5F)},
                   em(0.8F), color(Tone::Breakpoint));
    }

    static void draw_enable(const DataTable& table, const Breakpoint& breakpoint, const BreakpointText& words,
                            const std::string& probe, Outbox& out) {
        const scoped::Id id(static_cast<int>(breakpoint.id));
        place_check_box();
        const std::string name = probe + "/enabled";
        const char* help = words.is_silenced       ? "Its group is switched off."
                           : breakpoint.is_enabled ? "Let it rest."
                                                   : "Let it work again.";
        if (check_box(name.c_str(), breakpoint.is_enabled, true, help, table.cell_width()))
            out.push(slotscope::EnableBreakpoint{breakpoint.id, !breakpoint.is_enabled});
    }

    /// What it is set on is selected too; the breakpoint has the focus, so that keys act on it.
    static void select(const Breakpoint& breakpoint, const Session& session, Outbox& out) {
        const BreakpointTarget target = target_of(breakpoint.condition, session);
        switch (target.kind) {
            case BreakpointTarget::Kind::Step: out.push(SelectStep{target.row}); break;
            case BreakpointTarget::Kind::Slot: out.push(SelectSlot{session.slots()[target.row].slot}); break;
            case BreakpointTarget::Kind::Cell: out.push(SelectCell{target.row, std::nullopt}); break;
            case BreakpointTarget::Kind::None: break;
        }
        out.push(SelectBreakpoint{breakpoint.id});
    }

    static void draw_card(const Session& session, std::size_t position, const BreakpointText& words) {
        const HoverCard card;
        if (!card) return;
        const scoped::TextWrap wrap(em(34));
        text_bold(words.condition);
        text_mono(session.breakpoints()[position].condition.to_text(), Tone::Dim);
        if (!words.error.empty()) text(words.error, Tone::Fault);
        text(words.fires + ", " + words.deed, Tone::Dim);
        if (words.is_stop) text(session.stopped_at()->message);
        text("Double click: edit it.", Tone::Faint);
    }

    void draw_menu(const View& view, Outbox& out) {
        if (wants_menu_) ImGui::OpenPopup("breakpoint menu");
        wants_menu_ = false;
        const scoped::Popup popup{"breakpoint menu"};
        if (!popup) return;
        const ProbeScope scope("Menu");
        command_items({CommandId::EditBreakpoint, CommandId::EnableBreakpoint, CommandId::RemoveBreakpoint}, view, out);
        ImGui::Separator();
        command_items({CommandId::PreviousHit, CommandId::NextHit, CommandId::FindBreakpointHits}, view, out);
    }

    BreakpointRows rows_;
    BreakpointEditor editor_;
    RevealTracker reveal_;
    std::uint64_t seen_request_ = 0;
    std::optional<BreakpointId> seen_stop_;
    bool wants_menu_ = false;
};

}  // namespace

std::unique_ptr<Panel> make_breakpoints_panel() { return std::make_unique<BreakpointsPanel>(); }

}  // namespace slotscope::gui
