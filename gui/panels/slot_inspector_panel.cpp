// SPDX-License-Identifier: MIT
#include "panels/slot_inspector_panel.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/places.h"
#include "model/program_rows.h"
#include "model/slot_facts.h"
#include "panels/break_gutter.h"
#include "panels/buffer_view.h"
#include "panels/command_ui.h"
#include "panels/history_plot.h"
#include "panels/slot_card.h"
#include "panels/value_view.h"
#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/plot.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kFrames = 128;    // as many as a narrow panel has pixels for
constexpr std::size_t kMostLinks = 24;  // readers and inputs listed before "… and N more"
constexpr float kLabelEm = 5.5F;

void and_more(std::size_t size) {
    if (size > kMostLinks) text("… and " + grouped(size - kMostLinks) + " more", Tone::Dim);
}

/// Wraps between any two digits: words would break at the point.
void digits_block(std::string_view digits) {
    const scoped::Group group;
    const float advance = fonts().mono->GetCharAdvance('0');
    const auto room = static_cast<std::size_t>(std::max(8.0F, ImGui::GetContentRegionAvail().x / advance));
    for (std::size_t at = 0; at < digits.size(); at += room) text_mono(digits.substr(at, room));
}

class SlotInspectorPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program", "Open a program, then select a slot to see it from all sides.", "Open…"))
                out.push(CommandId::Open);
            return;
        }
        const std::optional<SlotId>& selected = view.ui.selection().slot;
        if (!selected) {
            if (empty_state("No slot selected",
                            "Click a slot in any panel, or find one by name or number with Ctrl+P. Its value is then "
                            "shown in every representation, with its writer, its readers and its last frames.",
                            "Find…"))
                out.push(CommandId::FindAnything);
            return;
        }
        const SlotIndex slot = session.slots().find(*selected);
        if (slot == kNoSlotIndex) {
            empty_state("Not in this program", "Slot " + std::to_string(*selected) +
                                                   " is selected, but the open program has no slot of that number.");
            return;
        }
        refresh(session, slot);
        const bool has_buffer = session.slots()[slot].storage == Storage::Object && buffer_.update(session, slot);
        draw_head(view, out, slot, has_buffer);
        if (has_buffer) {
            buffer_.draw(view, slot, out);
            draw_moves(view, out, slot);
        }
        draw_history(view, out, slot);
        draw_whole(view, out, slot);
        draw_representations(session, slot);
        draw_wiring(view, out, slot);
        draw_place(view, out, slot);
        draw_notes(view, out);
    }

private:
    /// What costs more than a look: made anew when the session or the slot changed.
    void refresh(const Session& session, SlotIndex slot) {
        if (revision_ == session.revision() && program_revision_ == session.program_revision() && slot_ == slot) return;
        if (program_revision_ != session.program_revision() || slot_ != slot) {
            aliases_ = aliases(session.slots(), slot);
            problems_.clear();
            for (const Problem* problem : problems_about(session, slot)) problems_.push_back(*problem);
        }
        revision_ = session.revision();
        program_revision_ = session.program_revision();
        slot_ = slot;
        samples_ = recent_samples(session, slot, kFrames);
        recent_ = recent_values(session, slot, kFrames);
        notes_.clear();
        for (const Note* note : notes_about(session, slot)) notes_.push_back(*note);
    }

    void draw_head(const View& view, Outbox& out, SlotIndex slot, bool has_buffer) const {
        const Session& session = view.session;
        const SlotMeta& meta = session.slots()[slot];
        const WriteStatus status = session.values().status(slot);
        const float actions = 4 * ImGui::GetFrameHeight() + 4 * grid(1);
        const float left = ImGui::GetCursorPosX(), room = ImGui::GetContentRegionAvail().x;
        ImGui::AlignTextToFramePadding();
        text_mono(std::to_string(meta.slot), Tone::Dim);
        ImGui::SameLine(0, grid(2));
        text_cut(session.slot_names()[slot],
                 std::max(em(2), room - actions - text_width(std::to_string(meta.slot), fonts().mono) - grid(3)),
                 Tone::Text, fonts().ui_bold);
        if (room > actions + em(5)) {
            ImGui::SameLine(left + room - actions + grid(1));
            command_icon(CommandId::SetSlotValue, Glyph::Pencil, view, out);
            ImGui::SameLine(0, grid(1));
            command_icon(CommandId::GoToWriter, Glyph::ArrowLeft, view, out);
            ImGui::SameLine(0, grid(1));
            command_icon(CommandId::GoToReader, Glyph::ArrowRight, view, out);
            ImGui::SameLine(0, grid(1));
            if (icon_button(Glyph::File, "Copy as JSON", {.kind = ButtonKind::Ghost}))
                out.push(CopyText{value_json(session, slot)});
        }
        if (!has_buffer) {
            draw_large_value(session, slot, status);
            draw_moves(view, out, slot);
        }
        const Glyph shape = status_glyph(session, slot);
        if (shape != Glyph::None) {
            glyph(shape, status_tone(status));
            ImGui::SameLine(0, grid(1));
        }
        text_wrapped(status_sentence(session, slot), status == WriteStatus::Changed ? Tone::Changed : Tone::Dim);
    }

    static void draw_large_value(const Session& session, SlotIndex slot, WriteStatus status) {
        if (!number_of(session, slot)) {
            value_tree(session.values().value_at(slot));
            return;
        }
        const std::string digits = value_shortest(session, slot);
        const Tone tone =
            status == WriteStatus::Changed || status == WriteStatus::Same ? Tone::Text : status_tone(status);
        const bool fits = text_width(digits, fonts().mono_large) <= ImGui::GetContentRegionAvail().x;
        const std::string_view word = unusual_word(session, slot);
        ImGui::Dummy({0, 0});
        {
            const scoped::Font font(fits ? fonts().mono_large : fonts().mono);
            const scoped::TextWrap wrap;
            const scoped::Color ink(ImGuiCol_Text, color(word.empty() ? tone : Tone::Fault));
            ImGui::TextUnformatted(digits.c_str(), digits.c_str() + digits.size());
        }
        probe_item("value");
        const std::string& unit = session.program().types[session.slots()[slot].type].unit;
        if (unit.empty()) return;
        ImGui::SameLine(0, grid(2));
        text(unit, Tone::Dim);
    }

    /// To the frames where something happened to it.
    static void draw_moves(const View& view, Outbox& out, SlotIndex slot) {
        const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(0.5F), ImGui::GetStyle().ItemSpacing.y));
        ImGui::AlignTextToFramePadding();
        text("Change", Tone::Dim);
        ImGui::SameLine(0, grid(1));
        command_icon(CommandId::PreviousChange, Glyph::LeftSolid, view, out);
        ImGui::SameLine();
        command_icon(CommandId::NextChange, Glyph::Right, view, out);
        ImGui::SameLine(0, grid(4));
        text("Write", Tone::Dim);
        ImGui::SameLine(0, grid(1));
        command_icon(CommandId::PreviousWrite, Glyph::LeftSolid, view, out);
        ImGui::SameLine();
        command_icon(CommandId::NextWrite, Glyph::Right, view, out);
        draw_break(view, out, slot);
    }

    /// Breakpoints on it and searches for it. The slot gets the focus, which the commands act on.
    static void draw_break(const View& view, Outbox& out, SlotIndex slot) {
        const float width = text_width("Break") + grid(8);
        ImGui::SameLine(0, grid(4));
        if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
        if (drop_button("Break", "break menu",
                        {.kind = ButtonKind::Ghost,
                         .tooltip = "Breakpoints on this slot, and searches for what happened to it."}))
            out.push(SelectSlot{view.session.slots()[slot].slot});
        const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
        const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F)));
        if (const scoped::Popup popup("break menu"); popup) slot_break_menu(view, out);
    }

    void draw_history(const View& view, Outbox& out, SlotIndex slot) const {
        const Session& session = view.session;
        if (recent_.size() < 2) return;
        if (session.slots()[slot].storage == Storage::Object && !plot_range(recent_).has_value) return;
        section("Last " + counted(recent_.size(), "frame"));
        const PlotResponse response = line_plot(
            "history", recent_, {.height_em = 4, .steps = true, .mark = static_cast<int>(recent_.size()) - 1});
        if (!response.hovered) return;
        const HistorySample& sample = samples_[static_cast<std::size_t>(*response.hovered)];
        if (response.clicked) jump(session, out, SeekTo{sample.frame});
        const HoverCard card;
        if (!card) return;
        text("Frame " + grouped(sample.frame), Tone::Dim);
        text_mono(format_shortest(sample.value));
        if (sample.status == WriteStatus::Stale) text("not written in this frame", Tone::Dim);
        text("Click: go there.", Tone::Faint);
    }

    /// All of the recording, once that is more than the last frames.
    void draw_whole(const View& view, Outbox& out, SlotIndex slot) {
        if (view.session.newest_frame() < kFrames || view.session.slots()[slot].storage == Storage::Object) return;
        section("Whole recording");
        whole_.draw(view, slot, out);
    }

    static void draw_representations(const Session& session, SlotIndex slot) {
        const std::optional<double> held = number_of(session, slot);
        if (!held) return;
        const double number = *held;
        // A number in an object slot is a double.
        const Storage own = session.slots()[slot].storage, storage = own == Storage::Object ? Storage::F64 : own;
        const bool is_float = storage == Storage::F64 || storage == Storage::F32;
        section("Representations");
        const Facts facts(kLabelEm);
        constexpr std::size_t kDigits = 160;
        if (is_float && std::isfinite(number)) {
            const std::string exact = format_exact(number);
            facts.label("Exact");
            digits_block(std::string_view(exact).substr(0, kDigits));
            if (exact.size() > kDigits)
                facts.row("",
                          "… " + grouped(exact.size()) + " characters in all; the menu of the slots table copies them",
                          Tone::Dim);
            facts.mono("Hex float", format_hex_float(number));
        }
        facts.mono("Hex", "0x" + bit_fields(storage, number).hex);
        constexpr int kChangeDigits = 9;
        const std::string change = change_cell(session, slot, kChangeDigits), ulp = ulp_change(session, slot);
        if (change.size() > 1 && change != "→") {
            facts.mono("Change", change + (ulp.empty() ? "" : "  (" + ulp + ")"), Tone::Changed);
            facts.mono("Before",
                       storage == Storage::F32
                           ? format_shortest(static_cast<float>(session.previous_value(slot).to_number()))
                           : format_shortest(session.previous_value(slot).to_number()),
                       Tone::Dim);
        }
        ImGui::Dummy({0, grid(0.5F)});
        bits_view(storage, number);
    }

    static void draw_wiring(const View& view, Outbox& out, SlotIndex slot) {
        const Wiring& wiring = view.session.wiring();
        const std::vector<StepIndex>&writers = wiring.writers[slot], &readers = wiring.readers[slot];
        section(writers.size() > 1 ? std::to_string(writers.size()) + " writers" : "Writer");
        if (writers.empty()) text_wrapped("No step writes it.", Tone::Dim);
        if (writers.size() > 1)
            text_wrapped("Each would write it in every frame; the second write faults.", Tone::Fault);
        for (std::size_t i = 0; i < std::min(writers.size(), kMostLinks); ++i) draw_writer(view, out, writers[i]);
        and_more(writers.size());
        section(readers.empty() ? std::string("Readers") : counted(readers.size(), "reader"));
        if (readers.empty()) text_wrapped("No step reads it.", Tone::Dim);
        for (std::size_t i = 0; i < std::min(readers.size(), kMostLinks); ++i) {
            const scoped::Id id(static_cast<int>(i));
            glyph(Glyph::RightHollow, Tone::Read);
            ImGui::SameLine(0, grid(1));
            step_line(view, out, readers[i]);
        }
        and_more(readers.size());
    }

    /// Link and, as far as there is room, what the step does.
    static void step_line(const View& view, Outbox& out, StepIndex step) {
        step_link(view, step, out);
        ImGui::SameLine(0, grid(2));
        const float room = ImGui::GetContentRegionAvail().x;
        if (room > em(3)) text_cut(step_detail(view.session.program(), step), room, Tone::Dim);
        else ImGui::NewLine();
    }

    static void draw_writer(const View& view, Outbox& out, StepIndex step) {
        const Session& session = view.session;
        const scoped::Id id(static_cast<int>(step));
        glyph(Glyph::Diamond, Tone::Write);
        ImGui::SameLine(0, grid(1));
        step_line(view, out, step);
        const std::vector<SlotId>& reads = session.wiring().steps[step].reads;
        const ProbeScope scope("reads");
        const float left = ImGui::GetCursorPosX();
        for (std::size_t i = 0; i < std::min(reads.size(), kMostLinks); ++i) {
            const SlotIndex input = session.slots().find(reads[i]);
            ImGui::SetCursorPosX(left + em(1.5F));
            if (input == kNoSlotIndex) {
                text_mono(std::to_string(reads[i]) + " not in this program", Tone::Fault);
                continue;
            }
            const float room = ImGui::GetContentRegionAvail().x;
            const std::string_view word = unusual_word(session, input);
            const std::string value = cut_to_width(value_cell(session, input), room * 0.5F, fonts().mono);
            const float value_width = text_width(value, fonts().mono);
            {
                const std::string reference = cut_to_width(slot_reference(session, input),
                                                           std::max(em(2), room - value_width - grid(3)), fonts().mono);
                if (link(reference, Tone::Read, fonts().mono, "slot " + std::to_string(reads[i])))
                    out.push(SelectSlot{reads[i]});
            }
            slot_hover_card(session, input);
            ImGui::SameLine(left + em(1.5F) + room - value_width);
            text_mono(value, !word.empty()                        ? Tone::Fault
                             : session.values().is_written(input) ? Tone::Text
                                                                  : Tone::Stale);
        }
        and_more(reads.size());
    }

    void draw_place(const View& view, Outbox& out, SlotIndex slot) const {
        const Session& session = view.session;
        const SlotMeta& meta = session.slots()[slot];
        section("Place");
        const Facts facts(kLabelEm);
        facts.mono("Storage", std::string(storage_name(meta.storage)) + "[" + std::to_string(meta.offset) + "]");
        const TypeDesc& type = session.program().types[meta.type];
        facts.row("Type", type_words(type));
        if (meta.is_inferred) facts.row("Declared", "no: found in the schedule", Tone::Dim);
        if (aliases_.empty()) return;
        facts.label("Shared with");
        const float left = ImGui::GetCursorPosX();
        for (std::size_t i = 0; i < std::min(aliases_.size(), kMostLinks); ++i) {
            const scoped::Id id(static_cast<int>(i));
            ImGui::SetCursorPosX(left);
            slot_link(view, aliases_[i], out);
        }
        and_more(aliases_.size());
        text_wrapped("Slots that share an element show the same value: a write to one changes all.", Tone::Dim);
    }

    void draw_notes(const View& view, Outbox& out) const {
        if (notes_.empty() && problems_.empty()) return;
        section("Notes");
        for (std::size_t i = 0; i < problems_.size(); ++i) {
            const Problem& problem = problems_[i];
            const scoped::Id id(static_cast<int>(i));
            glyph(Glyph::Warning, problem.severity == Severity::Fault ? Tone::Fault : Tone::Warning);
            ImGui::SameLine(0, grid(1));
            text_wrapped(problem.message, Tone::Text);
        }
        for (std::size_t i = 0; i < notes_.size(); ++i) {
            const Note& note = notes_[i];
            const scoped::Id id(static_cast<int>(1000 + i));
            glyph(Glyph::Info, Tone::Warning);
            ImGui::SameLine(0, grid(1));
            text_wrapped(std::string(note_kind_name(note.kind)) + ", " + note_extent(note), Tone::Text);
            if (!note.detail.empty()) text_wrapped(note.detail, Tone::Dim);
            if (note.step < view.session.step_names().size()) step_link(view, note.step, out);
        }
    }

    std::uint64_t revision_ = 0, program_revision_ = 0;
    SlotIndex slot_ = kNoSlotIndex;
    std::vector<SlotIndex> aliases_;
    std::vector<Note> notes_;  // copies: the session's list moves when notes are added
    std::vector<Problem> problems_;
    std::vector<HistorySample> samples_;
    std::vector<double> recent_;
    BufferView buffer_;
    HistoryPlot whole_;
};

}  // namespace

std::unique_ptr<Panel> make_slot_inspector_panel() { return std::make_unique<SlotInspectorPanel>(); }

}  // namespace slotscope::gui
