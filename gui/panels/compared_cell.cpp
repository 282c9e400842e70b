// SPDX-License-Identifier: MIT
#include "panels/compared_cell.h"

#include "widgets/text.h"

namespace slotscope::gui {

void compared_cell(DataTable& table, std::string_view words, bool is_number, Tone tone) {
    if (words == "NaN" || words == "Infinity" || words == "-Infinity") table.chip(words);
    else if (words == "≠" || words == "→" || words == "=" || words == "new") table.text(words, tone);
    else if (is_number) table.number(words, tone);
    else table.mono(cut_to_width(words, table.cell_width(), fonts().mono), tone);
}

}  // namespace slotscope::gui
