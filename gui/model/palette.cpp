// SPDX-License-Identifier: MIT
#include "model/palette.h"

#include <algorithm>
#include <charconv>

#include "model/words.h"

namespace slotscope::gui {
namespace {

struct Ranked {
    int score;
    std::size_t order;
    PaletteRow row;
};

std::vector<PaletteRow> best_first(std::vector<Ranked> ranked) {
    const auto before = [](const Ranked& a, const Ranked& b) {
        return a.score != b.score ? a.score > b.score : a.order < b.order;
    };
    const std::size_t count = std::min(ranked.size(), kMaxPaletteRows);
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end(), before);
    std::vector<PaletteRow> rows;
    rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) rows.push_back(std::move(ranked[i].row));
    return rows;
}

std::string_view menu_title(Menu menu) {
    return menu == Menu::None ? std::string_view() : kMenuTitles[static_cast<std::size_t>(menu)];
}

PaletteRow command_row(const CommandSpec& spec, std::vector<std::uint32_t> highlights) {
    return {spec.id, std::string(spec.title), std::string(menu_title(spec.menu)), std::move(highlights)};
}

bool starts_with(std::string_view text, std::string_view beginning) {
    return text.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), text.begin(),
                                                         [](char a, char b) { return lower(a) == lower(b); });
}

/// Calls `f` with each word, until it says true; whether it did.
template <class F>
bool any_word(std::string_view text, F&& f) {
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(" -");
        if (end != 0 && f(text.substr(0, end))) return true;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return false;
}

/// Whether every word of the query begins a word of the command's title, further words or name.
bool starts_words(std::string_view query, const CommandSpec& spec) {
    return !any_word(query, [&](std::string_view wanted) {
        const auto begins = [&](std::string_view word) { return starts_with(word, wanted); };
        return !any_word(spec.title, begins) && !any_word(spec.words, begins) && !any_word(spec.name, begins);
    });
}

std::string_view kind_word(FindKind kind) {
    switch (kind) {
        case FindKind::Slot: return "slot";
        case FindKind::Step: return "step";
        case FindKind::Cell: return "cell";
    }
    return {};
}

}  // namespace

std::vector<PaletteRow> command_rows(std::string_view query, const std::vector<CommandId>& recent) {
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < commands().size(); ++i) {
        const CommandSpec& spec = commands()[i];
        if (spec.menu == Menu::None) continue;
        const auto used = std::find(recent.begin(), recent.end(), spec.id);
        // One step of recency weighs less than one matched letter, so that words decide.
        const int recency = used == recent.end() ? 0 : static_cast<int>(recent.end() - used);
        if (auto title = fuzzy_match(query, spec.title)) {
            ranked.push_back({title->score * 2 + recency, i, command_row(spec, std::move(title->places))});
            continue;
        }
        // Further words count by their beginnings: letters scattered over all of them would match nearly anything.
        if (starts_words(query, spec)) ranked.push_back({recency, i, command_row(spec, {})});
    }
    return best_first(std::move(ranked));
}

std::vector<FindItem> find_items(const Session& session) {
    std::vector<FindItem> items;
    if (!session.has_program()) return items;
    const auto slots = session.slots().rows();
    items.reserve(slots.size() + session.step_names().size());
    for (SlotIndex i = 0; i < slots.size(); ++i) {
        const SlotMeta& slot = slots[i];
        items.push_back({FindKind::Slot, slot.slot, session.slot_names()[i], std::string(storage_name(slot.storage))});
    }
    for (StepIndex i = 0; i < session.step_names().size(); ++i)
        items.push_back({FindKind::Step, i, session.step_names()[i], step_detail(session.program(), i)});
    const auto& cells = session.program().state_layout.cells;
    for (CellIndex i = 0; i < cells.size(); ++i) items.push_back({FindKind::Cell, i, cells[i].state_id, cells[i].role});
    return items;
}

std::vector<PaletteRow> find_rows(std::string_view query, const std::vector<FindItem>& items) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(query.data(), query.data() + query.size(), number);
    const bool is_number = !query.empty() && error == std::errc() && end == query.data() + query.size();
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const FindItem& item = items[i];
        if (query.empty() && ranked.size() >= kMaxPaletteRows) break;
        const bool is_exact = is_number && item.id == number;
        auto match = fuzzy_match(query, item.title);
        const bool by_detail = !match && !is_exact && fuzzy_occurs(query, item.detail);
        if (!match && !is_exact && !by_detail) continue;
        const int score = is_exact ? 100'000 : by_detail ? -1000 : match->score;
        std::string detail = std::string(kind_word(item.kind)) + ' ' + std::to_string(item.id);
        if (!item.detail.empty()) detail += " · " + item.detail;
        ranked.push_back({score, i,
                          PaletteRow{item, item.title, std::move(detail),
                                     match ? std::move(match->places) : std::vector<std::uint32_t>()}});
    }
    return best_first(std::move(ranked));
}

UiAction go_to(const FindItem& item) {
    switch (item.kind) {
        case FindKind::Slot: return SelectSlot{item.id};
        case FindKind::Step: return SelectStep{static_cast<StepIndex>(item.id)};
        case FindKind::Cell: return SelectCell{static_cast<CellIndex>(item.id), std::nullopt};
    }
    return ClearSelection{};
}

}  // namespace slotscope::gui
