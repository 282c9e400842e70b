// SPDX-License-Identifier: MIT
#include "panels/raster_panel.h"

#include <algorithm>
#include <array>

#include "model/slot_facts.h"
#include "model/slot_rows.h"
#include "panels/raster_canvas.h"
#include "panels/slot_filter.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

/// What a look of the cells means.
struct LegendEntry {
    RasterLook look;
    const char* words;
    const char* help;
};
constexpr std::uint8_t kAll = RasterLook::kLevels;
constexpr std::array<LegendEntry, 5> kLegend{
    {{{ValueDetail::Exact, kAll, 0, false}, "changed", "Written with another value than before."},
     {{ValueDetail::Exact, 0, kAll, false}, "same value", "Written with the value that it held already."},
     {{ValueDetail::Exact, 0, 0, false}, "not written", "No step wrote it in this frame."},
     {{ValueDetail::Exact, 0, 0, true}, "NaN", "It was NaN."},
     {{ValueDetail::NotYet, 0, 0, false}, "not yet seen", "Recorded, but not looked at yet: it fills in by itself."}}};

float swatch_width() { return grid(4); }

void draw_swatch(const LegendEntry& entry, bool has_words) {
    const float size = ImGui::GetTextLineHeight(), inset = grid(0.5F);
    ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({swatch_width(), size});
    at.y += ImGui::GetStyle().FramePadding.y;  // as the words beside it
    const ImVec2 min(at.x, at.y + inset), max(at.x + swatch_width(), at.y + size - inset);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(min, max, color(Tone::Window));
    draw_raster_look(list, min, max, entry.look);
    probe(entry.words, min, max);
    if (ImGui::IsMouseHoveringRect(min, max) && ImGui::IsWindowHovered())
        tooltip((std::string(entry.words) + ". " + entry.help).c_str());
    if (!has_words) return;
    ImGui::SameLine(0, grid(1.5F));
    text(entry.words, Tone::Dim);
}

class RasterPanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const Session& session = view.session;
        if (!session.has_program()) {
            if (empty_state("No program",
                            "Open a program to see in which frames each of its slots was written, and changed.",
                            "Open…"))
                out.push(CommandId::Open);
            return;
        }
        if (session.slots().size() == 0) {
            empty_state("No slots", "This program has no slots: no step of its schedule reads or writes one.");
            return;
        }
        SlotQuery query;
        filter_.fill(view, query);
        rows_.update(session, query);
        filter_.draw(view, rows_);
        if (rows_.rows().empty()) return filter_.draw_nothing_matches();
        std::optional<int> reveal;
        if (reveal_.due(view.ui) && view.ui.selection().slot)
            if (const SlotIndex slot = session.slots().find(*view.ui.selection().slot); slot != kNoSlotIndex)
                reveal = rows_.position_of(slot);
        draw_line(view);
        canvas_.draw(view, rows_.rows(), reveal, out);
    }

    SettingsTable settings() override {
        return {{"filter", &filter_.text},
                {"kinds", &filter_.kinds},
                {"only-step", &filter_.only_step},
                {"row height", &canvas_.row_scale()}};
    }

private:
    /// Zooming, and what the cells mean.
    void draw_line(const View& view) {
        const Keymap& keys = view.ui.keymap();
        const auto zoom = [&](Glyph glyph, const char* label, CommandId command, FrameZoom what, bool enabled) {
            const std::string hint = keys.hint(command);
            if (icon_button(glyph, label, {.kind = ButtonKind::Ghost, .enabled = enabled, .chord = hint}))
                canvas_.zoom(what, view.session);
            ImGui::SameLine(0, grid(1));
        };
        zoom(Glyph::Minus, "Show more frames", CommandId::FramesOut, FrameZoom::Out, canvas_.is_zoomed());
        zoom(Glyph::Plus, "Show fewer frames", CommandId::FramesIn, FrameZoom::In, true);
        const std::string hint = keys.hint(CommandId::FramesAll);
        if (button("Show all", {.kind = ButtonKind::Ghost,
                                .enabled = canvas_.is_zoomed(),
                                .tooltip = "Show the whole recording.",
                                .chord = hint}))
            canvas_.show_all();
        draw_legend();
    }

    /// In words where they have room; else the swatches alone, whose words come when the mouse asks; on a line of its own
    /// where not even they have room.
    static void draw_legend() {
        float words = 0;
        for (const LegendEntry& entry : kLegend) words += grid(5.5F) + swatch_width() + text_width(entry.words);
        const float alone = static_cast<float>(kLegend.size()) * (grid(2) + swatch_width()) + grid(2);
        ImGui::SameLine(0, 0);
        const float room = ImGui::GetContentRegionAvail().x;
        const bool has_words = words <= room;
        if (!has_words && alone > room) ImGui::NewLine();
        bool is_first = !has_words && alone > room;
        for (const LegendEntry& entry : kLegend) {
            if (!is_first) ImGui::SameLine(0, has_words || &entry == kLegend.data() ? grid(4) : grid(2));
            is_first = false;
            ImGui::AlignTextToFramePadding();
            draw_swatch(entry, has_words);
        }
    }

    SlotFilter filter_;
    SlotRows rows_;
    RevealTracker reveal_;
    RasterCanvas canvas_;
};

}  // namespace

std::unique_ptr<Panel> make_raster_panel() { return std::make_unique<RasterPanel>(); }

}  // namespace slotscope::gui
