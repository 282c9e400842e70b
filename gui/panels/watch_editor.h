// SPDX-License-Identifier: MIT
// The line in which an expression is written, or changed. What is wrong is said under it while it is typed, and what it gives.
// Enter takes it, Esc leaves. Part of the panel Watch.
#pragma once

#include <optional>
#include <string>

#include "model/outbox.h"
#include "model/view.h"
#include "panels/expression_field.h"

namespace slotscope::gui {

class WatchEditor {
public:
    /// With the caret in it, for a new one, or for the one of that id.
    void open(std::optional<WatchId> id, const Session& session);
    /// The watch that is changed; nullopt: the line adds.
    [[nodiscard]] std::optional<WatchId> edited() const noexcept { return edited_; }
    /// Pixels that `draw` takes. Precondition: has_program().
    [[nodiscard]] float height() const;
    void draw(const View& view, Outbox& out);

private:
    void check(const Session& session);
    void commit(const Session& session, Outbox& out);
    void leave();

    std::string text_;
    std::optional<WatchId> edited_;
    FocusRequest focus_;
    ExpressionField field_{WrittenAs::Expression};
    // Of the text, made anew when it or the program has changed.
    std::string checked_;
    std::uint64_t checked_program_ = 0;
    std::optional<Expression> expression_;
    std::optional<ExpressionEvaluator> evaluator_;
    std::optional<FieldError> error_;
};

}  // namespace slotscope::gui
