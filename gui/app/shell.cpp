// SPDX-License-Identifier: MIT
#include "app/shell.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/bars.h"
#include "model/command.h"
#include "panels/command_ui.h"
#include "widgets/chrome.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {
namespace {

constexpr ImGuiWindowFlags kFrameFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                         ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoFocusOnAppearing;

ToastTone tone_of(ToastKind kind) {
    switch (kind) {
        case ToastKind::Info: return ToastTone::Info;
        case ToastKind::Done: return ToastTone::Done;
        case ToastKind::Warning: return ToastTone::Warning;
        case ToastKind::Error: return ToastTone::Error;
    }
    return ToastTone::Info;
}

void draw_panel(PanelId id, const View& view, PanelSet& panels, Outbox& out) {
    const PanelInfo& info = panel_info(id);
    const ProbeScope scope(info.title);
    const std::string name = "##" + std::string(info.name);
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    if (const scoped::Child content(name.c_str(), {0, 0}, ImGuiChildFlags_AlwaysUseWindowPadding); content)
        panels[static_cast<std::size_t>(id)]->draw(view, out);
}

/// A window of its own in the gap: one over the whole area would take the mouse from the regions.
void draw_splitter(const SplitterBox& box, Outbox& out) {
    const bool is_row = box.axis == Axis::Horizontal;
    const std::string id = std::to_string(box.split), name = "##splitter " + id;
    ImGui::SetNextWindowPos({box.rect.x, box.rect.y});
    ImGui::SetNextWindowSize({box.rect.width, box.rect.height});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    const scoped::Window window(name.c_str(), nullptr,
                                kFrameFlags | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
    const ProbeScope scope("Splitter");
    const ImVec2 max(box.rect.x + box.rect.width, box.rect.y + box.rect.height);
    const float moved = splitter(id.c_str(), {box.rect.x, box.rect.y}, max, is_row);
    if (moved == 0) return;
    const float length = is_row ? box.whole.width - box.rect.width : box.whole.height - box.rect.height;
    const float first = is_row ? box.rect.x - box.whole.x : box.rect.y - box.whole.y;
    out.push(SetSplit{box.split, (first + moved) / std::max(1.0F, length)});
}

}  // namespace

void Shell::draw(const View& view, const FrameStats& stats, PanelSet& panels, Outbox& out) {
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    draw_menu_bar(view, out);
    const float menu = menu_bar_height(), transport = transport_bar_height(), status = status_bar_height(),
                margin = grid(1);
    draw_transport_bar(view, menu, out);
    const Rect area{margin, menu + transport + margin, std::max(1.0F, display.x - 2 * margin),
                    std::max(1.0F, display.y - menu - transport - status - margin)};
    if (view.session.has_program()) draw_regions(view, area, panels, out);
    else draw_welcome(view, area, panels, out);
    status_text_ = draw_status_bar(view, stats, display.y - status, out);
    draw_overlays(view, area, out);
    draw_toasts(view, area, out);
}

void Shell::draw_regions(const View& view, const Rect& area, PanelSet& panels, Outbox& out) {
    const LayoutBoxes boxes = view.ui.layout().boxes(area, grid(1), em(9), em(8));
    for (const SplitterBox& box : boxes.splitters) draw_splitter(box, out);
    for (const RegionBox& box : boxes.regions) draw_region(view, box, panels, out);
    draw_tab_menu(view, out);
}

void Shell::draw_region(const View& view, const RegionBox& box, PanelSet& panels, Outbox& out) {
    const RegionTabs& tabs = view.ui.layout().tabs(box.region);
    const auto active = view.ui.layout().active(box.region);
    if (!active) return;
    ImGui::SetNextWindowPos({box.rect.x, box.rect.y});
    ImGui::SetNextWindowSize({box.rect.width, box.rect.height});
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    // The focus follows what was opened by key or menu, and what was clicked is told to the interface.
    if (focus_given_ != view.ui.focused_region() && box.region == view.ui.focused_region()) {
        ImGui::SetNextWindowFocus();
        focus_given_ = box.region;
    }
    const std::string name = "##region " + std::string(region_name(box.region));
    const scoped::Window window(name.c_str(), nullptr, kFrameFlags);
    const bool has_focus = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows);
    if (has_focus && focus_given_ == view.ui.focused_region() && view.ui.focused_region() != box.region) {
        out.push(FocusRegion{box.region});
        focus_given_ = box.region;
    }

    std::vector<Tab> labels;
    for (const PanelId id : tabs.panels) {
        const PanelInfo& info = panel_info(id);
        labels.push_back({std::string(info.title), std::string(info.help),
                          panels[static_cast<std::size_t>(id)]->count(view), Tone::Dim});
    }
    const float icon = ImGui::GetFrameHeight();
    TabsResponse response;
    {
        const ProbeScope scope("Tab");
        response = tab_strip("tabs", labels, static_cast<int>(tabs.active), box.rect.width,
                             view.ui.focused_region() == box.region);
    }
    const auto panel_at = [&](int tab) { return tabs.panels[static_cast<std::size_t>(tab)]; };
    if (response.selected) out.push(OpenPanel{panel_at(*response.selected)});
    if (response.closed) out.push(ClosePanel{panel_at(*response.closed)});
    if (response.double_clicked) out.push(ToggleMaximise{box.region});
    if (response.menu) {
        menu_panel_ = panel_at(*response.menu);
        wants_tab_menu_ = true;
    }

    const ImVec2 below = ImGui::GetCursorPos();
    const bool is_maximised = view.ui.layout().maximised() == box.region;
    ImGui::SetCursorPos({box.rect.width - icon - grid(1), std::round((tab_strip_height() - icon) * 0.5F)});
    {
        const ProbeScope scope(region_name(box.region));
        const std::string hint = view.ui.keymap().hint(CommandId::Maximise);
        if (icon_button(is_maximised ? Glyph::Restore : Glyph::Maximise, "Maximise",
                        {.tooltip = is_maximised ? "Give the window back to the other panels."
                                                 : "Give the whole window to this region.",
                         .chord = hint,
                         .tone = Tone::Faint}))
            out.push(ToggleMaximise{box.region});
    }
    ImGui::SetCursorPos(below);
    draw_panel(*active, view, panels, out);
}

void Shell::draw_tab_menu(const View& view, Outbox& out) {
    if (std::exchange(wants_tab_menu_, false)) ImGui::OpenPopup("tab menu");
    const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(grid(2), grid(2)));
    const scoped::StyleVar spacing(ImGuiStyleVar_ItemSpacing, ImVec2(grid(4), grid(1.75F)));
    const scoped::Popup popup("tab menu");
    if (!popup) return;
    const ProbeScope scope("Tab menu");
    const auto here = view.ui.layout().region_of(menu_panel_);
    if (!here) return;
    if (menu_item({.label = view.ui.layout().maximised() ? "Restore" : "Maximise",
                   .chord = view.ui.keymap().hint(CommandId::Maximise)}))
        out.push(ToggleMaximise{*here});
    if (menu_item({.label = "Close"})) out.push(ClosePanel{menu_panel_});
    ImGui::Separator();
    for (std::size_t i = 0; i < kRegionCount; ++i) {
        const auto region = static_cast<Region>(i);
        const std::string label = "Move " + std::string(region_name(region));
        if (menu_item({.label = label, .enabled = region != *here})) out.push(MovePanel{menu_panel_, region});
    }
}

void Shell::draw_welcome(const View& view, const Rect& area, PanelSet& panels, Outbox& out) {
    // Errors of a file that did not open are the news of the moment: they get a third of the window.
    const bool has_errors = !view.ui.load_errors().empty();
    const float gap = grid(1), upper = has_errors ? std::round((area.height - gap) * 0.62F) : area.height;
    const auto draw_in = [&](const char* name, PanelId id, const Rect& rect, bool has_title) {
        ImGui::SetNextWindowPos({rect.x, rect.y});
        ImGui::SetNextWindowSize({rect.width, rect.height});
        const scoped::StyleVar padding(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        const scoped::Window window(name, nullptr, kFrameFlags);
        if (has_title) {
            const Tab tab{
                std::string(panel_info(id).title), {}, panels[static_cast<std::size_t>(id)]->count(view), Tone::Fault};
            tab_strip("tabs", {&tab, 1}, 0, rect.width, true);
        }
        draw_panel(id, view, panels, out);
    };
    draw_in("##welcome", PanelId::Welcome, {area.x, area.y, area.width, upper}, false);
    if (has_errors)
        draw_in("##load errors", PanelId::Problems,
                {area.x, area.y + upper + gap, area.width, area.height - upper - gap}, true);
}

void Shell::draw_overlays(const View& view, const Rect& area, Outbox& out) {
    if (view.ui.overlay() == Overlay::None) return;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const bool is_new = overlay_seen_ != view.ui.overlay_serial();
    overlay_seen_ = view.ui.overlay_serial();
    // The shade lies over everything and closes the overlay when it is clicked.
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(display);
    if (is_new) ImGui::SetNextWindowFocus();
    {
        const scoped::Color background(ImGuiCol_WindowBg, color(Tone::Shade));
        const scoped::Window shade("##shade", nullptr,
                                   ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
        if (ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) out.push(CloseOverlay{});
    }
    if (is_new) ImGui::SetNextWindowFocus();
    switch (view.ui.overlay()) {
        case Overlay::Palette: palette_.draw(view, area, out); break;
        case Overlay::FileBrowser: files_.draw(view, area, out); break;
        case Overlay::Help: help_.draw(view, area, out); break;
        case Overlay::Prompt: prompt_.draw(view, area, out); break;
        case Overlay::None: break;
    }
}

void Shell::draw_toasts(const View& view, const Rect& area, Outbox& out) {
    std::vector<ToastView> shown;
    const auto button_of = [](const Toast& toast) -> std::string {
        if (toast.command) return std::string(command_spec(*toast.command).title);
        return toast.open_panel ? "Open " + std::string(panel_info(*toast.open_panel).title) : std::string();
    };
    for (const Toast& toast : view.ui.toasts())
        shown.push_back({toast.id, tone_of(toast.kind), toast.text, button_of(toast)});
    const ToastsResponse response = toast_stack(shown, {area.x + area.width - grid(2), area.y + area.height - grid(2)});
    if (response.dismissed) out.push(DismissToast{*response.dismissed});
    if (!response.acted) return;
    for (const Toast& toast : view.ui.toasts()) {
        if (toast.id != *response.acted) continue;
        if (toast.command) out.push(*toast.command);
        else if (toast.open_panel) out.push(OpenPanel{*toast.open_panel});
    }
    out.push(DismissToast{*response.acted});
}

}  // namespace slotscope::gui
