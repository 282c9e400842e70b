// SPDX-License-Identifier: MIT
#include "panels/cell_details.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/cell_rows.h"
#include "model/ring_model.h"
#include "model/slot_facts.h"
#include "panels/command_ui.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/strip.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kElements[] = {
    {"Element", 5, Align::Right}, {"Value"}, {.label = "Bits", .width_em = 11, .least_em = 10, .gives_way = 1}};
constexpr int kStripElements = 64;
constexpr std::size_t kPlotSamples = 65'536;  // of longer cells every n-th: the plot has some thousand pixels at most

Storage slot_storage(StateStorage storage) {
    switch (storage) {
        case StateStorage::F64: return Storage::F64;
        case StateStorage::F32: return Storage::F32;
        case StateStorage::I32: break;
    }
    return Storage::I32;
}

void draw_links(CellIndex index, const View& view, Outbox& out) {
    const Session& session = view.session;
    constexpr std::size_t kMost = 8;
    const std::vector<StepIndex>& steps = session.wiring().cell_steps[index];
    const Facts facts(6);
    facts.label("touched by");
    if (steps.empty()) text("no step", Tone::Dim);
    for (std::size_t i = 0; i < std::min(steps.size(), kMost); ++i) {
        if (i > 0) ImGui::SameLine(0, grid(2));
        if (link("step " + std::to_string(steps[i]))) {
            out.push(SelectStep{steps[i]});
            out.push(OpenPanel{PanelId::Schedule});
        }
        tooltip(step_reference(session, steps[i]));
    }
    if (steps.size() > kMost) {
        ImGui::SameLine(0, grid(2));
        text("and " + grouped(steps.size() - kMost) + " more", Tone::Dim);
    }
    if (const auto ring = ring_of_cell(session.rings(), index)) {
        facts.label("ring");
        if (link(session.rings()[*ring].name, Tone::Accent, nullptr, "ring")) {
            out.push(SelectCell{index, std::nullopt});
            out.push(OpenPanel{PanelId::Rings});
        }
    }
}

/// To where it changed, where an element of a ring was written, and setting one by hand.
void draw_moves(CellIndex index, const View& view, Outbox& out) {
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(0.5F), ImGui::GetStyle().ItemSpacing.y));
    ImGui::AlignTextToFramePadding();
    text(view.ui.selection().element ? "Change of the element" : "Change", Tone::Dim);
    ImGui::SameLine(0, grid(1));
    command_icon(CommandId::PreviousStateChange, Glyph::LeftSolid, view, out);
    ImGui::SameLine();
    command_icon(CommandId::NextStateChange, Glyph::Right, view, out);
    if (ring_of_cell(view.session.rings(), index)) {
        ImGui::SameLine(0, grid(2));
        command_icon(CommandId::GoToElementFrame, Glyph::Target, view, out);
    }
    ImGui::SameLine(0, grid(2));
    command_icon(CommandId::SetElementValue, Glyph::Pencil, view, out);
    ImGui::SameLine(0, grid(2));
    // The cell gets the focus, which the command acts on.
    const std::string key = view.ui.keymap().hint(CommandId::ToggleBreakpoint);
    if (icon_button(Glyph::Dot, "break",
                    {.tooltip = "Break where it changes, or take that breakpoint away.",
                     .chord = key,
                     .tone = Tone::Breakpoint})) {
        out.push(SelectCell{index, view.ui.selection().element});
        out.push(CommandId::ToggleBreakpoint);
    }
}

void draw_picture(CellIndex index, const View& view, Outbox& out) {
    const StateCell& cell = view.session.program().state_layout.cells[index];
    const std::vector<double> values = cell_values(cell, view.session.state(), kPlotSamples);
    std::optional<std::uint32_t> clicked;
    if (values.size() <= kStripElements) {
        std::vector<StripCell> cells;
        for (std::size_t i = 0; i < values.size(); ++i)
            cells.push_back({.value = values[i], .is_selected = view.ui.selection().element == i});
        const StripResponse response = strip("elements", cells, {}, {.bar_em = 2.5F, .indices = true});
        if (response.clicked) clicked = static_cast<std::uint32_t>(*response.clicked);
    } else {
        const auto stride = static_cast<std::uint32_t>((cell.size + values.size() - 1) / values.size());
        PlotOptions options{.height_em = 3, .fill = true, .steps = true};
        if (view.ui.selection().element && *view.ui.selection().element / stride < values.size())
            options.mark = static_cast<int>(*view.ui.selection().element / stride);
        const PlotResponse response = line_plot("elements", values, options);
        if (response.clicked && response.hovered) clicked = static_cast<std::uint32_t>(*response.hovered) * stride;
    }
    if (clicked) out.push(SelectCell{index, *clicked});
}

void draw_elements(CellIndex index, bool reveal, const View& view, Outbox& out) {
    const StateCell& cell = view.session.program().state_layout.cells[index];
    const StateBuffer& state = view.session.state();
    const std::size_t inside = state.size(cell.storage) > cell.offset ? state.size(cell.storage) - cell.offset : 0;
    const int count = static_cast<int>(std::min<std::size_t>(cell.size, inside));
    const std::optional<std::uint32_t> element = view.ui.selection().element;
    std::optional<int> reveal_row;
    if (reveal && element && *element < static_cast<std::uint32_t>(count)) reveal_row = static_cast<int>(*element);
    DataTable table("elements table", kElements, {.rows = count, .reveal_row = reveal_row});
    table.for_each_visible([&](int row) {
        const auto i = static_cast<std::uint32_t>(row);
        const std::string probe = probing() ? "element " + std::to_string(i) : std::string();
        const double value = state.at(cell.storage, std::size_t{cell.offset} + i);
        const RowEvents events = table.row(i, {.probe = probe, .selected = element == i});
        if (events.clicked) out.push(SelectCell{index, i});
        if (events.double_clicked) out.push(ShowPrompt{AskElementValue{index, i}});
        table.cell();
        table.mono(std::to_string(i), Tone::Dim);
        table.cell();
        if (std::isnan(value) || std::isinf(value)) table.chip(element_text(cell, state, i));
        else table.number(element_text(cell, state, i));
        table.cell();
        table.mono(bit_fields(slot_storage(cell.storage), value).hex, Tone::Dim);
    });
}

void draw_scalar(const StateCell& cell, const StateBuffer& state) {
    const double value = state.at(cell.storage, cell.offset);
    const Facts facts(6);
    facts.mono("value", element_text(cell, state, 0), std::isfinite(value) ? Tone::Text : Tone::Fault);
    facts.mono("bits", bit_fields(slot_storage(cell.storage), value).hex, Tone::Dim);
    if (cell.storage != StateStorage::I32) facts.mono("hex", format_hex_float(value), Tone::Dim);
}

}  // namespace

void draw_cell_details(CellIndex index, bool reveal, const View& view, Outbox& out) {
    const Program& program = view.session.program();
    const StateCell& cell = program.state_layout.cells[index];
    const std::string place = cell_place(cell);
    text_cut(cell_name(program, index),
             std::max(em(4), ImGui::GetContentRegionAvail().x - text_width(place, fonts().mono) - grid(3)), Tone::Text,
             fonts().ui_bold);
    ImGui::SameLine(0, grid(2));
    text_mono(place, Tone::Dim);
    if (!has_element(cell, view.session.state(), 0)) {
        if (cell.size == 0) text("It has no elements.", Tone::Dim);
        else
            text_wrapped("It lies outside the state, which has " +
                             counted(view.session.state().size(cell.storage), "element") +
                             " of this storage. Look at the layout's sizes.",
                         Tone::Warning);
        return draw_links(index, view, out);
    }
    draw_links(index, view, out);
    if (view.ui.selection().cell == index) draw_moves(index, view, out);
    if (cell.size == 1) return draw_scalar(cell, view.session.state());
    draw_picture(index, view, out);
    if (ImGui::GetContentRegionAvail().y > row_height() * 2) draw_elements(index, reveal, view, out);
}

}  // namespace slotscope::gui
