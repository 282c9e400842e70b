// SPDX-License-Identifier: MIT
#include "app/prompt_overlay.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include <misc/cpp/imgui_stdlib.h>

#include "model/places.h"
#include "model/prompt.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                                    ImGuiWindowFlags_AlwaysAutoResize;

/// The line itself, in digits' type. True when Enter was pressed in it.
bool line(const PromptWords& words, std::string& text, bool is_new) {
    const scoped::Font font(fonts().mono);
    const scoped::Color background(ImGuiCol_FrameBg, color(Tone::Window));
    const scoped::ItemWidth width(-1);
    if (is_new) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputTextWithHint(
        "##text", words.hint.c_str(), &text, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    probe_item("Text");
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddRect(min, max, color(Tone::Accent), grid(1), 0, hairline());
    return entered;
}

}  // namespace

void PromptOverlay::draw(const View& view, const Rect& area, Outbox& out) {
    const Session& session = view.session;
    const PromptQuestion& question = view.ui.question();
    const PromptWords words = prompt_words(session, question);
    const bool is_new = seen_ != view.ui.overlay_serial();
    if (is_new) {
        seen_ = view.ui.overlay_serial();
        text_ = words.start;
    }
    const float width = std::min(em(36), area.width - grid(8));
    ImGui::SetNextWindowPos(
        {std::round(area.x + (area.width - width) * 0.5F), std::round(area.y + area.height * 0.08F)});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, area.height});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(4), grid(3)));
    const scoped::StyleVar rounding(ImGuiStyleVar_WindowRounding, grid(1.5F));
    const scoped::StyleVar border(ImGuiStyleVar_WindowBorderSize, hairline());
    const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Raised));
    const scoped::Window window("##prompt", nullptr, kFlags);
    const ProbeScope scope("Prompt");

    text_cut(words.title, width - grid(8), Tone::Text, fonts().ui_bold);
    bool entered = line(words, text_, is_new);
    const auto answer = prompt_answer(session, question, text_);
    const auto* good = std::get_if<PromptAnswer>(&answer);
    ImGui::PushTextWrapPos(width - grid(4));
    if (good != nullptr) text(good->preview, Tone::Dim);
    else text(std::get<std::string>(answer), text_.empty() ? Tone::Dim : Tone::Fault);
    ImGui::PopTextWrapPos();
    probe_item(good != nullptr ? "Preview" : "Error");

    const float buttons = button_width("OK") + button_width("Cancel") + grid(2);
    ImGui::Dummy({0, grid(0.5F)});
    ImGui::SetCursorPosX(std::max(ImGui::GetCursorPosX(), width - buttons - grid(4)));
    if (button("Cancel")) out.push(CloseOverlay{});
    ImGui::SameLine(0, grid(2));
    const std::string reason = good != nullptr ? std::string() : std::get<std::string>(answer);
    entered |= button("OK", {.kind = ButtonKind::Primary, .enabled = good != nullptr, .reason = reason});
    if (!entered || good == nullptr) return;
    if (is_jump(good->action)) out.push(LeavePlace{place_of(session)});
    out.push(good->action);
    out.push(CloseOverlay{});
}

}  // namespace slotscope::gui
