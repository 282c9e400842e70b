// SPDX-License-Identifier: MIT
// `PanelDriver`: a panel in a real ImGui context without a window. Draws frames, clicks what the panel itself reports
// (widgets/probe.h), types, and keeps what the panel pushed. No coordinates by hand, no sleep, no pixels.
#pragma once

#include <imgui.h>

#include <memory>
#include <string>
#include <string_view>

#include "model/keys.h"
#include "panels/panel.h"
#include "widgets/context.h"
#include "widgets/probe.h"

namespace slotscope::gui::test {

class PanelDriver {
public:
    /// `title` is the probe prefix, as the shell sets it. Two warm-up frames are drawn.
    explicit PanelDriver(std::unique_ptr<Panel> panel, std::string title = "Panel", ImVec2 size = {800, 600});
    ~PanelDriver();
    PanelDriver(const PanelDriver&) = delete;
    PanelDriver& operator=(const PanelDriver&) = delete;

    // What the panel looks at. Change it, then draw.
    Session session;
    UiState ui;
    /// What the panel pushed since the start or the last `clear()`.
    Outbox outbox;

    /// Draws `count` frames of 1/60 s. Pushed items stay in the outbox.
    void frames(int count = 1);
    /// Does what was pushed, as the application would, and empties the outbox.
    void apply_outbox();
    void clear() { static_cast<void>(outbox.take()); }
    void resize(ImVec2 size) { size_ = size; }

    // Labels with or without the title: "row 12" or "Slots/row 12". They fail the test when nothing of that label is
    // visible. One frame lies between press and release.
    void click(std::string_view label);
    void double_click(std::string_view label);
    void right_click(std::string_view label);
    void hover(std::string_view label);
    /// Clicks into the field, then types.
    void type(std::string_view label, const char* text);
    void key(ImGuiKey key);
    /// Presses on one label, moves in `steps` frames to the other, releases there. Returns the frames that were drawn.
    int drag(std::string_view from, std::string_view to, int steps = 6);
    /// Presses on the label; the whole way and the release come in one frame, as a quick hand's do.
    void flick(std::string_view label, ImVec2 way);
    /// Turns the wheel over the label; positive away from the person.
    void wheel(std::string_view label, float clicks);
    /// Holds a modifier down, or lets go of it.
    void hold(ImGuiKey modifier, bool down);

    /// Drawn in the last frame and not clipped away.
    [[nodiscard]] bool sees(std::string_view label) const;
    /// Precondition: sees(label).
    [[nodiscard]] bool is_enabled(std::string_view label) const;
    /// How many labels of the last frame start with this ("row "); not those of their parts ("row 3/break").
    [[nodiscard]] int count(std::string_view label_start) const;
    /// All words that the panel drew as text items in one more frame, a line per line.
    [[nodiscard]] std::string text();

    /// The last pushed `A`, or null.
    template <class A>
    [[nodiscard]] const A* last() const {
        const A* found = nullptr;
        for (const Outbox::Item& item : outbox.items())
            if (const A* here = as<A>(item)) found = here;
        return found;
    }
    /// Whether this command was pushed.
    [[nodiscard]] bool pushed(CommandId command) const;
    [[nodiscard]] Panel& panel() { return *panel_; }
    [[nodiscard]] View view() const { return {session, ui}; }

private:
    template <class A>
    static const A* as(const Outbox::Item& item) {
        if constexpr (is_alternative<A, Action>) {
            const auto* action = std::get_if<Action>(&item);
            return action != nullptr ? std::get_if<A>(action) : nullptr;
        } else {
            const auto* action = std::get_if<UiAction>(&item);
            return action != nullptr ? std::get_if<A>(action) : nullptr;
        }
    }
    [[nodiscard]] const ProbeRecorder::Seen* find(std::string_view label) const;
    ImVec2 place_of(std::string_view label) const;
    void press(std::string_view label, int button, int times);
    void one_frame(bool log_text);

    std::unique_ptr<Panel> panel_;
    std::string title_;
    ImVec2 size_;
    ImGuiContext* context_;
    WidgetContext widgets_;
    ProbeRecorder probes_;
    std::string clipboard_;
};

}  // namespace slotscope::gui::test
