// SPDX-License-Identifier: MIT
#include "panels/program_panel.h"

#include <algorithm>
#include <string>
#include <vector>

#include "model/program_rows.h"
#include "model/slot_facts.h"
#include "panels/slot_card.h"
#include "panels/swap_report.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

enum class Page : std::uint8_t { Overview, Signals, Constants, State, Outputs, Warnings, Swap };

// Lines of signals that a search reads per drawn frame: about 5 ms.
constexpr std::size_t kSearchBudget = 4000;
constexpr float kFactsEm = 25;  // beside the tables, where there is room
constexpr float kSideBySideEm = 58;

constexpr Column kSignalColumns[] = {{"#", 4, Align::Right},
                                     {.label = "Kind", .width_em = 6.5F, .least_em = 5, .gives_way = 1},
                                     {.label = "Expression", .least_em = 10},
                                     {.label = "Type", .width_em = 12, .least_em = 8, .gives_way = 2}};
constexpr Column kConstantColumns[] = {{"#", 4, Align::Right}, {"Pool", 6.5F}, {"Value", 0}};
constexpr Column kStateColumns[] = {{"Cell"},
                                    {.label = "Place", .width_em = 9, .least_em = 5},
                                    {.label = "Elements", .width_em = 5.5F, .align = Align::Right, .gives_way = 1},
                                    {.label = "Kept by", .width_em = 6, .least_em = 5, .gives_way = 2}};
constexpr Column kOutputColumns[] = {{.label = "Output", .least_em = 5},
                                     {.label = "Kind", .width_em = 10, .gives_way = 1},
                                     {.label = "Slot", .width_em = 16, .least_em = 8}};
constexpr Column kWarningColumns[] = {{"Code", 12}, {"Message", 0}};

class ProgramPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        if (!view.session.has_program()) {
            if (empty_state("No program",
                            "Open one to see what it is made of: time model, constants, state and signals.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        refresh(view.session);
        const bool is_wide = ImGui::GetContentRegionAvail().x >= em(kSideBySideEm);
        if (is_wide) {
            {
                const scoped::Child facts("facts", {em(kFactsEm), 0});
                draw_facts(view.session);
            }
            ImGui::SameLine(0, grid(5));
        }
        const scoped::Child tables("tables");
        draw_pages(view, is_wide);
        draw_page(view, out, is_wide ? std::max(page(), Page::Signals) : page());
    }

    SettingsTable settings() override { return {{"page", &page_}, {"filter", &filter_}}; }

private:
    [[nodiscard]] Page page() const { return static_cast<Page>(std::clamp(page_, 0, static_cast<int>(Page::Swap))); }

    void refresh(const Session& session) {
        if (program_revision_ == session.program_revision()) return;
        program_revision_ = session.program_revision();
        facts_ = program_facts(session);
        const ProgramPtr swapped = session.last_swap() ? session.last_swap()->new_program : nullptr;
        // What a swap did is the news about the program, once.
        if (swapped && swapped != swapped_) page_ = static_cast<int>(Page::Swap);
        if (!swapped && page() == Page::Swap) page_ = static_cast<int>(Page::Overview);
        swapped_ = swapped;
    }

    void draw_facts(const Session& session) const {
        const Program& program = session.program();
        text_bold(program.patch_id.empty() ? program.source_name : program.patch_id);
        if (!program.description.empty()) text_wrapped(program.description, Tone::Dim);
        const Facts facts(6);
        for (const ProgramFacts& group : facts_) {
            section(group.title);
            for (const ProgramFact& fact : group.facts) facts.row(fact.label, fact.value);
        }
    }

    void page_chip(Page page, const char* label, std::size_t count, bool is_wide, Tone tone = Tone::Accent) {
        const bool is_on = this->page() == page || (is_wide && this->page() == Page::Overview && page == Page::Signals);
        const std::string number = page == Page::Overview ? std::string() : std::to_string(count);
        if (!is_first_chip_) {
            ImGui::SameLine(0, grid(1.5F));
            if (ImGui::GetContentRegionAvail().x < text_width(label) + text_width(number, fonts().mono) + grid(6))
                ImGui::NewLine();
        }
        is_first_chip_ = false;
        if (chip(label,
                 {.on = is_on, .tone = tone, .count = page == Page::Overview ? -1 : static_cast<long long>(count)}))
            page_ = static_cast<int>(page);
    }

    void draw_pages(const View& view, bool is_wide) {
        const Program& program = view.session.program();
        is_first_chip_ = true;
        if (!is_wide) page_chip(Page::Overview, "Overview", 0, is_wide);
        page_chip(Page::Signals, "Signals", program.signals ? program.signals->size() : 0, is_wide);
        page_chip(Page::Constants, "Constants", program.constants.index.size(), is_wide);
        page_chip(Page::State, "State", program.state_layout.cells.size(), is_wide);
        page_chip(Page::Outputs, "Outputs", program.outputs.size(), is_wide);
        page_chip(Page::Warnings, "Warnings", program.warnings.size(), is_wide,
                  program.warnings.empty() ? Tone::Accent : Tone::Warning);
        if (view.session.last_swap())
            page_chip(Page::Swap, "Last swap", view.session.last_swap()->cells.cells.size(), is_wide);
    }

    void draw_page(const View& view, Outbox& out, Page page) {
        switch (page) {
            case Page::Overview: draw_facts(view.session); break;
            case Page::Signals: draw_signals(view, out); break;
            case Page::Constants: draw_constants(view, out); break;
            case Page::State: draw_state(view, out); break;
            case Page::Outputs: draw_outputs(view, out); break;
            case Page::Warnings: draw_warnings(view.session.program()); break;
            case Page::Swap: draw_swap_report(view, out); break;
        }
    }

    void draw_signals(const View& view, Outbox& out) {
        const Session& session = view.session;
        if (!session.program().signals || session.program().signals->empty()) {
            empty_state("No signals",
                        "Signals are the expressions that signalEval steps evaluate. This program has none.");
            return;
        }
        signals_.update(session, filter_, kSearchBudget);
        ImGui::SameLine(0, grid(3));
        if (ImGui::GetContentRegionAvail().x < em(14)) ImGui::NewLine();
        search_field("filter", filter_,
                     {.hint = "Filter signals by kind or expression",
                      .width = std::min(ImGui::GetContentRegionAvail().x, em(24)),
                      .matches = static_cast<long long>(signals_.rows().size()),
                      .total = static_cast<long long>(signals_.total())});
        if (!signals_.is_complete())
            progress_bar(static_cast<float>(signals_.searched()) / static_cast<float>(signals_.total()),
                         "searched " + grouped(signals_.searched()) + " of " + grouped(signals_.total()), em(12));
        if (signals_.rows().empty() && signals_.is_complete()) {
            if (empty_state("Nothing matches",
                            "No signal's number, kind or own operation holds all words of the filter.", "Show all"))
                filter_.clear();
            return;
        }
        std::optional<int> reveal;
        const std::optional<Ref>& selected = view.ui.selection().signal;
        if (reveal_.due(view.ui) && selected) reveal = signals_.position_of(*selected);
        DataTable table("signals", kSignalColumns,
                        {.rows = static_cast<int>(signals_.rows().size()), .reveal_row = reveal});
        table.for_each_visible(
            [&](int row) { draw_signal(view, out, table, signals_.rows()[static_cast<std::size_t>(row)]); });
    }

    void draw_signal(const View& view, Outbox& out, DataTable& table, std::uint32_t signal) {
        const Program& program = view.session.program();
        const SignalNode& node = (*program.signals)[signal];
        const std::string probe_label = probing() ? "signal " + std::to_string(signal) : std::string();
        const RowEvents events = table.row(
            signal, {.probe = probe_label, .selected = view.ui.selection().signal == static_cast<Ref>(signal)});
        if (events.clicked) out.push(SelectSignal{static_cast<Ref>(signal)});
        table.cell();
        table.mono(std::to_string(signal), Tone::Dim);
        table.cell();
        table.text(signal_kind(node),
                   std::holds_alternative<SigUnknown>(node.body) || std::holds_alternative<SigClosure>(node.body)
                       ? Tone::Fault
                       : Tone::Dim);
        table.cell();
        constexpr int kDepth = 6;
        table.mono(signal_expression(program, static_cast<Ref>(signal), kDepth, &signals_.names()));
        table.cell();
        table.text(type_words(program.types[node.type]), Tone::Dim);
    }

    static void draw_constants(const View& view, Outbox& out) {
        const ConstPool& constants = view.session.program().constants;
        if (constants.index.empty()) {
            empty_state("No constants", "The program's constant index is empty.");
            return;
        }
        DataTable table("constants", kConstantColumns, {.rows = static_cast<int>(constants.index.size())});
        table.for_each_visible([&](int i) {
            const auto row = static_cast<std::size_t>(i);
            const ConstantRow shown = constant_row(constants, row);
            const std::string probe_label = probing() ? "constant " + std::to_string(i) : std::string();
            if (table.row(row, {.probe = probe_label}).double_clicked) out.push(ShowPrompt{AskConstant{row}});
            tooltip("Double click: set it from the next frame on.");
            table.cell();
            table.mono(std::to_string(i), Tone::Dim);
            table.cell();
            table.mono(shown.place, Tone::Dim);
            table.cell();
            table.mono(shown.value);
        });
    }

    static void draw_state(const View& view, Outbox& out) {
        const Program& program = view.session.program();
        const std::vector<StateCell>& cells = program.state_layout.cells;
        if (cells.empty()) {
            empty_state(
                "No state cells",
                "Programs with delays, integrators or envelopes have them; assets/programs/delay-lines.json is one.");
            return;
        }
        DataTable table("cells", kStateColumns, {.rows = static_cast<int>(cells.size())});
        table.for_each_visible([&](int i) {
            const auto index = static_cast<CellIndex>(i);
            const StateCell& cell = cells[index];
            const std::string probe_label = probing() ? "cell " + std::to_string(i) : std::string();
            const RowEvents events =
                table.row(index, {.probe = probe_label, .selected = view.ui.selection().cell == index});
            if (events.clicked) out.push(SelectCell{index, std::nullopt});
            table.cell();
            table.mono(cell_name(program, index));
            table.cell();
            table.mono(std::string(storage_name(cell.storage)) + "[" + std::to_string(cell.offset) + "]", Tone::Dim);
            table.cell();
            table.mono(std::to_string(cell.size), Tone::Dim);
            table.cell();
            table.text(cell.policy, Tone::Dim);
        });
    }

    static void draw_outputs(const View& view, Outbox& out) {
        const std::vector<Output>& outputs = view.session.program().outputs;
        if (outputs.empty()) {
            empty_state("No outputs", "The program declares no output slot: it computes, and draws nothing.");
            return;
        }
        DataTable table("outputs", kOutputColumns, {.rows = static_cast<int>(outputs.size())});
        table.for_each_visible([&](int i) {
            const Output& output = outputs[static_cast<std::size_t>(i)];
            const SlotIndex slot = view.session.slots().find(output.slot);
            const std::string probe_label = probing() ? "output " + std::to_string(i) : std::string();
            const RowEvents events =
                table.row(static_cast<std::uint64_t>(i),
                          {.probe = probe_label, .selected = view.ui.selection().slot == output.slot});
            if (events.clicked) out.push(SelectSlot{output.slot});
            table.cell();
            table.mono(output.label.empty() ? output.id : output.label);
            table.cell();
            table.text(output.kind, Tone::Dim);
            table.cell();
            if (slot != kNoSlotIndex) table.mono(slot_reference(view.session, slot));
            else table.mono(std::to_string(output.slot) + " not in this program", Tone::Fault);
        });
    }

    static void draw_warnings(const Program& program) {
        if (program.warnings.empty()) {
            empty_state("No warnings", "The compiler that made this program noted nothing.");
            return;
        }
        DataTable table("warnings", kWarningColumns, {.rows = static_cast<int>(program.warnings.size())});
        table.for_each_visible([&](int i) {
            const CompileWarning& warning = program.warnings[static_cast<std::size_t>(i)];
            table.row(static_cast<std::uint64_t>(i), {.dim = true});
            table.cell();
            table.mono(warning.code, Tone::Warning);
            table.cell();
            table.text(warning.message);
        });
    }

    int page_ = static_cast<int>(Page::Overview);
    std::string filter_;
    std::uint64_t program_revision_ = 0;
    ProgramPtr swapped_;  // the program of the swap that was shown last
    std::vector<ProgramFacts> facts_;
    SignalRows signals_;
    RevealTracker reveal_;
    bool is_first_chip_ = true;  // while the row of chips is drawn
};

}  // namespace

std::unique_ptr<Panel> make_program_panel() { return std::make_unique<ProgramPanel>(); }

}  // namespace slotscope::gui
