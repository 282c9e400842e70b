// SPDX-License-Identifier: MIT
#include "panels/output_details.h"

#include <algorithm>
#include <string>

#include "model/slot_facts.h"
#include "panels/slot_card.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr float kRoleEm = 8, kValueEm = 11;

std::string element_name(const OutputPass& pass, std::uint32_t index) {
    const std::string kind = pass.kind == OutputPass::Kind::Paths ? "Path " : "Instance ";
    return kind + grouped(index) + " of " + grouped(static_cast<std::uint64_t>(std::max(0.0, pass.count)));
}

std::string pass_words(const View& view, const OutputPass& pass) {
    std::string words = "pass " + pass.id;
    if (pass.step != kNoStep) words += ", step " + step_reference(view.session, pass.step);
    return words;
}

std::string slot_words(const View& view, SlotId slot) {
    const SlotIndex row = view.session.slots().find(slot);
    return row == kNoSlotIndex ? "slot " + std::to_string(slot) : slot_reference(view.session, row);
}

const std::vector<OutputAttribute>& attributes(const OutputFrame& frame, const OutputHit& hit) {
    return frame.passes[hit.pass].attributes;
}

/// Properties with a slot or a value; what a pass does not have is left out.
bool is_told(const OutputAttribute& attribute) { return attribute.slot != kNoSlot || !attribute.value.is_undefined(); }

void swatch(const OutputFrame& frame, const OutputHit& hit) {
    const OutputPass& pass = frame.passes[hit.pass];
    std::optional<OutputColor> shown;
    for (const OutputInstance& instance : pass.instances)
        if (instance.index == hit.index) shown = instance.color;
    for (const OutputPath& path : pass.paths)
        if (path.index == hit.index) shown = path.fill ? path.fill : path.stroke;
    if (!shown) return;
    const float side = ImGui::GetTextLineHeight();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + side, at.y + side},
                                              IM_COL32(shown->r, shown->g, shown->b, shown->a), grid(0.5F));
    ImGui::GetWindowDrawList()->AddRect(at, {at.x + side, at.y + side}, color(Tone::Border), grid(0.5F));
    ImGui::Dummy({side, side});
    ImGui::SameLine(0, grid(2));
}

}  // namespace

SelectSlot selection_of(const OutputPass& pass, const OutputAttribute& attribute, std::uint32_t index) {
    const NumberRange range = numbers_of(pass, attribute, index);
    if (range.count == 0) return {attribute.slot};
    return {attribute.slot, range.first};
}

void output_card(const View& view, const OutputFrame& frame, const OutputHit& hit) {
    const OutputPass& pass = frame.passes[hit.pass];
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(3), grid(2)));
    const scoped::Tooltip card;
    if (!card) return;
    swatch(frame, hit);
    text_bold(element_name(pass, hit.index));
    if (probing()) probe_item("card " + element_name(pass, hit.index));
    text(pass_words(view, pass), Tone::Dim);
    ImGui::Dummy({0, grid(0.5F)});
    const Facts facts(kRoleEm);
    for (const OutputAttribute& attribute : pass.attributes) {
        if (!is_told(attribute)) continue;
        facts.label(attribute.role);
        const float left = ImGui::GetCursorPosX();
        text_mono(attribute_value(pass, attribute, hit.index));
        if (probing()) probe_item("card " + attribute.role + " " + attribute_value(pass, attribute, hit.index));
        if (attribute.slot == kNoSlot) continue;
        ImGui::SameLine(std::max(left + em(kValueEm), ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + grid(3)));
        text_mono(slot_words(view, attribute.slot) + "  " + attribute_place(pass, attribute, hit.index), Tone::Dim);
    }
}

void output_menu(const View& view, const OutputFrame& frame, const OutputHit& hit, Outbox& out) {
    const OutputPass& pass = frame.passes[hit.pass];
    text(element_name(pass, hit.index), Tone::Dim);
    int key = 0;
    for (const OutputAttribute& attribute : pass.attributes) {
        const scoped::Id id(key++);
        if (attribute.slot == kNoSlot) continue;
        const std::string label = "Select " + attribute.role + ": " + slot_words(view, attribute.slot);
        if (!menu_item({.label = label})) continue;
        out.push(selection_of(pass, attribute, hit.index));
    }
    if (pass.step != kNoStep && menu_item({.label = "Select step " + step_reference(view.session, pass.step)}))
        out.push(SelectStep{pass.step});
    ImGui::Separator();
}

float output_details_height(const OutputFrame& frame, const OutputHit& hit) {
    const auto told = std::ranges::count_if(attributes(frame, hit), is_told);
    return static_cast<float>(told + 1) * ImGui::GetTextLineHeightWithSpacing() + grid(3);
}

void draw_output_details(const View& view, const OutputFrame& frame, const OutputHit& hit, Outbox& out) {
    const OutputPass& pass = frame.passes[hit.pass];
    const ProbeScope scope("details");
    hairline_rule();
    swatch(frame, hit);
    text_bold(element_name(pass, hit.index));
    ImGui::SameLine(0, grid(2));
    text_cut(pass_words(view, pass), std::max(em(2), ImGui::GetContentRegionAvail().x), Tone::Dim);
    const Facts facts(kRoleEm);
    int key = 0;
    for (const OutputAttribute& attribute : pass.attributes) {
        const scoped::Id id(key++);
        if (!is_told(attribute)) continue;
        facts.label(attribute.role);
        const float left = ImGui::GetCursorPosX();
        text_mono(attribute_value(pass, attribute, hit.index));
        if (attribute.slot == kNoSlot) continue;
        ImGui::SameLine(std::max(left + em(kValueEm), ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + grid(3)));
        const SlotIndex row = view.session.slots().find(attribute.slot);
        const std::string words = slot_words(view, attribute.slot) + "  " + attribute_place(pass, attribute, hit.index);
        if (link(cut_to_width(words, std::max(em(3), ImGui::GetContentRegionAvail().x), fonts().mono), Tone::Accent,
                 fonts().mono, attribute.role))
            out.push(selection_of(pass, attribute, hit.index));
        if (row != kNoSlotIndex) slot_hover_card(view.session, row);
    }
}

}  // namespace slotscope::gui
