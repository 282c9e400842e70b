// SPDX-License-Identifier: MIT
#include "panels/support/panel_driver.h"

#include <catch2/catch_test_macros.hpp>

#include "model/command.h"
#include "widgets/scoped.h"

namespace slotscope::gui::test {

PanelDriver::PanelDriver(std::unique_ptr<Panel> panel, std::string title, ImVec2 size)
    : panel_(std::move(panel)), title_(std::move(title)), size_(size), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DeltaTime = 1.0F / 60;
    io.DisplaySize = size_;
    ImFont* font = io.Fonts->AddFontDefault();
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    io.ClipboardUserData = &clipboard_;
    io.SetClipboardTextFn = [](void* user, const char* words) { *static_cast<std::string*>(user) = words; };
    io.GetClipboardTextFn = [](void* user) { return static_cast<std::string*>(user)->c_str(); };
    widgets_.fonts = {font, font, font, font, font, font};
    widgets_.probe = &probes_;
    install(widgets_);
    apply_style(widgets_);
    frames(2);
}

PanelDriver::~PanelDriver() { ImGui::DestroyContext(context_); }

void PanelDriver::one_frame(bool log_text) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().DisplaySize = size_;
    probes_.begin_frame();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size_);
    {
        const scoped::Window window("panel", nullptr,
                                    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                        ImGuiWindowFlags_NoSavedSettings);
        const ProbeScope scope(title_);
        const scoped::Child content("content");
        if (log_text) ImGui::LogToClipboard();
        if (content) panel_->draw(view(), outbox);
        if (log_text) ImGui::LogFinish();
    }
    ImGui::Render();
}

void PanelDriver::frames(int count) {
    for (int i = 0; i < count; ++i) one_frame(false);
}

std::string PanelDriver::text() {
    clipboard_.clear();
    one_frame(true);
    return clipboard_;
}

const ProbeRecorder::Seen* PanelDriver::find(std::string_view label) const {
    if (const auto* seen = probes_.find(label)) return seen;
    return probes_.find(title_ + "/" + std::string(label));
}

bool PanelDriver::sees(std::string_view label) const {
    const auto* seen = find(label);
    return seen != nullptr && seen->max.x > seen->min.x && seen->max.y > seen->min.y;
}

bool PanelDriver::is_enabled(std::string_view label) const {
    REQUIRE(sees(label));
    return find(label)->enabled;
}

int PanelDriver::count(std::string_view label_start) const {
    const std::string full = title_ + "/" + std::string(label_start);
    int found = 0;
    for (const auto& [label, seen] : probes_.all()) {
        const std::string_view rest = label.starts_with(full) ? std::string_view(label).substr(full.size())
                                      : label.starts_with(label_start)
                                          ? std::string_view(label).substr(label_start.size())
                                          : std::string_view("/");
        if (rest.find('/') == std::string_view::npos) ++found;
    }
    return found;
}

ImVec2 PanelDriver::place_of(std::string_view label) const {
    INFO("label: " << label);
    REQUIRE(sees(label));
    const auto* seen = find(label);
    return {(seen->min.x + seen->max.x) * 0.5F, (seen->min.y + seen->max.y) * 0.5F};
}

void PanelDriver::hover(std::string_view label) {
    const ImVec2 at = place_of(label);
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frames(40);  // longer than the delay of tooltips
}

void PanelDriver::press(std::string_view label, int button, int times) {
    const ImVec2 at = place_of(label);
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frames(2);
    for (int i = 0; i < times; ++i) {
        ImGui::GetIO().AddMouseButtonEvent(button, true);
        frames();
        ImGui::GetIO().AddMouseButtonEvent(button, false);
        frames();
    }
    frames();
}

void PanelDriver::click(std::string_view label) { press(label, ImGuiMouseButton_Left, 1); }
void PanelDriver::double_click(std::string_view label) { press(label, ImGuiMouseButton_Left, 2); }
void PanelDriver::right_click(std::string_view label) { press(label, ImGuiMouseButton_Right, 1); }

void PanelDriver::type(std::string_view label, const char* words) {
    click(label);
    ImGui::GetIO().AddInputCharactersUTF8(words);
    frames(2);
}

void PanelDriver::key(ImGuiKey key) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddKeyEvent(key, true);
    frames();
    ImGui::GetIO().AddKeyEvent(key, false);
    frames();
}

int PanelDriver::drag(std::string_view from, std::string_view to, int steps) {
    const ImVec2 start = place_of(from), end = place_of(to);
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(start.x, start.y);
    frames(2);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    frames();
    for (int i = 1; i <= steps; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(steps);
        io.AddMousePosEvent(start.x + (end.x - start.x) * t, start.y + (end.y - start.y) * t);
        frames();
    }
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    frames();
    return 2 + steps;
}

void PanelDriver::flick(std::string_view label, ImVec2 way) {
    const ImVec2 at = place_of(label);
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(at.x, at.y);
    frames(2);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    frames();
    io.AddMousePosEvent(at.x + way.x, at.y + way.y);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    frames(2);
}

void PanelDriver::wheel(std::string_view label, float clicks) {
    const ImVec2 at = place_of(label);
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frames(2);
    ImGui::GetIO().AddMouseWheelEvent(0, clicks);
    frames(2);
}

void PanelDriver::hold(ImGuiKey modifier, bool down) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddKeyEvent(modifier, down);
    frames();
}

bool PanelDriver::pushed(CommandId command) const {
    for (const Outbox::Item& item : outbox.items())
        if (const auto* found = std::get_if<CommandId>(&item); found != nullptr && *found == command) return true;
    return false;
}

void PanelDriver::apply_outbox() {
    for (Outbox::Item& item : outbox.take()) {
        if (auto* command = std::get_if<CommandId>(&item)) {
            Resolved resolved = resolve(*command, view());
            if (auto* action = std::get_if<Action>(&resolved)) item = std::move(*action);
            else if (auto* ui_action = std::get_if<UiAction>(&resolved)) item = std::move(*ui_action);
            else continue;
        }
        if (auto* action = std::get_if<Action>(&item)) session.apply(std::move(*action));
        else if (auto* ui_action = std::get_if<UiAction>(&item)) ui.apply(*ui_action);
    }
}

}  // namespace slotscope::gui::test
