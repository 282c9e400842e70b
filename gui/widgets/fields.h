// SPDX-License-Identifier: MIT
// Things to fill in: a line of text with what is wrong marked under it, a check box.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "widgets/context.h"

namespace slotscope::gui {

/// Puts the caret into a field, which takes a frame or two: asked for until it is there.
struct FocusRequest {
    int tries = 0;
    void ask() noexcept { tries = 4; }
};

/// The caret of a field, for lists of suggestions.
struct TextCaret {
    /// Bytes [begin, end) of the text become this, the caret behind it.
    struct Replacement {
        std::size_t begin = 0, end = 0;
        std::string text;
    };
    bool has_list = false;                   ///< Tab, Up and Down belong to a list
    std::optional<Replacement> replacement;  ///< done as soon as the field has the caret; goes then
    // Said by the field:
    bool is_active = false;
    std::size_t at = 0;    ///< byte
    bool has_tab = false;  ///< pressed in this frame
    int moved = 0;         ///< Down 1, Up -1
};

struct TextField {
    const char* hint = "";
    float width = 0;       ///< pixels; 0 means what is left of the line
    bool is_mono = false;  ///< code and numbers
    FocusRequest* focus = nullptr;
    TextCaret* caret = nullptr;
    bool is_wrong = false;
    std::uint32_t wrong_column = 0;  ///< marks the text from this byte on, counted from 1; 0 marks none of it
    std::uint32_t wrong_length = 1;  ///< bytes
    std::string_view tooltip = {};
};
struct TextFieldEvents {
    bool entered = false;  ///< Enter
    bool left = false;     ///< Esc
};
/// `name` is the id and the probe label. The mark under the text needs the text to fit: longer ones scroll.
TextFieldEvents text_field(const char* name, std::string& text, const TextField& options = {});

/// A box of the height of a line; centred in `width` pixels when that is larger. True when pressed.
bool check_box(const char* name, bool is_on, bool enabled = true, std::string_view tooltip = {}, float width = 0);

}  // namespace slotscope::gui
