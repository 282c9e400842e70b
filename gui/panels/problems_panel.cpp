// SPDX-License-Identifier: MIT
#include "panels/problems_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "model/places.h"
#include "model/problem_rows.h"
#include "model/slot_facts.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/table.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr Column kColumns[] = {{.label = "", .width_em = 1.4F, .align = Align::Centre, .least_em = 1.4F},
                               {.label = "Kind", .width_em = 6, .least_em = 5.5F, .gives_way = 2},
                               {.label = "What", .least_em = 14, .good_em = 22},
                               {.label = "Where", .width_em = 15, .least_em = 8, .gives_way = 1},
                               {.label = "When", .width_em = 14, .least_em = 8, .gives_way = 3}};
constexpr std::array<const char*, kProblemKinds> kChips{"Load errors", "Faults", "Will fault",
                                                        "Surprises",   "Notes",  "File notes"};
constexpr std::array<const char*, kProblemKinds> kHelp{
    "Why the last file could not be opened. What was open before stays open.",
    "Steps that failed while frames ran, newest first. Equal ones in a row are counted.",
    "Steps that will fault when they run.",
    "Steps that run with a result that one might not expect.",
    "Stores and conversions that lost something while frames ran.",
    "What the file holds that the program does not use."};

struct KindLook {
    Glyph shape;
    Tone tone;
};
KindLook look_of(ProblemKind kind) {
    switch (kind) {
        case ProblemKind::LoadError:
        case ProblemKind::Fault: return {Glyph::Cross, Tone::Fault};
        case ProblemKind::WillFault: return {Glyph::Warning, Tone::Fault};
        case ProblemKind::Surprise: return {Glyph::Warning, Tone::Warning};
        case ProblemKind::Note: return {Glyph::DiamondHollow, Tone::Warning};
        case ProblemKind::LoadNote:
        case ProblemKind::Count: break;
    }
    return {Glyph::Info, Tone::Dim};
}

/// The same thing on the next frame, when rows before it may have come or gone.
std::uint64_t key_of(const ProblemRow& row) {
    const std::uint64_t frame = row.kind == ProblemKind::Fault ? row.first_frame : 0;
    return static_cast<std::uint64_t>(row.kind) << 60 ^ frame << 24 ^ row.source;
}

class ProblemsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const ProblemSources sources{view.session, view.ui.load_errors()};
        refresh(view, sources);
        if (rows_.empty()) {
            if (view.session.has_program())
                empty_state("No problems",
                            "Faults, lossy stores and what is wrong with the program or its file appear here.");
            else
                empty_state(
                    "No program",
                    "Errors of files that cannot be opened appear here, and problems of the program that is open.");
            return;
        }
        draw_filters(sources, out);
        const float room = ImGui::GetContentRegionAvail().x;
        const ProblemRow* picked = find_picked();
        const bool has_side = picked != nullptr && room > em(64) && ImGui::GetContentRegionAvail().y > em(5);
        const float side = has_side ? std::min(em(34), room * 0.36F) : 0;
        draw_table(sources, out, {has_side ? room - side - grid(4) : 0, 0});
        if (!has_side) return;
        ImGui::SameLine(0, grid(4));
        if (const scoped::Child child{"picked", {0, 0}}; child) draw_picked(sources, *picked, out);
    }

    SettingsTable settings() override { return {{"filter", &filter_}, {"kinds", &kinds_}}; }

    [[nodiscard]] long long count(const View& view) const override {
        return alarming_problems({view.session, view.ui.load_errors()});
    }

private:
    void refresh(const View& view, const ProblemSources& sources) {
        const std::uint64_t revision = view.session.revision();
        std::string errors = view.ui.load_errors_path();
        for (const Error& error : sources.load_errors) errors += "\n" + error.message;
        const ProblemQuery query{filter_, static_cast<unsigned>(kinds_)};
        const bool is_old = revision != revision_ || errors != errors_;
        if (is_old) {
            rows_ = list_problems(sources);
            counts_ = count_problems(rows_);
        }
        if (is_old || !(query == query_)) shown_ = filter_problems(sources, rows_, query);
        revision_ = revision;
        errors_ = std::move(errors);
        query_ = query;
    }

    [[nodiscard]] const ProblemRow* find_picked() const {
        for (const ProblemRow& row : shown_)
            if (picked_ && key_of(row) == *picked_) return &row;
        return nullptr;
    }

    void draw_filters(const ProblemSources& sources, Outbox& out) {
        if (ImGui::GetContentRegionAvail().y < em(6)) return;
        const float room = ImGui::GetContentRegionAvail().x, right = ImGui::GetCursorScreenPos().x + room;
        const bool can_dismiss = counts_[static_cast<std::size_t>(ProblemKind::LoadError)] > 0;
        const float actions = button_width("Copy all") + (can_dismiss ? button_width("Dismiss errors") + grid(1) : 0);
        const bool has_search = room > em(24);
        if (has_search) {
            search_field("filter", filter_, {.hint = "Filter problems", .width = std::min(em(18), room * 0.4F)});
            ImGui::SameLine(0, grid(2));
        }
        bool is_first = true;
        for (std::size_t i = 0; i < kProblemKinds; ++i) {
            if (counts_[i] == 0) continue;
            const int bit = 1 << i;
            const float width =
                text_width(kChips[i]) + text_width(std::to_string(counts_[i]), fonts().mono) + grid(5.5F);
            if (!is_first) {
                ImGui::SameLine(0, grid(1));
                if (ImGui::GetCursorScreenPos().x + width > right) ImGui::NewLine();
            }
            is_first = false;
            if (chip(kChips[i], {.on = (kinds_ & bit) != 0,
                                 .tone = look_of(static_cast<ProblemKind>(i)).tone,
                                 .count = static_cast<long long>(counts_[i]),
                                 .tooltip = kHelp[i]}))
                kinds_ ^= bit;
        }
        ImGui::SameLine(0, grid(2));
        const float at = ImGui::GetCursorScreenPos().x;
        if (at + actions > right) ImGui::NewLine();
        else ImGui::SetCursorScreenPos({right - actions, ImGui::GetCursorScreenPos().y});
        if (can_dismiss) {
            if (button("Dismiss errors", {.kind = ButtonKind::Ghost,
                                          .tooltip = "Take the errors of the file that was not opened off the list"}))
                out.push(DismissLoadErrors{});
            ImGui::SameLine(0, grid(1));
        }
        if (button("Copy all", {.kind = ButtonKind::Ghost,
                                .enabled = !shown_.empty(),
                                .tooltip = "Copy the listed problems as text",
                                .reason = "Nothing is listed."}))
            out.push(CopyText{problems_as_text(sources, shown_)});
    }

    void draw_table(const ProblemSources& sources, Outbox& out, ImVec2 size) {
        if (shown_.empty()) return text("No problem matches.", Tone::Dim);
        DataTable table("problems", kColumns, {.rows = static_cast<int>(shown_.size()), .size = size});
        table.for_each_visible([&](int i) {
            const ProblemRow& row = shown_[static_cast<std::size_t>(i)];
            const ProblemText words = problem_text(sources, row);
            const KindLook look = look_of(row.kind);
            const std::uint64_t key = key_of(row);
            const std::string probe = probing() ? "row " + std::to_string(i) : std::string();
            const RowEvents events = table.row(key, {.probe = probe, .selected = picked_ == key});
            if (events.clicked) {
                picked_ = key;
                go_to(words, out);
            }
            if (events.double_clicked) open_panel(words, out);
            if (events.hovered) draw_card(row, words);
            table.cell();
            table.icon(look.shape, look.tone);
            if (table.cell()) table.text(problem_kind_name(row.kind), Tone::Dim);
            table.cell();
            table.text(words.message);
            if (table.cell()) table.text(words.where, Tone::Dim);
            if (table.cell()) table.text(problem_extent(row), Tone::Dim);
        });
    }

    static void go_to(const ProblemText& words, Outbox& out) {
        // The last one selected has the focus: the step explains most.
        if (words.cell) out.push(SelectCell{*words.cell, std::nullopt});
        if (words.slot) out.push(SelectSlot{*words.slot});
        if (words.step) out.push(SelectStep{*words.step});
    }

    static void open_panel(const ProblemText& words, Outbox& out) {
        if (words.step) out.push(OpenPanel{PanelId::Schedule});
        else if (words.slot) out.push(OpenPanel{PanelId::Slots});
        else if (words.cell) out.push(OpenPanel{PanelId::State});
    }

    static void draw_card(const ProblemRow& row, const ProblemText& words) {
        HoverCard card;
        if (!card) return;
        ImGui::PushTextWrapPos(em(34));
        text(words.message);
        if (!words.hint.empty()) text(words.hint, Tone::Accent);
        for (const std::string& line : {words.where, words.path, problem_extent(row)})
            if (!line.empty()) text(line, Tone::Dim);
        ImGui::PopTextWrapPos();
    }

    void draw_picked(const ProblemSources& sources, const ProblemRow& row, Outbox& out) {
        const ProblemText words = problem_text(sources, row);
        const KindLook look = look_of(row.kind);
        glyph(look.shape, look.tone);
        ImGui::SameLine(0, grid(1.5F));
        text_bold(problem_kind_name(row.kind));
        const std::string extent = problem_extent(row);
        if (!extent.empty()) {
            ImGui::SameLine(0, grid(2));
            text(extent, Tone::Dim);
        }
        text_wrapped(words.message);
        if (!words.hint.empty()) text_wrapped(words.hint, Tone::Dim);
        if (!words.where.empty()) text_wrapped(words.where, Tone::Dim);
        if (!words.path.empty()) {
            const scoped::TextWrap wrap;
            text_mono(words.path, Tone::Dim);
        }
        if (row.kind == ProblemKind::LoadError) return;
        auto gap = [first = true]() mutable {
            if (!first) ImGui::SameLine(0, grid(3));
            first = false;
        };
        draw_frame_links(sources.session, row, gap, out);
        draw_links(words, gap, out);
    }

    /// Faults and notes: where they occurred first and last.
    template <class Gap>
    static void draw_frame_links(const Session& session, const ProblemRow& row, Gap& gap, Outbox& out) {
        const auto draw = [&](FrameNumber frame) {
            if (frame == 0 || frame > session.finished_frame()) return;
            gap();
            const std::string words = "Go to frame " + grouped(frame);
            if (link(words, Tone::Accent, nullptr, words)) jump(session, out, SeekTo{frame});
        };
        draw(row.first_frame);
        if (row.last_frame != row.first_frame) draw(row.last_frame);
    }

    template <class Gap>
    static void draw_links(const ProblemText& words, Gap& gap, Outbox& out) {
        if (words.step) {
            gap();
            if (link("Open step " + std::to_string(*words.step), Tone::Accent, nullptr, "Open step")) {
                out.push(SelectStep{*words.step});
                out.push(OpenPanel{PanelId::Schedule});
            }
        }
        if (words.other_step) {
            gap();
            if (link("Open step " + std::to_string(*words.other_step), Tone::Accent, nullptr, "Open other step")) {
                out.push(SelectStep{*words.other_step});
                out.push(OpenPanel{PanelId::Schedule});
            }
        }
        if (words.slot) {
            gap();
            if (link("Open slot " + std::to_string(*words.slot), Tone::Accent, nullptr, "Open slot")) {
                out.push(SelectSlot{*words.slot});
                out.push(OpenPanel{PanelId::SlotInspector});
            }
        }
        if (words.cell) {
            gap();
            if (link("Open cell " + std::to_string(*words.cell), Tone::Accent, nullptr, "Open cell")) {
                out.push(SelectCell{*words.cell, std::nullopt});
                out.push(OpenPanel{PanelId::State});
            }
        }
    }

    std::string filter_;
    int kinds_ = 0;
    std::uint64_t revision_ = 0;
    std::string errors_;
    ProblemQuery query_;
    std::vector<ProblemRow> rows_, shown_;
    std::array<std::size_t, kProblemKinds> counts_{};
    std::optional<std::uint64_t> picked_;
};

}  // namespace

std::unique_ptr<Panel> make_problems_panel() { return std::make_unique<ProblemsPanel>(); }

}  // namespace slotscope::gui
