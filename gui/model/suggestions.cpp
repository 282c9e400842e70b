// SPDX-License-Identifier: MIT
#include "model/suggestions.h"

#include <algorithm>

#include "model/condition_forms.h"
#include "model/words.h"

namespace slotscope::gui {
namespace {

bool same_letter(char a, char b) { return lower(a) == lower(b); }

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// The word before the caret.
struct Word {
    std::size_t begin = 0;
    std::string_view text;      ///< without the quote that it begins with
    bool is_quoted = false;     ///< that quote is still open
    bool is_cell_name = false;  ///< it stands in cell(" or ring("
};

Word word_at(std::string_view text, std::size_t caret) {
    text = text.substr(0, caret);
    Word word;
    std::size_t quote = std::string_view::npos;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && quote != std::string_view::npos) ++i;
        else if (text[i] == '"') quote = quote == std::string_view::npos ? i : std::string_view::npos;
    }
    if (quote != std::string_view::npos) {
        const std::string_view before = text.substr(0, quote);
        return {quote, text.substr(quote + 1), true, before.ends_with("cell(") || before.ends_with("ring(")};
    }
    word.begin = text.size();
    while (word.begin > 0 && is_word_byte(text[word.begin - 1])) --word.begin;
    word.text = text.substr(word.begin);
    return word;
}

/// Collects names: those that begin with the word, then those that have it inside.
class Collector {
public:
    Collector(std::string_view word, std::size_t most) : word_(word), most_(most) {}

    [[nodiscard]] bool is_full() const { return beginning_.size() >= most_; }
    /// `make` gives the suggestion.
    template <class Make>
    void offer(std::string_view name, Make&& make) {
        if (is_full()) return;
        const auto at = std::ranges::search(name, word_, same_letter);
        if (at.empty()) return;
        const bool begins = at.begin() == name.begin();
        if (!begins && inside_.size() >= most_) return;
        (begins ? beginning_ : inside_).push_back(make());
    }
    [[nodiscard]] std::vector<Suggestion> take() {
        beginning_.insert(beginning_.end(), inside_.begin(), inside_.end());
        if (beginning_.size() > most_) beginning_.resize(most_);
        return std::move(beginning_);
    }

private:
    std::string_view word_;
    std::size_t most_;
    std::vector<Suggestion> beginning_, inside_;
};

void offer_slots(const ProgramSymbols& symbols, Collector& collector) {
    const auto count = static_cast<SlotIndex>(symbols.slots().size());
    for (SlotIndex slot = 0; slot < count && !collector.is_full(); ++slot)
        collector.offer(symbols.slot_name(slot), [&]() -> Suggestion {
            return {slot_expression(symbols, slot).to_text(), "slot " + std::to_string(symbols.slots()[slot].slot)};
        });
}

/// `only_name`: the name in quotes, where "cell(" stands already.
void offer_cells(const Session& session, bool only_name, Collector& collector) {
    const ProgramSymbols& symbols = session.symbols();
    const auto quoted = [](const std::string& whole) {
        const std::size_t begin = whole.find('"'), end = whole.rfind('"');
        return begin == std::string::npos ? whole : whole.substr(begin, end - begin + 1);
    };
    const auto count = static_cast<CellIndex>(session.program().state_layout.cells.size());
    for (CellIndex cell = 0; cell < count && !collector.is_full(); ++cell)
        collector.offer(symbols.cell_name(cell), [&]() -> Suggestion {
            const std::string whole = cell_expression(symbols, cell, 0).to_text();
            return {only_name ? quoted(whole) : whole, "state cell"};
        });
    for (std::size_t ring = 0; ring < symbols.rings().size() && !only_name && !collector.is_full(); ++ring)
        collector.offer(symbols.rings()[ring].name, [&]() -> Suggestion {
            return {ring_expression(symbols, ring, 0).to_text(), "ring, newest"};
        });
}

/// What a word that conditions begin with is for.
std::string_view help_of(const std::string& word, const Session& session) {
    for (const ConditionForm& form : condition_forms())
        if (text_of_form(form, nullptr, session, {}).starts_with(word + ' ')) return form.title;
    return "condition";
}

void offer_words(const Session& session, WrittenAs what, bool is_first, Collector& collector) {
    for (const std::string& word : expression_words())
        collector.offer(word, [&]() -> Suggestion { return {word, word.ends_with('(') ? "function" : "word"}; });
    if (what != WrittenAs::Condition || !is_first) return;
    for (const std::string& word : condition_words())
        collector.offer(word, [&]() -> Suggestion { return {word + " ", std::string(help_of(word, session))}; });
}

}  // namespace

Suggestions suggest(const Session& session, std::string_view text, std::size_t caret, WrittenAs what,
                    std::size_t most) {
    caret = std::min(caret, text.size());
    const Word word = word_at(text, caret);
    Suggestions found{word.begin, caret, {}};
    const bool is_number = !word.text.empty() && ((word.text[0] >= '0' && word.text[0] <= '9') || word.text[0] == '.');
    if (word.text.empty() || (is_number && !word.is_quoted)) return found;
    Collector collector(word.text, most);
    if (!word.is_cell_name) offer_slots(session.symbols(), collector);
    if (!word.is_quoted || word.is_cell_name) offer_cells(session, word.is_cell_name, collector);
    const bool is_first = text.substr(0, word.begin).find_first_not_of(' ') == std::string_view::npos;
    if (!word.is_quoted) offer_words(session, what, is_first, collector);
    found.rows = collector.take();
    const std::string_view written = text.substr(word.begin, caret - word.begin);
    std::erase_if(found.rows, [&](const Suggestion& row) { return row.text == written; });
    return found;
}

}  // namespace slotscope::gui
