// SPDX-License-Identifier: MIT
#include "panels/swap_report.h"

#include <algorithm>
#include <string>
#include <vector>

#include "model/slot_facts.h"
#include "model/swap_rows.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {{.label = "", .width_em = 1.25F, .align = Align::Centre, .least_em = 1.25F},
                               {.label = "State cell"},
                               {.label = "Form", .width_em = 6, .gives_way = 1},
                               {.label = "What happened"}};
constexpr std::size_t kMostNames = 40;

void draw_names(const char* title, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string words = std::string(title) + " " + grouped(names.size()) + ": ";
    for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i) words += (i > 0 ? ", " : "") + names[i];
    if (names.size() > kMostNames) words += " and " + grouped(names.size() - kMostNames) + " more";
    text_wrapped(words, Tone::Dim);
}

void draw_row(const SwapRow& row, std::size_t index, const View& view, Outbox& out, DataTable& table) {
    const std::string probe_label = probing() ? "swapped " + std::to_string(index) : std::string();
    // A row of the table leads to the cell, as long as the program that was swapped in is the one that is shown.
    const bool is_here = row.cell && view.session.executor().program() == view.session.last_swap()->new_program;
    const RowEvents events = table.row(
        index, {.probe = probe_label, .selected = is_here && view.ui.selection().cell == row.cell, .dim = !is_here});
    if (events.clicked && is_here) out.push(SelectCell{*row.cell, std::nullopt});
    table.cell();
    switch (row.fate) {
        case SwapFate::Kept: table.icon(Glyph::Check, Tone::Done); break;
        case SwapFate::Initialised: table.icon(Glyph::Reload, Tone::Changed); break;
        case SwapFate::Dropped: table.icon(Glyph::Cross, Tone::Fault); break;
    }
    table.cell();
    table.mono(row.name);
    table.cell();
    table.mono(row.place, Tone::Dim);
    table.cell();
    switch (row.fate) {
        case SwapFate::Kept: table.text("kept", Tone::Dim); break;
        case SwapFate::Initialised: table.text("initialised anew; " + row.why, Tone::Changed); break;
        case SwapFate::Dropped: table.text("dropped; " + row.why, Tone::Fault); break;
    }
}

}  // namespace

void draw_swap_report(const View& view, Outbox& out) {
    const auto& swap = view.session.last_swap();
    if (!swap) {
        empty_state("No swap",
                    "A hot swap puts another program into the run and keeps the state that fits: Ctrl+Shift+O, or "
                    "save the file while it is open here.");
        return;
    }
    text_wrapped(swap_sentence(*swap));
    draw_names("New slots,", swap->slots_new);
    draw_names("Slots that are gone,", swap->slots_gone);
    ImGui::Dummy({0, grid(0.5F)});
    const std::vector<SwapRow> rows = swap_rows(*swap);
    if (rows.empty()) return text("Neither program has state cells.", Tone::Dim);
    DataTable table("swap", kColumns, {.rows = static_cast<int>(rows.size())});
    table.for_each_visible([&](int i) {
        const auto index = static_cast<std::size_t>(i);
        draw_row(rows[index], index, view, out, table);
    });
}

}  // namespace slotscope::gui
