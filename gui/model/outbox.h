// SPDX-License-Identifier: MIT
// Where drawing code puts what it wants done. Emptied by the application after the last panel, so that nothing
// changes while a frame is half drawn.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "model/command_id.h"
#include "model/ui_action.h"
#include "slotscope/session.h"

namespace slotscope::gui {

template <class A, class Variant>
inline constexpr bool is_alternative = false;
template <class A, class... As>
inline constexpr bool is_alternative<A, std::variant<As...>> = (std::is_same_v<A, As> || ...);

class Outbox {
public:
    using Item = std::variant<Action, UiAction, CommandId>;

    void push(Action action) { items_.emplace_back(std::in_place_type<Action>, std::move(action)); }
    void push(UiAction action) { items_.emplace_back(std::in_place_type<UiAction>, std::move(action)); }
    /// One alternative of either: SelectSlot{12}, StepFrame{}.
    template <class A>
    requires(is_alternative<std::remove_cvref_t<A>, Action> ||
             is_alternative<std::remove_cvref_t<A>, UiAction>) void push(A&& action) {
        if constexpr (is_alternative<std::remove_cvref_t<A>, Action>) push(Action(std::forward<A>(action)));
        else push(UiAction(std::forward<A>(action)));
    }
    /// Resolved when the outbox is emptied; a command that cannot run then shows its reason.
    void push(CommandId command) { items_.emplace_back(std::in_place_type<CommandId>, command); }

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] std::vector<Item> take() { return std::exchange(items_, {}); }

    /// The first item that is an `A` (of either variant), or null: for tests.
    template <class A>
    [[nodiscard]] const A* find() const {
        for (const Item& item : items_) {
            if constexpr (is_alternative<A, Action>) {
                if (const auto* action = std::get_if<Action>(&item))
                    if (const A* found = std::get_if<A>(action)) return found;
            } else {
                static_assert(is_alternative<A, UiAction>);
                if (const auto* action = std::get_if<UiAction>(&item))
                    if (const A* found = std::get_if<A>(action)) return found;
            }
        }
        return nullptr;
    }

private:
    std::vector<Item> items_;
};

}  // namespace slotscope::gui
