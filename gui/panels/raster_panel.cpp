// SPDX-License-Identifier: MIT
#include "panels/raster_panel.h"

#include <algorithm>

#include "model/slot_facts.h"
#include "model/slot_rows.h"
#include "panels/raster_canvas.h"
#include "panels/slot_filter.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

/// A swatch of the legend.
void swatch(const RasterLook& look, std::string_view words) {
    const float size = ImGui::GetTextLineHeight();
    ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({grid(4), size});
    at.y += ImGui::GetStyle().FramePadding.y;  // as the words beside it
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({at.x, at.y + grid(0.5F)}, {at.x + grid(4), at.y + size - grid(0.5F)}, color(Tone::Window));
    draw_raster_look(list, {at.x, at.y + grid(0.5F)}, {at.x + grid(4), at.y + size - grid(0.5F)}, look);
    ImGui::SameLine(0, grid(1.5F));
    text(words, Tone::Dim);
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
        draw_line(session);
        canvas_.draw(view, rows_.rows(), reveal, out);
    }

    SettingsTable settings() override {
        return {{"filter", &filter_.text}, {"kinds", &filter_.kinds}, {"only-step", &filter_.only_step}};
    }

private:
    /// Zooming, and what the cells mean as far as there is room.
    void draw_line(const Session& session) {
        const FrameNumber newest = session.newest_frame();
        if (icon_button(Glyph::Minus, "Show more frames", {.kind = ButtonKind::Ghost, .enabled = canvas_.is_zoomed()}))
            canvas_.zoom_by(-2, newest);
        ImGui::SameLine(0, grid(1));
        if (icon_button(Glyph::Plus, "Show fewer frames", {.kind = ButtonKind::Ghost})) canvas_.zoom_by(2, newest);
        ImGui::SameLine(0, grid(1));
        if (button("Show all",
                   {.kind = ButtonKind::Ghost, .enabled = canvas_.is_zoomed(), .tooltip = "Show the whole recording."}))
            canvas_.show_all();
        struct Entry {
            RasterLook look;
            const char* words;
        };
        constexpr std::uint8_t kAll = RasterLook::kLevels;
        const Entry entries[] = {{{ValueDetail::Exact, kAll, 0, false}, "changed"},
                                 {{ValueDetail::Exact, 0, kAll, false}, "same value"},
                                 {{ValueDetail::Exact, 0, 0, false}, "not written"},
                                 {{ValueDetail::Exact, 0, 0, true}, "NaN"},
                                 {{ValueDetail::NotYet, 0, 0, false}, "not yet seen"}};
        for (const Entry& entry : entries) {
            ImGui::SameLine(0, grid(4));
            if (ImGui::GetContentRegionAvail().x < grid(6) + text_width(entry.words)) {
                ImGui::NewLine();
                return;
            }
            ImGui::AlignTextToFramePadding();
            swatch(entry.look, entry.words);
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
