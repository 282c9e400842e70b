// SPDX-License-Identifier: MIT
// A session and an interface in one of the states of panels/support/sessions.h, and what commands mean there.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>

#include "model/command.h"
#include "panels/support/sessions.h"

namespace slotscope::gui::test {

struct CommandWorld {
    Session session;
    UiState ui;
    explicit CommandWorld(const char* state) { open_state(session, state); }
    [[nodiscard]] View view() const { return {session, ui}; }
    /// What the command would do, or null.
    template <class A>
    [[nodiscard]] std::optional<A> action(CommandId id) const {
        const Resolved resolved = resolve(id, view());
        const auto* found = std::get_if<Action>(&resolved);
        const A* as = found != nullptr ? std::get_if<A>(found) : nullptr;
        return as != nullptr ? std::optional(*as) : std::nullopt;
    }
    [[nodiscard]] std::string reason(CommandId id) const {
        const Resolved resolved = resolve(id, view());
        const auto* found = std::get_if<Reason>(&resolved);
        return found != nullptr ? found->text : std::string();
    }
    void run(CommandId id) {
        const Resolved resolved = resolve(id, view());
        INFO(command_spec(id).name << ": " << reason(id));
        if (const auto* action = std::get_if<Action>(&resolved)) {
            REQUIRE_FALSE(session.apply(*action));
            session.finish_work();
        } else if (const auto* arrival = std::get_if<Arrival>(&resolved)) {
            REQUIRE_FALSE(session.apply(arrival->place));
            session.finish_work();
        } else {
            REQUIRE(std::holds_alternative<UiAction>(resolved));
            ui.apply(std::get<UiAction>(resolved));
        }
    }
    /// Until nothing is left to run again.
    void settle() {
        while (session.is_busy()) session.run(0, [] { return true; });
    }
};

}  // namespace slotscope::gui::test
