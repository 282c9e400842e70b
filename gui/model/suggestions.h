// SPDX-License-Identifier: MIT
// What somebody may mean who writes an expression or a condition: names of slots, state cells and rings, and words. Not here:
// the list on the screen (panels/expression_field.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "slotscope/session.h"

namespace slotscope::gui {

struct Suggestion {
    std::string text;    ///< as it is written: quoted where it needs to be
    std::string detail;  ///< "slot 14", "state cell", "ring", "function", "word"
};

struct Suggestions {
    std::size_t begin = 0, end = 0;  ///< bytes of the text that one of them takes the place of
    std::vector<Suggestion> rows;    ///< what begins with the word first, then what has it inside
};

enum class WrittenAs : std::uint8_t { Expression, Condition };

/// For the word that ends at byte `caret`: at most `most`, in one pass over the names. None where no word is begun, and for
/// what is written in full already. Precondition: has_program().
[[nodiscard]] Suggestions suggest(const Session& session, std::string_view text, std::size_t caret, WrittenAs what,
                                  std::size_t most = 8);

}  // namespace slotscope::gui
