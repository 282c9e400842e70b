// SPDX-License-Identifier: MIT
#include "panels/slot_filter.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "model/slot_facts.h"
#include "widgets/buttons.h"
#include "widgets/chip_row.h"
#include "widgets/probe.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

struct KindChip {
    SlotKind kind;
    const char* label;
    Tone tone;
    const char* help;
};
constexpr KindChip kChips[] = {
    {SlotKind::Changed, "changed", Tone::Changed, "Written in this frame with another value."},
    {SlotKind::Written, "written", Tone::Accent, "Written in this frame."},
    {SlotKind::Stale, "stale", Tone::Accent, "Holds the value of an earlier frame."},
    {SlotKind::Never, "never", Tone::Accent, "Not written since the start."},
    {SlotKind::NotFinite, "NaN", Tone::Fault, "Holds NaN or an infinity."},
};

/// Stays on the line when `width` pixels are left there, else begins the next one.
void flow(float width) {
    ImGui::SameLine(0, grid(1.5F));
    if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
}

int bit_of(SlotKind kind) { return 1 << static_cast<int>(kind); }

std::string step_label(const View& view, StepIndex step) {
    const std::string reference = step_reference(view.session, step);
    return reference.starts_with("step ") ? reference : "step " + reference;
}

}  // namespace

void SlotFilter::fill(const View& view, SlotQuery& query) const {
    query.text = text;
    query.kinds = static_cast<unsigned>(kinds);
    if (only_step) query.step = view.ui.selection().step;
}

void SlotFilter::draw_nothing_matches() {
    if (empty_state("Nothing matches",
                    "No slot is of the chosen kinds and holds all words of the filter. A word may be "
                    "a number, part of a name, a storage or a writer; \"#12\" is slot 12 alone.",
                    "Show all"))
        show_all();
}

void SlotFilter::show_all() {
    text.clear();
    kinds = 0;
    only_step = false;
}

void SlotFilter::draw(const View& view, SlotRows& rows) {
    const float room = ImGui::GetContentRegionAvail().x;
    const auto matches = static_cast<long long>(rows.rows().size());
    search_field("filter", text,
                 {.hint = "Filter slots",
                  .width = std::min(room, em(17)),
                  .matches = matches,
                  .total = static_cast<long long>(view.session.slots().size())});
    std::vector<Chip> chips;
    for (const KindChip& kind : kChips)
        chips.push_back({kind.label,
                         {.on = (kinds & bit_of(kind.kind)) != 0,
                          .tone = kind.tone,
                          .count = static_cast<long long>(rows.count(kind.kind)),
                          .tooltip = kind.help}});
    const std::optional<StepIndex>& step = view.ui.selection().step;
    if (only_step || (step && *step < view.session.step_names().size())) {
        const std::string words = step ? "of " + step_label(view, *step) : "of the selected step";
        chips.push_back({cut_to_width(words, em(12)) + "##of step",
                         {.on = only_step, .tooltip = "Only slots that the selected step reads or writes."}});
    }
    if (const auto pressed = chip_row("Kinds", chips); pressed && *pressed < std::size(kChips))
        kinds ^= bit_of(kChips[*pressed].kind);
    else if (pressed) only_step = !only_step;
    if (rows.is_held()) {
        flow(em(9));
        ImGui::AlignTextToFramePadding();
        if (link("Rows held: update", Tone::Dim, nullptr, "Update")) rows.release();
        tooltip("While it plays, rows keep their places, so that nothing moves under the cursor. Click to place "
                "them anew.");
    }
    ImGui::Dummy({0, grid(0.5F)});
}

}  // namespace slotscope::gui
