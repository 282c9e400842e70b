// SPDX-License-Identifier: MIT
// A field for an expression or a condition: what is wrong is marked, and a list under it offers names and words while they are
// written. Tab takes the one that is marked, Up and Down choose another, so does a click.
#pragma once

#include <optional>
#include <string>

#include "model/breakpoint_draft.h"
#include "model/suggestions.h"
#include "widgets/fields.h"

namespace slotscope::gui {

/// The field with what is wrong marked in it.
[[nodiscard]] TextField marked(TextField field, const std::optional<FieldError>& error);

class ExpressionField {
public:
    explicit ExpressionField(WrittenAs what) noexcept : what_(what) {}
    /// As text_field. `options.focus` is needed for clicks on the list.
    TextFieldEvents draw(const char* name, std::string& text, TextField options, const Session& session);

private:
    void update(const std::string& text, const Session& session);
    void draw_list(ImVec2 min, ImVec2 max, FocusRequest* focus);
    void take(std::size_t row);

    WrittenAs what_;
    TextCaret caret_;
    Suggestions suggestions_;
    std::size_t marked_ = 0;
    bool was_active_ = false;
    // What the suggestions are for.
    std::string seen_;
    std::size_t seen_caret_ = 0;
    std::uint64_t seen_program_ = 0;
};

}  // namespace slotscope::gui
