// SPDX-License-Identifier: MIT
// Words: headings, toned text, truncation, key/value rows, badges and chips, hover cards, empty states.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "widgets/context.h"
#include "widgets/glyphs.h"

namespace slotscope::gui {

// --- runs of text; all are one ImGui item ---
void text(std::string_view words, Tone tone = Tone::Text);
void text_bold(std::string_view words, Tone tone = Tone::Text);
void text_mono(std::string_view words, Tone tone = Tone::Text);
/// Broken at spaces only; to `width` pixels, or to the window's edge.
void text_wrapped(std::string_view words, Tone tone = Tone::Text, float width = 0);
/// Monospace, broken wherever a line is full: for digits and bits, which have no words.
void text_mono_broken(std::string_view digits, Tone tone = Tone::Text);
/// Cut with "…" at `max_width` pixels; the whole text is shown on hover.
void text_cut(std::string_view words, float max_width, Tone tone = Tone::Text, ImFont* font = nullptr);
[[nodiscard]] float text_width(std::string_view words, ImFont* font = nullptr);
/// `words`, or as much of it as fits `max_width` with "…".
[[nodiscard]] std::string cut_to_width(std::string_view words, float max_width, ImFont* font = nullptr);

/// Letter-spaced capitals, dim. `words` are given in sentence case.
void heading(std::string_view words, Tone tone = Tone::Dim);
/// A heading with space above and a hairline below, for parts of a panel.
void section(std::string_view words);
void hairline_rule();

/// Text of the last item that is hovered, after the usual delay.
void tooltip(std::string_view words);

// --- facts: label on the left in a column of `label_em`, anything on the right ---
class Facts {
public:
    explicit Facts(float label_em = 6.5F) : label_em_(label_em) {}
    /// Draws the label and leaves the cursor where the value goes.
    void label(std::string_view name) const;
    void row(std::string_view name, std::string_view value, Tone tone = Tone::Text) const;
    void mono(std::string_view name, std::string_view value, Tone tone = Tone::Text) const;

private:
    float label_em_;
};

/// A filled word: LIVE, REPLAY, FAULT.
void badge(std::string_view words, Tone fill, Tone ink = Tone::Window);
[[nodiscard]] float badge_width(std::string_view words);
/// A small outlined word that is not a button: a storage type, a status.
void tag(std::string_view words, Tone tone = Tone::Dim);

/// A key as drawn in help and tooltips: "Ctrl+G".
void key_cap(std::string_view chord);

/// Tooltip window with room for several lines; use as `if (HoverCard card; card) { … }` after an item.
class HoverCard {
public:
    HoverCard();
    ~HoverCard();
    HoverCard(const HoverCard&) = delete;
    HoverCard& operator=(const HoverCard&) = delete;
    explicit operator bool() const { return open_; }

private:
    bool open_ = false;
};

/// Centred in what is left of the window: what is missing, what to do about it, and perhaps a button for it.
/// True when the button was pressed.
bool empty_state(std::string_view title, std::string_view sentence, const char* action = nullptr);

/// A thin bar; `fraction` < 0 means "unknown how long".
void progress_bar(float fraction, std::string_view words, float width);

}  // namespace slotscope::gui
