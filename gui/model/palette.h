// SPDX-License-Identifier: MIT
// What the palette lists for a query: commands by their words, or slots, steps and cells by name and number.
// A query that starts with ">" lists commands in either mode.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/command.h"
#include "model/fuzzy.h"

namespace slotscope::gui {

enum class FindKind : std::uint8_t { Slot, Step, Cell };

/// Something of the program that can be gone to.
struct FindItem {
    FindKind kind = FindKind::Slot;
    std::uint64_t id = 0;  ///< SlotId, StepIndex or CellIndex
    std::string title;     ///< its name
    std::string detail;    ///< storage and type, kind of step, role
};

/// Everything of the open program, in order; empty without one.
[[nodiscard]] std::vector<FindItem> find_items(const Session& session);

struct PaletteRow {
    std::variant<CommandId, FindItem> what;
    std::string title, detail;              ///< as shown
    std::vector<std::uint32_t> highlights;  ///< bytes of `title` that matched
};

/// How many rows are kept: more than anyone scrolls through.
inline constexpr std::size_t kMaxPaletteRows = 200;

/// Commands, best match first; with an empty query the recent ones first, then all in order of the table.
[[nodiscard]] std::vector<PaletteRow> command_rows(std::string_view query, const std::vector<CommandId>& recent);
/// "12" finds slot 12, step 12 and cell 12 first; words find names.
[[nodiscard]] std::vector<PaletteRow> find_rows(std::string_view query, const std::vector<FindItem>& items);

/// The UiAction that goes to an item.
[[nodiscard]] UiAction go_to(const FindItem& item);

}  // namespace slotscope::gui
