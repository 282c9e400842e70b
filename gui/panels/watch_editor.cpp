// SPDX-License-Identifier: MIT
#include "panels/watch_editor.h"

#include <utility>

#include "slotscope/format.h"
#include "widgets/buttons.h"
#include "widgets/probe.h"
#include "widgets/scoped.h"
#include "widgets/text.h"

namespace slotscope::gui {

void WatchEditor::open(std::optional<WatchId> id, const Session& session) {
    edited_ = id;
    text_.clear();
    if (id) {
        const auto position = session.watches().position_of(*id);
        if (position) text_ = session.watches()[*position].expression.to_text();
        else edited_.reset();
    }
    focus_.ask();
}

void WatchEditor::leave() {
    edited_.reset();
    text_.clear();
}

void WatchEditor::check(const Session& session) {
    if (checked_ == text_ && checked_program_ == session.program_revision()) return;
    checked_ = text_;
    checked_program_ = session.program_revision();
    expression_.reset();
    evaluator_.reset();
    error_.reset();
    if (text_.find_first_not_of(' ') == std::string::npos) return;
    auto parsed = Expression::parse(text_);
    if (!parsed) {
        error_ = field_error(parsed.error(), text_);
        return;
    }
    auto made = ExpressionEvaluator::create(*parsed, session.symbols());
    if (!made) {
        error_ = field_error(made.error(), text_);
        return;
    }
    expression_ = std::move(parsed).value();
    evaluator_ = std::move(made).value();
}

float WatchEditor::height() const {
    const float line = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y;
    const bool has_words = !text_.empty() || error_;
    return has_words ? line + ImGui::GetTextLineHeightWithSpacing() : line;
}

void WatchEditor::commit(const Session& session, Outbox& out) {
    if (!expression_) {
        focus_.ask();  // Enter has left the field, and there is something to mend
        return;
    }
    if (edited_) {
        const auto position = session.watches().position_of(*edited_);
        if (position) out.push(ReplaceWatch{{*edited_, *expression_, session.watches()[*position].form}});
        leave();
        return;
    }
    out.push(AddWatch{{0, *expression_}});
    text_.clear();
    focus_.ask();  // for the next one
}

void WatchEditor::draw(const View& view, Outbox& out) {
    const Session& session = view.session;
    if (edited_ && !session.watches().position_of(*edited_)) leave();
    check(session);
    if (edited_) {
        ImGui::AlignTextToFramePadding();
        text("Edit", Tone::Accent);
        ImGui::SameLine(0, grid(2));
    }
    const TextFieldEvents events =
        field_.draw("Expression", text_,
                    marked({.hint = edited_ ? "Expression" : "Add: mix.sum - prev(mix.sum)",
                            .is_mono = true,
                            .focus = &focus_,
                            .tooltip = "An expression over slots, state and time. Enter watches it."},
                           error_),
                    session);
    check(session);
    if (events.entered) commit(session, out);
    else if (events.left) leave();
    if (error_) {
        text_cut(error_->message, ImGui::GetContentRegionAvail().x, Tone::Fault);
        probe_item("Error");
    } else if (evaluator_) {
        // What looks back has no past here yet; it will have when it is watched.
        const bool is_known = evaluator_->warm_up_frames() == 0;
        text_cut(is_known ? "= " + format_shortest(evaluator_->value(session.frame_end())) : "Looks back in time.",
                 ImGui::GetContentRegionAvail().x, Tone::Dim);
        probe_item("Preview");
    } else if (!text_.empty()) {
        text("An expression over slots, state and time.", Tone::Dim);
    }
}

}  // namespace slotscope::gui
