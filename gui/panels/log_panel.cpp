// SPDX-License-Identifier: MIT
#include "panels/log_panel.h"

#include <algorithm>
#include <string>

#include "model/log_rows.h"
#include "model/places.h"
#include "model/slot_facts.h"
#include "panels/command_ui.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {{.label = "", .width_em = 1.3F, .align = Align::Centre, .least_em = 1.3F},
                               {.label = "Frame",
                                .width_em = 7,
                                .align = Align::Right,
                                .help = "And how many of its steps had run, where it was not at its end",
                                .least_em = 5.5F},
                               {.label = "#",
                                .width_em = 2.6F,
                                .align = Align::Right,
                                .help = "Number of the breakpoint",
                                .least_em = 2,
                                .gives_way = 1},
                               {.label = "Message"}};

class LogPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (session.log().empty()) {
            const std::string key = view.ui.keymap().hint(CommandId::NewBreakpoint);
            if (empty_state(
                    "Nothing was said yet",
                    "Breakpoints write here as frames run for the first time: where they stopped, and what those that "
                    "only log have to say. " +
                        key +
                        " makes one; a message such as \"sum is {mix.sum}\" puts values "
                        "into the line.",
                    session.has_program() ? "New breakpoint…" : nullptr))
                out.push(CommandId::NewBreakpoint);
            return;
        }
        rows_.update(session, filter_);
        draw_filter(view, out);
        rows_.update(session, filter_);
        if (rows_.rows().empty()) return text("No message matches.", Tone::Dim);
        draw_table(view, out);
    }

    SettingsTable settings() override { return {{"filter", &filter_}}; }

    [[nodiscard]] long long count(const View& view) const override {
        return static_cast<long long>(view.session.log().size());
    }

private:
    void draw_filter(const View& view, Outbox& out) {
        const Session& session = view.session;
        if (ImGui::GetContentRegionAvail().y < em(6)) return;
        const float left = ImGui::GetCursorPosX(), room = ImGui::GetContentRegionAvail().x;
        const float actions = button_width("Newest") + button_width("Copy all") + button_width("Clear") + grid(2);
        search_field("filter", filter_,
                     {.hint = "Filter messages; #2 is breakpoint 2",
                      .width = std::max(em(4), std::min(em(24), room - actions - grid(2))),
                      .matches = static_cast<long long>(rows_.rows().size()),
                      .total = static_cast<long long>(session.log().size())});
        ImGui::SameLine(std::max(left, left + room - actions));
        if (button("Newest", {.kind = ButtonKind::Ghost,
                              .enabled = !is_at_end_,
                              .tooltip = "Go to the end of the list, and follow it.",
                              .reason = "The newest message is shown."}))
            is_at_end_ = must_follow_ = true;
        ImGui::SameLine(0, grid(1));
        if (button("Copy all", {.kind = ButtonKind::Ghost, .tooltip = "Copy the listed messages as text."}))
            out.push(CopyText{log_as_text(session, rows_.rows())});
        ImGui::SameLine(0, grid(1));
        command_button(CommandId::ClearLog, view, out, ButtonKind::Ghost, "Clear");
    }

    void draw_table(const View& view, Outbox& out) {
        const int count = static_cast<int>(rows_.rows().size());
        // Whoever looks at the end stays there as lines come; whoever has scrolled away is left alone.
        std::optional<int> reveal;
        if (must_follow_ || (is_at_end_ && count != seen_count_)) reveal = count - 1;
        seen_count_ = count;
        must_follow_ = false;
        DataTable table("log", kColumns, {.rows = count, .reveal_row = reveal});
        table.for_each_visible([&](int i) { draw_row(table, rows_.rows()[static_cast<std::size_t>(i)], view, out); });
        if (table && !reveal) is_at_end_ = ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1;
    }

    void draw_row(DataTable& table, std::uint32_t index, const View& view, Outbox& out) {
        const Session& session = view.session;
        const LogEntry& entry = session.log()[index];
        const bool is_here = place_of(session) == Place{entry.frame, entry.step};
        const std::string probe = probing() ? "row " + std::to_string(index) : std::string();
        const RowEvents events = table.row(index, {.probe = probe, .selected = is_here});
        const bool is_recorded = entry.frame <= session.newest_frame();
        if (events.clicked && is_recorded) {
            out.push(SelectBreakpoint{entry.breakpoint});
            jump(session, out, SeekTo{entry.frame, entry.step});
        }
        table.cell();
        if (entry.stopped) {
            table.icon(Glyph::Dot, Tone::Breakpoint);
            tooltip("It stopped here.");
        }
        table.cell();
        table.mono(log_place(entry), Tone::Dim);
        table.cell();
        table.mono(std::to_string(entry.breakpoint), Tone::Dim);
        table.cell();
        table.text(entry.message);
    }

    LogRows rows_;
    std::string filter_;
    bool is_at_end_ = true, must_follow_ = false;
    int seen_count_ = 0;
};

}  // namespace

std::unique_ptr<Panel> make_log_panel() { return std::make_unique<LogPanel>(); }

}  // namespace slotscope::gui
