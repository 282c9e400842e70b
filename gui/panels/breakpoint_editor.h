// SPDX-License-Identifier: MIT
// The fields of one breakpoint: kind, condition, counts, what it does, message, group. What is wrong is said under the field
// while it is typed. Enter sets it, Esc leaves. Part of the panel Breakpoints.
#pragma once

#include "model/breakpoint_draft.h"
#include "model/outbox.h"
#include "model/view.h"
#include "panels/expression_field.h"

namespace slotscope::gui {

class BreakpointEditor {
public:
    [[nodiscard]] bool is_open() const noexcept { return is_open_; }
    void open(BreakpointDraft draft);
    void close() noexcept { is_open_ = false; }
    /// Fills the window. Precondition: is_open().
    void draw(const View& view, Outbox& out);

private:
    void draw_head(const DraftCheck& check, Outbox& out);
    void draw_condition(const DraftCheck& check, const View& view);
    void draw_kinds(const View& view);
    void draw_deed(const DraftCheck& check);
    void draw_counts(const DraftCheck& check);
    void commit(const DraftCheck& check, Outbox& out);

    BreakpointDraft draft_;
    FocusRequest focus_;
    ExpressionField condition_field_{WrittenAs::Condition};
    bool is_open_ = false, has_entered_ = false, has_left_ = false;
};

}  // namespace slotscope::gui
