// SPDX-License-Identifier: MIT
#include "panels/value_view.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "model/slot_facts.h"
#include "slotscope/format.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr std::size_t kMostChildren = 200;  // a longer list is what the State panel's tables are for
constexpr std::size_t kLineBytes = 160;

/// Draws cells for `bits`, left to right from `x`; returns where the next field begins.
float draw_field(ImVec2 at, float cell, float height, std::string_view bits, Tone tone) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float gap = cell >= grid(1) ? hairline() : 0;
    for (const char bit : bits) {
        const ImVec2 max(at.x + cell - gap, at.y + height);
        if (bit == '1') list->AddRectFilled(at, max, color(tone));
        else list->AddRectFilled(at, max, color(tone, 0.16F));
        at.x += cell;
    }
    return at.x;
}

/// "0011 1111" from the left, so that digits can be counted.
std::string nibbles(std::string_view bits) {
    std::string text;
    const std::size_t lead = bits.size() % 4;
    for (std::size_t i = 0; i < bits.size(); ++i) {
        if (i > 0 && i % 4 == lead % 4) text += ' ';
        text += bits[i];
    }
    return text;
}

void field_row(const Facts& facts, std::string_view label, const std::string& digits, const std::string& meaning,
               Tone tone) {
    facts.label(label);
    const float room = ImGui::GetContentRegionAvail().x;
    {
        const scoped::TextWrap wrap;
        text_mono(digits, tone);
    }
    if (meaning.empty()) return;
    if (text_width(digits, fonts().mono) + text_width(meaning) + grid(2) < room) ImGui::SameLine(0, grid(2));
    else facts.label("");
    text(meaning, Tone::Dim);
}

std::string exponent_words(const BitFields& bits) {
    if (bits.category == "normal") return "2^" + std::to_string(bits.exponent_value);
    if (bits.category == "subnormal") return "2^" + std::to_string(bits.exponent_value) + ", subnormal";
    return std::string(bits.category);
}

void child(const std::string& label, const Value& value, int key);

template <class Visit>
void first_children(std::size_t size, Visit visit) {
    for (std::size_t i = 0; i < std::min(size, kMostChildren); ++i) visit(i);
    if (size > kMostChildren) text("… and " + grouped(size - kMostChildren) + " more", Tone::Dim);
}

void children(const Value& value) {
    const auto key = [](std::size_t i) { return "[" + std::to_string(i) + "]"; };
    if (const ValueArray* array = value.array())
        first_children(array->size(), [&](std::size_t i) { child(key(i), (*array)[i], static_cast<int>(i)); });
    else if (const ValueObject* object = value.object())
        first_children(object->size(),
                       [&](std::size_t i) { child((*object)[i].first, (*object)[i].second, static_cast<int>(i)); });
    else if (const TypedArray* typed = value.typed_array())
        first_children(typed->size(), [&](std::size_t i) { child(key(i), Value(typed->at(i)), static_cast<int>(i)); });
}

bool has_children(const Value& value) {
    if (const ValueArray* array = value.array()) return !array->empty();
    if (const ValueObject* object = value.object()) return !object->empty();
    const TypedArray* typed = value.typed_array();
    return typed != nullptr && typed->size() > 0;
}

void child(const std::string& label, const Value& value, int key) {
    const scoped::Id id(key);
    if (!has_children(value)) {
        ImGui::Indent(em(1.5F));
        text_mono(label, Tone::Dim);
        ImGui::SameLine(0, grid(2));
        text_cut(format_value(value, kLineBytes), std::max(em(2), ImGui::GetContentRegionAvail().x), Tone::Text,
                 fonts().mono);
        ImGui::Unindent(em(1.5F));
        return;
    }
    bool is_open = false;
    {
        const scoped::Font font(fonts().mono);
        is_open = ImGui::TreeNodeEx("##node", ImGuiTreeNodeFlags_SpanAvailWidth, "%s", label.c_str());
    }
    probe_item(label);
    ImGui::SameLine(0, grid(2));
    text_cut(format_value(value, kLineBytes), std::max(em(2), ImGui::GetContentRegionAvail().x), Tone::Dim,
             fonts().mono);
    if (!is_open) return;
    children(value);
    ImGui::TreePop();
}

}  // namespace

void bits_view(Storage storage, double number) {
    const BitFields bits = bit_fields(storage, number);
    const std::size_t count = bits.sign.size() + bits.exponent.size() + bits.mantissa.size();
    const float room = std::min(ImGui::GetContentRegionAvail().x, em(44)), gap = grid(1);
    const float cell = std::max(hairline(), std::floor((room - 2 * gap) / static_cast<float>(count)));
    const float height = grid(3);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    float x = draw_field(at, cell, height, bits.sign, Tone::BitSign);
    if (!bits.sign.empty()) x += gap;
    x = draw_field({x, at.y}, cell, height, bits.exponent, Tone::BitExponent);
    if (!bits.exponent.empty()) x += gap;
    x = draw_field({x, at.y}, cell, height, bits.mantissa, Tone::BitMantissa);
    ImGui::Dummy({std::max(1.0F, x - at.x), height});
    probe_item("bits");
    ImGui::Dummy({0, grid(0.5F)});
    const Facts facts(5.5F);
    if (!bits.exponent.empty()) {
        field_row(facts, "Sign", bits.sign, bits.sign == "1" ? "negative" : "positive", Tone::BitSign);
        field_row(facts, "Exponent", bits.exponent, exponent_words(bits), Tone::BitExponent);
        field_row(facts, "Mantissa", nibbles(bits.mantissa), {}, Tone::BitMantissa);
    } else field_row(facts, "Bits", nibbles(bits.mantissa), {}, Tone::BitMantissa);
}

void value_tree(const Value& value) {
    constexpr std::size_t kSummaryBytes = 600;
    const ProbeScope scope("value");
    {
        const scoped::TextWrap wrap;
        text_mono(format_value(value, has_children(value) ? kLineBytes : kSummaryBytes));
    }
    if (!has_children(value)) return;
    ImGui::Dummy({0, grid(0.5F)});
    children(value);
}

}  // namespace slotscope::gui
