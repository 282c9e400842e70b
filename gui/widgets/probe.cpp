// SPDX-License-Identifier: MIT
#include "widgets/probe.h"

#include <algorithm>

#include "widgets/context.h"

namespace slotscope::gui {

bool probing() { return widget_context().probe != nullptr; }

void probe(std::string_view label, ImVec2 min, ImVec2 max, bool enabled) {
    WidgetContext& context = widget_context();
    if (context.probe == nullptr) return;
    const ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 clip_min = list->GetClipRectMin(), clip_max = list->GetClipRectMax();
    min = {std::max(min.x, clip_min.x), std::max(min.y, clip_min.y)};
    max = {std::max(min.x, std::min(max.x, clip_max.x)), std::max(min.y, std::min(max.y, clip_max.y))};
    std::string full = context.probe_prefix;
    full += label;
    context.probe->record(full, min, max, enabled);
}

void probe_item(std::string_view label, bool enabled) {
    probe(label, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), enabled);
}

ProbeScope::ProbeScope(std::string_view name) : length_(widget_context().probe_prefix.size()) {
    std::string& prefix = widget_context().probe_prefix;
    prefix += name;
    prefix += '/';
}

ProbeScope::~ProbeScope() { widget_context().probe_prefix.resize(length_); }

void ProbeRecorder::record(std::string_view label, ImVec2 min, ImVec2 max, bool enabled) {
    const auto [it, is_new] = seen_.try_emplace(std::string(label), Seen{min, max, enabled, 0});
    ++it->second.count;
}

const ProbeRecorder::Seen* ProbeRecorder::find(std::string_view label) const {
    const auto it = seen_.find(label);
    return it == seen_.end() ? nullptr : &it->second;
}

}  // namespace slotscope::gui
