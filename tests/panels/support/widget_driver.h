// SPDX-License-Identifier: MIT
// A panel that is a function, for tests of widgets.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "panels/support/panel_driver.h"

namespace slotscope::gui::test {

class FunctionPanel final : public Panel {
public:
    explicit FunctionPanel(std::function<void()> body) : body_(std::move(body)) {}
    void draw(const View&, Outbox&) override { body_(); }

private:
    std::function<void()> body_;
};

[[nodiscard]] inline std::unique_ptr<Panel> widgets(std::function<void()> body) {
    return std::make_unique<FunctionPanel>(std::move(body));
}

}  // namespace slotscope::gui::test
