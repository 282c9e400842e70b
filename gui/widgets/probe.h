// SPDX-License-Identifier: MIT
// Widgets say where they are and whether they can be used, so that tests and scripts name what they click
// ("Slots/Step") and never type a coordinate. Costs one comparison while nobody listens.
#pragma once

#include <imgui.h>

#include <map>
#include <string>
#include <string_view>

namespace slotscope::gui {

class ProbeSink {
public:
    virtual ~ProbeSink() = default;
    /// `label` with its prefix; `min`/`max` already clipped to what is visible (empty when nothing is).
    virtual void record(std::string_view label, ImVec2 min, ImVec2 max, bool enabled) = 0;
};

/// Reports a widget. The prefix of the surrounding ProbeScopes is put before `label`.
void probe(std::string_view label, ImVec2 min, ImVec2 max, bool enabled = true);
/// Reports the last ImGui item.
void probe_item(std::string_view label, bool enabled = true);
/// True when somebody listens: guards the making of labels in loops.
[[nodiscard]] bool probing();

/// Adds "name/" to the prefix for its lifetime.
class ProbeScope {
public:
    explicit ProbeScope(std::string_view name);
    ~ProbeScope();
    ProbeScope(const ProbeScope&) = delete;
    ProbeScope& operator=(const ProbeScope&) = delete;

private:
    std::size_t length_;  // of the prefix before
};

/// Remembers one frame of probes.
class ProbeRecorder final : public ProbeSink {
public:
    struct Seen {
        ImVec2 min, max;
        bool enabled = true;
        int count = 0;
    };

    void record(std::string_view label, ImVec2 min, ImVec2 max, bool enabled) override;
    void begin_frame() { seen_.clear(); }
    /// Null when nothing of that label was drawn in this frame.
    [[nodiscard]] const Seen* find(std::string_view label) const;
    [[nodiscard]] const std::map<std::string, Seen, std::less<>>& all() const { return seen_; }

private:
    std::map<std::string, Seen, std::less<>> seen_;
};

}  // namespace slotscope::gui
