// SPDX-License-Identifier: MIT
#include "panels/watch_panel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "model/frozen_words.h"
#include "model/number_forms.h"
#include "model/watch_rows.h"
#include "panels/command_ui.h"
#include "panels/compared_cell.h"
#include "panels/slot_card.h"
#include "panels/watch_editor.h"
#include "widgets/buttons.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

enum class Cell : std::uint8_t { Name, Value, Frozen, FrozenChange, Before, Change, Status, Curve };
struct CellSpec {
    Cell cell;
    Column column;
};
// Name and value always stay.
constexpr CellSpec kCells[] = {
    {Cell::Name, {.label = "Expression", .least_em = 12}},
    {Cell::Value, {.label = "Value", .width_em = 9.5F, .help = "Under the cursor", .least_em = 6.5F}},
    {Cell::Frozen,
     {.label = "Frozen",
      .width_em = 11.5F,
      .help = "What it was when values were frozen",
      .least_em = 6.5F,
      .gives_way = 2}},
    {Cell::FrozenChange,
     {.label = "Since", .width_em = 7.5F, .help = "Change since values were frozen", .least_em = 6.5F, .gives_way = 1}},
    {Cell::Change,
     {.label = "Change", .width_em = 7, .help = "Since the end of the frame before", .least_em = 6, .gives_way = 3}},
    {Cell::Before,
     {.label = "Before", .width_em = 11.5F, .help = "At the end of the frame before", .least_em = 7, .gives_way = 6}},
    {Cell::Status,
     {.label = "Status",
      .width_em = 6.5F,
      .help = "Slots: written in this frame, or how many frames ago",
      .least_em = 5.5F,
      .gives_way = 4}},
    {Cell::Curve,
     {.label = "Recent", .width_em = 7, .help = "The frames up to the cursor", .least_em = 4, .gives_way = 2}},
};
constexpr float kWideCurveEm = 16, kWideFromEm = 80;
constexpr const char* kDrag = "watch";  ///< type of what is dragged: a WatchId

class WatchPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program to keep slots, state and expressions of it in view.",
                            "Open…"))
                out.push(CommandId::Open);
            return;
        }
        take_request(view);
        const float room = ImGui::GetContentRegionAvail().y, line = editor_.height();
        const bool has_line = room > line + row_height() * 2;
        if (session.watches().size() == 0) draw_empty(view, has_line ? room - line : room);
        else draw_table(view, out, has_line ? room - line : room);
        if (has_line) editor_.draw(view, out);
        draw_menu(view, out);
    }

    [[nodiscard]] long long count(const View& view) const override {
        return view.session.has_program() ? static_cast<long long>(view.session.watches().size()) : 0;
    }

    SettingsTable settings() override { return {{"whole", &is_whole_}}; }

private:
    void take_request(const View& view) {
        if (seen_request_ == view.ui.watch_editor_serial()) return;
        seen_request_ = view.ui.watch_editor_serial();
        editor_.open(view.ui.edited_watch(), view.session);
    }

    static void draw_empty(const View& view, float height) {
        const scoped::Child child{"empty", {0, height}};
        if (!child) return;
        const auto& keys = view.ui.keymap();
        empty_state("Nothing is watched",
                    keys.hint(CommandId::WatchSelected) +
                        " keeps the selected slot or state element in view; the line below takes any expression, for "
                        "example: " +
                        example(view.session));
    }

    /// Over something that the program has.
    static std::string example(const Session& session) {
        if (session.slots().size() == 0) return "frame * dt";
        const std::string slot = slot_expression(session.symbols(), 0).to_text();
        return slot + " - prev(" + slot + ")";
    }

    void draw_table(const View& view, Outbox& out, float height) {
        const Session& session = view.session;
        const bool is_wide = ImGui::GetContentRegionAvail().x > em(kWideFromEm);
        columns_.clear();
        cells_.clear();
        if (session.frozen() != nullptr) frozen_label_ = "Frame " + frozen_place(*session.frozen());
        for (const CellSpec& spec : kCells) {
            const bool is_frozen = spec.cell == Cell::Frozen || spec.cell == Cell::FrozenChange;
            if (is_frozen && session.frozen() == nullptr) continue;
            columns_.push_back(spec.column);
            cells_.push_back(spec.cell);
            if (spec.cell == Cell::Frozen) columns_.back().label = frozen_label_.c_str();
            if (spec.cell != Cell::Curve) continue;
            if (is_wide) columns_.back().width_em = kWideCurveEm;
            if (is_whole_) {
                columns_.back().label = "Recording";
                columns_.back().help = "The whole recording";
            }
        }
        const auto rows = static_cast<int>(session.watches().size());
        // As high as its rows, so that the line stands under the last of them.
        const float wanted = row_height() * static_cast<float>(rows + 1) + grid(1);
        DataTable table(session.frozen() != nullptr ? "watches frozen" : "watches", columns_,
                        {.rows = rows, .reveal_row = row_to_reveal(view), .size = {0, std::min(height, wanted)}});
        table.for_each_visible([&](int row) { draw_row(table, static_cast<std::size_t>(row), view, out); });
    }

    [[nodiscard]] std::optional<int> row_to_reveal(const View& view) {
        const WatchSet& watches = view.session.watches();
        const bool has_grown = watches.size() > seen_size_ && seen_watches_ != view.session.watches_revision();
        seen_size_ = watches.size();
        seen_watches_ = view.session.watches_revision();
        if (reveal_.due(view.ui) && view.ui.selection().watch)
            if (const auto position = watches.position_of(*view.ui.selection().watch))
                return static_cast<int>(*position);
        return has_grown ? std::optional(static_cast<int>(watches.size()) - 1) : std::nullopt;
    }

    void draw_row(DataTable& table, std::size_t position, const View& view, Outbox& out) {
        const Session& session = view.session;
        const Watch& watch = session.watches()[position];
        const WatchText text = watch_text(session, position);
        const std::string probe = probing() ? "row " + std::to_string(watch.id) : std::string();
        const bool is_selected = view.ui.selection().watch == watch.id && view.ui.selection().focus == Focus::Watch;
        const bool is_changed = text.state == WatchState::Changed;
        const RowEvents events =
            table.row(watch.id, {.probe = probe,
                                 .selected = is_selected || editor_.edited() == watch.id,
                                 .tint = is_changed ? std::optional(Tone::ChangedRow) : std::nullopt});
        drag(position, watch, session, out);
        if (events.clicked || events.wants_menu) select(position, session, out);
        if (events.double_clicked) go_there(position, session, out);
        if (events.wants_menu) {
            wants_menu_ = true;
            menu_watch_ = watch.id;
        }
        if (events.hovered && !ImGui::IsMouseDragging(ImGuiMouseButton_Left)) draw_card(session, position, text);
        for (const Cell cell : cells_) {
            if (table.cell()) draw_cell(table, cell, position, text, session);
        }
    }

    /// Rows are dragged onto the places that they are to have.
    static void drag(std::size_t position, const Watch& watch, const Session& session, Outbox& out) {
        if (ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoHoldToOpenOthers)) {
            ImGui::SetDragDropPayload(kDrag, &watch.id, sizeof watch.id);
            text_mono(watch_name(session, position));
            ImGui::EndDragDropSource();
        }
        if (!ImGui::BeginDragDropTarget()) return;
        if (const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(kDrag)) {
            WatchId id = 0;
            std::memcpy(&id, payload->Data, sizeof id);
            if (id != watch.id) out.push(MoveWatch{id, position});
        }
        ImGui::EndDragDropTarget();
    }

    /// What it is is selected too; the row has the focus, so that keys act on it.
    static void select(std::size_t position, const Session& session, Outbox& out) {
        const WatchTarget& target = session.watches().target(position);
        switch (target.kind) {
            case WatchTarget::Kind::Slot: out.push(SelectSlot{session.slots()[target.row].slot}); break;
            case WatchTarget::Kind::Element: out.push(SelectCell{target.row, target.element}); break;
            case WatchTarget::Kind::RingElement:
                if (const auto cell = session.symbols().rings()[target.row].cell)
                    out.push(SelectCell{*cell, ring_element(session, target)});
                break;
            case WatchTarget::Kind::Expression: break;
        }
        out.push(SelectWatch{session.watches()[position].id});
    }

    /// The physical element that so many writes before the newest went to.
    static std::optional<std::uint32_t> ring_element(const Session& session, const WatchTarget& target) {
        const Ring& ring = session.symbols().rings()[target.row];
        const auto cursor = ring_cursor(ring, session.state(), session.executor().delta_ms());
        if (!cursor || !ring.cell || target.element >= ring.size) return std::nullopt;
        const std::uint32_t inside = (cursor->newest + ring.size - target.element) % ring.size;
        return ring.base - session.program().state_layout.cells[*ring.cell].offset + inside;
    }

    static void go_there(std::size_t position, const Session& session, Outbox& out) {
        switch (session.watches().target(position).kind) {
            case WatchTarget::Kind::Slot: return out.push(OpenPanel{PanelId::Slots});
            case WatchTarget::Kind::Element: return out.push(OpenPanel{PanelId::State});
            case WatchTarget::Kind::RingElement: return out.push(OpenPanel{PanelId::Rings});
            case WatchTarget::Kind::Expression: return out.push(OpenWatchEditor{session.watches()[position].id});
        }
    }

    static void draw_card(const Session& session, std::size_t position, const WatchText& text) {
        const HoverCard card;
        if (!card) return;
        if (const auto slot = watched_slot(session, position)) return slot_card(session, *slot);
        const scoped::TextWrap wrap(em(34));
        text_mono(session.watches()[position].expression.to_text());
        if (!text.error.empty()) return gui::text(text.error, Tone::Fault);
        const Facts facts(4);
        facts.mono("Value", watch_copy(session, position));
        if (!text.before.empty()) facts.mono("Before", text.before, Tone::Dim);
    }

    void draw_cell(DataTable& table, Cell cell, std::size_t position, const WatchText& text, const Session& session) {
        const bool is_broken = text.state == WatchState::Broken;
        switch (cell) {
            case Cell::Name: draw_name(table, position, text, session); break;
            case Cell::Value:
                if (is_broken) draw_reason(text.error);
                else draw_value(table, text);
                break;
            case Cell::Frozen:
            case Cell::FrozenChange:
                if (!is_broken) draw_frozen(table, position, session, cell == Cell::FrozenChange);
                break;
            case Cell::Before:
                if (text.has_point) table.number(text.before, Tone::Dim);
                else table.mono(text.before, Tone::Dim);
                break;
            case Cell::Change:
                if (!text.change.empty())
                    table.number(text.change, text.state == WatchState::Changed ? Tone::Changed : Tone::Dim);
                break;
            case Cell::Status: draw_status(table, text); break;
            case Cell::Curve:
                if (!is_broken) draw_curve(table, position, session);
                break;
        }
    }

    static void draw_name(DataTable& table, std::size_t position, const WatchText& text, const Session& session) {
        const std::string name = watch_name(session, position);
        const bool is_dim = text.state == WatchState::Never || text.state == WatchState::Broken;
        table.mono(name, is_dim ? Tone::Dim : Tone::Text);
    }

    static Tone ink_of(WatchState state) {
        switch (state) {
            case WatchState::Stale: return Tone::Stale;
            case WatchState::Never:
            case WatchState::Broken: return Tone::Never;
            case WatchState::Unknown:
            case WatchState::Changed:
            case WatchState::Same: break;
        }
        return Tone::Text;
    }

    /// Over all the columns to the right, which have nothing to show.
    static void draw_reason(const std::string& error) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
        ImGui::PushClipRect(at, {right, at.y + row_height()}, false);
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::round((row_height() - ImGui::GetTextLineHeight()) * 0.5F));
        text_cut(error, std::max(em(1), right - at.x), Tone::Dim);
        ImGui::PopClipRect();
    }

    static void draw_value(DataTable& table, const WatchText& text) {
        if (!text.unusual.empty()) return table.chip(text.unusual);
        if (text.has_point) return table.number(text.value, ink_of(text.state));
        table.mono(text.value, ink_of(text.state));
    }

    static void draw_status(DataTable& table, const WatchText& text) {
        if (text.state != WatchState::Changed) {
            const Tone ink = ink_of(text.state);
            return table.text(text.status, ink == Tone::Text ? Tone::Dim : ink);
        }
        table.icon(text.direction == Direction::Up     ? Glyph::Up
                   : text.direction == Direction::Down ? Glyph::Down
                                                       : Glyph::Diamond,
                   Tone::Changed);
        ImGui::SameLine(0, grid(0.5F));
        gui::text(text.status, Tone::Changed);
    }

    static void draw_frozen(DataTable& table, std::size_t position, const Session& session, bool is_change) {
        if (session.frozen() == nullptr) return;
        const CompareRow row = frozen_watch_row(session, position);
        if (!row.is_there) return table.text("—", Tone::Faint);
        compared_cell(table,
                      is_change ? frozen_difference(row) : compare_before(session, session.frozen()->values, row),
                      is_change ? row.before && row.now : row.before.has_value(),
                      is_change && row.differs ? Tone::Changed : Tone::Dim);
    }

    void draw_curve(DataTable& table, std::size_t position, const Session& session) {
        const float width = table.cell_width();
        const WatchCurve& curve = curves_.of(session, position, is_whole_, static_cast<int>(width));
        if (curve.is_filling) return table.text("…", Tone::Faint);
        if (curve.values.size() < 2 || !plot_range(curve.values).has_value) return;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float top = std::round((row_height() - ImGui::GetTextLineHeight()) * 0.5F);
        ImGui::SetCursorScreenPos({at.x + std::round(width * curve.begin), at.y + top});
        sparkline(curve.values, std::max(em(0.5F), std::round(width * (curve.end - curve.begin))));
        if (!is_whole_ || session.is_live() || session.newest_frame() == 0) return;
        const float here = static_cast<float>(session.cursor().frame) / static_cast<float>(session.newest_frame());
        const float x = std::round(at.x + width * here);
        ImGui::GetWindowDrawList()->AddLine({x, at.y}, {x, at.y + row_height()}, color(Tone::Accent), hairline());
    }

    void draw_menu(const View& view, Outbox& out) {
        if (wants_menu_) ImGui::OpenPopup("watch menu");
        wants_menu_ = false;
        const scoped::Popup popup{"watch menu"};
        if (!popup) return;
        const ProbeScope scope("Menu");
        const auto position = view.session.watches().position_of(menu_watch_);
        if (!position) return ImGui::CloseCurrentPopup();
        text_mono(cut_to_width(watch_name(view.session, *position), em(24), fonts().mono), Tone::Dim);
        hairline_rule();
        command_items({CommandId::EditWatch, CommandId::RemoveWatch, CommandId::MoveWatchUp, CommandId::MoveWatchDown},
                      view, out);
        ImGui::Separator();
        command_items({CommandId::PreviousWatchChange, CommandId::NextWatchChange, CommandId::BreakOnChange,
                       CommandId::FindChanges, CommandId::CopyWatch},
                      view, out);
        ImGui::Separator();
        draw_forms(view.session.watches()[*position], out);
        ImGui::Separator();
        if (menu_item({.label = "Curves over the whole recording",
                       .tooltip = "Else over the frames up to the cursor. What is no single slot has only those.",
                       .on = is_whole_}))
            is_whole_ = !is_whole_;
    }

    static void draw_forms(const Watch& watch, Outbox& out) {
        const scoped::Menu menu("Number format");
        probe_item("Number format");
        if (!menu) return;
        for (const NumberFormInfo& info : number_forms()) {
            if (menu_item({.label = info.title, .tooltip = info.help, .on = watch.form == info.form}))
                out.push(ReplaceWatch{{watch.id, watch.expression, info.form}});
        }
    }

    WatchEditor editor_;
    WatchCurves curves_;
    RevealTracker reveal_;
    std::vector<Column> columns_;
    std::vector<Cell> cells_;
    std::string frozen_label_;
    bool is_whole_ = false;
    bool wants_menu_ = false;
    WatchId menu_watch_ = 0;
    std::uint64_t seen_request_ = 0, seen_watches_ = 0;
    std::size_t seen_size_ = 0;
};

}  // namespace

std::unique_ptr<Panel> make_watch_panel() { return std::make_unique<WatchPanel>(); }

}  // namespace slotscope::gui
