// SPDX-License-Identifier: MIT
#include "panels/welcome_panel.h"

#include <algorithm>
#include <cmath>

#include "panels/command_ui.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

std::string file_name(const std::string& path) { return path.substr(path.find_last_of('/') + 1); }

class WelcomePanel final : public Panel {
public:
    void draw(const View& view, Outbox& out) override {
        const float room = ImGui::GetContentRegionAvail().x;
        const float width = std::min(room, em(78)), left = std::round((room - width) * 0.5F);
        ImGui::Dummy({0, grid(room > em(60) ? 8 : 1)});
        ImGui::Indent(left + 1);
        draw_head(view, out, width);
        ImGui::Dummy({0, grid(3)});
        const bool side_by_side = width > em(56);
        const float recent_width = side_by_side ? em(22) : width;
        const ImVec2 top = ImGui::GetCursorPos();
        draw_demos(view, out, side_by_side ? width - recent_width - grid(10) : width);
        if (side_by_side) ImGui::SetCursorPos({top.x + width - recent_width, top.y});
        draw_recent(view, out, recent_width);
        ImGui::Unindent(left + 1);
    }

private:
    static void draw_head(const View& view, Outbox& out, float width) {
        {
            const scoped::Font title(fonts().title);
            text("Slotscope");
        }
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + std::min(width, em(44)));
        text("Step a slot program frame by frame or step by step, and see every slot, every write and every state "
             "cell, and why each holds what it holds.",
             Tone::Dim);
        ImGui::PopTextWrapPos();
        ImGui::Dummy({0, grid(1)});
        command_button(CommandId::Open, view, out, ButtonKind::Primary);
        ImGui::SameLine(0, grid(3));
        ImGui::AlignTextToFramePadding();
        text_cut("or drop a file here", std::max(em(2), width - em(12)), Tone::Dim);
    }

    static void draw_demos(const View& view, Outbox& out, float width) {
        const scoped::Group group;
        const ProbeScope scope("Demo");
        heading("Demo programs");
        ImGui::Dummy({0, grid(0.5F)});
        if (view.ui.demos().empty()) {
            ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
            text("None were found beside the application. They are in the folder assets/programs of the source.",
                 Tone::Dim);
            ImGui::PopTextWrapPos();
            return;
        }
        const int columns = std::max(1, static_cast<int>(width / em(24)));
        const float card = (width - grid(2) * static_cast<float>(columns - 1)) / static_cast<float>(columns);
        int index = 0;
        for (const DemoProgram& demo : view.ui.demos()) {
            if (index % columns != 0) ImGui::SameLine(0, grid(2));
            if (draw_card(demo, index, card)) out.push(OpenFile{demo.path});
            ++index;
        }
    }

    static bool draw_card(const DemoProgram& demo, int index, float width) {
        const scoped::Id id(index);
        const float line = fonts().ui->FontSize, height = grid(4) + line + grid(1) + line * 2;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const bool pressed = ImGui::InvisibleButton("##demo", {std::max(1.0F, width), height});
        const bool hovered = ImGui::IsItemHovered();
        probe_item(demo.name);
        const std::string sizes = std::to_string(demo.slots) + " slots, " + std::to_string(demo.steps) + " steps";
        if (HoverCard hover; hover) {
            text_bold(demo.name);
            ImGui::PushTextWrapPos(em(26));
            text(demo.sentence, Tone::Dim);
            ImGui::PopTextWrapPos();
            text(sizes, Tone::Dim);
        }
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->AddRectFilled(at, {at.x + width, at.y + height}, color(hovered ? Tone::Hover : Tone::Raised), grid(1));
        list->AddRect(at, {at.x + width, at.y + height}, color(hovered ? Tone::Accent : Tone::Border), grid(1), 0,
                      hairline());
        const float pad = grid(3), inner = width - 2 * pad;
        const std::string name = cut_to_width(demo.name, inner, fonts().ui_bold);
        list->AddText(fonts().ui_bold, line, {at.x + pad, at.y + grid(2)}, color(Tone::Text), name.c_str());
        const ImVec4 clip(at.x + pad, at.y, at.x + width - pad, at.y + height - grid(1));
        const float y = at.y + grid(2) + line + grid(1);
        const std::string& words = demo.sentence.empty() ? sizes : demo.sentence;
        const std::string fitted = two_lines(words, inner);
        list->AddText(fonts().ui, line, {at.x + pad, y}, color(Tone::Dim), fitted.data(), fitted.data() + fitted.size(),
                      inner, &clip);
        return pressed;
    }

    /// As many whole words as two lines of `width` hold, with "…" when some are left out.
    static std::string two_lines(const std::string& words, float width) {
        ImFont* font = fonts().ui;
        const auto lines = [&](const std::string& s) {
            return font->CalcTextSizeA(font->FontSize, 1e9F, width, s.data(), s.data() + s.size()).y / font->FontSize;
        };
        if (lines(words) < 2.5F) return words;
        std::string kept = words;
        while (!kept.empty()) {
            const std::size_t space = kept.find_last_of(' ');
            kept.resize(space == std::string::npos ? 0 : space);
            if (lines(kept + " …") < 2.5F) return kept + " …";
        }
        return "…";
    }

    static void draw_recent(const View& view, Outbox& out, float width) {
        const scoped::Group group;
        const ProbeScope scope("Recent");
        heading("Recent files");
        ImGui::Dummy({0, grid(0.5F)});
        if (view.ui.recent_files().empty()) text("None yet.", Tone::Dim);
        int index = 0;
        for (const std::string& path : view.ui.recent_files()) {
            const scoped::Id id(index++);
            const float x = ImGui::GetCursorPosX();
            if (link(cut_to_width(file_name(path), width), Tone::Text, nullptr, file_name(path)))
                out.push(OpenFile{path});
            ImGui::SetCursorPosX(x);
            text_cut(path, width, Tone::Dim);
        }
    }
};

}  // namespace

std::unique_ptr<Panel> make_welcome_panel() { return std::make_unique<WelcomePanel>(); }

}  // namespace slotscope::gui
