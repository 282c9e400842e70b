// SPDX-License-Identifier: MIT
// Questions with one line for the answer: what stands over the line, what it starts with, what an answer would do or what
// is wrong with it. Not here: drawing (app/prompt_overlay).
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "model/ui_action.h"
#include "slotscope/session.h"

namespace slotscope::gui {

struct PromptWords {
    std::string title;
    std::string hint;   ///< in the empty line
    std::string start;  ///< the line at first
};
[[nodiscard]] PromptWords prompt_words(const Session& session, const PromptQuestion& question);

struct PromptAnswer {
    Action action;
    std::string preview;  ///< what Enter will do
};
/// What the answer does, or a sentence that says what is wrong.
[[nodiscard]] std::variant<PromptAnswer, std::string>
prompt_answer(const Session& session, const PromptQuestion& question, std::string_view text);

}  // namespace slotscope::gui
