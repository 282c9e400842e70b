// SPDX-License-Identifier: MIT
// Every panel in every state of a session, in three window sizes, twice at once: nothing may crash, leave an ImGui
// stack open, or change anything by being drawn.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "panels/registry.h"
#include "panels/support/panel_driver.h"
#include "panels/support/sessions.h"

using namespace slotscope;
using namespace slotscope::gui;
using namespace slotscope::gui::test;

namespace {

/// But for the values that are shown, which are asked for by drawing.
bool pushes_nothing(const Outbox& outbox) {
    return std::ranges::all_of(outbox.items(), [](const Outbox::Item& item) {
        const auto* const action = std::get_if<Action>(&item);
        return action != nullptr && std::holds_alternative<RequestValues>(*action);
    });
}

}  // namespace

TEST_CASE("Panels: each draws something in every state and size, and pushes nothing by itself", "[panels][matrix]") {
    const ImVec2 sizes[] = {{80, 40}, {420, 300}, {1600, 900}};
    for (const PanelInfo& info : kPanels) {
        for (const std::string& state : session_states()) {
            PanelDriver driver(make_panel(info.id), std::string(info.title));
            open_state(driver.session, state);
            const std::uint64_t revision = driver.session.revision();
            for (const ImVec2 size : sizes) {
                INFO("panel " << info.name << ", state " << state << ", " << size.x << " x " << size.y);
                driver.resize(size);
                driver.frames(3);
                CHECK(pushes_nothing(driver.outbox));
                CHECK(ImGui::GetDrawData()->TotalVtxCount > 0);
                CHECK(driver.session.revision() == revision);
            }
        }
    }
}

TEST_CASE("Panels: each survives selections of things that the program does not have", "[panels][matrix]") {
    for (const PanelInfo& info : kPanels) {
        INFO("panel " << info.name);
        PanelDriver driver(make_panel(info.id), std::string(info.title));
        for (const char* state : {"no program", "one frame", "empty program"}) {
            open_state(driver.session, state);
            driver.ui.apply(SelectSlot{123456789});
            driver.ui.apply(SelectStep{99999});
            driver.ui.apply(SelectCell{99999, 12345U});
            driver.ui.apply(SelectSignal{-7});
            driver.frames(3);
            CHECK(pushes_nothing(driver.outbox));
        }
    }
}

TEST_CASE("Panels: each survives the program changing under it", "[panels][matrix]") {
    for (const PanelInfo& info : kPanels) {
        INFO("panel " << info.name);
        PanelDriver driver(make_panel(info.id), std::string(info.title));
        for (const char* state : {"played", "faulted", "empty program", "inside a frame"}) {
            open_state(driver.session, state);
            driver.ui.apply(SelectSlot{3});
            driver.ui.apply(SelectStep{1});
            driver.ui.apply(SelectCell{0, 2U});
            driver.frames(2);
        }
        REQUIRE_FALSE(driver.session.apply(CloseProgram{}));
        driver.frames(2);
        CHECK(pushes_nothing(driver.outbox));
    }
}

TEST_CASE("Panels: settings are unchanged by printing and reading them", "[panels][matrix]") {
    for (const PanelInfo& info : kPanels) {
        const auto first = make_panel(info.id), second = make_panel(info.id);
        const Keyed printed = first->settings().print();
        const SettingsTable table = second->settings();
        for (const auto& [key, value] : printed) {
            INFO("panel " << info.name << ", " << key << " = " << value);
            CHECK(table.set(key, value));
        }
        CHECK(second->settings().print() == printed);
    }
}
