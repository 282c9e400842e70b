// SPDX-License-Identifier: MIT
// Things to press. Each reports itself to the probe under its label (the part before "##"), says its key in its
// tooltip, and when it is disabled says why.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "widgets/context.h"
#include "widgets/glyphs.h"

namespace slotscope::gui {

enum class ButtonKind : unsigned char { Normal, Primary, Ghost };

struct ButtonOptions {
    ButtonKind kind = ButtonKind::Normal;
    bool enabled = true;
    bool on = false;                ///< pressed in, for toggles
    std::string_view tooltip = {};  ///< a sentence
    std::string_view chord = {};    ///< shown after the sentence
    std::string_view reason = {};   ///< why it is disabled; shown instead of the sentence
    Tone tone = Tone::Text;         ///< of an icon
    float width = 0;                ///< pixels; 0 means as wide as needed
};

bool button(const char* label, const ButtonOptions& options = {});
[[nodiscard]] float button_width(const char* label);

/// A square of the height of a frame; `name` is its probe label and, unless `options.tooltip` is set, its tooltip.
bool icon_button(Glyph glyph, const char* name, const ButtonOptions& options = {});

struct ChipOptions {
    bool on = false;
    bool enabled = true;
    Tone tone = Tone::Accent;
    long long count = -1;  ///< shown after the label when not negative
    std::string_view tooltip = {};
};
/// A small toggle with a count, for filters: [changed 5].
bool chip(const char* label, const ChipOptions& options = {});

[[nodiscard]] float chip_width(const char* label, const ChipOptions& options = {});

/// Words that act, also in a table's row, which then does not take the press. Underlined on hover. The probe label is
/// `probe_label`, or the words.
bool link(std::string_view words, Tone tone = Tone::Accent, ImFont* font = nullptr, std::string_view probe_label = {});

/// A button that opens the popup `popup_id`, with a small chevron.
bool drop_button(const char* label, const char* popup_id, const ButtonOptions& options = {});
[[nodiscard]] float drop_button_width(std::string_view label);

struct MenuItem {
    std::string_view label;
    std::string_view probe = {};  ///< probe label; the label when empty
    std::string_view chord = {};
    std::string_view tooltip = {};  ///< what it does, or why it is disabled
    bool enabled = true;
    bool on = false;  ///< a check mark
};
/// A line of a menu or of a context menu. True when chosen (the menu closes).
bool menu_item(const MenuItem& item);

/// A vertical hairline between groups of a toolbar; on the same line.
void toolbar_gap();

/// Type-to-filter: magnifier, clear button, and "3 of 120" when `total` is not negative.
struct SearchField {
    const char* hint = "Filter";
    float width = 0;  ///< pixels; 0 means what is left of the line
    long long matches = -1;
    long long total = -1;
    bool take_focus = false;  ///< for one frame: put the caret here
};
/// True when `query` changed. Esc in the field clears it.
bool search_field(const char* id, std::string& query, const SearchField& options = {});

}  // namespace slotscope::gui
